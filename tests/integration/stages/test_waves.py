"""A hostile wave through the whole of judging: counted in items read from the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Classification, Severity
from monitor.store.database import Store, open_store
from monitor.store.items import Items
from monitor.store.stories import Stories
from tests.fakes.store_rows import an_item, at
from tests.integration.stages.test_judging import POISONING, Labeller, a_pipeline

READ_A_POST = 8
"""Items read for each post: five for the looks at each quarter of growth, the rest for what is looked up of itself."""


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()


def a_post(number: int):
    post = an_item(f"w{number}", POISONING, kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, author=f"a{number}")
    return replace(post, arrived_at=at(number / 60), source=f"g{number % 30}")


@pytest.mark.slow
def test_each_post_of_a_wave_costs_a_bounded_amount(store, monkeypatch):
    pipeline = a_pipeline(store, Labeller())
    read = 0
    many = Items.many

    def counted(self: Items, ids: Iterable[str]):
        nonlocal read
        wanted = list(ids)
        read += len(wanted)
        return many(self, wanted)

    monkeypatch.setattr(Items, "many", counted)
    for number in range(400):
        pipeline.receive([a_post(number)])
    before, held = read, 400
    for number in range(400, 600):
        pipeline.receive([a_post(number)])
    assert (read - before) / 200 <= READ_A_POST
    with store.read() as tx:
        (incident,) = tx.incidents.open()
        assert len(tx.stories.members(incident.story_id)) == 600
    assert held * 0.8 <= len(incident.item_ids) <= 600
    assert incident.copies == len(incident.item_ids) - 1
    assert incident.origins == 1


class Wavering(Labeller):
    """A complaint that every tenth wording, never the first, makes an issue: the story is looked at, none is born."""

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        levels = [Severity.S2 if item.id.endswith("5") else Severity.S1 for item in items]
        labels = super().classify_batch(items, contexts=contexts)
        return [replace(each, severity=level) for each, level in zip(labels, levels, strict=True)]


@pytest.fixture
def rows_read(monkeypatch) -> list[int]:
    """How many items and outlines each look-up read."""
    read: list[int] = []
    many, outlines = Items.many, Stories.outlines

    def counted_many(self: Items, ids: Iterable[str]):
        found = many(self, ids)
        read.append(len(found))
        return found

    def counted_outlines(self: Stories, story_ids: Collection[str]):
        found = outlines(self, story_ids)
        read.append(sum(map(len, found.values())))
        return found

    monkeypatch.setattr(Items, "many", counted_many)
    monkeypatch.setattr(Stories, "outlines", counted_outlines)
    return read


@pytest.mark.slow
@pytest.mark.parametrize("labeller", [Labeller, Wavering], ids=["an-incident", "no-incident"])
def test_a_post_more_costs_the_same_in_a_wave_of_six_hundred(store, rows_read, labeller):
    pipeline = a_pipeline(store, labeller())
    costs = []
    for hundred in range(6):
        rows_read.clear()
        for number in range(100 * hundred, 100 * hundred + 100):
            pipeline.receive([a_post(number)])
        costs.append(sum(rows_read) / 100)
    assert max(costs[2:]) <= 2 * READ_A_POST, costs


@pytest.mark.slow
def test_a_grave_account_in_a_wave_without_an_incident_is_no_later(store):
    pipeline = a_pipeline(store, Wavering())
    for number in range(140):
        pipeline.receive([a_post(number)])
    with store.read() as tx:
        assert not tx.incidents.open()
    own = "Con tui học Bông Sen Trắng ở Ba Tri nhập viện sau bữa ăn bán trú trưa nay, đang thở oxy, ai biết gì không?"
    told = replace(a_post(999), id="own5", text=own, author="me.su", source="nhom-khac")
    (received,) = pipeline.receive([told])
    assert received.copy_of is None
    assert received.incident is not None
