"""The phrases that are looked for: names of places and countries, words of schools, who speaks for the whole country.

Names come from the gazetteer (`monitor.core.places.gazetteer`); the other lists are ours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from monitor.core.places.gazetteer import Gazetteer, Place
from monitor.core.places.school_names import LEVEL_WORDS, SCHOOL_WORDS
from monitor.core.text import fold, nfc

_MINISTRY_PHRASES = (
    "bộ gd&đt", "bộ gd-đt", "bộ gdđt", "bộ gd đt", "bộ gd và đt", "bộ gđ&đt", "bộ giáo dục", "bộ gd", "bộ trưởng",
    "thứ trưởng", "thủ tướng", "phó thủ tướng", "quốc hội", "chính phủ", "vụ trưởng", "ủy ban thường vụ", "bộ công an",
    "bộ y tế", "bộ nội vụ", "bộ yêu cầu", "bộ lưu ý", "bộ giải thích", "bộ ban hành", "bộ ra", "bộ phải", "bộ nói",
    "bộ đề xuất", "bộ quy định", "bộ xem xét", "bộ xem lại", "bộ mở", "bộ công bố", "bộ hướng dẫn", "kiến nghị bộ",
    "đề nghị bộ", "tốt nghiệp thpt", "thi tốt nghiệp", "thpt quốc gia", "luật nhà giáo", "phổ điểm",
)  # fmt: skip
"""Who speaks for the whole country, and its one examination."""
_COUNTRYWIDE_PHRASES = (
    "cả nước", "toàn quốc", "các địa phương", "tỉnh thành", "tỉnh, thành", "63 tỉnh", "34 tỉnh", "20 tỉnh", "các tỉnh",
    "nhiều tỉnh", "nhiều địa phương", "một số địa phương", "một số tỉnh", "luật giáo dục", "các sở gd", "việt nam",
    "chương trình giáo dục phổ thông", "thông tư", "quy chế thi", "quy chế tuyển sinh", "nghị định", "dự thảo luật",
    "văn tốt nghiệp", "chờ điểm tốt nghiệp", "tra điểm thi", "điểm sàn", "dự thảo", "của bộ", "nhà xuất bản giáo dục",
    "đại biểu quốc hội", "chương trình mới", "chương trình 2018", "đề minh họa", "đề tham khảo", "các trường đại học",
    "các đại học", "xét tuyển đại học", "triệu học sinh", "đề án quốc gia", "chiến lược phát triển giáo dục",
)  # fmt: skip
"""Weaker: local outlets use these words about home as well."""
_BLOCKED = (
    "thái bình dương", "ấn độ dương", "tiếng trung quốc", "tiếng hàn quốc", "tiếng nhật bản", "hàn quốc học",
    "nhật bản học", "trung quốc học", "tiếng anh", "tiếng pháp", "tiếng đức", "tiếng nga", "tiếng nhật", "tiếng hàn",
    "tiếng lào", "thời báo kinh tế sài gòn", "báo hà nội mới", "đồng khởi mới", "mỹ thuật", "anh em",
    "anh chị", "nhà xuất bản giáo dục việt nam", "ngày nhà giáo việt nam", "nhà giáo việt nam", "phụ nữ việt nam",
    "mẹ việt nam anh hùng", "trại hè việt nam",
)  # fmt: skip

_OLD_TONE = {
    modern: old
    for pair in ("oa", "oe", "uy")
    for modern, old in (
        (nfc(pair[0] + mark) + pair[1], pair[0] + nfc(pair[1] + mark))
        for mark in ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    )
}
_MODERN_END = re.compile(r"(?<!q)(" + "|".join(_OLD_TONE) + r")(?!\w)")


class Role(Enum):
    """What a matched phrase stands for. `BLOCK` swallows phrases that only look like places."""

    PLACE = auto()
    COUNTRY = auto()
    SHORT_COUNTRY = auto()
    NATIONAL = auto()
    SCHOOL_LEVEL = auto()
    SCHOOL_WORD = auto()
    BLOCK = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One phrase: the places it may mean, whether a type word is part of it, and when it counts. Compared by identity.

    `kind` is name, hint, upper (only in capitals), upper-first (capital initial) or commune (only with a type word).
    """

    role: Role
    places: tuple[Place, ...] = ()
    type_word: str = ""
    kind: str = "name"

    @property
    def is_school(self) -> bool:
        """Whether it begins the name of a school."""
        return self.role is Role.SCHOOL_LEVEL or self.role is Role.SCHOOL_WORD

    @property
    def is_abroad(self) -> bool:
        """Whether it is a foreign country or city."""
        return self.role is Role.COUNTRY or self.role is Role.SHORT_COUNTRY


def spellings(name: str) -> set[str]:
    """A lower-case name in both styles of tone marks: `hòa bình`, `hoà bình`."""
    lowered = name.lower()
    return {lowered, _MODERN_END.sub(lambda match: _OLD_TONE[match.group()], lowered)}


def phrases_of(gazetteer: Gazetteer) -> Iterator[tuple[str, Pattern]]:
    """Every phrase; where one phrase has two meanings, the first given wins."""
    for phrase in _BLOCKED:
        yield phrase, Pattern(Role.BLOCK)
    yield from _place_phrases(gazetteer)
    for name, short in gazetteer.countries:
        yield name, Pattern(Role.SHORT_COUNTRY if short else Role.COUNTRY)
    for phrase in _MINISTRY_PHRASES:
        yield phrase, Pattern(Role.NATIONAL)
    for phrase in _COUNTRYWIDE_PHRASES:
        yield phrase, Pattern(Role.NATIONAL, kind="hint")
    for word in LEVEL_WORDS:
        yield word, Pattern(Role.SCHOOL_LEVEL)
    for word in SCHOOL_WORDS:
        yield word, Pattern(Role.SCHOOL_WORD)
    for alias in gazetteer.aliases:
        district = gazetteer.get(alias.place)
        if alias.kind == "commune" and district is not None:
            yield alias.name, Pattern(Role.PLACE, (district,), kind="commune")


def _place_phrases(gazetteer: Gazetteer) -> Iterator[tuple[str, Pattern]]:
    names: defaultdict[str, list[Place]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for place in gazetteer.places:
        if place.level == "school":
            continue
        if place.bare.isdigit():
            yield from _numbered(gazetteer, place)
        else:
            names[place.bare.lower()].append(place)
    for alias in gazetteer.aliases:
        meant = gazetteer.get(alias.place)
        if meant is not None and alias.kind not in {"school", "commune"}:
            names[alias.name.lower()].append(meant)
            kinds.setdefault(alias.name.lower(), alias.kind)
    for name, places in names.items():
        yield name, Pattern(Role.PLACE, distinct(places), kind=kinds.get(name, "name"))
    for place in gazetteer.places:
        if place.level == "province" or (place.home and place.level == "district"):
            yield "#" + fold(place.bare).replace(" ", ""), Pattern(Role.PLACE, (place,))


def distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """One row an id: its latest."""
    return tuple({place.id: place for place in places}.values())


def _numbered(gazetteer: Gazetteer, place: Place) -> Iterator[tuple[str, Pattern]]:
    """`phường 6`, `P.6`, `p6`, `F6`; `quận 7`, `Q.7`: the number is no name without its type."""
    same = distinct(p for p in gazetteer.places if p.bare == place.bare and p.type_word == place.type_word)
    letters = {"phường": ("p", "f"), "quận": ("q",)}[place.type_word]
    pattern = Pattern(Role.PLACE, same, type_word=place.type_word)
    yield f"{place.type_word} {place.bare}", pattern
    yield f"{place.type_word} số {place.bare}", pattern
    for letter in letters:
        for joint in (".", ". ", " ", ""):
            yield f"{letter}{joint}{place.bare}", pattern


def typed_without_accents(gazetteer: Gazetteer) -> Iterator[tuple[str, Pattern]]:
    """`xa an duc`, `huyen ba tri`: in accented texts home names without accents need their type word."""
    names: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in gazetteer.places:
        if place.home and place.type_word and not place.bare.isdigit():
            names[place.type_word, fold(place.bare)].append(place)
    for (type_word, name), places in names.items():
        yield f"{fold(type_word)} {name}", Pattern(Role.PLACE, distinct(places), type_word=type_word)
