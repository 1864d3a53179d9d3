"""The README is true: its commands are those that CI runs, its settings those that tests use."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    """Return the code between the marks of a name."""
    match = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```\n<!-- end -->", README, re.DOTALL)
    assert match is not None, name
    return match[1].strip()


def test_ci_runs_the_test_command_of_the_readme():
    assert len(block("tests").splitlines()) == 1
    assert "<!-- tests -->" in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_pipeline_settings_name_what_exists():
    tree = ast.parse(block("pipelines"))
    values = {node.targets[0].id: ast.literal_eval(node.value) for node in tree.body}
    check = (
        "from scrapy.utils.misc import load_object\n"
        f"for path in {[*values['ITEM_PIPELINES'], *values['EXTENSIONS']]!r}:\n    load_object(path)"
    )
    subprocess.run([sys.executable, "-c", check], check=True)
    assert list(values["ITEM_PIPELINES"].values()) == [300, 500, 800]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(((?!http)[^)#]+)\)", README))))
def test_every_link_leads_somewhere(path):
    assert (PROJECT / path).is_file()


def test_every_command_is_documented():
    done = subprocess.run(
        [sys.executable, "-m", "newscrawl", "--help"], check=True, capture_output=True, text=True
    )
    commands = re.findall(r"^  (\w+)  ", done.stdout.partition("Commands:")[2], re.MULTILINE)
    assert commands
    for command in commands:
        assert f"`newscrawl {command}" in README, command
