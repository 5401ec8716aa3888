"""Every stored type comes back exactly as it went in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.entries import Entry, FeedState, FetchRecord
from monitor.core.errors import StorageError
from monitor.core.handling import Action, DigestLine, IncidentEvent
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.core.notifications import Notification
from monitor.core.plan import Contact
from monitor.store.codec import decode, encode
from tests.fakes.store_rows import an_item

STORED = (
    Action,
    Classification,
    Contact,
    DigestLine,
    Entry,
    FeedState,
    FetchRecord,
    Incident,
    IncidentEvent,
    Item,
    Notification,
)

moments = st.datetimes(timezones=st.just(UTC))
plain = {
    float: st.floats(allow_nan=False),
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
}


@pytest.fixture(scope="module", autouse=True)
def _aware_times() -> None:
    """Let hypothesis build every datetime aware, and no not-a-numbers (which never equal themselves)."""
    st.register_type_strategy(datetime, moments)
    for kind, strategy in plain.items():
        st.register_type_strategy(kind, strategy)


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_round_trip_is_exact(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))
    again = decode(kind, encode(value))
    assert again == value
    assert encode(again) == encode(value)


def test_types_come_back_not_only_values() -> None:
    item = an_item(hashtags=("a",))
    again = decode(Item, encode(item))
    assert type(again.kind) is type(item.kind)
    assert type(again.hashtags) is tuple
    assert again.arrived_at is not None
    assert again.arrived_at.tzinfo is UTC


@dataclass(frozen=True)
class _Old:
    name: str
    gone: int = 1


@dataclass(frozen=True)
class _New:
    name: str
    added: tuple[str, ...] = ("mặc định",)


def test_a_record_of_another_version_is_read() -> None:
    assert decode(_New, encode(_Old("a"))) == _New("a")


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"id": 1', "null"], ids=repr)
def test_what_is_no_record_is_our_error(record: str) -> None:
    with pytest.raises(StorageError, match="Item"):
        decode(Item, record)
