"""crawlee follows all links of the host, trafilatura reads every page that is an article.

python crawlee_trafilatura.py ADDRESS OUT.jsonl MOST_PAGES
"""

import asyncio
import json
import sys
from pathlib import Path

import trafilatura
from crawlee import ConcurrencySettings
from crawlee.crawlers import BeautifulSoupCrawler

START, OUT, MOST = sys.argv[1:]


async def main():
    crawler = BeautifulSoupCrawler(
        max_requests_per_crawl=int(MOST),
        respect_robots_txt_file=True,
        concurrency_settings=ConcurrencySettings(desired_concurrency=8, max_concurrency=8),
        configure_logging=False,
    )
    with Path(OUT).open("w", encoding="utf-8") as out:

        @crawler.router.default_handler
        async def handle(context):
            soup = context.soup
            if soup.find("meta", property="og:type", content="article"):
                text = trafilatura.extract(
                    str(soup), url=context.request.url, output_format="json", with_metadata=True
                )
                if text:
                    out.write(json.dumps({"url": context.request.url, **json.loads(text)}) + "\n")
            await context.enqueue_links(strategy="same-hostname")

        await crawler.run([START])


asyncio.run(main())
