"""What many may read: a group is told that there is something, never the school; a person is told all."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from alerts.channels.apprise import AppriseChannel
from alerts.channels.telegram import TelegramChannel
from monitor.core.labels import Severity
from monitor.core.notifications import Notification, NotificationKind, Recipient, Sent
from tests.fakes.incidents import NOON
from tests.fakes.json_server import Reply, json_server

SCHOOL = "Trường Tiểu học Hoa Sen"
NOTICE = "Có cảnh báo mức S4 (khủng hoảng) gửi Trực ban. Mời xem nội dung trong thư hoặc trên màn hình trực."


def a_message(incident_id: str | None) -> Notification:
    return Notification(
        key="k", incident_id=incident_id, unit="cttt", kind=NotificationKind.PUSH, revision=1, level=Severity.S4,
        labels=(), reasons=(), item_ids=(), subject=f"[S4] {SCHOOL}", text="", html="", created_at=NOON,
        short=f"Em bé ở {SCHOOL}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("chat", "incident_id", "text"),
    [
        pytest.param("42", "su-co-q1", f"Em bé ở {SCHOOL}", id="one person"),
        pytest.param("-42", "su-co-q1", NOTICE, id="a group"),
        pytest.param("-42", None, f"Em bé ở {SCHOOL}", id="a group, no incident: masked when it was written"),
    ],
)
def test_telegram(chat: str, incident_id: str | None, text: str) -> None:
    with json_server(lambda _: Reply({"ok": True, "result": {"message_id": 1}})) as server:
        channel = TelegramChannel("t", base_url=server.base_url, timeout_s=5)
        sent = channel.deliver(a_message(incident_id), Recipient("cttt", "Trực ban", telegram=chat), now=NOON)
        channel.close()
    assert sent == Sent("1")
    assert server.calls[0].body["text"] == text


class Services:
    """What Apprise's object does for us."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def add(self, url: str) -> bool:
        return url.startswith("json://")

    def notify(self, *, title: str, body: str, body_format: str) -> bool:
        assert body_format == "text"
        self.told.append((title, body))
        return True


@pytest.mark.parametrize(
    ("incident_id", "told"),
    [
        pytest.param("su-co-q1", ("Giám sát truyền thông", NOTICE), id="an incident"),
        pytest.param(None, (f"[S4] {SCHOOL}", f"Em bé ở {SCHOOL}"), id="a digest or an alarm"),
    ],
)
def test_apprise(monkeypatch: pytest.MonkeyPatch, incident_id: str | None, told: tuple[str, str]) -> None:
    services = Services()
    library: Any = SimpleNamespace(Apprise=lambda: services, NotifyFormat=SimpleNamespace(TEXT="text"))
    monkeypatch.setitem(sys.modules, "apprise", library)
    channel = AppriseChannel(["json://may-chu.example"])
    assert channel.deliver(a_message(incident_id), Recipient("cttt", "Trực ban"), now=NOON) == Sent()
    assert services.told == [told]
