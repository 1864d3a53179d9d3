"""A crawl from the command line: checked, announced, run, summed up."""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scrapy.settings import Settings

from newscrawl.cli.exit_codes import PARTLY, SIGNALLED
from newscrawl.cli.printing import tell
from newscrawl.cli.reachability import unreachable_sites
from newscrawl.cli.request import CrawlRequest
from newscrawl.cli.spider_run import SpiderRun, newscrawl_settings, run_spider
from newscrawl.cli.state_files import check_fresh, forget_state, remove_state
from newscrawl.configuration import address_policy, configured_sites, limits_of
from newscrawl.core.state.store import IN_MEMORY
from newscrawl.exceptions import InputError, NewscrawlError
from newscrawl.exporters import OutputSpec, parse_output
from newscrawl.exporters.state_paths import state_path
from newscrawl.items import Site
from newscrawl.reporting.reasons import why_nothing
from newscrawl.reporting.summary import RunEnd, summary_dict, summary_lines, trouble_lines
from newscrawl.sites.seeds import seed_url, sites_from_seeds
from newscrawl.spiders.news import NewsSpider


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A request that has been checked."""

    request: CrawlRequest
    sites: tuple[Site, ...]
    outputs: tuple[OutputSpec, ...]
    unnamed: bool
    """Whether nobody said where articles go."""
    state: str
    """Path of the state file, or `IN_MEMORY`."""
    settings: Settings

    @property
    def files(self) -> tuple[Path, ...]:
        """The outputs that are files."""
        return tuple(Path(spec.path) for spec in self.outputs if spec.path != "-")


def run_crawl(request: CrawlRequest) -> int:
    """Crawl what was asked for, and return the exit code.

    Raises InputError before anything is written, and the error that ended the run.
    """
    plan = _plan(request)
    unreachable = unreachable_sites(plan.sites, address_policy(plan.settings, plan.sites))
    if request.fresh and plan.state != IN_MEMORY:
        overwrite = plan.settings.getbool("NEWSCRAWL_OVERWRITE")
        check_fresh(Path(plan.state), plan.files, overwrite=overwrite)
        forget_state(Path(plan.state))
    _say(request, *_announcement(plan))
    was_there = {path for path in (Path(plan.state), *plan.files) if path.exists()}
    seeds = [seed for site in plan.sites for seed in site.seeds]
    try:
        run = run_spider(NewsSpider, plan.settings, seeds=seeds, unreachable=unreachable)
        if run.failure is not None:
            raise run.failure
    except InputError:
        _take_back(plan, was_there)
        raise
    run.tally.refusals.update(unreachable)
    return _finish(plan, run)


def _plan(request: CrawlRequest) -> _Plan:
    settings = crawl_settings(request)
    sites = configured_sites(settings, request.sections or request.seeds)
    _check_sections(request)
    limits = limits_of(settings, sites)
    if limits.since is not None and limits.until is not None and limits.until <= limits.since:
        raise InputError(f"--since {request.since} is later than --until {request.until}")
    named = settings.getlist("NEWSCRAWL_OUTPUTS")
    names = named or [f"{_file_name(sites[0])}.jsonl"]
    outputs = tuple(parse_output(name) for name in names)
    if request.json and any(spec.path == "-" for spec in outputs):
        raise InputError("--json and -o -: both would write to standard output")
    state = state_path(settings.get("NEWSCRAWL_STATE") or "", outputs)
    settings.set("NEWSCRAWL_OUTPUTS", names, priority="cmdline")
    settings.set("NEWSCRAWL_STATE", state, priority="cmdline")
    return _Plan(
        request=request,
        sites=sites,
        outputs=outputs,
        unnamed=not named,
        state=state,
        settings=settings,
    )


def _check_sections(request: CrawlRequest) -> None:
    """Raise InputError where a section is of no site that was named, or a site has none."""
    if not (request.sections and request.seeds):
        return
    sites = sites_from_seeds(request.sections)
    with_section = {site.hosts for site in sites}
    named = {site.hosts: site.name for site in sites_from_seeds(request.seeds)}
    for site in sites:
        if site.hosts not in named:
            raise InputError(f"--section {site.seeds[0]}: not on a site that was named")
    for hosts, name in named.items():
        if hosts not in with_section:
            raise InputError(f"{name}: no --section is of this site; crawl it on its own")


def _file_name(site: Site) -> str:
    return re.sub(r"[^\w.-]+", "_", site.name).strip("_")


def crawl_settings(request: CrawlRequest) -> Settings:
    """Return the settings that a request makes; raises InputError for a contact of many lines."""
    settings = newscrawl_settings(request.verbosity)
    values = {
        "NEWSCRAWL_OUTPUTS": list(request.outputs),
        "NEWSCRAWL_OVERWRITE": request.overwrite,
        "NEWSCRAWL_STATE": request.state,
        "NEWSCRAWL_WORKERS": request.workers,
        "NEWSCRAWL_ALLOW_ADDRESSES": list(request.allow_addresses) or None,
        "NEWSCRAWL_PROGRESS": request.verbosity >= 0,
        "NEWSCRAWL_KEEP_PAGES": request.keep_pages or None,
        "DOWNLOAD_DELAY": request.delay,
        "CONCURRENT_REQUESTS_PER_DOMAIN": request.concurrency,
        "NEWSCRAWL_MAX_ARTICLES": request.max_articles,
        "NEWSCRAWL_SECTIONS": list(request.sections) or None,
        "NEWSCRAWL_SINCE": request.since,
        "NEWSCRAWL_UNTIL": request.until,
        "NEWSCRAWL_FOLLOW": request.follow,
        "NEWSCRAWL_MAX_DEPTH": request.max_depth,
        "NEWSCRAWL_MAX_PER_SITE": request.max_per_site,
        "NEWSCRAWL_MAX_PER_SECTION": request.max_per_section,
        "NEWSCRAWL_RECHECK": request.recheck,
        "NEWSCRAWL_DUPLICATES": request.duplicates,
        "NEWSCRAWL_SITES": list(request.sites) or None,
        "NEWSCRAWL_HEADERS": {seed_url(url): named for url, named in request.headers.items()}
        or None,
        "USER_AGENT": user_agent(settings["USER_AGENT"], request.contact),
    }
    for name, value in values.items():
        if value is not None:
            settings.set(name, value, priority="cmdline")
    for name, text in request.settings:
        settings.set(name, text, priority="cmdline")
    return settings


def user_agent(own: str, contact: str | None) -> str:
    """Return the user agent with whom to reach; raises InputError where it is no header's text."""
    if not contact:
        return own
    if not contact.isprintable() or not contact.isascii() or set(contact) & set("()\\"):
        raise InputError(f"--contact {contact!r}: use plain ASCII without brackets")
    return f"{own} (+{contact.strip()})"


def _announcement(plan: _Plan) -> list[str]:
    """Return what will happen, and where it goes if nobody said."""
    settings = plan.settings
    delay = settings.getfloat("DOWNLOAD_DELAY")
    at_once = settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
    many = len(plan.sites) > 1
    who = f"{len(plan.sites)} sites" if many else plan.sites[0].name
    pace = _rate(1 / delay) if delay else f"no delay, {at_once} at once"
    lines = [f"{who}: {pace}{' each' if many else ''}; --delay to change"]
    if plan.unnamed:
        lines.append(f"articles go to {plan.outputs[0].path}; -o to change")
    if not plan.request.contact:
        lines.append(
            "no contact given: site owners cannot reach you;"
            " --contact you@example.org, or the variable NEWSCRAWL_CONTACT"
        )
    return lines


def _rate(per_second: float) -> str:
    if per_second >= 1:
        return f"{per_second:.3g} request{'' if per_second == 1 else 's'}/s"
    return f"1 request every {1 / per_second:.3g} s"


def _take_back(plan: _Plan, was_there: set[Path]) -> None:
    """Remove what a run that was refused has made."""
    if plan.state != IN_MEMORY and Path(plan.state) not in was_there:
        remove_state(Path(plan.state))
    for path in plan.files:
        if path not in was_there and path.is_file() and path.stat().st_size == 0:
            path.unlink()


def _finish(plan: _Plan, run: SpiderRun) -> int:
    end = RunEnd(
        ledger=run.ledger,
        tally=run.tally,
        ending=run.ending,
        elapsed=run.elapsed,
        outputs=tuple(spec.path for spec in plan.outputs),
        state="" if plan.state == IN_MEMORY else plan.state,
    )
    _say(plan.request, *summary_lines(end))
    code = exit_code(run, end, plan.sites)
    if plan.request.json:
        sys.stdout.write(json.dumps({**summary_dict(end), "exit_code": code}) + "\n")
    if run.signal is not None:
        safe = "state safe: the same command goes on" if end.state else "nothing is remembered"
        tell(f"interrupted; {safe}", level="warning")
    elif code == PARTLY and plan.request.verbosity < 0:
        for told in trouble_lines(end):
            tell(told, level="warning")
    elif code == 1:
        raise NewscrawlError(f"nothing came home: {why_nothing(end)}")
    return code


def exit_code(run: SpiderRun, end: RunEnd, sites: Sequence[Site]) -> int:
    """Return the exit code of a run that no error ended."""
    if run.signal is not None:
        return SIGNALLED + run.signal
    failed = len(end.failed_sites())
    if failed >= len(sites) or (end.ledger.articles == 0 and end.limit is None):
        return 1
    ledger = end.ledger
    return PARTLY if failed or ledger.empty_sites() or ledger.left_alone or ledger.alarms else 0


def _say(request: CrawlRequest, *lines: str) -> None:
    if request.verbosity >= 0:
        for line in lines:
            tell(line)
