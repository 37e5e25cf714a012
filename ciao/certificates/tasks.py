"""Each night, whoever follows a person hears which certificates are about to lapse."""

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.certificates.actions import remind_expiring

READER = "course_readers"


@app.periodic(cron="20 4 * * *")
@app.task(name="certificates.remind_expiring", queueing_lock="remind_expiring")
def remind(timestamp: int) -> int:
    """At 4:20, as the job that reads enrolments and attendance; certificates of internships never lapse."""
    with acting(job(READER)) as by:
        return remind_expiring(by=by)
