"""Whether a site still works as it did: its runs compared with each other."""

from newscrawl.core.health.alarms import Alarm, alarms_of
from newscrawl.core.health.figures import FIELDS, SiteFigures
from newscrawl.core.health.thresholds import KINDS, USUAL, Thresholds

__all__ = ["FIELDS", "KINDS", "USUAL", "Alarm", "SiteFigures", "Thresholds", "alarms_of"]
