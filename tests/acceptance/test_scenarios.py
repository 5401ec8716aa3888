"""Situations a duty officer knows, each beside a near-identical twin whose right outcome is the opposite.

`scenarios/FAMILY/SIDE.jsonl` is a stream, `SIDE.expect.json` beside it says in a small vocabulary what a competent
officer expects: a list of checks, each `{name: {…}}`, by the functions named `check_…` here. A check that the product
does not meet today carries `"xfail": reason`, strictly: when it begins to pass, the mark must go.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.commands.running import replay
from monitor.core.settings import load_settings

pytestmark = pytest.mark.slow
SCENARIOS = Path(__file__).parent / "scenarios"
INTERRUPTING = ("push", "update", "escalation")
DEFAULT_WITHIN_MINUTES = 5
MAX_DELIVERIES_OF_ONE_KEY = 2

Event = dict[str, Any]
Spec = dict[str, Any]


@dataclass(frozen=True)
class Played:
    """What one stream gave. `arrivals` are the first arrivals of its items."""

    events: tuple[Event, ...]
    arrivals: dict[str, datetime]

    def of_type(self, *types: str) -> list[Event]:
        return [event for event in self.events if event["type"] in types]

    def sent(self, *kinds: str) -> list[Event]:
        return [event for event in self.of_type("notification") if event["kind"] in kinds]

    def last_incident_of(self, item: str) -> Event | None:
        """The last snapshot of the incident that holds an item, None when it never became one."""
        holding = [e for e in self.events if e["type"].startswith("incident_") and item in e["items"]]
        return holding[-1] if holding else None

    def story_of(self, item: str) -> str:
        """The story as it stands at the end: a later line holds."""
        return [e["story"] for e in self.of_type("story_assigned") if e["item"] == item][-1]


def time_of(text: str) -> datetime:
    return datetime.fromisoformat(text)


def start_of(played: Played, spec: Spec) -> datetime:
    return played.arrivals[spec["of_item"]] if "of_item" in spec else time_of(spec["at"])


def between(events: list[Event], spec: Spec) -> list[Event]:
    """The events in `[from, until)`; either end may be open."""
    after = time_of(spec["from"]) if "from" in spec else None
    before = time_of(spec["until"]) if "until" in spec else None
    late_enough = [e for e in events if after is None or time_of(e["at"]) >= after]
    return [e for e in late_enough if before is None or time_of(e["at"]) < before]


def brief(events: list[Event]) -> list[tuple[str, ...]]:
    return [(e["at"][5:16], e["kind"], e["unit"], str(e["level"]), e["channel"]) for e in events]


def written(event: Event) -> str:
    return event["subject"] + "\n" + event["text"]


def check_must_push(played: Played, spec: Spec) -> None:
    """Each named unit is told, at that level or above, within so many minutes of the item (or of `at`)."""
    begin = start_of(played, spec)
    end = begin + timedelta(minutes=spec.get("within_minutes", DEFAULT_WITHIN_MINUTES))
    told = [e for e in played.sent(*spec.get("kinds", ["push"])) if begin <= time_of(e["at"]) <= end]
    told = [e for e in told if e["level"] >= spec.get("level_at_least", "S2")]
    told = [e for e in told if "channel" not in spec or e["channel"] == spec["channel"]]
    missing = set(spec["units_include"]) - {e["unit"] for e in told}
    assert not missing, f"not told in time: {sorted(missing)}; sent: {brief(played.sent(*INTERRUPTING, 'candidate'))}"
    told = [e for e in told if e["unit"] in spec["units_include"]]
    assert all(e["reasons"] for e in told)
    for label in spec.get("labels_include", []):
        assert all(label in e["labels"] for e in told), [e["labels"] for e in told]
    for words in spec.get("text_includes", []):
        assert all(words in written(e) for e in told), written(told[0])
    for words in spec.get("text_excludes", []):
        assert not [e for e in told if words in written(e)], written(told[0])


def check_must_not_push(played: Played, spec: Spec) -> None:
    """Nobody (or none of `units`) is interrupted; without `candidate_ok` nothing waits in the tray either."""
    kinds = spec.get("kinds", INTERRUPTING) if spec.get("candidate_ok", True) else (*INTERRUPTING, "candidate")
    wrong = between(played.sent(*kinds), spec)
    wrong = [e for e in wrong if "units" not in spec or e["unit"] in spec["units"]]
    wrong = [e for e in wrong if "items" not in spec or set(e["items"]) & set(spec["items"])]
    assert not wrong, f"{brief(wrong)}: {wrong[0]['subject']} {wrong[0]['reasons']}"


def check_candidate(played: Played, spec: Spec) -> None:
    """The named units find a candidate in the tray; they need not be interrupted."""
    check_must_push(played, {"kinds": ["candidate"], "level_at_least": "S1", "within_minutes": 15, **spec})


def check_level(played: Played, spec: Spec) -> None:
    """The level of the item's incident in the end; an item without an incident counts as S0."""
    incident = played.last_incident_of(spec["item"])
    level = incident["level"] if incident else "S0"
    assert spec.get("at_least", "S0") <= level <= spec.get("at_most", "S4"), level


def check_incident(played: Played, spec: Spec) -> None:
    """Territory, type, labels, places and units of the item's incident in the end."""
    incident = played.last_incident_of(spec["item"])
    assert incident is not None, "no incident"
    assert spec.get("territory", incident["territory"]) == incident["territory"]
    assert incident["incident_type"] in spec.get("type_any_of", [incident["incident_type"]])
    for key in ("labels", "places", "units"):
        assert set(spec.get(f"{key}_include", [])) <= set(incident[key]), incident[key]
        assert not set(spec.get(f"{key}_exclude", [])) & set(incident[key]), incident[key]
    low, high = spec.get("confidence_between", (0.0, 1.0))
    assert low <= incident["confidence"] <= high, incident["confidence"]


def check_story_together(played: Played, spec: Spec) -> None:
    assert len({played.story_of(item) for item in spec["items"]}) == 1


def check_story_apart(played: Played, spec: Spec) -> None:
    assert len({played.story_of(item) for item in spec["items"]}) == len(spec["items"])


def check_copies(played: Played, spec: Spec) -> None:
    """Each of `items` is known as a copy; none counts as a voice."""
    copies = {e["item"]: e["copy_of"] for e in played.of_type("story_assigned")}
    assert {item: bool(copies[item]) for item in spec["items"]} == dict.fromkeys(spec["items"], True)


def check_sent(played: Played, spec: Spec) -> None:
    """Messages of one kind go out in a span: at least to `units_include`; exactly `count` of them when given."""
    found = between(played.sent(spec["kind"]), spec)
    assert set(spec.get("units_include", [])) <= {e["unit"] for e in found}, brief(found)
    assert spec.get("count", len(found)) == len(found), brief(found)


def check_correction_to_told(played: Played, spec: Spec) -> None:
    """A correction reaches exactly the units that were interrupted before it, by `labels_include` when given."""
    corrections = played.sent("correction")
    assert corrections, "no correction"
    first = corrections[0]["at"]
    told = {e["unit"] for e in played.sent(*INTERRUPTING) if e["at"] <= first}
    assert {e["unit"] for e in corrections} == told
    for label in spec.get("labels_include", []):
        assert all(label in e["labels"] for e in corrections)


def check_clock(played: Played, spec: Spec) -> None:
    """An event of the statement clock, with its due time and basis; `"event": null` means that none runs."""
    clocks = between(played.of_type("clock"), spec)
    if spec["event"] is None:
        assert not clocks, clocks
        return
    found = [e for e in clocks if e["event"] == spec["event"]]
    assert found, clocks
    assert time_of(found[-1]["due_at"]) == time_of(spec.get("due_at", found[-1]["due_at"])), found[-1]
    assert found[-1]["basis"] == spec.get("basis", found[-1]["basis"]), found[-1]


def check_suppressed(played: Played, spec: Spec) -> None:
    rows = [e for e in played.of_type("suppressed") if e["unit"] == spec.get("unit", e["unit"])]
    assert spec["reason"] in {e["reason"] for e in rows}, rows


def check_one_key(played: Played, spec: Spec) -> None:
    """Each unit is pushed under one key an incident, delivered once, or twice after a crash."""
    keys: dict[tuple[str, str], list[str]] = {}
    for event in played.sent("push"):
        keys.setdefault((event["incident"], event["unit"]), []).append(event["key"])
    assert keys
    assert all(len(set(found)) == 1 for found in keys.values()), keys
    assert max(len(found) for found in keys.values()) <= spec.get("deliveries_at_most", MAX_DELIVERIES_OF_ONE_KEY), keys


def check_operator_warning(played: Played, spec: Spec) -> None:
    """So many warnings to the operator about a thing: `count`, or at least one."""
    found = [e for e in between(played.of_type("operator_warning"), spec) if e["about"] == spec["about"]]
    assert len(found) == spec["count"] if "count" in spec else found, found


CHECKS: dict[str, Callable[[Played, Spec], None]] = {
    name.removeprefix("check_"): function for name, function in globals().items() if name.startswith("check_")
}


def scenarios() -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(SCENARIOS.glob("*/*.expect.json")):
        yield path.with_name(path.name.replace(".expect.json", ".jsonl")), json.loads(path.read_text(encoding="utf-8"))


def cases() -> Iterator[Any]:
    for stream, expected in scenarios():
        for number, check in enumerate(expected["checks"], start=1):
            reason = check.get("xfail")
            name = next(key for key in check if key != "xfail")
            marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
            case_id = f"{stream.parent.name}/{stream.stem}/{number}-{name}"
            yield pytest.param(stream, name, check[name], id=case_id, marks=marks)


@pytest.fixture(scope="module")
def play(tmp_path_factory):
    """Plays a stream once, however many checks look at it."""
    folder = tmp_path_factory.mktemp("scenarios")
    settings = load_settings({"MONITOR_VAR": str(folder / "var")})
    done: dict[Path, Played] = {}

    def played(stream: Path) -> Played:
        if stream not in done:
            events = folder / "events.jsonl"
            assert replay(settings, stream=str(stream), events=str(events), plan_path=None, database=None) == 0
            done[stream] = Played(read_lines(events), arrivals_of(stream))
        return done[stream]

    return played


def read_lines(path: Path) -> tuple[Event, ...]:
    return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def arrivals_of(stream: Path) -> dict[str, datetime]:
    arrivals: dict[str, datetime] = {}
    for line in read_lines(stream):
        if line["type"] == "item":
            at = time_of(line["arrived_at"])
            arrivals[line["id"]] = min(at, arrivals.get(line["id"], at))
    return arrivals


@pytest.mark.parametrize(("stream", "name", "spec"), list(cases()))
def test_the_officer_gets_what_the_situation_asks(stream, name, spec, play):
    CHECKS[name](play(stream), spec)


def test_every_family_has_a_stream_and_a_twin():
    sides: dict[str, set[str]] = {}
    for stream, _ in scenarios():
        sides.setdefault(stream.parent.name, set()).add(stream.stem)
    assert len(sides) >= 24
    assert all(found == {"event", "twin"} for found in sides.values())
