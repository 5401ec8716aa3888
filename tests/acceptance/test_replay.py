"""Three small streams through the whole product, judged as a competent officer would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.commands.running import replay
from monitor.core.settings import load_settings

STREAMS = Path(__file__).parent / "streams"


def play(name: str, tmp_path: Path, run: int = 1) -> list[dict]:
    events = tmp_path / f"{name}-{run}.jsonl"
    settings = load_settings({"MONITOR_VAR": str(tmp_path / "var")})
    stream = str(STREAMS / f"{name}.jsonl")
    assert replay(settings, stream=stream, events=str(events), plan_path=None, database=None) == 0
    return [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]


def of_type(events: list[dict], *types: str) -> list[dict]:
    return [event for event in events if event["type"] in types]


def sent(events: list[dict], *kinds: str) -> list[dict]:
    return [event for event in of_type(events, "notification") if event["kind"] in kinds]


@pytest.fixture(scope="module")
def poisoning(tmp_path_factory):
    return play("food-poisoning", tmp_path_factory.mktemp("replay"))


@pytest.fixture(scope="module")
def rumour(tmp_path_factory):
    return play("rumour-and-denial", tmp_path_factory.mktemp("replay"))


def test_one_story_of_the_three_and_not_of_the_training(poisoning):
    story = {event["item"]: event["story"] for event in of_type(poisoning, "story_assigned")}
    assert story["p1"] == story["p2"] == story["n1"] == story["n1c"]
    assert story["d0"] != story["p1"]


def test_the_copy_is_known_as_a_copy(poisoning):
    copies = {event["item"]: event["copy_of"] for event in of_type(poisoning, "story_assigned")}
    assert copies["n1c"] == "n1"
    assert copies["n1"] is None


def test_nobody_is_pushed_for_one_anonymous_voice(poisoning):
    assert not [event for event in sent(poisoning, "push") if event["at"] < "2022-10-12T12:52"]


def test_two_voices_push_the_units_within_minutes_unverified(poisoning):
    pushes = [event for event in sent(poisoning, "push") if event["at"] < "2022-10-12T12:55"]
    assert {"cttt", "pgd-giong-trom"} <= {event["unit"] for event in pushes}
    assert all(event["level"] == "S3" for event in pushes)
    assert all("chua-kiem-chung" in event["labels"] and event["reasons"] for event in pushes)
    assert all("Bông Sen Trắng" in event["subject"] for event in pushes)


def test_the_press_with_an_authority_raises_and_confirms(poisoning):
    updated = [e for e in of_type(poisoning, "incident_updated") if e["at"].startswith("2022-10-12T14:10")]
    assert updated[-1]["level"] == "S4"
    assert "da-xac-nhan" in updated[-1]["labels"]
    told = [e for e in sent(poisoning, "push", "update") if e["at"].startswith("2022-10-12T14:10")]
    assert {"cttt", "pgd-giong-trom", "nguoi-phat-ngon", "van-phong", "lanh-dao"} <= {e["unit"] for e in told}
    assert all("42" in event["subject"] and "Châu Hòa" in event["text"] for event in told)


def test_an_acknowledged_incident_is_not_repeated_before_it_rises(poisoning):
    escalations = sent(poisoning, "escalation")
    assert not [e for e in escalations if "12:58" <= e["at"][11:16] < "14:10" and e["at"].startswith("2022-10-12")]


def test_the_clock_runs_a_day_from_noon_and_stops_with_the_statement(poisoning):
    clocks = of_type(poisoning, "clock")
    assert clocks[0]["event"] == "started"
    assert clocks[0]["due_at"][:13] in {"2022-10-13T11", "2022-10-13T12", "2022-10-13T13"}
    assert clocks[-1]["event"] == "stopped"
    assert clocks[-1]["at"] == "2022-10-13T08:00:00+07:00"
    assert "overdue" not in {clock["event"] for clock in clocks}


def test_closing_ends_it(poisoning):
    assert of_type(poisoning, "incident_closed")[-1]["outcome"] == "đã xử lý"


def test_copies_are_listed_as_suppressed_not_sent(poisoning):
    later = [e for e in poisoning if e["at"].startswith("2022-10-12T14:25")]
    assert {e["reason"] for e in of_type(later, "suppressed")} == {"duplicate"}
    assert not of_type(later, "notification")


def test_a_forged_notice_is_pushed_and_its_denial_follows_to_those_told(rumour):
    told = {event["unit"] for event in sent(rumour, "push")}
    assert "van-phong" in told
    corrections = sent(rumour, "correction")
    assert {event["unit"] for event in corrections} == told
    assert all("da-bac-bo" in event["labels"] for event in corrections)


def test_elsewhere_drills_and_calm_days_push_nobody(tmp_path):
    events = play("silence", tmp_path)
    assert not sent(events, "push", "update", "escalation", "candidate")
    assert len(of_type(events, "story_assigned")) == 5


@pytest.mark.parametrize("name", ["food-poisoning", "rumour-and-denial", "silence"])
def test_the_same_stream_gives_the_same_events(name, tmp_path):
    assert play(name, tmp_path) == play(name, tmp_path, run=2)


def test_keys_are_one_per_message(poisoning):
    keys = [event["key"] for event in of_type(poisoning, "notification")]
    assert len(keys) == len(set(keys))


def test_events_come_in_order_of_time(poisoning):
    times = [event["at"] for event in poisoning]
    assert times == sorted(times)
