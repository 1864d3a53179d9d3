"""The crawls that a job file stands for."""

import os
from dataclasses import replace
from typing import Any

from newscrawl.cli.request import CrawlRequest
from newscrawl.core.state.store import IN_MEMORY
from newscrawl.jobs import Job


def request_of(job: Job, **typed: Any) -> CrawlRequest:
    """Return the crawl that a job stands for, with what was typed beside."""
    given: dict[str, Any] = {
        "contact": job.contact or os.environ.get("NEWSCRAWL_CONTACT"),
        "settings": tuple(job.settings.items()),
        **job.limits,
    }
    given |= {name: value for name, value in typed.items() if value is not None}
    return CrawlRequest(
        seeds=job.seeds,
        sections=job.sections,
        outputs=job.outputs,
        state=job.state,
        sites=job.sites,
        headers=job.headers,
        **given,
    )


def site_requests(job: Job, typed: CrawlRequest) -> list[CrawlRequest]:
    """Return a look at each site of a job, at its first address, with nothing remembered."""
    whole = replace(
        request_of(job, contact=typed.contact, delay=typed.delay),
        state=IN_MEMORY,
        outputs=(),
        allow_addresses=typed.allow_addresses,
        verbosity=-1,
        json=True,
    )
    requests = []
    for site in job.sites:
        addresses = (*site.get("seeds", ()), *site.get("sections", ()))
        requests.append(replace(whole, seeds=addresses[:1], sections=()))
    return requests
