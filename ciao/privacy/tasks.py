"""Each night: what was announced long enough ago goes, and the ledger beside the keys is brought up to date."""

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.privacy import actions
from ciao.privacy.actions.limits import JOB


@app.periodic(cron="40 3 * * *")
@app.task(name="privacy.end_retention", queueing_lock="privacy.end_retention", lock="privacy.end_retention")
def end_retention(timestamp: int) -> int:
    """Runs at 3:40; one person a transaction: cut short, the next night goes on."""
    with acting(job(JOB)) as by:
        count = actions.erase_ripe(by=by)
    actions.write_ledger()
    return count
