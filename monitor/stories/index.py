"""The index of open stories: takes items one by one, says to which story each belongs, repairs by merging.

In memory, deterministic, no clock: times come with the items. It keeps what the last 14 days hold and can be rebuilt
from stored rows. Candidates are found by `postings`, rules of judgement are in `clustering`, `repair`, `copies` and
`anchors`; this module keeps the books and moves items when a repair says so.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.core.handling import Membership
from monitor.core.items import Item
from monitor.core.labels import Fact, PlaceMention
from monitor.stories import explain
from monitor.stories.calling import agreed_school
from monitor.stories.clustering import Match, judge, should_merge
from monitor.stories.copies import Copy, CopyIndex
from monitor.stories.idf import Idf
from monitor.stories.postings import Postings
from monitor.stories.reading import Reading, body_words, moment_of, observed_terms, read_item
from monitor.stories.repair import Departure, departures, strays
from monitor.stories.story import Story
from monitor.stories.thresholds import ClusterSettings

DEFAULT_SETTINGS = ClusterSettings()

REPLY_WINDOW = timedelta(days=60)
"""How long an item is remembered, for comments and shares that come late and for re-deliveries."""

Row = tuple[Item, Membership, Sequence[PlaceMention], Sequence[Fact], Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where an item stands, its content, to know re-deliveries from new versions, and the item it goes along with."""

    membership: Membership
    content: str
    follows: str | None


_NEAR_RIVALS = 3
"""Other stories looked at for items that belong to this one, the likest first."""


def story_id_for(item_id: str) -> str:
    """The id of a story that this item opens: `st-` and 10 hexadecimal digits, always the same."""
    return "st-" + hashlib.sha256(item_id.encode()).hexdigest()[:10]


class StoryIndex:
    """Open stories. Not for several threads at once."""

    def __init__(self, *, settings: ClusterSettings = DEFAULT_SETTINGS, idf: Idf | None = None) -> None:
        self._settings = settings
        self._idf = idf.copy() if idf else Idf()
        self._copies = CopyIndex(window=settings.window)
        self._stories: dict[str, Story] = {}
        self._placed: dict[str, _Placed] = {}
        self._alias: dict[str, str] = {}
        self._fresh_aliases: list[tuple[str, str]] = []
        self._postings = Postings()
        self._ages: deque[tuple[datetime, int]] = deque()
        self._known_since: deque[tuple[datetime, str]] = deque()
        self._followers: defaultdict[str, list[str]] = defaultdict(list)
        self._number = 0
        self._now: datetime | None = None

    def assign(
        self,
        item: Item,
        *,
        places: Sequence[PlaceMention] = (),
        facts: Sequence[Fact] = (),
        incident_types: Sequence[str] = (),
        at: datetime,
    ) -> tuple[Membership, ...]:
        """Place one item. First comes its own membership; further ones are items that a repair moved.

        `at`: when it was handed over, aware. A known id gives its story again (a re-delivery changes nothing, a new
        version is read anew). `score` is the likeness to the story or copied text; for a new story the best there was.
        """
        known = self._placed.get(item.id)
        if known is not None and known.content == item.content_hash:
            return (known.membership,)
        self._advance(at)
        reading = self._read(item, places, facts, incident_types, at)
        if known is not None:
            return self._revise(item, reading, known)
        words = body_words(item)
        own_facts = reading.tells_harm
        copy = self._copies.find(item, words, reading.anchors, moment=reading.moment, own_facts=own_facts)
        if copy is None and not own_facts:
            copy = self._late_share(item)
        placed, rivals = self._place(item, reading, copy)
        self._remember(item, reading, placed[0], words)
        moved = self._repair(reading, rivals)
        own = self._placed[item.id].membership
        return (own, *(row for row in (*placed[1:], *moved) if row.item_id != item.id))

    def size_of(self, story_id: str) -> int:
        """How many items stand in an open story, copies and answers too; 0 when none of it is in the window."""
        story = self._stories.get(self._resolve(story_id))
        return len(story.items) if story is not None else 0

    def knows(self, item_id: str) -> bool:
        """Whether an item was placed and is still remembered."""
        return item_id in self._placed

    def stands(self, membership: Membership, item: Item | None) -> bool:
        """Whether the index has it that this very content stands in this story."""
        placed = self._placed.get(membership.item_id)
        if placed is None or item is None:
            return False
        return placed.content == item.content_hash and self._home_of(item.id) == membership.story_id

    def redirects(self) -> tuple[tuple[str, str], ...]:
        """Story ids merged away since the last call, each with the id that took its place."""
        fresh = tuple((old, self._resolve(new)) for old, new in self._fresh_aliases)
        self._fresh_aliases.clear()
        return fresh

    def restore(self, rows: Iterable[Row]) -> None:
        """Rebuild from stored rows, in the order in which the items were first assigned.

        With all rows since the index was new, what follows is as if it had never stopped. With the last 14 days alone
        frequencies of terms differ a little, stories and copies do not; what answers or shares an older item is new.
        """
        for item, membership, places, facts, incident_types in rows:
            at = item.arrived_at or membership.assigned_at
            self._advance(at)
            reading = self._read(item, places, facts, incident_types, at)
            if membership.copy_of is None and self._home_of(item.reply_to) != membership.story_id:
                self._enter(reading, membership.story_id)
            self._remember(item, reading, membership, body_words(item))

    def _advance(self, at: datetime) -> None:
        self._now = at if self._now is None else max(self._now, at)
        self._copies.expire(self._now)
        while self._ages and self._now - self._ages[0][0] > self._settings.window:
            _, number = self._ages.popleft()
            aged = self._postings.remove(number)
            if aged is not None:
                self._drop(aged)
        while self._known_since and self._now - self._known_since[0][0] > REPLY_WINDOW:
            self._forget(self._known_since.popleft()[1])
        self._number += 1

    def _forget(self, item_id: str) -> None:
        """Let go of an item that is too old to be answered or shared."""
        story = self._story_of(item_id)
        if story is not None:
            story.items.pop(item_id, None)
        del self._placed[item_id]
        self._followers.pop(item_id, None)

    def _drop(self, reading: Reading) -> None:
        story = self._story_of(reading.item_id)
        if story is None:
            return
        self._idf.forget(observed_terms(reading))
        if story.has(reading.number):
            story.keep(member for member in story.members if member.number != reading.number)
        if not story.members:
            del self._stories[story.id]

    def _read(
        self,
        item: Item,
        places: Sequence[PlaceMention],
        facts: Sequence[Fact],
        incident_types: Sequence[str],
        at: datetime,
    ) -> Reading:
        return read_item(
            item, number=self._number, at=at, places=places, facts=facts, incident_types=incident_types, idf=self._idf
        )

    def _revise(self, item: Item, reading: Reading, known: _Placed) -> tuple[Membership, ...]:
        """Read a new version of an item; it stays where it is, unless it now names what tears its story."""
        story = self._story_of(item.id)
        old = next((m for m in story.members if m.item_id == item.id), None) if story else None
        if story is not None and old is not None:
            reading = replace(reading, number=old.number)
            self._idf.forget(observed_terms(old))
            self._idf.observe(observed_terms(reading))
            story.replace(reading)
            self._postings.remove(old.number)
            self._postings.add(reading)
        self._placed[item.id] = replace(known, content=item.content_hash)
        moved = self._repair(reading, ()) if old is not None else ()
        own = self._placed[item.id].membership
        return (own, *(row for row in moved if row.item_id != item.id))

    def _late_share(self, item: Item) -> Copy | None:
        """A share of an item that has left the window of copies but is still remembered."""
        shared = self._placed.get(item.shares) if item.shares else None
        return Copy(shared.membership.copy_of or shared.membership.item_id, 1.0, "share") if shared else None

    def _place(
        self, item: Item, reading: Reading, copy: Copy | None
    ) -> tuple[tuple[Membership, ...], Sequence[tuple[Story, Match]]]:
        """Find the item's story. Returns its membership with those of items it merges, and the stories it was near."""
        home = self._home_of(copy.origin) or self._home_of(copy.via) if copy else self._answered(item, reading)
        if home is not None:
            score = copy.likeness if copy else 1.0
            why = explain.why_copy(copy) if copy else explain.why_reply()
            own = Membership(item.id, home, copy.origin if copy else None, round(score, 4), why, reading.at)
            return (own,), ()
        shared = self._home_of(item.shares)
        if shared is not None:
            self._enter(reading, shared)
            return (Membership(item.id, shared, None, 1.0, explain.why_testimony(), reading.at),), ()
        if reading.round_up:
            return (self._open(reading, None),), ()
        # A comment that tells of another school than its article shares the article's title all the same.
        passed_by = self._home_of(item.reply_to)
        matches = [(story, match) for story, match in self._judged(reading) if story.id != passed_by]
        joined = [(story, match) for story, match in matches if match.joins] or _only_near(matches)
        if not joined:
            return (self._open(reading, matches[0][1] if matches else None),), matches
        return self._join(reading, joined), matches

    def _answered(self, item: Item, reading: Reading) -> str | None:
        """The story a comment goes with: that of what it answers, unless it tells of a school that story does not."""
        home = self._home_of(item.reply_to)
        story = self._stories.get(home) if home else None
        if story is None or not reading.tells_harm or not reading.anchors.schools:
            return home
        return home if agreed_school(reading, story) is not None else None

    def _join(self, reading: Reading, joined: Sequence[tuple[Story, Match]]) -> tuple[Membership, ...]:
        """Enter the best of the stories that fit, and merge the others into it where they are one."""
        story, match = joined[0]
        why = explain.why_joined(reading, story, match)
        self._enter(reading, story.id)
        moved: list[Membership] = []
        for other, second in joined[1:]:
            tied = "school" in match.agreed and "school" in second.agreed
            known = story.id in self._stories and other.id in self._stories
            if known and should_merge(story, other, self._settings, tied=tied):
                story, rows = self._merge(story, other, second, at=reading.at)
                moved.extend(row for row in rows if row.item_id != reading.item_id)
        own = Membership(reading.item_id, story.id, None, round(match.score, 4), why, reading.at)
        return (own, *moved)

    def _judged(self, reading: Reading) -> list[tuple[Story, Match]]:
        """Candidates with their judgements: those it may join first, then by likeness, then the older story."""
        found = self._postings.candidates(reading, self._story_of, most=self._settings.candidates)
        pairs = [(story, judge(reading, story, self._settings)) for story in found]
        return sorted(pairs, key=lambda pair: (not pair[1].joins, -round(pair[1].score, 9), pair[0].rank))

    def _open(self, reading: Reading, best: Match | None) -> Membership:
        story_id = story_id_for(reading.item_id)
        days = self._settings.window.days
        why = explain.why_new(best, days=days, short=reading.short, round_up=reading.round_up)
        self._enter(reading, story_id)
        return Membership(reading.item_id, story_id, None, round(best.score if best else 0.0, 4), why, reading.at)

    def _enter(self, reading: Reading, story_id: str) -> None:
        """Make an item an independent member of a story, opening it if need be, and index it."""
        story = self._stories.get(story_id)
        if story is None:
            story = self._stories[story_id] = Story(story_id)
        story.add(reading)
        self._idf.observe(observed_terms(reading))
        self._ages.append((reading.at, reading.number))
        self._postings.add(reading)

    def _remember(self, item: Item, reading: Reading, membership: Membership, words: Sequence[str]) -> None:
        answered = next(
            (other for other in (item.reply_to, item.shares) if self._home_of(other) == membership.story_id), None
        )
        follows = membership.copy_of or answered
        self._placed[item.id] = _Placed(membership, item.content_hash, follows)
        self._known_since.append((reading.at, item.id))
        story = self._stories.get(membership.story_id)
        if story is not None:
            story.items[item.id] = reading.number
        if follows is not None:
            self._followers[follows].append(item.id)
        origin = membership.copy_of or item.id
        moment = moment_of(item, reading.at)
        self._copies.add(item, words, reading.anchors, moment=moment, at=reading.at, origin=origin)

    def _repair(self, reading: Reading, near: Sequence[tuple[Story, Match]]) -> tuple[Membership, ...]:
        """Move what an item shows to stand wrong: its own story torn in two, or strays among its rivals."""
        story = self._story_of(reading.item_id)
        if story is None or story.round_up or not reading.anchors.schools | reading.anchors.communes:
            return ()
        rows: list[Membership] = []
        for departure in departures(story, self._settings):
            left_id = story_id_for(f"{departure.members[0].item_id} left by {reading.item_id}")
            rows += self._depart(story, departure, left_id, explain.why_split(), at=reading.at)
        story = self._story_of(reading.item_id) or story
        rivals = [rival for rival, match in near if match.veto and self._stories.get(rival.id) is rival]
        for rival in rivals[:_NEAR_RIVALS]:
            for stray in strays(rival, story, self._settings):
                why = explain.why_strayed(stray.score)
                rows += self._depart(rival, stray, story.id, why, at=reading.at)
        return tuple(rows)

    def _depart(self, story: Story, departure: Departure, story_id: str, why: str, *, at: datetime) -> list[Membership]:
        """Move members with their copies and answers to another story, new or known."""
        target = self._stories.get(story_id)
        if target is None:
            target = self._stories[story_id] = Story(story_id)
        leaving = self._with_followers(story, [member.item_id for member in departure.members])
        gone = {member.number for member in story.members if member.item_id in leaving}
        target.keep([*target.members, *(member for member in story.members if member.number in gone)])
        story.keep(member for member in story.members if member.number not in gone)
        moving = sorted((story.items.pop(item_id), item_id) for item_id in leaving)
        target.items.update((item_id, number) for number, item_id in moving)
        rows = [self._moved(item_id, story_id, why, departure.score, at) for _, item_id in moving]
        return [row for row in rows if row is not None]

    def _with_followers(self, story: Story, leaving: Iterable[str]) -> Collection[str]:
        """Items of a story with everything that goes along with them: copies, answers, shares."""
        found = dict.fromkeys(item_id for item_id in leaving if item_id in story.items)
        waiting = deque(found)
        while waiting:
            for item_id in self._followers.get(waiting.popleft(), ()):
                if item_id in story.items and item_id not in found:
                    found[item_id] = None
                    waiting.append(item_id)
        return found

    def _merge(self, one: Story, other: Story, match: Match, *, at: datetime) -> tuple[Story, list[Membership]]:
        """Join two stories: the larger keeps its id, of equals the older. Returns it and the rows of moved items."""
        keeper, gone = sorted((one, other), key=lambda story: (-len(story.members), story.rank))
        del self._stories[gone.id]
        self._alias[gone.id] = keeper.id
        self._fresh_aliases.append((gone.id, keeper.id))
        keeper.keep([*keeper.members, *gone.members])
        why = explain.why_merged(match)
        moving = sorted(gone.items, key=gone.items.__getitem__)
        rows = [self._moved(item_id, keeper.id, why, match.score, at) for item_id in moving]
        keeper.items.update(gone.items)
        return keeper, [row for row in rows if row is not None]

    def _moved(self, item_id: str, story_id: str, why: str, score: float, at: datetime) -> Membership | None:
        placed = self._placed.get(item_id)
        if placed is None:
            return None
        row = replace(placed.membership, story_id=story_id, why=why, score=round(score, 4), assigned_at=at)
        self._placed[item_id] = replace(placed, membership=row)
        return row

    def _home_of(self, item_id: str | None) -> str | None:
        placed = self._placed.get(item_id) if item_id else None
        return self._resolve(placed.membership.story_id) if placed else None

    def _resolve(self, story_id: str) -> str:
        while story_id in self._alias:
            story_id = self._alias[story_id]
        return story_id

    def _story_of(self, item_id: str) -> Story | None:
        home = self._home_of(item_id)
        return self._stories.get(home) if home else None


def _only_near(matches: Sequence[tuple[Story, Match]]) -> list[tuple[Story, Match]]:
    """The one story an item without a school almost fits; none when several do."""
    near = [pair for pair in matches if pair[1].near]
    return near if len(near) == 1 else []
