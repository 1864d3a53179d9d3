"""Content codings: what was compressed comes back whole, or the fetch fails; never in between."""

import gzip
import sys
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.downloading.codings import CODINGS, decompress
from newscrawl.exceptions import DamagedBodyError, TooLargeError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LIMIT = 1_000_000


def deflate_raw(data: bytes) -> bytes:
    coder = zlib.compressobj(wbits=-15)
    return coder.compress(data) + coder.flush()


ENCODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
# Text that does not shrink to nothing, so that it can be cut anywhere.
TEXT = b"".join(b"<p>%d %x</p>" % (number, number**5) for number in range(9000))


@pytest.fixture(scope="module")
def compressed() -> dict[str, bytes]:
    return {coding: encode(TEXT) for coding, encode in ENCODERS.items()}


def test_every_coding_is_tried() -> None:
    assert set(ENCODERS) == set(CODINGS)


@pytest.mark.parametrize("coding", ENCODERS)
@given(data=st.binary(max_size=3000), times=st.integers(1, 100))
def test_decompressing_gives_back_what_was_compressed(coding: str, data: bytes, times: int) -> None:
    body = ENCODERS[coding](data * times)
    assert decompress(body, [coding], max_size=LIMIT) == data * times


@pytest.mark.parametrize("coding", ENCODERS)
@given(share=st.floats(0.01, 0.999))
def test_a_cut_body_never_passes(coding: str, share: float, compressed: dict[str, bytes]) -> None:
    body = compressed[coding]
    with pytest.raises(DamagedBodyError, match=coding.removeprefix("x-")):
        decompress(body[: int(len(body) * share)], [coding], max_size=LIMIT)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_wrong_checksum_never_passes(coding: str) -> None:
    coder = zstd.ZstdCompressor(options={zstd.CompressionParameter.checksum_flag: 1})
    body = gzip.compress(TEXT) if coding == "gzip" else coder.compress(TEXT) + coder.flush()
    broken = bytearray(body)
    broken[-8 if coding == "gzip" else -1] ^= 0xFF
    with pytest.raises(DamagedBodyError, match=coding):
        decompress(bytes(broken), [coding], max_size=LIMIT)


@pytest.mark.parametrize("coding", ENCODERS)
def test_what_is_not_compressed_is_damaged(coding: str) -> None:
    with pytest.raises(DamagedBodyError):
        decompress(b"<!DOCTYPE html><p>Not compressed at all</p>", [coding], max_size=LIMIT)


@pytest.mark.parametrize("coding", ENCODERS)
def test_a_bomb_is_stopped_at_the_limit(coding: str) -> None:
    bomb = ENCODERS[coding](bytes(64 * LIMIT))
    with pytest.raises(TooLargeError, match="1000000"):
        decompress(bomb, [coding], max_size=LIMIT)


def test_a_body_of_just_the_limit_passes() -> None:
    assert len(decompress(gzip.compress(bytes(LIMIT)), ["gzip"], max_size=LIMIT)) == LIMIT


def test_bare_deflate_data_is_read() -> None:
    assert decompress(deflate_raw(TEXT), ["deflate"], max_size=LIMIT) == TEXT


def test_members_and_frames_follow_each_other() -> None:
    assert decompress(gzip.compress(b"a") + gzip.compress(b"b"), ["gzip"], max_size=9) == b"ab"
    assert decompress(gzip.compress(b"a") + bytes(7), ["gzip"], max_size=9) == b"a"
    assert decompress(zstd.compress(b"a") + zstd.compress(b"b"), ["zstd"], max_size=9) == b"ab"


def test_the_last_coding_is_undone_first() -> None:
    body = brotli.compress(gzip.compress(TEXT))
    assert decompress(body, ["gzip", "br"], max_size=LIMIT) == TEXT
