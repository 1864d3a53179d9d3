"""Job files read and checked."""

import json
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

from newscrawl.core.frontier.visits import parse_ages
from newscrawl.core.health import Thresholds
from newscrawl.exceptions import InputError
from newscrawl.jobs.job import Job
from newscrawl.jobs.timetable import Timetable
from newscrawl.sites.rules import RULES, SITE_LIMITS, check_rule
from newscrawl.sites.seeds import seed_url

LIMITS: Mapping[str, tuple[type, ...]] = {
    "delay": (int, float),
    "concurrency": (int,),
    "max_articles": (int,),
    "max_depth": (int,),
    "max_per_site": (int,),
    "max_per_section": (int,),
    "since": (str,),
    "until": (str,),
    "follow": (str,),
    "recheck": (str,),
    "duplicates": (str,),
    "keep_pages": (bool,),
    "workers": (int,),
}
"""Keys of the table `crawl`, each an option of `newscrawl crawl`, and the types of their values."""
_JOB = {
    "output": (str, list),
    "state": (str,),
    "contact": (str,),
    "keep": (str,),
    "library": (str,),
    "on_alarm": (str,),
    "metrics": (str,),
}
_TABLES = ("crawl", "timetable", "health", "settings", "site")
_SITE = {
    "seeds": (list,),
    "sections": (list,),
    "headers": (dict,),
    "cookies_file": (str,),
    **RULES,
    **SITE_LIMITS,
}
_SECRET = ("headers", "cookies_file")
"""Keys of a site that no state, log or report tells."""
_TIMETABLE = {"every": (str,), "cron": (str,), "timezone": (str,), "jitter": (str,)}
_WORDS = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}
_HEADER = re.compile(r"\s*\[+\s*([\w.-]+)\s*\]")
_VARIABLE = re.compile(r"\$\{(\w+)\}")


def read_job(path: Path) -> Job:
    """Return the job of a file; raises InputError with file, line, key and what was expected."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}") from error
    return _Reader(path, text).job(data)


class _Reader:
    """Checks what a job file holds, and says where it is wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._site = 0
        """Number of the [[site]] that is looked at, from 1."""

    def job(self, data: dict[str, Any]) -> Job:
        tables = {name: data.pop(name) for name in _TABLES if name in data}
        top = self._checked(data, _JOB, "")
        crawl = self._checked(self._table(tables, "crawl"), LIMITS, "crawl")
        settings = self._table(tables, "settings")
        sites = self._sites(tables.get("site"))
        outputs = top.get("output", f"{self._path.stem}.jsonl")
        outputs = [outputs] if isinstance(outputs, str) else self._texts(outputs, "", "output")
        return Job(
            path=self._path,
            seeds=tuple(url for site in sites for url in site.get("seeds", ())),
            sections=tuple(url for site in sites for url in site.get("sections", ())),
            outputs=tuple(map(self._output, outputs)),
            state=str(self._beside(top.get("state", f"{self._path.stem}.newscrawl.db"))),
            contact=top.get("contact"),
            limits=crawl,
            sites=tuple(
                {key: value for key, value in site.items() if key not in _SECRET} for site in sites
            ),
            headers={
                address: site["headers"]
                for site in sites
                if "headers" in site
                for address in (*site.get("seeds", ()), *site.get("sections", ()))
            },
            settings={
                **self._own_settings(top, sites),
                **self._health(self._table(tables, "health")),
                **{name: self._setting(name, value) for name, value in settings.items()},
            },
            timetable=self._timetable(self._table(tables, "timetable")),
        )

    def _table(self, tables: dict[str, Any], name: str) -> dict[str, Any]:
        table = tables.get(name, {})
        if not isinstance(table, dict):
            raise self._wrong("", name, f"a table: [{name}]")
        return table

    def _checked(
        self, table: dict[str, Any], known: Mapping[str, tuple[type, ...]], name: str
    ) -> dict[str, Any]:
        """Return a table whose keys and types are right, variables in its texts put in."""
        for key, value in table.items():
            if key not in known:
                raise self._wrong(name, key, f"one of {', '.join(known)}", is_unknown=True)
            # A bool is an int for Python, and for nobody else.
            if not isinstance(value, known[key]) or (
                isinstance(value, bool) and bool not in known[key]
            ):
                raise self._wrong(name, key, " or ".join(_WORDS[kind] for kind in known[key]))
        return {key: self._filled(name, key, value) for key, value in table.items()}

    def _filled(self, name: str, key: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._filled(name, key, each) for each in value]
        if isinstance(value, dict):
            return {each: self._filled(name, key, text) for each, text in value.items()}
        if not isinstance(value, str):
            return value
        for variable in _VARIABLE.findall(value):
            if variable not in os.environ:
                raise self._wrong(
                    name, key, f"the environment variable {variable}, which is not set"
                )
        return _VARIABLE.sub(lambda found: os.environ[found[1]], value)

    def _sites(self, sites: object) -> list[dict[str, Any]]:
        if not isinstance(sites, list) or not sites:
            raise self._wrong("", "site", 'at least one [[site]] with seeds = ["https://..."]')
        checked = []
        for self._site, site in enumerate(sites, start=1):
            if not isinstance(site, dict):
                raise self._wrong("", "site", "tables: [[site]]")
            checked.append(self._checked(site, _SITE, "site"))
            self._check_values(checked[-1])
            if not (checked[-1].get("seeds") or checked[-1].get("sections")):
                raise self._wrong("", "site", "seeds or sections in each [[site]]")
        return checked

    def _check_values(self, site: dict[str, Any]) -> None:
        for key, value in site.items():
            if key in ("seeds", "sections"):
                self._check_addresses(key, self._texts(value, "site", key))
            elif key == "headers":
                self._check_headers(value)
            elif (expected := check_rule(key, value)) is not None:
                raise self._wrong("site", key, expected)

    def _check_addresses(self, key: str, addresses: Sequence[str]) -> None:
        for address in addresses:
            try:
                seed_url(address)
            except InputError as error:
                raise self._wrong("site", key, f"web addresses; {error}") from error

    def _check_headers(self, table: dict[str, Any]) -> None:
        for value in table.values():
            if not isinstance(value, str) or "\n" in value or "\r" in value:
                raise self._wrong("site", "headers", "a text of one line for each header")

    def _texts(self, values: Sequence[object], name: str, key: str) -> list[str]:
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(name, key, "a list of texts")
        return [str(value) for value in values]

    def _setting(self, name: str, value: object) -> str:
        filled = self._filled("settings", name, value)
        if isinstance(filled, list):
            return ",".join(map(str, filled))
        if isinstance(filled, dict):
            raise self._wrong("settings", name, "a text, a number, true, false or a list")
        return str(filled)

    def _own_settings(
        self, top: Mapping[str, Any], sites: Sequence[Mapping[str, Any]]
    ) -> dict[str, str]:
        """Return the settings that keys of the job stand for."""
        if "keep" in top:
            self._length(top["keep"], "", "keep")
        cookies = [
            str(self._beside(site["cookies_file"])) for site in sites if "cookies_file" in site
        ]
        found = {
            "NEWSCRAWL_KEEP": top.get("keep"),
            "NEWSCRAWL_ON_ALARM": top.get("on_alarm"),
            "NEWSCRAWL_METRICS": str(self._beside(top["metrics"])) if "metrics" in top else None,
            "NEWSCRAWL_SITE_LIBRARY": str(self._beside(top["library"]))
            if "library" in top
            else None,
            "NEWSCRAWL_COOKIES_FILES": ",".join(cookies) or None,
        }
        return {name: value for name, value in found.items() if value is not None}

    def _health(self, table: dict[str, Any]) -> dict[str, str]:
        for name, value in table.items():
            try:
                Thresholds.of({name: value})
            except InputError as error:
                raise self._wrong("health", name, str(error)) from error
        return {"NEWSCRAWL_HEALTH": json.dumps(table)} if table else {}

    def _timetable(self, table: dict[str, Any]) -> Timetable | None:
        if not table:
            return None
        checked = self._checked(table, _TIMETABLE, "timetable")
        if ("every" in checked) == ("cron" in checked):
            raise self._wrong("timetable", "every", "either every or cron")
        if "every" in checked and ("jitter" in checked or "timezone" in checked):
            raise self._wrong("timetable", "every", "cron with jitter and timezone")
        return Timetable(
            every=self._span(checked, "every"),
            cron=self._cron(checked.get("cron")),
            zone=self._zone(checked.get("timezone", "UTC")),
            jitter=self._span(checked, "jitter") or timedelta(),
        )

    def _span(self, table: dict[str, Any], key: str) -> timedelta | None:
        return self._length(table[key], "timetable", key) if key in table else None

    def _length(self, text: str, table: str, key: str) -> timedelta:
        try:
            spans = parse_ages(text, what=key)
        except InputError:
            spans = ()
        if len(spans) != 1:
            raise self._wrong(table, key, "a length of time, such as 30m, 6h or 1d")
        return timedelta(seconds=spans[0])

    def _cron(self, expression: str | None) -> str | None:
        if expression is not None:
            try:
                next(CronSim(expression, datetime.now(UTC)))
            except (CronSimError, StopIteration) as error:
                raise self._wrong("timetable", "cron", f"a cron expression ({error})") from error
        return expression

    def _zone(self, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise self._wrong("timetable", "timezone", "a zone such as Europe/Berlin") from error

    def _output(self, spec: str) -> str:
        kind, colon, path = spec.partition(":")
        if colon and kind.isalpha():
            return f"{kind}:{self._beside(path)}"
        return str(self._beside(spec))

    def _beside(self, path: str) -> Path:
        """Return a path as it is seen from the job file."""
        return (self._path.parent / path).absolute()

    def _wrong(
        self, table: str, key: str, expected: str, *, is_unknown: bool = False
    ) -> InputError:
        what = "is not known" if is_unknown else "is not right"
        where = f"[{table}] {key}" if table else key
        return InputError(
            f"{self._path}, line {self._line(table, key)}: {where} {what}; expected {expected}"
        )

    def _line(self, table: str, key: str) -> int:
        """Return the line where a key of a table stands, or the first line; of a site that looked at last."""
        header = f"{table}.{key}".removeprefix(".")
        inside = table == ""
        skipped = self._before_site() if "site" in (table, key) else 0
        for number, line in enumerate(self._lines[skipped:], start=skipped + 1):
            if match := _HEADER.match(line):
                inside = match[1] == table
                if match[1] == header:
                    return number
            if inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return 1

    def _before_site(self) -> int:
        """Return how many lines stand before the site that is looked at."""
        headers = [
            index
            for index, line in enumerate(self._lines)
            if (match := _HEADER.match(line)) and match[1] == "site"
        ]
        return headers[self._site - 1] if 0 < self._site <= len(headers) else 0
