"""What a site has, as a look at it found, as lines and as a dictionary."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newscrawl.core.discovery.explaining import explain_score
from newscrawl.core.discovery.report import LinkReport
from newscrawl.core.extraction.segments import width
from newscrawl.core.html.text import count_words
from newscrawl.core.state.record import to_record
from newscrawl.items import (
    Candidate,
    Completeness,
    LinkRole,
    Page,
    PageOutcome,
    PageResult,
    PageType,
)
from newscrawl.reporting.shortening import shortened
from newscrawl.reporting.summary import counted

_SHOWN = 10
"""Links of each type that are shown; `--json` has them all."""
_ANCHOR, _COLUMNS = 34, 80
_TYPES = (
    LinkRole.ARTICLE,
    LinkRole.RELATED,
    LinkRole.SECTION,
    LinkRole.PAGINATION,
    LinkRole.FEED,
    LinkRole.SITEMAP,
    LinkRole.TAG,
    LinkRole.AUTHOR,
    LinkRole.OTHER,
)
_CHANNELS = {
    "sections": LinkRole.SECTION,
    "feeds": LinkRole.FEED,
    "sitemaps": LinkRole.SITEMAP,
}
_SCRIPT = re.compile(rb"<script[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)
_MUCH_SCRIPT = 0.5
"""From this share of a page's bytes on, and with few links, its list is built by scripts."""
_FEW_LINKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCheck:
    """What a look at a site found."""

    url: str
    """Address of the page that was looked at."""
    page: Page
    """The page itself."""
    result: PageResult
    """What reading it gave."""
    links: LinkReport | None
    """Its links; None for a feed or a sitemap, or where nothing could be read."""
    robots_delay: float | None
    """Seconds between two requests that robots.txt asks for, where that is more than a crawl's own pace."""
    tried: tuple[PageOutcome, ...]
    """What became of the links that were followed."""

    @property
    def usable(self) -> bool:
        """Whether a crawl would have something to go on."""
        return self.result.article is not None or any(True for _ in _articles(self))


def check_lines(check: SiteCheck) -> Iterator[str]:
    """Yield what a person is told, at 80 columns as far as addresses allow."""
    yield f"{check.url}: {_page_told(check.result)}"
    yield f"robots.txt: allows it{_delay_told(check)}"
    for title, role in _CHANNELS.items():
        yield from _channel_lines(check, title, role)
    yield from _article_lines(check)
    if check.links is not None:
        yield from _link_lines(check.links)
    yield ""
    wrong = list(problems(check))
    yield from (f"wrong: {told}" for told in wrong)
    if not wrong:
        yield "nothing wrong was seen"


def found_line(found: Mapping[str, Any]) -> str:
    """Return what a look found, as `check_dict` has it, in one line."""
    kinds = Counter(link["type"] for link in found["links"])
    tried = found["tried"]
    working = Counter(each["page_type"] for each in tried)
    articles = [each["article"] for each in tried if each["article"]]
    dated = sum(article["date_published"] is not None for article in articles)
    texts = Counter(article["completeness"] for article in articles)
    told = "".join(f", {count} {name}" for name, count in texts.most_common())
    return (
        f"{kinds['section']} sections and {kinds['article']} articles linked, {working['feed']} feeds and"
        f" {working['sitemap']} sitemaps read; {len(articles)} articles read, {dated} with a date{told}"
    )


def problems(check: SiteCheck) -> Iterator[str]:
    """Yield what keeps a crawl from bringing home whole articles, one line each."""
    result = check.result
    if result.problem is not None:
        yield result.problem
    if _needs_scripts(check):
        yield "the page has few links but much script: its list needs a browser, which a crawl is not"
    elif check.links is not None and not any(True for _ in _articles(check)):
        yield "no links to articles"
    if result.page_type is PageType.OTHER and result.problem is None:
        yield f"the page is neither an article nor a list of articles ({result.type_evidence})"
    roles = {outcome.lease.role for outcome in check.tried if outcome.result is not None}
    if check.links is not None and not roles & {LinkRole.FEED, LinkRole.SITEMAP}:
        yield "no feed and no sitemap: new articles are found on section pages only"
    for outcome in check.tried:
        told = _trouble(outcome)
        if told:
            yield f"{outcome.lease.role} {outcome.url}: {told}"


def _trouble(outcome: PageOutcome) -> str:
    """Return what is wrong with a page that was tried; empty where nothing is."""
    if outcome.failure is not None:
        return outcome.failure.detail or outcome.failure.kind
    if outcome.lease.role in (LinkRole.FEED, LinkRole.SITEMAP) and not _is_channel(outcome):
        return f"is no {outcome.lease.role}"
    article = outcome.article
    if article is None or article.completeness is Completeness.FULL:
        return ""
    reasons = article.evidence.get("completeness") or ["nothing tells more"]
    return f"{article.completeness} ({'; '.join(map(str, reasons))})"


def check_dict(check: SiteCheck) -> dict[str, Any]:
    """Return all that was found under fixed names, as JSON values."""
    links = check.links or LinkReport()
    return {
        "url": check.url,
        "usable": check.usable,
        "page_type": check.result.page_type.value,
        "type_evidence": check.result.type_evidence,
        "problems": list(problems(check)),
        "robots_delay": check.robots_delay,
        "tried": [_tried_dict(outcome) for outcome in check.tried],
        "links": [_link_dict(link) for link in links.candidates],
        "left_out": [
            {"rule": rule, "count": count, "example": links.examples.get(rule)}
            for rule, count in links.dropped.items()
        ],
    }


def _page_told(result: PageResult) -> str:
    if result.problem is not None:
        return result.problem
    kind = {PageType.SECTION: "section page", PageType.OTHER: "other page"}
    return f"{kind.get(result.page_type, result.page_type.value)} ({result.type_evidence})"


def _delay_told(check: SiteCheck) -> str:
    if check.robots_delay is None:
        return ""
    return f", asks for {check.robots_delay:g} s between two requests"


def _channel_lines(check: SiteCheck, title: str, role: LinkRole) -> Iterator[str]:
    named = (
        {}
        if check.links is None
        else {link.url: link.anchor or "" for link in check.links.candidates if link.role is role}
    )
    tried = {outcome.lease.url: outcome for outcome in check.tried if outcome.lease.role is role}
    every = {**named, **{url: named.get(url, "") for url in tried}}
    yield ""
    yield f"{title}: {len(every)}" if every else f"{title}: none named"
    for url in list(every)[:_SHOWN]:
        told = _tried_told(tried[url]) if url in tried else shortened(every[url], _ANCHOR)
        yield f"  {url}  {told}".rstrip()
    if len(every) > _SHOWN:
        yield f"  and {len(every) - _SHOWN} more; --json lists all"


def _tried_told(outcome: PageOutcome) -> str:
    if outcome.failure is not None:
        return outcome.failure.detail or outcome.failure.kind
    if outcome.redirect is not None:
        return f"leads to {outcome.redirect.url}"
    result = outcome.result
    if result is None:
        return ""
    dates = [link.date for link in result.candidates if link.date is not None]
    newest = f", the newest of {max(dates):%Y-%m-%d}" if dates else ""
    return f"{result.page_type}, {_held(result)}{newest}"


def _held(result: PageResult) -> str:
    """Return what a page lists; what an entry of a sitemap is only its page can tell."""
    roles = Counter(link.role for link in result.candidates)
    if result.page_type is not PageType.SITEMAP:
        return counted(roles[LinkRole.ARTICLE], "articles")
    sitemaps = roles.pop(LinkRole.SITEMAP, 0)
    return counted(sitemaps, "sitemaps") if sitemaps else counted(roles.total(), "addresses")


def _is_channel(outcome: PageOutcome) -> bool:
    return outcome.result is not None and outcome.result.page_type in (
        PageType.FEED,
        PageType.SITEMAP,
    )


def _article_lines(check: SiteCheck) -> Iterator[str]:
    found = [outcome.article for outcome in check.tried if outcome.article is not None]
    if not found:
        return
    yield ""
    yield f"articles tried: {len(found)}"
    for article in found:
        record = to_record(article)
        words = count_words(article.article_body)
        headline = shortened(article.headline or article.url, _COLUMNS - 38)
        day = (record["date_published"] or "no date")[:10]
        yield f"  {day:<10}  {article.completeness:<9}  {words:>5} words  {headline}"


def _articles(check: SiteCheck) -> Iterator[Candidate]:
    reports = [check.links.candidates] if check.links is not None else [check.result.candidates]
    reports += [outcome.result.candidates for outcome in check.tried if outcome.result is not None]
    return (link for links in reports for link in links if link.role is LinkRole.ARTICLE)


def _needs_scripts(check: SiteCheck) -> bool:
    if check.links is None or len(check.links.candidates) > _FEW_LINKS:
        return False
    script = sum(len(text) for text in _SCRIPT.findall(check.page.body))
    return script > _MUCH_SCRIPT * len(check.page.body) or b"<noscript" in check.page.body.lower()


def _link_lines(report: LinkReport) -> Iterator[str]:
    for role in _TYPES:
        links = [link for link in report.candidates if link.role is role]
        if not links:
            continue
        yield ""
        yield f"links of type {role}: {len(links)}"
        for link in links[:_SHOWN]:
            anchor = shortened(link.anchor or "", _ANCHOR)
            anchor += " " * (_ANCHOR - width(anchor))
            yield f"  {link.score:4.2f}  {link.region:<11} {anchor}  {link.url}"
        if len(links) > _SHOWN:
            yield f"  and {len(links) - _SHOWN} more; --json lists all"
    if report.dropped:
        yield ""
        yield "links left out:"
    for rule, count in sorted(report.dropped.items(), key=lambda item: -item[1]):
        example = report.examples.get(rule)
        yield f"  {count:>4}  {rule}" + (f", such as {shortened(example, 50)}" if example else "")


def _link_dict(link: Candidate) -> dict[str, Any]:
    return {
        "url": link.url,
        "type": link.role.value,
        "score": round(link.score, 3),
        "region": link.region.value,
        "anchor": link.anchor,
        "heading": link.heading,
        "position": link.position,
        "reasons": explain_score(link.url, link.anchor, link.region),
    }


def _tried_dict(outcome: PageOutcome) -> dict[str, Any]:
    return {
        "url": outcome.url,
        "type": outcome.lease.role.value,
        "status": outcome.status,
        "failure": None
        if outcome.failure is None
        else outcome.failure.detail or outcome.failure.kind,
        "page_type": None if outcome.result is None else outcome.result.page_type.value,
        "article": None if outcome.article is None else to_record(outcome.article),
    }
