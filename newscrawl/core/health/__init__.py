"""Whether a site still works as it did: its runs compared with each other."""

from newscrawl.core.health.alarms import Alarm, alarms_of
from newscrawl.core.health.figures import FIELDS, SiteFigures

__all__ = ["FIELDS", "Alarm", "SiteFigures", "alarms_of"]
