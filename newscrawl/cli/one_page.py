"""One page from the web, fetched with the same care as in a crawl."""

from collections.abc import Iterable

from newscrawl.cli.crawling import crawl_settings
from newscrawl.cli.reachability import unreachable_sites
from newscrawl.cli.request import CrawlRequest
from newscrawl.cli.spider_run import run_spider
from newscrawl.core.state.store import IN_MEMORY
from newscrawl.exceptions import NewscrawlError
from newscrawl.items import Candidate, PageResult, PageType
from newscrawl.runtime import address_policy
from newscrawl.sites.seeds import sites_from_seeds
from newscrawl.spiders.news import NewsSpider


class OnePageSpider(NewsSpider):
    """Reads the page of its seed and follows nothing but redirects."""

    name = "one page"
    result: PageResult | None = None
    """What reading the page gave."""

    def candidates(self, result: PageResult) -> Iterable[Candidate]:
        # A sitemap comes from robots.txt and is not what was asked for.
        if self.result is None or self.result.page_type is PageType.SITEMAP:
            self.result = result
        return ()


def fetch_page(url: str, *, contact: str | None, allow_addresses: tuple[str, ...]) -> PageResult:
    """Return what reading the page at an address gives; obeys robots.txt and the address rules.

    Raises InputError for a host that cannot be reached, NewscrawlError where there is no page.
    """
    request = CrawlRequest(
        seeds=(url,),
        state=IN_MEMORY,
        contact=contact,
        allow_addresses=allow_addresses,
        verbosity=-1,
    )
    settings = crawl_settings(request)
    sites = sites_from_seeds(request.seeds)
    unreachable_sites(sites, address_policy(settings, sites))
    spiders: list[OnePageSpider] = []

    class Kept(OnePageSpider):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]
            spiders.append(self)

    run = run_spider(Kept, settings, seeds=[url])
    if run.failure is not None:
        raise run.failure
    result = spiders[0].result
    if result is None:
        told = "; ".join(run.tally.failed_sites().values()) or f"{url}: no answer"
        raise NewscrawlError(told)
    return result
