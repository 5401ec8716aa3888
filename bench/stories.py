"""How fast items go through stories and incidents, one core, with many open items already there.

Usage: python -m bench.stories [--quick] [--open N] [--items N] [--seed N]

The stream is drawn from the project's own labelled texts: sentences are mixed, schools and communes of the register put
in, a third are copies, a tenth tell harm; a few events grow to hundreds of items. First the index takes `--open` items
(not timed), then `--items` more, each placed and its story's incident decided as `monitor.stages.judging` does, without
the store. CPU time of this process alone counts. Target: at least 200 items a second, 99 of 100 within 100 ms.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import quantiles

from alerts.routes import route
from monitor.core.config.plan_file import load_plan
from monitor.core.incidents import Incident
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Classification, Fact, PlaceMention, Scored, Sentiment, Severity, Territory, Verdict
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.stories.forgery import may_be_incident
from monitor.stories.idf import read_idf
from monitor.stories.incidents import IncidentContext, Member, StoryView, decide_incident
from monitor.stories.index import StoryIndex

HOME = Path(__file__).resolve().parents[1]
START = datetime(2022, 10, 1, tzinfo=UTC)
OPEN_ITEMS = 20_000
TIMED_ITEMS = 4_000
QUICK_SHARE = 10
SPAN = timedelta(days=13)
"""The open items arrive within the window of stories, so that none of them has left it."""
MS = 1000.0
TARGET_PER_S = 200
TARGET_P99_MS = 100
COPIES, HARM, GROWING = 0.33, 0.10, 0.25
"""Shares of copies, of items that tell harm, and of items about one of the few events that grow."""
GROWING_EVENTS = 40
_FIRST = ("Sen", "Gò", "Bàu", "Cồn", "Rạch", "Bến", "Vàm", "Cây", "Giồng", "Bãi", "Đìa", "Láng", "Mương", "Xẻo", "Bưng")
_SECOND = ("Hồng", "Mây", "Sậy", "Bạc", "Lá", "Đình", "Gỗ", "Dông", "Cát", "Sóng", "Quao", "Mía", "Cui", "Nâu", "Me")
_SCHOOLS = tuple(f"{first} {second}" for first in _FIRST for second in _SECOND)
"""With their levels 900 invented schools; the province has about 500."""
_COMMUNES = ("An Đức", "Tân Xuân", "Mỹ Nhơn", "Bảo Thạnh", "An Bình Tây", "Tân Hào", "Phước Long", "Thạnh Phong")
_LEVELS = ("Tiểu học", "THCS", "THPT", "Mầm non")


@dataclass(frozen=True, slots=True)
class _Arrival:
    item: Item
    labels: Classification


def stream(count: int, rng: random.Random, finder: PlaceFinder) -> Iterator[_Arrival]:
    """Yield `count` items in order of arrival, SPAN / OPEN_ITEMS apart."""
    sentences = _sentences()
    events = [_event(rng, sentences, rng.randint(4, 8)) for _ in range(GROWING_EVENTS)]
    sent: list[Item] = []
    for number in range(count):
        at = START + number * (SPAN / OPEN_ITEMS)
        if sent and rng.random() < COPIES:
            item = replace(rng.choice(sent[-2_000:]), id=f"i{number}", url=None)
        else:
            event = rng.choice(events) if rng.random() < GROWING else _event(rng, sentences, 3)
            item = _item(f"i{number}", event, rng, sentences)
        item = replace(item, published_at=at, arrived_at=at, source=f"s{rng.randrange(80)}", author=f"u{number % 900}")
        sent.append(item)
        yield _Arrival(item, _labels(item, rng, finder.find(item).mentions))


def _sentences() -> list[str]:
    texts = [
        json.loads(line).get("text") or ""
        for path in sorted((HOME / "data" / "labelled").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [part.strip() for text in texts for part in text.split(". ") if len(part.split()) > 5]  # noqa: PLR2004


def _event(rng: random.Random, sentences: Sequence[str], size: int) -> tuple[str, ...]:
    school = f"Trường {rng.choice(_LEVELS)} {rng.choice(_SCHOOLS)}, xã {rng.choice(_COMMUNES)}"
    return (school, *rng.sample(sentences, size))


def _item(item_id: str, event: tuple[str, ...], rng: random.Random, sentences: Sequence[str]) -> Item:
    school, *told = event
    press = rng.random() < 0.5  # noqa: PLR2004 - half of the stream
    body = rng.sample(told, min(len(told), 3 if press else 2)) + rng.sample(sentences, 2 if press else 0)
    text = f"{body[0]} ở {school}. " + ". ".join(body[1:])
    if press:
        return Item(id=item_id, kind=Kind.PRESS, channel=Channel.PRESS_LOCAL, title=body[0][:90], text=text)
    return Item(id=item_id, kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, text=text)


def _labels(item: Item, rng: random.Random, places: tuple[PlaceMention, ...]) -> Classification:
    harm = rng.random() < HARM
    facts = (Fact("hospitalised", "12 em nhập viện", 0, 5, rng.randint(1, 40)),) if harm else ()
    return Classification(
        item_id=item.id,
        relevant=Verdict(value=True, score=0.9),
        themes=(Scored("school-safety", 0.9),),
        incident_types=(Scored("food-poisoning", 0.9),) if harm else (),
        sentiment=Sentiment.NEUTRAL,
        sentiment_score=0.5,
        severity=Severity.S3 if harm else Severity.S1,
        severity_confidence=0.8,
        good_news=Verdict(value=False, score=0.1),
        levels=(),
        places=places,
        territory=Territory.HOME,
        facts=facts,
    )


class _Desk:
    """Places items and decides, with the members of every story at hand."""

    def __init__(self, context: IncidentContext, index: StoryIndex) -> None:
        self._context = context
        self._index = index
        self._members: defaultdict[str, dict[str, Member]] = defaultdict(dict)
        self._incidents: dict[str, Incident] = {}

    def take(self, arrival: _Arrival) -> None:
        """Place one item and decide on every story it touched."""
        item, labels = arrival.item, arrival.labels
        assert item.arrived_at is not None
        types = tuple(scored.id for scored in labels.incident_types)
        placed = self._index.assign(
            item, places=labels.places, facts=labels.facts, incident_types=types, at=item.arrived_at
        )
        self._index.redirects()
        self._members[placed[0].story_id][item.id] = Member(item, labels, placed[0].copy_of)
        for story_id in dict.fromkeys(row.story_id for row in placed):
            self._decide(story_id, item.arrived_at)

    def _decide(self, story_id: str, now: datetime) -> None:
        members = tuple(self._members[story_id].values())
        current = self._incidents.get(story_id)
        if current is None and not may_be_incident(members):
            return
        decision = decide_incident(StoryView(story_id, members), current, context=self._context, now=now)
        if decision.incident is not None:
            self._incidents[story_id] = decision.incident

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Stories, members of the largest one, incidents."""
        return len(self._members), max(map(len, self._members.values())), len(self._incidents)


def measure(open_items: int, timed: int, seed: int) -> dict[str, float | int]:
    """Return the row of figures: items a second, milliseconds of one item (median, p99, worst), sizes."""
    plan = load_plan(HOME / "plan.yaml")
    gazetteer = load_gazetteer(HOME / "data" / "gazetteer")
    context = IncidentContext(plan=plan, route=partial(route, plan), name_of=gazetteer.name_of)
    desk = _Desk(context, StoryIndex(idf=read_idf(HOME / "data" / "models" / "idf.json")))
    arrivals = list(stream(open_items + timed, random.Random(seed), PlaceFinder(gazetteer)))  # noqa: S311
    for arrival in arrivals[:open_items]:
        desk.take(arrival)
    # As `monitor.stages.judging` does after it has rebuilt a large index.
    gc.collect()
    gc.freeze()
    costs = []
    for arrival in arrivals[open_items:]:
        before = time.process_time()
        desk.take(arrival)
        costs.append(time.process_time() - before)
    cuts = quantiles(costs, n=100)
    stories, largest, incidents = desk.sizes
    return {
        "open_items": open_items, "items_per_s": round(len(costs) / sum(costs)), "median_ms": round(cuts[49] * MS, 2),
        "p99_ms": round(cuts[98] * MS, 2), "worst_ms": round(max(costs) * MS, 2), "stories": stories,
        "largest_story": largest, "incidents": incidents,
    }  # fmt: skip


def main() -> int:
    """Print one row as JSON; exit status 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of the items: does everything still work?")
    parser.add_argument("--open", type=int, default=OPEN_ITEMS)
    parser.add_argument("--items", type=int, default=TIMED_ITEMS)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    share = QUICK_SHARE if asked.quick else 1
    row = measure(asked.open // share, asked.items // share, asked.seed)
    print(json.dumps(row))
    return 0 if row["items_per_s"] >= TARGET_PER_S and row["p99_ms"] <= TARGET_P99_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
