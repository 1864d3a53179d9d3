"""The project deployed to a real scrapyd by scrapyd-client, as it is, and a crawl scheduled there."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest

PROJECT = Path(__file__).resolve().parents[2]
CONFIG = """[scrapyd]
bind_address = 127.0.0.1
http_port = {port}
eggs_dir = eggs
logs_dir = logs
dbs_dir = dbs
poll_interval = 0.5
max_proc = 1
"""


@pytest.fixture
def scrapyd(tmp_path):
    """The address of a scrapyd that runs in a folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path / "scrapyd"
    folder.mkdir()
    (folder / "scrapyd.conf").write_text(CONFIG.format(port=port))
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapyd"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(150):
        try:
            asked(f"{address}/daemonstatus.json")
            break
        except OSError:
            time.sleep(0.2)
    yield address
    process.terminate()
    process.wait(20)


def asked(url: str, **values: str) -> dict:
    data = urlencode(values).encode() if values else None
    with urllib.request.urlopen(url, data=data, timeout=30) as answer:
        return json.loads(answer.read())


@pytest.fixture
def project(tmp_path):
    """A copy of the project as it is in a fresh clone."""
    copy = tmp_path / "project"
    shutil.copytree(
        PROJECT / "newscrawl", copy / "newscrawl", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("pyproject.toml", "scrapy.cfg", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, copy / name)
    return copy


def test_a_crawl_is_deployed_and_scheduled(scrapyd, project, demo, tmp_path):
    config = project / "scrapy.cfg"
    config.write_text(config.read_text().replace("[deploy]", f"[deploy]\nurl = {scrapyd}/"))
    client = Path(sys.executable).with_name("scrapyd-deploy")
    done = subprocess.run(
        [sys.executable, client],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert asked(f"{scrapyd}/listspiders.json?project=newscrawl")["spiders"] == ["feeds", "news"]
    out = tmp_path / "articles.jsonl"
    settings = {"DOWNLOAD_DELAY": "0", "NEWSCRAWL_OUTPUTS": str(out)}
    job = asked(
        f"{scrapyd}/schedule.json?"
        + urlencode([("setting", f"{k}={v}") for k, v in settings.items()]),
        project="newscrawl",
        spider="news",
        seeds=demo.url,
    )
    assert job["status"] == "ok"
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        finished = asked(f"{scrapyd}/listjobs.json?project=newscrawl")["finished"]
        if finished:
            break
        time.sleep(0.5)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 26
