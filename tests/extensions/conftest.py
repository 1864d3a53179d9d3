import os
import subprocess
import sys
from pathlib import Path

import pytest

import newscrawl

ROOT = Path(newscrawl.__file__).parents[1]


@pytest.fixture
def demo_url(demo):
    return demo.url


@pytest.fixture
def scrapy(tmp_path, demo_url):
    """Run `scrapy crawl news` on the demo site, as in a checkout, with more arguments."""

    def run(*arguments):
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SCRAPY_SETTINGS_MODULE": "newscrawl.settings",
            "NO_PROXY": "*",
        }
        return subprocess.run(
            [
                *(sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"seeds={demo_url}"),
                *("-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=4"),
                *arguments,
            ],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
