import json

from newscrawl.cli.printing import print_json, print_lines


def test_lines_keep_their_margin_and_tabs_and_lose_what_a_terminal_acts_on(capsys):
    print_lines(["  - one\x1b[31m\u202e  two", "url\twhy\nnot\xa0so\udc80", ""])
    assert capsys.readouterr().out == "  - one[31m  two\nurl\twhy not so\n\n"


def test_json_escapes_what_a_terminal_acts_on(capsys):
    value = {"headline": "\x9bä\u2066\x1b"}
    print_json(value)
    printed = capsys.readouterr().out
    assert printed.rstrip("\n").isprintable()
    assert json.loads(printed) == value
