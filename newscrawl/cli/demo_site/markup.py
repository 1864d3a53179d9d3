"""The few marks that the demo site's articles are written in, turned into HTML.

Blocks are parted by blank lines: `## heading`, `- list item` lines, `> quote`, `| table | row |`
lines, `!name` for a picture, anything else is a paragraph. `[text](address)` is a link.
"""

import re
from collections.abc import Mapping
from html import escape

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def split_blocks(text: str) -> list[str]:
    """Return the blocks of an article's text, in reading order."""
    return [block.strip() for block in text.split("\n\n") if block.strip()]


def render_body(text: str, figures: Mapping[str, str] | None = None) -> str:
    """Return the text as HTML; `figures` holds the HTML of each picture that it may name."""
    return "\n".join(_render_block(block, figures or {}) for block in split_blocks(text))


def plain_text(text: str) -> str:
    """Return the text as a reader sees it, without pictures and tables."""
    shown = (block for block in split_blocks(text) if block[0] not in "!|")
    lines = (line for block in shown for line in block.splitlines())
    return "\n\n".join(_LINK.sub(r"\1", re.sub(r"^(## |- |> )", "", line)) for line in lines)


def teaser(text: str, paragraphs: int, *, last_words: int = 30) -> str:
    """Return the first `paragraphs` paragraphs, the last of them cut after `last_words` words."""
    *whole, last = split_blocks(text)[:paragraphs]
    cut = " ".join(last.split()[:last_words]) + "…"
    return "\n\n".join([*whole, cut])


def _render_block(block: str, figures: Mapping[str, str]) -> str:
    match block[0]:
        case "#":
            return f"<h2>{_render_line(block.removeprefix('## '))}</h2>"
        case "!":
            return figures[block[1:]]
        case ">":
            return f"<blockquote><p>{_render_line(block.removeprefix('> '))}</p></blockquote>"
        case "-":
            lines = (line.removeprefix("- ") for line in block.splitlines())
            return f"<ul>{''.join(f'<li>{_render_line(line)}</li>' for line in lines)}</ul>"
        case "|":
            return _render_table(block.splitlines())
        case _:
            return f"<p>{_render_line(block)}</p>"


def _render_table(lines: list[str]) -> str:
    rows = []
    for index, line in enumerate(lines):
        tag = "td" if index else "th"
        cells = (_render_line(cell.strip()) for cell in line.strip("|").split("|"))
        rows.append(f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>")
    head, *body = rows
    return f"<table><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"


def _render_line(line: str) -> str:
    return _LINK.sub(r'<a href="\2">\1</a>', escape(line, quote=False))
