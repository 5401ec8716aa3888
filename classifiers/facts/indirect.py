"""What is told indirectly: by its consequences, its circumstances, by what people do afterwards.

`Nén nhang … ghế trống`, `chui đuôi container … hai người đó không về tới trường`: no word of the event itself, yet two
or three thoughts that meet near each other tell it. A hint names the slots that have to meet, and what speaks against
it in the same place. It proves less than plain words do, so its facts have kinds of their own (`death-hinted`), to
which severity gives less confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.facts import indirect_words as words
from classifiers.reading.phrases import ACCENTED_ONLY, Spelling, fold_source, spelling, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.text import TextView

_MACROS = {
    "N": r"(?:\d+|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|mấy)"
    r"(?: (?:một|mốt|hai|ba|bốn|lăm|mươi|chục)){0,3})",
    "BIG": r"(?:[1-9]\d+|(?:mười|hai mươi|ba mươi|bốn mươi|năm mươi|hai chục|ba chục|bốn chục|mấy chục|chục)(?: \w+)?)",
    "NOT": r"(?:không|hổng|hông|chẳng|chưa|hết|khỏi|hok|ko)",
    "…": r"(?:\w+ ){0,3}",
}
"""What the signs of the lists stand for."""
_MACRO = re.compile(r"(?<!\w)(?:N|BIG|NOT)(?!\w)|… ")
_ACCENTLESS_ONLY = "?"


def _slot(*lists: str) -> Spelling:
    """Compile lists of phrases; those for accented or accentless texts alone are left out of the other spelling."""
    phrases = [phrase for each in lists for phrase in each.split("/") if phrase.strip()]
    with_accents = [phrase for phrase in phrases if not phrase.startswith(_ACCENTLESS_ONLY)]
    accented = "|".join(_expression(phrase.removeprefix(ACCENTED_ONLY)) for phrase in with_accents)
    without = [phrase.removeprefix(_ACCENTLESS_ONLY) for phrase in phrases if not phrase.startswith(ACCENTED_ONLY)]
    bare = "|".join(map(_expression, without))
    return spelling(rf"(?<!\w)(?:{accented})(?!\w)", fold_source(rf"(?<!\w)(?:{bare})(?!\w)"))


def _expression(phrase: str) -> str:
    return _MACRO.sub(lambda match: _MACROS[match.group().strip()], phrase.strip())


@dataclass(frozen=True, slots=True)
class Hint:
    """A kind of fact, the slots that must meet within `reach` characters of the first, and what it is like.

    `like`: the kind of a plain fact that guards and victims are asked about in its stead.
    """

    kind: str
    like: str
    slots: tuple[Spelling, ...]
    reach: int = 260


@dataclass(frozen=True, slots=True)
class Told:
    """A hint found in `view.text`: the spans of its words, in their order there."""

    kind: str
    like: str
    spans: tuple[tuple[int, int], ...]


_MOURNED, _ABSENT, _STILL, _MISHAP = map(_slot, (words.MOURNED, words.ABSENT, words.STILL, words.MISHAP))
_DAMAGED, _TREATED = map(_slot, (words.DAMAGED, words.TREATED))
_STAFF, _ALONE, _TOUCHED, _HUSHED = map(_slot, (words.STAFF, words.ALONE, words.TOUCHED, words.HUSHED))
_ASSAILED, _CLASSMATES = map(_slot, (words.ASSAILED, words.CLASSMATES))
_UNREAL = _slot(words.REMEDIED, words.PLAYED)
_LAUGHED_AT = spelling(r"(?<!\w)=\)\)(?!\w)")
"""Apart from the words: a text can be asked for those without trying the expression."""
_ELDERS = _slot(words.ELDERS)
_SOMEBODY = _slot(words.SOMEBODY)
_RESCUED = _slot(words.RESCUED)

HINTS: tuple[Hint, ...] = (
    Hint("death-hinted", "death", (_MOURNED, _STILL)),
    Hint("death-hinted", "death", (_MOURNED, _ABSENT)),
    Hint("death-hinted", "death", (_MOURNED, _MISHAP)),
    Hint("death-hinted", "death", (_STILL, _ABSENT)),
    Hint("death-hinted", "death", (_STILL, _MISHAP)),
    Hint("death-hinted", "death", (_ABSENT, _MISHAP)),
    Hint("death-hinted", "death", (_MOURNED, _CLASSMATES)),
    Hint("death-hinted", "death", (_slot(words.UNANSWERED), _slot(words.FOUND))),
    Hint("suicide-hinted", "suicide", (_slot(words.FAREWELL), _slot(words.HEIGHT))),
    Hint("abduction-hinted", "abduction", (_slot(words.SEIZED), _slot(words.VANISHED))),
    Hint("missing-hinted", "abduction", (_slot(words.LOST), _slot(words.SOUGHT))),
    Hint("attack-hinted", "weapon-attack", (_DAMAGED, _slot(words.TOOLS), _ASSAILED)),
    Hint("abuse-hinted", "sexual-harassment", (*map(_slot, (words.HIDDEN, words.LENS, words.UNDRESSING)), _STAFF)),
    Hint("abuse-hinted", "sexual-abuse", (_TOUCHED, _STAFF, _ALONE)),
    Hint("abuse-hinted", "sexual-abuse", (_TOUCHED, _STAFF, _HUSHED)),
    Hint("abuse-hinted", "sexual-abuse", (_HUSHED, _STAFF, _ALONE)),
    Hint("leak-hinted", "exam-leak", (_slot(words.KNOWN), _slot(words.EARLY), _slot(words.PAPERS))),
    Hint("injury-hinted", "grave-injury", (_DAMAGED, _TREATED)),
    Hint("injury-hinted", "grave-injury", (_DAMAGED, _ASSAILED)),
    Hint("injury-hinted", "grave-injury", (_DAMAGED, _MISHAP)),
    Hint("injury-hinted", "grave-injury", (_slot(words.RAMMED), _slot(words.LAID_LOW))),
    Hint("care-hinted", "child-abuse", (_slot(words.FORCED), _slot(words.CARERS), _slot(words.DONE_TO_CHILD))),
    Hint("threat-hinted", "weapon", (_slot(words.THREATENED), _slot(words.THREATENS))),
    Hint("arrest-hinted", "arrest", (_slot(words.LED_AWAY), _slot(words.CHARGED))),
    Hint("crowd-hinted", "hospitalised", (_slot(words.STRICKEN), _slot(words.CROWD), _slot(words.CARRIED))),
    Hint("humiliation-hinted", "filmed-violence", (_slot(words.HUMILIATED), _slot(words.FILMED))),
)
"""The rarest slot of each comes first. Of two kinds in one text, the reasons of the one that stands first are shown."""
HINTED_KINDS = tuple(dict.fromkeys(hint.kind for hint in HINTS))
"""All kinds of facts that hints give; severity has a floor for each, in this order."""
_OF_ANY_AGE = frozenset(("abuse-hinted", "leak-hinted", "arrest-hinted", "threat-hinted", "care-hinted"))
"""Kinds that elders and workers in the same text say nothing against: they are who tells it."""
_NEAR = 320
"""Characters before and after the words in which something speaks against them: about three sentences."""


def find_hints(view: TextView) -> Iterator[Told]:
    """Yield what a text tells indirectly, the first of each kind that nothing speaks against."""
    finder = _Finder(view)
    found: set[str] = set()
    for hint in HINTS:
        if hint.kind not in found and (told := finder.first(hint)):
            found.add(hint.kind)
            yield told


class _Finder:
    def __init__(self, view: TextView) -> None:
        self._accentless = typed_without_accents(view)
        self._text = view.folded if self._accentless else view.lower
        self._scan = scan(view.text)
        self._anchored: dict[Spelling, Sequence[tuple[int, int]]] = {}

    def first(self, hint: Hint) -> Told | None:
        """The first place where the slots of a hint meet and nothing speaks against it."""
        if not all(map(self._may, hint.slots)):
            return None
        for anchor in self._anchors(hint.slots[0]):
            left, right = max(0, anchor[0] - hint.reach), min(len(self._text), anchor[1] + hint.reach)
            met = self._meeting(hint.slots[1:], anchor, left, right)
            if not met or self._is_of_nobody(hint, met[0][0], met[-1][1]):
                continue
            if not self._is_spoken_against(hint, met[0][0], met[-1][1]):
                return Told(hint.kind, hint.like, met)
        return None

    def _may(self, slot: Spelling) -> bool:
        return self._scan.may(slot.of(accentless=self._accentless))

    def _anchors(self, slot: Spelling) -> Sequence[tuple[int, int]]:
        """Where the words of a slot stand in the whole text: several hints begin with the same."""
        found = self._anchored.get(slot)
        if found is None:
            found = self._anchored[slot] = [*self._all(slot, 0, len(self._text))]
        return found

    def _meeting(
        self, slots: Sequence[Spelling], anchor: tuple[int, int], left: int, right: int
    ) -> tuple[tuple[int, int], ...]:
        """The anchor with the nearest words of each further slot, none of them shared; empty when one is missing."""
        spans = [anchor]
        for slot in slots:
            apart = [span for span in self._all(slot, left, right) if not any(_overlap(span, own) for own in spans)]
            if not apart:
                return ()
            spans.append(min(apart, key=lambda span: max(span[0] - anchor[1], anchor[0] - span[1])))
        return tuple(sorted(spans))

    def _is_of_nobody(self, hint: Hint, start: int, end: int) -> bool:
        """Whether a death is hinted at, from the sentence before it on, with nobody named: a sheet over a machine."""
        if hint.kind != "death-hinted":
            return False
        breaks = self._scan.breaks
        left = next(iter(sorted((stop for _, stop in breaks if stop <= start), reverse=True)[1:2]), 0)
        right = min((begin for begin, _ in breaks if begin >= end), default=len(self._text))
        return next(self._all(_SOMEBODY, left, right), None) is None

    def _is_spoken_against(self, hint: Hint, start: int, end: int) -> bool:
        left, right = max(0, start - _NEAR), min(len(self._text), end + _NEAR)
        against = (_UNREAL, _LAUGHED_AT) if hint.kind in _OF_ANY_AGE else (_UNREAL, _LAUGHED_AT, _ELDERS, _RESCUED)
        return any(next(self._all(slot, left, right), None) is not None for slot in against)

    def _all(self, slot: Spelling, left: int, right: int) -> Iterator[tuple[int, int]]:
        matches = self._scan.finditer_in(self._text, slot.of(accentless=self._accentless), left, right)
        yield from (match.span() for match in matches)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
