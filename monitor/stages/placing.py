"""Items in one transaction: each is stored, placed in a story and decided upon, in order of arrival.

Most items are quiet: their story has no incident and holds nothing that could become one. What is to be known for that
is looked up for all of them at once, and they are written together. Before an item that is not quiet, all before it are
written, so that its story is decided upon as if every item had come alone.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from monitor.core.events import StoryAssigned
from monitor.core.handling import Membership
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.core.log_context import about
from monitor.stages.deciding import current_incident, decide, members_of, mention_in_digest, merge_incident
from monitor.stages.parts import Ledger, Parts
from monitor.stages.quarantine import is_fallback, labels_apart
from monitor.store.database import Tx
from monitor.store.items import PutResult
from monitor.stories.forgery import LEVEL, Bearing, bearing_of
from monitor.stories.index import StoryIndex
from monitor.stories.view import Member
from monitor.stories.waves import MANY, is_look, may_wait, may_wait_unborn

INDEX_WINDOW = timedelta(days=14)
"""Stories without news for this long are closed to new items."""
_REMEMBERED = 20_000
"""Items whose bearing is kept at hand: some megabytes."""
_OUTLINES_KEPT = 100
"""Stories of more than a hundred items whose outline is kept at hand: more are never loud at once."""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one item: `story_id` is None for a re-delivery; `incident` the one it touched, if any."""

    item_id: str
    result: PutResult
    story_id: str | None = None
    copy_of: str | None = None
    incident: Incident | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item with its arrival, and its labels; `now` is when its turn came."""

    item: Item
    labels: Classification
    now: datetime


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where an arrival stands by the index, which items it moved, and which stories went into others by it."""

    arrival: Arrival
    memberships: tuple[Membership, ...]
    redirects: tuple[tuple[str, str], ...]
    size: int = 0
    """How many items its story had become, when it is open."""

    @property
    def own(self) -> Membership:
        return self.memberships[0]

    @property
    def is_plain(self) -> bool:
        """Whether nothing but the item itself has a new place."""
        return len(self.memberships) == 1 and not self.redirects


@dataclass(slots=True)
class _Outline:
    """Of a story, whether it may be or become an incident: seen without reading it, and never missed."""

    has_incident: bool = False
    is_grave: bool = False
    bearings: set[Bearing] = field(default_factory=set)

    @property
    def is_quiet(self) -> bool:
        forged = {Bearing.DENIES, Bearing.PASSES_ON} <= self.bearings
        return not (self.has_incident or self.is_grave or forged)


class Bearings:
    """How items bear on papers that may be forged, kept at hand by item and content; and outlines of loud stories."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], Bearing] = OrderedDict()
        self._outlines: OrderedDict[str, tuple[int, _Outline]] = OrderedDict()

    def outline_of(self, story_id: str, *, size: int) -> _Outline | None:
        """The outline of a story that held `size` items when it was kept and holds as many now; None: read it."""
        held, outline = self._outlines.get(story_id, (0, None))
        return outline if held == size else None

    def keep_outline(self, story_id: str, outline: _Outline, *, size: int) -> None:
        """Keep the outline of a story that is only looked at whole now and then, until the next look."""
        if size > MANY and not is_look(size):
            self._outlines[story_id] = size, outline
            self._outlines.move_to_end(story_id)
        else:
            self._outlines.pop(story_id, None)
        if len(self._outlines) > _OUTLINES_KEPT:
            self._outlines.popitem(last=False)

    def of(self, item: Item) -> Bearing:
        """The bearing of an item at hand."""
        key = (item.id, item.content_hash)
        if key not in self._known:
            self._keep(key, bearing_of(item))
        return self._known[key]

    def of_stored(self, tx: Tx, wanted: Iterable[tuple[str, str]]) -> dict[str, Bearing]:
        """Bearings of stored items by id; `wanted`: id and hash of the content of each."""
        asked = list(wanted)
        found = {
            item_id: self._known[item_id, content] for item_id, content in asked if (item_id, content) in self._known
        }
        content_of = {item_id: content for item_id, content in asked if item_id not in found}
        for item_id, item in tx.items.many(content_of).items():
            # By the hash that stands beside it: a text that was emptied for its age still counts as the one that came.
            found[item_id] = self._keep((item_id, content_of[item_id]), bearing_of(item))
        return found

    def _keep(self, key: tuple[str, str], bearing: Bearing) -> Bearing:
        self._known[key] = bearing
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return bearing


class Placing:
    """The work of one transaction. After an error the index is not in step with the store any more."""

    def __init__(self, parts: Parts, tx: Tx, index: StoryIndex, bearings: Bearings) -> None:
        self._parts = parts
        self._tx = tx
        self._index = index
        self._bearings = bearings
        self._unwritten: list[_Placed] = []
        self._outlines: dict[str, _Outline] = {}
        self._loud: set[str] = set()
        self._held: dict[str, tuple[list[Member], datetime | None]] = {}
        self.ledgers: list[Ledger] = []
        """What is to be told after the commit, item by item."""

    def take(self, arrivals: Sequence[Arrival]) -> list[Received]:
        """Take items in, in this order."""
        received: list[Received] = []
        for is_new, run in groupby(zip(self._are_new(arrivals), arrivals, strict=True), key=itemgetter(0)):
            several = [arrival for _, arrival in run]
            received += self._take_new(several) if is_new else [self._take_known(arrival) for arrival in several]
        return received

    def _are_new(self, arrivals: Sequence[Arrival]) -> list[bool]:
        """Of each whether nothing was ever known of it; the second of two with one id is known."""
        ids = [arrival.item.id for arrival in arrivals]
        known = self._tx.items.known(ids) | self._tx.stories.known(ids)
        return [item_id not in known and item_id not in ids[:place] for place, item_id in enumerate(ids)]

    def _take_new(self, arrivals: Sequence[Arrival]) -> list[Received]:
        # What the index says of an item depends on those before it, never on what is decided of their stories.
        placed = [self._assign(arrival, None) for arrival in arrivals]
        self._sketch(Counter(one.own.story_id for one in placed))
        received = [self._settle_new(one) for one in placed]
        self._write()
        for story_id, outline in self._outlines.items():
            size = self._index.size_of(story_id) if story_id not in self._loud else 0  # 0: to be read anew
            self._bearings.keep_outline(story_id, outline, size=size)
        return received

    def _settle_new(self, placed: _Placed) -> Received:
        arrival, own = placed.arrival, placed.own
        with about(item=arrival.item.id):
            ledger = self._ledger()
            if is_fallback(arrival.labels):
                labels_apart(self._tx, self._parts.classifier, arrival.item, now=arrival.now)
            self._unwritten.append(placed)
            ledger.tell(StoryAssigned(arrival.now, own.item_id, own.story_id, own.copy_of))
            if placed.is_plain and self._stays_quiet(placed):
                mention_in_digest(ledger, self._parts, arrival.item, arrival.labels, own, now=arrival.now)
                return Received(arrival.item.id, PutResult.NEW, own.story_id, own.copy_of)
            waits, incident = self._waits(placed)
            if waits:
                return Received(arrival.item.id, PutResult.NEW, own.story_id, own.copy_of, incident)
            self._write()
            return self._settle(ledger, placed, PutResult.NEW, before=None)

    def _take_known(self, arrival: Arrival) -> Received:
        with about(item=arrival.item.id):
            ledger, item, labels, now = self._ledger(), arrival.item, arrival.labels, arrival.now
            self._held.clear()
            result = self._tx.items.put(item, now=now)
            if result is PutResult.SAME:
                return Received(item.id, result)
            if result is not PutResult.NEW:
                labels = self._tx.corrections.apply(item, labels)  # a text may come back to what somebody judged
            self._tx.labels.put(labels, now=now)
            if is_fallback(labels):
                labels_apart(self._tx, self._parts.classifier, item, now=now)
            known = self._tx.stories.story_of(item.id)
            placed = self._assign(replace(arrival, labels=labels), known)
            if placed.own is not known:
                self._tx.stories.put(placed.own)
                ledger.tell(StoryAssigned(now, placed.own.item_id, placed.own.story_id, placed.own.copy_of))
            return self._settle(ledger, placed, result, before=known)

    def _assign(self, arrival: Arrival, known: Membership | None) -> _Placed:
        item, labels = arrival.item, arrival.labels
        if known is not None and arrival.now - known.assigned_at > INDEX_WINDOW:
            return _Placed(arrival, (known,), ())  # its story is closed and out of memory: a late edit opens no other
        memberships = self._index.assign(
            item,
            places=labels.places,
            facts=labels.facts,
            incident_types=tuple(scored.id for scored in labels.incident_types),
            at=item.arrived_at or arrival.now,
        )
        size = self._index.size_of(memberships[0].story_id)
        return _Placed(arrival, memberships, self._index.redirects(), size)

    def _settle(self, ledger: Ledger, placed: _Placed, result: PutResult, *, before: Membership | None) -> Received:
        """Move what it moved, and decide on every story that it touched. The item itself is stored and placed."""
        arrival, own = placed.arrival, placed.own
        left = [before.story_id] if before is not None and before.story_id != own.story_id else []
        for moved in placed.memberships[1:]:
            stood = self._tx.stories.story_of(moved.item_id)
            if stood is not None and stood.story_id != moved.story_id:
                left.append(stood.story_id)
            self._tx.stories.put(moved)
            ledger.tell(StoryAssigned(arrival.now, moved.item_id, moved.story_id, moved.copy_of))
        for old, new in placed.redirects:
            self._tx.stories.redirect(old, new, at=arrival.now)
            self._rehome(ledger, old, new, now=arrival.now)
        touched = dict.fromkeys((*(m.story_id for m in placed.memberships), *left))
        self._loud |= {*touched, *(story_id for pair in placed.redirects for story_id in pair)}
        if not placed.is_plain:
            self._held.clear()
        incidents = [
            decide(ledger, self._parts, story_id, now=arrival.now, arrived=own if story_id == own.story_id else None,
                   members=self._members(story_id))
            for story_id in touched
        ]  # fmt: skip
        if incidents[0] is None:
            mention_in_digest(ledger, self._parts, arrival.item, arrival.labels, own, now=arrival.now)
        return Received(arrival.item.id, result, own.story_id, own.copy_of, incidents[0])

    def _rehome(self, ledger: Ledger, old: str, new: str, *, now: datetime) -> None:
        """After a repair joined two stories, their incidents are one: the one already told of survives."""
        moved = self._tx.incidents.by_story(old)
        here = self._tx.incidents.by_story(new)
        survivor = next((i for i in here if i.is_open), None)
        for incident in moved:
            if survivor is None:
                survivor = replace(incident, story_id=new)
                self._tx.incidents.put(survivor, next_due_at=now)
            elif incident.is_open:
                merge_incident(ledger, incident, survivor, now=now)

    def _sketch(self, arriving: Counter[str]) -> None:
        """Look up what is to be known of stories, before anything of this run is written."""
        asked = sorted(story_id for story_id in arriving if story_id not in self._loud)
        with_incident = self._tx.incidents.stories(asked)
        unknown = []
        for story_id in asked:
            size = self._index.size_of(story_id) - arriving[story_id]
            kept = self._bearings.outline_of(story_id, size=size)
            if kept is None:
                unknown.append(story_id)
            else:
                self._outlines[story_id] = replace(kept, has_incident=story_id in with_incident)
        self._read_outlines(unknown, with_incident)

    def _read_outlines(self, asked: Sequence[str], with_incident: Collection[str]) -> None:
        held = self._tx.stories.outlines(asked)
        wanted = {(shown.item_id, shown.content_hash) for story in held.values() for shown in story}
        bearings = self._bearings.of_stored(self._tx, wanted)
        for story_id in asked:
            members = held.get(story_id, ())
            self._outlines[story_id] = _Outline(
                has_incident=story_id in with_incident,
                is_grave=any(shown.severity >= LEVEL for shown in members),
                bearings={bearings[shown.item_id] for shown in members},
            )

    def _members(self, story_id: str) -> list[Member]:
        """What a story holds. Of one that grows, and only grows, in this transaction, nothing is read twice."""
        if story_id not in self._held:
            self._held[story_id] = members_of(self._tx, story_id)
        return self._held[story_id][0]

    def _add(self, placed: _Placed) -> None:
        """Note what was just written with the story that is held; one that belongs before others is to be read."""
        own = placed.own
        members, last = self._held.pop(own.story_id, (None, None))
        if members is not None and last is not None and own.assigned_at >= last:
            added = Member(placed.arrival.item, placed.arrival.labels, own.copy_of)
            self._held[own.story_id] = ([*members, added], own.assigned_at)

    def _stays_quiet(self, placed: _Placed) -> bool:
        """Whether its story is none to be decided upon, with this item in it."""
        story_id = placed.own.story_id
        if story_id in self._loud:
            return False
        outline = self._outlines[story_id]
        outline.is_grave |= placed.arrival.labels.severity >= LEVEL
        outline.bearings.add(self._bearings.of(placed.arrival.item))
        return outline.is_quiet

    def _waits(self, placed: _Placed) -> tuple[bool, Incident | None]:
        """Whether an item only adds one more to a loud story, until the next look at the whole; and its incident."""
        if not placed.is_plain or is_look(placed.size):
            return False, None
        incident = current_incident(self._tx, placed.own.story_id)
        arrived = Member(placed.arrival.item, placed.arrival.labels, placed.own.copy_of)
        if incident is None:
            return may_wait_unborn(arrived, size=placed.size), None
        return may_wait(arrived, incident, size=placed.size), incident

    def _write(self) -> None:
        """Write the new items that are not written yet."""
        unwritten, self._unwritten = self._unwritten, []
        if unwritten:
            self._tx.items.add_all(placed.arrival.item for placed in unwritten)
            self._tx.labels.add_all([(placed.arrival.labels, placed.arrival.now) for placed in unwritten])
            self._tx.stories.add_all(placed.own for placed in unwritten)
            for placed in unwritten:
                self._add(placed)

    def _ledger(self) -> Ledger:
        ledger = Ledger(self._tx)
        self.ledgers.append(ledger)
        return ledger
