"""Pages that are made to cost a reader more than pages do, by name."""

from collections.abc import Iterator

_DEEP = 100_000
_MANY = 1_000_000


def hostile_pages() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each page."""
    for name, body in {**_structures(), **_texts(), **_encodings(), **_lists()}.items():
        yield name, b"<html><body>" + body if name.startswith("tree: ") else body


def _structures() -> dict[str, bytes]:
    attributes = b" ".join(b"a%d=1" % number for number in range(_MANY))
    return {
        "tree: nested divs": b"<div>" * _DEEP + b"text",
        "tree: nested tables": b"<table><tr><td>" * _DEEP,
        "tree: nested templates": b"<template><p>x" * _DEEP,
        "tree: nested articles with headings": b"<article>" * 200 + b"<h1></h1>" * 30_000,
        "tree: nested lists with dates": b"<ul><li>" * 100 + b"<time>x</time>" * 30_000,
        "tree: a million tags": b"<p>x" * _MANY,
        "tree: ends of tags that are not open": b"<span>" * 250 + b"</b>" * _MANY,
        "tree: formatting that is never closed": b"<b><i><a href=x>word</b>" * 100_000,
        "tree: a million attributes in one tag": b"<p " + attributes + b">x",
        "tree: attributes behind a quoted end": b"<p x='>' " + attributes + b">x",
        "tree: fifty attributes in each tag": (b"<p " + attributes[:300] + b">x") * 15_000,
        "tree: a class of a megabyte around all": (
            b"<div class='"
            + b"related-x " * 100_000
            + b"'>"
            + b"<p><a href=/x-y-z>words</a>" * 9000
        ),
        "tree: an attribute of 4 MB": b"<p title='" + b"x " * 2 * _MANY + b"'>x",
    }


def _texts() -> dict[str, bytes]:
    ld = b"<script type=application/ld+json>"
    return {
        "tree: 16 MB of text": b"<p>" + b"word " * 3_200_000,
        "tree: text in a hundred divs": b"<div class=paywall>" * 100 + b"word " * 200_000,
        "tree: entities": b"<p>" + b"&amp;&lt;&unknown;" * 200_000,
        "tree: NUL": b"<p>" + b"a\0" * _MANY,
        "tree: white space": b"<p>" + b" \n\t" * _MANY,
        "tree: less-than signs": b"<" * _MANY,
        "tree: quotes": b"<p a=\" > =' > " * 200_000,
        "tree: comments": b"<p><!--x-->" * 300_000,
        "a comment without end": b"<p>x<!--" + b"-" * 4 * _MANY,
        "tree: scripts without end": b"<p>x" + b"<script>a<b;" * 300_000,
        "tree: JSON-LD of 4 MB": ld + b'[{"@type":"Article","headline":"x"},' * 100_000,
        "tree: JSON-LD of brackets": ld + b"[" * 3 * _MANY,
        "tree: JSON-LD of ampersands": ld + b"&quot;&x;" * 300_000,
    }


def _encodings() -> dict[str, bytes]:
    return {
        "lone surrogates in UTF-16": b"\xff\xfe" + b"<\0p\0" + b"\x00\xd8a\0" * _MANY,
        "UTF-32": ("<p>" + "x" * _MANY).encode("utf-32"),
        "gzip": b"<p>" + bytes((31, 139, 8, 0)) * _MANY,
        "undefined bytes": b"<meta charset=windows-1252><p>" + b"\x81" * 4 * _MANY,
        "bytes that are not UTF-8": b"<html lang=ru><p>" + b"\xff\xc0" * 2 * _MANY,
        "half characters": b"<meta charset=shift_jis><p>" + b"\x81\x20" * 2 * _MANY,
    }


def _lists() -> dict[str, bytes]:
    link = b"<a href='/%d/some-words-of-a-headline'>some words of a headline</a>"
    links = b"".join(link % number for number in range(30_000))
    return {
        "tree: 5,000 headings": b"<h1>a headline of some words</h1>" * 5_000,
        "tree: 30,000 links": links,
        "tree: 10,000 paragraphs": b"<p>A sentence of a few words that goes on.</p>" * 10_000,
        "tree: 10,000 pictures": b"<figure><img src=a.jpg><figcaption>x</figcaption>" * 10_000,
        "tree: 10,000 bylines": b"<span class=byline>By Ann Lee</span>" * 10_000,
        "bases": b"<base href='http://[bad'>" * 10_000 + b"<p>x",
        "metas": b"<meta name=author content='Ann Lee'>" * 10_000 + b"<p>x",
    }
