"""What a run brought home, in figures and sentences."""

from newscrawl.reporting.reasons import why_nothing
from newscrawl.reporting.summary import RunEnd, summary_dict, summary_lines, trouble_lines
from newscrawl.reporting.tally import Tally

__all__ = ["RunEnd", "Tally", "summary_dict", "summary_lines", "trouble_lines", "why_nothing"]
