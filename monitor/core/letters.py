"""What each character of a text is, for whole texts at once: tables over all letters instead of a look at each.

Used by `monitor.core.text` and by what reads tokens; offsets are those of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt

RECENT_TEXTS = 64
"""Answers about whole texts that are kept: the same is asked of each text in a row."""

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint16]

COMPOSED = re.compile(
    r"[\x00-\x9f\xa1-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\ufe0f\U0001f300-\U0001faff]*+"
)
"""Letters, signs and emoji: no mark stands apart and nothing is invisible, so nearly every text is left as it is."""

ALNUM, PLAIN_LETTER, ACCENTED_LETTER, ACCENTED, LETTER, ODD = (1 << bit for bit in range(6))
"""Signs of a character: of a token; a to z; a letter beyond them; such a letter or a mark standing apart (an accent in
either way of writing); any letter; not composed (`COMPOSED`)."""
LETTER_O, LETTER_U, TONED_A_E, TONED_Y, SPLITS, SPLITS_SYLLABLE, CONSONANT, BLANK, UPPER = (
    1 << bit for bit in range(6, 15)
)
"""What old tones are told by, letters split by signs, and names."""


def code_points(text: str) -> Codes:
    """The characters of a text as numbers, one each."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def text_of(codes: Codes) -> str:
    """The text of some characters."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def _kinds_of(text: str) -> Kinds:
    codes = code_points(text)
    word = np.fromiter(map(str.isalnum, text), np.bool_, len(text))
    letter = word & ~np.fromiter(map(str.isdecimal, text), np.bool_, len(text))
    beyond = codes > _LAST_ASCII
    odd = np.ones(len(text), np.bool_)
    for match in COMPOSED.finditer(text):
        odd[slice(*match.span())] = False
    signs = (
        (ALNUM, word),
        (PLAIN_LETTER, letter & ~beyond),
        (ACCENTED_LETTER, letter & beyond),
        (ACCENTED, (letter & beyond) | ((codes >= 0x300) & (codes <= 0x323))),  # noqa: PLR2004 - accents standing apart
        (LETTER, letter),
        (ODD, odd),
        (UPPER, np.fromiter(map(str.isupper, text), np.bool_, len(text))),
        *((sign, np.isin(codes, [ord(char) for char in chars])) for sign, chars in _SIGN_CHARS.items()),
    )
    found: Kinds = np.sum([holds * np.uint16(sign) for sign, holds in signs], axis=0, dtype=np.uint16)
    return found


_LAST_ASCII = 127
_SIGN_CHARS = {
    LETTER_O: "oO",
    LETTER_U: "uU",
    TONED_A_E: "àáãảạèéẽẻẹÀÁÃẢẠÈÉẼẺẸ",
    TONED_Y: "ỳýỹỷỵỲÝỸỶỴ",
    SPLITS: ".*_·-",
    SPLITS_SYLLABLE: ".*",
    CONSONANT: "bcdđghklmnpqrstvx",
    BLANK: " ",
}
_KINDS = _kinds_of("".join(map(chr, range(0x20000))))
"""Of every letter, sign and emoji in use; rarer characters are looked at one by one."""


@lru_cache(maxsize=RECENT_TEXTS)
def kinds(text: str) -> Kinds:
    """What each character of a text is, as a sum of the signs below. Not to be written to."""
    codes = code_points(text)
    if not len(codes) or codes.max() < len(_KINDS):
        return _KINDS[codes]
    return _kinds_of(text)


def token_edges(text: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where the letters-or-digits runs of a text begin and end: `tokens` as two rows of offsets."""
    inside = np.zeros(len(text) + 2, np.bool_)
    np.not_equal(kinds(text) & ALNUM, 0, out=inside[1:-1])
    edges = (inside[1:] != inside[:-1]).nonzero()[0]
    return edges[::2], edges[1::2]


def capitalised(text: str) -> list[tuple[int, int]]:
    """Where those of the runs of `token_edges` stand that begin with a capital letter."""
    starts, ends = token_edges(text)
    capital = kinds(text)[starts] & UPPER != 0
    return list(zip(starts[capital].tolist(), ends[capital].tolist(), strict=True))


def token_places(text: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Where the characters of letters-or-digits runs stand with the one behind each run, and which are behind."""
    inside = kinds(text) & ALNUM != 0
    kept = inside.copy()
    kept[1:] |= inside[:-1]
    places = kept.nonzero()[0]
    return places, ~inside[places]


def capitals_after_blanks(text: str) -> list[int]:
    """Where a capital letter stands behind a blank: names begin there, and sentences."""
    found = kinds(text)
    return (np.flatnonzero((found[:-1] & BLANK != 0) & (found[1:] & UPPER != 0)) + 1).tolist()
