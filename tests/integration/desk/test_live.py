"""Server-Sent Events over a real server: a new incident reaches an open page, and only pages that may see it."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager

import httpx
import pytest

from monitor.core.accounts import Role
from monitor.core.events import IncidentChanged
from monitor.core.handling import IncidentEvent
from tests.fakes.desk import PASSWORD, add_account
from tests.fakes.desk_server import served
from tests.fakes.store_rows import T0
from tests.integration.desk.conftest import put_incident

WITHIN_S = 2.0


@pytest.fixture
def address(office):
    with served(office.web) as address:
        yield address


def sign_in(client: httpx.Client, login: str) -> None:
    token = client.get("/dang-nhap").text.partition('name="csrf" value="')[2].partition('"')[0]
    answer = client.post("/dang-nhap", data={"csrf": token, "login": login, "password": PASSWORD})
    assert answer.status_code == 303


@contextmanager
def listening(address: str, login: str, query: str = "", **headers: str):
    """The lines of an open event stream, once it has begun."""
    with httpx.Client(base_url=address, trust_env=False, timeout=10) as client:
        sign_in(client, login)
        with client.stream("GET", f"/su-kien{query}", headers=headers) as answer:
            assert answer.status_code == 200
            lines = answer.iter_lines()
            assert next(lines) == "retry: 2000"
            yield lines


def happen(app, incident_id: str, *, told: bool, **fields) -> None:
    """An incident opens, as judging writes it; `told`: in this process, else as another one writing the database."""
    with app.store.transaction() as tx:
        put_incident(tx, incident_id, **fields)
        incident = tx.incidents.get(incident_id)
        tx.incidents.log(IncidentEvent(incident_id, T0, "opened", snapshot=incident))
    if told:
        app.events(IncidentChanged(T0, "opened", incident))


def first_data(lines) -> dict[str, object]:
    return next(json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: "))


@pytest.mark.parametrize("told", [True, False], ids=["same-process", "another-process"])
def test_a_new_incident_reaches_an_open_page_in_time(app, address, told):
    add_account(app, Role.DUTY)
    with listening(address, "truc-tin") as lines:
        began = time.monotonic()
        happen(app, "v1", told=told)
        assert first_data(lines) == {"id": "v1", "kind": "opened", "level": 3}
        assert time.monotonic() - began < WITHIN_S


def test_a_unit_hears_only_of_its_own(app, address):
    add_account(app, Role.UNIT, unit="gdth")
    with listening(address, "don-vi") as lines:
        happen(app, "v1", told=True, units=("gdtrh",))
        happen(app, "v2", told=True, units=("gdth",))
        assert first_data(lines)["id"] == "v2"


@pytest.mark.parametrize(
    ("query", "headers"),
    [("?tu=1", {}), ("?tu=0", {"last-event-id": "1"})],
    ids=["since-the-page-was-made", "since-the-last-connection"],
)
def test_what_happened_before_the_connection_is_told_once(app, address, query, headers):
    add_account(app, Role.DUTY)
    for incident_id in ("v1", "v2"):
        happen(app, incident_id, told=True)
    with listening(address, "truc-tin", query, **headers) as lines:
        assert first_data(lines)["id"] == "v2"
        happen(app, "v3", told=True)
        assert first_data(lines)["id"] == "v3"


@pytest.mark.parametrize("since", ["", "-1", "hôm nay", "9" * 40, "²"])
def test_a_strange_line_number_means_from_now_on(app, address, since):
    add_account(app, Role.DUTY)
    happen(app, "v1", told=True)
    with listening(address, "truc-tin", f"?tu={since}") as lines:
        happen(app, "v2", told=True)
        assert first_data(lines)["id"] == "v2"


def test_a_page_says_up_to_which_line_it_was_made(app, office):
    happen(app, "v1", told=True)
    assert 'data-live="/su-kien?tu=1"' in office.signed_in(Role.DUTY).read("/huong-dan")


def test_nobody_listens_without_signing_in(address):
    answer = httpx.get(f"{address}/su-kien", headers={"Accept": "text/event-stream"}, trust_env=False)
    assert answer.status_code == 204
