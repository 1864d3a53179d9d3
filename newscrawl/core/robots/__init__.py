"""What a robots.txt says (RFC 9309)."""

from newscrawl.core.robots.rules import MAX_BYTES, RobotsRules, parse_robots

__all__ = ["MAX_BYTES", "RobotsRules", "parse_robots"]
