"""A job over three sites for 16 days of a made-up clock, run by cron's command as cron would.

    python benchmarks/fortnight.py [--days N] [--keep FOLDER]

Needs `faketime` (a Debian package) and the test bed's news site. Every three hours `newscrawl run --due` is
started. Of the three sites, one is slow; one is another one from half way on: its pages come in a new
layout, with class names changed, structured data gone, and texts cut. At that time all three sites publish
what is new in the second version of the test bed. Every fourth run is killed (SIGKILL) somewhere on its way.

Checked: every due run came to its end once, the site that broke raised an alarm in its next run, the others
none; nothing stands twice in the output, and nothing is missing. Ends with exit code 1 where one of these
is not so.
"""

import argparse
import contextlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

PROJECT = Path(__file__).resolve().parents[1]
TEST_BED = PROJECT.parent / "shared" / "testbed" / "site" / "serve.py"
LIBRARY = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
START = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
TICK = timedelta(hours=3)
HOURS = (6, 18)
PORTS = (8931, 8932, 8933)
BROKEN = 8943
"""Port of the third site's front, which changes its layout."""
JOB = """
output = "news.jsonl"
contact = "bench@example.org"
[crawl]
delay = 0
concurrency = 8
[settings]
DOWNLOAD_TIMEOUT = 5
[timetable]
cron = "0 6,18 * * *"
[[site]]
seeds = ["http://127.0.0.1:{0}/"]
name = "steady"
[[site]]
seeds = ["http://127.0.0.1:{1}/"]
name = "slow"
[[site]]
seeds = ["http://127.0.0.1:{2}/"]
name = "broken"
"""


class Front(BaseHTTPRequestHandler):
    """Passes on what a site says, in another layout once that has changed."""

    changed = False
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        request = urllib.request.Request(
            f"http://127.0.0.1:{PORTS[2]}{self.path}",
            headers={
                name: value
                for name, value in self.headers.items()
                if name not in ("Host", "Accept-Encoding")
            },
        )
        try:
            answer = _opener().open(request, timeout=60)
        except HTTPError as error:
            answer = error
        body = answer.read().replace(f":{PORTS[2]}".encode(), f":{BROKEN}".encode())
        kind = answer.headers.get("Content-Type", "")
        if Front.changed and "html" in kind:
            body = new_layout(body.decode("utf-8", "replace")).encode()
        self.send_response(answer.status)
        for name in ("Content-Type", "Location"):
            if value := answer.headers.get(name):
                self.send_header(name, value.replace(f":{PORTS[2]}", f":{BROKEN}"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of who went away, or of the pages of the test bed that are broken on purpose."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)


def new_layout(html: str) -> str:
    """Return a page with other class names, without structured data and metas, its paragraphs cut."""
    html = re.sub(r'<script type="application/ld\+json".*?</script>', "", html, flags=re.DOTALL)
    html = re.sub(r'<meta (?:property|name)="(?:og|article|twitter):[^>]*>', "", html)
    html = re.sub(r"<time[^>]*>.*?</time>", "", html, flags=re.DOTALL)
    html = re.sub(r'class="[^"]*"', lambda found: f'class="x{hash(found[0]) % 999}"', html)
    return re.sub(r"<p>([^<]{60})[^<]*", r"<p>\1", html)


@contextmanager
def sites() -> Iterator[None]:
    """Serve the three sites."""
    processes = []
    with ExitStack() as stack:
        for port, more in zip(PORTS, ([], ["--latency", "150"], []), strict=True):
            command = [sys.executable, str(TEST_BED), "--port", str(port), "--no-faults", *more]
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            processes.append(process)
        front = _QuietServer(("127.0.0.1", BROKEN), Front)
        threading.Thread(target=front.serve_forever, daemon=True).start()
        stack.callback(front.shutdown)
        for port in PORTS:
            _wait_for(port)
        if any(process.poll() is not None for process in processes):
            raise SystemExit(f"ports {PORTS}: another server has one of them")
        yield


def _wait_for(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/__stats__", timeout=5).close()
            return
        time.sleep(0.2)
    raise SystemExit(f"port {port}: no answer")


def publish() -> None:
    """Let all sites have what is new in their second version, and the third its new layout."""
    for port in PORTS:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/__mirror__?name=v2", timeout=30).close()
    Front.changed = True


def tick(folder: Path, at: datetime, *, kill_after: float | None) -> tuple[int, str]:
    """Run what is due at a moment; returns the exit code and what was said."""
    environment = {
        **os.environ,
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME": f"@{at:%Y-%m-%d %H:%M:%S}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "TZ": "UTC",
        "NO_PROXY": "*",
        "PYTHONPATH": str(PROJECT),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "newscrawl", "run", "news.toml", "--due"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        told, _ = process.communicate(timeout=kill_after)
    except subprocess.TimeoutExpired:
        process.kill()
        told, _ = process.communicate()
    return process.returncode, told.strip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--days", type=int, default=16)
    parser.add_argument("--keep", type=Path, help="keep the job, its output and its state here")
    arguments = parser.parse_args()
    if LIBRARY is None or not TEST_BED.is_file():
        raise SystemExit("needs the Debian package faketime, and the test bed at ../shared")
    folder = Path(tempfile.mkdtemp(prefix="newscrawl-fortnight-"))
    (folder / "news.toml").write_text(JOB.format(PORTS[0], PORTS[1], BROKEN))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with sites():
        kills = simulate(folder, arguments.days)
    problems = judge(folder, arguments.days, kills)
    if arguments.keep is not None:
        shutil.copytree(folder, arguments.keep, dirs_exist_ok=True)
    shutil.rmtree(folder)
    return int(problems)


def simulate(folder: Path, days: int) -> int:
    """Let the days pass, and return how many runs were killed."""
    rng = random.Random(14)
    half = START + timedelta(days=days / 2)
    moment, kills, is_new = START, 0, False
    while moment < START + timedelta(days=days):
        if moment >= half and not is_new:
            publish()
            is_new = True
        is_due = moment.hour in HOURS
        kill_after = rng.uniform(0.2, 6.0) if is_due and rng.random() < 0.25 else None
        code, told = tick(folder, moment, kill_after=kill_after)
        kills += code == -9
        if told or code:
            print(f"{moment:%d %b %H:%M}  exit {code:>3}  {told[:160]}", flush=True)
        moment += TICK
    return kills


def judge(folder: Path, days: int, kills: int) -> bool:
    """Print what was found, and return whether something is wrong."""
    with sqlite3.connect(folder / "news.newscrawl.db") as connection:
        runs = connection.execute("SELECT started_at, ending FROM runs ORDER BY rowid").fetchall()
        alarms: Sequence[Any] = connection.execute(
            "SELECT site, started_at, alarms FROM _site_run JOIN runs USING (run_id)"
        ).fetchall()
        known = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    due = [START + timedelta(days=day, hours=hour) for day in range(days) for hour in (0, *HOURS)]
    # The job is due at once when it is new, and then by its cron expression.
    due = [moment for moment in due if moment.hour or moment == START]
    ended = Counter(_slot(_moment(at), due) for at, ending in runs if ending is not None)
    once = sum(ended[moment] == 1 for moment in due)
    lines = (folder / "news.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    twice = len(records) - len({(record["id"], record["version"]) for record in records})
    told = [(site, at, kinds) for site, at, text in alarms if (kinds := json.loads(text))]
    half = START + timedelta(days=days / 2)
    first = next((_moment(at) for site, at, _ in told if site == "broken"), None)
    next_due = min(moment for moment in due if moment >= half)
    in_time = first is not None and _slot(first, due) == next_due
    others = [entry for entry in told if entry[0] != "broken"]
    early = [entry for entry in told if entry[0] == "broken" and _moment(entry[1]) < half]
    print(f"due runs                         {len(due)}")
    print(f"ended once                       {once}")
    print(f"runs that were killed            {kills}")
    print(f"alarm of the broken site         {'in its next run' if in_time else first}")
    print(f"  of kinds                       {sorted({kind for e in told for kind, _ in e[2]})}")
    print(f"alarms of the others, or before  {len(others) + len(early)}")
    for entry in (*others, *early):
        print("   ", *entry)
    print(f"articles known / in the output   {known} / {len({r['id'] for r in records})}")
    print(f"lines that stand twice           {twice}")
    missing = known != len({record["id"] for record in records})
    return once != len(due) or not in_time or bool(others or early) or twice > 0 or missing


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _slot(moment: datetime, due: Sequence[datetime]) -> datetime:
    """Return the due time that a run belongs to: the last one before it."""
    return max(each for each in due if each <= moment + timedelta(seconds=1))


if __name__ == "__main__":
    sys.exit(main())
