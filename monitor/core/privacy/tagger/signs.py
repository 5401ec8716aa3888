"""What the tagger sees of a text: signs of each word and of the words around it.

A word's own signs (`word_signs`) do not depend on where it stands: their weights are added once for each word and
distance. Signs of a place (`Scene.signs`) join classes of neighbours, the run of words that may be a name, the word
before it, marks between. Words that are never part of a name or home are left out (`Scene.open`).
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from monitor.core.privacy import places, words
from monitor.core.privacy.common import COMMON
from monitor.core.privacy.roles import CHILD, PERSON, PLACE, kind, words_before
from monitor.core.privacy.syllables import reads_as_syllable
from monitor.core.privacy.tokens import Passage
from monitor.core.text import fold

REACH = 3
"""Words to the left and right whose own signs count."""
_TOLD_AT = ("", "", ("w=", "f=", "K=", "F="), ("w=", "f=", "K="))
"""Beginnings of the signs that count by distance; at one word all."""
EDGE = "^"
_NEAR = 9
"""Words back in which a word such as "sinh", "ngụ" or "stk" tells what a word is."""
_OFFICE_NEAR, _OFFICE_FAR = 10, 4
_MOST_LEN, _MOST_RUN = 8, 6
_MOST_SEEN, _LEAST_SEEN, _SHARES = 6, 3, 3.999
_SHORT_NUMBER = 5
_NEAR_WORDS = {
    "H": "ap khom xom thon hem ngo to khu so nha duong kp tdp phong lo can lau tang thua kiet phum soc chung",
    "V": "ngu tru chi hktt khau song o ship nha",
    "B": "sinh ngay sn ns dob nam",
    "I": "cccd cmnd cmt cuoc minh danh ma the bhyt sbd dinh ho chieu passport so mshs khai hoc",
    "K": "stk tk khoan ck bank momo vietcombank agribank bidv acb mb",
    "T": "sdt dt thoai goi zalo lh lien hotline",
    "E": "truong thcs thpt mn so ubnd vien cho benh tram cong phong tru",
}
"""Folded words by what stands behind them: homes, living, births, papers, accounts, telephones, bodies."""
_TELLING = {
    word: "".join(sign for sign, listed in _NEAR_WORDS.items() if word in listed.split())
    for word in {word for listed in _NEAR_WORDS.values() for word in listed.split()}
}
_MARKS = (
    ("\n", "N"), ("|", "|"), ("\t", "|"), ('"', "q"), ("“", "q"), ("”", "q"), ("(", "("), (")", ")"), (":", ":"),
    (";", ";"), (".", "."), ("!", "."), ("?", "."), ("…", "."), (",", ","), ("–", "-"), ("-", "-"), ("/", "/"),
    ("#", "#"), ("@", "@"), ("+", "+"), ("&", "+"), ("*", "*"),
)  # fmt: skip
_MOST_MARKS = 3
_OFFICES = words.OFFICES | words.SCHOOL_OFFICES
_FOLDED_OFFICES = frozenset(map(fold, _OFFICES))
_OFFICE_ENDS = frozenset(office.split()[-1] for office in _OFFICES | _FOLDED_OFFICES)
_LONGEST_OFFICE = 4
_LONGEST_LISTED = 5
_WHERE = "CPL"
_GRADES = frozenset({"chồi", "mầm"})
"""Grades of nursery schools: never names, also with a capital."""
_SMALL = "l"
"""A shape: letters all small."""


@lru_cache(maxsize=4096)
def _marks(gap: str) -> str:
    """The marks between two words: "_" for a space, "" as "0", up to three letters else."""
    if gap == " ":
        return "_"
    if not gap:
        return "0"
    found = "".join(dict.fromkeys(sign for char, sign in _MARKS if char in gap))
    return found[:_MOST_MARKS] or "_"


def _shape(text: str) -> str:
    if text[0].isdigit():
        if not text.isdigit():
            return f"m{min(len(text), 4)}"
        return f"d{len(text)}" if len(text) < _SHORT_NUMBER else "dL" if len(text) < _MOST_LEN else "dX"
    if len(text) == 1:
        return "i" if text == text.lower() else "I"
    if text.islower():
        return _SMALL
    if text.isupper():
        return "U"
    return "T" if text.istitle() else "M"


@lru_cache(maxsize=16384)
def word_class(text: str, low: str, *, plain: bool) -> str:
    """What a word is by itself: its shape and a letter for each list it is in."""
    shape = _shape(text)
    if shape[0] in "dm":
        return shape
    return shape + _lists(low, fold(low), plain=plain)


def _lists(low: str, folded: str, *, plain: bool) -> str:
    members: tuple[tuple[str, bool], ...]
    if plain:
        members = (
            ("g", folded in words.FOLDED_GIVEN),
            ("s", folded in words.FOLDED_SURNAMES),
            ("S", folded in words.SURE_SURNAMES),
            ("c", folded in words.PLAIN_STOPS),
            ("n", folded in words.NEVER_PLAIN or folded in words.PLAIN_VERBS),
        )
    else:
        bare = low.isascii()
        members = (
            ("g", low in words.GIVEN),
            ("h", bare and low not in words.GIVEN and folded in words.FOLDED_GIVEN),
            ("s", low in words.SURNAMES),
            ("S", folded in words.SURE_SURNAMES and (bare or low in words.SURNAMES)),
            ("c", low in COMMON),
            ("n", low in words.NEVER_SMALL),
            ("a", low in words.ALONE_SURE),
        )
    acts = low in words.SMALL_ACTS or low in words.AFTER_NAME or (plain and folded in words.PLAIN_ACTS)
    more = (
        ("x", not reads_as_syllable(folded)),
        ("b", low in words.BODIES or low in words.RUN_HEADS),
        (_where(low, folded, plain=plain), True),
        ("A", acts),
    )
    return "".join(sign for sign, is_in in (*members, *more) if is_in)


def _where(low: str, folded: str, *, plain: bool) -> str:
    """Whether a word alone is a role or a kind of place."""
    found = {CHILD: "C", PERSON: "P", PLACE: "L"}.get(kind(low), "")
    if not found and plain:
        found = "P" if folded in words.PLAIN_CUES else "L" if folded in words.PLAIN_PLACE_CUES else ""
    return found


@lru_cache(maxsize=16384)
def short_class(whole: str) -> str:
    """A class with fewer letters, for signs that join three words."""
    return whole[0] + "".join(letter for letter in whole[1:] if letter in "gshcxPCL")


def word_signs(low: str, whole: str) -> tuple[str, ...]:
    """Signs of a word of a class."""
    if whole[0] in "dm":
        return f"K={whole}", f"w={low if len(low) < 4 else '#'}"  # noqa: PLR2004 - longer numbers tell nothing
    folded = fold(low)
    signs = [
        f"w={low}",
        f"f={folded}",
        f"K={whole}",
        f"H={whole[0]}",
        f"e={folded[-2:]}",
        f"z={min(len(low), _MOST_LEN)}",
    ]
    return (*signs, *(f"F={letter}" for letter in whole[1:]))


def count_signs(text: str, low: str, counts: Mapping[str, tuple[int, int]], *, plain: bool) -> tuple[str, ...]:
    """How often a word is seen, and how often with a capital inside a sentence (`counts` as in `TaggerModel`)."""
    seen, capital = counts.get(fold(low) if plain else low, (0, 0))
    return f"d={seen}", f"r={capital}", f"dr={seen}{capital}{'^' if text[0].isupper() else ''}"


def signs_at(distance: int, signs: Sequence[str]) -> list[str]:
    """The signs of a word as they count for the one `distance` words before it."""
    return [f"{distance}{sign}" for sign in signs if sign.startswith(_TOLD_AT[abs(distance)])]


def steps(small: int, capital: int) -> tuple[int, int]:
    """Counts of a word in small letters and with a capital as the steps that `count_signs` takes."""
    total = small + capital
    seen = min(_MOST_SEEN, 1 + int(math.log(small, 4))) if small else 0
    return seen, 1 + int(_SHARES * capital / total) if total >= _LEAST_SEEN else 0


class _Run(NamedTuple):
    """What is told of a run of words: signs that all its words have, and what those of one word are made with."""

    signs: list[str]
    stands: str
    size: str
    office: str
    cue: str


class Scene:
    """A passage as the tagger sees it. `classes` may stand in for the words' own: learning hides what lists tell.

    A word that is not `open` is never hidden: in small letters, common and in no list of names.
    """

    def __init__(self, passage: Passage, classes: Sequence[str] = ()) -> None:
        self.passage = passage
        self.words = passage.words
        self.size = len(self.words)
        self.source = passage.folded if passage.plain else passage.low
        own = [word_class(word.text, word.low, plain=passage.plain) for word in self.words]
        self.classes = list(classes) or own
        self.readable = sum(
            len(word.text) > 1 and whole[0] not in "dm" and "x" not in whole
            for word, whole in zip(self.words, own, strict=True)
        )
        text, listed = passage.text, self.words
        self.gaps = [
            _marks(text[: listed[0].start]) if listed[0].start else EDGE,
            *(_marks(text[first.end : second.start]) for first, second in pairwise(listed)),
            "$" + _marks(text[listed[-1].end :]),
        ]
        capitals = sum(word.capital for word in listed)
        shouted = sum(whole[0] == "U" for whole in self.classes)
        style = "u" if shouted * 2 > self.size else "l" if capitals <= max(1, 0.02 * self.size) else "m"
        self.style = style.upper() if passage.plain else style
        self.open = [self._may_be_hidden(place, own) for place in range(self.size)]
        self._short = [EDGE] * REACH + [short_class(whole) for whole in self.classes] + [EDGE] * REACH
        self._runs = self._read_runs()
        self._listed: dict[int, list[str]] = {}
        self._kinds: dict[int, str] = {}
        self._told: dict[tuple[int, int], _Run] = {}

    def _may_be_hidden(self, place: int, own: Sequence[str]) -> bool:
        whole = own[place]
        if whole[0] != _SMALL:
            return self.words[place].low not in _GRADES
        listed = any(letter in whole for letter in "gsh")
        if self.style not in "mM":
            return listed or "c" not in whole
        if listed and "c" not in whole:
            return True
        before = own[place - 1] if place else ""
        role = any(letter in before for letter in "CP")
        return (role or before[:1] in {"T", "I", "M"}) and (listed or "c" not in whole)

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

    def _read_listed(self, first: int, last: int) -> list[str]:
        """For each word of a run whether it is in the name of a place or of somebody whom schools are named after."""
        inside = [""] * (last - first)
        plain = self.passage.plain
        for sign, listed in (
            ("P", places.FOLDED_PLACES if plain else places.PLACES),
            ("H", places.FOLDED_HISTORICAL if plain else places.HISTORICAL),
        ):
            for begin in range(first, last - 1):
                for end in range(min(last, begin + _LONGEST_LISTED), begin + 1, -1):
                    if " ".join(self.source[begin:end]) in listed:
                        found = f"{sign}{end - begin}"
                        part = slice(begin - first, end - first)
                        inside[part] = [max(found, old) for old in inside[part]]
        return inside

    def _may_run(self, place: int) -> bool:
        whole = self.classes[place]
        return self.words[place].capital or (whole[0] == _SMALL and any(letter in whole for letter in "gsh"))

    def kind(self, place: int) -> str:
        """What the words before a place make of what follows: "c"hild, "p"erson, place ("l") or nothing."""
        found = self._kinds.get(place)
        if found is None:
            before = kind(words_before(self.passage, place))
            found = self._kinds[place] = {CHILD: "c", PERSON: "p", PLACE: "l"}.get(before, "")
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
                inside = self._listed[first] = self._read_listed(first, last)
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
        name = " ".join(source[begin:end])
        plain, office, cue = self.passage.plain, self._office(begin, end), self._cue(begin)
        listed = "P" if name in (places.FOLDED_PLACES if plain else places.PLACES) else ""
        listed += "H" if name in (places.FOLDED_HISTORICAL if plain else places.HISTORICAL) else ""
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
        ]
        if listed:
            signs.append(f"h{listed}{stands}{number}")
        return _Run(signs, stands, size, office, cue)

    def _office(self, begin: int, end: int) -> str:
        """How near an office stands before a run and behind it in the same sentence."""
        found = ""
        for at in range(begin - 1, max(-1, begin - 1 - _OFFICE_NEAR), -1):
            if _ends(self.gaps[at + 1]):
                break
            if self._is_office(at):
                found = "n" if begin - at < 3 else "m" if begin - at < 7 else "f"  # noqa: PLR2004 - words between
                break
        for at in range(end, min(self.size, end + _OFFICE_FAR)):
            if _ends(self.gaps[at]):
                break
            if self._is_office(at):
                return found + ("N" if at - end < 2 else "F")  # noqa: PLR2004 - "office of"
        return found

    def _is_office(self, last: int) -> bool:
        """Whether an office's title ends at a word."""
        source = self.source
        if source[last] not in _OFFICE_ENDS:
            return False
        titles = _FOLDED_OFFICES if self.passage.plain else _OFFICES
        return any(" ".join(source[max(0, last + 1 - size) : last + 1]) in titles for size in range(1, _LONGEST_OFFICE))

    def _cue(self, begin: int) -> str:
        """The nearest role or kind of place before a run that does not stand right before it."""
        for at in range(begin - 1, max(-1, begin - 7), -1):
            if _ends(self.gaps[at + 1]):
                break
            found = [letter for letter in self.classes[at][1:] if letter in _WHERE]
            if found:
                return found[0] + str(min(begin - at, 4))
        return ""

    def _near_signs(self, place: int, own: str) -> list[str]:
        """Words a little before that tell what a number, a street or a date is."""
        found: dict[str, int] = {}
        folded = self.passage.folded
        for at in range(place, max(-1, place - _NEAR), -1):
            for sign in _TELLING.get(folded[at], "") if at != place else "":
                found.setdefault(sign, min((place - at + 1) // 2, 4))
            if _ends(self.gaps[at]):
                break
        return [f"n{sign}{distance}{own}" for sign, distance in found.items()]


def _ends(gap: str) -> bool:
    """Whether a sentence or line ends in a gap."""
    return "." in gap or "N" in gap or ";" in gap


def segments(scene: Scene, given: Container[int] = ()) -> list[tuple[int, int]]:
    """Ranges of open words beside each other, those at `given` places left out."""
    found: list[tuple[int, int]] = []
    for place in range(scene.size):
        if not scene.open[place] or place in given:
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
