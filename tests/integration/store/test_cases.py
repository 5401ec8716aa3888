"""Files as events, used links, incidents of the whole province."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

import pytest

from monitor.core.casework import cases
from monitor.core.casework.cases import Author, FileEvent, Noted, Origin, OwnerSet, TaskAdded
from monitor.core.press import distribution, mandates, news, track_files
from monitor.core.press.distribution import ListSet, Member
from monitor.core.press.mandates import MandateGiven, MandateKind
from monitor.core.press.track_files import TrackOpened
from monitor.core.press.tracks import Track, TrackKind
from monitor.store.cases import KINDS
from monitor.store.database import Tx
from tests.fakes.store_rows import T0, at

HAI = Author("Trần Thị Hải", "cttt", Origin.LINK)


def an_event(file: str, version: int, body: object, minutes: float = 0) -> FileEvent:
    return FileEvent(file, version, at(minutes), HAI, body)


def test_a_file_is_read_in_order(tx: Tx) -> None:
    second, first = an_event("incident:v1", 2, Noted("hai")), an_event("incident:v1", 1, Noted("một"))
    assert tx.cases.append(second)
    assert tx.cases.append(first)
    assert tx.cases.events("incident:v1") == (first, second)
    assert tx.cases.events("incident:v2") == ()


def test_a_version_is_written_once(tx: Tx) -> None:
    assert tx.cases.append(an_event("register", 1, Noted("một")))
    assert not tx.cases.append(an_event("register", 1, Noted("khác")))
    assert [event.body for event in tx.cases.events("register")] == [Noted("một")]


def test_files_of_one_kind(tx: Tx) -> None:
    for file in ("track:2", "track:1", "tracks", "news:1"):
        tx.cases.append(an_event(file, 1, Noted(file)))
    assert list(tx.cases.files("track:")) == ["track:1", "track:2"]


@pytest.mark.parametrize(
    "body",
    [
        TaskAdded("Gọi trường", "Bình", at(5)),
        OwnerSet("Hải", "cttt"),
        TrackOpened(Track("t", None, TrackKind.PETITION, T0, at(9), "Luật Báo chí")),
        ListSet("bao-chi", (Member("An"), Member("Bình", zalo="z"))),
        MandateGiven("m", MandateKind.REGULAR, "Dung", "Phó Giám đốc", "", "", T0, T0, None),
    ],
)
def test_a_body_comes_back_as_it_was(tx: Tx, body: object) -> None:
    tx.cases.append(an_event("f", 1, body))
    assert tx.cases.events("f")[0] == an_event("f", 1, body)


def test_every_kind_of_event_can_be_stored() -> None:
    bodies = {
        kind
        for module in (cases, distribution, mandates, news, track_files)
        for kind in vars(module).values()
        if is_dataclass(kind) and kind.__module__ == module.__name__ and kind in set(KINDS.values())
    }
    assert bodies == set(KINDS.values())
    written: Any = (*cases.CaseBody.__args__, cases.CaseMerged)
    assert set(written) <= set(KINDS.values())
    assert all(fields(kind) for kind in KINDS.values())


def test_a_link_is_used_once(tx: Tx) -> None:
    first: datetime | None = tx.cases.use_link("mac", at=at(1))
    assert first is None
    assert tx.cases.use_link("mac", at=at(2)) == at(1)
    assert tx.cases.link_used_at("other") is None


def test_incidents_of_the_province_by_type(tx: Tx) -> None:
    for incident, kind in (("v2", "fees"), ("v1", "fees"), ("v3", "violence")):
        tx.cases.mark_wide(incident, kind)
    tx.cases.mark_wide("v1", "fees")
    assert tx.cases.wide("fees") == ("v1", "v2")
    tx.cases.unmark_wide("v1")
    assert tx.cases.wide("fees") == ("v2",)
