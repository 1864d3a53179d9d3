"""Job files: which sites are crawled, how, where to, and when."""

from newscrawl.jobs.job import Job
from newscrawl.jobs.reading import read_job
from newscrawl.jobs.timetable import Timetable

__all__ = ["Job", "Timetable", "read_job"]
