"""How well reports of one event are brought together and look-alikes kept apart, by `monitor stories` itself.

`events_dev.jsonl` may be read while tuning; `events_held.jsonl` may not: whoever works on stories reads its result.
Both are invented, in order of arrival, each line with the `event` it tells of: two to six reports of an event by
different outlets and posters, beside events of the same kind, school, commune, week or series. Lowering a floor takes a
reason in the commit.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from monitor.commands.items import stories
from monitor.core.settings import load_settings

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent

FLOOR_B3 = {"dev": 0.979, "held": 0.95}
"""Measured a little more: 0.989 and 0.962; asked for is 0.95. What is missing are short posts that name nothing, and
pairs of one family of kinds that have nothing specific in common."""
MOST_WELDED = 0.012
"""Measured 0 of 89 and 0 of 49 stories; asked for is 0.02. One weld in the larger set passes, none in the smaller."""
EVENTS = {"dev": 80, "held": 40}
REPORTS_OF_AN_EVENT = range(2, 7)

Record = dict[str, Any]


def read(part: str) -> list[Record]:
    path = HERE / f"events_{part}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def gold_of(records: Sequence[Record]) -> dict[str, str]:
    return {record["id"]: record["event"] for record in records}


def placed(records: Sequence[Record]) -> dict[str, str]:
    """The story of each item as `monitor stories` leaves it: the last line of an item holds."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "items.jsonl", Path(folder) / "stories.jsonl"
        bare = [{key: value for key, value in record.items() if key != "event"} for record in records]
        source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in bare), encoding="utf-8")
        settings = load_settings({"MONITOR_VAR": folder})
        assert stories(settings, source=str(source), target=str(target)) == 0
        rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: row["story"] for row in rows}


@cache
def found(part: str) -> Mapping[str, str]:
    return placed(read(part))


def groups(assignment: Mapping[str, str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for item, name in assignment.items():
        members[name].add(item)
    return members


def b_cubed_f1(gold: Mapping[str, str], story: Mapping[str, str]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998)."""
    events, clusters = groups(gold), groups(story)
    shared = {item: len(events[gold[item]] & clusters[story[item]]) for item in gold}
    precision = sum(shared[item] / len(clusters[story[item]]) for item in gold) / len(gold)
    recall = sum(shared[item] / len(events[gold[item]]) for item in gold) / len(gold)
    return 2 * precision * recall / (precision + recall)


def weld_rate(gold: Mapping[str, str], story: Mapping[str, str]) -> float:
    """Share of stories that hold reports of more than one event."""
    clusters = groups(story).values()
    return sum(len({gold[item] for item in members}) > 1 for members in clusters) / len(clusters)


def same_partition(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two runs group alike, whatever the stories are called."""
    return {frozenset(members) for members in groups(one).values()} == {
        frozenset(members) for members in groups(other).values()
    }


def faults(gold: Mapping[str, str], story: Mapping[str, str]) -> str:
    """What a reader of a failed dev run wants: the welds and the splits, by event."""
    welds = [sorted({gold[item] for item in members}) for members in groups(story).values()]
    parts = {event: len({story[item] for item in members}) for event, members in groups(gold).items()}
    return f"welds {[names for names in welds if len(names) > 1]}, split {[e for e, n in parts.items() if n > 1]}"


@pytest.mark.parametrize("part", ["dev", "held"])
def test_reports_of_an_event_come_together(part):
    gold = gold_of(read(part))
    f1 = b_cubed_f1(gold, found(part))
    assert f1 >= FLOOR_B3[part], f"F1 {f1:.4f}" + (faults(gold, found(part)) if part == "dev" else "")


@pytest.mark.parametrize("part", ["dev", "held"])
def test_look_alikes_are_not_welded(part):
    gold = gold_of(read(part))
    rate = weld_rate(gold, found(part))
    assert rate <= MOST_WELDED, f"{rate:.4f}" + (faults(gold, found(part)) if part == "dev" else "")


@pytest.mark.parametrize("part", ["dev", "held"])
def test_delivery_again_changes_no_assignment(part):
    records = read(part)
    again = [copy for record in records for copy in (record, record)]
    assert placed(again) == found(part)


def test_a_second_delivery_of_the_whole_file_changes_no_assignment():
    records = read("dev")
    assert same_partition(placed([*records, *records]), found("dev"))


def at_one_time(records: Sequence[Record]) -> list[Record]:
    """The same reports, those of an hour arriving at one and the same time."""
    return [record | {"arrived_at": record["arrived_at"][:14] + "00:00+07:00"} for record in records]


def reversed_within_equal_times(records: Sequence[Record]) -> list[Record]:
    rows = [list(same) for _, same in groupby(records, key=lambda record: record["arrived_at"])]
    return [record for same in rows for record in reversed(same)]


@pytest.mark.parametrize("part", ["dev", "held"])
def test_order_of_lines_of_equal_time_changes_no_assignment(part):
    records = at_one_time(read(part))
    turned = reversed_within_equal_times(records)
    assert [row["id"] for row in turned] != [row["id"] for row in records]
    assert same_partition(placed(turned), placed(records))


@pytest.mark.parametrize("part", ["dev", "held"])
def test_the_set_is_what_it_says(part):
    records = read(part)
    events = groups(gold_of(records))
    assert len(events) >= EVENTS[part]
    assert {len(members) for members in events.values()} <= set(REPORTS_OF_AN_EVENT)
    assert [row["arrived_at"] for row in records] == sorted(row["arrived_at"] for row in records)
    assert len({row["id"] for row in records}) == len(records)
    assert not [pair for pair in combinations([row["text"] for row in records], 2) if pair[0] == pair[1]]


def test_both_parts_are_apart():
    assert not set(groups(gold_of(read("dev")))) & set(groups(gold_of(read("held"))))


def test_the_measures_see_a_weld_and_a_split():
    gold = {"a": "x", "b": "x", "c": "y", "d": "y"}
    assert (b_cubed_f1(gold, gold), weld_rate(gold, gold)) == (1.0, 0.0)
    welded, split = dict.fromkeys(gold, "1"), {"a": "1", "b": "2", "c": "3", "d": "3"}
    assert b_cubed_f1(gold, welded) < 0.7
    assert weld_rate(gold, welded) == 1.0
    assert b_cubed_f1(gold, split) < 0.9
    assert weld_rate(gold, split) == 0.0
