"""Names of private persons in a text: full names, nicknames, initials with a surname, with and without accents.

A run of capitalised words is read with the words before it (kinship, role, kind of place, office) and by what its
syllables are. Whoever is named for an office of the state, an honour or as a school's head speaking for it is no
private person. Texts without accents have no capitals to go by: `monitor.core.privacy_plain_names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from monitor.core import privacy_words as words
from monitor.core.privacy_plain_names import LINK, MAX_NAME_TOKENS, PlainReader
from monitor.core.text import fold, is_accentless

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_JOINTS = frozenset({" ", "  ", "\u00a0"})
_AND = re.compile(r"^\s*(?:,|;|-|–|và|với|hay|hoặc)\s*(?:và|với)?\s*$")
_BREAK = re.compile(r"[.!?:;\n…“\"(\[\]]")
_QUOTED = re.compile(r"(?i:biệt danh|tên thường gọi|ở nhà gọi)\s*[:\s]*[\"“”']([^\"“”'\n]{2,40})[\"“”']")
_CONTEXT = 4
"""Words before a run that are looked at."""
_REACH = 90
"""Characters around a name in which an office, a speech or a blame belongs to it."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    official: bool


def private_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield spans of names to be masked, in order of the text."""
    tokens = [_Word(found.group(), *found.span()) for found in _TOKEN.finditer(text)]
    spans = [(found.start, found.end) for found in _Reader(text, tokens).found() if not found.official]
    if is_accentless(text):
        spans += PlainReader(text, tokens).found()
    spans += [found.span(1) for found in _QUOTED.finditer(text)]
    yield from _joined(sorted(spans))


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


class _Reader:
    """Reads runs of capitalised words."""

    def __init__(self, text: str, tokens: Sequence[_Word]) -> None:
        self._text = text
        self._tokens = tokens
        self._low = [token.low for token in tokens]
        self._plain = is_accentless(text)

    def found(self) -> list[_Found]:
        """Every person named, officials too."""
        found: list[_Found] = []
        unread: list[tuple[int, int]] = []
        last: tuple[int, bool, bool] | None = None  # end token of the run before, whether it was a person, a place
        for first, end in self._runs():
            begin, cue = self._cue(first, end)
            if begin >= end:
                last = None
                continue
            joined = last is not None and _AND.match(self._between(last[0], begin)) is not None
            after_person = joined and last is not None and last[1]
            after_place = joined and last is not None and last[2]
            name = self._name(begin, end, cue, after_person=after_person, after_place=after_place)
            if name is None:
                unread.append((begin, end))
                last = (end, False, self._is_place(begin, end, cue) or after_place)
                continue
            start, stop = name
            found.append(_Found(self._tokens[start].start, self._end(stop), self._official(start, stop, cue)))
            last = (stop, True, False)
        found += self._again(found, unread)
        return found

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Token ranges of capitalised words beside each other; any sign but a point of initials ends one."""
        first: int | None = None
        for place, token in enumerate(self._tokens):
            joined = first is not None and self._joined(place)
            if first is not None and not (joined and token.capital):
                yield first, place
                first = None
            if token.capital and first is None:
                first = place
        if first is not None:
            yield first, len(self._tokens)

    def _joined(self, place: int) -> bool:
        gap = self._between(place, place)
        if gap in _JOINTS:
            return True
        short = len(self._tokens[place - 1].text) <= 2 and self._tokens[place - 1].capital  # noqa: PLR2004 - "Ph."
        return short and gap in {".", ". "} and len(self._tokens[place].text) <= 2  # noqa: PLR2004 - as above

    def _between(self, end: int, begin: int) -> str:
        """What stands between the token before `end` and the token `begin`."""
        return self._text[self._tokens[end - 1].end : self._tokens[begin].start]

    def _end(self, stop: int) -> int:
        """Where a name ends: the point of a last initial belongs to it."""
        last = self._tokens[stop - 1]
        is_initial = len(last.text) <= 2 and self._text[last.end : last.end + 1] == "."  # noqa: PLR2004 - as above
        return last.end + is_initial

    def _cue(self, first: int, end: int) -> tuple[int, str]:
        """Where the name itself may begin (roles written with a capital stand before it), and the words before it."""
        begin = first
        if " ".join(self._low[first:end]) in words.PLACES or _kind(self._context(first)) == "place":
            return first, self._context(first)
        while begin < end:
            taken = 0
            for length in (3, 2, 1):
                phrase = " ".join(self._low[begin : begin + length])
                if begin + length <= end and _is_cue(phrase) and not self._is_name_here(begin, length, end):
                    taken = length
                    break
            if not taken:
                break
            begin += taken
        return begin, self._context(begin) if begin < end else ""

    def _context(self, begin: int) -> str:
        """The words before a token, as far as no sign parts them."""
        start = begin
        while start > 0 and begin - start < _CONTEXT and LINK.match(self._between(start, start)):
            start -= 1
        words_before = " ".join(self._low[start:begin])
        listed = start < begin and ":" in self._between(begin, begin)
        return "" if listed and _kind(words_before) == "place" else words_before

    def _is_name_here(self, begin: int, length: int, end: int) -> bool:  # noqa: PLR0911 - one case after another
        """Whether a word that could be a role is the name's own: "bé Ba", "Danh Thị", "Bé Ngọc" after another role."""
        if length > 1:
            return False
        low = self._low[begin]
        if low in {"danh", "chi"}:
            return True
        before = self._low[begin - 1] if begin else ""
        alone = begin + 1 == end
        if low in {"ông", "bà", "em", "anh", "ba", "bé", "bạch", "cụ", "cu", "cha", "má", "con", "cô", "chú"}:
            role_before = before in words.CHILD_CUES or before in words.PERSON_CUES
            if role_before and not _breaks(self._between(begin, begin)):
                return True
            if low in {"ông", "bạch"} and not alone and self._low[begin + 1] in {"thị", "văn"}:
                return True
            if low in {"anh", "bé", "ba"} and begin and not alone and not _breaks(self._between(begin, begin)):
                return True
            return low == "anh" and not alone and self._low[begin + 1] in {"thư", "tú", "thơ", "đào"}
        return False

    def _name(self, begin: int, end: int, cue: str, *, after_person: bool, after_place: bool) -> tuple[int, int] | None:
        """The token range of a person's name in a run, None when it names none.

        A word that only begins the sentence may stand before the name: "Theo Ngọc Thảo".
        """
        found = self._name_at(begin, end, cue, after_person=after_person, after_place=after_place)
        opening = begin == 0 or _breaks(self._between(begin, begin))
        if found is None and opening and end - begin > 1 and self._low[begin] not in words.RUN_HEADS:
            first = self._low[begin]
            if first not in words.GIVEN and first not in words.SURNAMES and first not in words.PLACE_CUES:
                return self._name_at(begin + 1, end, first, after_person=False, after_place=False)
        return found

    def _name_at(  # noqa: C901, PLR0911, PLR0912 - rules in order, each an answer of its own
        self, begin: int, end: int, cue: str, *, after_person: bool, after_place: bool
    ) -> tuple[int, int] | None:
        begin, end = self._trim(begin, end, cue)
        if end < len(self._low) and f"{self._low[end - 1]} {self._low[end]}" in words.COMPOUNDS:
            return None
        if begin >= end:
            return None
        kind = _kind(cue)
        whole = " ".join(self._low[begin:end])
        known = whole in words.PLACES or whole in words.HISTORICAL or _folded_known(whole)
        if kind != "place" and ("'" in self._tokens[begin].text or "’" in self._tokens[begin].text):
            return begin, min(end, begin + MAX_NAME_TOKENS)
        if (
            kind != "place"
            and end - begin > 1
            and self._low[begin] in _HIGHLAND
            and self._text[self._tokens[begin].end] == " "
        ):
            return begin, min(end, begin + MAX_NAME_TOKENS)
        if (
            kind == "child"
            and not self._is_body(begin, end, kind)
            and not (known and _cue_tail(cue) in words.COLLECTIVE)
        ):
            loose = _cue_tail(cue) not in words.COLLECTIVE
            long = end - begin > 2 and self._all_given(begin + 1, end)  # noqa: PLR2004 - a surname we do not know
            if loose or long or self._surnamed(begin, end) or self._all_given(begin, end):
                return self._cut(begin, end, loose=loose)
            return None
        if self._is_body(begin, end, kind):
            return None
        if kind == "person" and (whole not in words.PLACES or whole in words.GIVEN):
            return self._cut(begin, end, loose=True)
        if after_person and end - begin == 1 and whole in words.GIVEN and whole not in words.SUBJECTS:
            return begin, end
        if known or (kind == "place" and not self._is_full_name(begin, end, cue)):
            return None
        if self._surnamed(begin, end) and (not after_place or end - begin > 2):  # noqa: PLR2004 - a name of three
            return self._cut(begin, end, loose=False)
        if after_place:
            return None
        if after_person and end - begin <= 4 and not self._tokens[begin].text.isupper():  # noqa: PLR2004 - a name
            return self._cut(begin, end, loose=True)
        return self._given_only(begin, end)

    def _is_body(self, begin: int, end: int, kind: str) -> bool:
        """Whether a run begins the name of a school, an office or a title."""
        low = self._low[begin]
        if low not in words.RUN_HEADS or (end - begin > 1 and low in words.SURNAMES and self._is_given(begin + 1)):
            return False
        if low in words.GIVEN and low != "trường" and end - begin > 1 and self._all_given(begin, end):
            return False
        if kind in {"child", "person"} and end - begin == 1 and low in words.GIVEN:
            return end < len(self._low) and self._low[end] in _SCHOOL_LEVELS
        return True

    def _given_only(self, begin: int, end: int) -> tuple[int, int] | None:
        given = sum(self._is_given(place) for place in range(begin, end))
        if given * 2 < end - begin or end - begin > 4 or not self._is_given(begin):  # noqa: PLR2004 - without a surname
            return None
        opening = begin == 0 or _breaks(self._between(begin, begin))
        if end - begin == 1:
            low = self._low[begin]
            following = self._low[end] if end < len(self._low) else ""
            acts = following in words.AFTER_NAME and low not in words.COUNTRIES
            if opening or (low in words.NOT_ALONE and not acts) or len(low) < 2:  # noqa: PLR2004 - a letter
                return None
        return begin, end

    def _trim(self, begin: int, end: int, cue: str) -> tuple[int, int]:
        """Leave out what a sentence in capitals adds: a name ends where its syllables do."""
        if end - begin <= 1:
            return begin, end
        shouted = [
            self._tokens[place].text.isupper() and len(self._tokens[place].text) > 1 for place in range(begin, end)
        ]
        if not all(shouted):
            # "Lớp", "Trường" of a title in capitals end the name before them.
            for place in range(begin + 1, end):
                text = self._tokens[place].text
                school = self._low[place] == "trường" and place + 1 < end and self._low[place + 1] in _SCHOOL_LEVELS
                ends = self._low[place] in words.NAME_ENDS and self._low[place] not in words.GIVEN
                if school or ends or (text.isupper() and len(text) > 2 and not shouted[0]):  # noqa: PLR2004
                    return begin, place
            return begin, end
        first = begin
        if _kind(cue) not in {"child", "person"}:
            while first < end and not self._shouted_name(first, end):
                first += 1
        stop = first
        while stop < end and stop - first < MAX_NAME_TOKENS and self._low[stop] not in words.NAME_ENDS:
            due = stop - first == 2 and self._low[stop - 1] in {"thị", "văn", "thi", "van"}  # noqa: PLR2004 - the third
            if not due and stop > first and not self._is_given(stop) and self._low[stop] not in words.SURNAMES:
                break
            stop += 1
        return first, stop

    def _shouted_name(self, place: int, end: int) -> bool:
        """Whether a full name begins here in a sentence of capitals."""
        if not (self._is_surname(place) and place + 1 < end and self._is_given(place + 1)):
            return False
        return fold(self._low[place]) in words.SURE_SURNAMES or self._low[place + 1] in {"thị", "văn", "thi", "van"}

    def _cut(self, begin: int, end: int, *, loose: bool) -> tuple[int, int]:
        """No more than a name: in a run that goes on with other capitals, name syllables only."""
        stop = min(end, begin + MAX_NAME_TOKENS)
        if loose and end - begin <= MAX_NAME_TOKENS:
            return begin, stop
        return begin, stop

    def _surnamed(self, begin: int, end: int) -> bool:
        return end - begin > 1 and self._is_surname(begin)

    def _is_full_name(self, begin: int, end: int, cue: str) -> bool:
        """Whether a run after a word that stands before places and persons ("tại", "sở") is a person all the same."""
        weak = _cue_tail(cue) in words.WEAK_PLACE_CUES
        return weak and end - begin > 2 and self._is_surname(begin) and self._all_given(begin + 1, end)  # noqa: PLR2004

    def _is_surname(self, place: int) -> bool:
        token = self._tokens[place]
        if token.low in words.SURNAMES:
            return True
        return token.text.isascii() and len(token.text) > 1 and token.low in words.FOLDED_SURNAMES and self._bare(place)

    def _bare(self, place: int) -> bool:
        """Whether the run around is typed without accents."""
        following = self._tokens[place + 1 : place + 3]
        return bool(following) and all(token.text.isascii() for token in following)

    def _is_given(self, place: int) -> bool:
        token = self._tokens[place]
        if token.low in words.GIVEN or (len(token.text) == 1 and token.capital):
            return True
        return token.text.isascii() and token.low in words.FOLDED_GIVEN and (self._plain or token.text.isupper())

    def _is_plain_given(self, place: int) -> bool:
        """Whether a word may be a given name though it stands for much else, where another stands beside it."""
        low = self._low[place]
        opening = place == 0 or _breaks(self._between(place, place))
        return low in words.GIVEN and low not in words.SUBJECTS and not opening

    def _all_given(self, begin: int, end: int) -> bool:
        return all(self._is_given(place) or (place == begin and self._is_surname(place)) for place in range(begin, end))

    def _is_place(self, begin: int, end: int, cue: str) -> bool:
        whole = " ".join(self._low[begin:end])
        return whole in words.PLACES or _kind(cue) == "place"

    def _official(self, begin: int, end: int, cue: str) -> bool:
        """Whether the person is named for an office or an honour."""
        tail = _cue_tail(cue)
        if tail in words.CHILD_CUES and tail != "đội trưởng":
            return False
        start, stop = self._tokens[begin].start, self._tokens[end - 1].end
        before = self._clause_before(start)
        after = self._clause_after(stop)
        sentence = self._sentence(start, stop)
        if _ends_with_office(before, words.OFFICES) or _begins_with_office(after, words.OFFICES):
            return not (
                _former(before) or any(word in sentence for word in words.CRIME) or "trung tâm ngoại ngữ" in before
            )
        blamed = any(word in sentence for word in words.BLAME)
        if _ends_with_office(before, words.SCHOOL_OFFICES) or _begins_with_office(after, words.SCHOOL_OFFICES):
            return not blamed and not _former(before) and any(word in sentence for word in words.SPEECH)
        if _TEACHER.search(before):
            return not blamed and any(after.startswith(f" {word}") for word in words.HONOURS)
        return False

    def _clause_before(self, start: int) -> str:
        return re.split(r"[.!?;\n]\s", self._text[max(0, start - _REACH) : start].lower())[-1]

    def _clause_after(self, stop: int) -> str:
        return re.split(r"[.!?;\n]", self._text[stop : stop + _REACH].lower())[0]

    def _sentence(self, start: int, stop: int) -> str:
        return f"{self._clause_before(start)} {self._clause_after(stop)}"

    def _again(self, found: Sequence[_Found], unread: Sequence[tuple[int, int]]) -> list[_Found]:
        """A person named once is the same person when the end of the name stands alone."""
        known: set[str] = set()
        for one in found:
            if not one.official:
                parts = self._text[one.start : one.end].lower().split()
                known.update(" ".join(parts[-length:]) for length in (1, 2, 3) if len(parts) >= length)
        known -= words.PLACES
        again = []
        for (begin, end), (second, stop) in pairwise(unread):
            single = end - begin == 1 and stop - second == 1
            if single and _AND.match(self._between(end, second)) and all(map(self._is_plain_given, (begin, second))):
                again += [
                    _Found(self._tokens[at].start, self._tokens[at].end, official=False) for at in (begin, second)
                ]
        named = {one.start for one in found}
        for begin, end in unread:
            second = next((self._tokens[at].start for at in range(end, min(end + 2, len(self._tokens)))
                           if self._tokens[at].capital), -1)  # fmt: skip
            if (
                end - begin == 1
                and second in named
                and _AND.match(self._text[self._tokens[end - 1].end : second])
                and self._is_plain_given(begin)
            ):
                again.append(_Found(self._tokens[begin].start, self._tokens[begin].end, official=False))
        for begin, end in unread:
            if " ".join(self._low[begin:end]) in known and len(self._tokens[end - 1].text) > 1:
                again.append(_Found(self._tokens[begin].start, self._tokens[end - 1].end, official=False))
        return again


def _breaks(gap: str) -> bool:
    return _BREAK.search(gap) is not None and gap.strip() not in {'"', "“", "(", ":", ': "'}


@lru_cache(maxsize=4096)
def _is_cue(phrase: str) -> bool:
    return phrase in words.CHILD_CUES or phrase in words.PERSON_CUES


@lru_cache(maxsize=8192)
def _cue_tail(cue: str) -> str:
    """The longest known words that a context ends with."""
    parts = cue.split()
    if len(parts) > 1 and parts[-1] in {"của", "là"}:
        parts = parts[:-1]
        length = next((size for size in (3, 2, 1) if _is_cue(" ".join(parts[-size:]))), 0)
        return " ".join(parts[-length:]) if length else ""
    for length in range(min(len(parts), _CONTEXT), 0, -1):
        tail = " ".join(parts[-length:])
        if tail in words.CHILD_CUES or tail in words.PERSON_CUES or tail in words.PLACE_CUES:
            return tail
    return ""


@lru_cache(maxsize=8192)
def _kind(cue: str) -> str:
    tail = _cue_tail(cue)
    if tail in words.CHILD_CUES:
        return "child"
    if tail in words.PERSON_CUES:
        return "person"
    return "place" if tail in words.PLACE_CUES else ""


def _folded_known(whole: str) -> bool:
    return whole.isascii() and (whole in words.FOLDED_PLACES or whole in words.FOLDED_HISTORICAL)


def _former(before: str) -> bool:
    return re.search(r"(?<!\w)(?:nguyên|cựu)\s+(?:phó\s+)?(?:hiệu|giám|chủ|bí|trưởng)", before) is not None


def _any_of(offices: frozenset[str]) -> str:
    return "|".join(re.escape(office) for office in sorted(offices, key=len, reverse=True))


_OFFICE_REST = 45
"""Characters an office's own body may take: "Chủ tịch Thường trực UBND huyện Mỏ Cày Nam"."""
_BEFORE = {
    offices: re.compile(
        rf"(?<!\w)(?:{_any_of(offices)})(?!\w)(?![^,]* (?:của )?(?:em|cháu|bé|con) )[^,]{{0,{_OFFICE_REST}}}"
        r"[,\s]*(?:(?:thầy giáo|cô giáo|thầy|cô|ông|bà|anh|chị|đồng chí|là)?[\s,–-]*)$"
    )
    for offices in (words.OFFICES, words.SCHOOL_OFFICES)
}
_AFTER = {
    offices: re.compile(rf"\s*[,(–-]\s*(?:{_any_of(offices)})(?!\w)")
    for offices in (words.OFFICES, words.SCHOOL_OFFICES)
}


def _ends_with_office(before: str, offices: frozenset[str]) -> bool:
    """Whether an office stands right before a name: "Chủ tịch UBND xã", "hiệu trưởng nhà trường, thầy"."""
    return _BEFORE[offices].search(before) is not None


def _begins_with_office(after: str, offices: frozenset[str]) -> bool:
    """Whether an office is said right after a name: ", Giám đốc Sở", " (Phó Chủ tịch)", ", người giữ nghề"."""
    return _AFTER[offices].match(after) is not None


_HIGHLAND = frozenset({"y", "a", "h", "k"})
"""Letters before which names of highland peoples begin: "Y Moan", "A Lử"."""
_TEACHER = re.compile(r"(?:thầy|cô|giáo viên|thầy giáo|cô giáo)(?: trẻ)?\s*$")
_SCHOOL_LEVELS = frozenset(
    {"tiểu", "mầm", "mẫu", "thcs", "thpt", "trung", "cao", "đại", "cấp", "chuyên", "phó", "trưởng", "bộ"}
)
