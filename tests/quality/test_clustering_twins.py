"""How well look-alikes are kept apart and one story's tellings together, with the product's own place finder.

Each family of `clustering_twins.jsonl` sets a trap: two schools of one district on one day, one school twice a week,
one name in two provinces, growing counts, rumours and denials, an essay that mentions both. The second file,
`clustering_twins_held.jsonl`, was written after the rules were set (first run 0.919); what that run taught was general:
names that run on, wording without the school's name. Lowering a floor takes a reason in the commit.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.handling import Membership
from monitor.core.items import Item, item_from_record
from monitor.core.labels import PlaceMention
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.text import fold
from monitor.stories.idf import Idf, read_idf
from monitor.stories.index import StoryIndex

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
TWINS = HERE / "clustering_twins.jsonl"
HELD = HERE / "clustering_twins_held.jsonl"
SHAS = {TWINS: "f0b993381ecf8aae", HELD: "d1a1a48beb7faf68"}
FAMILIES = 20
WINDOW = timedelta(days=14)
RESTART_AT = 60

Found = tuple[PlaceMention, ...]


@dataclass(frozen=True)
class Row:
    item: Item
    story: str
    family: str
    copy_of: str | None


def rows_of(path: Path) -> list[Row]:
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        gold = record.pop("gold")
        rows.append(Row(item_from_record(record), gold["story"], gold["family"], gold["copy_of"]))
    return rows


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(load_gazetteer(DATA / "gazetteer"))


@pytest.fixture(scope="module")
def idf() -> Idf:
    return read_idf(DATA / "models" / "idf.json")


def place(index: StoryIndex, item: Item, finder: PlaceFinder) -> tuple[Membership, ...]:
    assert item.arrived_at is not None
    return index.assign(item, places=finder.find(item).mentions, at=item.arrived_at)


def group(rows: list[Row], finder: PlaceFinder, idf: Idf, *, accents: bool = True) -> dict[str, Membership]:
    index = StoryIndex(idf=idf)
    latest: dict[str, Membership] = {}
    for row in rows:
        item = row.item if accents else without_accents(row.item)
        latest.update((placed.item_id, placed) for placed in place(index, item, finder))
    return latest


def without_accents(item: Item) -> Item:
    return replace(item, text=fold(item.text), title=item.title and fold(item.title))


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> float:
    """F1 of B-cubed precision and recall (Bagga and Baldwin 1998)."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for item in gold:
        by_gold[gold[item]].add(item)
        by_found[found[item]].add(item)
    shared = {item: len(by_gold[gold[item]] & by_found[found[item]]) for item in gold}
    precision = sum(shared[item] / len(by_found[found[item]]) for item in gold) / len(gold)
    recall = sum(shared[item] / len(by_gold[gold[item]]) for item in gold) / len(gold)
    return 2 * precision * recall / (precision + recall)


def score(rows: list[Row], latest: Mapping[str, Membership]) -> float:
    return b_cubed({row.item.id: row.story for row in rows}, {item: m.story_id for item, m in latest.items()})


@pytest.mark.parametrize("path", SHAS, ids=lambda path: path.stem)
def test_gold_is_the_one_the_floors_were_measured_on(path):
    assert hashlib.sha256(path.read_bytes()).hexdigest()[:16] == SHAS[path]


@pytest.mark.parametrize(
    ("path", "accents", "floor"),
    [
        pytest.param(TWINS, True, 0.98, id="twins"),
        pytest.param(TWINS, False, 0.92, id="twins typed without accents"),
        pytest.param(HELD, True, 0.96, id="twins written after the rules"),
    ],
)
def test_twins_reach_the_floor(path, accents, floor, finder, idf):
    rows = rows_of(path)
    assert score(rows, group(rows, finder, idf, accents=accents)) >= floor


def test_no_family_of_twins_is_welded(finder, idf):
    rows = rows_of(TWINS)
    latest = group(rows, finder, idf)
    stories: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        stories[latest[row.item.id].story_id].add(row.story)
    assert [sorted(mixed) for mixed in stories.values() if len(mixed) > 1] == []
    assert len({row.family for row in rows}) == FAMILIES


def test_copies_with_another_headline_are_copies_and_templates_none(finder, idf):
    rows = rows_of(TWINS)
    latest = group(rows, finder, idf)
    found = {item: membership.copy_of for item, membership in latest.items() if membership.copy_of}
    assert found == {row.item.id: row.copy_of for row in rows if row.copy_of}


def test_restart_from_the_last_fortnight_changes_no_story(finder, idf):
    rows = rows_of(TWINS)
    whole = group(rows, finder, idf)
    before = group(rows[:RESTART_AT], finder, idf)
    stopped = rows[RESTART_AT - 1].item.arrived_at
    assert stopped is not None
    kept = [row.item for row in rows[:RESTART_AT] if row.item.arrived_at and stopped - row.item.arrived_at <= WINDOW]
    index = StoryIndex(idf=idf)
    index.restore((item, before[item.id], finder.find(item).mentions, (), ()) for item in kept)
    after = {}
    for row in rows[RESTART_AT:]:
        after.update((placed.item_id, placed.story_id) for placed in place(index, row.item, finder))
    assert after == {item: whole[item].story_id for item in after}
