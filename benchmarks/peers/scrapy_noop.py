"""Scrapy that fetches a list of addresses and does nothing with them: what any crawl costs at least.

python scrapy_noop.py ADDRESSES.txt
"""

import sys
from pathlib import Path

import scrapy
from scrapy.crawler import CrawlerProcess


class NoOp(scrapy.Spider):
    name = "no-op"

    async def start(self):
        for url in Path(sys.argv[1]).read_text().split():
            yield scrapy.Request(url, dont_filter=True, meta={"handle_httpstatus_all": True})

    def parse(self, response):
        pass


process = CrawlerProcess(
    {
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_TIMEOUT": 10,
        "LOG_LEVEL": "ERROR",
        "RETRY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }
)
process.crawl(NoOp)
process.start()
