"""The one place where newscrawl's Scrapy components are wired; every setting is in docs/settings.md."""

BOT_NAME = "newscrawl"
SPIDER_MODULES = ["newscrawl.spiders"]
USER_AGENT = "newscrawl/0.1"
ROBOTSTXT_OBEY = True

# The way of a page: clean, deduplicate, store.
ITEM_PIPELINES = {
    "newscrawl.pipelines.CleanPipeline": 300,
    "newscrawl.pipelines.DeduplicatePipeline": 500,
    "newscrawl.pipelines.LimitPipeline": 700,
    "newscrawl.pipelines.StorePipeline": 800,
}
EXTENSIONS = {
    "newscrawl.runtime.Runtime": 0,
    "newscrawl.extensions.Shutdown": 50,
    "newscrawl.extensions.RunTally": 100,
    "newscrawl.extensions.Progress": 200,
    "newscrawl.extensions.FeedsAdvice": 300,
    "newscrawl.extensions.HealthTelling": 400,
}
# Scrapy's own, less those that listen. What is set to None beside this list would be loaded all the same:
# with the middlewares left out below that took a seventh of a start.
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.memdebug.MemoryDebugger": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "scrapy.extensions.spiderstate.SpiderState": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
SCHEDULER = "newscrawl.scheduler.FrontierScheduler"

# Politeness: a host is asked one thing at a time, once a second; the gate in the download handler holds it.
CONCURRENT_REQUESTS = 64
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True

# Scrapy's own, less those that something here takes the place of: retries are due times of the frontier; a
# redirect to another page is an outcome; robots.txt and compression are our own, because Scrapy's let a site
# through that cannot be asked, and half a page pass as whole.
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": 300,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": 900,
}
DOWNLOADER_MIDDLEWARES = {
    "newscrawl.downloading.robots.RobotsMiddleware": 100,
    "newscrawl.downloading.slots.OneSlotMiddleware": 200,
    "newscrawl.downloading.headers.SiteHeadersMiddleware": 580,
    "newscrawl.downloading.decompression.DecompressionMiddleware": 590,
    "newscrawl.downloading.redirects.RedirectMiddleware": 600,
    "newscrawl.downloading.cookies.CookiesMiddleware": 700,
}
# Scrapy's own look at requests that a spider yields, of which there are none here, and at statuses, which are
# all taken: each would pass every page's item on.
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
# One slot of Scrapy's downloader for all requests, without a pace of its own.
DOWNLOAD_SLOTS = {"newscrawl": {"concurrency": 1000, "delay": 0, "jitter": 0}}
DOWNLOAD_HANDLERS = {
    "http": "newscrawl.downloading.handler.NewscrawlDownloadHandler",
    "https": "newscrawl.downloading.handler.NewscrawlDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

# Scrapy's default knows IPv4 only.
TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingHostnameResolver"

# The default starts 101 tasks for every response; a page gives one item.
CONCURRENT_ITEMS = 4
# The default holds about 80 pages, fewer than a fast host sends while a batch is committed.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 32 * 1024 * 1024

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
LOG_LEVEL = "INFO"
LOG_FORMATTER = "newscrawl.extensions.OneLineLogFormatter"
FEED_EXPORT_ENCODING = "utf-8"

NEWSCRAWL_OUTPUTS: list[str] = []
NEWSCRAWL_OVERWRITE = False
NEWSCRAWL_STATE = ""
NEWSCRAWL_KEEP_PAGES = False
NEWSCRAWL_WORKERS: int | None = None
NEWSCRAWL_READING_DEADLINE = 10.0
NEWSCRAWL_MAX_WAIT = 60.0
NEWSCRAWL_MAX_DELAY = 30.0
NEWSCRAWL_SHUTDOWN_GRACE = 8.0
NEWSCRAWL_ALLOW_ADDRESSES: list[str] = []
NEWSCRAWL_MAX_ARTICLES = 0
NEWSCRAWL_SINCE = ""
NEWSCRAWL_UNTIL = ""
NEWSCRAWL_SECTIONS: list[str] = []
NEWSCRAWL_FOLLOW: list[str] = []
NEWSCRAWL_USUAL_PLACES = True
NEWSCRAWL_MAX_DEPTH = 0
NEWSCRAWL_MAX_PER_SITE = 0
NEWSCRAWL_MAX_PER_SECTION = 0
NEWSCRAWL_RELATED_DEPTH = 0
NEWSCRAWL_RELATED_AGE = ""
NEWSCRAWL_RELATED_BUDGET = 0
NEWSCRAWL_SITES: list[dict[str, object]] = []
NEWSCRAWL_SITE_LIBRARY: list[str] = []
NEWSCRAWL_COOKIES_FILES: list[str] = []
NEWSCRAWL_HEADERS: dict[str, dict[str, str]] = {}
NEWSCRAWL_KEEP = ""
NEWSCRAWL_HEALTH: dict[str, object] = {}
NEWSCRAWL_ON_ALARM = ""
NEWSCRAWL_METRICS = ""
NEWSCRAWL_OBEY: list[str] = []
NEWSCRAWL_DUPLICATES = "link"
NEWSCRAWL_DUPLICATES_WINDOW = "60d"
NEWSCRAWL_RECHECK = "1h,6h,1d,7d"
NEWSCRAWL_PROGRESS = False
NEWSCRAWL_PROGRESS_INTERVAL = 30.0
