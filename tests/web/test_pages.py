"""Pages that people look at, in a real browser: the report, and the state file in Datasette."""

import functools
import html
import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest

from newscrawl.cli.demo_site.server import DemoServer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
MEASURE = """<!doctype html><body><iframe src="report.html" style="width:{width}px;height:900px;border:0">
</iframe><script>
const frame = document.querySelector("iframe");
frame.onload = () => {{
  const page = frame.contentDocument, root = page.documentElement;
  const hidden = [...page.querySelectorAll("h2, .totals b, .bars .told")].filter(
    (each) => each.getBoundingClientRect().right > root.clientWidth + 1).length;
  document.title = JSON.stringify({{
    overflow: root.scrollWidth - root.clientWidth, hidden,
    background: frame.contentWindow.getComputedStyle(page.body).backgroundColor,
    ink: frame.contentWindow.getComputedStyle(page.body).color,
    columns: page.querySelectorAll(".columns b").length,
    tallest: Math.max(...[...page.querySelectorAll(".columns i")].map((i) => i.offsetHeight)),
  }});
}};
</script>"""
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="needs the Debian package chromium, which .ci/run installs"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a state file, `news.db`, of a crawl of the demo site."""
    path = tmp_path_factory.mktemp("web")
    command = [sys.executable, "-m", "newscrawl", "crawl", "--delay", "0", "-q", "-o", "news.db"]
    with DemoServer() as demo:
        subprocess.run([*command, demo.url], cwd=path, check=True, timeout=100)
    report = [sys.executable, "-m", "newscrawl", "report", "news.db", "--html", "report.html"]
    subprocess.run(report, cwd=path, check=True, timeout=60)
    return path


@pytest.fixture
def browse(tmp_path):
    """Return a function that gives a page as the browser has it once its scripts ran."""

    def browse(url: str, *flags: str) -> str:
        command = [
            CHROMIUM,
            *FLAGS,
            f"--user-data-dir={tmp_path}/profile",
            *flags,
            "--dump-dom",
            url,
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
        return done.stdout

    return browse


@pytest.fixture
def served(folder) -> Iterator[str]:
    """The address at which the folder is served."""
    handler = functools.partial(_Quiet, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_the_report_fits_light_and_dark_narrow_and_wide(folder, served, browse, width, dark):
    (folder / "measure.html").write_text(MEASURE.format(width=width))
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    page = browse(f"{served}/measure.html", scheme, "--window-size=1400,1000")
    seen = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", page)[1]))
    assert (seen["overflow"], seen["hidden"]) == (0, 0)
    assert seen["columns"] == 30
    assert seen["tallest"] > 20
    background, ink = (
        sum(map(int, re.findall(r"\d+", seen[name])[:3])) for name in ("background", "ink")
    )
    assert (background < ink) == dark


def test_the_report_needs_nothing_else(folder):
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", text)
    for told in (
        "Articles a day",
        "Freshness",
        "Failures",
        "Copies",
        "Coverage by channel",
        "Alarms",
    ):
        assert f"<h2>{told}</h2>" in text


@pytest.fixture(scope="module")
def datasette(folder) -> Iterator[str]:
    """The address of a Datasette that shows the state file with our metadata."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    metadata = files("newscrawl.exporters").joinpath("datasette.json")
    process = subprocess.Popen(
        [sys.executable, "-m", "datasette", "news.db", "-m", str(metadata), "-p", str(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/news"
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            break
        except OSError:
            time.sleep(0.2)
    yield address
    process.terminate()
    process.wait(20)


def test_datasette_shows_articles_with_facets_and_search(datasette, browse):
    page = browse(f"{datasette}/articles?_search=ferry")
    assert "rows where search matches" in page
    for facet in ("site", "in_language", "completeness"):
        assert f'data-column="{facet}"' in page
    assert "_sighting" not in browse(datasette)


def test_each_query_of_datasette_works(datasette):
    metadata = json.loads(files("newscrawl.exporters").joinpath("datasette.json").read_text())
    for name in metadata["databases"]["news"]["queries"]:
        with urllib.request.urlopen(
            f"{datasette}/{quote(name)}.json?words=ferry&_shape=array"
        ) as answer:
            rows = json.loads(answer.read())
        assert rows or name == "failures", name
