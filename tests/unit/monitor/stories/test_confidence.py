"""The published table of confidence is what the product computes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.items import Channel
from monitor.stories.confidence import CEILING, RELIABILITY, Evidence, confidence_parts, total

PUBLISHED = (Path(__file__).parents[4] / "docs" / "detection.md").read_text("utf-8")
FIELDS = {"place": "place_resolved", "school": "school_named", "media": "has_media"}
BANDS = {
    "one provincial paper, place resolved": (0.7, 1.0),
    "one national paper, place resolved": (0.7, 1.0),
    "two independent parents, school named": (0.5, 1.0),
    "one anonymous post that names a school": (0.3, 0.5),
}


def rows(head: str) -> list[list[str]]:
    """Cells of the published table whose first heading is `head`."""
    table = PUBLISHED.partition(f"| {head} |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table.splitlines()[2:]]


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


EXAMPLES = rows("case")


def confidence(*channels: Channel, **fields: bool) -> float:
    return total(confidence_parts(Evidence(channels, **fields)))


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row[0])
def test_worked_examples(row):
    case, origins, also, value = row
    found = confidence(*map(Channel, codes(origins)), **{FIELDS.get(name, name): True for name in codes(also)})
    assert f"{found:.2f}" == value
    low, high = BANDS.get(case, (0.0, 1.0))
    assert low <= found <= high


def test_examples_cover_the_bands_that_were_asked_for():
    assert set(BANDS) <= {row[0] for row in EXAMPLES}


def test_reliability_is_published_as_it_is():
    told = {Channel(codes(source)[0]): float(value) for source, value in rows("source of one origin")}
    assert told == RELIABILITY


@given(st.lists(st.sampled_from(Channel), max_size=6), st.sampled_from(Channel))
def test_another_witness_never_lowers_confidence(channels, more):
    assert confidence(*channels) <= confidence(*channels, more) <= CEILING


@given(st.lists(st.sampled_from(Channel), max_size=6).flatmap(lambda c: st.tuples(st.just(c), st.permutations(c))))
def test_order_of_witnesses_does_not_matter(pair):
    assert confidence(*pair[0]) == confidence(*pair[1])
