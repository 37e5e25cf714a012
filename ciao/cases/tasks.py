"""Loading and taking back a list in the background; each night, finding people again and forgetting rows."""

import uuid

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.cases.actions import list_rows
from ciao.cases.actions.lists import WORK

LOADER, UNLOADER = "load_list", "retention"


@app.task(name=WORK)
def load_list(list_id: str) -> None:
    """A chunk a transaction, so that progress is seen and a stop loses nothing; what is not to do ends at once.

    Taking back runs as the job that reads every level: nothing may stand unseen on what it removes.
    """
    wanted = uuid.UUID(list_id)
    more = True
    while more:
        with acting(job(LOADER)) as by:
            more = list_rows.load_chunk(list_id=wanted, by=by)
    more = True
    while more:
        with acting(job(UNLOADER)) as by:
            more = list_rows.unload_chunk(list_id=wanted, by=by)


@app.periodic(cron="40 3 * * *")
@app.task(name="cases.expire_lists", queueing_lock="expire_lists")
def expire_lists(timestamp: int) -> int:
    """Each night at 3:40: first whoever came meanwhile is found, then what led to nobody is erased."""
    with acting(job(LOADER)) as by:
        list_rows.find_again(by=by)
        return list_rows.expire_lists(by=by)
