"""What a crawl owns for as long as it runs: the store, the worker pool and the gate."""

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_hex
from threading import Event
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from newscrawl.configuration import address_policy, drops_copies, host_gate, limits_of, workers_for
from newscrawl.core.frontier.addresses import AddressPolicy
from newscrawl.core.frontier.gate import HostGate
from newscrawl.core.frontier.host_memory import AskedWait, HostBack, KnownRobots
from newscrawl.core.frontier.visits import parse_ages
from newscrawl.core.health import Thresholds
from newscrawl.core.reading.pool import ReadingPool
from newscrawl.core.state.closing import Closing
from newscrawl.core.state.entries import Proposal
from newscrawl.core.state.ledger import Ledger
from newscrawl.core.state.store import COPIES_WINDOW, Store
from newscrawl.core.state.writer import StoreWriter
from newscrawl.core.urls import host_of, is_within, url_key
from newscrawl.exceptions import BusyError, InputError, NewscrawlError
from newscrawl.exporters import parse_output
from newscrawl.exporters.drain import Drain
from newscrawl.exporters.state_paths import state_path
from newscrawl.items import Candidate, DiscoverySource, LinkRole, Site

logger = logging.getLogger(__name__)


class Runtime:
    """The extension that owns what other components share; they find it by `crawler.get_extension`.

    Opened by the scheduler, or by the spider's opening where another scheduler is used; closed when the
    spider is.
    """

    def __init__(
        self,
        crawler: Crawler,
        *,
        writer: StoreWriter,
        pool: ReadingPool,
        gate: HostGate,
        addresses: AddressPolicy,
        run_id: str,
    ) -> None:
        self._crawler = crawler
        self.writer = writer
        self.pool = pool
        self.gate = gate
        self.addresses = addresses
        self.run_id = run_id
        self.sites: tuple[Site, ...] = ()
        self.known_robots: dict[str, KnownRobots] = {}
        """What earlier runs know of robots.txt files, by origin."""
        self.failure: NewscrawlError | None = None
        """The error that ended the run, if one did."""
        self.ledger = Ledger()
        """What became of every address; complete once the spider is closed."""
        self.stopping = False
        """Whether nothing more is begun."""
        self._opened = False
        self._breaking_off: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None
        writer.on_failure = self.fail

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        run_id = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ-") + token_hex(3)
        outputs = [parse_output(spec) for spec in settings.getlist("NEWSCRAWL_OUTPUTS")]
        state = state_path(settings.get("NEWSCRAWL_STATE") or "", outputs)
        give_up = Event()
        recheck = parse_ages(settings.get("NEWSCRAWL_RECHECK") or "")
        window = settings.get("NEWSCRAWL_DUPLICATES_WINDOW") or ""
        windows = parse_ages(window, what="duplicates window") if window else (COPIES_WINDOW,)
        sites: tuple[Site, ...] = getattr(crawler.spider, "sites", ())
        limits = limits_of(settings, sites)
        closing = Closing(
            thresholds=Thresholds.of(settings.getdict("NEWSCRAWL_HEALTH")),
            keep=max(parse_ages(settings.get("NEWSCRAWL_KEEP") or "", what="keep"), default=None),
        )
        drain = Drain(
            [spec for spec in outputs if spec.path != state],
            overwrite=settings.getbool("NEWSCRAWL_OVERWRITE"),
            with_copies=not drops_copies(settings.get("NEWSCRAWL_DUPLICATES") or "link"),
            give_up=give_up,
        )
        runtime = cls(
            crawler,
            writer=StoreWriter(
                lambda: Store(
                    state,
                    run_id=run_id,
                    recheck=recheck,
                    limits=limits,
                    usual_places=settings.getbool("NEWSCRAWL_USUAL_PLACES"),
                    copies_window=max(windows, default=0.0),
                    closing=closing,
                    give_up=give_up,
                ),
                drain=drain,
                give_up=give_up,
            ),
            pool=ReadingPool(
                workers=workers_for(settings, sites),
                deadline=settings.getfloat("NEWSCRAWL_READING_DEADLINE"),
            ),
            gate=host_gate(settings, sites),
            addresses=address_policy(settings, sites),
            run_id=run_id,
        )
        crawler.signals.connect(runtime.open, signals.spider_opened)
        crawler.signals.connect(runtime._close, signals.spider_closed)
        return runtime

    async def open(self, spider: Spider) -> None:
        """Open the store and bring in the spider's seeds; only the first call does so.

        Raises CloseSpider, each time, where the crawl cannot start; the log says why, in one line.
        """
        if not self._opened:
            self._opened = True
            self.sites = getattr(spider, "sites", ())
            try:
                await self._open()
            except NewscrawlError as error:
                self._note(error)
        if self.failure is not None:
            raise CloseSpider("could not start")
        if self.stopping:
            raise CloseSpider("shutdown")

    async def _open(self) -> None:
        if self._crawler.settings.get("JOBDIR"):
            raise InputError(
                "JOBDIR is not used: the state file goes on by itself; see NEWSCRAWL_STATE"
            )
        unreachable: frozenset[str] = getattr(self._crawler.spider, "unreachable", frozenset())
        await self.writer.open()
        await self._recall_hosts()
        await self.writer.start_run(
            [
                (_seed(url), site.name)
                for site in self.sites
                if site.name not in unreachable
                for url in site.seeds
            ],
            unreachable=unreachable,
        )
        await self.pool.start()

    async def _recall_hosts(self) -> None:
        """Take up what hosts have asked for in earlier runs."""
        now = time.time()
        robots = await self.writer.call(lambda store: store.hosts.robots(now=now))
        self.known_robots = {known.origin: known for known in robots}
        for wait in await self.writer.call(lambda store: store.hosts.waits(now=now)):
            self.gate.slow_down(wait.host, wait.until - now)

    def site_named(self, name: str) -> Site:
        """Return the site of that name; for one that this run does not crawl, an empty one."""
        for site in self.sites:
            if site.name == name:
                return site
        return Site(name=name, seeds=(), hosts=())

    def site_for(self, url: str) -> Site | None:
        """Return the site that an address belongs to."""
        for site in self.sites:
            if is_within(url, site.hosts):
                return site
        return None

    def slow_down(self, url: str, seconds: float) -> None:
        """Ask nothing of an address's host for so long, in this run and the next, because it said so."""
        self.gate.slow_down(host_of(url), seconds)
        self.writer.note(AskedWait(host=host_of(url), until=time.time() + seconds))

    def host_answered(self, url: str, *, begun: float) -> None:
        """Note an answer; what failed while its host was down is tried again if that is over now."""
        outage = self.gate.answered(host_of(url), begun=begun)
        if outage is not None:
            self.writer.note(HostBack(host=host_of(url), since=time.time() - outage))

    def host_failed(self, url: str, *, begun: float, status: int | None = None) -> None:
        """Note a failure that is the host's, which is left alone for a while; see `HostGate.failed`."""
        self.gate.failed(host_of(url), url, begun=begun, status=status)

    def remember_robots(self, robots: KnownRobots) -> None:
        """Keep a robots.txt for later runs."""
        self.writer.note(robots)

    def propose(self, candidates: Sequence[Candidate], *, site: str) -> None:
        """Add addresses that no page names, such as those of a robots.txt, to the frontier."""
        if candidates:
            self.writer.note(Proposal(candidates=tuple(candidates), site=site))

    def wind_down(self) -> None:
        """Begin nothing more; what is under way may finish."""
        self.stopping = True
        self.gate.shut()

    def break_off(self) -> None:
        """End at once what is under way: fetches, reading, waiting for a lock. What is read is stored."""
        self.wind_down()
        self.gate.clear()
        self.writer.give_up()
        if self._breaking_off is None:
            self._breaking_off = asyncio.get_running_loop().create_task(self.pool.close())

    def fail(self, error: NewscrawlError) -> None:
        """End the run because of an error that it cannot go on with."""
        if self._note(error) and self._crawler.engine is not None:
            self.break_off()
            self._closing = asyncio.get_running_loop().create_task(self._end_spider())

    def _note(self, error: NewscrawlError) -> bool:
        """Keep the error that ends the run, and return whether this is it."""
        if self.failure is not None or (self.stopping and isinstance(error, BusyError)):
            return False
        self.failure = error
        logger.error("%s", error)
        return True

    async def _end_spider(self) -> None:
        engine = self._crawler.engine
        # While the spider opens or closes there is nobody to tell; both look at `failure`.
        if engine is not None and engine.running:
            await engine.close_spider_async(reason="could not write")

    async def _close(self, reason: str) -> None:
        await self.pool.close()
        ledger = await self.writer.close(ending=reason)
        self.ledger = replace(ledger, left_alone=self.gate.out())


def _seed(url: str) -> Candidate:
    return Candidate(
        url=url, key=url_key(url), role=LinkRole.SECTION, source=DiscoverySource.SEED, score=1.0
    )
