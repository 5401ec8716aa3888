"""`monitor export`, `replay`, `drill`: stored items play again, the same way each time."""

from __future__ import annotations

import json

import pytest

CLOCK = {"type": "clock", "start": "2022-03-01T08:00:00+07:00", "end": "2022-03-01T12:00:00+07:00", "tick_seconds": 300}
FIRST = {"type": "item", "id": "a1", "kind": "press", "channel": "press-local", "source": "bao-mot",
         "title": "Hơn 60 học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú",
         "text": "Bệnh viện huyện Ba Tri cho biết đang điều trị cho hơn 60 học sinh Trường Tiểu học Bông Sen Trắng, xã"
         " An Đức, huyện Ba Tri, tỉnh Bến Tre, nghi ngộ độc thực phẩm.",
         "published_at": "2022-03-01T08:00:00+07:00", "arrived_at": "2022-03-01T08:10:00+07:00"}  # fmt: skip
CALM = {"type": "item", "id": "b1", "kind": "press", "title": "Bình Đại khai mạc hội khỏe Phù Đổng",
        "text": "Hơn 500 vận động viên các trường THCS huyện Bình Đại dự hội khỏe Phù Đổng tại sân vận động huyện.",
        "arrived_at": "2022-03-01T09:00:00+07:00"}  # fmt: skip
ACKNOWLEDGED = {"type": "action", "at": "2022-03-01T08:15:00+07:00", "actor": "cttt", "do": "acknowledge", "item": "a1"}
STREAM = [CLOCK, FIRST, CALM, ACKNOWLEDGED, {"type": "engagement", "item": "a1", "at": "2022-03-01T09:30:00+07:00",
                                              "views": 1200}]  # fmt: skip
KEYS = {
    "story_assigned": {"item", "story", "copy_of"},
    "incident_opened": {"incident", "level", "confidence", "themes", "incident_type", "places", "territory", "units",
                        "items", "reasons"},
    "notification": {"kind", "incident", "unit", "channel", "key", "items", "level", "labels", "reasons", "subject",
                     "text"},
    "clock": {"incident", "event", "due_at", "basis"},
}  # fmt: skip


def test_events_have_the_shapes_of_the_contract(process, lines):
    ran = process("replay", lines(STREAM), "--events", "-")
    events = ran.records
    assert (ran.status, ran.err) == (0, "")
    for kind, keys in KEYS.items():
        found = [event for event in events if event["type"] == kind]
        assert found, kind
        assert all(keys | {"at", "type"} <= set(event) for event in found)
    pushes = [event for event in events if event.get("kind") == "push"]
    assert pushes
    assert all(event["reasons"] and event["level"] == "S4" and event["channel"] == "email" for event in pushes)
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)


def test_the_same_stream_gives_the_same_events_in_another_process_and_order(process, lines, tmp_path):
    path = lines(STREAM)
    outputs = [process("replay", path, "--events", "-", env={"PYTHONHASHSEED": seed}).out for seed in ("1", "2")]
    assert outputs[0] == outputs[1]
    shuffled = lines([CLOCK, *reversed(STREAM[1:])], name="shuffled.jsonl")
    assert process("replay", shuffled, "--events", tmp_path / "e.jsonl").status == 0
    assert (tmp_path / "e.jsonl").read_text("utf-8") == outputs[0]


def test_what_was_stored_is_exported_and_plays_again(monitor, lines, tmp_path):
    database = f"sqlite:///{tmp_path / 'first.db'}"
    first = monitor("replay", lines(STREAM[:3]), "--events", "-", "--database", database)
    exported = monitor("export", "--database", database)
    assert exported.status == 0
    kept = {record["id"]: record for record in exported.records}
    for row in (FIRST, CALM):
        given = {key: value for key, value in row.items() if key != "type"}
        assert {key: kept[row["id"]][key] for key in given} == given
    again = monitor("replay", "-", "--events", "-", stdin=(json.dumps(CLOCK) + "\n" + exported.out).encode())
    assert again.out == first.out
    assert monitor("classify", stdin=exported.out.encode()).status == 0


def test_export_takes_a_half_open_period(monitor, lines, tmp_path):
    database = f"sqlite:///{tmp_path / 'first.db'}"
    monitor("replay", lines(STREAM), "--events", tmp_path / "e", "--database", database)

    def exported(*period: str) -> list[str]:
        return [record["id"] for record in monitor("export", "--database", database, *period).records]

    assert exported("--since", "2022-03-01T08:30:00+07:00") == ["b1"]
    assert exported("--until", "2022-03-01T02:00:00Z") == ["a1"]
    assert exported("--since", FIRST["arrived_at"], "--until", CALM["arrived_at"]) == ["a1"]


def test_export_of_a_time_that_is_none_is_a_usage_error(monitor):
    ran = monitor("export", "--since", "hôm qua")
    assert (ran.status, ran.out) == (2, "")
    assert "--since: «hôm qua» không phải là thời điểm" in ran.err


def test_an_empty_store_exports_nothing(monitor):
    ran = monitor("export")
    assert (ran.status, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param({**CALM, "arrived_at": None}, "thiếu arrived_at", id="item without arrival"),
        pytest.param({**ACKNOWLEDGED, "do": "dance"}, "không có hành động", id="act"),
        pytest.param({**ACKNOWLEDGED, "at": "trưa"}, "at không phải", id="time"),
        pytest.param({**ACKNOWLEDGED, "do": "silence", "args": {"minutes": "lâu"}}, "args.minutes", id="minutes"),
        pytest.param({**ACKNOWLEDGED, "args": {"reason": ["a"]}}, "args.reason", id="nested argument"),
        pytest.param({**ACKNOWLEDGED, "do": "override_level", "args": {"level": "S9"}}, "S0 đến S4", id="level"),
        pytest.param({"type": "fault", "at": CLOCK["start"], "kind": "fire"}, "không có loại lỗi", id="fault"),
        pytest.param({"type": "fault", "at": CLOCK["start"], "kind": "crash", "args": [1]}, "args", id="args"),
        pytest.param({"type": "fault", "at": CLOCK["start"], "kind": "channel_down", "args": {"minutes": 1e12}},
                     "args.minutes", id="for ever"),
        pytest.param({"type": "engagement", "item": "a1", "at": CLOCK["start"], "views": -1}, "views", id="count"),
        pytest.param({"type": "song"}, "không có loại dòng", id="type"),
        pytest.param(CLOCK, "hai dòng đồng hồ", id="two clocks"),
        pytest.param({**CLOCK, "tick_seconds": 1e300}, "dòng đồng hồ", id="tick"),
    ],
)  # fmt: skip
def test_a_bad_line_of_a_stream_is_told_and_the_rest_plays(monitor, lines, row, reason):
    ran = monitor("replay", lines([*STREAM[:1], row, CALM]), "--events", "-")
    assert ran.status == 3
    assert "dòng 2: " in ran.err
    assert reason in ran.err
    assert "b1" in {event.get("item") for event in ran.records}


def test_a_stream_without_a_clock_is_a_usage_error(monitor, lines):
    ran = monitor("replay", lines([FIRST]), "--events", "-")
    assert (ran.status, ran.out) == (2, "")
    assert "thiếu dòng đồng hồ" in ran.err


def test_a_replay_never_opens_the_live_database(monitor, lines, tmp_path):
    live = f"sqlite:///{tmp_path / 'var' / 'monitor.db'}"
    ran = monitor("replay", lines(STREAM), "--events", "-", "--database", live)
    assert ran.status == 2
    assert not (tmp_path / "var" / "monitor.db").exists()


def test_a_replay_leaves_nothing_in_the_outbox(monitor, lines, tmp_path):
    assert monitor("replay", lines(STREAM), "--events", "-", env={"MONITOR_SMTP_URL": "smtp://127.0.0.1:9"}).status == 0
    assert not list(tmp_path.rglob("*.eml"))


def test_a_missing_stream_leaves_the_old_events(monitor, tmp_path):
    kept = tmp_path / "e.jsonl"
    kept.write_text("cũ", "utf-8")
    assert monitor("replay", "khong-co.jsonl", "--events", kept).status == 2
    assert kept.read_text("utf-8") == "cũ"


def test_a_drill_shows_in_vietnamese_who_would_be_told(process, lines):
    ran = process("drill", lines(STREAM))
    assert ran.status == 0
    for words in (
        "Diễn tập",
        "mở sự cố",
        "cảnh báo",
        "hạn phát ngôn",
        "Phòng GD&ĐT huyện Ba Tri",
        "08:10 ngày 01/03/2022",
    ):
        assert words in ran.out
    assert "incident_opened" not in ran.out
