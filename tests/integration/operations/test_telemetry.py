"""`/health`, `/metrics`, `monitor trace`, log lines: what the IT officer sees, and what nobody may see there."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from alerts.channels.recording import RecordingChannel
from monitor.app import App, Overrides, build
from monitor.core.clock import VirtualClock
from monitor.core.errors import StorageError, StorageTrouble
from monitor.core.handling import Action, ActionKind
from monitor.core.items import Channel, Item, Kind
from monitor.core.log_context import AboutFilter, about
from monitor.core.settings import load_settings
from monitor.desk.web import create_web
from monitor.logs import JsonLines
from monitor.stages.timing import beat
from monitor.stages.tracing import initials, trace_item
from tests.fakes.store_rows import T0

TOKEN = "ma-thong-ke-dai"
NEWS = "Hơn 60 học sinh Trường Tiểu học Bông Sen ở huyện Ba Tri nhập viện nghi ngộ độc sau bữa ăn bán trú."


@pytest.fixture
def env() -> dict[str, str]:
    return {"MONITOR_METRICS": "loopback"}


@pytest.fixture
def app(tmp_path: Path, env: dict[str, str]) -> Iterator[App]:
    settings = load_settings({"MONITOR_VAR": str(tmp_path), **env})
    channels = {"email": RecordingChannel("email")}
    app = build(settings, Overrides(clock=VirtualClock(T0), sources=[], channels=channels, fetch=False, seed=0))
    yield app
    app.close()


def an_alert(app: App) -> str:
    """An item that becomes an incident, and its messages."""
    item = Item("q1", Kind.PRESS, Channel.PRESS_LOCAL, NEWS, title="Ngộ độc ở Ba Tri", source="bao", published_at=T0)
    (received,) = app.pipeline.receive([item])
    app.pipeline.deliver()
    assert received.incident is not None
    return received.incident.id


def ask(app: App, path: str, *, client: str = "127.0.0.1", **headers: str) -> Any:
    with TestClient(create_web(app), client=(client, 5000), headers=headers) as browser:
        return browser.get(path)


def test_metrics_count_what_was_done_since_the_start(app: App) -> None:
    web = create_web(app)
    an_alert(app)
    with TestClient(web, client=("127.0.0.1", 5000)) as browser:
        text = browser.get("/metrics").text
        again = browser.get("/metrics").text
    for line in ('monitor_items_total{kind="original"} 1.0', "monitor_stories_total 1.0",
                 'monitor_incidents_total{level="S4"} 1.0', "monitor_classify_seconds_count 1.0",
                 'monitor_open_incidents{level="S4"} 1.0', "monitor_quarantined_items 0.0"):  # fmt: skip
        assert line in text
        assert line in again
    assert 'monitor_deliveries_total{channel="email",outcome="sent"}' in text
    assert "Ba Tri" not in text


@pytest.mark.parametrize(
    ("env", "client", "headers", "status"),
    [
        pytest.param({}, "127.0.0.1", {}, 404, id="off"),
        pytest.param({"MONITOR_METRICS": "loopback"}, "10.0.0.9", {}, 404, id="another machine"),
        pytest.param({"MONITOR_METRICS": "loopback"}, "127.0.0.1", {"X-Forwarded-For": "1.2.3.4"}, 404, id="by proxy"),
        pytest.param({"MONITOR_METRICS": "token"}, "127.0.0.1", {}, 404, id="no token set"),
        pytest.param(
            {"MONITOR_METRICS": "token", "MONITOR_METRICS_TOKEN": TOKEN}, "10.0.0.9", {}, 404, id="no token given"
        ),
        pytest.param(
            {"MONITOR_METRICS": "token", "MONITOR_METRICS_TOKEN": TOKEN}, "10.0.0.9",
            {"Authorization": f"Bearer {TOKEN}x"}, 404, id="wrong token",
        ),
        pytest.param(
            {"MONITOR_METRICS": "token", "MONITOR_METRICS_TOKEN": TOKEN}, "10.0.0.9",
            {"Authorization": f"Bearer {TOKEN}"}, 200, id="token",
        ),
    ],
)  # fmt: skip
def test_who_may_see_the_figures(app: App, client: str, headers: dict[str, str], status: int) -> None:
    assert ask(app, "/metrics", client=client, **headers).status_code == status


def test_health_is_open_and_tells_nothing_of_what_was_found(app: App) -> None:
    an_alert(app)
    answer = ask(app, "/health", client="10.0.0.9")
    state = answer.json()
    assert (answer.status_code, state["live"], state["ready"]) == (200, True, True)
    assert "Ba Tri" not in answer.text


def test_health_tells_of_a_job_that_stands_still(app: App) -> None:
    beat(app.pipeline.parts, name="thu thập tin", now=T0)
    clock = app.clock
    assert isinstance(clock, VirtualClock)
    clock.advance(timedelta(minutes=16))
    answer = ask(app, "/health")
    assert answer.status_code == 503
    assert answer.json()["last_poll_age_s"] == 960.0
    assert any("16 phút" in reason for reason in answer.json()["degraded"])


def test_health_tells_what_ails_the_database(app: App) -> None:
    app.condition.failed("thu thập tin", StorageError("x", trouble=StorageTrouble.FULL))
    answer = ask(app, "/health")
    assert answer.status_code == 503
    assert "ổ đĩa chứa cơ sở dữ liệu đã đầy" in answer.json()["degraded"]
    app.condition.went_well("thu thập tin")
    assert ask(app, "/health").status_code == 200


def test_a_trace_tells_the_whole_way(app: App) -> None:
    incident_id = an_alert(app)
    app.pipeline.act(Action(T0, "cttt", ActionKind.ACKNOWLEDGE, incident_id=incident_id))
    with app.store.read() as tx:
        trace = trace_item(tx, "q1", app.plan)
    assert trace is not None
    stages = [step.stage for step in trace.steps]
    for stage in ("Đăng", "Lưu", "Phân loại", "Gom vụ việc", "Sự cố", "Soạn tin", "Gửi", "Phản hồi"):
        assert stage in stages
    assert [step.at for step in trace.steps] == sorted(step.at for step in trace.steps)
    assert any("luồng tin" in line for line in trace.missing)
    people = {contact.person for unit in app.plan.units for contact in unit.contacts}
    assert not [person for person in people if f"→ {person}" in trace.text()]


def test_nothing_is_known_of_an_unknown_item(app: App) -> None:
    with app.store.read() as tx:
        assert trace_item(tx, "khong-co", app.plan) is None


@pytest.mark.parametrize(("name", "short"), [("Nguyễn Văn An", "N.V.A."), ("", ""), (None, ""), ("trực 2", "T.")])
def test_initials(name: str | None, short: str) -> None:
    assert initials(name) == short


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    handler.addFilter(AboutFilter())
    logger = logging.getLogger("thu.nghiem")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield logger, stream
    logger.removeHandler(handler)


def test_a_log_line_carries_what_it_is_about(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    with about(item="q1"):
        with about(story="c1", incident=None):
            logger.info("placed score=%s", 0.5)
        logger.info("done")
    logger.info("else")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    ids = [{name: line[name] for name in ("item", "story", "incident") if name in line} for line in lines]
    assert ids == [{"item": "q1", "story": "c1"}, {"item": "q1"}, {}]
    assert lines[0]["message"] == "placed score=0.5"


def test_an_error_is_in_its_line(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    try:
        int("sai")
    except ValueError:
        logger.exception("broke")
    (line,) = stream.getvalue().splitlines()
    assert "ValueError: invalid literal" in json.loads(line)["error"]


def test_judging_and_delivering_name_item_and_incident(app: App, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(AboutFilter())
    with caplog.at_level(logging.INFO):
        incident_id = an_alert(app)
    said = {record.getMessage().split(" ")[0]: getattr(record, "about", {}) for record in caplog.records}
    assert said["item"] == {"item": "q1"}
    assert said["message"]["incident"] == incident_id
