"""Whether a site still works as it did: its runs compared with each other."""

from newscrawl.core.health.alarms import Alarm, Judged, alarms_of, standing
from newscrawl.core.health.figures import FIELDS, SiteFigures
from newscrawl.core.health.thresholds import KINDS, USUAL, Thresholds

__all__ = [
    "FIELDS",
    "KINDS",
    "USUAL",
    "Alarm",
    "Judged",
    "SiteFigures",
    "Thresholds",
    "alarms_of",
    "standing",
]
