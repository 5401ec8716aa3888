from __future__ import annotations

import pytest

from monitor.core.errors import StorageError
from monitor.store.database import Tx
from tests.fakes.store_rows import T0, a_membership, at


def test_a_later_placing_replaces_the_earlier(tx: Tx) -> None:
    tx.stories.put(a_membership("q1", "c1"))
    moved = a_membership("q1", "c2", copy_of="q0", assigned_at=at(1))
    tx.stories.put(moved)
    assert tx.stories.story_of("q1") == moved
    assert tx.stories.members("c1") == ()
    assert tx.stories.story_of("q404") is None


def test_members_in_order_of_assignment_even_within_a_moment(tx: Tx) -> None:
    order = ["q3", "q1", "q2"]
    tx.stories.put(a_membership("cuoi", assigned_at=at(1)))
    for item_id in order:
        tx.stories.put(a_membership(item_id))
    assert [member.item_id for member in tx.stories.members("c1")] == [*order, "cuoi"]
    assert [member.item_id for member in tx.stories.since(at(1))] == ["cuoi"]


def test_redirects_are_followed_to_the_end(tx: Tx) -> None:
    tx.stories.redirect("c1", "c2", at=T0)
    tx.stories.redirect("c2", "c3", at=at(1))
    assert [tx.stories.resolve(story) for story in ("c1", "c2", "c3", "c9")] == ["c3", "c3", "c3", "c9"]


@pytest.mark.parametrize("new", ["c1", "c2", "c3"])
def test_a_circle_is_refused(tx: Tx, new: str) -> None:
    tx.stories.redirect("c2", "c1", at=T0)
    tx.stories.redirect("c3", "c2", at=T0)
    with pytest.raises(StorageError, match="leads back"):
        tx.stories.redirect("c1", new, at=T0)
