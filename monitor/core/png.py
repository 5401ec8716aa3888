"""Small pictures of whole pixels in a few colours (PNG, ISO/IEC 15948): the same rows give the same bytes anywhere."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

Colour = tuple[int, int, int]
"""Red, green, blue, 0–255."""
_HEAD = b"\x89PNG\r\n\x1a\n"


def indexed_png(rows: Iterable[bytes | bytearray], colours: Sequence[Colour]) -> bytes:
    """A picture from rows of equal length, one byte a pixel: 0 is clear, n the n-th colour. At least one row."""
    lines = [bytes(row) for row in rows]
    palette = b"\xff\xff\xff" + b"".join(bytes(colour) for colour in colours)
    header = struct.pack(">IIBBBBB", len(lines[0]), len(lines), 8, 3, 0, 0, 0)
    return _HEAD + b"".join(
        (
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", palette),
            _chunk(b"tRNS", b"\x00"),
            _chunk(b"IDAT", zlib.compress(b"".join(b"\x00" + line for line in lines), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
