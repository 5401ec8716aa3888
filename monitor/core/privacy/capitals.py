"""Names of persons among the capitalised words of a text.

A run of capitalised words is read with the words before it (kinship, role, kind of place, office) and by what its
syllables are. Inside a sentence a run that is not known to be something else counts as a name: it may be a nickname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor.core.privacy import places, words
from monitor.core.privacy.offices import is_official
from monitor.core.privacy.roles import CHILD, PERSON, PLACE, ROLE_ENDS, is_role, kind, role, words_before
from monitor.core.privacy.syllables import FULL_NAME, INITIAL
from monitor.core.privacy.tokens import AND, MAX_NAME_TOKENS, QUOTES, Passage
from monitor.core.privacy.unknown import COUNTRIES_TOO, NAMES_TOO, Unknown

_JOINTS = frozenset({" ", "  ", "\u00a0"})
_TITLE = re.compile(
    r"(?i)(?:hội thi|cuộc thi|chương trình|phong trào|chiến dịch|tác phẩm|bài hát|bài thơ|truyện|sách|"
    r"phim|vở|chuyên đề|"
    r"câu lạc bộ|clb|quỹ|giải|học bổng|dự án|mô hình|chủ đề|công ty|thương hiệu|tọa đàm|lễ hội|hội diễn|hội trại|đề án|"
    r"mang tên|với tên|tiết mục|ngày hội|sân chơi|chuyên mục|khẩu hiệu)\s{0,3}[“\"'‘]([^”\"'’\n]{2,80})[”\"'’]"
)
"""What is called so in quotes is a work, a contest or a firm."""
_SCHOOL_LEVELS = frozenset(
    {"tiểu", "mầm", "mẫu", "thcs", "thpt", "trung", "cao", "đại", "cấp", "chuyên", "phó", "trưởng", "bộ", "mn", "th"}
)
_OWNED = "nhóm trẻ"
"""A private nursery is called after who keeps it."""
_CALLED = frozenset({"tên", "tên là"})
_ANIMAL = re.compile(r"(?i)(?<![^\W_])(?:chó|mèo|cún|heo|trâu|vẹt|gà)(?![^\W_])[^.!?,;\n]{0,30}$")
_MIDDLES = frozenset({"thị", "văn", "thi", "van"})
_DEGREES = frozenset({"ts", "gs", "bs", "ks", "cn", "ls", "st"})
"""Short forms with a point that are no initials."""
_WAYS = frozenset({"đường", "tuyến đường", "phố", "cầu", "chợ", "ngã tư", "ngã ba", "tuyến"})


class Found(NamedTuple):
    """Somebody named in a text: a range of words."""

    begin: int
    end: int
    official: bool


class CapitalReader(Unknown):
    """Reads the runs of capitalised words of a passage, `kept` (ranges of characters) left out."""

    def __init__(self, passage: Passage, kept: tuple[tuple[int, int], ...] = ()) -> None:
        super().__init__(passage)
        self._kept = list(kept)
        if any(quote in passage.text for quote in QUOTES):
            self._kept += [found.span(1) for found in _TITLE.finditer(passage.text)]
        self.found: list[Found] = []

    def read(self) -> None:
        """Fill `found` with every person named, officials too."""
        last: tuple[int, str, str] | None = None  # end of the run before, what it was, the role before it
        for first, end in self._runs():
            begin, before = self._after_roles(first, end)
            if begin >= end or self._is_kept(begin) or self._passage.only_initials(begin, end):
                last = None
                continue
            joined = last is not None and AND.match(self._passage.between(last[0], begin)) is not None
            listed = last[1] if joined and last is not None else ""
            way = last is not None and listed == PLACE and last[2] in _WAYS
            name = None if way and not before else self._name(begin, end, before, listed)
            if name is None:
                is_place = listed == PLACE or self._is_place(begin, end, before)
                last = (end, PLACE if is_place else "", role(before) or (last[2] if joined and last else ""))
                continue
            listed_official = joined and not before and bool(self.found) and self.found[-1].official
            self._add(*name, before, official=listed_official)
            last = (name[1], PERSON, "")

    def _add(self, begin: int, end: int, before: str, *, official: bool) -> None:
        start, stop = self._passage.span(begin, end)
        official = official or is_official(self._passage.text, start, stop, role(before))
        self.found.append(Found(begin, end, official))

    def _is_kept(self, place: int) -> bool:
        if not self._kept:
            return False
        start = self._passage.words[place].start
        return any(first <= start < last for first, last in self._kept)

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Ranges of capitalised words; any sign but a point of initials ends one."""
        first: int | None = None
        for place, word in enumerate(self._passage.words):
            joined = first is not None and word.capital and self._joins(place)
            if first is not None and not joined:
                yield first, place
                first = None
            if word.capital and first is None:
                first = place
        if first is not None:
            yield first, len(self._passage.words)

    def _joins(self, place: int) -> bool:
        gap = self._passage.between(place, place)
        if gap in _JOINTS:
            return not (self._passage.initials(place) and not self._passage.initials(place - 1))
        last, low = self._passage.words[place - 1], self._low[place]
        if not (gap in {".", ". "} and len(last.text) <= INITIAL and last.capital):
            return False
        if len(self._passage.words[place].text) <= INITIAL:
            return True
        if low not in words.GIVEN and low not in words.SURNAMES:
            return False
        if last.low in _DEGREES:
            return False
        inside = place > 1 and self._passage.words[place - 2].capital
        return inside or (not is_role(low) and low not in words.RUN_HEADS)

    # Roles written with a capital before the name

    def _after_roles(self, first: int, end: int) -> tuple[int, str]:
        """Where the name itself may begin, and the words before it."""
        before = words_before(self._passage, first)
        if " ".join(self._low[first:end]) in places.PLACES or kind(before) == PLACE:
            return first, before
        begin = first
        while begin < end:
            length = next((size for size in (3, 2, 1) if self._is_role_here(begin, size, end)), 0)
            if not length:
                break
            begin += length
        return begin, words_before(self._passage, begin) if begin < end else ""

    def _is_role_here(self, begin: int, length: int, end: int) -> bool:
        if begin + length > end or self._low[begin + length - 1] not in ROLE_ENDS:
            return False
        if not is_role(" ".join(self._low[begin : begin + length])):
            return False
        abbreviated = begin + 1 < end and self._passage.between(begin + 1, begin + 1).startswith(".")
        return not abbreviated and (length > 1 or not self._is_name_here(begin, end))

    def _is_name_here(self, begin: int, end: int) -> bool:
        """Whether a word that could be a role is the name's own: "bé Ba", "Danh Thị", "Bé Ngọc" after another role."""
        low = self._low[begin]
        if low in {"danh", "chi"}:
            return True
        if low not in NAMES_TOO:
            return False
        alone = begin + 1 == end or len(self._low[begin + 1]) == 1
        following = "" if alone else self._low[begin + 1]
        close = begin > 0 and not self._passage.parted(begin)
        if close and is_role(self._low[begin - 1]):
            return True
        if low in {"ông", "bạch"} and following in {"thị", "văn"}:
            return True
        if low in {"anh", "bé", "ba", "út", "tư", "hai", "cu"} and close and not alone:
            return True
        return low == "anh" and following in {"thư", "tú", "thơ", "đào"}

    # Whether a run is a name

    def _name(self, begin: int, end: int, before: str, listed: str) -> tuple[int, int] | None:
        """The range of a person's name in a run, None when it names none.

        A word that only begins the sentence may stand before the name: "Theo Ngọc Thảo".
        """
        found = self._name_at(begin, end, before, listed)
        if found is None and end - begin > 1 and self._passage.opens(begin) and not self._is_head(begin):
            first = self._low[begin]
            if first not in words.GIVEN and first not in words.SURNAMES and first not in words.PLACE_CUES:
                return self._name_at(begin + 1, end, first, "")
        return found

    def _name_at(self, begin: int, end: int, before: str, listed: str) -> tuple[int, int] | None:
        """The range of a name: what the role before says, what the syllables say, what is left."""
        begin, end = self._trim(begin, end)
        if end - begin > 1 and self._is_short_form(begin):  # "GD&ĐT Mỏ Cày Nam": a body, and whose it is
            begin, before = begin + 1, self._low[begin] if self._low[begin] in words.PLACE_CUES else "tổ chức"
        if begin >= end or self._is_something_else(begin, end, before):
            return None
        stands = kind(before)
        cut = begin, min(end, begin + MAX_NAME_TOKENS)
        if stands != PLACE and self._is_highland(begin, end):
            return cut
        if self._is_body(begin, end, stands):
            return self._after_body(begin, end)
        if self._is_called(begin, end, before):
            return cut
        return self._by_syllables(begin, end, before, listed)

    def _is_something_else(self, begin: int, end: int, before: str) -> bool:
        """Whether words make an office ("Giám đốc"), a place with its kind, an animal's name."""
        if f"{self._low[end - 1]} {self._passage.follows(end)}" in words.COMPOUNDS:
            return True
        whole = " ".join(self._low[begin:end])
        if self._low[begin] in words.PLACE_CUES and whole.partition(" ")[2] in places.PLACES:
            return True
        if whole in places.PLACES and before.endswith(" của") and not self._all_given(begin, end):
            return True
        return role(before) in _CALLED and _ANIMAL.search(self._passage.text, 0, self._start(begin)) is not None

    def _is_called(self, begin: int, end: int, before: str) -> bool:
        """Whether the role before makes a run a name: any behind "em", behind "học sinh" only what reads as one."""
        whole, stands = " ".join(self._low[begin:end]), kind(before)
        if stands == PERSON:
            return whole not in places.PLACES or whole in words.GIVEN
        if stands != CHILD:
            return role(before) == _OWNED and self._low[begin] in NAMES_TOO and end - begin >= FULL_NAME
        labelled = begin > 0 and ":" in self._passage.between(begin, begin)
        if role(before) not in words.COLLECTIVE or labelled or before.endswith(" là"):
            return True
        return not _known(whole) and self._like_a_name(begin, end)

    def _by_syllables(self, begin: int, end: int, before: str, listed: str) -> tuple[int, int] | None:
        stands, whole = kind(before), " ".join(self._low[begin:end])
        in_list = listed == PERSON and whole in words.GIVEN and whole not in words.SUBJECTS
        if (stands == CHILD or _known(whole)) and not in_list:
            return None
        if (stands == PLACE and not self._is_full_name(begin, end, before)) or self._after_plain_place(before):
            return None
        if self._surnamed(begin, end) and (listed != PLACE or end - begin >= FULL_NAME):
            return begin, min(end, begin + MAX_NAME_TOKENS)
        return None if listed == PLACE else self._unknown(begin, end, listed)

    def _start(self, place: int) -> int:
        return self._passage.words[place].start

    def _after_body(self, begin: int, end: int) -> tuple[int, int] | None:
        """A person right behind the body an office is of: "Tổng phụ trách Đội Phạm Minh Trí"."""
        named = end - begin > FULL_NAME and self._low[begin] in words.OFFICE_BODIES and self._is_surname(begin + 1)
        return (begin + 1, end) if named and self._all_given(begin + 2, end) else None

    def _after_plain_place(self, before: str) -> bool:
        """Whether a text without accents has a kind of place before a run: "truong Rach Cat"."""
        return self._passage.plain and before.rpartition(" ")[2] in words.PLAIN_PLACE_CUES

    def _is_head(self, begin: int) -> bool:
        return self._low[begin] in words.RUN_HEADS

    def _is_body(self, begin: int, end: int, stands: str) -> bool:
        """Whether a run begins the name of a school, an office or a title."""
        low = self._low[begin]
        if not stands and end - begin == 1 and low in words.GIVEN:
            return False
        if low not in words.RUN_HEADS or (end - begin > 1 and low in words.SURNAMES and self._is_given(begin + 1)):
            return False
        if low in words.GIVEN and low != "trường" and end - begin > 1 and self._all_given(begin, end):
            return False
        if stands in {CHILD, PERSON} and low in words.GIVEN and end - begin == 1:
            return end < len(self._low) and self._low[end] in _SCHOOL_LEVELS
        return stands not in {CHILD, PERSON} or low not in {"tiểu", "đông", "bí", "giám", "vụ"}

    def _trim(self, begin: int, end: int) -> tuple[int, int]:
        """Leave out what a sentence in capitals adds: a name ends where its syllables do."""
        if end - begin <= 1:
            return begin, end
        shouted = [word.text.isupper() and len(word.text) > 1 for word in self._passage.words[begin:end]]
        if shouted[0] and all(word.text.isupper() for word in self._passage.words[begin:end]):
            return self._trim_shouted(begin, end)
        for place in range(begin + 1, end):  # "Lớp", "Trường" of a title in capitals end the name before them
            text = self._passage.words[place].text
            school = (
                self._low[place] in {"trường", "tiểu"} and place + 1 < end and self._low[place + 1] in _SCHOOL_LEVELS
            )
            ends = (
                self._low[place] in words.NAME_ENDS
                and self._low[place] != "tiểu"
                and self._low[place] not in words.GIVEN
            )
            if school or ends or (text.isupper() and len(text) > INITIAL and not shouted[0]):
                return begin, place
        return begin, end

    def _trim_shouted(self, begin: int, end: int) -> tuple[int, int]:
        """Of words in capitals only a whole name: the tagger reads sentences of capitals."""
        for first in range(begin, min(begin + 3, end - 1)):
            if end - first < MAX_NAME_TOKENS and self._is_surname(first) and self._all_named(first, end):
                return first, end
        return begin, begin

    def _is_full_name(self, begin: int, end: int, before: str) -> bool:
        """Whether a run after a word that stands before places and persons ("tại", "sở") is a person all the same."""
        weak = role(before) in words.WEAK_PLACE_CUES and end - begin >= FULL_NAME
        return weak and self._is_surname(begin) and self._all_given(begin + 1, end)

    def _is_place(self, begin: int, end: int, before: str) -> bool:
        return " ".join(self._low[begin:end]) in places.PLACES or kind(before) == PLACE


def _known(whole: str) -> bool:
    """Whether words are a place or somebody whose name schools bear, also without accents."""
    if (whole in places.PLACES and whole not in COUNTRIES_TOO) or whole in places.HISTORICAL:
        return True
    return whole.isascii() and (whole in places.FOLDED_PLACES or whole in places.FOLDED_HISTORICAL)
