"""Content codings (RFC 9110, 8.4.1): bodies decompressed in bounded memory."""

import sys
import zlib
from collections.abc import Iterator, Mapping
from typing import Protocol

import brotli  # type: ignore[import-untyped]

from newscrawl.exceptions import DamagedBodyError, TooLargeError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_STEP = 65536
"""Bytes that are decompressed at a time."""
_GZIP = 31
"""Window bits of zlib for data with a gzip header and trailer."""
_RAW_DEFLATE = -15
_MAX_ZSTD_WINDOW_LOG = 23
"""8 MiB, all that a client has to provide (RFC 9659)."""


class _Decoder(Protocol):
    def __call__(self, body: bytes) -> Iterator[bytes]: ...


def decompress(body: bytes, codings: list[str], *, max_size: int) -> bytes:
    """Return the body with the codings undone, the last one first.

    `codings` are names out of `CODINGS`. Raises TooLargeError as soon as more than `max_size` bytes
    came out, and DamagedBodyError where the data is broken or ends too early.
    """
    for coding in reversed(codings):
        body = _bounded(CODINGS[coding](body), coding=coding, max_size=max_size)
    return body


def _bounded(chunks: Iterator[bytes], *, coding: str, max_size: int) -> bytes:
    result = bytearray()
    try:
        for chunk in chunks:
            result += chunk
            if len(result) > max_size:
                raise TooLargeError(f"more than {max_size} bytes after decompression ({coding})")
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        damage = DamagedBodyError(f"broken {coding} data: {error}")
        damage.part = bytes(result)
        raise damage from error
    except DamagedBodyError as damage:
        damage.part = bytes(result)
        raise
    return bytes(result)


def _cut(coding: str) -> DamagedBodyError:
    return DamagedBodyError(f"{coding} data ends too early")


def _gunzip(body: bytes) -> Iterator[bytes]:
    """Members may follow each other (RFC 1952); what is no member after the first is padding."""
    while True:
        decoder = zlib.decompressobj(_GZIP)
        yield from _inflate_with(decoder, body, "gzip")
        body = decoder.unused_data
        if not body.startswith(b"\x1f\x8b"):
            return


def _inflate(body: bytes) -> Iterator[bytes]:
    """Zlib data as the standard has it, or bare deflate data as some servers send it."""
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0
    decoder = zlib.decompressobj() if is_zlib else zlib.decompressobj(_RAW_DEFLATE)
    yield from _inflate_with(decoder, body, "deflate")


def _inflate_with(decoder: "zlib._Decompress", body: bytes, coding: str) -> Iterator[bytes]:
    while not decoder.eof:
        chunk = decoder.decompress(body, _STEP)
        body = decoder.unconsumed_tail
        yield chunk
        if not (chunk or body or decoder.eof):
            raise _cut(coding)


def _unbrotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    while not decoder.is_finished():
        chunk = decoder.process(body, output_buffer_limit=_STEP)
        body = b""
        if not chunk and not decoder.is_finished():
            raise _cut("br")
        yield chunk


def _unzstd(body: bytes) -> Iterator[bytes]:
    """Frames may follow each other (RFC 8878)."""
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _MAX_ZSTD_WINDOW_LOG}
    while body:
        decoder = zstd.ZstdDecompressor(options=options)
        while not decoder.eof:
            chunk = decoder.decompress(body, _STEP)
            body = b""
            yield chunk
            if not chunk and decoder.needs_input and not decoder.eof:
                raise _cut("zstd")
        body = decoder.unused_data


CODINGS: Mapping[str, _Decoder] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
"""How to undo each coding, by its name in Content-Encoding."""
