"""What the stages work with, built once by `monitor.app`, and the ledger of what one transaction did."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from alerts.channels.base import Channel
from alerts.links import LinkSigner
from monitor.core.clock import Clock
from monitor.core.events import Event, EventSink, ignore
from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.core.notifications import Recipient
from monitor.core.plan import Plan
from monitor.store.database import Store, Tx
from monitor.stories.incidents import IncidentContext
from monitor.stories.index import StoryIndex

OPERATOR = "quan-tri-he-thong"
"""Stands for the IT officer where a unit is named; no unit of a plan has this id."""
NO_OPERATOR = Recipient(OPERATOR, "")


class ItemClassifier(Protocol):
    """What labels items: a batch in, as many classifications out, in order."""

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]: ...


@dataclass(frozen=True)
class Parts:
    """Everything a stage may use. `channels` are by name; `sink` hears what was committed.

    `rates`: messages a minute a channel takes, where it has a limit. `operator`: the IT officer's own addresses.
    `source_names` gives what outlets and groups are called, by source id, as the list of sources stands.
    `stopping` is set when the product is to end: stages finish what is in hand and begin nothing new.
    """

    plan: Plan
    store: Store
    classifier: ItemClassifier
    context: IncidentContext
    clock: Clock
    channels: Mapping[str, Channel]
    new_index: Callable[[], StoryIndex] = StoryIndex
    signer: LinkSigner | None = None
    base_url: str = ""
    sink: EventSink = ignore
    random: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - jitter, not secrets
    rates: Mapping[str, int] = field(default_factory=dict)
    operator: Recipient = NO_OPERATOR
    source_names: Callable[[], Mapping[str, str]] = dict
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def channel_order(self) -> tuple[str, ...]:
        """Configured channels, the plan's order first, then those that need no address."""
        planned = [name for name in self.plan.alerts.channels if name in self.channels]
        return (*planned, *(name for name in self.channels if name not in planned))


@dataclass
class Ledger:
    """One transaction in work: the open `tx`, and the events to tell once it is committed."""

    tx: Tx
    events: list[Event] = field(default_factory=list)

    def tell(self, event: Event) -> None:
        """Keep an event until the commit."""
        self.events.append(event)
