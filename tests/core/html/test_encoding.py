import json
from pathlib import Path

import pytest

from newscrawl.core.html.encoding import declared_encoding, decode
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
        (b"<meta charset=hex>abc", "text/html; charset=hex", "utf-8", "<meta charset=hex>abc"),
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
    assert (
        declared_encoding(b"<!-- <meta charset=koi8-r> --><meta charset=latin1>") == "windows-1252"
    )


def test_utf16_in_a_meta_means_utf8() -> None:
    assert declared_encoding(b"<meta charset=utf-16>") == "utf-8"
