"""What the tagger sees of a place in a text, beside the words themselves (`word_signs`).

Signs of a place (`Scene.signs`) join classes of neighbours, the run of words that may be a name, the word before it,
marks between, and what rules say of it. Words that are never part of a name or home are left out (`Scene.open`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from monitor.core.privacy.compounds import compounded
from monitor.core.privacy.roles import CHILD, PERSON, PLACE, kind, kind_before
from monitor.core.privacy.tagger.listed import listed_as, listed_inside, offices_at
from monitor.core.privacy.tagger.telling import HOUSES, TELLING, ends, figure_runs, marks
from monitor.core.privacy.tagger.word_signs import REACH, SMALL, short_class, word_class
from monitor.core.privacy.tokens import Passage

EDGE = "^"
_NEAR = 8
"""Words back in which a word such as "sinh", "ngụ" or "stk" tells what a word is."""
_OFFICE_NEAR, _OFFICE_FAR, _CUE_FAR = 10, 4, 6
_MOST_RUN = 6
_LONG_NUMBER = 6
"""Figures beside each other that are more than a date."""
_WHERE, _ROLES, _NAMED = frozenset("CPL"), frozenset("CP"), frozenset("gsh")
"""Letters of `word_class`: of roles and kinds of place, of roles alone, of lists of names."""
_GRADES = frozenset({"chồi", "mầm"})
"""Grades of nursery schools: never names, also with a capital."""
_NO_RULE = "-"
_KINDS = {CHILD: "c", PERSON: "p", PLACE: "l"}
_CAPITAL_INSIDE = "T"


class _Run(NamedTuple):
    """What is told of a run of words: signs that all its words have, and what those of one word are made with."""

    signs: list[str]
    stands: str
    size: str
    office: str
    cue: str


class Scene:
    """A passage as the tagger sees it; `ruled` are the labels that rules give to words, by their places.

    `classes` may stand in for the words' own: learning hides what lists tell. A word that is not `open` is never
    hidden: in small letters, common and in no list of names or a half of a word that is no name (`compounds`), in no
    number and near no home, and no rule would hide it.
    """

    def __init__(self, passage: Passage, ruled: Mapping[int, int], classes: Sequence[str] = ()) -> None:
        self.passage = passage
        self.words = passage.words
        self.size = len(self.words)
        self._ruled = ruled
        self.source = passage.folded if passage.plain else passage.low
        own = [word_class(word.text, word.low, plain=passage.plain) for word in self.words]
        self.classes = list(classes) or own
        self.readable = sum(
            len(word.text) > 1 and whole[0] not in "dm" and "x" not in whole
            for word, whole in zip(self.words, own, strict=True)
        )
        self.gaps = _gaps(passage)
        self._sentences = list(accumulate(map(ends, self.gaps)))
        capitals = sum(word.capital for word in self.words)
        shouted = sum(whole[0] == "U" for whole in self.classes)
        style = "u" if shouted * 2 > self.size else "l" if capitals <= max(1, 0.02 * self.size) else "m"
        self.style = style.upper() if passage.plain else style
        self._kinds: dict[int, str] = {}
        self._figures = figure_runs(self.words, self._sentences)
        self._tellers = [place for place, word in enumerate(passage.folded) if word in TELLING]
        near, halves = self._near_homes(own), compounded(passage)
        self.open = [
            place in near
            or place in ruled
            or place in self._figures
            or (place not in halves and self._may_be_hidden(place, own))
            for place in range(self.size)
        ]
        self._short = [EDGE] * REACH + [short_class(whole) for whole in self.classes] + [EDGE] * REACH
        self._runs = self._read_runs()
        self._offices = offices_at(self.source, plain=passage.plain)
        self._cues = [place for place, whole in enumerate(self.classes) if not _WHERE.isdisjoint(whole[1:])]
        self._again = self._read_again()
        self._listed: dict[int, list[str]] = {}
        self._told: dict[tuple[int, int], _Run] = {}

    def _near_homes(self, own: Sequence[str]) -> set[int]:
        """Places beside a number or a kind of home: words there may belong to a home."""
        homes = [place for place, word in enumerate(self.words) if own[place][0] in "dm" or word.low in HOUSES]
        return {at for place in homes for at in (place - 1, place + 1)}

    def _may_be_hidden(self, place: int, own: Sequence[str]) -> bool:
        whole = own[place]
        if whole[0] != SMALL:
            return self.words[place].low not in _GRADES
        listed = not _NAMED.isdisjoint(whole)
        if self.style not in "mM":
            return listed or "c" not in whole
        if listed and "c" not in whole:
            return True
        before = own[place - 1] if place else ""
        return (not _ROLES.isdisjoint(before) or before[:1] in {"T", "I", "M"}) and (listed or "c" not in whole)

    def _read_again(self) -> dict[str, str]:
        """Of words that the text has twice or more, as what they stand somewhere: behind a role, or with a capital."""
        told: dict[str, str] = {}
        for word, seen in Counter(self.source).items():
            if seen > 1:
                at = [place for place, other in enumerate(self.source) if other == word and self.open[place]]
                told[word] = "".join(sorted({self.kind(place) or self._inside(place) for place in at}))
        return told

    def _inside(self, place: int) -> str:
        return _CAPITAL_INSIDE if self.words[place].capital and not self.passage.opens(place) else ""

    def _read_runs(self) -> list[tuple[int, int]]:
        """For each word the run of words it stands in that may together be a name."""
        runs: list[tuple[int, int]] = []
        place = 0
        while place < self.size:
            end = place + 1
            if self._may_run(place):
                capital = self.words[place].capital
                while (
                    end < self.size
                    and self.gaps[end] in "_."
                    and self.words[end].capital == capital
                    and self._may_run(end)
                ):
                    end += 1
            runs += [(place, end)] * (end - place)
            place = end
        return runs

    def _may_run(self, place: int) -> bool:
        whole = self.classes[place]
        return self.words[place].capital or (whole[0] == SMALL and not _NAMED.isdisjoint(whole))

    def kind(self, place: int) -> str:
        """What the words before a place make of what follows: "c"hild, "p"erson, place ("l") or nothing."""
        found = self._kinds.get(place)
        if found is None:
            found = self._kinds[place] = _KINDS.get(kind_before(self.passage, place), "")
        return found

    def _run(self, place: int) -> tuple[int, int]:
        """The run of a place, begun behind the last role in it and ended before a kind of place."""
        first, last = self._runs[place]
        begin, end = first, last
        for at in range(place, first, -1):
            if self.kind(at):
                begin = at
                break
        for at in range(place + 1, last):
            if "L" in self.classes[at] and kind(self.words[at].low) == PLACE:
                end = at
                break
        return begin, end

    def signs(self, place: int) -> list[str]:
        """Signs of a place, apart from the words' own."""
        whole, at = self.classes[place], place + REACH
        own, before, behind = self._short[at], self.gaps[place], self.gaps[place + 1]
        return [
            "b",
            f"s{self.style}{whole}",
            f"k{self.kind(place)}{whole}",
            f"a{self._short[at - 1]}{before}{own}",
            f"c{own}{behind}{self._short[at + 1]}",
            f"g{before}{behind}{own}",
            f"G{before}{whole}",
            f"B{behind}{whole}",
            *self._run_signs(place, whole, own),
            *self._near_signs(place, own),
            *self._ruled_signs(place, whole, own),
            *self._again_signs(place, own),
        ]

    def _run_signs(self, place: int, whole: str, own: str) -> list[str]:
        run = self._run(place)
        found = self._told.get(run)
        if found is None:
            found = self._told[run] = self._tell(*run)
        begin, size = run[0], found.size
        signs = [
            *found.signs,
            f"r{found.stands}{own}{size}",
            f"P{size[0]}.{min(place - begin, 4)}{whole}",
            f"O{found.office}{found.stands}{own[0]}",
            f"N{found.cue}{own}",
        ]
        first, last = self._runs[place]
        if last - first > 1:
            inside = self._listed.get(first)
            if inside is None:
                inside = self._listed[first] = listed_inside(self.source[first:last], plain=self.passage.plain)
            if inside[place - first]:
                signs.append(f"h{inside[place - first]}{found.stands}")
        return signs

    def _tell(self, begin: int, end: int) -> _Run:
        """What is told of a run as a whole."""
        source, gaps, short = self.source, self.gaps, self._short
        number, stands = str(min(end - begin, _MOST_RUN)), self.kind(begin)
        size = number + ("^" if self.words[begin].capital else "")
        before = source[begin - 1] if begin and gaps[begin] == "_" else gaps[begin]
        behind = source[end] if end < self.size and gaps[end] == "_" else gaps[end]
        office, cue = self._office(begin, end), self._cue(begin)
        ruled = f"{self._ruled.get(begin, _NO_RULE)}{self._ruled.get(end - 1, _NO_RULE)}"
        signs = [
            f"y{before} {number}",
            f"z{behind} {number}",
            f"R{self.classes[begin]}.{self.classes[end - 1]}.{number}",
            f"q{short[begin + REACH]}{stands}{size}{self.style}",
            f"W{source[begin - 2] if begin > 1 else EDGE} {before}",
            f"i{gaps[begin]}.{gaps[end]}{size}",
            f"O{office}",
            f"N{cue}",
            f"k{stands}",
            f"y{before}",
            f"z{behind}",
            f"j{short[begin + REACH - 1]}{size}",
            f"J{short[end + REACH]}{size}",
            f"u{ruled}{before}",
        ]
        listed = listed_as(source[begin:end], plain=self.passage.plain)
        if listed:
            signs.append(f"h{listed}{stands}{number}")
        return _Run(signs, stands, size, office, cue)

    def _office(self, begin: int, end: int) -> str:
        """How near an office stands before a run and behind it in the same sentence."""
        offices, found = self._offices, ""
        behind = bisect_left(offices, begin)
        if behind and begin - offices[behind - 1] <= _OFFICE_NEAR and self._beside(offices[behind - 1], begin):
            far = begin - offices[behind - 1]
            found = "n" if far < 3 else "m" if far < 7 else "f"  # noqa: PLR2004 - words between
        behind = bisect_left(offices, end)
        if behind < len(offices) and offices[behind] < end + _OFFICE_FAR and self._beside(offices[behind], end - 1):
            return found + ("N" if offices[behind] - end < 2 else "F")  # noqa: PLR2004 - "office of"
        return found

    def _beside(self, place: int, other: int) -> bool:
        return self._sentences[place] == self._sentences[other]

    def _cue(self, begin: int) -> str:
        """The nearest role or kind of place before a run that does not stand right before it."""
        at = bisect_left(self._cues, begin) - 1
        if at < 0 or begin - self._cues[at] > _CUE_FAR or not self._beside(self._cues[at], begin):
            return ""
        place = self._cues[at]
        return next(letter for letter in self.classes[place][1:] if letter in _WHERE) + str(min(begin - place, 4))

    def _near_signs(self, place: int, own: str) -> list[str]:
        """Words a little before that tell what a number, a street or a date is; in how many figures it stands."""
        found: dict[str, int] = {}
        for at in range(bisect_left(self._tellers, place) - 1, -1, -1):
            teller = self._tellers[at]
            if place - teller > _NEAR or not self._beside(teller, place):
                break
            for sign in TELLING[self.passage.folded[teller]]:
                found.setdefault(sign, min((place - teller + 1) // 2, 4))
        signs = [f"n{sign}{distance}{own}" for sign, distance in found.items()]
        figures = self._figures.get(place)
        return [*signs, f"D{figures}", f"D{own[0]}{figures > _LONG_NUMBER}"] if figures else signs

    def _ruled_signs(self, place: int, whole: str, own: str) -> list[str]:
        """What rules say of the word and its neighbours."""
        at, before, behind = (self._ruled.get(place + far, _NO_RULE) for far in (0, -1, 1))
        if at == before == behind == _NO_RULE:
            return [f"u{own}{self.style}"]
        return [
            f"u{at}",
            f"u{at}{whole}",
            f"u{at}{self.kind(place)}{own}",
            f"u{at}{self.style}{own}",
            f"U{before}{at}{behind}",
            f"U{before}{at}{behind}{own}",
        ]

    def _again_signs(self, place: int, own: str) -> list[str]:
        """What the same word is elsewhere in the text."""
        again = self._again.get(self.source[place])
        return [f"v{again}", f"v{again}{own}"] if again else []


def _gaps(passage: Passage) -> list[str]:
    """The marks before each word and behind the last."""
    text, listed = passage.text, passage.words
    if not listed:
        return []
    return [
        marks(text[: listed[0].start]) if listed[0].start else EDGE,
        *(marks(text[first.end : second.start]) for first, second in pairwise(listed)),
        "$" + marks(text[listed[-1].end :]),
    ]


def segments(scene: Scene) -> list[tuple[int, int]]:
    """Ranges of open words beside each other."""
    found: list[tuple[int, int]] = []
    for place in range(scene.size):
        if not scene.open[place]:
            continue
        if found and found[-1][1] == place:
            found[-1] = found[-1][0], place + 1
        else:
            found.append((place, place + 1))
    return found


def joint(scene: Scene, place: int) -> int:
    """How a word joins the one before it: as capitals or as small letters with a space, mixed, or with a mark."""
    if scene.gaps[place] not in {"_", "."}:
        return 3
    first, second = scene.words[place - 1].capital, scene.words[place].capital
    return 0 if first and second else 1 if first == second else 2


JOINTS = 4
"""Kinds of `joint`."""
