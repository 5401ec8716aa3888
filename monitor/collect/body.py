"""Reading an answer's body: decompressed as it comes, never more than allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from monitor.core.errors import FetchError

_GZIP_MAGIC = b"\x1f\x8b"
_ANY_ZLIB_HEADER = zlib.MAX_WBITS | 32
_MAX_LAYERS = 2
_PIECE = 65_536


class BodyError(FetchError):
    """A body that cannot be used. `permanent` = asking again will not help."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


def read_body(chunks: Iterable[bytes], *, coding: str, limit: int, truncate: bool = False) -> bytes:
    """Read and decompress a body.

    Gzip is told by its first bytes, declared or not (some papers send it undeclared, some twice); deflate by its
    declaration. Decompression stops at `limit` bytes, so a bomb costs no more than that.

    Args:
        chunks: the body as received.
        coding: value of Content-Encoding.
        limit: most bytes, compressed or not.
        truncate: return the first `limit` bytes of a longer body instead of failing.

    Raises:
        BodyError: longer than `limit`, unknown coding, broken or unfinished compression.
    """
    coding = coding.strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise BodyError(f"content-encoding: {coding[:20]} was not asked for", permanent=False)
    body = _collect(_inflate(chunks, deflate=coding == "deflate", limit=limit), limit, truncate=truncate)
    for _ in range(_MAX_LAYERS - 1):
        if body.startswith(_GZIP_MAGIC):
            body = _collect(_inflate([body], deflate=False, limit=limit), limit, truncate=truncate)
    return body


def gunzip(body: bytes, *, limit: int) -> bytes:
    """Decompress a document if it is gzip (a `.xml.gz` sitemap), else return it as it is. Raises BodyError."""
    return read_body([body], coding="", limit=limit)


def _collect(pieces: Iterable[bytes], limit: int, *, truncate: bool) -> bytes:
    parts: list[bytes] = []
    size = 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > limit:
            if truncate:
                break
            raise BodyError(f"too-large: over {limit} bytes", permanent=True)
    return b"".join(parts)[:limit]


def _inflate(chunks: Iterable[bytes], *, deflate: bool, limit: int) -> Iterable[bytes]:
    decoder = None
    started = False
    received = 0
    for chunk in chunks:
        if not chunk:
            continue
        if not started:
            started = True
            decoder = zlib.decompressobj(_ANY_ZLIB_HEADER) if deflate or chunk.startswith(_GZIP_MAGIC) else None
        received += len(chunk)
        if received > limit:
            yield b"" if decoder else chunk
            raise BodyError(f"too-large: over {limit} bytes", permanent=True)
        if decoder is None:
            yield chunk
        else:
            yield from _pieces(decoder, chunk)
    if decoder is not None and not decoder.eof:
        raise BodyError("compression: unfinished", permanent=False)


def _pieces(decoder: zlib._Decompress, chunk: bytes) -> Iterable[bytes]:
    """Decompress one chunk in bounded pieces."""
    while chunk and not decoder.eof:
        try:
            piece = decoder.decompress(chunk, _PIECE)
        except zlib.error as error:
            raise BodyError("compression: broken", permanent=False) from error
        if piece:
            yield piece
        chunk = decoder.unconsumed_tail
        if not piece and not chunk:
            return
