"""What reports count of one item: its labels without evidence, scores and text."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.core.items import Channel
from monitor.core.labels import Sentiment, Severity, Territory


@dataclass(frozen=True, slots=True)
class CountedLabels:
    """One item with ids of its themes, incident types, places and levels of education, each as often as it was given.

    `is_copy`: it repeats the text of another item.
    """

    channel: Channel
    relevant: bool
    severity: Severity
    sentiment: Sentiment
    territory: Territory
    themes: tuple[str, ...]
    incident_types: tuple[str, ...]
    places: tuple[str, ...]
    levels: tuple[str, ...]
    good_news: bool
    is_copy: bool
