"""The rules of a robots.txt for one crawler, as RFC 9309 and Google's public parser read them.

Where the RFC leaves a choice (lines that are no rule, misspelled names, lines without a colon) this does what
Google's parser does, because that is what sites try their files with.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from newscrawl.core.robots.patterns import Pattern, escaped, path_of

TOKEN = "newscrawl"  # noqa: S105
"""What robots.txt calls us."""
MAX_BYTES = 500 * 1024
"""What is read of a file; the RFC asks for that much at least."""
_MAX_LINE = 16_663
"""Bytes that are read of a line: eight times the longest address."""
_LINE_END = re.compile(rb"\r\n|\r|\n")
_PRODUCT = re.compile(rb"[A-Za-z_-]+")
_BOM = b"\xef\xbb\xbf"


class _Key(Enum):
    AGENT = auto()
    ALLOW = auto()
    DISALLOW = auto()
    SITEMAP = auto()
    DELAY = auto()


_NAMES = (
    (_Key.AGENT, (b"user-agent", b"useragent", b"user agent")),
    (_Key.ALLOW, (b"allow",)),
    (
        _Key.DISALLOW,
        (b"disallow", b"dissallow", b"dissalow", b"disalow", b"diasllow", b"disallaw"),
    ),
    (_Key.SITEMAP, (b"sitemap", b"site-map")),
    (_Key.DELAY, (b"crawl-delay", b"crawldelay")),
)
"""How the name of a line begins, misspellings that are frequent included."""


@dataclass(slots=True)
class _Group:
    """What the lines for one crawler, or for all others, say."""

    is_named: bool = False
    allowed: list[Pattern] = field(default_factory=list)
    disallowed: list[Pattern] = field(default_factory=list)
    delay: float | None = None

    def longest(self, path: bytes) -> tuple[int, int]:
        """Return the lengths of the longest patterns that allow and disallow a path; 0: none."""
        return _longest(self.allowed, path), _longest(self.disallowed, path)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRules:
    """What a robots.txt says to one crawler."""

    sitemaps: tuple[str, ...]
    """Addresses of sitemaps, as the file spells them, in its order."""
    crawl_delay: float | None
    """Seconds between two requests that the file asks for; None: it does not ask."""
    own: _Group
    others: _Group

    def allows(self, url: str) -> bool:
        """Return whether an address may be fetched: the longest pattern decides, if two, the allowing one.

        A group that names the crawler takes the place of the one for all others.
        """
        path = path_of(url)
        for group in (self.own, self.others):
            allowed, disallowed = group.longest(path)
            if allowed or disallowed or group.is_named:
                return allowed >= disallowed
        return True


def rules_hash(body: bytes, *, token: str) -> str:
    """Return a hash of what a robots.txt says to a crawler; comments, order and sitemaps do not count."""
    rules = parse_robots(body, token=token)
    group = rules.own if rules.own.is_named else rules.others
    said = [sorted({each.text for each in side}) for side in (group.allowed, group.disallowed)]
    return hashlib.blake2b(repr((said, rules.crawl_delay)).encode(), digest_size=8).hexdigest()


def parse_robots(body: bytes, *, token: str) -> RobotsRules:
    """Return the rules of a robots.txt for the crawler with this product token. Never raises."""
    own, others = _Group(), _Group()
    sitemaps: list[str] = []
    for_own = for_others = in_rules = False
    for key, value in _lines(body):
        if key is _Key.SITEMAP:
            sitemaps.append(value.decode("utf-8", "replace"))
        elif key is _Key.AGENT:
            if in_rules:
                for_own = for_others = in_rules = False
            if value[:1] == b"*" and value[1:2].strip() == b"":
                for_others = True
            elif (name := _PRODUCT.match(value)) and name[0].lower() == token.lower().encode():
                for_own = own.is_named = True
        elif for_own or for_others:
            _add(own if for_own else others, key, value)
            in_rules = in_rules or key is not _Key.DELAY
    delay = own.delay if own.is_named else others.delay
    return RobotsRules(sitemaps=tuple(sitemaps), crawl_delay=delay, own=own, others=others)


def _add(group: _Group, key: _Key, value: bytes) -> None:
    if key is _Key.DELAY:
        group.delay = _seconds(value) if group.delay is None else group.delay
        return
    pattern = escaped(value)
    if key is _Key.DISALLOW:
        group.disallowed.append(Pattern(pattern))
        return
    group.allowed.append(Pattern(pattern))
    folder, slash, page = pattern.rpartition(b"/")
    if slash and page.startswith(b"index.htm"):
        # Whoever allows the index page of a folder means the folder, too.
        group.allowed.append(Pattern(folder + b"/$"))


def _lines(body: bytes) -> Iterator[tuple[_Key, bytes]]:
    """Yield the lines that say something we know, by what they say."""
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES].rpartition(b"\n")[0]
    for raw in _LINE_END.split(body.removeprefix(_BOM)):
        line = raw[:_MAX_LINE].partition(b"\0")[0].partition(b"#")[0].strip()
        name, colon, value = line.partition(b":")
        if not colon:
            words = line.split()
            if len(words) != 2:
                continue
            name, value = words
        key = _key(name.strip().lower())
        if key is not None:
            yield key, value.strip()


def _key(name: bytes) -> _Key | None:
    return next((key for key, names in _NAMES if name.startswith(names)), None)


def _seconds(value: bytes) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if 0 < seconds < float("inf") else None


def _longest(patterns: Iterable[Pattern], path: bytes) -> int:
    return max((len(pattern) for pattern in patterns if pattern.matches(path)), default=0)
