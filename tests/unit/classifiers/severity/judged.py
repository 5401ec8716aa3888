"""What a written text comes to: its facts, and its level when its types and tone are given."""

from __future__ import annotations

from classifiers.facts.extract import find_facts
from classifiers.severity.decide import decide_severity
from monitor.core.clock import parse_time
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Fact, Sentiment, Severity
from monitor.core.text import normalise


def item_of(written: str) -> Item:
    """Title and text divided by a line are an article; without a line it is a post."""
    title, _, text = written.rpartition("\n")
    press = bool(title)
    return Item(
        id="x",
        kind=Kind.PRESS if press else Kind.SOCIAL,
        channel=Channel.PRESS_LOCAL if press else Channel.FACEBOOK_GROUP,
        text=text,
        title=title or None,
        published_at=parse_time("2024-06-06T09:00:00+07:00"),
    )


def facts_of(written: str) -> tuple[Fact, ...]:
    item = item_of(written)
    return find_facts(item, normalise(item.full_text))


def level_of(written: str, types: str, sentiment: Sentiment) -> Severity:
    return decide_severity(
        facts_of(written),
        item=item_of(written),
        incident_types=[name for name in types.split(",") if name],
        relevant=True,
        sentiment=sentiment,
    ).level
