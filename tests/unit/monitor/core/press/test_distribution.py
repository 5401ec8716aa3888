"""Lists of persons as read from their events."""

from __future__ import annotations

from monitor.core.press.distribution import ListRemoved, ListSet, Member, read_lists
from tests.fakes.case_files import file_events


def test_lists_as_they_are_now() -> None:
    first, second = ListSet("bao-chi", (Member("An"),)), ListSet("bao-chi", (Member("Bình", "b@bao.example"),))
    other = ListSet("truong", ())
    assert read_lists(file_events(first, other, second)).lists == (second, other)
    assert read_lists(file_events(first, other, ListRemoved("bao-chi"))).lists == (other,)
