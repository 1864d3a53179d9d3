"""What a news crawler should do in each scenario of the hostile server, as a check of what was seen.

A check gets a `Seen` and yields what is wrong. Every scenario has one here; those that hold everywhere (no
inner host reached, no control character printed, ...) are in `always`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Check = Callable[["Seen"], Iterator[str]]

LONGEST = 100.0
"""Seconds a scenario."""
MOST_MEMORY = 400.0
"""MB of all processes of a crawl together."""
LONGEST_LINE = 4096
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An address of the state file."""

    url: str
    source: str
    state: str
    reason: str
    rule: str


@dataclass(slots=True, kw_only=True)
class Seen:
    """What a crawl of one scenario did."""

    name: str
    code: int
    seconds: float
    memory: float
    """MB at the peak."""
    printed: str
    """Both streams of all commands."""
    records: list[dict[str, Any]]
    rows: list[Row]
    hits: dict[str, int]
    """Requests by what the server counts them under."""
    sent: dict[str, int]
    """Bytes that the server sent."""
    times: dict[str, list[float]]
    state: dict[str, Any]
    headers: dict[str, dict[str, str]]
    canary: list[dict[str, Any]]
    files: list[str] = field(default_factory=list)
    """What lies in the directory after the crawl, and csv."""
    cells: list[str] = field(default_factory=list)
    """Cells of the CSV export."""

    @property
    def entry(self) -> Row | None:
        """The address that the crawl began with."""
        return next((row for row in self.rows if row.source == "seed"), None)

    @property
    def asked(self) -> int:
        """How often the scenario was asked for anything."""
        return self.hits.get(self.name, 0)


def always(seen: Seen) -> Iterator[str]:
    """Yield what must never be."""
    yield from _bounds(seen)
    yield from _words(seen)
    if any(row.state in ("queued", "leased") and not row.rule for row in seen.rows):
        yield "addresses left over without a reason"
    if any(not row.url.startswith(("http://", "https://")) for row in seen.rows):
        yield "another scheme in the frontier"


def _bounds(seen: Seen) -> Iterator[str]:
    if seen.code not in (0, 1, 2, 3):
        yield f"exit {seen.code}"
    if seen.seconds > LONGEST:
        yield f"{seen.seconds:.0f} s"
    if seen.memory > MOST_MEMORY:
        yield f"{seen.memory:.0f} MB"
    if seen.canary:
        yield f"inner host reached: {seen.canary[:2]}"


def _words(seen: Seen) -> Iterator[str]:
    text = seen.printed + "".join(map(repr, seen.records))
    if "root:x:0" in text or "SECRET-CANARY" in text:
        yield "read what it must not"
    if "Traceback" in seen.printed:
        yield "traceback"
    if _CONTROLS.search(seen.printed):
        yield "control characters printed"
    if any(len(line) > LONGEST_LINE for line in seen.printed.splitlines()):
        yield "a line of more than 4 kB"


def ended(*states: str) -> Check:
    """Check that the first address got to one of these states, or to `failed:KIND`."""

    def check(seen: Seen) -> Iterator[str]:
        row = seen.entry
        if row is None:
            yield "the address is not in the ledger"
            return
        if row.state not in states and f"{row.state}:{row.reason}" not in states:
            yield f"ended as {row.state} {row.reason!r} ({row.rule[:80]})"

    return check


def asked_at_most(count: int) -> Check:
    """Check how often the server was asked."""

    def check(seen: Seen) -> Iterator[str]:
        if seen.asked > count:
            yield f"asked {seen.asked} times"

    return check


def sent_at_most(megabytes: float) -> Check:
    """Check how much the server could send."""

    def check(seen: Seen) -> Iterator[str]:
        sent = seen.sent.get(seen.name, 0) / 2**20
        if sent > megabytes:
            yield f"{sent:.0f} MB transferred"

    return check


def nothing_whole(seen: Seen) -> Iterator[str]:
    """Check that no record passes for a whole page."""
    if any(record["completeness"] != "truncated" for record in seen.records):
        yield "stored as whole"


def nothing_stored(seen: Seen) -> Iterator[str]:
    """Check that there is no record."""
    if seen.records:
        yield f"{len(seen.records)} records"


def took_at_most(seconds: float) -> Check:
    """Check the time from start to exit, less what a crawl without work takes."""

    def check(seen: Seen) -> Iterator[str]:
        if seen.seconds > seconds:
            yield f"{seen.seconds:.0f} s"

    return check


def gap_at_least(seconds: float) -> Check:
    """Check the time between the first two requests."""

    def check(seen: Seen) -> Iterator[str]:
        times = seen.times.get(seen.name, [])
        if len(times) < 2:
            yield "not tried again"
        elif times[1] - times[0] < seconds:
            yield f"tried again after {times[1] - times[0]:.1f} s"

    return check


def every_gap_at_least(seconds: float) -> Check:
    """Check the time between any two requests to the host."""

    def check(seen: Seen) -> Iterator[str]:
        times = seen.times.get(seen.name, [])
        gaps = [later - sooner for sooner, later in pairwise(times)]
        if not gaps:
            yield "one request only"
        elif min(gaps) < seconds:
            yield f"{min(gaps):.1f} s between two requests"

    return check


def growing_gaps(seen: Seen) -> Iterator[str]:
    """Check that each pause between tries is longer than the one before."""
    times = seen.times.get(seen.name, [])
    gaps = [later - sooner for sooner, later in pairwise(times)]
    if any(later < sooner for sooner, later in pairwise(gaps)):
        yield f"pauses {[round(gap, 1) for gap in gaps]}"


def has(*paths: str) -> Check:
    """Check that addresses that end in these are in the ledger."""

    def check(seen: Seen) -> Iterator[str]:
        for path in paths:
            if not any(row.url.endswith(path) for row in seen.rows):
                yield f"{path} is lost"

    return check


def pages_asked(*, allowed: bool) -> Check:
    """Check whether pages of a host were asked for, beside its robots.txt."""

    def check(seen: Seen) -> Iterator[str]:
        pages = seen.hits.get(f"{seen.name}:page", 0)
        if allowed and not pages:
            yield "no page asked for"
        if not allowed and pages:
            yield f"{pages} pages asked for"

    return check


def no_text(*words: str) -> Check:
    """Check that something is in no record, ledger and line that was printed."""

    def check(seen: Seen) -> Iterator[str]:
        text = seen.printed + "".join(map(repr, (seen.records, seen.rows)))
        for word in words:
            if word in text:
                yield f"{word!r} got out"

    return check


def told(*reasons: str) -> Check:
    """Check that one of these was printed and nothing else came of it."""

    def check(seen: Seen) -> Iterator[str]:
        if not any(reason in seen.printed for reason in reasons):
            yield "no reason told"

    return check


def clean_records(seen: Seen) -> Iterator[str]:
    """Check that texts of records are well-formed."""
    for record in seen.records:
        text = f"{record['headline']}{record['article_body']}"
        if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
            yield "NUL or surrogates stored"


def guarded_cells(seen: Seen) -> Iterator[str]:
    """Check that no cell of the CSV export is a formula."""
    for cell in seen.cells:
        if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
            yield f"cell {cell[:20]!r}"


def files_inside(seen: Seen) -> Iterator[str]:
    """Check that nothing but the outputs was written."""
    if set(seen.files) - {"out.jsonl", "out.newscrawl.db", "out.csv"}:
        yield f"files {seen.files}"


def few_cookies(seen: Seen) -> Iterator[str]:
    """Check what was sent back of 3,000 cookies."""
    if seen.state.get("cookie_bytes", 0) > LONGEST_LINE:
        yield f"{seen.state['cookie_bytes']} bytes of cookies sent"


def no_foreign_cookie(seen: Seen) -> Iterator[str]:
    """Check that another host gets no cookie."""
    if "evil" in seen.headers.get("cookie-echo", {}).get("cookie", ""):
        yield "another host's cookie sent"


def one_at_a_time(seen: Seen) -> Iterator[str]:
    """Check what the server counted at once; the default is one."""
    if seen.state.get("burst_max", 0) > 1:
        yield f"{seen.state['burst_max']} at once"


def landed_at_most(name: str, count: int) -> Check:
    """Check how often a landing page was asked for."""

    def check(seen: Seen) -> Iterator[str]:
        if seen.hits.get(name, 0) > count:
            yield f"{name} asked for {seen.hits[name]} times"

    return check


def fewer_rows_than(count: int) -> Check:
    """Check how many addresses were taken."""

    def check(seen: Seen) -> Iterator[str]:
        if len(seen.rows) > count:
            yield f"{len(seen.rows)} addresses"

    return check


def stored_at_most(count: int) -> Check:
    """Check the number of records."""

    def check(seen: Seen) -> Iterator[str]:
        if len(seen.records) > count:
            yield f"{len(seen.records)} records"

    return check


READ = ("article", "section", "dropped:not an article", "feed", "sitemap", "dropped:not html")
"""States of an address whose page was read, whatever it was."""
COUNTED = (*READ, "failed", "redirected", "gone", "dropped", "duplicate")
"""Any state that says what became of an address."""
_LOST = ("failed:truncated", "failed:protocol", "failed:connection")

_bomb = (ended("failed:too large"), nothing_stored, asked_at_most(3))
_damaged = (ended(*_LOST, "article"), nothing_whole, asked_at_most(3))
_slow = (ended("failed:timeout"), nothing_stored, asked_at_most(3))
_counted = (ended(*COUNTED), asked_at_most(3))
_broken = (ended("failed"), nothing_stored, asked_at_most(3))
_inner = (ended("failed", "redirected", *READ), nothing_stored)
_refused = (ended("failed:redirect", "failed:forbidden address"), nothing_stored)
_read = (ended(*READ), clean_records, took_at_most(45))
_trap = (ended(*READ), asked_at_most(200))
_once = (ended("failed", "gone"), asked_at_most(1))
_unreached = (ended("failed"), nothing_stored)

CHECKS: dict[str, tuple[Check, ...]] = {
    **dict.fromkeys(
        ("gz-bomb", "gz-bomb-900m", "gz-bomb-100m", "br-bomb", "zstd-bomb", "deflate-bomb"), _bomb
    ),
    **dict.fromkeys(("gz-nested", "gz-1000-layers", "zstd-window"), _broken),
    **dict.fromkeys(("gz-trunc", "gz-badcrc", "br-trunc"), _damaged),
    **dict.fromkeys(("gz-lie", "gz-empty"), _counted),
    "enc-unknown": (*_counted, nothing_stored),
    "big-1g": (*_bomb, sent_at_most(8)),
    **dict.fromkeys(("big-1g-under", "big-chunked", "infinite"), (*_bomb, sent_at_most(40))),
    **dict.fromkeys(("drip", "drip-headers", "silent", "stall"), _slow),
    **dict.fromkeys(
        ("chunk-bad", "chunk-trunc", "chunk-noend", "cl-long", "rst-mid", "rst-close-nolen"),
        _damaged,
    ),
    "cl-short": _damaged,
    "chunk-huge-size": _broken,
    "chunk-ext-flood": (*_broken, sent_at_most(64)),
    **dict.fromkeys(("cl-two", "cl-te", "cl-neg", "cl-nan"), _counted),
    **dict.fromkeys(("hdr-flood", "hdr-huge"), (*_counted, sent_at_most(64))),
    "hdr-cookie-flood": (ended(*COUNTED), few_cookies),
    **dict.fromkeys(("hdr-badline", "hdr-nul", "hdr-fold"), _counted),
    **dict.fromkeys(("status-junk", "http09", "status-999"), _broken),
    "1xx-flood": (*_counted, sent_at_most(64)),
    "204-body": (*_counted, nothing_stored),
    **dict.fromkeys(
        ("redir-endless", "redir-self", "redir-cookie-loop", "refresh-endless"),
        (ended(*COUNTED), asked_at_most(20), stored_at_most(1)),
    ),
    **dict.fromkeys(
        (
            "redir-loop",
            "redir-meta",
            "redir-10",
            "redir-dec",
            "redir-hex",
            "redir-zero",
            "redir-v6",
            "redir-v4in6",
            "redir-name",
            "redir-nip",
            "leak-auth",
            "leak-auth-port",
        ),
        _inner,
    ),
    **dict.fromkeys(
        ("redir-file", "redir-data", "redir-ftp", "redir-s3", "redir-gopher", "redir-js"), _refused
    ),
    "redir-offsite": (*_inner, landed_at_most("offsite-landing", 0)),
    **dict.fromkeys(("redir-noloc", "redir-badv6", "redir-badport"), _refused),
    "redir-longloc": (ended("failed"), nothing_stored),
    "redir-userinfo": (ended(*COUNTED), no_text("hunter2")),
    "redir-utf8": _counted,
    **dict.fromkeys(
        ("refresh-file", "refresh-loop", "link-file", "link-inner", "link-schemes", "base-evil"),
        _inner,
    ),
    "rebind": (ended(*COUNTED),),
    "cookie-super": (ended(*READ), no_foreign_cookie),
    "cookie-echo": (ended(*READ),),
    "referer-leak": (ended(*READ),),
    **dict.fromkeys(("calendar", "path-loop", "soft404"), _trap),
    "session": (ended(*READ), asked_at_most(12)),
    "facets": (ended(*READ), asked_at_most(20)),
    "links-200k": (ended(*READ), fewer_rows_than(5_100)),
    "url-2mb": (ended(*READ), fewer_rows_than(20)),
    "url-odd": (ended(*READ), has("/url-odd/first-good", "/url-odd/last-good"), no_text(":pw@")),
    "dupe-forms": (ended(*READ), asked_at_most(4), stored_at_most(1)),
    **dict.fromkeys(
        (
            "nested-100k",
            "nested-b-20k",
            "attrs-1m",
            "entities",
            "comment-open",
            "nul-body",
            "nul-early",
            "cs-wrong",
            "cs-none",
            "cs-unknown",
            "cs-utf16",
            "cs-bom",
            "cs-punycode",
            "cs-idna",
            "cs-uniesc",
            "cs-rot13",
            "cs-utf7",
            "mime-none",
            "jsonld-deep",
            "jsonld-odd",
            "redos-date",
        ),
        _read,
    ),
    **dict.fromkeys(("line-50m", "text-50m", "title-20m"), (ended("failed:too large", *READ),)),
    **dict.fromkeys(("cs-zlib", "cs-long"), _counted),
    **dict.fromkeys(("mime-html-as-png", "mime-bin-as-html"), (*_counted, nothing_stored)),
    **dict.fromkeys(
        ("title-term", "title-log", "title-bidi", "title-surr"), (*_read, guarded_cells)
    ),
    "title-csv": (*_read, guarded_cells),
    "path-trav": (ended(*READ), files_inside),
    **dict.fromkeys(("xml-laughs", "xml-quadratic", "xml-xxe"), (*_counted, took_at_most(45))),
    "sm-loop": (ended(*COUNTED), asked_at_most(2)),
    "sm-chain": (ended(*COUNTED), asked_at_most(60)),
    "sm-60k": (ended("sitemap"), fewer_rows_than(50_100)),
    **dict.fromkeys(
        ("sm-gzbomb", "sm-gzbomb-900m"), (ended("failed:too large", "dropped:not html"),)
    ),
    "sm-bad": (ended("sitemap"), has("/sm-bad/1?a=1&b=2", "/sm-bad/2")),
    "sm-html": _counted,
    "sm-foreign": (ended("sitemap"), has("/sm-foreign/ok")),
    "feed-bad": (ended("feed"), has("/f/1", "/f/2")),
    **dict.fromkeys(("ra-429", "ra-503-date"), (ended(*READ), gap_at_least(4.5))),
    **dict.fromkeys(("ra-huge", "ra-neg"), (ended("failed", "queued"), asked_at_most(3))),
    "e500": (ended("failed:http 5xx"), asked_at_most(3), growing_gaps, gap_at_least(1)),
    **dict.fromkeys(("e404", "e410", "e403", "e451", "e407"), _once),
    "flaky": (ended(*READ), asked_at_most(4)),
    "flaky-4": (ended(*READ), asked_at_most(8)),
    "burst": (ended(*READ), one_at_a_time, every_gap_at_least(0.8)),
    **dict.fromkeys(("refused", "dns-fail"), (told("no connection", "not found"),)),
    "dns-long": (told("not a web address"),),
    "accept-rst": _unreached,
    "accept-silent": (ended("failed"), nothing_stored),
    **dict.fromkeys(("tls-self", "tls-expired"), (ended("failed:tls"), nothing_stored)),
    "tls-stall": (ended("failed"), nothing_stored, took_at_most(75)),
    "tls-on-plain": _unreached,
    **dict.fromkeys(
        ("rb-404", "rb-404-disallow-body", "rb-403", "rb-html", "rb-utf16", "rb-redos", "rb-agent"),
        (pages_asked(allowed=True),),
    ),
    **dict.fromkeys(
        (
            "rb-429",
            "rb-500",
            "rb-503",
            "rb-rst",
            "rb-hang",
            "rb-disallow",
            "rb-huge",
            "rb-bom",
            "rb-nul",
            "rb-cr",
            "rb-redir5",
        ),
        (pages_asked(allowed=False),),
    ),
    **dict.fromkeys(("rb-redir-loop", "rb-redir-inner", "rb-gzbomb"), (ended(*COUNTED, "queued"),)),
    "rb-delay": (pages_asked(allowed=True), every_gap_at_least(1.5)),
    "rb-delay-huge": (ended(*COUNTED),),
}
