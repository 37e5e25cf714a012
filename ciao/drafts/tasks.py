"""The nightly erasing of drafts."""

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.drafts.actions import erase_old_drafts


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="erase_drafts")
def erase_drafts(timestamp: int) -> int:
    """Each night at 3:20: drafts nobody came back to for 30 days."""
    with acting(job("erase_drafts")):
        return erase_old_drafts()
