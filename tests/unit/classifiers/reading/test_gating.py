"""An expression that is not tried would not have matched: no gate hides what the expression alone would find."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import classifiers.classify  # noqa: F401 - every module declares its expressions
from classifiers.build import read_labelled
from classifiers.models.features import strip_accents
from classifiers.reading.gating import GATES, Form, Gated, Reach, folded, needed_words, reach_of, written
from classifiers.reading.scanning import Scan, scan
from monitor.core.text import fold, lower, nfc

ROOT = Path(__file__).parents[4]
EVERY = 40
"""One authored text in so many."""
EXPRESSIONS = tuple(expression for gates in GATES.values() for expression in gates.expressions)
NEEDED = tuple(
    (expression, sorted(needed))
    for expression in EXPRESSIONS
    if (needed := needed_words(expression.pattern, expression.form))
)
PADDING = " – " + "ok " * 120
"""More than any expression reaches over, and nothing in it that one needs."""


def matches(expression: Gated, shown: Scan) -> bool:
    """Whether an expression matches in any form of a text that it is tried on."""
    return any(expression.pattern.search(form) for form in forms_of(expression, shown))


def forms_of(expression: Gated, shown: Scan) -> tuple[str, ...]:
    """The forms of a text that an expression is tried on; some without accents are asked of small letters too."""
    if expression.form is Form.LOWER:
        return (shown.text, shown.lower)
    return (shown.folded,) if expression.form is Form.BARE else (shown.folded, shown.lower)


@pytest.fixture(scope="module")
def texts() -> tuple[str, ...]:
    rows = [row.item.full_text for row in read_labelled(ROOT / "data" / "labelled")[::EVERY]]
    forms = [form for text in rows for form in (text, text.upper(), strip_accents(text))]
    whole = ["\n".join(rows[start : start + 8]) for start in range(0, len(rows), 8)]
    return tuple(nfc(text) for text in (*forms, *whole))


@pytest.mark.slow
def test_no_gate_hides_a_match_in_authored_texts(texts: tuple[str, ...]):
    tried = closed = 0
    for text in texts:
        shown = Scan(f"{text}{PADDING}")
        for expression in EXPRESSIONS:
            tried += 1
            if not shown.may(expression):
                closed += 1
                assert not matches(expression, shown), (expression.pattern.pattern, text)
    assert closed > tried / 2, "gates that are always open save nothing"


def test_around_its_words_an_expression_finds_what_it_finds_in_the_whole_text(texts: tuple[str, ...]):
    found = 0
    for text in texts[::2]:
        shown = Scan(f"{text}{PADDING}")
        for expression in EXPRESSIONS:
            for form in forms_of(expression, shown):
                expected = [match.span() for match in expression.pattern.finditer(form)]
                assert [match.span() for match in shown.finditer_in(form, expression)] == expected
                first = shown.search_in(form, expression)
                assert (first.span() if first else None) == (expected[0] if expected else None)
                found += len(expected)
    assert found > len(EXPRESSIONS)


def test_in_a_sentence_an_expression_finds_what_it_finds_there_in_the_whole_text(texts: tuple[str, ...]):
    found = 0
    for text in texts[:: 3 * EVERY]:
        shown = Scan(f"{text}{PADDING}")
        ends = [end for _, end in shown.breaks]
        for expression in EXPRESSIONS:
            for form in forms_of(expression, shown):
                for left, right in pairwise([0, *ends, len(form)]):
                    expected = [match.span() for match in expression.pattern.finditer(form, left, right)]
                    assert [match.span() for match in shown.finditer_in(form, expression, left, right)] == expected
                    found += len(expected)
    assert found


SIGNS = ("", " ", "  ", ", ", ". ", ".", "\n", "_", "-", " (", '"', "…", "!", "ſ", "x", "1")


@given(data=st.data(), before=st.sampled_from(SIGNS), after=st.sampled_from(SIGNS))
def test_no_gate_hides_a_match_in_words_of_the_expression_itself(data: st.DataObject, before: str, after: str):
    expression, needed = data.draw(st.sampled_from(NEEDED))
    words = data.draw(st.lists(st.sampled_from(needed), min_size=1, max_size=3))
    typed = data.draw(st.sampled_from((str, str.upper, str.title)))
    shown = Scan(nfc(f"{before}{typed(after.join(words))}{after}{PADDING}"))
    if matches(expression, shown):
        assert shown.may(expression)


@pytest.mark.parametrize(
    ("source", "form", "expected"),
    [
        pytest.param(r"(?:tối|đêm) qua", Form.LOWER, {"tối qua", "đêm qua"}, id="a choice written out"),
        pytest.param(r"(?<!\w)em(?!\w)", Form.LOWER, {" em "}, id="edges of words"),
        pytest.param(r"\bhuyện\b", Form.LOWER, {" huyện "}, id="other edges"),
        pytest.param(r"(?:rất )?vui", Form.FOLDED, {"vui"}, id="what may be left out is not needed"),
        pytest.param(r"\d+ (?:học sinh|giáo viên)", Form.FOLDED, {" hoc sinh", " giao vien"}, id="beside a number"),
        pytest.param(r"sập, cổng", Form.LOWER, {"sập cổng"}, id="signs are blanks"),
        pytest.param(r"tin giả\. Công an", Form.LOWER, {" công an"}, id="a sentence may end within"),
        pytest.param(r"Sở GD", Form.LOWER, {"sở gd"}, id="capitals"),
        pytest.param(r"nghỉ học.{0,20}mưa", Form.LOWER, {"nghỉ học"}, id="the rarest stretch"),
        pytest.param(r"(?<!\w)của(?!\w).{0,20}phim", Form.LOWER, {"phim"}, id="no syllable that stands everywhere"),
        pytest.param(r"\w+|nghỉ học", Form.LOWER, None, id="a choice of anything"),
        pytest.param(r"(?:nghỉ học)*", Form.LOWER, None, id="perhaps nothing"),
        pytest.param(r"a|b|c|d|e", Form.LOWER, None, id="letters that stand in every line"),
        pytest.param(r"[^a-z]đánh nhau", Form.LOWER, {"đánh nhau"}, id="behind anything"),
    ],
)
def test_the_words_an_expression_needs_are_read_off_it(source: str, form: Form, expected: set[str] | None):
    assert needed_words(re.compile(source), form) == expected


def test_expressions_without_regard_to_case_find_the_same_in_small_letters(texts: tuple[str, ...]):
    careless = [each for each in EXPRESSIONS if each.small is not None]
    assert careless
    for text in texts[::3]:
        for expression in careless:
            found = [match.span() for match in expression.pattern.finditer(text)]
            assert expression.small is not None
            assert [match.span() for match in expression.small.finditer(lower(text))] == found


def test_a_scan_finds_where_the_expression_finds():
    text = f"Chiều qua, Trường THCS Hoa Sen cho nghỉ. {PADDING}"
    assert scan(text) is scan(text)
    shown = scan(text)
    asked, without = written("chiều QUA", re.IGNORECASE), folded("chieu qua")
    assert [match.span() for match in shown.finditer(asked)] == [(0, 9)]
    assert shown.search(without, 0, 5) is None, "ends before"
    assert shown.search(written("hôm kia")) is None
    assert shown.folded == fold(text)


def test_where_a_letter_stands_for_another_every_expression_is_tried():
    shown = Scan(f"Tết{PADDING}ſ")
    assert all(shown.may(expression) for expression in EXPRESSIONS)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(r"(?<!\w)(?:bé|cháu)(?!\w)", Reach(5, 0), id="the longest choice and what must not follow"),
        pytest.param(r"học(?: \w+){0,3} sinh", Reach(11, 3), id="words between"),
        pytest.param(r"em.{0,20}khóc", Reach(26, 0), id="anything between"),
        pytest.param(r"em\b", Reach(3, 0), id="an edge"),
        pytest.param(r"khoảng [\d.]+", Reach(7, 1), id="a number with its dots ends with the word"),
        pytest.param(r"em[^.!?]+", None, id="blanks too: no bound"),
        pytest.param(r"em.*khóc", None, id="no bound"),
        pytest.param(r"em $", None, id="where the text ends"),
    ],
)
def test_how_far_a_match_reaches_is_read_off_the_expression(source: str, expected: Reach | None):
    assert reach_of(re.compile(source)) == expected


def test_what_must_not_follow_is_seen_beyond_the_stretch_that_is_searched():
    mark = written(r"(?<!\w)(?:tố|trình báo)(?!\w)")
    text = f"Lương thấp mà sổ sách, đã tố, tốt nóc tủ {PADDING}"
    assert [match.group() for match in scan(text).finditer(mark)] == ["tố"]
