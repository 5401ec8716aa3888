"""Finds names of places in a text and reads what stands around each: type word, guard, capitals. Judges nothing else.

One automaton holds every name in lower case with accents; a second one, without accents, serves only texts that were
typed without accents, because folding adds false hits ("diễn biến" is not Điện Biên). In accented texts a name
without accents counts only after its type word ("xa an duc"), which the first automaton holds as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

import ahocorasick

from monitor.core.places.gazetteer import Gazetteer, Place
from monitor.core.places.school_names import LEVEL_WORDS, SCHOOL_WORDS
from monitor.core.text import fold, is_accentless, lower, nfc

_CERTAINLY_ACCENTED = 0.05
"""With this share of non-ASCII characters a text needs no closer look: real accented text has over 0.2."""
_LOOK_BEHIND = 48
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_IS_ZERO_WIDTH = re.compile(f"[{_ZERO_WIDTH}]")
_COMPOSABLE = re.compile(f"[{_ZERO_WIDTH}]|[^\u0300-\u036f][\u0300-\u036f]+")
"""A zero-width character, or a letter with marks written apart."""


class Role(Enum):
    """What a matched phrase stands for. `BLOCK` swallows phrases that only look like places."""

    PLACE = auto()
    COUNTRY = auto()
    SHORT_COUNTRY = auto()
    NATIONAL = auto()
    SCHOOL_LEVEL = auto()
    SCHOOL_WORD = auto()
    BLOCK = auto()


class Guard(Enum):
    """Why a name may not say where it happened."""

    NONE = auto()
    PERSON = auto()
    THING = auto()
    ORIGIN = auto()
    TRANSFER = auto()


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


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found. `start` includes the type word, `name_start` does not.

    `type_word` ends in `?` when it stands before an earlier name of the same list. `crowded`: part of a longer proper
    name; `located`: after `ở`, `tại` and the like.
    """

    start: int
    name_start: int
    end: int
    pattern: Pattern
    type_word: str
    guard: Guard
    capitalised: bool
    crowded: bool
    located: bool

    @property
    def means_no_place(self) -> bool:
        """Whether it names a person, a street, an outlet or a product."""
        return self.guard is Guard.PERSON or self.guard is Guard.THING


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready for matching. `text` and `lowered` have one length; `original` is as given.

    From `breaks[i]` on (offsets of `text`) the text runs in step with the original from `targets[i]` on.
    """

    original: str
    text: str
    lowered: str
    accentless: bool
    breaks: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of `text` (not empty) into a span of the original."""
        last = self._origin(end - 1) + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return self._origin(start), last

    def _origin(self, offset: int) -> int:
        step = bisect_right(self.breaks, offset) - 1
        return offset if step < 0 else self.targets[step] + offset - self.breaks[step]


def prepare(original: str) -> Prepared:
    """Compose (NFC) and drop zero-width characters, remembering only where the two texts fall out of step.

    Most texts arrive clean, and names are known in both styles of tone marks, so the full normaliser is not needed.
    """
    text, breaks, targets = _compose(original)
    wide = len(text) - len(text.encode("ascii", "ignore"))
    accentless = wide < _CERTAINLY_ACCENTED * len(text) and is_accentless(text)
    return Prepared(original, text, fold(text) if accentless else lower(text), accentless, breaks, targets)


def _compose(original: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    if unicodedata.is_normalized("NFC", original) and not _IS_ZERO_WIDTH.search(original):
        return original.replace("\u00a0", " "), (), ()
    pieces: list[str] = []
    breaks: list[int] = []
    targets: list[int] = []
    read = written = 0
    for match in _COMPOSABLE.finditer(original):
        composed = "" if match.group() in _ZERO_WIDTH else nfc(match.group())
        pieces += (original[read : match.start()], composed)
        written += match.start() - read + len(composed)
        read = match.end()
        breaks.append(written)
        targets.append(read)
    text = "".join((*pieces, original[read:]))
    return text.replace("\u00a0", " "), tuple(breaks), tuple(targets)


_TYPE_FORMS = {
    "tỉnh": ("tỉnh", "tinh"),
    "thành phố": ("thành phố", "thanh pho", "tp.", "tp", "t.p", "t.p."),
    "thị xã": ("thị xã", "thi xa", "tx.", "tx"),
    "thị trấn": ("thị trấn", "thi tran", "tt.", "tt"),
    "quận": ("quận", "quan", "q."),
    "huyện": ("huyện", "huyen", "h."),
    "xã": ("xã", "xa", "x."),
    "phường": ("phường", "phuong", "p.", "f."),
}
_TYPE_OF = {form: word for word, forms in _TYPE_FORMS.items() for form in forms}
_TYPE_BEFORE = re.compile(
    r"(?<!\w)(" + "|".join(re.escape(f) for f in sorted(_TYPE_OF, key=len, reverse=True)) + r")[ \t]*$"
)


def _before(*words: str, tail: str = r"[ \t]+$") -> re.Pattern[str]:
    """A pattern for one of `words`, with or without accents, right before a name."""
    forms = sorted({form for word in words for form in (word, fold(word))}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in forms) + ")" + tail)


_PERSON = _before(
    "thầy", "thầy giáo", "cô", "cô giáo", "em", "ông", "bà", "anh", "chị", "cháu", "bé", "chú", "bác", "cậu", "dì",
    "nghệ sĩ", "ca sĩ", "nhà thơ", "nhà giáo", "bác sĩ", "liệt sĩ", "anh hùng", "tên",
)  # fmt: skip
_THING = _before(
    "đường", "phố", "hẻm", "ngõ", "báo", "tạp chí", "quán", "tiệm", "nhà hàng", "khách sạn", "cửa hàng", "cầu", "kẹo",
    "kẹo dừa", "dừa", "bưởi", "gạo", "đặc sản", "rượu", "phong trào", "giải", "giải thưởng", "clb", "câu lạc bộ",
    "đội bóng", "cao đẳng", "tinh thần", "cuộc", "đạo diễn", "quốc lộ", "hương lộ", "ngã tư", "chung cư", "tập đoàn",
    "công ty", "hiệu", "dòng",
)  # fmt: skip
_ORIGIN = _before(
    "quê", "quê ở", "quê tại", "quê gốc", "gốc", "người", "dân", "nguyên quán", "quê quán", "sinh ra ở", "sinh ra tại",
    "quê tỉnh", "gốc tỉnh", "sinh năm",
)  # fmt: skip
_TRANSFER = _before(
    "bệnh viện", "bv", "chuyển lên", "chuyển viện", "chuyển về", "chuyển ra", "cấp cứu tại", "đưa lên", "chuyển tuyến",
    tail=r"[^.!?;\n]{0,30}$",
)  # fmt: skip
_LOCATED = _before(
    "ở", "tại", "thuộc", "địa bàn", "về", "đến", "xuống", "trong", "khắp", "dưới", "bên", "qua", "từ",
)  # fmt: skip
_SHORT_COUNTRY_BEFORE = _before(
    "ở", "tại", "nước", "của", "từ", "sang", "đến", "học sinh", "sinh viên", "giáo viên", "phụ huynh", "trường học",
    "du học", "bang", "người", "báo", "tổng thống", "phu nhân", "giáo dục", "đại học", "quân đội", "cảnh sát",
    "chính phủ", "và", "với", "cựu", "trẻ em", "trường", "trường đại học", "phim",
    "khắp", "khắp nước", "khuyết tật", "học trò", "nhiều trường", "quanh", "dân",
)  # fmt: skip

MINISTRY_PHRASES = (
    "bộ gd&đt", "bộ gd-đt", "bộ gdđt", "bộ gd đt", "bộ gd và đt", "bộ gđ&đt", "bộ giáo dục", "bộ gd", "bộ trưởng",
    "thứ trưởng", "thủ tướng", "phó thủ tướng", "quốc hội", "chính phủ", "vụ trưởng", "ủy ban thường vụ", "bộ công an",
    "bộ y tế", "bộ nội vụ", "bộ yêu cầu", "bộ lưu ý", "bộ giải thích", "bộ ban hành", "bộ ra", "bộ phải", "bộ nói",
    "bộ đề xuất", "bộ quy định", "bộ xem xét", "bộ xem lại", "bộ mở", "bộ công bố", "bộ hướng dẫn", "kiến nghị bộ",
    "đề nghị bộ", "tốt nghiệp thpt", "thi tốt nghiệp", "thpt quốc gia", "luật nhà giáo", "phổ điểm",
)  # fmt: skip
"""Who speaks for the whole country, and its one examination."""
COUNTRYWIDE_PHRASES = (
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


def _spellings(name: str) -> set[str]:
    """A lower-case name in both styles of tone marks: `hòa bình`, `hoà bình`."""
    lowered = name.lower()
    return {lowered, _MODERN_END.sub(lambda match: _OLD_TONE[match.group()], lowered)}


class NameMatcher:
    """Every name the product knows, in two automata (with accents, without)."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        accented: dict[str, Pattern] = {}
        folded: dict[str, Pattern] = {}
        for phrase, pattern in _phrases(gazetteer):
            for spelling in _spellings(phrase):
                accented.setdefault(spelling, pattern)
            if pattern.kind == "commune":
                folded.setdefault(fold(phrase), pattern)
            else:
                _merge(folded, fold(phrase), pattern)
        for phrase, pattern in _typed_folded(gazetteer):
            accented.setdefault(phrase, pattern)
        self._accented, self._folded = _automaton(accented), _automaton(folded)

    def hits(self, prepared: Prepared) -> list[Hit]:
        """All phrases of a text, longest first where they overlap, in order of position."""
        found: list[Hit] = []
        reached = 0
        for start, end, pattern in self._longest(prepared):
            if start < reached:
                continue
            hit = _read_hit(prepared, start, end, pattern, found[-1] if found else None)
            if hit is None:
                continue
            found.append(hit)
            if not pattern.is_school:
                reached = end
        return found

    def _longest(self, prepared: Prepared) -> list[tuple[int, int, Pattern]]:
        text = prepared.lowered
        size = len(text)
        automaton = self._folded if prepared.accentless else self._accented
        spans = []
        for last, (length, pattern) in automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if (start == 0 or not text[start - 1].isalnum()) and (end == size or not text[end].isalnum()):
                spans.append((start, end, pattern))
        spans.sort(key=lambda span: (span[0], -span[1]))
        return spans


def _merge(patterns: dict[str, Pattern], phrase: str, pattern: Pattern) -> None:
    """Without accents several places become one phrase: keep them all as alternatives."""
    known = patterns.setdefault(phrase, pattern)
    if known is not pattern and known.role is pattern.role is Role.PLACE and known.type_word == pattern.type_word:
        patterns[phrase] = replace(known, places=_distinct((*known.places, *pattern.places)))


def _automaton(patterns: dict[str, Pattern]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for phrase, pattern in patterns.items():
        automaton.add_word(phrase, (len(phrase), pattern))
    automaton.make_automaton()
    return automaton


def _phrases(gazetteer: Gazetteer) -> Iterator[tuple[str, Pattern]]:
    """Every phrase; where one phrase has two meanings, the first given wins."""
    for phrase in _BLOCKED:
        yield phrase, Pattern(Role.BLOCK)
    yield from _place_phrases(gazetteer)
    for name, short in gazetteer.countries:
        yield name, Pattern(Role.SHORT_COUNTRY if short else Role.COUNTRY)
    for phrase in MINISTRY_PHRASES:
        yield phrase, Pattern(Role.NATIONAL)
    for phrase in COUNTRYWIDE_PHRASES:
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
        yield name, Pattern(Role.PLACE, _distinct(places), kind=kinds.get(name, "name"))
    for place in gazetteer.places:
        if place.level == "province" or (place.home and place.level == "district"):
            yield "#" + fold(place.bare).replace(" ", ""), Pattern(Role.PLACE, (place,))


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """One row an id: its latest."""
    return tuple({place.id: place for place in places}.values())


def _numbered(gazetteer: Gazetteer, place: Place) -> Iterator[tuple[str, Pattern]]:
    """`phường 6`, `P.6`, `p6`, `F6`; `quận 7`, `Q.7`: the number is no name without its type."""
    same = _distinct(p for p in gazetteer.places if p.bare == place.bare and p.type_word == place.type_word)
    letters = {"phường": ("p", "f"), "quận": ("q",)}[place.type_word]
    pattern = Pattern(Role.PLACE, same, type_word=place.type_word)
    yield f"{place.type_word} {place.bare}", pattern
    yield f"{place.type_word} số {place.bare}", pattern
    for letter in letters:
        for joint in (".", ". ", " ", ""):
            yield f"{letter}{joint}{place.bare}", pattern


def _typed_folded(gazetteer: Gazetteer) -> Iterator[tuple[str, Pattern]]:
    """`xa an duc`, `huyen ba tri`: in accented texts home names without accents need their type word."""
    names: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in gazetteer.places:
        if place.home and place.type_word and not place.bare.isdigit():
            names[place.type_word, fold(place.bare)].append(place)
    for (type_word, name), places in names.items():
        yield f"{fold(type_word)} {name}", Pattern(Role.PLACE, _distinct(places), type_word=type_word)


def _read_hit(prepared: Prepared, start: int, end: int, pattern: Pattern, previous: Hit | None) -> Hit | None:
    """Read the surroundings of a phrase; None when it cannot be what the pattern says."""
    words = prepared.text[start:end]
    if not _written_as(pattern, words):
        return None
    if pattern.role is not Role.PLACE:
        abroad = pattern.role is not Role.SHORT_COUNTRY or _is_country(prepared, start, end)
        return Hit(start, start, end, pattern, "", Guard.NONE, True, False, False) if abroad else None
    before = prepared.lowered[max(0, start - _LOOK_BEHIND) : start]
    first, type_word = start, pattern.type_word
    if not type_word and (typed := _TYPE_BEFORE.search(before)):
        first, type_word = start - len(before) + typed.start(), _TYPE_OF[typed.group(1)]
        before = before[: typed.start()]
    elif previous is not None and previous.type_word and _continues_list(prepared, previous, start):
        type_word = f"{previous.type_word.rstrip('?')}?"
    capitalised = _is_capitalised(words) or before.endswith("#")
    if pattern.kind == "commune" and not (type_word and capitalised):
        return None
    return Hit(
        first,
        start,
        end,
        pattern,
        type_word,
        guard=_guard_of(prepared, first, pattern, previous, before, typed=bool(type_word)),
        capitalised=capitalised,
        crowded=_is_crowded(prepared.text, first, end, typed=first < start),
        located=_LOCATED.search(before) is not None,
    )


def _written_as(pattern: Pattern, words: str) -> bool:
    if pattern.kind == "upper":
        return words.isupper()
    return pattern.kind != "upper-first" or words[0].isupper()


def _is_country(prepared: Prepared, start: int, end: int) -> bool:
    """Whether Mỹ, Anh, Đức … is the country: one capital syllable after a word that asks for one."""
    text = prepared.text
    if prepared.accentless or not text[start].isupper():
        return False
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return False
    if text[end : end + 1] in {":", ")"} and text[max(0, start - 1) : start] in {"", "\n", "("}:
        return True
    return _SHORT_COUNTRY_BEFORE.search(prepared.lowered[max(0, start - _LOOK_BEHIND) : start]) is not None


def _continues_list(prepared: Prepared, previous: Hit, start: int) -> bool:
    """`huyện Ba Tri, Bình Đại và Thạnh Phú`: the type word counts for the whole list."""
    between = prepared.lowered[previous.end : start]
    return between.strip() in {",", "và", "va", "-", "–", "&", ";"}


def _guard_of(
    prepared: Prepared, start: int, pattern: Pattern, previous: Hit | None, before: str, *, typed: bool
) -> Guard:
    """What speaks against a name; the unit above a person's origin is origin too (`quê Ba Tri, tỉnh Bến Tre`)."""
    if pattern.kind == "hint":
        return Guard.NONE
    if previous is not None and previous.guard is Guard.ORIGIN:
        between = prepared.lowered[previous.end : start]
        if between.strip() in {",", "-", "–", "("}:
            return Guard.ORIGIN
    return _guard(before, typed=typed)


def _guard(before: str, *, typed: bool) -> Guard:
    if _ORIGIN.search(before):
        return Guard.ORIGIN
    if not typed and _PERSON.search(before):
        return Guard.PERSON
    if not typed and _THING.search(before):
        return Guard.THING
    return Guard.TRANSFER if _TRANSFER.search(before) else Guard.NONE


def _is_capitalised(words: str) -> bool:
    return all((part[0].isupper() or not part[0].isalpha()) for part in words.replace("-", " ").split())


def _is_crowded(text: str, start: int, end: int, *, typed: bool) -> bool:
    """Whether the name is part of a longer proper name (`Nguyễn Thái Bình`, `Phú Mỹ Hưng`)."""
    if text[start:end].isupper():
        return False
    after = text[end : end + 2]
    if len(after) > 1 and after[0] == " " and after[1].isupper():
        following = re.match(r"\w+", text[end + 1 : end + 12])
        if following is not None and not following.group().isupper():
            return True
    if typed:
        return False
    previous = re.search(r"(\w+) $", text[max(0, start - 12) : start])
    return previous is not None and previous.group(1)[0].isupper() and not previous.group(1).isupper()
