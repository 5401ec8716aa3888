"""Signs that a text without a known place happened elsewhere: a school of its own name, people with foreign names.

The register of the province's schools is complete, so a full school name it does not know belongs to another place.
Read only when no place decided.
"""

from __future__ import annotations

import re

_WORD = r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?"
_NAME = re.compile(rf"(?<![\w-])({_WORD})(?: [A-Z]\.)? ({_WORD})(?![\w-])")
"""Two words in plain letters, as names are written where nobody writes Vietnamese."""
_AGE_AFTER = re.compile(r"(?<!\s)\s*[,(-]\s*\d{1,2} tuổi")
_PERSON_BEFORE = re.compile(
    r"(?:ông|bà|cô|thầy|anh|chị|em|cậu|bé|cậu bé|cô bé|cô gái|giáo sư|tiến sĩ|giáo viên|nam sinh|nữ sinh|hiệu trưởng|"
    r"học sinh|phụ huynh|con trai|con gái|mẹ|bố)(?: giáo)? $",
    re.IGNORECASE,
)
_VIETNAMESE_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$"
)
"""Written without marks, as `Minh`, `Anh`, `Nam`: such a word does not tell a foreign name."""
_UNIVERSITY = re.compile(r"(?:[Đđ]ại học|ĐH|[Hh]ọc viện) ((?:[A-ZĐÀ-Ỹ]\w*)(?: (?:-|và|[A-ZĐÀ-Ỹ]\w*|kỹ thuật|phạm))*)")
HEAD_CHARS = 500
"""Headline, lead and the first sentences."""


def names_foreign_person(text: str) -> bool:
    """Whether the head of a text names a person (after a title, or with an age) whose name is not Vietnamese."""
    head = text[:HEAD_CHARS]
    for match in _NAME.finditer(head):
        if all(_VIETNAMESE_SYLLABLE.match(word.lower()) for word in match.groups()):
            continue
        if _AGE_AFTER.match(head, match.end()) or _PERSON_BEFORE.search(head, 0, match.start()):
            return True
    return False


def names_one_university(text: str) -> bool:
    """Whether the head of a text names exactly one university."""
    names = {match.group(1).casefold() for match in _UNIVERSITY.finditer(text[:HEAD_CHARS])}
    return len(names) == 1
