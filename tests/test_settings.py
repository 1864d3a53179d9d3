import re
from pathlib import Path

import pytest
from scrapy.settings import default_settings

from newscrawl import settings

ROOT = Path(__file__).parents[1]
NAME = re.compile(r"\bNEWSCRAWL_[A-Z_]*[A-Z]\b")


@pytest.fixture(scope="module")
def documented():
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| `NEWSCRAWL_")]
    return {row[1].strip(" `"): row[2].strip(" `") for row in rows}


def test_every_setting_has_a_default_and_is_documented_with_it(documented):
    defaults = {name: value for name, value in vars(settings).items() if NAME.fullmatch(name)}
    for name, value in defaults.items():
        written = '""' if value == "" else str(value)
        assert documented.get(name) == written, f"{name} in docs/settings.md"


def test_the_code_reads_no_other_setting(documented):
    used = set()
    for path in (ROOT / "newscrawl").rglob("*.py"):
        used |= set(NAME.findall(path.read_text(encoding="utf-8")))
    assert used <= set(documented)


@pytest.mark.parametrize(
    ("base", "left_out"),
    [
        ("EXTENSIONS_BASE", {"RemoteControl", "TelnetConsole"}),
        (
            "DOWNLOADER_MIDDLEWARES_BASE",
            {
                "CookiesMiddleware",
                "HttpCompressionMiddleware",
                "MetaRefreshMiddleware",
                "OffsiteMiddleware",
                "RedirectMiddleware",
                "RetryMiddleware",
                "RobotsTxtMiddleware",
            },
        ),
        (
            "SPIDER_MIDDLEWARES_BASE",
            {
                "DepthMiddleware",
                "HttpErrorMiddleware",
                "MetaCopyDetectionMiddleware",
                "RefererMiddleware",
                "StartSpiderMiddleware",
                "UrlLengthMiddleware",
            },
        ),
    ],
)
def test_of_scrapys_own_components_only_those_replaced_listening_or_without_use_are_left_out(
    base, left_out
):
    scrapys, ours = getattr(default_settings, base), getattr(settings, base)
    assert ours.items() <= scrapys.items()
    assert {name.rpartition(".")[2] for name in scrapys.keys() - ours.keys()} == left_out
