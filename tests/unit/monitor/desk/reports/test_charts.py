"""Charts: named for those who do not see them, true to the numbers, whole whatever the numbers and names are."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.desk.reports.charts import WIDTH, Bar, Caption, Column, Span, bars, columns, spans

CAPTION = Caption("thu", "Tên biểu đồ", "Một câu mô tả.")
NAMES = ("tiêu cực", "trung tính", "tích cực")
SVG = "{http://www.w3.org/2000/svg}"
COUNTS = st.integers(0, 100_000)
LABELS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)


def parsed(markup) -> ET.Element:
    return ET.fromstring(str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def rects(figure, kind):
    return [one for one in figure.iter(f"{SVG}rect") if kind in one.get("class", "").split()]


CHARTS = {
    "columns": lambda label: columns(CAPTION, NAMES, [Column(label, (3, 4, 5))]),
    "bars": lambda label: bars(CAPTION, [Bar(label, 3, 4, 5)]),
    "spans": lambda label: spans(CAPTION, [Span(label, 3, 4, 5, 4.5)]),
}


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_a_chart_has_a_role_a_name_and_a_description(draw):
    figure = parsed(draw("a"))
    assert figure.get("role") == "img"
    named = {one.get("id"): one.text for one in figure if one.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert [named[key] for key in figure.get("aria-labelledby").split()] == [CAPTION.title, CAPTION.text]


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_no_name_becomes_markup_and_nothing_is_styled_inline(draw):
    drawn = str(draw("<script>alert(1)</script>"))
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
    assert "style=" not in drawn


def test_parts_differ_by_fill_and_not_by_colour_alone():
    figure = parsed(columns(CAPTION, NAMES, [Column("a", (3, 4, 5))]))
    fills = [rects(figure, f"part{n}")[0].get("fill") for n in range(3)]
    assert fills == [None, "url(#thu-p1)", "url(#thu-p2)"]
    assert {one.get("id") for one in figure.iter(f"{SVG}pattern")} == {"thu-p1", "thu-p2"}


@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=30))
def test_columns_stand_in_proportion_and_inside(data):
    figure = parsed(columns(CAPTION, NAMES, [Column(f"{n}", parts) for n, parts in enumerate(data)]))
    height = float(figure.get("viewBox").split()[3])
    for part in rects(figure, "part"):
        assert 0 <= float(part.get("x")) <= float(part.get("x")) + float(part.get("width")) <= WIDTH
        assert -0.1 <= float(part.get("y")) <= float(part.get("y")) + float(part.get("height")) <= height
    tops = max(sum(parts) for parts in data)
    drawn = sum(float(part.get("height")) for part in rects(figure, "part"))
    scale = int(re.findall(r'text-anchor="end">(\d+)<', str(columns(CAPTION, NAMES, [Column("a", (tops, 0, 0))])))[-1])
    assert scale >= tops
    assert drawn == pytest.approx(150 * sum(map(sum, data)) / scale, abs=0.1 * 3 * len(data))


@given(st.lists(st.tuples(LABELS, COUNTS, st.none() | COUNTS, st.none() | COUNTS), max_size=12))
def test_bars_are_whole_whatever_is_compared(data):
    figure = parsed(bars(CAPTION, [Bar(*row) for row in data]))
    drawn = rects(figure, "part")
    assert len(drawn) == len(data)
    assert len(list(figure.iter(f"{SVG}circle"))) == sum(row[3] is not None for row in data)
    assert all(float(one.get("width")) <= WIDTH for one in drawn)


ROUNDED = 0.15
"""Three lengths, each written to a tenth."""


@given(st.lists(st.tuples(LABELS, COUNTS, COUNTS, COUNTS), max_size=12))
def test_ranges_hold_their_middle(data):
    rows = [Span(label, *sorted(values), float(values[0])) for label, *values in data]
    figure = parsed(spans(CAPTION, rows))
    for box, line in zip(rects(figure, "part"), figure.iter(f"{SVG}line"), strict=True):
        low = float(box.get("x"))
        assert low - ROUNDED <= float(line.get("x1")) <= low + float(box.get("width")) + ROUNDED


@pytest.mark.parametrize(
    "drawn", [columns(CAPTION, NAMES, []), bars(CAPTION, []), spans(CAPTION, [])], ids=["columns", "bars", "spans"]
)
def test_nothing_to_show_is_an_empty_chart(drawn):
    assert parsed(drawn).get("role") == "img"
