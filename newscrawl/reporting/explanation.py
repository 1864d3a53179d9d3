"""All that is known of an address, as lines and as a dictionary."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice, pairwise
from typing import Any

from newscrawl.core.discovery.explaining import explain_score
from newscrawl.core.frontier.coverage import channels_of
from newscrawl.core.frontier.forms import Record
from newscrawl.core.state.explanation import Explanation, Listing
from newscrawl.core.state.history import Difference, Edit, Paragraph, compare_articles
from newscrawl.core.state.inspection import UrlRow, iso
from newscrawl.core.state.record import to_record
from newscrawl.items import Article, DiscoverySource, Region, UrlState
from newscrawl.reporting.reasons import reason_told
from newscrawl.reporting.shortening import shortened
from newscrawl.reporting.status import date_and_time, when
from newscrawl.reporting.summary import counted

_NAMED = 5
"""Entries of a list that are named; `--json` has them all."""
_MARKS = {Edit.ADDED: "+ ", Edit.REMOVED: "- ", Edit.EDITED: "~ "}


def explanation_lines(known: Explanation, *, now: datetime) -> list[str]:
    """Return how an address was found, what became of it, and where its article's fields came from."""
    lines: list[str] = []
    for row in known.chain:
        lines += [row.url, *(f"  {line}" for line in _url(row, now))]
    if known.form.pages:
        lines.append(f"  addresses of its form: {_form(known.form)}")
    if known.versions:
        lines += ["", *_article(known)]
    lines += _list("other addresses of it", [_other(row) for row in known.other_addresses])
    lines += _list("copies of it", list(known.copies))
    lines += _list("listed by", [_listing(each) for each in known.listings])
    lines += _list(
        "named by related links of",
        [
            f"{each.from_url} (place {each.position + 1}{_under(each.heading)},"
            f" {each.first_seen} to {each.last_seen})"
            for each in known.mentions
        ],
    )
    return lines


def _under(heading: str | None) -> str:
    return f' under "{heading}"' if heading else ""


def _url(row: UrlRow, now: datetime) -> Iterator[str]:
    answer = f" (HTTP {row.status})" if row.status is not None else ""
    fetched = f", fetched {date_and_time(row.fetched_at)}" if row.fetched_at else ""
    yield f"state: {row.state}{f', {row.reason}' if row.reason else ''}{answer}{fetched}"
    told = reason_told(row.state, row.reason)
    if told:
        yield f"why: {told}"
    if row.rule:
        yield f"rule: {row.rule}"
    if row.leads_to and row.state is not UrlState.DUPLICATE:
        yield f"leads to: {row.leads_to}"
    place = f" on {row.found_on}" if row.found_on else ""
    yield f"found: {date_and_time(row.found_at)}, by {row.source}{place}"
    if row.region:
        yield _link(row)
    if row.seen_by:
        yield f"named by: {', '.join(channels_of(row.seen_by))}"
    hops = f", {counted(row.hops, 'related links')} in a row" if row.hops else ""
    yield (
        f"expected: {row.role}; {counted(row.depth, 'links')} from a seed{hops},"
        f" priority {row.priority}, patience {row.patience}"
    )
    trouble = [
        *([f"{row.tries} tries"] if row.tries else []),
        *([f"failed in {row.failures} runs in a row"] if row.failures else []),
        *([f"not found in {row.misses} runs in a row"] if row.misses else []),
        *(["no longer in the sitemap that listed it"] if row.vanished else []),
    ]
    if trouble:
        yield f"trouble: {', '.join(trouble)}"
    if row.due is not None:
        yield f"due: {when(row.due, now)}"


def _link(row: UrlRow) -> str:
    """Return the link that named an address, and what spoke for an article there, or against it."""
    text = f'"{shortened(row.anchor, 60)}"' if row.anchor else "no text"
    line = f"link: {text} in {row.region}, score {row.score or 0.0:.2f}"
    if row.source in (DiscoverySource.FEED, DiscoverySource.SITEMAP):
        return line
    reasons = explain_score(row.url, row.anchor, Region(row.region or Region.OTHER))
    told = ", ".join(f"{name} {weight:+.1f}" for name, weight in reasons.items())
    return f"{line}; {told}" if told else line


def _form(form: Record) -> str:
    pages = f"{form.articles} of {counted(form.pages, 'pages')} were articles"
    return f"{pages}, {form.lists} lists" if form.lists else pages


def _article(known: Explanation) -> Iterator[str]:
    article = known.versions[-1]
    yield f"article {article.id}, version {article.version}, {article.completeness}"
    evidence = article.evidence
    for name, value in to_record(article).items():
        if name in evidence and name != "completeness":
            text = shortened(json.dumps(value, ensure_ascii=False))
            yield f"  {name}: {text} <- {_source(evidence[name])}"
    if evidence.get("completeness"):
        yield f"  {article.completeness}, as: {_source(evidence['completeness'])}"
    if known.first is not None:
        yield f"  copy of: {known.first.url} ({evidence.get('duplicate_of', 'the same text')})"
    yield f"  read by extractor {article.extractor_version} in run {article.run_id}"
    yield f"  its page is {'kept' if known.page_kept else 'not kept'}"
    if len(known.versions) > 1:
        earlier = counted(len(known.versions) - 1, "earlier versions")
        yield f"  {earlier}; --history shows what changed"


def _source(source: Any) -> str:
    if isinstance(source, list):
        return ", ".join(str(part) for part in source)
    return str(source)


def _other(row: UrlRow) -> str:
    return (
        f"{row.url} ({row.state}, by {row.source}{f' on {row.found_on}' if row.found_on else ''})"
    )


def _listing(each: Listing) -> str:
    said = [f'"{each.title}"'] if each.title else []
    if each.said_at is not None:
        said.append(f"dated {date_and_time(each.said_at)}")
    return f"{each.channel} ({', '.join([*said, f'since {date_and_time(each.seen_at)}'])})"


def _list(title: str, entries: list[str]) -> list[str]:
    if not entries:
        return []
    rest = len(entries) - _NAMED
    more = [f"  and {rest:,} more"] if rest > 0 else []
    return ["", f"{title}:", *(f"  {entry}" for entry in islice(entries, _NAMED)), *more]


def history_lines(versions: tuple[Article, ...]) -> list[str]:
    """Return what changed from each version of an article to the next."""
    if not versions:
        return ["history: there is no article"]
    if len(versions) == 1:
        return [f"history: one version, {_seen(versions[0])}"]
    lines = [f"history: version {versions[0].version}, {_seen(versions[0])}"]
    for old, new in pairwise(versions):
        lines += ["", f"version {new.version}, {_seen(new)}:"]
        lines += [f"  {line}" for line in _difference(compare_articles(old, new))]
    return lines


def _seen(article: Article) -> str:
    if article.fetched_at is None:
        return f"run {article.run_id}"
    return f"fetched {date_and_time(article.fetched_at)}"


def _difference(difference: Difference) -> Iterator[str]:
    for name, (old, new) in difference.fields.items():
        yield f"{name}:"
        yield f"- {json.dumps(old, ensure_ascii=False)}"
        yield f"+ {json.dumps(new, ensure_ascii=False)}"
    if difference.body:
        yield "text:"
        yield from (_paragraph(paragraph) for paragraph in difference.body)
    if not difference.fields and not difference.body:
        yield "only blocks that do not count as text"


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.edit is Edit.KEPT:
        plural = "s" if paragraph.count != 1 else ""
        return f"  … {paragraph.count} paragraph{plural} unchanged"
    return _MARKS[paragraph.edit] + paragraph.text


def explanation_dict(known: Explanation, *, history: bool) -> dict[str, Any]:
    """Return what is known of an address as JSON values, with what changed where that is asked for."""
    article = known.versions[-1] if known.versions else None
    record: dict[str, Any] = {
        "urls": [_url_record(row) for row in known.chain],
        "form": {
            "articles": known.form.articles,
            "lists": known.form.lists,
            "others": known.form.others,
        },
        "article": article and to_record(article),
        "versions": [
            {"version": each.version, "fetched_at": to_record(each)["fetched_at"]}
            for each in known.versions
        ],
        "copy_of": known.first and known.first.url,
        "copies": list(known.copies),
        "other_urls": [_url_record(row) for row in known.other_addresses],
        "related_on": [
            {
                "url": each.from_url,
                "position": each.position,
                "heading": each.heading,
                "first_seen": each.first_seen,
                "last_seen": each.last_seen,
            }
            for each in known.mentions
        ],
        "listed_by": [
            {
                "url": each.channel,
                "title": each.title,
                "date": iso(each.said_at),
                "seen_at": iso(each.seen_at),
            }
            for each in known.listings
        ],
        "page_kept": known.page_kept,
    }
    if history:
        record["history"] = [_change(old, new) for old, new in pairwise(known.versions)]
    return record


def _url_record(row: UrlRow) -> dict[str, Any]:
    return {
        **row.to_record(),
        "patience": row.patience,
        "priority": row.priority,
        "failures": row.failures,
        "misses": row.misses,
        "vanished": row.vanished,
    }


def _change(old: Article, new: Article) -> dict[str, Any]:
    difference = compare_articles(old, new)
    return {
        "from_version": old.version,
        "to_version": new.version,
        "fields": {
            name: {"old": before, "new": after}
            for name, (before, after) in difference.fields.items()
        },
        "article_body": [
            {"edit": each.edit.value, "text": each.text, "count": each.count}
            for each in difference.body
        ],
    }
