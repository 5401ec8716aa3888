"""Nobody is interrupted when nothing happens, and the first incident of a machine just started is told."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from monitor.commands.running import replay
from monitor.core.settings import load_settings
from tests.acceptance.quiet_fortnight import DAYS, ITEMS_A_DAY, clock_line, quiet_items, rows_of, write_stream

pytestmark = pytest.mark.slow

INTERRUPTING = {"push", "update", "escalation"}
SEED = 20221003
HARD_NEGATIVES = 40
DAYS_PLAYED = DAYS if os.environ.get("WHOLE_FORTNIGHT") else 2
"""A whole fortnight takes two to four minutes; the sample has all the hard negatives, so they come thicker."""
FIRST_INCIDENT = {
    "type": "item",
    "id": "first",
    "kind": "press",
    "channel": "press-central",
    "source": "bao-cua-bien",
    "title": "18 học sinh ở Giồng Trôm nhập viện sau bữa trưa",
    "text": "Hôm nay, 18 học sinh Trường Tiểu học Rẫy Mía (xã Sơn Phú, huyện Giồng Trôm, tỉnh Bến Tre) đau bụng, nôn "
    "ói sau bữa ăn bán trú, phải nhập viện điều trị.",
    "published_at": "2022-10-03T08:30:00+07:00",
    "arrived_at": "2022-10-03T08:30:00+07:00",
}
"""In the second hour of a machine that was started at seven."""

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def play(tmp_path_factory):
    def played(lines: Rows) -> Rows:
        folder = tmp_path_factory.mktemp("quiet")
        stream, events = folder / "stream.jsonl", folder / "events.jsonl"
        write_stream(stream, lines)
        settings = load_settings({"MONITOR_VAR": str(folder / "var")})
        assert replay(settings, stream=str(stream), events=str(events), plan_path=None, database=None) == 0
        return rows_of(events)

    return played


@pytest.fixture(scope="module")
def false_alarms(play):
    """Of each incident of which somebody was told: the first message's level and subject, and the text behind it."""
    lines = [clock_line(DAYS_PLAYED), *quiet_items(SEED, days=DAYS_PLAYED)]
    texts = {line["id"]: line.get("title") or line.get("text") for line in lines if line["type"] == "item"}
    first: dict[str, tuple[str, str, str]] = {}
    for event in interruptions(play(lines)):
        cause = (event["level"], event["subject"], texts[event["items"][0]][:120])
        first.setdefault(event["incident"], cause)
    return list(first.values())


def interruptions(events: Rows) -> Rows:
    return [event for event in events if event["type"] == "notification" and event["kind"] in INTERRUPTING]


def test_nobody_is_interrupted_in_a_quiet_fortnight(false_alarms):
    assert not false_alarms


def test_the_first_incident_of_a_machine_just_started_is_told(play):
    hours = ("2022-10-03T07:00:00+07:00", "2022-10-03T09:00:00+07:00")
    morning = [line for line in quiet_items(SEED) if hours[0] <= line["arrived_at"] < hours[1]]
    events = play([clock_line(0.5) | {"start": hours[0]}, *morning, FIRST_INCIDENT])
    told = [event for event in interruptions(events) if "first" in event["items"] and event["kind"] == "push"]
    at_once = {event["unit"] for event in told if event["at"] == FIRST_INCIDENT["arrived_at"]}
    assert at_once >= {"cttt", "gdth", "pgd-giong-trom", "van-phong", "nguoi-phat-ngon"}


def test_the_stream_is_what_it_says_and_the_same_each_time():
    items = quiet_items(SEED)
    assert len(items) == DAYS * ITEMS_A_DAY
    assert [row["arrived_at"] for row in items] == sorted(row["arrived_at"] for row in items)
    assert json.dumps(items) == json.dumps(quiet_items(SEED))
    assert json.dumps(items) != json.dumps(quiet_items(SEED + 1))
    hard = [row["text"] for row in rows_of(Path(__file__).with_name("hard_negatives.jsonl"))]
    assert len(hard) == HARD_NEGATIVES
    for days in (2, DAYS):
        assert set(hard) <= {row.get("text") for row in quiet_items(SEED, days=days)}
