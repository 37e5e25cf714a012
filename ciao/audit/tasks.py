"""Each minute, what was read is sealed into the chain."""

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.audit.actions import seal_lines


@app.periodic(cron="* * * * *")
@app.task(name="audit.seal_lines", queueing_lock="audit.seal_lines", lock="audit.seal_lines")
def seal(timestamp: int) -> int:
    """Seals the lines committed since the last minute; one run at a time, a missed minute is caught up."""
    with acting(job("seal_lines")):
        return seal_lines()
