"""A grave text of three weeks ago is re-shared: word for word it is old news, with a new fact it is news."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from monitor.commands.explaining import explain
from monitor.commands.running import replay
from monitor.core.settings import load_settings

pytestmark = pytest.mark.slow

POST = (
    "Trường Tiểu học Rạch Bần xã An Đức huyện Ba Tri trưa nay 14 em lớp 3 ói mửa sau bữa cơm bán trú, xe cấp cứu chở "
    "hết vô bệnh viện huyện.\nPhụ huynh tụi tui đang ngồi chờ ngoài hành lang."
)
WORSE = POST + "\nCập nhật: một em học sinh lớp 3 đã tử vong tại bệnh viện hồi chiều do ngộ độc."
HARMLESS = "Chợ Ba Tri sáng nay cá biển về nhiều, giá cũng mềm hơn tuần trước"


def item(item_id: str, at: str, text: str, **fields: Any) -> dict[str, Any]:
    whose = {"kind": "social", "channel": "facebook-group", "source": f"nhom-{item_id}", "author": f"a-{item_id}"}
    placed = {"source_place": "Ba Tri, Bến Tre", "published_at": at, "arrived_at": at}
    return {"type": "item", "id": item_id, "text": text, **whose, **placed, **fields}


def played(tmp_path: Path, *items: dict[str, Any]) -> list[dict[str, Any]]:
    clock = {"type": "clock", "start": "2022-10-03T06:00:00+07:00", "end": "2022-10-26T18:00:00+07:00"}
    stream, events = tmp_path / "stream.jsonl", tmp_path / "events.jsonl"
    rows = [{**clock, "tick_seconds": 3600}, *items]
    stream.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    settings = load_settings({"MONITOR_VAR": str(tmp_path / "var")})
    database = f"sqlite:///{tmp_path}/monitor.db"
    assert replay(settings, stream=str(stream), events=str(events), plan_path=None, database=database) == 0
    return [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]


def told_since(events: list[dict[str, Any]], day: str) -> list[dict[str, Any]]:
    kinds = {"push", "update", "candidate"}
    return [e for e in events if e["type"] == "notification" and e["kind"] in kinds and e["at"] >= day]


FIRST = item("o", "2022-10-03T11:30:00+07:00", POST)
BETWEEN = item("x", "2022-10-20T08:00:00+07:00", HARMLESS)


@pytest.mark.parametrize(
    ("text", "told"), [pytest.param(POST, False, id="word for word"), pytest.param(WORSE, True, id="with a death")]
)
def test_an_old_text_is_told_again_only_with_something_new(tmp_path, capsys, text, told):
    events = played(tmp_path, FIRST, BETWEEN, item("r", "2022-10-25T09:00:00+07:00", text))
    assert told_since(events, "2022-10-03"), "the first time it is news"
    assert bool(told_since(events, "2022-10-25")) is told
    settings = load_settings({"MONITOR_VAR": str(tmp_path / "var")})
    capsys.readouterr()
    explain(settings, subject="r", database=f"sqlite:///{tmp_path}/monitor.db", plan_path=None)
    said = capsys.readouterr().out
    assert ("Tin cũ đăng lại" in said) is not told
    assert ("11:30 ngày 03/10/2022" in said and "(tin o)" in said) is not told


def test_a_fresh_witness_beside_an_old_text_makes_news(tmp_path):
    fresh = (
        "Mới rước con ở Tiểu học Rạch Bần An Đức Ba Tri về, hôm nay lớp 3 lại có mười hai đứa ói sau giờ cơm, "
        "nhà trường gọi xe đưa đi bệnh viện rồi bà con ơi"
    )
    old = item("r", "2022-10-25T09:00:00+07:00", POST)
    events = played(tmp_path, FIRST, BETWEEN, old, item("n", "2022-10-25T12:00:00+07:00", fresh))
    assert not [e for e in told_since(events, "2022-10-25") if e["at"] < "2022-10-25T12:00"]
    assert told_since(events, "2022-10-25T12:00")
