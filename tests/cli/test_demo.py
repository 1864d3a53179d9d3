import json
import time


def test_the_demo_shows_what_newscrawl_does(run, tmp_path):
    began = time.monotonic()
    done = run("demo")
    assert time.monotonic() - began < 20
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "newscrawl-demo.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 20
    assert [path.name for path in tmp_path.iterdir()] == ["newscrawl-demo.jsonl"]
    shown = json.loads(done.stdout)
    assert shown["headline"] in {json.loads(line)["headline"] for line in lines}
    assert f"new {len(lines)}" in done.stderr
    assert "newscrawl crawl https://" in done.stderr.splitlines()[-1]
    again = run("demo")
    assert again.returncode == 0
    assert len((tmp_path / "newscrawl-demo.jsonl").read_bytes().splitlines()) == len(lines)


def test_the_demo_writes_where_it_is_told(run, tmp_path):
    assert run("demo", "-o", "x.db").returncode == 0
    assert "x.db" in {path.name for path in tmp_path.iterdir()}
