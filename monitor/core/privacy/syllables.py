"""What the syllables of a run of words are: a surname, given names, no Vietnamese at all."""

from __future__ import annotations

import re

from monitor.core.privacy import words
from monitor.core.privacy.roles import is_role
from monitor.core.privacy.tokens import Passage

INITIAL = 2
"""Letters of an initial: "N.", "Ng.", "Ph."."""
FULL_NAME = 3
"""Syllables of the usual full name: surname, middle, given."""
_SYLLABLE = re.compile(r"(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
"""A Vietnamese syllable, folded."""
_HIGHLAND = frozenset({"y", "a", "h", "k"})
"""Letters before which names of highland peoples begin: "Y Moan", "A Lử"."""


def reads_as_syllable(folded: str) -> bool:
    """Whether a folded word could be a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(folded) is not None


class Syllables:
    """Tells of words of a passage, by their places, what they may be in a name."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._low = passage.low

    def _reads_as_syllables(self, begin: int, end: int) -> bool:
        """Whether the words are Vietnamese and no short form in capitals ("THPT")."""
        listed = self._passage.words[begin:end]
        if all(word.text.isupper() and len(word.text) > 1 for word in listed):
            return end - begin > 1 and all(self._is_given(place) for place in range(begin, end))
        if end - begin > 1 and any(word.low in words.GIVEN for word in listed):
            return True
        if len(listed[-1].text) == 1 and end - begin == 1:
            return False
        return all(not word.text.isascii() or len(word.text) == 1 or _SYLLABLE.fullmatch(word.low) for word in listed)

    def _is_short_form(self, place: int) -> bool:
        text = self._passage.words[place].text
        lone = text.isupper() and len(text) > 1 and not self._passage.words[place + 1].text.isupper()
        return lone and not is_role(self._low[place]) and self._passage.follows(place + 1) != ""

    def _like_a_name(self, begin: int, end: int) -> bool:
        long = end - begin >= FULL_NAME and self._all_given(begin + 1, end)  # a surname we do not know
        return long or self._surnamed(begin, end) or self._all_given(begin, end)

    def _is_highland(self, begin: int, end: int) -> bool:
        text = self._passage.words[begin].text
        if "'" in text or "’" in text:
            return True
        return end - begin > 1 and self._low[begin] in _HIGHLAND and self._passage.between(begin + 1, begin + 1) == " "

    def _all_named(self, begin: int, end: int) -> bool:
        return all(self._is_given(place) or self._is_surname(place) for place in range(begin, end))

    def _surnamed(self, begin: int, end: int) -> bool:
        return end - begin > 1 and self._is_surname(begin)

    def _is_surname(self, place: int) -> bool:
        word = self._passage.words[place]
        if word.low in words.SURNAMES:
            return True
        return word.text.isascii() and len(word.text) > 1 and word.low in words.FOLDED_SURNAMES and self._bare(place)

    def _bare(self, place: int) -> bool:
        """Whether the words behind one are typed without accents."""
        following = self._passage.words[place + 1 : place + 3]
        return bool(following) and all(word.text.isascii() for word in following)

    def _is_given(self, place: int) -> bool:
        word = self._passage.words[place]
        if word.low in words.GIVEN or (len(word.text) == 1 and word.capital):
            return True
        if len(word.text) <= INITIAL and word.capital and self._passage.text[word.end : word.end + 1] == ".":
            return True
        return word.text.isascii() and word.low in words.FOLDED_GIVEN and (self._passage.plain or word.text.isupper())

    def _all_given(self, begin: int, end: int) -> bool:
        return all(self._is_given(place) or (place == begin and self._is_surname(place)) for place in range(begin, end))
