"""Loading and taking back a sheet in the background, and forgetting the rows nobody corrected."""

import uuid

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.cases.actions import loads
from ciao.desk.loads import KINDS

WORK, LOADER, UNLOADER = "desk.load_sheet", "load_sheet", "retention"


@app.task(name=WORK)
def load_sheet(load_id: str) -> None:
    """A chunk a transaction, so that progress is seen and a stop loses nothing; what is not to do ends at once.

    Taking back runs as the job that reads every level: nothing may stand unseen on what it removes.
    """
    wanted = uuid.UUID(load_id)
    more = True
    while more:
        with acting(job(LOADER)) as by:
            more = loads.load_chunk(load_id=wanted, kinds=KINDS, by=by)
    more = True
    while more:
        with acting(job(UNLOADER)) as by:
            more = loads.unload_chunk(load_id=wanted, kinds=KINDS, by=by)


@app.periodic(cron="50 3 * * *")
@app.task(name="desk.expire_loads", queueing_lock="expire_loads")
def expire_loads(timestamp: int) -> int:
    """Each night at 3:50: what could not be loaded and nobody corrected is erased on its day."""
    with acting(job(LOADER)) as by:
        return loads.expire_loads(by=by)


def set_to_work(load_id: uuid.UUID) -> None:
    """Puts a load in the queue."""
    app.configure_task(WORK, allow_unknown=True).defer(load_id=str(load_id))
