"""What must not matter does not matter: deliveries repeated, lines shuffled, accents dropped, the process killed.

Each test plays a stream twice, as it is and changed in a way that tells the product nothing new, and compares the logs.
"""

from __future__ import annotations

import itertools
import json
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor.app import Overrides, load_classifier
from monitor.core.config.plan_file import load_plan
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.settings import load_settings
from monitor.core.text import fold
from monitor.replay import Replay
from monitor.replay_log import event_to_record
from monitor.replay_stream import Stream, clock_from_record, happening_from_record
from monitor.store.database import open_store

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
STREAMS = {path.stem: path for path in sorted((HERE / "streams").glob("*.jsonl"))} | {
    f"{family}/{side}": HERE / "scenarios" / family / f"{side}.jsonl"
    for family in ("forged-notice-or-real", "copies-or-new-report", "same-school-grows-or-two-schools",
                   "retraction-or-spelling", "crash-between-two-voices")
    for side in ("event", "twin")
}  # fmt: skip
ACCENTS_KEPT = 0.76
"""Share of streams whose outcome stays when posts are typed without accents: some words then mean two things.

Measured 10 of 13. In the others one line of the desk or the digest is missing; who is interrupted stays the same.
"""

Line = dict[str, Any]
Play = Callable[[Iterable[Line]], list[Line]]


@pytest.fixture(scope="module")
def play(tmp_path_factory) -> Play:
    """Plays lines through the whole product on a fresh database and gives the event records."""
    folder = tmp_path_factory.mktemp("same-log")
    settings = load_settings({"MONITOR_VAR": str(folder)})
    classifier = load_classifier(
        settings, load_plan(settings.plan_path), PlaceFinder(load_gazetteer(settings.gazetteer_dir))
    )
    numbers = itertools.count()

    def played(lines: Iterable[Line]) -> list[Line]:
        first, *rest = lines
        start, end, tick = clock_from_record(first)
        happenings = sorted((happening_from_record(line) for line in rest), key=lambda h: h.sort_key)
        events: list[Line] = []
        store = open_store(f"sqlite:///{folder / f'{next(numbers)}.db'}")
        replay = Replay(
            settings,
            Stream(start, end, tick, tuple(happenings)),
            sink=lambda event: events.append(event_to_record(event)),
            overrides=Overrides(store=store, classifier=classifier),
        )
        replay.run()
        replay.close()
        return events

    return played


@pytest.fixture(scope="module")
def as_it_is(play) -> Callable[[str], list[Line]]:
    """The log of a stream unchanged, played once."""
    return cache(lambda name: play(lines_of(name)))


def lines_of(name: str) -> list[Line]:
    return [json.loads(line) for line in STREAMS[name].read_text(encoding="utf-8").splitlines()]


def without_repeats(events: Iterable[Line]) -> list[Line]:
    """The log with each message once, as it was first told: a crash may deliver one again, under the same key."""
    seen: set[str] = set()
    kept = []
    for event in events:
        if event["type"] == "notification":
            if event["key"] in seen:
                continue
            seen.add(event["key"])
        kept.append(event)
    return kept


def outcome(events: Iterable[Line]) -> set[tuple[str, ...]]:
    """Who was told what, and which items stand together: without the words, which accents change."""
    told = {(e["kind"], e["unit"], e["level"], *sorted(e["items"])) for e in events if e["type"] == "notification"}
    stories: dict[str, str] = {e["item"]: e["story"] for e in events if e["type"] == "story_assigned"}
    return told | {("together", *sorted(i for i in stories if stories[i] == story)) for story in stories.values()}


@pytest.mark.parametrize("name", STREAMS)
def test_deliveries_repeated_change_nothing(name, play, as_it_is):
    clock, *rest = lines_of(name)
    again = [
        line | {"arrived_at": (datetime.fromisoformat(line["arrived_at"]) + timedelta(seconds=20)).isoformat()}
        for line in rest
        if line["type"] == "item"
    ]
    assert play([clock, *rest, *again]) == as_it_is(name)


@pytest.mark.parametrize("name", STREAMS)
def test_lines_shuffled_change_nothing(name, play, as_it_is):
    clock, *rest = lines_of(name)
    shuffled = rest.copy()
    random.Random(7).shuffle(shuffled)
    assert play([clock, *shuffled]) == as_it_is(name)


def test_items_of_one_minute_may_come_in_any_order(play):
    clock, *rest = lines_of("copies-or-new-report/event")
    items = [line for line in rest if line["type"] == "item"]
    minute = items[0]["arrived_at"]
    together = [line | {"arrived_at": minute} if line["type"] == "item" else line for line in rest]
    renamed = {line["id"]: f"{9 - number}-{line['id']}" for number, line in enumerate(items)}
    other_way = [_renamed(line, renamed) for line in together]
    plain = {tuple(sorted(group)) for kind, *group in outcome(play([clock, *together])) if kind == "together"}
    turned = {
        tuple(sorted(item.split("-", 1)[1] for item in group))
        for kind, *group in outcome(play([clock, *other_way]))
        if kind == "together"
    }
    assert plain == turned


def _renamed(line: Line, names: dict[str, str]) -> Line:
    return {key: names.get(value, value) if isinstance(value, str) else value for key, value in line.items()}


def test_accents_dropped_from_posts_change_little(play, as_it_is):
    kept = [outcome(as_it_is(name)) == outcome(play(_accentless(lines_of(name)))) for name in STREAMS]
    assert sum(kept) / len(kept) >= ACCENTS_KEPT, [name for name, same in zip(STREAMS, kept, strict=True) if not same]


def _accentless(lines: list[Line]) -> list[Line]:
    return [
        line | {"text": fold(unicodedata.normalize("NFC", line["text"]))} if line.get("kind") == "social" else line
        for line in lines
    ]


@pytest.mark.parametrize("name", STREAMS)
def test_a_crash_at_any_step_gives_the_same_log(name, play, as_it_is):
    clock, *rest = lines_of(name)
    whole = without_repeats(as_it_is(name))
    moments = sorted({line.get("arrived_at") or line["at"] for line in rest})
    crashes = [
        {"type": "fault", "at": moment, "kind": "crash", "args": args}
        for moment in moments
        for args in ({}, {"between": "send-and-mark"})
    ]
    events = play([clock, *rest, *crashes])
    assert without_repeats(events) == whole
    keys = Counter(event["key"] for event in events if event["type"] == "notification")
    repeats = sum(keys.values()) - len(keys)
    assert repeats <= len(moments), "one crash repeats one message at most"
    sent_later = any(e["type"] == "notification" and e["channel"] != "desk" and e["at"] > moments[0] for e in whole)
    assert repeats or not sent_later, "no crash came between send and mark"
