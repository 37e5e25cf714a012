"""Each night, places that freed are offered and offers nobody answered lapse."""

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.services import actions


@app.periodic(cron="50 3 * * *")
@app.task(name="services.offer_places", queueing_lock="offer_places")
def offer_places(timestamp: int) -> int:
    """Runs at 3:50 under its own name."""
    with acting(job(actions.OFFERER)) as by:
        return actions.offer_places(by=by)
