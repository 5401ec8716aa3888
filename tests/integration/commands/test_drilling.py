"""`monitor drill` and `monitor explain`: real mail on loopback, everything marked, a sheet at the end."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.commands.drilling import drill_roster, pacer, read_addresses
from monitor.core.clock import VirtualClock
from monitor.core.errors import RecordError
from tests.fakes.plans import a_plan
from tests.fakes.smtp_server import smtp_server
from tests.fakes.store_rows import T0

CLOCK = {"type": "clock", "start": "2022-03-01T08:00:00+07:00", "end": "2022-03-01T12:00:00+07:00", "tick_seconds": 300}
ITEM = {
    "type": "item", "id": "a1", "kind": "press", "channel": "press-local", "source": "bao-mot",
    "title": "Hơn 60 học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú",
    "text": "Bệnh viện huyện Ba Tri cho biết đang điều trị cho hơn 60 học sinh Trường Tiểu học Bông Sen Trắng, xã An"
    " Đức, huyện Ba Tri, tỉnh Bến Tre, nghi ngộ độc thực phẩm.",
    "published_at": "2022-03-01T08:00:00+07:00", "arrived_at": "2022-03-01T08:10:00+07:00",
}  # fmt: skip
ACTIONS = [
    {"type": "action", "at": "2022-03-01T08:15:00+07:00", "actor": "cttt", "do": "acknowledge", "item": "a1"},
    {"type": "action", "at": "2022-03-01T10:00:00+07:00", "actor": "nguoi-phat-ngon", "do": "publish_statement",
     "item": "a1", "args": {}},
]  # fmt: skip
EXPECT = {"type": "expect", "note": "Ngộ độc ở Ba Tri", "incident_type": "food-poisoning", "level": "S4",
          "units": ["cttt"], "by": "2022-03-01T08:12:00+07:00"}  # fmt: skip
STREAM = [CLOCK, EXPECT, ITEM, *ACTIONS]


def the_folder(tmp_path: Path) -> Path:
    (folder,) = (tmp_path / "var" / "drills").iterdir()
    return folder


def test_real_mail_goes_to_the_addresses_given_and_is_marked(monitor, lines, tmp_path):
    with smtp_server() as server:
        url = f"smtp://127.0.0.1:{server.port}?starttls=none"
        ran = monitor(
            "drill", lines(STREAM), "--to", "cttt=truc@sogddt.example", "--to", "lanh-dao=gd@sogddt.example",
            env={"MONITOR_SMTP_URL": url},
        )  # fmt: skip
    assert ran.status == 0, ran.err
    assert set(server.recipients) == {"truc@sogddt.example", "gd@sogddt.example"}
    for mail in server.mails:
        assert "DIỄN TẬP" in mail["Subject"]
        for kind in ("plain", "html"):
            body = mail.get_body((kind,))
            assert body is not None
            assert "DIỄN TẬP" in body.get_content()
    others = list((the_folder(tmp_path) / "outbox").glob("*.eml"))
    assert others, "whoever has no address gets a file"
    assert not (tmp_path / "var" / "monitor.db").exists()


def test_the_sheet_scores_detection_acknowledgement_and_statement(monitor, lines, tmp_path):
    ran = monitor("drill", lines(STREAM), "--dry-run")
    text = (the_folder(tmp_path) / "phieu-cham.md").read_text("utf-8")
    assert "Yêu cầu đạt: 1/1" in text
    assert "Tiếp nhận: 08:15 ngày 01/03/2022, 5 phút sau khi báo" in text
    assert "Phát ngôn: 10:00 ngày 01/03/2022, đúng hạn" in text
    assert text.splitlines()[0] in ran.out
    assert "phieu-cham.md" in ran.out


def test_a_dry_run_writes_to_nobody(monitor, lines, tmp_path):
    with smtp_server() as server:
        url = f"smtp://127.0.0.1:{server.port}?starttls=none"
        monitor("drill", lines(STREAM), "--dry-run", env={"MONITOR_SMTP_URL": url})
    assert server.mails == []
    assert not (the_folder(tmp_path) / "outbox").exists()


def test_two_drills_keep_apart(monitor, lines, tmp_path):
    path = lines(STREAM)
    for _ in range(2):
        assert monitor("drill", path, "--dry-run").status == 0
    assert len(list((tmp_path / "var" / "drills").iterdir())) == 2


def test_expectations_are_for_drills_and_change_nothing_of_what_happens(monitor, lines, tmp_path):
    replayed = monitor("replay", lines(STREAM), "--events", "-")
    without = monitor("replay", lines([CLOCK, ITEM, *ACTIONS], name="plain.jsonl"), "--events", "-")
    assert (replayed.status, replayed.out) == (3, without.out)
    assert monitor("drill", lines(STREAM), "--dry-run").status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--to", "khong-co=a@b.example"), id="unknown unit"),
        pytest.param(("--to", "cttt"), id="no address"),
        pytest.param(("--speed", "0"), id="standing still"),
    ],
)
def test_slips_are_refused_before_anything_is_sent(monitor, lines, tmp_path, arguments):
    ran = monitor("drill", lines(STREAM), *arguments)
    assert ran.status == 2
    assert not (tmp_path / "var" / "drills").exists()


def test_an_incident_and_an_item_are_explained(monitor, lines, tmp_path):
    monitor("drill", lines(STREAM), "--dry-run")
    database = f"sqlite:///{the_folder(tmp_path) / 'drill.db'}"
    item = monitor("explain", "a1", "--database", database)
    assert item.status == 0
    incident_id = next(word.rstrip(",.") for word in item.out.split() if word.startswith("su-co-"))
    first = monitor("explain", incident_id, "--database", database)
    assert "Căn cứ xếp mức" in first.out
    assert "Hơn 60 học sinh" in first.out
    assert monitor("explain", incident_id, "--database", database).out == first.out
    assert monitor("explain", "khong-co", "--database", database).status == 2


def test_only_units_with_an_address_are_reached():
    plan = drill_roster({"cttt": "truc@sogddt.example"})(a_plan())
    reached = {unit.id: unit.contacts[0].email for unit in plan.units if unit.contacts}
    assert reached == {"cttt": "truc@sogddt.example"}
    assert drill_roster({})(a_plan()) == a_plan()


def test_addresses_are_read():
    assert read_addresses(("cttt = truc@sogddt.example",), a_plan()) == {"cttt": "truc@sogddt.example"}
    with pytest.raises(RecordError):
        read_addresses(("cttt=khong phai",), a_plan())


def test_time_passes_at_the_speed_asked_for():
    clock, seconds = VirtualClock(T0), iter([0.0, 1.0, 2.5, 10.0, 10.0])
    stopping = threading.Event()
    stopping.wait = lambda _timeout=None: False  # type: ignore[method-assign] - no real waiting in a test
    seen = []

    def monotonic() -> float:
        seen.append(clock.now())
        return next(seconds)

    pacer(60.0, stopping=stopping, monotonic=monotonic)(clock, T0 + timedelta(minutes=5))
    assert clock.now() == T0 + timedelta(minutes=5)
    assert seen[2:] == [T0 + timedelta(minutes=1), T0 + timedelta(minutes=2.5)]


def test_without_a_speed_nobody_waits():
    clock = VirtualClock(T0)
    pacer(None, stopping=threading.Event())(clock, T0 + timedelta(days=1))
    assert clock.now() == T0
