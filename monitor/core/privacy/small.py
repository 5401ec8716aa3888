"""Names where capitals tell nothing though accents do: in small letters ("cô diễm") and in sentences of capitals.

A role before them and syllables that are names before they are words decide; a surname with the syllables of a name
is one without a role too. Used by `monitor.core.privacy.names`.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.core.privacy import places, words
from monitor.core.privacy.common import COMMON
from monitor.core.privacy.offices import is_official
from monitor.core.privacy.phrases import PHRASES
from monitor.core.privacy.roles import CHILD, PERSON, PLACE, ROLE_ENDS, is_role, kind, role, words_before
from monitor.core.privacy.tokens import AND, MAX_NAME_TOKENS, Passage
from monitor.core.text import fold

_FULL_NAME = 3
_LONGEST_PLACE = 4
"""Syllables in the name of a school or place."""
_MIDDLES = frozenset({"thị", "văn"})
_EAGER = frozenset({"bé", "tên", "tên là", "thằng", "cu", "nhóc", "con là", "em bé"})
_SYLLABLES = words.GIVEN | words.SURNAMES
_ENDS = words.NAME_ENDS | words.SMALL_ACTS
_LEAST_SHOUTED = 2
_CALLED = frozenset({"tên", "tên là", "biệt danh", "nick", "tên thật", "ở nhà tên"})


def small_names(passage: Passage) -> list[tuple[int, int]]:
    """Spans of characters of the names that stand in small letters or among capitals only."""
    return [passage.span(*name) for name in _SmallReader(passage).found()]


class _SmallReader:
    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._low = passage.low
        self._shouted = [
            word.text.isupper() and (len(word.text) > 1 or not word.text.isascii()) for word in passage.words
        ]
        self._small = [word.text.islower() for word in passage.words]
        self._any_shouted = sum(self._shouted) >= _LEAST_SHOUTED

    def found(self) -> Iterator[tuple[int, int]]:
        place = 0
        self._ended = 0
        while place < len(self._low):
            shouted = self._any_shouted and self._is_shouted(place)
            may_be = self._low[place] in _SYLLABLES if self._small[place] else shouted
            end = self._name(place) if may_be else None
            if end is None:
                place = self._after_place(place) if shouted else place + 1
                continue
            start, stop = self._passage.span(place, end)
            before = words_before(self._passage, place)
            if not is_official(self._passage.text, start, stop, role(before)):
                yield place, end
            place = self._ended = end

    def _after_place(self, place: int) -> int:
        """The place behind the name of a school or commune that begins here, the next one when none does."""
        end = place + 1
        if kind(words_before(self._passage, place)) != PLACE or self._low[place] in words.PLACE_CUES:
            return end
        while end - place < _LONGEST_PLACE and self._next(end - 1) and self._shouted[end] and self._may_name(end):
            end += 1
        return end

    def _may_name(self, place: int) -> bool:
        low = self._low[place]
        return (low in words.GIVEN or low not in COMMON) and low not in words.NAME_ENDS and low not in words.SMALL_ACTS

    def _is_shouted(self, place: int) -> bool:
        """Whether a word stands in a sentence of capitals: words beside it are shouted too."""
        near = self._shouted[max(0, place - 2) : place + 3]
        return self._shouted[place] and sum(near) >= min(3, len(near))

    def _name(self, place: int) -> int | None:
        """The end of a name that begins here, None when none does."""
        low = self._low[place]
        given = low in words.GIVEN or low in words.SURNAMES
        full = self._full_name(place)
        if full is not None:
            return full
        if self._stands_sure(place):
            return self._stretch(place)
        if place == 0 or self._low[place - 1] not in ROLE_ENDS:
            return None
        before = self._roles_before(place)
        if kind(before) not in {CHILD, PERSON} or (is_role(low) and low not in {"bé", "út", "tư", "ba", "hai"}):
            return None
        return self._after_role(place, role(before), given=given)

    def _stands_sure(self, place: int) -> bool:
        """Whether syllables are a name with no role before: rare ones, in capitals also two of a given name."""
        low = self._low[place]
        if self._small[place] and low not in words.ALONE_SURE:
            return False
        following = self._next(place)
        before = self._low[place - 1] if place and self._passage.follows(place) else ""
        phrases = {f"{before} {low}", f"{low} {following}"}
        if kind(self._roles_before(place)) == PLACE or phrases & PHRASES or phrases & words.COMPOUNDS:
            return False
        if following and self._small[place] and self._passage.words[place + 1].capital:
            return False
        pair = following in words.GIVEN and f"{low} {following}" not in places.PLACES and low in words.GIVEN
        telling = sum(part not in COMMON for part in (low, following))
        listed = self._listed_behind(place) or (low not in COMMON and self._is_listed(place))
        if self._shouted[place] and (listed or (pair and telling and low not in words.NEVER_SMALL)):
            return low in words.GIVEN and low not in words.NEVER_SMALL
        return low in words.ALONE_SURE

    def _is_listed(self, place: int) -> bool:
        return place + 1 < len(self._low) and AND.match(self._passage.between(place + 1, place + 1)) is not None

    def _listed_behind(self, place: int) -> bool:
        """Whether a name was found right before and only "," or "and" stands between."""
        if not self._ended or place <= self._ended or place - self._ended > 1:
            return False
        return (
            AND.match(self._passage.text[self._passage.words[self._ended - 1].end : self._passage.words[place].start])
            is not None
        )

    def _roles_before(self, place: int) -> str:
        return words_before(self._passage, place)

    def _after_role(self, place: int, before: str, *, given: bool) -> int | None:  # noqa: PLR0911 - rules in order
        low, following = self._low[place], self._next(place)
        pair = f"{low} {following}"
        if following and self._small[place] and self._passage.words[place + 1].capital:
            return None
        if pair in words.COMPOUNDS or pair in words.SMALL_PHRASES or pair in PHRASES:
            return None
        shouted = self._shouted[place]
        never = low in words.NEVER_SMALL or (low in words.DOUBTFUL_SMALL and not shouted)
        sure = given and low not in COMMON and (not never or following in words.SMALL_ACTS)
        if shouted and low in words.NUMBERS and following and following not in COMMON:
            return place + 2
        if sure or (given and following in words.GIVEN and following not in COMMON):
            return self._stretch(place)
        if shouted and low in words.SURNAMES and following and following not in COMMON:
            return self._stretch(place)
        pair_given = given and following in words.GIVEN
        if shouted and pair_given and not {low, following} & words.NEVER_SMALL:
            return self._stretch(place)
        if shouted and before in _EAGER and self._is_nickname(place):
            return place + 1 + (following not in COMMON and following not in words.SMALL_ACTS and bool(following))
        if self._shouted[place] and (not given or not following or following in words.SMALL_ACTS):
            unknown = not given and low not in COMMON and before not in words.COLLECTIVE and before in words.CHILD_CUES
            return self._stretch(place) if (given and low not in words.NEVER_SMALL) or unknown else None
        if before in _CALLED and given and low not in words.NEVER_SMALL:
            return self._stretch(place)
        return None

    def _is_nickname(self, place: int) -> bool:
        """Whether any word behind "BÉ", "TÊN" is a nickname: no act, no role, no word of many."""
        low, following = self._low[place], self._next(place)
        if low in words.SMALL_ACTS or is_role(low) or low in words.NEVER_SMALL:
            return False
        return low not in COMMON or not following or following in words.SMALL_ACTS or following not in COMMON

    def _full_name(self, place: int) -> int | None:  # noqa: PLR0911 - rules in order
        low = self._low[place]
        if low not in words.SURNAMES:
            return None
        middle = self._next(place)
        sure_name = fold(low) in words.SURE_SURNAMES or low not in COMMON
        shouted_pair = self._shouted[place] and middle in words.GIVEN and middle not in COMMON
        if not middle or not (sure_name or shouted_pair):
            return None
        if kind(self._roles_before(place)) == PLACE and not (self._small[place] and middle in _MIDDLES):
            return None
        end = self._stretch(place)
        whole = " ".join(self._low[place:end])
        if whole in places.HISTORICAL or whole in places.PLACES:
            return None
        if middle in _MIDDLES and end - place >= _FULL_NAME:
            return end
        sure = [self._low[at] not in COMMON for at in range(place, end)]
        if self._shouted[place]:
            long = end - place >= _FULL_NAME and sum(sure) > 1
            given = all(self._low[at] in words.GIVEN for at in range(place + 1, end))
            long = long or (end - place >= _FULL_NAME and given and any(sure))
            ends = not self._next(end - 1) or self._next(end - 1) in _ENDS
            second = self._low[place + 1]
            phrase = f"{low} {second}" in PHRASES or second not in words.GIVEN or second in words.NEVER_SMALL
            short = sure[0] and ends and not phrase
            return end if end - place > 1 and (all(sure[1:]) or long or short) else None
        words_only = f"{self._low[place + 1]} {self._next(place + 1)}" in PHRASES
        return end if end - place >= _FULL_NAME and (sum(sure) > 1 or (sure[0] and not words_only)) else None

    def _stretch(self, place: int) -> int:
        """How far the syllables of a name go on."""
        end = place + 1
        surnamed = self._low[place] in words.SURNAMES
        while end < len(self._low) and end - place < MAX_NAME_TOKENS and self._goes_on(place, end, surnamed=surnamed):
            end += 1
        return end

    def _goes_on(self, place: int, end: int, *, surnamed: bool) -> bool:  # noqa: PLR0911 - rules in order
        low, size = self._low[end], end - place
        if not self._next(end - 1) or self._small[place] != self._small[end]:
            return False
        if self._low[end - 1] in _MIDDLES and size == 2:  # noqa: PLR2004 - the given name is due
            return True
        if low in words.NAME_ENDS or f"{low} {self._next(end)}" in words.COMPOUNDS:
            return False
        if (
            size == _FULL_NAME
            and self._low[end - 2] in _MIDDLES
            and low in words.GIVEN
            and low not in words.NEVER_SMALL
        ):
            return True
        if low not in words.GIVEN and low not in words.SURNAMES:
            khmer = self._low[end - size] in words.SURNAMES and size > 1
            if self._shouted[place] and khmer and low not in COMMON and low not in words.SMALL_ACTS:
                return True
            last = not self._next(end)
            return self._shouted[place] and size == 1 and low not in words.SMALL_ACTS and (last or low not in COMMON)
        if low not in COMMON:
            return True
        if self._shouted[place] and (self._next(end) in words.NAME_ENDS or not self._next(end)):
            return True
        return size < (_FULL_NAME if surnamed else 2) and low not in words.NEVER_SMALL

    def _next(self, place: int) -> str:
        return self._passage.follows(place + 1)
