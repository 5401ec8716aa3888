"""However a text is written, it is judged the same, and every quotation is of the text as it was written."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.reading.plain_text import plain
from monitor.core.items import Item, item_from_record
from monitor.core.labels import Classification, Fact, PlaceMention, Reason
from tests.fakes.store_rows import a_classification

SHAPES = st.text(alphabet="aoàóạ ủy.hòaĐđ\u0301\u0323\u200b\n-", max_size=24)


def an_item(**parts: str | None) -> Item:
    return replace(item_from_record({"id": "p", "kind": "social", "text": "x"}), **parts)  # type: ignore[arg-type]


def quoting(item: Item, word: str) -> Classification:
    """A judgement of a plain item whose reason, fact and place all quote one word."""
    start = item.full_text.index(word)
    span = (start, start + len(word))
    return a_classification(
        item.id,
        reasons=(Reason("r", word, *span),),
        facts=(Fact("k", word, *span),),
        places=(PlaceMention("id", word, "commune", *span, 0.9), PlaceMention("id", "nguồn", "commune", -1, -1, 0.5)),
    )


def test_what_is_plain_already_is_left_alone():
    item = an_item(title="Trường họp", text="Thầy cô họp phụ huynh, hòa thuận.")
    written = plain(item)
    assert written.item is item
    said = quoting(item, "họp")
    assert written.restore(said) is said


@pytest.mark.parametrize(
    ("text", "word", "quoted"),
    [
        pytest.param(
            unicodedata.normalize("NFD", "Cô bị đánh."), "đánh", unicodedata.normalize("NFD", "đánh"), id="apart"
        ),
        pytest.param("Hoà giải xong", "Hòa", "Hoà", id="old-tone"),
        pytest.param("Nó nói sẽ c.h.ế.t đó", "chết", "c.h.ế.t", id="split-letters"),
        pytest.param("Trời ơiiiiii là trời", "ơii", "ơii", id="repeats"),
    ],
)
def test_quotations_are_of_the_text_as_written(text: str, word: str, quoted: str):
    item = an_item(title="Chuyện hoà thuận", lead=None, text=text)
    written = plain(item)
    assert written.item.full_text.startswith("Chuyện hòa thuận\n")
    said = written.restore(quoting(written.item, word))
    for found in (said.reasons[0], said.facts[0], said.places[0]):
        shown = found.name if isinstance(found, PlaceMention) else found.text
        assert item.full_text[found.start : found.end] == shown == quoted
    assert (said.places[1].start, said.places[1].name) == (-1, "nguồn")


def test_a_part_of_invisible_signs_is_left_as_it_is():
    item = an_item(title="\u200b", text="Hoà giải")
    assert plain(item).item is item


@given(title=SHAPES, lead=SHAPES, text=SHAPES)
def test_every_span_leads_back_into_the_text(title: str, lead: str, text: str):
    item = an_item(title=title or None, lead=lead or None, text=text)
    written = plain(item)
    if written.view is None:
        return
    assert written.view.text == written.item.full_text
    assert len(written.view.origins) == len(written.view.text) + 1
    assert list(written.view.origins) == sorted(written.view.origins)
    assert written.view.origins[-1] == len(item.full_text)
    whole = written.view.quote(0, len(written.view.text))
    assert unicodedata.normalize("NFC", whole.strip("\u200b")) in unicodedata.normalize("NFC", item.full_text)
