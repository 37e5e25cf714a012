"""Each night, data on people never met go when their day has come."""

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.outreach import actions


@app.periodic(cron="10 3 * * *")
@app.task(name="outreach.expire_signals")
def expire_signals(timestamp: int) -> None:
    """Runs at 3:10 under its own name; counts stay, names go."""
    with acting(job("expire_signals")) as by:
        actions.expire_signals(by=by)
