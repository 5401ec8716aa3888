"""Words and marks that tell what stands near them: homes, papers, telephones; figures read out; ends of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from monitor.core.privacy.tokens import Word

_NEAR_WORDS = {
    "H": "ap khom xom thon hem ngo to khu so nha duong kp tdp phong lo can lau tang thua kiet phum soc chung day tro",
    "V": "ngu tru chi hktt khau song o ship nha",
    "B": "sinh ngay sn ns dob nam",
    "I": "cccd cmnd cmt cuoc minh danh ma the bhyt sbd dinh ho chieu passport so mshs khai hoc",
    "K": "stk tk khoan ck bank momo vietcombank agribank bidv acb mb",
    "T": "sdt dt thoai goi zalo lh lien hotline",
    "E": "truong thcs thpt mn so ubnd vien cho benh tram cong phong tru",
}
"""Folded words by what stands behind them: homes, living, births, papers, accounts, telephones, bodies."""
TELLING = {
    word: "".join(sign for sign, listed in _NEAR_WORDS.items() if word in listed.split())
    for word in {word for listed in _NEAR_WORDS.values() for word in listed.split()}
}
_MARKS = (
    ("\n", "N"), ("|", "|"), ("\t", "|"), ('"', "q"), ("“", "q"), ("”", "q"), ("(", "("), (")", ")"), (":", ":"),
    (";", ";"), (".", "."), ("!", "."), ("?", "."), ("…", "."), (",", ","), ("–", "-"), ("-", "-"), ("/", "/"),
    ("#", "#"), ("@", "@"), ("+", "+"), ("&", "+"), ("*", "*"),
)  # fmt: skip
_MOST_MARKS = 3
_ENDS = ".N;"
HOUSES = frozenset(
    ["ấp", "ap", "khóm", "khom", "xóm", "thôn", "hẻm", "hem", "ngõ", "tổ", "dãy", "trọ", "tro", "phòng", "lô", "đường"]
)
"""Words beside which others belong to a home."""
_FIGURES = (
    "không một hai ba bốn năm sáu bảy bẩy tám chín mười mươi mốt tư lăm linh lẻ chấm xẹt gạch số "
    "khong mot bon sau bay tam chin muoi k0 ko hk o oh zero one two three four five six seven eight nine"
)
FIGURES = frozenset(_FIGURES.split())
"""Words that figures of a number are read out with."""
_LEAST_FIGURES, _MOST_FIGURES, _LONGEST_GROUP = 3, 12, 4
"""Figures beside each other that are a number; more make no difference; signs of one group of them."""


@lru_cache(maxsize=4096)
def marks(gap: str) -> str:
    """The marks between two words: "_" for a space, "" as "0", up to three letters else."""
    if gap == " ":
        return "_"
    if not gap:
        return "0"
    found = "".join(dict.fromkeys(sign for char, sign in _MARKS if char in gap))
    return found[:_MOST_MARKS] or "_"


@lru_cache(maxsize=4096)
def ends(gap: str) -> bool:
    """Whether a sentence or line ends in a gap (as `marks`)."""
    return any(sign in gap for sign in _ENDS)


def figure_runs(words: Sequence[Word], sentences: Sequence[int]) -> dict[int, int]:
    """For words in a number written or read out in parts, how many figures beside each other those are."""
    figured = [
        place
        for place, word in enumerate(words)
        if word.low in FIGURES or (word.text[0].isdigit() and len(word.text) <= _LONGEST_GROUP)
    ]
    told: dict[int, int] = {}
    first = 0
    for at, place in enumerate(figured, start=1):
        if at < len(figured) and figured[at] == place + 1 and sentences[place + 1] == sentences[place]:
            continue
        if at - first >= _LEAST_FIGURES:
            told.update(dict.fromkeys(figured[first:at], min(at - first, _MOST_FIGURES)))
        first = at
    return told
