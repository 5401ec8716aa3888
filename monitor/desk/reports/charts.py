"""Charts as SVG written by the server: named and described for those who do not see them, told apart without colour.

Pure. A chart repeats what the table beside it says; colours and fills come from the style sheet's classes, so that dark
pages and print are right by themselves, and no style is inline (the pages' security policy forbids it).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH = 360
"""Units across: at a phone's width one unit is about one pixel, so text stays readable."""
LABEL_CHARS = 24
_LEFT, _RIGHT, _TOP = 30, 6, 8
_ROW, _BAR, _TEXT = 34, 12, 14
_PLOT_HEIGHT, _AXIS = 150, 24
_GRID_LINES = 4
_LABELS_WANTED = 6
_NICE = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)
_EDGE = 16
"""Half a label's width: the last one would be cut at the edge."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What a chart is called, and one sentence of what it shows. `key` makes its ids unique on the page."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of stacked parts: as many as the chart has names."""

    label: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a bar for `value`, marks for what it is compared with (None = nothing to compare with)."""

    label: str
    value: int
    before: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """One row: a range with its middle, and the mean of lately as a mark."""

    label: str
    low: int
    middle: int
    high: int
    recent: float


def columns(caption: Caption, names: Sequence[str], data: Sequence[Column]) -> Markup:
    """Stacked columns over time. Parts are told apart by fill: plain, lined, dotted."""
    top = _nice_top(max((sum(column.parts) for column in data), default=0))
    height = _TOP + _PLOT_HEIGHT + _AXIS
    step = (WIDTH - _LEFT - _RIGHT) / max(len(data), 1)
    shapes = [*_grid(top), *(part for n, one in enumerate(data) for part in _column(caption, one, n, step, top))]
    every = max(1, -(-len(data) // _LABELS_WANTED))
    shapes += [
        _text(min(_LEFT + step * (n + 0.5), WIDTH - _EDGE), height - 8, one.label, "middle")
        for n, one in enumerate(data)
        if n % every == 0
    ]
    return _figure(caption, height, shapes, patterns=len(names))


def bars(caption: Caption, data: Sequence[Bar]) -> Markup:
    """Rows of bars with two kinds of marks: a line for the period before, a ring for the year before."""
    top = max((max(one.value, one.before or 0, one.last_year or 0) for one in data), default=0) or 1
    shapes = [part for n, one in enumerate(data) for part in _bar(one, n, top)]
    return _figure(caption, max(len(data), 1) * _ROW + _TOP, shapes)


def spans(caption: Caption, data: Sequence[Span]) -> Markup:
    """Rows of ranges: a box from low to high, a line at its middle, a ring where it has been lately."""
    top = max((max(one.high, round(one.recent)) for one in data), default=0) or 1
    shapes = [part for n, one in enumerate(data) for part in _span(one, n, top)]
    return _figure(caption, max(len(data), 1) * _ROW + _TOP, shapes)


def _nice_top(value: int) -> int:
    """The least round number of items a grid line, times the lines, that is not below `value`."""
    if value <= _NICE[0] * _GRID_LINES:
        return max(1, -(-value // _GRID_LINES)) * _GRID_LINES
    unit = 1
    while True:
        for step in _NICE:
            if step * unit * _GRID_LINES >= value:
                return step * unit * _GRID_LINES
        unit *= 10


def _grid(top: int) -> Iterator[Markup]:
    for n in range(_GRID_LINES + 1):
        y = _TOP + _PLOT_HEIGHT * (1 - n / _GRID_LINES)
        yield Markup('<line class="grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>').format(_LEFT, WIDTH - _RIGHT, y, y)
        yield _text(_LEFT - 4, y + 4, f"{top * n // _GRID_LINES}", "end")


def _column(caption: Caption, one: Column, n: int, step: float, top: int) -> Iterator[Markup]:
    y = float(_TOP + _PLOT_HEIGHT)
    for part, value in enumerate(one.parts):
        high = _PLOT_HEIGHT * value / top
        y -= high
        if value:
            fill = f"url(#{caption.key}-p{part})" if part else ""
            yield _rect(f"part part{part}", at=(_LEFT + step * (n + 0.1), y), size=(step * 0.8, high), fill=fill)


def _bar(one: Bar, n: int, top: int) -> Iterator[Markup]:
    y = _TOP + n * _ROW
    yield _text(0, y + 10, _short(one.label), "start")
    yield _rect("part plain", at=(0, y + _TEXT), size=(_across(one.value, top), _BAR))
    if one.before is not None:
        x = _across(one.before, top)
        yield Markup('<line class="before" x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}"/>').format(
            x, x, y + _TEXT - 2, y + _TEXT + _BAR + 2
        )
    if one.last_year is not None:
        yield _ring(_across(one.last_year, top), y + _TEXT + _BAR / 2)


def _span(one: Span, n: int, top: int) -> Iterator[Markup]:
    y = _TOP + n * _ROW
    low, high, middle = (_across(value, top) for value in (one.low, one.high, one.middle))
    yield _text(0, y + 10, _short(one.label), "start")
    yield _rect("part wide", at=(low, y + _TEXT), size=(max(high - low, 2), _BAR))
    yield Markup('<line class="before" x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}"/>').format(
        middle, middle, y + _TEXT, y + _TEXT + _BAR
    )
    yield _ring(_across(one.recent, top), y + _TEXT + _BAR / 2)


def _across(value: float, top: int) -> float:
    return 5 + (WIDTH - 12) * value / top


def _ring(x: float, y: float) -> Markup:
    return Markup('<circle class="ring" cx="{:.1f}" cy="{:.1f}" r="4"/>').format(x, y)


def _rect(kind: str, *, at: tuple[float, float], size: tuple[float, float], fill: str = "") -> Markup:
    filled = Markup(' fill="{}"').format(fill) if fill else ""
    return Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"{}/>').format(
        kind, *at, *size, filled
    )


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, text)


def _short(label: str) -> str:
    limit = 2 * LABEL_CHARS
    return label if len(label) <= limit else f"{label[:limit].rstrip()}…"


def _figure(caption: Caption, height: float, shapes: Sequence[Markup], *, patterns: int = 0) -> Markup:
    key = escape(caption.key)
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {:.0f}" role="img" aria-labelledby="{}-t {}-d" focusable="false">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}{}</svg>'
    ).format(
        WIDTH, height, key, key, key, caption.title, key, caption.text, _patterns(caption, patterns),
        Markup("").join(shapes),
    )  # fmt: skip


def _patterns(caption: Caption, count: int) -> Markup:
    """Fills for the parts after the first."""
    drawings = (
        '<path class="stroke1" d="M0 6 L6 0 M-1 1 L1 -1 M5 7 L7 5"/>',
        '<circle class="dot2" cx="3" cy="3" r="1.3"/>',
    )
    made = [
        Markup(
            '<pattern id="{}-p{}" width="6" height="6" patternUnits="userSpaceOnUse">'
            '<rect class="ground{}" width="6" height="6"/>{}</pattern>'
        ).format(caption.key, n, n, Markup(drawing))  # noqa: S704 - two drawings of ours
        for n, drawing in enumerate(drawings, start=1)
        if n < count
    ]
    return Markup("<defs>{}</defs>").format(Markup("").join(made)) if made else Markup("")
