"""Each night, whoever came in is compared with everybody already there."""

from datetime import timedelta

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.core import clock
from ciao.people import actions
from ciao.programmes.models import Programme


@app.periodic(cron="40 3 * * *")
@app.task(name="people.find_duplicates")
def find_duplicates(timestamp: int) -> None:
    """Runs at 3:40; two days back, so that a night missed loses nobody."""
    with acting(job(actions.MATCHING)):
        programmes = list(Programme.objects.all())
    for programme in programmes:
        actions.find_duplicates(programme=programme, since=clock.today() - timedelta(days=2))
