"""Copies: the same text again, or a reprint with small changes. Reach, never corroboration.

Rules, first that fits (sizes and thresholds: facts on near-duplicates; syllables are compared without accents):
- it shares a known item and states nothing of its own;
- the same address;
- the same normalised text (at least 6 syllables: "chia buồn cùng gia đình" is no one's property);
- an aggregator, or a bare headline, repeating a headline of at least 8 syllables within 3 days;
- long texts: 3-syllable shingles of title, lead and first paragraphs with Jaccard >= .7 or containment of the shorter
  >= .8; containment >= .5 when the first sentence or the byline is the same;
- short texts (< 30 syllables): 4-character shingles with Jaccard >= .8, or the same picture and >= .5;
- a post of few words under a picture already seen that tells no harm of its own: a screenshot handed on.
What may look like a copy and is none: a template filled in for another school or commune, an update with other counts.
So known schools, communes or counts that differ speak against all but the same text. Same text at another school
cannot be, unless nobody named the school.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from monitor.core.items import Channel, Item, Kind
from monitor.stories.anchors import Anchors, canonical_link
from monitor.stories.reading import QUIZ, series_of, words_of

COPY_JACCARD = 0.7
COPY_CONTAINMENT = 0.8
ADAPTED_CONTAINMENT = 0.5
SHORT_JACCARD = 0.8
SHORT_SAME_PICTURE = 0.5
SHORT_SYLLABLES = 30
MIN_EXACT_SYLLABLES = 6
MIN_TITLE_SYLLABLES = 8
TITLE_WINDOW = timedelta(days=3)
MIN_CONTAINED_SYLLABLES = 12
"""Shorter sentences are contained in longer texts by chance."""

OWN_WORDS = 15
"""Syllables from which words added to a share can be a testimony of their own (when they state a fact)."""

SHINGLE_SYLLABLES = 160
"""Syllables of title, lead and first paragraphs that are shingled; reprints are found as well as from whole bodies."""

_SAMPLE = 4
"""One shingle in four of a long text goes into the index, the same one in every text; short texts index all."""

_DENSE = 60
_CROWDED = 200
"""A shingle in more texts than this is boilerplate and leads nowhere."""

_VERSIONS = 8
"""Copies of one origin, the newest, by whose wording it is found besides its own: a wave of thousands crowds nothing
out, and its next post is compared with no more texts than the tenth."""

_MAX_CHECKS = 6
_WEAK_KEYS = frozenset({"title", "picture"})
"""Hashes that make a copy only with more behind them."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy found: of which origin, how alike (0..1), and the rule.

    Rules: `share`, `url`, `same`, `title`, `near`, `picture`. `via` is the text it was found by, itself perhaps a copy:
    the origin may have left the window.
    """

    origin: str
    likeness: float
    rule: str
    via: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One text as the copy search keeps it."""

    item_id: str
    number: int
    origin: str
    moment: datetime
    words: int
    shingles: array[int]
    brief: str
    lead_hash: int
    byline: str
    source: str
    anchors: Anchors
    title_hash: int
    series: frozenset[str]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "big")


def shingles_of(words: Sequence[str]) -> frozenset[int]:
    """Hashes of runs of three syllables; fewer than three give one shingle of what there is."""
    if len(words) < 3:  # noqa: PLR2004 - three is the shingle
        return frozenset({_hash(" ".join(words))}) if words else frozenset()
    return frozenset(_hash(" ".join(words[i : i + 3])) for i in range(len(words) - 2))


@lru_cache(maxsize=4)
def _wording(words: tuple[str, ...]) -> array[int]:
    """The shingles in order. Asked twice of each text, to find what it copies and to remember it; not to be written."""
    return array("q", sorted(shingles_of(words)))


def jaccard(one: frozenset[int] | frozenset[str], other: frozenset[int] | frozenset[str]) -> float:
    """Shared part of the union, in [0, 1]; symmetric; 0 when both are empty."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared part of the smaller set, in [0, 1]; symmetric."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _char_grams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 4] for i in range(max(1, len(text) - 3)))


class CopyIndex:
    """Texts of the last days, found again by rare shingles. `window`: how long a text can be copied."""

    def __init__(self, *, window: timedelta) -> None:
        self._window = window
        self._texts: dict[int, Text] = {}
        self._ages: deque[tuple[datetime, int, tuple[tuple[str, int], ...]]] = deque()
        self._by_item: dict[str, int] = {}
        self._by_shingle: dict[int, list[int]] = {}
        self._by_hash: dict[tuple[str, int], int] = {}
        self._versions: dict[str, deque[int]] = {}
        self._next = 0

    def find(
        self, item: Item, words: Sequence[str], anchors: Anchors, *, moment: datetime, own_facts: bool
    ) -> Copy | None:
        """Find what the item copies; None when it is an origin.

        `words`: its syllables, folded, all of them. `own_facts`: it states harm, so it may be a testimony.
        """
        if item.shares in self._by_item and not (own_facts and len(words) >= OWN_WORDS):
            return Copy(self._texts[self._by_item[item.shares]].origin, 1.0, "share", item.shares)
        probe = self._text(item, words, anchors, moment=moment, origin=item.id)
        shingles = frozenset(probe.shingles)
        found = self._exact(item, probe, words) or self._by_title(item, probe) or self._near(probe, shingles)
        return found or (None if own_facts else self._by_picture(item, probe))

    def add(
        self, item: Item, words: Sequence[str], anchors: Anchors, *, moment: datetime, at: datetime, origin: str
    ) -> None:
        """Remember a text; `origin` is itself, or what it copies."""
        text = self._text(item, words, anchors, moment=moment, origin=origin)
        self._texts[text.number] = text
        self._by_item[item.id] = text.number
        keys = tuple(_keys(item, text, words))
        self._ages.append((at, text.number, keys))
        for key in keys:
            # The newest leads to the origin as the first does, and longer; of headlines the first alone sets the days.
            if key[0] not in _WEAK_KEYS or self._by_hash.get(key) not in self._texts:
                self._by_hash[key] = text.number
        self._post(text)
        self._next += 1

    def expire(self, now: datetime) -> None:
        """Forget texts older than the window."""
        while self._ages and now - self._ages[0][0] > self._window:
            _, number, keys = self._ages.popleft()
            text = self._texts.pop(number)
            if self._by_item.get(text.item_id) == number:
                del self._by_item[text.item_id]
            for key in keys:
                if self._by_hash.get(key) == number:
                    del self._by_hash[key]
            self._leave_versions(text)

    def _post(self, text: Text) -> None:
        """Make a text findable by its wording; of many copies of one origin only the newest stay so."""
        if text.origin != text.item_id:
            versions = self._versions.setdefault(text.origin, deque())
            versions.append(text.number)
            if len(versions) > _VERSIONS:
                self._unpost(self._texts[versions.popleft()])
        for shingle in _indexed(text.shingles):
            self._by_shingle.setdefault(shingle, []).append(text.number)

    def _leave_versions(self, text: Text) -> None:
        """Take an aged text out of the wording index, where it may have made room already."""
        if text.origin == text.item_id:
            self._unpost(text)
            return
        versions = self._versions.get(text.origin)
        if versions and versions[0] == text.number:
            versions.popleft()
            self._unpost(text)
            if not versions:
                del self._versions[text.origin]

    def _unpost(self, text: Text) -> None:
        for shingle in _indexed(text.shingles):
            numbers = self._by_shingle[shingle]
            del numbers[bisect_left(numbers, text.number)]
            if not numbers:
                del self._by_shingle[shingle]

    def _text(self, item: Item, words: Sequence[str], anchors: Anchors, *, moment: datetime, origin: str) -> Text:
        first = " ".join(words[: min(20, len(words))])
        return Text(
            item_id=item.id,
            number=self._next,
            origin=origin,
            moment=moment,
            words=len(words),
            shingles=_wording(tuple(words[:SHINGLE_SYLLABLES])),
            brief=" ".join(words) if len(words) < SHORT_SYLLABLES else "",
            lead_hash=_hash(first),
            byline=item.author or "",
            source=item.source or "",
            anchors=anchors,
            title_hash=_title_hash(item),
            series=series_of(item),
        )

    def _exact(self, item: Item, probe: Text, words: Sequence[str]) -> Copy | None:
        for key in _keys(item, probe, words):
            number = self._by_hash.get(key)
            if key[0] in _WEAK_KEYS or number is None or number not in self._texts:
                continue
            found = self._texts[number]
            if key[0] == "text" and _schools_differ(probe.anchors, found.anchors):
                continue
            return Copy(found.origin, 1.0, "url" if key[0] == "url" else "same", found.item_id)
        return None

    def _by_title(self, item: Item, probe: Text) -> Copy | None:
        if not probe.title_hash:
            return None
        number = self._by_hash.get(("title", probe.title_hash))
        found = self._texts.get(number) if number is not None else None
        if found is None or abs(probe.moment - found.moment) > TITLE_WINDOW or _identities_differ(probe, found):
            return None
        bare = item.channel is Channel.AGGREGATOR or min(probe.words, found.words) < SHORT_SYLLABLES
        if bare and probe.source != found.source:
            return Copy(found.origin, 1.0, "title", found.item_id)
        return None

    def _by_picture(self, item: Item, probe: Text) -> Copy | None:
        if item.kind is Kind.PRESS or probe.words >= SHORT_SYLLABLES:
            return None
        for media in sorted(probe.anchors.media):
            found = self._texts.get(self._by_hash.get(("picture", _hash(media)), -1))
            if found is not None and not _identities_differ(probe, found):
                return Copy(found.origin, 1.0, "picture", found.item_id)
        return None

    def _near(self, probe: Text, shingles: frozenset[int]) -> Copy | None:
        best: Copy | None = None
        for found in self._alike(shingles):
            likeness = _likeness(probe, shingles, found)
            if likeness and (best is None or likeness > best.likeness) and not _identities_differ(probe, found):
                best = Copy(found.origin, likeness, "near", found.item_id)
        return best

    def _alike(self, shingles: Iterable[int]) -> Iterator[Text]:
        hits: Counter[int] = Counter()
        for shingle in shingles:
            numbers = self._by_shingle.get(shingle, ())
            if len(numbers) <= _CROWDED:
                hits.update(numbers)
        ranked = sorted(
            ((number, count) for number, count in hits.items() if count > 1), key=lambda row: (-row[1], row[0])
        )
        live = (self._texts[number] for number, _ in ranked if number in self._texts)
        for _, text in zip(range(_MAX_CHECKS), live, strict=False):
            yield text


def _title_hash(item: Item) -> int:
    words = words_of(item.title or "")
    return _hash(" ".join(words)) if len(words) >= MIN_TITLE_SYLLABLES else 0


def _keys(item: Item, text: Text, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Hashes by which the same address, text or headline is found at once."""
    link = canonical_link(item.url)
    if link:
        yield "url", _hash(link)
    if len(words) >= MIN_EXACT_SYLLABLES:
        yield "text", _hash(" ".join(words))
    if text.title_hash:
        yield "title", text.title_hash
    if item.kind is not Kind.PRESS:
        for media in text.anchors.media:
            yield "picture", _hash(media)


def _indexed(shingles: array[int]) -> Iterator[int]:
    if len(shingles) <= _DENSE:
        yield from shingles
    else:
        yield from (shingle for shingle in shingles if shingle % _SAMPLE == 0)


def _likeness(probe: Text, shingles: frozenset[int], found: Text) -> float:
    """How much a copy the two texts are, 0 when they are none."""
    if probe.brief and found.brief:
        if min(probe.words, found.words) < MIN_EXACT_SYLLABLES:
            return 0.0
        alike = jaccard(_char_grams(probe.brief), _char_grams(found.brief))
        picture = bool(probe.anchors.media & found.anchors.media)
        return alike if alike >= (SHORT_SAME_PICTURE if picture else SHORT_JACCARD) else 0.0
    if min(probe.words, found.words) < MIN_CONTAINED_SYLLABLES:
        return 0.0
    others = frozenset(found.shingles)
    union, within = jaccard(shingles, others), containment(shingles, others)
    if union >= COPY_JACCARD or within >= COPY_CONTAINMENT:
        return max(union, within)
    same_start = probe.lead_hash == found.lead_hash or bool(probe.byline and probe.byline == found.byline)
    return within if within >= ADAPTED_CONTAINMENT and same_start else 0.0


def _schools_differ(one: Anchors, other: Anchors) -> bool:
    near = one.places | other.places
    pairs = [a.same_as(b, near=near) for a in one.schools for b in other.schools]
    return bool(pairs) and not any(pairs)


def _identities_differ(probe: Text, found: Text) -> bool:
    """Whether both name schools, communes, counts of one unit or instalments, and none of them is the same."""
    one, other = probe.anchors, found.anchors
    if _other_instalment(probe, found):
        return True
    if _schools_differ(one, other):
        return True
    communes = [{place for place in anchors.places if "/" in place} for anchors in (one, other)]
    if all(communes) and not communes[0] & communes[1]:
        return True
    return _counts_differ(one.quantities, other.quantities)


def _other_instalment(probe: Text, found: Text) -> bool:
    if not probe.series or not found.series:
        return False
    both = probe.series & found.series
    return not both or (QUIZ in both and not (probe.title_hash and probe.title_hash == found.title_hash))


def _counts_differ(one: frozenset[tuple[int, str]], other: frozenset[tuple[int, str]]) -> bool:
    units = {unit for _, unit in one} & {unit for _, unit in other}
    return any(
        not {count for count, named in one if named == unit} & {count for count, named in other if named == unit}
        for unit in units
    )
