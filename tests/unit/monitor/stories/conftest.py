"""Builders, so that a test reads as news arriving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.core.handling import Membership
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Fact, PlaceMention
from monitor.stories.index import StoryIndex

START = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)

PLACES: Mapping[str, tuple[str, str, str]] = {
    "ben-tre": ("ben-tre", "tỉnh Bến Tre", "province"),
    "hoa-sen": ("school:tieu-hoc-hoa-sen", "Trường Tiểu học Hoa Sen", "school"),
    "hoa-sen-mn": ("school:mam-non-hoa-sen", "Mầm non Hoa Sen", "school"),
    "bai-ngao": ("school:thpt-bai-ngao", "THPT Bãi Ngao", "school"),
    "rach-dua": ("school:tieu-hoc-rach-dua", "Trường Tiểu học Rạch Dừa", "school"),
    "an-duc": ("ben-tre/ba-tri/an-duc", "xã An Đức", "commune"),
    "tan-xuan": ("ben-tre/ba-tri/tan-xuan", "xã Tân Xuân", "commune"),
    "tan-hao": ("ben-tre/giong-trom/tan-hao", "xã Tân Hào", "commune"),
    "ba-tri": ("ben-tre/ba-tri", "huyện Ba Tri", "district"),
    "giong-trom": ("ben-tre/giong-trom", "huyện Giồng Trôm", "district"),
    "tien-giang": ("tien-giang", "Tiền Giang", "province"),
}


def mentions(*keys: str) -> tuple[PlaceMention, ...]:
    return tuple(PlaceMention(*PLACES[key], 0, 5, 0.9) for key in keys)


class Newsroom:
    """Feeds an index and remembers where everything stands."""

    def __init__(self) -> None:
        self.index = StoryIndex()
        self.rows: list[tuple[Item, Membership, tuple[PlaceMention, ...], tuple[Fact, ...], tuple[str, ...]]] = []
        self.latest: dict[str, Membership] = {}

    def arrives(
        self, item: Item, *places: str, facts: tuple[Fact, ...] = (), types: tuple[str, ...] = ()
    ) -> tuple[Membership, ...]:
        assert item.arrived_at is not None
        found = mentions(*places)
        placed = self.index.assign(item, places=found, facts=facts, incident_types=types, at=item.arrived_at)
        self.latest.update((row.item_id, row) for row in placed)
        self.rows.append((item, placed[0], found, facts, types))
        return placed

    def together(self, *ids: str) -> bool:
        return len({self.latest[item_id].story_id for item_id in ids}) == 1

    def stored(self) -> Sequence[tuple[Item, Membership, Any, Any, Any]]:
        """Rows as a store would give them back: every item with its last membership."""
        return [(item, self.latest[item.id], *rest) for item, _, *rest in self.rows]


@pytest.fixture
def room() -> Newsroom:
    return Newsroom()


@pytest.fixture
def new_room() -> Callable[[], Newsroom]:
    return Newsroom


@pytest.fixture
def make() -> Callable[..., Item]:
    def build(item_id: str, text: str, *, minutes: float = 0, **fields: Any) -> Item:
        at = START + timedelta(minutes=minutes)
        fields.setdefault("kind", Kind.PRESS if fields.get("title") else Kind.SOCIAL)
        channel = Channel.PRESS_LOCAL if fields["kind"] is Kind.PRESS else Channel.FACEBOOK_GROUP
        fields.setdefault("channel", channel)
        fields.setdefault("published_at", at)
        return Item(id=item_id, text=text, arrived_at=at, **fields)

    return build
