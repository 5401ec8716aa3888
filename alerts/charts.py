"""Bars for mails: one count beside what is usual. Pure. Every bar repeats what the words beside it say."""

from __future__ import annotations

from monitor.core.png import Colour, indexed_png

WIDTH, HEIGHT = 96, 14
"""In units, one to a pixel on an ordinary screen."""
_SCALE = 2
"""Pixels to a unit: sharp on phones."""
_BAR_FROM, _BAR_TO = 3, 11
_MARK = 2
_GROUND: Colour = (229, 231, 235)
_COUNT: Colour = (29, 78, 137)
_USUAL: Colour = (17, 24, 39)
_COLOURS = (_GROUND, _COUNT, _USUAL)


def usual_bar(count: int, usual: float, *, top: float) -> bytes:
    """A bar as long as `count` on a ground as long as `top` (> 0), with an upright mark at `usual`."""
    filled, mark = _at(count, top), min(_at(usual, top), WIDTH - _MARK)
    bar = bytearray(b"\x02" * filled + b"\x01" * (WIDTH - filled))
    rows = []
    for height in range(HEIGHT):
        row = bytearray(bar if _BAR_FROM <= height < _BAR_TO else bytes(WIDTH))
        row[mark : mark + _MARK] = b"\x03" * _MARK
        wide = bytes(pixel for pixel in row for _ in range(_SCALE))
        rows += [wide] * _SCALE
    return indexed_png(rows, _COLOURS)


def _at(value: float, top: float) -> int:
    """Where a value ends, in units; what is above zero is seen."""
    return min(max(round(WIDTH * value / top), 1), WIDTH) if value > 0 else 0
