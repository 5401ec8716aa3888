"""A name found, and more of it: syllables left in small letters beside it, and the name in one word in a hashtag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.core.privacy import words
from monitor.core.privacy.common import COMMON
from monitor.core.privacy.phrases import PHRASES
from monitor.core.privacy.tokens import MAX_NAME_TOKENS, Passage
from monitor.core.text import fold

_MIDDLES = frozenset({"thị", "văn"})
_ACTS = words.SMALL_ACTS | {"nó"}
_DUE = 2
"""Syllables before the given name: "Trần văn"."""
_TAGS = re.compile(r"#[\w]{4,40}")
_LEAST_TAG = 6
"""Letters of a name written in one word that is looked for: shorter ones are in other words too."""


def widened(passage: Passage, begin: int, end: int) -> tuple[int, int]:
    """A name with the syllables of it that were left in small letters: "lê Thị Hoa", "Trần văn tèo", "bé Gia hân"."""
    low = passage.low
    before = low[begin - 1] if begin and passage.between(begin, begin) == " " else ""
    phrase = f"{low[begin - 2]} {before}" in PHRASES if begin > 1 else False
    if before in words.SURNAMES and fold(before) in words.SURE_SURNAMES and not phrase:
        begin -= 1
    surnamed = end - begin == 1 and low[begin] in words.SURNAMES
    while end - begin < MAX_NAME_TOKENS:
        following = passage.follows(end)
        due = low[end - 1] in _MIDDLES and end - begin == _DUE and low[begin] in words.SURNAMES
        middle = surnamed and end - begin == 1 and following in _MIDDLES
        phrase = f"{following} {passage.follows(end + 1)}" in PHRASES or passage.follows(end + 1)[:1].isdigit()
        sure = following in words.GIVEN and following not in COMMON and not phrase
        sure = sure or (following == "anh" and passage.follows(end + 1) in _ACTS)
        if not (following and (due or middle or sure)) or f"{following} {passage.follows(end + 1)}" in words.COMPOUNDS:
            break
        end += 1
    return begin, end


def tags_of(passage: Passage, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans of hashtags that hold a name (spans of characters) in one word: "#thanhtruc"."""
    if "#" not in passage.text:
        return
    joined = {"".join(fold(passage.text[start:end]).split()) for start, end in names}
    for tag in _TAGS.finditer(passage.text):
        written = fold(tag.group())
        if any(name in written for name in joined if len(name) >= _LEAST_TAG):
            yield tag.start() + 1, tag.end()
