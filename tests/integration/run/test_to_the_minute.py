"""Escalation, silence, budget, quiet hours, fallback, correction and hand-over in replayed streams, to the minute."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.app import Overrides, load_classifier
from monitor.core.config.plan_file import load_plan
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.settings import load_settings
from monitor.replay import Replay
from monitor.replay_log import event_to_record
from monitor.replay_stream import Stream, clock_from_record, happening_from_record
from monitor.stages.parts import ItemClassifier
from monitor.store.database import open_store

Play = Callable[..., list[dict[str, Any]]]
DAY = "2022-10-12"
FIRST = "Mấy mẹ ơi, có ai con học bán trú ở TH Bông Sen Trắng bên Châu Hòa trưa nay về than đau bụng hông?"
SECOND = "Lớp 2 bên Bông Sen Trắng nhập viện mười mấy đứa rồi nha, xe cấp cứu chạy ra chạy vô nãy giờ."
DENIAL = (
    "UBND huyện Giồng Trôm khẳng định thông tin học sinh Trường Tiểu học Bông Sen Trắng nhập viện do ngộ độc là không "
    "đúng sự thật; không có học sinh nào nhập viện. Công an đang làm việc với người đăng tin."
)


def moment(clock: str, day: str = DAY) -> str:
    return clock if "T" in clock else f"{day}T{clock}:00+07:00"


def post(item_id: str, clock: str, text: str, **fields: Any) -> dict[str, Any]:
    values = {
        "type": "item", "id": item_id, "kind": "social", "channel": "facebook-group", "text": text,
        "source": "hoi-phu-huynh-gt", "source_place": "Giồng Trôm", "author": f"u-{item_id}",
        "published_at": moment(clock), "arrived_at": moment(clock),
    }  # fmt: skip
    return values | fields


def act(clock: str, actor: str, what: str, **args: Any) -> dict[str, Any]:
    return {"type": "action", "at": moment(clock), "actor": actor, "do": what, "item": "p2", "args": args}


@pytest.fixture(scope="module")
def classifier() -> ItemClassifier:
    settings = load_settings({})
    return load_classifier(settings, load_plan(settings.plan_path), PlaceFinder(load_gazetteer(settings.gazetteer_dir)))


@pytest.fixture
def play(classifier: ItemClassifier, tmp_path: Path) -> Play:
    def run(
        *lines: dict[str, Any], start: str = "06:00", end: str = "2022-10-13T12:00:00+07:00"
    ) -> list[dict[str, Any]]:
        clock = {"start": moment(start), "end": end, "tick_seconds": 60}
        happenings = sorted((happening_from_record(line) for line in lines), key=lambda one: one.sort_key)
        events: list[dict[str, Any]] = []
        store = open_store(f"sqlite:///{tmp_path}/replay.db")
        player = Replay(
            load_settings({"MONITOR_VAR": str(tmp_path / "var")}),
            Stream(*clock_from_record(clock), tuple(happenings)),
            sink=lambda event: events.append(event_to_record(event)),
            overrides=Overrides(store=store, classifier=classifier),
        )
        player.run()
        player.close()
        return events

    return run


def told(events: list[dict[str, Any]], *kinds: str) -> list[tuple[str, str, str]]:
    """Day and minute, unit, kind of each message of these kinds, in order."""
    return sorted(
        (event["at"][8:16], event["unit"], event["kind"])
        for event in events
        if event["type"] == "notification" and event["kind"] in kinds
    )


POISONING = (post("p1", "12:20", FIRST), post("p2", "12:52", SECOND))


def test_nobody_acknowledges_and_the_steps_come_to_the_minute(play: Play) -> None:
    events = play(*POISONING, end=moment("14:00"))
    steps = {(at, unit) for at, unit, _ in told(events, "escalation")}
    units = {"cttt", "gdth", "pgd-giong-trom"}
    assert {(at, unit) for at, unit in steps if unit in units} >= {("12T13:07", unit) for unit in units}
    assert ("12T13:12", "van-phong") in steps
    assert ("12T13:37", "lanh-dao") in steps


def test_an_acknowledgement_ends_the_steps(play: Play) -> None:
    events = play(*POISONING, act("13:07", "gdth", "acknowledge"), end=moment("16:00"))
    assert [at for at, _, _ in told(events, "escalation") if at > "12T13:07"] == []
    assert "lanh-dao" not in {unit for _, unit, _ in told(events, "push", "escalation")}


def test_a_crisis_nobody_takes_is_repeated_and_then_told_to_the_operator(play: Play) -> None:
    many = SECOND.replace("mười mấy đứa", "hơn 40 học sinh")
    events = play(POISONING[0], post("p2", "12:52", many), end=moment("18:00"))
    heard = [at for at, unit, _ in told(events, "push", "escalation") if unit == "lanh-dao"]
    assert heard == [f"12T{at}" for at in ("12:52", "13:02", "13:12", "13:22", "13:32", "13:42", "13:52", "14:02")]
    in_vain = [e for e in events if e["type"] == "operator_warning" and "chưa ai xác nhận" in e["text"]]
    assert [event["at"][8:16] for event in in_vain] == ["12T14:02"]
    assert "Hãy gọi điện ngay" in in_vain[0]["text"]


def test_the_last_call_names_whoever_is_on_duty_now(play: Play) -> None:
    many = SECOND.replace("mười mấy đứa", "hơn 40 học sinh")
    changed = act(
        "12:30",
        "van-phong",
        "change_contact",
        unit="gdth",
        person="Cô Tư",
        email="tu@sogddt.example",
        phone="0987 654 321",
    )
    events = play(POISONING[0], changed, post("p2", "12:52", many), end=moment("14:30"))
    called = {e["at"][11:16] for e in events if e["type"] == "notification" and "Cô Tư: 0987 654 321" in e["text"]}
    assert called == {"14:02"}


def test_a_crisis_somebody_takes_is_left_to_them(play: Play) -> None:
    many = SECOND.replace("mười mấy đứa", "hơn 40 học sinh")
    taken = act("13:15", "cttt", "acknowledge")
    events = play(POISONING[0], post("p2", "12:52", many), taken, end=moment("18:00"))
    assert {at for at, _, _ in told(events, "escalation")} == {"12T13:02", "12T13:12"}
    assert not [e for e in events if e["type"] == "operator_warning" and "chưa ai xác nhận" in e["text"]]


def test_a_silence_holds_for_its_minutes(play: Play) -> None:
    quiet = act("12:55", "cttt", "silence", minutes=60, reason="đang ở hiện trường")
    events = play(*POISONING, quiet, end=moment("15:00"))
    heard = [at for at, unit, _ in told(events, "escalation", "update", "push") if unit == "cttt"]
    assert [at for at in heard if "12T12:55" < at < "12T13:55"] == []
    assert ("cttt", "silenced") in {(e["unit"], e["reason"]) for e in events if e["type"] == "suppressed"}


def test_a_denial_reaches_exactly_those_who_were_told(play: Play) -> None:
    denial = post(
        "g1", "13:20", DENIAL, kind="press", channel="gov-site", source="giongtrom.bentre.gov.vn", official=True,
        title="Thông tin học sinh Trường Tiểu học Bông Sen Trắng ngộ độc là không đúng sự thật", author=None,
    )  # fmt: skip
    events = play(*POISONING, denial, end=moment("14:00"))
    corrected = {(at, unit) for at, unit, _ in told(events, "correction")}
    heard = {unit for at, unit, _ in told(events, "push", "update", "escalation") if at < "12T13:20"}
    assert corrected == {("12T13:20", unit) for unit in heard}


def test_a_channel_that_is_down_is_gone_around(play: Play) -> None:
    down = {
        "type": "fault",
        "at": moment("12:30"),
        "kind": "channel_down",
        "args": {"channel": "email", "minutes": 240},
    }
    events = play(*POISONING, down, end=moment("13:05"))
    pushes = [event for event in events if event["type"] == "notification" and event["kind"] == "push"]
    assert {event["channel"] for event in pushes} == {"zalo"}
    assert {event["at"][11:16] for event in pushes} <= {"12:52", "12:53", "12:54"}
    assert len({event["key"] for event in pushes}) == len(pushes)


def test_warnings_of_the_clock_wait_for_the_morning_but_the_clock_does_not(play: Play) -> None:
    events = play(*POISONING, act("12:55", "cttt", "acknowledge"))
    clock = [(e["at"][8:16], e["event"]) for e in events if e["type"] == "clock"]
    assert [(at, event) for at, event in clock if event == "warning"][:2] != []
    assert all("06:00" <= at[3:] < "22:00" for at, _, _ in told(events, "clock_warning"))
    assert any(not "06:00" <= at[3:] < "22:00" for at, event in clock if event == "warning")


def test_a_hand_over_in_a_stream(play: Play) -> None:
    events = play(
        *POISONING,
        act("12:55", "cttt", "acknowledge"),
        act("13:00", "cttt", "transfer", to="gdtrh", reason="phòng khác theo dõi trường này"),
        act("13:10", "gdtrh", "take_over"),
        end=moment("14:00"),
    )
    assert ("12T13:00", "gdtrh", "push") in told(events, "push")
    updated = [event for event in events if event["type"] == "incident_updated" and event["at"][8:16] == "12T13:10"]
    assert "gdtrh" in updated[-1]["units"]
    assert "cttt" not in updated[-1]["units"]


@pytest.mark.parametrize(
    ("first", "second", "pushed"),
    [("20:10", "20:40", "12T20:50"), ("21:20", "21:49", "12T21:59"), ("21:20", "21:50", "13T06:00")],
    ids=["in the evening: after the wait of ten minutes", "a minute before ten", "at ten: at six"],
)
def test_a_minor_case_sleeps_until_six(play: Play, first: str, second: str, pushed: str) -> None:
    notice = "Cả nhà ơi có công văn của Sở Giáo dục Bến Tre cho học sinh huyện Mỏ Cày Nam nghỉ học từ mai vì dịch nè!"
    again = "Nhóm lớp con mình ở Mỏ Cày Nam cũng đang chuyền nhau thông báo nghỉ học của Sở GD&ĐT Bến Tre, nghi là giả."
    lines = (
        post("p1", first, notice, channel="telegram", source="bentre-24h", source_place="Mỏ Cày Nam"),
        post("p2", second, again, source="phu-huynh-mcn", source_place="Mỏ Cày Nam"),
    )
    events = play(*lines, end="2022-10-13T08:00:00+07:00")
    pushes = [at for at, unit, _ in told(events, "push") if unit == "van-phong"]
    assert pushes[:1] == [pushed]


def test_the_third_push_within_twelve_hours_becomes_a_line_of_the_digest(play: Play) -> None:
    cases = (
        ("Bông Sen Trắng", "Châu Hòa", "Giồng Trôm"),
        ("Hoa Sứ", "An Đức", "Ba Tri"),
        ("Cây Bàng", "Bình Thới", "Bình Đại"),
    )
    lines = []
    for number, (school, commune, district) in enumerate(cases):
        hour = 8 + 2 * number
        text = (
            f"Lớp 2 trường Tiểu học {school} xã {commune} huyện {district} nhập viện mười mấy đứa sau bữa ăn bán trú."
        )
        lines.append(post(f"a{number}", f"{hour:02}:05", text, source=f"hoi-{number}", source_place=district))
        lines.append(act(f"{hour:02}:08", "cttt", "acknowledge") | {"item": f"a{number}"})
    events = play(*lines, end=moment("17:00"))
    assert [at for at, unit, _ in told(events, "push") if unit == "cttt"] == ["12T08:05", "12T10:05"]
    withheld = [event for event in events if event["type"] == "suppressed" and event["unit"] == "cttt"]
    assert [(event["at"][8:16], event["reason"]) for event in withheld] == [("12T12:05", "budget")]
    (digest,) = [e for e in events if e["type"] == "notification" and e["kind"] == "digest" and e["unit"] == "cttt"]
    assert digest["at"][8:16] == "12T16:30"
    assert "đã nhận đủ số tin báo trong 12 giờ" in digest["text"]
    assert "Cây Bàng" not in digest["text"]
    assert "một trường tiểu học, xã Bình Thới" in digest["text"]
