"""Each night, what citizens left us goes when its day has come."""

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.community import actions


@app.periodic(cron="40 3 * * *")
@app.task(name="community.forget_citizens")
def forget_citizens(timestamp: int) -> None:
    """Runs at 3:40 under its own name; counts stay, names go."""
    with acting(job(actions.KEEPER)) as by:
        actions.forget_citizens(by=by)
