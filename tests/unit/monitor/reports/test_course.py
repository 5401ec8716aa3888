"""The course of a count over the last weeks: what is usual, how it is said, how it is drawn."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.reports.counting import Split, Tally
from monitor.reports.course import FEWEST_WEEKS, TOTAL, Course, courses, usual_range
from monitor.reports.drawing import COLUMNS, HEIGHT, WIDTH, Part, Spark, boxes, to_png, to_svg
from monitor.reports.figures import PeriodFigures
from monitor.reports.forecast.series import Series
from monitor.reports.periods import week_of
from monitor.reports.source_gaps import SourceHealth

WEEK = week_of(date(2022, 10, 12))
MONDAY = WEEK.first
FIGURES = PeriodFigures(
    WEEK, WEEK.end, WEEK.end, Tally(total=Split(neutral=3), themes={"staffing": Split(neutral=3)}), Tally(),
    incidents=(), elsewhere=(), stories=(), good_news=(), sources=SourceHealth(1, ()),
)  # fmt: skip
counts_of_weeks = st.lists(st.integers(0, 5000), max_size=30).map(tuple)
ranges = st.none() | st.tuples(st.integers(0, 900), st.integers(0, 900)).map(lambda ends: (min(ends), max(ends)))


@pytest.mark.parametrize(
    ("counts", "usual"),
    [
        pytest.param((5,) * (FEWEST_WEEKS - 1), None, id="too few"),
        pytest.param((5,) * FEWEST_WEEKS, (5, 5), id="always the same"),
        pytest.param((1, 2, 3, 4, 5, 6, 7, 8), (1, 8), id="eight weeks are all usual"),
        pytest.param(tuple(range(10, 20)), (11, 18), id="of ten one is left out at either end"),
        pytest.param((0,) * 50 + (90, 91), (0, 0), id="rare bursts are not usual"),
    ],
)
def test_usual_range(counts: tuple[int, ...], usual: tuple[int, int] | None) -> None:
    assert usual_range(counts) == usual


@given(st.lists(st.integers(0, 300), min_size=FEWEST_WEEKS, max_size=60))
def test_four_weeks_in_five_are_usual(counts: list[int]) -> None:
    usual = usual_range(counts)
    assert usual is not None
    assert sum(usual[0] <= count <= usual[1] for count in counts) >= 0.8 * len(counts)


@pytest.mark.parametrize(
    ("course", "words"),
    [
        (Course((3, 1234), (2, 9)), "2 tuần gần đây: 3, 1.234; thường 2–9"),
        (Course((3, 4), (4, 4)), "2 tuần gần đây: 3, 4; thường 4"),
        (Course((3, 4)), "2 tuần gần đây: 3, 4"),
        (Course((3, 1), over=False), "2 tuần gần đây: 3, 1 (tuần cuối chưa hết)"),
    ],
    ids=["range", "one count", "nothing usual yet", "week not over"],
)
def test_words(course: Course, words: str) -> None:
    assert course.words == words


def test_the_reported_week_comes_from_the_figures_and_weeks_after_it_are_left_out() -> None:
    history = (
        Series("staffing", MONDAY - timedelta(weeks=2), (1, 2, 99, 98)),
        Series("digital", MONDAY - timedelta(weeks=1), (4, 99)),
        Series(TOTAL, MONDAY - timedelta(weeks=2), (5, 6, 99)),
    )
    found = courses(history, FIGURES)
    assert {key: course.counts for key, course in found.items()} == {
        "staffing": (1, 2, 3),
        "digital": (4, 0),
        TOTAL: (5, 6, 3),
    }


def test_the_first_week_ever_has_no_course() -> None:
    assert courses((Series("staffing", MONDAY, (3,)), Series("digital", date(2030, 1, 7), ())), FIGURES) == {}


def test_a_week_that_is_not_over_says_so() -> None:
    early = replace(FIGURES, until=WEEK.end - timedelta(days=2))
    (course,) = courses((Series("staffing", MONDAY - timedelta(weeks=1), (2,)),), early).values()
    assert "tuần cuối chưa hết" in course.words


@given(counts_of_weeks, ranges)
def test_columns_stay_inside_and_tell_more_from_less(counts: tuple[int, ...], usual: tuple[int, int] | None) -> None:
    drawn = list(boxes(Spark(counts, usual)))
    assert all(box.x >= 0 and box.x + box.width <= WIDTH and box.y >= 0 for box in drawn)
    assert all(box.height > 0 and box.y + box.height <= HEIGHT for box in drawn)
    columns = [box for box in drawn if box.part in {Part.EARLIER, Part.LATEST}]
    shown = [count for count in counts[-COLUMNS:] if count]
    assert len(columns) == len(shown)
    heights = [box.height for _, box in sorted(zip(shown, columns, strict=True), key=lambda pair: pair[0])]
    assert heights == sorted(heights)


def test_this_week_is_the_last_column_and_a_week_of_nothing_leaves_its_place_empty() -> None:
    drawn = {box.part: box for box in boxes(Spark((4, 2)))}
    assert drawn[Part.LATEST].x > drawn[Part.EARLIER].x
    assert Part.LATEST not in {box.part for box in boxes(Spark((4, 0)))}


def pixels(png: bytes) -> list[list[int]]:
    """Read back what was written: rows of palette numbers."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + content)
        chunks[kind], at = content, at + 12 + size
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    raw = zlib.decompress(chunks[b"IDAT"])
    return [list(raw[n * (width + 1) + 1 : (n + 1) * (width + 1)]) for n in range(height)]


def test_the_picture_shows_the_columns() -> None:
    rows = pixels(to_png(Spark((10, 5), (2, 4))))
    assert (len(rows), len(rows[0])) == (2 * HEIGHT, 2 * WIDTH)
    latest = 1 + list(Part).index(Part.LATEST)
    high = [sum(row[n] == latest for row in rows) for n in range(2 * WIDTH)]
    assert max(high) == 2 * round((HEIGHT - 1) / 2)
    assert not any(high[:-16])


@given(counts_of_weeks, ranges)
def test_pictures_are_small(counts: tuple[int, ...], usual: tuple[int, int] | None) -> None:
    assert len(to_png(Spark(counts, usual))) < 1_000


def test_the_drawing_for_pages_is_named_described_and_without_styles() -> None:
    svg = to_svg(Spark((1, 2), (0, 3)), key="a", title="Thi & tuyển sinh", text="2 tuần: 1, 2")
    tree = ET.fromstring(svg)
    by_id = {node.get("id"): node.text for node in tree}
    assert [by_id[name] for name in (tree.get("aria-labelledby") or "").split()] == ["Thi & tuyển sinh", "2 tuần: 1, 2"]
    assert tree.get("role") == "img"
    assert "style" not in svg
