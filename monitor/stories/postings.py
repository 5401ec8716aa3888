"""Where open stories are found again: by the heaviest terms of their texts, by schools, links, claims and names.

Keeps the readings of items that stand in a story on their own, and the numbers of those under each key. Which of the
candidates an item belongs to, `clustering` judges.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from monitor.stories.anchors import School, one_name_each
from monitor.stories.claims import ACTS
from monitor.stories.presupposing import Presumes
from monitor.stories.reading import Reading
from monitor.stories.story import Story

_INDEXED_TERMS = 20
"""Heaviest terms of a text by which it is found again; stories of one event share several of them."""

_ASKED_TERMS = 25
_WEIGHED = 60
"""Texts looked at for candidate stories, those with the heaviest shared terms first."""

_POSTINGS = 200
"""Newest texts read of one term: a commoner term tells little."""

_ANCHORED = 24
"""Stories looked at of one school, claim or name, those with the latest news first."""

_SHARED_BY = 3
"""A link or picture in more stories than this (a logo, a front page) points at none."""

StoryOf = Callable[[str], Story | None]
"""The story an item stands in, by the item's id; None when it is none that is open."""


class Postings:
    """Readings by number, and the numbers under which each term and anchor is found."""

    def __init__(self) -> None:
        self._readings: dict[int, Reading] = {}
        self._by_term: defaultdict[str, list[int]] = defaultdict(list)
        self._by_anchor: defaultdict[str, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._readings)

    def add(self, reading: Reading) -> None:
        """Make a reading findable. Postings stay in order of number, so that each is taken out where it stands."""
        self._readings[reading.number] = reading
        for index, keys in self._keys_of(reading):
            for key in keys:
                insort(index[key], reading.number)

    def remove(self, number: int) -> Reading | None:
        """Take a reading out and return it; None when there is none of that number."""
        reading = self._readings.pop(number, None)
        if reading is not None:
            self._unpost(reading)
        return reading

    def candidates(self, reading: Reading, story_of: StoryOf, *, most: int) -> list[Story]:
        """Stories a reading may belong to: at most `most` by its terms, and those that share an anchor with it."""
        near: dict[int, float] = {}
        weight_of = near.get
        for term, weight in list(reading.text.items())[:_ASKED_TERMS]:
            for number in self._by_term.get(term, ())[-_POSTINGS:]:
                near[number] = weight_of(number, 0.0) + weight
        found: dict[str, Story] = {}
        for number in heapq.nlargest(_WEIGHED, near, key=near.__getitem__):
            if len(found) >= most:
                break
            self._note(number, found, story_of)
        for key in _asked_anchors(reading):
            anchored: dict[str, Story] = {}
            for number in reversed(self._by_anchor.get(key, ())[-_POSTINGS:]):
                if len(anchored) >= _ANCHORED:
                    break
                self._note(number, anchored, story_of)
            if key[0] in "scg" or len(anchored) <= _SHARED_BY:
                found.update(anchored)
        return list(found.values())

    def _note(self, number: int, found: dict[str, Story], story_of: StoryOf) -> None:
        reading = self._readings.get(number)
        story = story_of(reading.item_id) if reading else None
        if story is not None and not story.round_up:
            found.setdefault(story.id, story)

    def _unpost(self, reading: Reading) -> None:
        for index, keys in self._keys_of(reading):
            for key in keys:
                numbers = index[key]
                at = bisect_left(numbers, reading.number)
                if numbers[at : at + 1] == [reading.number]:
                    del numbers[at]
                if not numbers:
                    del index[key]

    def _keys_of(self, reading: Reading) -> tuple[tuple[defaultdict[str, list[int]], Iterable[str]], ...]:
        return (self._by_term, list(reading.text)[:_INDEXED_TERMS]), (self._by_anchor, _own_anchors(reading))


def _own_anchors(reading: Reading) -> set[str]:
    """Keys under which an item is found: schools, links, pictures, hashtags, group; the names a short post drops."""
    anchors = reading.anchors
    keys = {school.key for school in anchors.schools}
    keys |= {f"t:{tag}" for tag in anchors.hashtags} | anchors.pointers() | _claim_keys(reading)
    if reading.short:
        keys |= {_name_key(name.split()) for name in anchors.names} | _spoken_names(reading)
    return keys | _group_keys(reading)


def _group_keys(reading: Reading) -> set[str]:
    return {f"g:{reading.group}"} if reading.group else set()


def _asked_anchors(reading: Reading) -> list[str]:
    keys = _own_anchors(reading) | _spoken_names(reading)
    keys |= {_name_key(name.split()) for name in reading.anchors.names}
    if reading.presumes in {Presumes.NOTHING, Presumes.HEARSAY}:
        keys -= _group_keys(reading)  # only what goes on with a case asks what its group talks of
    return sorted(keys)


def _claim_keys(reading: Reading) -> set[str]:
    """Keys of what an authority of a province is said to have done; a bare denial asks for every act."""
    acts = {claim.act for claim in reading.anchors.claims.claims}
    if "" in acts:
        acts |= set(ACTS)
    return {f"c:{act}:{province}" for act in acts for province in one_name_each(reading.anchors.provinces)}


def _name_key(name: Sequence[str]) -> str:
    return School("", "-".join(name)).key


def _spoken_names(reading: Reading) -> set[str]:
    """Pairs of syllables that may start a school's bare name typed in lower case."""
    words = reading.words
    if not reading.short:
        return set()
    return {_name_key(words[i : i + 2]) for i in range(len(words) - 1)}
