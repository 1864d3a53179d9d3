"""Scrapy extensions: what goes on during a crawl, its early end, and advice."""

from newscrawl.extensions.feeds import FeedsAdvice
from newscrawl.extensions.health import HealthTelling
from newscrawl.extensions.log_formatter import OneLineLogFormatter
from newscrawl.extensions.progress import Progress
from newscrawl.extensions.shutdown import Shutdown
from newscrawl.extensions.tally import RunTally

__all__ = [
    "FeedsAdvice",
    "HealthTelling",
    "OneLineLogFormatter",
    "Progress",
    "RunTally",
    "Shutdown",
]
