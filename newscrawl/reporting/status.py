"""What a state file holds, as lines and as a dictionary."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from newscrawl.core.cleaning.learning import LearnedBlock
from newscrawl.core.state.inspection import RunRow, Status, UrlRow, iso
from newscrawl.items import UrlState
from newscrawl.reporting.coverage import coverage_dict, coverage_lines
from newscrawl.reporting.summary import counted, discovered_parts

_HOSTS = 5
"""Hosts that are named; `--json` has them all."""


def status_lines(status: Status, *, now: datetime) -> list[str]:
    """Return what a person is told of a state file, one fact a line."""
    ledger = status.ledger
    kinds = sorted(ledger.completeness.items(), key=lambda pair: -pair[1])
    held = [counted(ledger.articles - ledger.copies, "articles"), counted(ledger.copies, "copies")]
    if status.versions:
        held.append(counted(status.versions, "earlier versions"))
    if status.pages:
        held.append(counted(status.pages, "kept pages"))
    parts = discovered_parts(ledger)
    lines = [
        ", ".join(held),
        "completeness: " + ", ".join(f"{count:,} {kind}" for kind, count in kinds),
        f"discovered {ledger.discovered:,} = "
        + " + ".join(counted(count, label) for label, count in parts.items()),
        "",
        "addresses by state and reason:",
        *_states(status),
        "",
        *coverage_lines(ledger.coverage),
        *([""] if ledger.coverage else []),
        *(f"alarm: {alarm.site}: {alarm.told}" for alarm in status.alarms),
        *([""] if status.alarms else []),
        *_queue(status, now),
        "",
        "last runs:",
        *(f"  {_run(run)}" for run in status.runs),
    ]
    return lines if kinds else [lines[0], *lines[2:]]


def _states(status: Status) -> list[str]:
    order = [state.value for state in UrlState]
    rows = sorted(
        status.ledger.urls.items(), key=lambda item: (order.index(item[0][0]), -item[1], item[0])
    )
    return [f"  {count:>9,}  {state:<10}  {reason}".rstrip() for (state, reason), count in rows]


def _queue(status: Status, now: datetime) -> list[str]:
    waiting = sum(status.waiting.values())
    again = _due_line("to be looked at again", status.revisits, status.revisits_due)
    if status.next_revisit is not None:
        again += f", the next {when(status.next_revisit, now)}"
    if not waiting:
        return ["queue: empty", again]
    line = _due_line("queue", waiting, status.due_now)
    if status.next_due is not None:
        line += f", the next {when(status.next_due, now)}"
    rest = waiting - sum(islice(status.waiting.values(), _HOSTS))
    hosts = [f"{host} {count:,}" for host, count in islice(status.waiting.items(), _HOSTS)]
    return [line, "  " + ", ".join([*hosts, f"others {rest:,}"] if rest else hosts), again]


def _due_line(title: str, count: int, due: int) -> str:
    return f"{title}: {count:,}, {due:,} of them due now" if count else f"{title}: none"


def when(moment: datetime, now: datetime) -> str:
    """Return a moment to come as a person says it: `in 20 min`, later with its date."""
    seconds = (moment - now).total_seconds()
    if seconds <= 0:
        return "now"
    if seconds < 3600:
        return f"in {max(1, round(seconds / 60))} min"
    if seconds < 2 * 86_400:
        return f"in {round(seconds / 3600)} h"
    return f"on {date_and_time(moment)}"


def date_and_time(moment: datetime) -> str:
    """Return a moment to the minute, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _run(run: RunRow) -> str:
    told = [f"{name.replace('_', ' ')} {value:,}" for name, value in _numbers(run).items()]
    if run.finished_at is None:
        ending = "runs, or was cut off"
    else:
        ending = f"{_between(run.started_at, run.finished_at)}, {run.ending or 'ended'}"
    return ", ".join([f"{run.started_at}  {run.run_id}: {ending}", *told])


def _numbers(run: RunRow) -> dict[str, int]:
    return {name: value for name, value in run.figures.items() if isinstance(value, int)}


def _between(start: str, end: str) -> str:
    seconds = (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()
    return f"{int(seconds // 3600)}:{int(seconds // 60 % 60):02}:{int(seconds % 60):02}"


def status_dict(status: Status, *, state: str) -> dict[str, Any]:
    """Return the figures of `status_lines` under fixed names, as JSON values."""
    ledger = status.ledger
    return {
        "state": state,
        "articles": ledger.articles,
        "copies": ledger.copies,
        "completeness": dict(ledger.completeness),
        "versions": status.versions,
        "coverage": coverage_dict(ledger.coverage),
        "pages": status.pages,
        "discovered": ledger.discovered,
        "urls": [
            {"state": of, "reason": reason or None, "count": count}
            for (of, reason), count in ledger.urls.items()
        ],
        "queued": sum(status.waiting.values()),
        "due_now": status.due_now,
        "next_due": iso(status.next_due),
        "queued_by_host": dict(status.waiting),
        "revisits": status.revisits,
        "revisits_due": status.revisits_due,
        "next_revisit": iso(status.next_revisit),
        "alarms": [asdict(alarm) for alarm in status.alarms],
        "runs": [
            {
                "run_id": run.run_id,
                "started_at": run.started_at,
                "finished_at": run.finished_at,
                "ending": run.ending,
                **run.figures,
            }
            for run in status.runs
        ],
    }


def url_line(row: UrlRow) -> str:
    """Return an address, and why it is in its state, parted by a tab."""
    why = [row.reason or row.rule]
    if row.status not in (None, 200) and "HTTP" not in why[0]:
        why.append(f"HTTP {row.status}")
    if row.tries > 1:
        why.append(f"{row.tries} tries")
    if row.leads_to is not None:
        why.append(f"leads to {row.leads_to}")
    told = ", ".join(part for part in why if part)
    return f"{row.url}\t{told}" if told else row.url


def boilerplate_lines(learned: Sequence[LearnedBlock], *, site: str) -> list[str]:
    """Return what is learned of a site as lines: where it was seen, then its text, set in."""
    if not learned:
        return [f"no boilerplate is learned of {site}"]
    lines = []
    for block in learned:
        since, until = block.first_seen[:10], block.last_seen[:10]
        lines.append(f"on {block.pages} of {block.of_pages} pages, {since} to {until}:")
        lines += [f"    {line}" for line in block.text.splitlines()]
    return lines


def boilerplate_dict(block: LearnedBlock, *, site: str) -> dict[str, Any]:
    """Return what is learned of a site as JSON values."""
    values = asdict(block)
    del values["key"]
    return {"site": site, **values}
