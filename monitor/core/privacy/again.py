"""Persons named once are found again where they are named by less: last syllables, no accents, in a hashtag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.core.privacy import places, words
from monitor.core.privacy.capitals import Found, Run
from monitor.core.privacy.common import COMMON
from monitor.core.privacy.phrases import PHRASES
from monitor.core.privacy.tokens import AND, MAX_NAME_TOKENS, Passage
from monitor.core.text import fold

_MIDDLES = frozenset({"thị", "văn"})
_ACTS = words.SMALL_ACTS | {"nó"}
_DUE = 2
"""Syllables before the given name: "Trần văn"."""
_MOST_PARTS = 3
_TAGS = re.compile(r"#[\w]{4,40}")
_LEAST_TAG = 6
"""Letters of a name written in one word that is looked for: shorter ones are in other words too."""


def named_again(passage: Passage, found: Sequence[Found], unread: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Yield ranges of words that name a private person of `found` again, or beside whom one stands in a list."""
    yield from _pairs(passage, found, unread)
    yield from _small_again(passage, found)
    if not unread:
        return
    known = _parts(passage, found)
    for run in unread:
        shown = " ".join(passage.folded[run.begin : run.end])
        if shown in known and len(shown) > 1:
            yield run.begin, run.end


def widened(passage: Passage, begin: int, end: int) -> tuple[int, int]:
    """A name with the syllables of it that were left in small letters: "lê Thị Hoa", "Trần văn tèo", "bé Gia hân"."""
    low = passage.low
    before = low[begin - 1] if begin and passage.between(begin, begin) == " " else ""
    phrase = f"{low[begin - 2]} {before}" in PHRASES if begin > 1 else False
    if before in words.SURNAMES and fold(before) in words.SURE_SURNAMES and not phrase:
        begin -= 1
    surnamed = end - begin == 1 and low[begin] in words.SURNAMES
    while end - begin < MAX_NAME_TOKENS:
        following = passage.follows(end)
        due = low[end - 1] in _MIDDLES and end - begin == _DUE and low[begin] in words.SURNAMES
        middle = surnamed and end - begin == 1 and following in _MIDDLES
        phrase = f"{following} {passage.follows(end + 1)}" in PHRASES or passage.follows(end + 1)[:1].isdigit()
        sure = following in words.GIVEN and following not in COMMON and not phrase
        sure = sure or (following == "anh" and passage.follows(end + 1) in _ACTS)
        if not (following and (due or middle or sure)) or f"{following} {passage.follows(end + 1)}" in words.COMPOUNDS:
            break
        end += 1
    return begin, end


def tags(passage: Passage, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans of hashtags that hold a name (spans of characters) in one word: "#thanhtruc"."""
    if "#" not in passage.text:
        return
    joined = {"".join(fold(passage.text[start:end]).split()) for start, end in names}
    for tag in _TAGS.finditer(passage.text):
        written = fold(tag.group())
        if any(name in written for name in joined if len(name) >= _LEAST_TAG):
            yield tag.start() + 1, tag.end()


def _parts(passage: Passage, found: Sequence[Found]) -> set[str]:
    known: set[str] = set()
    for one in found:
        if not one.official:
            parts = passage.folded[one.begin : one.end]
            known.update(" ".join(parts[-size:]) for size in range(1, _MOST_PARTS + 1) if len(parts) >= size)
            if len(parts) > _MOST_PARTS:
                known.add(" ".join(parts))
    return known - places.FOLDED_PLACES


def _small_again(passage: Passage, found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Given names of one syllable in small letters, where a clause begins with them: ", khoa chia tay"."""
    given = {passage.low[one.end - 1] for one in found if not one.official}
    given = {low for low in given if low in words.GIVEN and len(low) > 1 and not low.isdigit()}
    for place, word in enumerate(passage.words):
        if word.text not in given or place == 0 or f"{word.low} {passage.follows(place + 1)}" in PHRASES:
            continue
        opens = "," in passage.between(place, place) or passage.parted(place)
        if (word.low not in COMMON and word.low in words.ALONE_SURE) or (opens and word.low not in words.OPENERS):
            yield place, place + 1


def _pairs(passage: Passage, found: Sequence[Found], unread: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Runs beside a person in a list, whatever they read like, and given names beside each other: "Bella, An và Tý"."""
    named = {one.begin for one in found if not one.official}
    for run in reversed(unread):
        beside = _behind(passage, run.end)
        if beside in named and run.end - run.begin < _MOST_PARTS and not _is_other(passage, run):
            named.add(run.begin)
            yield run.begin, run.end
    single = [run for run in unread if run.end - run.begin == 1]
    for first, second in pairwise(single):
        beside_each = _behind(passage, first.end) == second.begin
        if beside_each and all(_may_be_given(passage, run.begin) for run in (first, second)):
            yield first.begin, first.end
            yield second.begin, second.end


def _behind(passage: Passage, end: int) -> int | None:
    """Where the next run begins when only "," or "and" stands between."""
    place = next((at for at in range(end, min(end + 3, len(passage.words))) if passage.words[at].capital), None)
    return place if place is not None and AND.match(passage.between(end, place)) else None


def _is_other(passage: Passage, run: Run) -> bool:
    """Whether a run is a subject, a place, a body or a short form."""
    low = passage.low[run.begin]
    whole = " ".join(passage.low[run.begin : run.end])
    known = low in words.BODIES or low in words.RUN_HEADS or low in words.SUBJECTS or low in COMMON
    short = all(word.text.isupper() for word in passage.words[run.begin : run.end])
    return known or short or whole in places.PLACES or whole in places.HISTORICAL


def _may_be_given(passage: Passage, place: int) -> bool:
    low = passage.low[place]
    return low in words.GIVEN and low not in words.SUBJECTS
