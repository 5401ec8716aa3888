"""`monitor case …` on a real database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from monitor.core.incidents import Incident
from monitor.core.labels import Severity
from monitor.store.database import open_store
from tests.fakes.store_rows import T0, an_incident, an_item

Run = Callable[..., Any]
WHO = ("--person", "Trần Thị Hải", "--unit", "cttt")


@pytest.fixture
def database(environment: dict[str, str]) -> str:
    url = f"sqlite:///{environment['MONITOR_VAR']}/monitor.db"
    store = open_store(url)
    with store.transaction() as tx:
        tx.items.put(an_item(), now=T0)
        tx.incidents.put(an_incident(), next_due_at=None)
    store.close()
    return url


def outcome_in(database: str) -> str | None:
    store = open_store(database)
    with store.read() as tx:
        incident = tx.incidents.get("v1")
    store.close()
    assert incident is not None
    return incident.outcome


def test_a_case_from_owner_to_closing(monitor: Run, database: str) -> None:
    steps = (
        ("owner", "v1", "Trần Thị Hải", *WHO),
        ("task", "v1", "Gọi trường", "--to", "Lê Văn Bình", *WHO),
        ("done", "v1", "1", *WHO),
        ("line", "v1", "Sở đang xác minh.", *WHO),
        ("approve", "v1", "1", "--person", "Phạm Chánh", "--unit", "van-phong"),
        ("note", "v1", "Trường đã báo công an.", *WHO),
        ("close", "v1", "--outcome", "đã giải quyết", "--lessons", "không có", *WHO),
    )
    for step in steps:
        ran = monitor("case", *step)
        assert ran.status == 0, (step, ran.out, ran.err)
    shown = monitor("case", "show", "v1")
    assert "Trường đã báo công an." in shown.out + shown.err
    assert outcome_in(database) == "đã giải quyết"


@pytest.mark.parametrize(
    "words",
    [
        ("note", "v404", "x", *WHO),
        ("note", "v1", " ", *WHO),
        ("note", "v1", "x", *WHO, "--seen", "7"),
        ("done", "v1", "1", *WHO),
        ("show", "v404"),
    ],
    ids=["no incident", "empty", "another version", "no such task", "show nothing"],
)
def test_what_cannot_be_done_ends_with_1(monitor: Run, database: str, words: tuple[str, ...]) -> None:
    assert monitor("case", *words).status == 1
    assert outcome_in(database) is None


def stored(database: str) -> Incident:
    store = open_store(database)
    with store.read() as tx:
        incident = tx.incidents.get("v1")
    store.close()
    assert incident is not None
    return incident


def test_acts_on_the_incident_itself(monitor: Run, database: str) -> None:
    assert (
        monitor("case", "act", "v1", "override_level", "--level", "S4", "--reason", "có người nặng", *WHO).status == 0
    )
    assert stored(database).level is Severity.S4
    assert monitor("case", "act", "v1", "acknowledge", *WHO).status == 0
    assert (stored(database).acknowledged_by, stored(database).acknowledged_level) == ("cttt", Severity.S4)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(("v404", "acknowledge", *WHO), 1, id="no incident"),
        pytest.param(("v1", "mark_false", *WHO), 2, id="no reason"),
        pytest.param(("v1", "override_level", "--reason", "x", "--level", "S9", *WHO), 2, id="no such level"),
        pytest.param(("v1", "merge", "--reason", "x", *WHO), 2, id="not at the terminal"),
        pytest.param(("v1", "acknowledge", "--person", "Hải", "--unit", "phong-la"), 2, id="no such unit"),
    ],
)
def test_an_act_that_is_not_done(monitor: Run, database: str, words: tuple[str, ...], status: int) -> None:
    before = stored(database)
    assert monitor("case", "act", *words).status == status
    assert stored(database) == before


def test_a_time_that_is_none_ends_with_2(monitor: Run, database: str) -> None:
    words = ("statement", "v1", "--where", "cổng", "--speaker", "Dung", "--at", "hôm qua", *WHO)
    assert monitor("case", *words).status == 2
