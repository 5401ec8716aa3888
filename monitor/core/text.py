"""Vietnamese text: one normaliser whose result points back at the reader's own words.

What it does: NFC, zero-width characters out, tone marks placed the modern way (hòa, not hoà), letters split by
dots or stars joined (`c.h.ế.t`), long repeats shortened (`trờiiii`), in posts teencode written out. It keeps, for
every character, where it stood in the original, so that every reason can quote the text as written.
Folding (`fold`) keeps the length: "Đánh" → "danh", so offsets in folded text are offsets in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from monitor.core.letters import (
    ACCENTED,
    ACCENTED_LETTER,
    COMPOSED,
    CONSONANT,
    LETTER,
    LETTER_O,
    LETTER_U,
    ODD,
    PLAIN_LETTER,
    RECENT_TEXTS,
    SPLITS,
    SPLITS_SYLLABLE,
    TONED_A_E,
    TONED_Y,
    Codes,
    code_points,
    kinds,
    text_of,
)

ACCENTED_SHARE = 0.02
"""Below this share of accented letters a text counts as written without accents."""

_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f")
_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)
_MAX_REPEAT = 2
_SPLIT_APART = 3
"""Signs that split letters stand at most this far from each other: a sign and two letters."""


def _fold_table() -> dict[int, str]:
    table = {ord("đ"): "d", ord("Đ"): "d"}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii():
            table[code] = base.lower()
    table.update({code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)})
    return table


_FOLD = _fold_table()
_LONG = 200
"""From this length on a table of all letters is quicker than a look at each."""
_FOLDED = np.arange(0x10000, dtype=np.uint32)
_FOLDED[list(_FOLD)] = [ord(folded) for folded in _FOLD.values()]


def nfc(text: str) -> str:
    """Compose: NFC."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower-case without accents, đ → d, of the same length as the (NFC) text: `Đánh nhau` → `danh nhau`."""
    if len(text) < _LONG:
        return text.translate(_FOLD)
    codes = code_points(text)
    return text_of(_FOLDED[codes] if codes.max() < len(_FOLDED) else _folded_beyond(codes))


def _folded_beyond(codes: Codes) -> Codes:
    """Emoji and letters beyond the table stay as they are."""
    inside = codes < len(_FOLDED)
    return np.where(inside, _FOLDED[np.where(inside, codes, 0)], codes)


def lower(text: str) -> str:
    """Lower-case of the same length (the few letters whose lower case is longer stay as they are)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=RECENT_TEXTS)
def is_accentless(text: str) -> bool:
    """Whether a Vietnamese text was typed without accents (letters only are counted; short texts too)."""
    found = kinds(text)
    letters = int(np.count_nonzero(found & (PLAIN_LETTER | ACCENTED_LETTER)))
    return letters > 0 and int(np.count_nonzero(found & ACCENTED)) / letters < ACCENTED_SHARE


@dataclass(frozen=True, slots=True)
class Token:
    """One syllable or number, as offsets into the text it was read from."""

    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield letters-or-digits runs: Vietnamese syllables, numbers, foreign words."""
    for match in _TOKEN.finditer(text):
        yield Token(match.group(), match.start(), match.end())


def syllables(text: str) -> list[str]:
    """Lower-case syllables and numbers of a text."""
    return _TOKEN.findall(lower(text))


@dataclass(frozen=True)
class TextView:
    """A normalised text with the way back. `lower` and `folded` have the same length as `text`.

    `origins[i]` is the offset in `original` of the character `text[i]`; one more entry marks the end.
    """

    original: str
    text: str
    origins: Sequence[int]

    @cached_property
    def lower(self) -> str:
        """The text in lower case."""
        return lower(self.text)

    @cached_property
    def folded(self) -> str:
        """The text in lower case without accents."""
        return fold(self.text)

    @cached_property
    def accentless(self) -> bool:
        """Whether the writer used no accents (asked of the original: written-out teencode has some)."""
        return is_accentless(self.original)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of `text` into a span of `original`."""
        if start >= end:
            return self.origins[start], self.origins[start]
        return self.origins[start], self.origins[end - 1] + self._width(end - 1)

    def _width(self, index: int) -> int:
        """How many original characters the last character of a span covers (marks written apart included)."""
        position = self.origins[index]
        width = 1
        while position + width < len(self.original) and unicodedata.combining(self.original[position + width]):
            width += 1
        return width

    def quote(self, start: int, end: int) -> str:
        """The original words of a span of `text`."""
        first, last = self.span(start, end)
        return self.original[first:last]


_MODERN_TONE = {
    old: new
    for vowels in ("oa", "oe", "uy")
    for old, new in zip(
        (f"{vowels[0]}{unicodedata.normalize('NFC', vowels[1] + mark)}" for mark in "\u0300\u0301\u0303\u0309\u0323"),
        (f"{unicodedata.normalize('NFC', vowels[0] + mark)}{vowels[1]}" for mark in "\u0300\u0301\u0303\u0309\u0323"),
        strict=True,
    )
}
_OLD_TONE = re.compile(
    r"(?<![qQ])(" + "|".join(_MODERN_TONE) + r")(?![^\W\d_])",
    re.IGNORECASE,
)


def is_plain(text: str) -> bool:
    """Whether `normalise` would leave a text as it is. May say no to a text that it leaves so, too."""
    return _is_composed(text) and not (_has_old_tone(text) or _has_split_letters(text) or _has_long_repeat(text))


# Each question has a way for short texts and one for long ones, where the kinds of all letters are quicker. A yes only
# means that the expression behind it is worth trying.


def _is_composed(text: str) -> bool:
    odd = not COMPOSED.fullmatch(text) if len(text) < _LONG else (kinds(text) & ODD).any()
    return not odd and unicodedata.is_normalized("NFC", text)


def _has_old_tone(text: str) -> bool:
    """A toned second vowel at the end of its word."""
    if len(text) < _LONG:
        lowered = text.lower()
        return any(old in lowered for old in _MODERN_TONE) and _OLD_TONE.search(text) is not None
    found = kinds(text)
    toned = (found & (TONED_A_E | TONED_Y)).nonzero()[0]
    toned = toned[toned > 0]
    if not len(toned):
        return False
    pair = np.where(found[toned] & TONED_A_E, found[toned - 1] & LETTER_O, found[toned - 1] & LETTER_U)
    goes_on = found[np.minimum(toned + 1, len(found) - 1)] & LETTER != 0
    return bool(((pair != 0) & (~goes_on | (toned + 1 == len(found)))).any())


def _has_split_letters(text: str) -> bool:
    """Letter, sign, letter, sign within two letters; or a small consonant, a dot or star, and a letter."""
    if len(text) < _LONG:
        return bool(_SPLIT_LETTERS.search(text) or _SPLIT_SYLLABLE.search(text))
    found = kinds(text)
    signs = (found[1:-1] & SPLITS).nonzero()[0] + 1
    before, after = found[signs - 1], found[signs + 1]
    if ((found[signs] & SPLITS_SYLLABLE != 0) & (before & CONSONANT != 0) & (after & LETTER != 0)).any():
        return True
    joining = signs[(before & LETTER != 0) & (after & LETTER != 0)]
    return bool((joining[1:] - joining[:-1] <= _SPLIT_APART).any())


def _has_long_repeat(text: str) -> bool:
    if len(text) < _LONG:
        return _LONG_REPEAT.search(text) is not None
    codes = code_points(lower(text))
    same = codes[1:] == codes[:-1]
    thrice = (same[1:] & same[:-1]).nonzero()[0]
    return bool(len(thrice) and (kinds(text)[thrice] & LETTER).any())


_LONG_REPEAT = re.compile(r"([^\W\d_])\1{2}", re.IGNORECASE)
"""At least what `_shorten_repeats` shortens."""
_SPLIT_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_](?:[.*_·\-][^\W\d_]{1,2}){2,}(?![^\W_])")
_SPLIT_SYLLABLE = re.compile(
    r"(?<![^\W_])(?:[bcdđghklmnpqrstvx]|ch|gh|kh|nh|ng|ph|th|tr)[.*](?=[^\W\d_]{0,3}[^\W\d_\x00-\x7f])"
    r"[aăâeêioôơuưyà-ỹ]{1,3}[cghmnpt]{0,2}(?![^\W_])"
)
"""A syllable cut behind its first consonants (`s.ờ`, `đ*ánh`): in small letters and with an accent, so no initials."""
_ABBREVIATION = re.compile(r"^(?:[A-ZĐ]{1,2}[.])+[A-ZĐ]{0,2}[.]?$")


def normalise(text: str, *, expand: Mapping[str, str] | None = None) -> TextView:
    """Normalise a text. `expand` maps lower-case short forms to full ones (teencode), for posts only.

    Normalising twice changes nothing (without `expand`). An empty text gives an empty view.
    """
    composed, origins = _compose(text)
    if _has_split_letters(composed):
        composed, origins = _join_split_letters(composed, origins)
    if _has_long_repeat(composed):
        composed, origins = _shorten_repeats(composed, origins)
    if _has_old_tone(composed):
        composed = _OLD_TONE.sub(_move_tone, composed)
    if composed is text:
        return _view_as_it_is(text, expand)
    if expand:
        composed, origins = _expand(composed, origins, expand)
    return TextView(original=text, text=composed, origins=(*origins, len(text)))


def view_of_plain(text: str, *, expand: Mapping[str, str] | None = None) -> TextView:
    """The view of a text that has been normalised before: `normalise` would find nothing to change but short forms."""
    if not _is_composed(text):
        return normalise(text, expand=expand)  # a mark that no letter takes stands apart, and belongs to what it is on
    return _view_as_it_is(text, expand)


def _view_as_it_is(text: str, expand: Mapping[str, str] | None) -> TextView:
    written, origins = _expand(text, range(len(text)), expand) if expand else (text, range(len(text)))
    if written is text:
        return TextView(original=text, text=text, origins=range(len(text) + 1))
    return TextView(original=text, text=written, origins=(*origins, len(text)))


def _compose(text: str) -> tuple[str, Sequence[int]]:
    if _is_composed(text):
        return text, range(len(text))
    chars: list[str] = []
    origins: list[int] = []
    index = 0
    while index < len(text):
        end = index + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for char in unicodedata.normalize("NFC", text[index:end]):
            if char not in _ZERO_WIDTH:
                chars.append(" " if char == "\u00a0" else char)
                origins.append(index)
        index = end
    return "".join(chars), origins


def _join_split_letters(text: str, origins: Sequence[int]) -> tuple[str, Sequence[int]]:
    drop: set[int] = set()
    for match in _SPLIT_LETTERS.finditer(text):
        if not _ABBREVIATION.match(match.group()):
            drop.update(i for i in range(*match.span()) if not text[i].isalpha())
    for match in _SPLIT_SYLLABLE.finditer(text):
        drop.update(i for i in range(*match.span()) if not text[i].isalpha())
    if not drop:
        return text, origins
    keep = [i for i in range(len(text)) if i not in drop]
    return "".join(text[i] for i in keep), [origins[i] for i in keep]


def _shorten_repeats(text: str, origins: Sequence[int]) -> tuple[str, Sequence[int]]:
    kept: list[str] = []
    kept_origins: list[int] = []
    run = 0
    for char, origin in zip(text, origins, strict=True):
        run = run + 1 if kept and char.lower() == kept[-1].lower() else 1
        if run > _MAX_REPEAT and char.isalpha():
            continue
        kept.append(char)
        kept_origins.append(origin)
    return "".join(kept), kept_origins


def _move_tone(match: re.Match[str]) -> str:
    found = match.group()
    modern = _MODERN_TONE[found.lower()]
    return "".join(m.upper() if f.isupper() else m for m, f in zip(modern, found, strict=True))


def _expand(text: str, origins: Sequence[int], expand: Mapping[str, str]) -> tuple[str, Sequence[int]]:
    parts: list[str] = []
    moved: list[int] = []
    last = 0
    lowered = lower(text)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        full = expand.get(lowered[start:end])
        if full is None:
            continue
        parts.append(text[last:start])
        moved.extend(origins[last:start])
        parts.append(full)
        width = end - start
        moved.extend(origins[start + min(i, width - 1)] for i in range(len(full)))
        last = end
    if not last:
        return text, origins
    parts.append(text[last:])
    moved.extend(origins[last:])
    return "".join(parts), moved
