"""Capitalised words that neither a role before nor a surname explains: names unless they may be something else."""

from __future__ import annotations

from monitor.core.privacy import words
from monitor.core.privacy.common import COMMON
from monitor.core.privacy.phrases import PHRASES
from monitor.core.privacy.roles import PERSON
from monitor.core.privacy.syllables import Syllables
from monitor.core.text import fold

_LONGEST_UNKNOWN = 4
"""Words of a run that is masked though nothing tells that it is a name."""
NAMES_TOO = frozenset(
    {"ông", "bà", "em", "anh", "ba", "bé", "bạch", "cụ", "cu", "cha", "má", "con", "cô", "chú", "út", "tư", "hai"}
)
"""Roles that are names, or parts of names, behind another role."""
COUNTRIES_TOO = frozenset({"đức", "nga", "mỹ", "hậu", "hoa", "nam", "đông"})
"""Given names that are countries, peoples or rivers where a word before says so ("tiếng Nga", "sông Hậu")."""


class Unknown(Syllables):
    """Decides on words with a capital by themselves and by the word behind them."""

    def _unknown(self, begin: int, end: int, listed: str) -> tuple[int, int] | None:
        """A run that neither words before nor a surname explain: a name unless it may be something else."""
        low, size = self._low[begin], end - begin
        if (size > _LONGEST_UNKNOWN and not self._all_named(begin, end)) or not self._reads_as_syllables(begin, end):
            return None
        if listed == PERSON:
            return begin, end
        if size == 1:
            return (begin, end) if self._is_lone_name(begin) else None
        named = low in NAMES_TOO or self._all_named(begin, end)
        if low in words.GIVEN and low not in words.RUN_HEADS and f"{low} {self._low[begin + 1]}" not in PHRASES:
            named = True
        if (low in words.RUN_HEADS or low in words.BODIES) and not named:
            return None
        opens_common = self._passage.opens(begin) and low in COMMON and low not in words.GIVEN
        return None if opens_common else (begin, end)

    def _is_lone_name(self, place: int) -> bool:  # noqa: PLR0911 - rules in order
        """Whether one word with a capital is a name: by what it is and by the word behind it."""
        low, following = self._low[place], self._passage.follows(place + 1)
        opens = self._passage.opens(place)
        if not opens and low in COUNTRIES_TOO:
            return self._low[place - 1] not in words.ABROAD
        if opens and low in words.SURNAMES and low not in COMMON and fold(low) in words.SURE_SURNAMES:
            return True
        if low not in words.GIVEN:
            return not opens and low not in words.BODIES and low not in words.RUN_HEADS
        if following == low or self._acts(place):
            return True
        if low in words.COUNTRIES or low in words.SUBJECTS or f"{low} {following}" in PHRASES:
            return False
        if opens and (not following or low in words.OPENERS):
            return low not in COMMON and low not in words.NOT_ALONE
        return True

    def _acts(self, place: int) -> bool:
        """Whether a lone given name that is a word too does or suffers something: "Nam bị"."""
        low = self._low[place]
        acts = self._passage.follows(place + 1) in words.AFTER_NAME or (
            self._passage.follows(place + 1) == "lớp" and low not in words.NUMBERS
        )
        return acts and low in words.GIVEN and (low not in words.COUNTRIES or low in COUNTRIES_TOO) and len(low) > 1
