"""Names of private persons in a text typed without accents, where there are no capitals to go by.

The word before (a role), the syllables that names are made of and what follows decide. Rather too much than too little:
of a text without accents a word more may be masked. Used by `monitor.core.privacy.names`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from monitor.core.privacy import places, words
from monitor.core.privacy.tokens import LINK, MAX_NAME_TOKENS
from monitor.core.text import fold

FULL_NAME = 3
"""Syllables of the usual full name: surname, middle, given."""


class Word(Protocol):
    """A word of a text with its place."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class PlainReader:
    """Reads a text typed without accents by its syllables."""

    def __init__(self, text: str, tokens: Sequence[Word]) -> None:
        self._text = text
        self._tokens = tokens
        self._low = [fold(token.text) for token in tokens]

    def found(self) -> list[tuple[int, int]]:
        spans = []
        place = 0
        while place < len(self._low):
            stop = self._named(place)
            if stop is None or self._is_official(place, stop):
                place = stop or place + 1
                continue
            numbered = place > 1 and self._low[place - 1] in words.NUMBER_NAMES
            first = place - 1 if numbered and self._low[place - 2] in words.PLAIN_CUES else place
            spans.append((self._tokens[first].start, self._tokens[stop - 1].end))
            place = stop
        return spans

    def _named(self, place: int) -> int | None:  # noqa: PLR0911 - rules in order
        """The end of a name that begins here, None when none does."""
        low, before = self._low[place], self._before(place)
        if " ".join(self._low[place : place + 2]) in words.PLAIN_PHRASES or (low == "huynh" and before == "phu"):
            return None
        if low.isdigit() or len(low) == 1 or before in _PLACE_BEFORE_PLAIN or self._after_school(place):
            return None
        end = self._run(place)
        whole = " ".join(self._low[place:end])
        if before not in words.PLAIN_CUES and (whole in places.FOLDED_PLACES or whole in places.FOLDED_HISTORICAL):
            return None
        full = self._full_name(place)
        if full is not None:
            return full
        if before in words.PLAIN_CUES:
            return self._after_cue(place, end, before)
        if before == "nha" and end - place > 1 and low not in words.PLAIN_STOPS:
            return end
        joined = before in {"va", "voi"} and place > 1 and self._low[place - 2] in words.FOLDED_GIVEN
        if joined and end > place and (low not in words.PLAIN_STOPS or end - place > 1):
            return end
        return None

    def _after_cue(self, place: int, end: int, before: str) -> int | None:  # noqa: C901, PLR0911 - rules in order
        low = self._low[place]
        titled = place > 1 and self._low[place - 2] in words.PLAIN_CUES
        if before == "be" and low in words.NUMBER_NAMES and titled:
            return place + 1
        following = self._low[place + 1] if place + 1 < len(self._low) else ""
        doubtful = low in words.FOLDED_GIVEN and low not in words.NEVER_PLAIN and low not in words.PLAIN_VERBS
        if doubtful and end - place < 2 and following in words.PLAIN_ACTS:  # noqa: PLR2004 - one syllable
            return place + 1
        surnamed = low in words.FOLDED_SURNAMES and following in words.FOLDED_GIVEN and place + 2 < len(self._low)
        if surnamed and self._low[place + 2] in words.PLAIN_ACTS and low not in words.NOT_PLAIN_SURNAMES:
            return place + 2
        if before == "be" and low not in words.PLAIN_CUES and self._ends_clause(place):
            return place + 1
        if before == "be" and following == "nha":
            return place + 1
        if (
            before in {"chi", "co", "anh", "ba", "ong", "di"}
            and low in words.NUMBER_NAMES
            and following in words.PLAIN_ACTS
        ):
            return place + 1
        if before in _YOUNG and following in {"lop", "va"} and (before == "be" or low in words.PLAIN_HEADS):
            return None if low in words.PLAIN_CUES or low == "lop" else place + 1
        if low in words.PLAIN_CUES and (end - place < 2 or following not in words.NUMBER_NAMES):  # noqa: PLR2004
            return None  # "be hai" is a name, "co giao" none
        if end - place > 1 and (low not in words.NEVER_PLAIN or low in words.PLAIN_HEADS):
            return end
        if end > place and low not in words.PLAIN_STOPS and low in words.FOLDED_GIVEN:
            return end
        eager = before in words.EAGER_CUES and low not in words.PLAIN_STOPS and low not in words.PLAIN_CUES
        return place + 1 if eager else None

    def _ends_clause(self, place: int) -> bool:
        """Whether nothing follows a token, or a sign."""
        rest = self._text[self._tokens[place].end :]
        return not rest.strip() or rest.lstrip(" ")[0] in ".,!?;)"

    def _full_name(self, place: int) -> int | None:
        """A surname, a middle syllable and a given name, which together are hardly anything else."""
        end = self._run(place, least=3)
        if end - place < 3 or self._low[place] not in words.FOLDED_SURNAMES:  # noqa: PLR2004 - of three parts
            return None
        middle = self._low[place + 1]
        if self._low[place] in words.PLAIN_CUES and middle not in {"thi", "van"}:
            return None
        if self._low[place] in words.SURE_SURNAMES:
            return end
        common = self._low[place] in words.NOT_PLAIN_SURNAMES and self._low[place + 2] in words.PLAIN_STOPS
        return end if middle in {"thi", "van"} and not common else None

    def _run(self, place: int, *, least: int = 1) -> int:
        """How far name syllables go on; common words end it, unless they stand where a name needs one more."""
        end = place
        while end < len(self._low) and end - place < MAX_NAME_TOKENS - 1:
            low = self._low[end]
            if end > place and self._text[self._tokens[end - 1].end : self._tokens[end].start] != " ":
                break
            if self._ends_before(place, end):
                break
            if low.isdigit() or len(low) < 2 or not self._goes_on(place, end, least):  # noqa: PLR2004 - a letter
                break
            end += 1
        return end

    def _ends_before(self, place: int, end: int) -> bool:
        """Whether another name, or words in another case, begin at `end`."""
        if end == place:
            return False
        if self._tokens[end].text.islower() and not self._tokens[end - 1].text.islower():
            return True
        if end - place < 2 or end + 1 >= len(self._low):  # noqa: PLR2004 - a surname and one more
            return False
        surname = self._low[end + 1] in words.SURE_SURNAMES
        return (self._low[end] in words.PLAIN_CUES and surname) or (
            self._low[end] in {"nguyen", "tran", "pham", "huynh"} and end - place >= FULL_NAME
        )

    def _goes_on(self, place: int, end: int, least: int) -> bool:  # noqa: PLR0911 - rules in order
        """Whether the token at `end` belongs to the name that begins at `place`."""
        low = self._low[end]
        if " ".join(self._low[end : end + 2]) in words.PLAIN_PHRASES:
            return False
        if end > place and self._low[end - 1] in {"thi", "van"} and low not in words.PLAIN_VERBS:
            return True
        if low not in words.FOLDED_GIVEN and not (end == place and low in words.FOLDED_SURNAMES):
            return False
        if low not in words.PLAIN_STOPS:
            return True
        if end == place:
            common = low in words.NEVER_PLAIN or low in words.PLAIN_VERBS
            return not common or low in words.PLAIN_HEADS or low in words.FOLDED_SURNAMES
        if low in words.PLAIN_VERBS:
            return low in {"thi", "van"} and end == place + 1
        full = self._low[place] in words.FOLDED_SURNAMES and end - place < max(least, 3)
        return full or low not in words.NO_TAILS

    def _before(self, place: int) -> str:
        if place == 0 or not LINK.match(self._text[self._tokens[place - 1].end : self._tokens[place].start]):
            return ""
        return self._low[place - 1]

    def _after_school(self, place: int) -> bool:
        head = " ".join(self._low[max(0, place - 5) : place])
        return (
            re.search(
                r"(?:^| )(?:(?:truong|thpt|thcs|tieu hoc|mam non|mau giao|duong|benh vien|song|cau|rach|kenh)(?: "
                r"\S+)?|xa|huyen|phuong)$",
                head,
            )
            is not None
        )

    def _is_official(self, place: int, stop: int) -> bool:
        before = " ".join(self._low[max(0, place - 4) : place])
        after = " ".join(self._low[stop : stop + 3])
        return any(before.endswith(office) or after.startswith(office) for office in _PLAIN_OFFICES)


_YOUNG = frozenset({"be", "em", "chau", "ban"})
_PLAIN_OFFICES = frozenset(fold(office) for office in words.OFFICES) | {
    "bi thu xa",
    "chu tich xa",
    "chu tich huyen",
    "giam doc so",
}
_PLACE_BEFORE_PLAIN = frozenset(
    {
        "truong",
        "thpt",
        "thcs",
        "duong",
        "xa",
        "huyen",
        "ap",
        "phuong",
        "tinh",
        "mn",
        "khu",
        "quan",
        "lop",
        "song",
        "cau",
        "rach",
    }
)
