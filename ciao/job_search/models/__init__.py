"""Looking for a job: CVs, openings known, applications, interviews, hirings."""

from ciao.job_search.models.application import (
    Hiring,
    JobApplication,
    JobApplicationChange,
    JobApplicationQuerySet,
    JobInterview,
)
from ciao.job_search.models.cv import Cv, CvLine
from ciao.job_search.models.opening import JobOpening, JobOpeningQuerySet

__all__ = [
    "Cv",
    "CvLine",
    "Hiring",
    "JobApplication",
    "JobApplicationChange",
    "JobApplicationQuerySet",
    "JobInterview",
    "JobOpening",
    "JobOpeningQuerySet",
]
