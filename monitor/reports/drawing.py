"""Small charts: the last weeks of a count as columns over the range that is usual. Pure; the only place that draws.

One layout serves the mail and the documents (PNG) and the desk (SVG). Columns of whole pixels need no plotting library:
a picture is a few hundred bytes, and the same counts give the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from monitor.core.png import indexed_png

COLUMNS = 12
"""Weeks shown: a quarter of a year. Fewer stand at the right, so that this week is always the last column."""
_STEP, _BAR = 8, 6
WIDTH, HEIGHT = COLUMNS * _STEP, 24
"""In units of the layout, one to a pixel on an ordinary screen."""
_SCALE = 2
"""Pixels to a unit in pictures: sharp on phones and in print."""
_FLOOR = HEIGHT - 1
"""Where columns stand: on a line of one unit."""


class Part(StrEnum):
    """What a rectangle is."""

    USUAL = "usual"
    EARLIER = "earlier"
    LATEST = "latest"
    FLOOR = "floor"


_COLOURS = {
    Part.USUAL: (219, 230, 240),
    Part.EARLIER: (122, 143, 163),
    Part.LATEST: (11, 61, 102),
    Part.FLOOR: (154, 165, 177),
}
_OPACITIES = {Part.USUAL: "0.14", Part.EARLIER: "0.5", Part.LATEST: "1", Part.FLOOR: "0.4"}
"""In SVG everything has the colour of the text around it, so that dark pages and print are right by themselves."""
_PARTS = tuple(Part)


@dataclass(frozen=True, slots=True)
class Spark:
    """Counts by week, the latest last (the last COLUMNS are drawn); `usual` from least to most, None when unknown."""

    counts: tuple[int, ...]
    usual: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """One rectangle in units, from its upper left corner."""

    part: Part
    x: int
    y: int
    width: int
    height: int


def boxes(spark: Spark) -> Iterator[Box]:
    """The rectangles of a chart, those behind first. Counts above zero are at least one unit high."""
    shown = spark.counts[-COLUMNS:]
    low, high = spark.usual or (0, 0)
    top = max(*shown, high, 1) if shown else max(high, 1)
    if spark.usual is not None:
        upper = _FLOOR - _high(high, top)
        yield Box(Part.USUAL, 0, upper, WIDTH, max(_FLOOR - _high(low, top) - upper, 1))
    yield Box(Part.FLOOR, 0, _FLOOR, WIDTH, 1)
    first = COLUMNS - len(shown)
    for number, count in enumerate(shown, start=first):
        if count:
            part = Part.LATEST if number == COLUMNS - 1 else Part.EARLIER
            high_now = _high(count, top)
            yield Box(part, number * _STEP + 1, _FLOOR - high_now, _BAR, high_now)


def _high(count: int, top: int) -> int:
    return max(round(_FLOOR * count / top), 1) if count else 0


def to_png(spark: Spark) -> bytes:
    """A picture of 2 × WIDTH by 2 × HEIGHT pixels on a clear ground (PNG, ISO/IEC 15948, indexed colours)."""
    width, height = WIDTH * _SCALE, HEIGHT * _SCALE
    rows = [bytearray(width) for _ in range(height)]
    for box in boxes(spark):
        colour = bytes([1 + _PARTS.index(box.part)]) * (box.width * _SCALE)
        for row in rows[box.y * _SCALE : (box.y + box.height) * _SCALE]:
            row[box.x * _SCALE : (box.x + box.width) * _SCALE] = colour
    return indexed_png(rows, [_COLOURS[part] for part in _PARTS])


def to_svg(spark: Spark, *, key: str, title: str, text: str) -> Markup:
    """For a page: named by `title`, described by `text`; `key` makes the ids unique on the page. No styles inline."""
    shapes = [
        Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="currentColor" fill-opacity="{}"/>').format(
            box.x, box.y, box.width, box.height, _OPACITIES[box.part]
        )
        for box in boxes(spark)
    ]
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-labelledby="{}-t {}-d" '
        'focusable="false"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>'
    ).format(WIDTH, HEIGHT, WIDTH, HEIGHT, key, key, key, title, key, text, Markup("").join(shapes))
