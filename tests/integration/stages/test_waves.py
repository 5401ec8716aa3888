"""A hostile wave through the whole of judging: counted in items read from the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from monitor.core.items import Channel, Kind
from monitor.store.database import Store, open_store
from monitor.store.items import Items
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
