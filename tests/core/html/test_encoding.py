import json
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.html.encoding import decode, sniff_encoding
from newscrawl.core.html.labels import ENCODING_BY_LABEL, codec_of, encoding_of

BENCH = Path(__file__).parents[4] / "shared" / "bench" / "encodings"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("UTF8", "utf-8"),
        (" latin1\n", "windows-1252"),
        ("shift-jis", "shift_jis"),
        ("gb2312", "gbk"),
    ],
)
def test_labels_of_the_standard(label: str, name: str) -> None:
    assert encoding_of(label) == name


@pytest.mark.parametrize("label", ["hex", "punycode", "zlib_codec", "utf_32", "utf-7", "", "none"])
def test_pythons_own_codecs_are_no_labels(label: str) -> None:
    assert encoding_of(label) is None


def test_every_encoding_has_a_codec() -> None:
    for name in set(ENCODING_BY_LABEL.values()) - {"replacement"}:
        assert b"abc".decode(codec_of(name), errors="replace") is not None


def test_labels_of_the_bench() -> None:
    path = BENCH / "whatwg_labels.dev.jsonl"
    if not path.exists():
        pytest.skip("no lab material beside the checkout")
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert encoding_of(row["label"]) == row["name"], row


@pytest.mark.parametrize(
    ("body", "content_type", "encoding", "text"),
    [
        (b"\xef\xbb\xbf<p>\xc3\xa9", "text/html; charset=latin1", "utf-8", "<p>é"),
        ("<p>é".encode("cp1252"), "text/html; charset=ISO-8859-1", "windows-1252", "<p>é"),
        ("<p>«é»".encode("cp1252"), "text/html; charset=utf-8", "windows-1252", "<p>«é»"),
        ("<p>é".encode(), "text/html", "utf-8", "<p>é"),
        ("<p>“é”".encode("cp1252"), "text/html", "windows-1252", "<p>“é”"),
        ("<meta charset=koi8-r>мир".encode("koi8-r"), "", "koi8-r", "<meta charset=koi8-r>мир"),
        (
            b"<meta charset=hex>abc",
            "text/html; charset=hex",
            "windows-1252",
            "<meta charset=hex>abc",
        ),
    ],
)
def test_decode(body: bytes, content_type: str, encoding: str, text: str) -> None:
    assert decode(body, content_type) == (text, encoding)


def test_a_cut_last_letter_keeps_utf8() -> None:
    text, encoding = decode("<p>é è ê à".encode()[:-1], "text/html; charset=utf-8")
    assert encoding == "utf-8"
    assert text.startswith("<p>é è ê")


def test_unlabelled_russian_is_told_by_its_page_language() -> None:
    body = '<html lang="ru"><p>Сегодня в городе открыли мост'.encode("cp1251")
    assert decode(body)[1] == "windows-1251"


def test_a_meta_in_a_comment_does_not_count() -> None:
    assert sniff_encoding(b"<!-- <meta charset=koi8-r> --><meta charset=latin1>") == (
        0,
        "windows-1252",
    )


def test_utf16_in_a_meta_means_utf8() -> None:
    assert sniff_encoding(b"<meta charset=utf-16>") == (0, "utf-8")


@pytest.mark.parametrize(
    ("head", "named"),
    [
        (b"<meta content='text/html; charset=koi8-r' http-equiv=Content-Type>", "koi8-r"),
        (b"<meta name=keywords content='text/html; charset=koi8-r'>", None),
        (b'<p title="<meta charset=koi8-r>"><meta charset=big5>', "big5"),
        (b"<meta charset=klingon><meta charset=koi8-r>", "koi8-r"),
        (b"<meta charset=koi8-r", None),
        (b"<meta charset='koi8-r>", None),
        (b"<!--><meta charset=koi8-r>", "koi8-r"),
        (b"<!-- <meta charset=koi8-r>", None),
        (b"<?xml version='1.0' encoding='koi8-r'?><html>", "koi8-r"),
        (b"<meta charset=x-user-defined>", "windows-1252"),
        (b"</meta charset=big5><metas charset=big5><meta/charset=koi8-r>", "koi8-r"),
    ],
)
def test_what_the_markup_names(head: bytes, named: str | None) -> None:
    assert sniff_encoding(head) == (0, named)


def test_browsers_own_cases() -> None:
    path = BENCH / "html5lib_encoding.dev.jsonl"
    if not path.exists():
        pytest.skip(f"needs the cases at {path}")
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wrong = [
        case
        for case in cases
        if (sniff_encoding(b64decode(case["data_b64"]))[1] or "windows-1252")
        != encoding_of(case["encoding"])
    ]
    # What a script writes is not read.
    assert [case["file"] for case in wrong] == ["encoding/scripted/tests1.dat"]


@given(st.binary(max_size=300))
def test_any_bytes_are_looked_through(head: bytes) -> None:
    sniff_encoding(head)
    sniff_encoding(b"<meta " + head)
