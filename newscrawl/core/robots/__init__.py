"""What a robots.txt says (RFC 9309)."""

from newscrawl.core.robots.rules import MAX_BYTES, TOKEN, RobotsRules, parse_robots, rules_hash

__all__ = ["MAX_BYTES", "TOKEN", "RobotsRules", "parse_robots", "rules_hash"]
