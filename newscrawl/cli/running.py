"""Jobs run: one after the other, each in a process of its own where there are several."""

import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import click

from newscrawl.cli.crawling import run_crawl
from newscrawl.cli.exit_codes import PARTLY, SIGNALLED
from newscrawl.cli.job_requests import request_of
from newscrawl.cli.printing import tell
from newscrawl.core.state.last_run import last_run
from newscrawl.exceptions import InputError, LockedError, NewscrawlError
from newscrawl.jobs import Job, Timetable, read_job

_LOOK_EVERY = 30.0
"""Seconds between two looks at what is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What is to be run, as it was typed."""

    jobs: tuple[Path, ...]
    """Job files."""
    due: bool = False
    """Whether only what is due is run; what another run is at already is passed over."""
    json: bool = False
    """Whether each run prints its figures."""
    verbosity: int = 0
    """See `CrawlRequest`."""


def run_jobs(request: RunRequest) -> int:
    """Run the jobs that are asked for, and return the exit code of them all.

    Raises InputError for a job file that cannot be used before any is run.
    """
    jobs = [read_job(path) for path in request.jobs]
    if request.due:
        now = datetime.now(UTC)
        jobs = [job for job in jobs if is_due(job, now=now)]
    if len(jobs) == 1:
        return _run_here(jobs[0], request)
    runner = _Runner()
    codes = [runner.follow(job.path, request) for job in jobs if runner.signal is None]
    return _common(codes) if runner.signal is None else SIGNALLED + runner.signal


def is_due(job: Job, *, now: datetime) -> bool:
    """Return whether a job is due now; raises InputError for one without a timetable."""
    timetable = _timetable(job)
    last = last_run(Path(job.state))
    if last is None or last.was_cut_off:
        return True
    return timetable.is_due(last.started_at, now=now, name=str(job.path))


def _timetable(job: Job) -> Timetable:
    if job.timetable is None:
        raise InputError(f"{job.path}: has no [timetable], so it never is due")
    return job.timetable


def _run_here(job: Job, request: RunRequest) -> int:
    try:
        return run_crawl(request_of(job, json=request.json, verbosity=request.verbosity))
    except LockedError:
        if request.due:
            return 0  # It is under way.
        raise
    except NewscrawlError as error:
        raise type(error)(f"{job.path}: {error}") from error


def _common(codes: Sequence[int]) -> int:
    """Return one exit code for several runs: that of all, or that they went partly well."""
    if len(set(codes)) <= 1:
        return codes[0] if codes else 0
    return PARTLY


def run_for_ever(request: RunRequest) -> int:
    """Run what is due, again and again, until a signal comes; a run under way ends as by that signal."""
    for path in request.jobs:
        is_due(read_job(path), now=datetime.now(UTC))  # What is wrong is said now.
    runner = _Runner()
    while runner.signal is None:
        for path in request.jobs:
            if runner.signal is None and _is_due_still(path):
                runner.follow(path, request)
        runner.wait(_LOOK_EVERY)
    return 0


def _is_due_still(path: Path) -> bool:
    """Return whether a job is due; one whose file cannot be used any more is told of, and is not."""
    try:
        return is_due(read_job(path), now=datetime.now(UTC))
    except NewscrawlError as error:
        tell(str(error), level="error")
        return False


class _Runner:
    """Runs jobs in processes of their own, until a signal comes, which the run under way gets, too.

    Twisted's reactor starts only once in a process.
    """

    def __init__(self) -> None:
        self.signal: int | None = None
        """The signal that came."""
        self._event = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._note)

    def _note(self, number: int, _: FrameType | None) -> None:
        self.signal = number
        self._event.set()
        if self._process is not None:
            self._process.send_signal(number)

    def follow(self, path: Path, request: RunRequest) -> int:
        """Run a job to its end, and return its exit code."""
        arguments = [sys.executable, "-m", "newscrawl", "run", str(path)]
        # Between the look and the run it may have been run by another.
        arguments += ["--due"] * request.due + ["--json"] * request.json
        arguments += {-1: ["-q"], 1: ["-v"], 2: ["-vv"]}.get(request.verbosity, [])
        # In a group of its own, so that Ctrl-C reaches it once, from here.
        self._process = subprocess.Popen(arguments, process_group=0)  # noqa: S603 - our own
        if self.signal is not None:
            self._process.send_signal(self.signal)
        code = self._process.wait()
        self._process = None
        return code

    def wait(self, seconds: float) -> None:
        """Wait so long, or until a signal comes."""
        self._event.wait(seconds)


def print_unit(kind: str, jobs: Iterable[Path]) -> None:
    """Print a crontab line, or a systemd service with its timer, that runs what is due."""
    files = [str(path.absolute()) for path in jobs]
    for path in files:
        _timetable(read_job(Path(path)))
    command = shlex.join([sys.executable, "-m", "newscrawl", "run", "--due", *files])
    click.echo(_CRON.format(command) if kind == "cron" else _SYSTEMD.format(command))


_CRON = "*/5 * * * * {}"
_SYSTEMD = """# ~/.config/systemd/user/newscrawl.service
[Unit]
Description=newscrawl: crawl what is due
[Service]
Type=oneshot
ExecStart={}

# ~/.config/systemd/user/newscrawl.timer; then: systemctl --user enable --now newscrawl.timer
[Unit]
Description=newscrawl: look every five minutes what is due
[Timer]
OnCalendar=*:0/5
Persistent=true
[Install]
WantedBy=timers.target"""
