"""Every setting that a crawl would have, and where its value comes from."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from newscrawl.cli.crawling import crawl_settings
from newscrawl.cli.job_requests import request_of
from newscrawl.cli.printing import print_json, print_lines
from newscrawl.cli.request import CrawlRequest
from newscrawl.cli.spider_run import newscrawl_settings
from newscrawl.configuration import configured_sites
from newscrawl.jobs import read_job
from newscrawl.sites.rules import with_library
from newscrawl.sites.seeds import sites_from_seeds

_SECRET = frozenset({"NEWSCRAWL_HEADERS", "NEWSCRAWL_COOKIES_FILES"})
_TYPED = {
    "DOWNLOAD_DELAY": "delay",
    "USER_AGENT": "contact",
    "NEWSCRAWL_ALLOW_ADDRESSES": "allow_addresses",
}
"""Settings that an option of `check` sets."""
_TOLD_BY_SITE = frozenset({"NEWSCRAWL_SITES", "NEWSCRAWL_OUTPUTS", "NEWSCRAWL_STATE"})
_OF_A_SITE = ("in_language", "timezone", "selectors", "page_object", "limits", "hosts")


def show_settings(target: str, typed: CrawlRequest) -> int:
    """Print the settings of a crawl of an address, or of a job file, with where each comes from."""
    path = Path(target)
    job = read_job(path) if path.suffix == ".toml" else None
    if job is None:
        request, set_by = typed, "command line"
    else:
        request, set_by = request_of(job, contact=typed.contact, delay=typed.delay), str(path)
    settings = crawl_settings(request)
    rows = [*_settings(settings, typed, set_by), *_site_rules(settings, request, set_by)]
    if typed.json:
        for name, value, source in rows:
            print_json({"setting": name, "value": value, "source": source})
    else:
        print_lines(f"{name} = {value!r}  # {source}" for name, value, source in rows)
    return 0


def _settings(
    settings: BaseSettings, typed: CrawlRequest, set_by: str
) -> Iterator[tuple[str, Any, str]]:
    packaged = newscrawl_settings(0)
    for name in sorted(settings):
        is_ours = (settings.getpriority(name) or 0) >= SETTINGS_PRIORITIES["project"]
        if not is_ours or name in _TOLD_BY_SITE:
            continue
        value = settings[name]
        source = "newscrawl" if value == packaged[name] else set_by
        if getattr(typed, _TYPED.get(name, ""), None) not in (None, ()):
            source = "command line"
        yield name, "set, and not shown" if name in _SECRET and value else _plain(value), source


def _site_rules(
    settings: BaseSettings, request: CrawlRequest, set_by: str
) -> Iterator[tuple[str, Any, str]]:
    """Yield what holds for single sites."""
    seeds = request.sections or request.seeds
    folders = settings.getlist("NEWSCRAWL_SITE_LIBRARY")
    plain, known = sites_from_seeds(seeds), with_library(sites_from_seeds(seeds), folders)
    own = configured_sites(settings, seeds)
    for site, by_library, by_all in zip(plain, known, own, strict=True):
        for name in _OF_A_SITE:
            value = getattr(by_all, name)
            if value != getattr(site, name):
                is_own = value != getattr(by_library, name)
                yield f"{by_all.name}: {name}", _plain(value), set_by if is_own else "site library"


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, BaseSettings | Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(each) for each in value]
    return value
