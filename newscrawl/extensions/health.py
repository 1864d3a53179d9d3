"""Tells others of the sites of a run once it is over: a command of the user's, and Prometheus."""

import json
import logging
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newscrawl.core.health import Alarm
from newscrawl.exceptions import InputError
from newscrawl.reporting.metrics import write_metrics
from newscrawl.runtime import Runtime

_DEADLINE = 60.0
"""Seconds for the user's command."""

logger = logging.getLogger(__name__)


class HealthTelling:
    """Runs NEWSCRAWL_ON_ALARM where something is wrong, and writes NEWSCRAWL_METRICS after each run."""

    def __init__(self, crawler: Crawler, *, command: str, metrics: str) -> None:
        """Take a command and the path of a text file for Prometheus; each may be empty."""
        self._crawler = crawler
        self._command = command
        self._metrics = metrics

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        command = crawler.settings.get("NEWSCRAWL_ON_ALARM") or ""
        metrics = crawler.settings.get("NEWSCRAWL_METRICS") or ""
        if not (command or metrics):
            raise NotConfigured
        if metrics and find_spec("prometheus_client") is None:
            raise InputError("NEWSCRAWL_METRICS: pip install 'newscrawl[metrics]' first")
        extension = cls(crawler, command=command, metrics=metrics)
        crawler.signals.connect(extension.engine_stopped, signals.engine_stopped)
        return extension

    def engine_stopped(self) -> None:
        """Tell; the run is written down by now."""
        runtime = self._crawler.get_extension(Runtime)
        if runtime is None:
            return
        if self._metrics and runtime.ledger.site_runs:
            try:
                write_metrics(runtime.ledger.site_runs, Path(self._metrics))
            except OSError as error:
                logger.error("NEWSCRAWL_METRICS: %s: %s", self._metrics, error.strerror)  # noqa: TRY400
        if self._command and runtime.ledger.alarms:
            problem = _run(shlex.split(self._command), runtime.ledger.alarms)
            if problem:
                logger.error("NEWSCRAWL_ON_ALARM: %s", problem)


def _run(command: Sequence[str], alarms: Iterable[Alarm]) -> str:
    """Run a command with the alarms as JSON on its standard input; return what went wrong, or nothing."""
    told = json.dumps([asdict(alarm) for alarm in alarms])
    try:
        done = subprocess.run(  # noqa: S603 - the user's own
            command, input=told, text=True, timeout=_DEADLINE, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return str(error)
    return f"exit code {done.returncode}" if done.returncode else ""
