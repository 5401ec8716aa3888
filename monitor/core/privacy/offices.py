"""Whether somebody is named for an office, an honour or a work: then the name stays."""

from __future__ import annotations

import re

from monitor.core.privacy import words
from monitor.core.text import fold

_REACH = 90
"""Characters around a name in which an office, a speech or a blame belongs to it."""
_LIST_REACH = 200
"""Characters before a name in which an honour is told of all in a list."""
_OFFICE_REST = 45
"""Characters an office's own body may take: "Chủ tịch Thường trực UBND huyện Mỏ Cày Nam"."""


def _any_of(offices: frozenset[str]) -> str:
    return "|".join(re.escape(office) for office in sorted(offices, key=len, reverse=True))


_BEFORE = {
    offices: re.compile(
        rf"(?<!\w)(?:{_any_of(offices)})(?!\w)(?![^,]* (?:của )?(?:em|cháu|bé|con) )[^,|]{{0,{_OFFICE_REST}}}"
        r"[,\s]{0,3}(?:(?:thầy giáo|cô giáo|thầy|cô|ông|bà|anh|chị|đồng chí|là)?[\s,–-]{0,3})$"
    )
    for offices in (words.OFFICES, words.SCHOOL_OFFICES)
}
_AFTER = {
    offices: re.compile(rf"\s{{0,3}}(?:[,(–|-]\s{{0,3}}|làm |là |giữ chức )?(?:{_any_of(offices)})(?!\w)")
    for offices in (words.OFFICES, words.SCHOOL_OFFICES)
}
_PLAIN = _any_of(frozenset(map(fold, words.OFFICES)) - {"vua", "chua", "bs", "ts"})
_PLAIN_BEFORE = re.compile(
    rf"(?<!\w)(?:{_PLAIN})(?!\w)(?:\s(?!em\b|chau\b|be\b|con\b)[a-z&]+){{0,4}}"
    rf"[,\s]{{0,3}}(?:thay|co|ong|ba|dong chi)?\s{{0,3}}$"
)
_PLAIN_AFTER = re.compile(rf"\s{{0,3}}(?:[,(–-]\s{{0,3}}|lam |la )?(?:{_PLAIN})(?!\w)")
_POINT = re.compile(r"(?<!\w)(ts|ths|pgs|gs|bs|ls|ks|cn|ckii|cki|đ/c|tp)\.\s{0,3}")
"""Short forms whose point ends no sentence."""
_WEAK = re.compile(r"trưởng ban|phó ban|hội trưởng|ủy viên|đội trưởng|đội phó|trưởng đoàn|chủ nhiệm|phó trưởng ban")
_OF_PARENTS = re.compile(r"phụ huynh|cmhs|phhs|cha mẹ|lớp|cán sự|chi đội|đội bóng|đội tuyển|clb|nhóm|trại")
"""Offices that parents and pupils hold too, and the words by which it is one of those."""
_HINT = re.compile("|".join(sorted({re.escape(office.split()[0]) for office in words.OFFICES})))
_BYLINE = re.compile(
    r"(?:^|[.,;/|–-]\s?)\s{0,3}(?:tin|ảnh|bài|bài viết|tác giả|chủ biên|soạn giả|biên soạn|minh họa|đồ họa|"
    r"lời bài hát|nhạc)\s{0,3}:\s{0,3}$"
)
_FORMER = re.compile(r"(?<!\w)(?:nguyên|cựu)\s{1,3}(?:phó\s{1,3})?(?:hiệu|giám|chủ|bí|trưởng)")
_TEACHER = re.compile(r"(?:thầy|cô|giáo viên|thầy giáo|cô giáo)(?: trẻ)?\s{0,3}$")
_HONOURED = re.compile(
    r"(?:bằng khen|huân chương|huy chương|ưu tú|kỷ niệm chương|danh hiệu|tuyên dương|vinh danh|biểu dương|"
    r"chiến sĩ thi đua|"
    r"chúc mừng|khen thưởng|(?:giáo viên|gv|thầy cô) (?:dạy )?giỏi|nhà giáo)[^.!?\n]{0,200}$"
)
_GIVEN_HONOUR = re.compile(
    r"[, ](?:vừa |đã |vinh dự )*(?:được|nhận|đoạt|đạt|giành)[^,]{0,45}(?:danh hiệu|bằng khen|giải|huân "
    r"chương|huy chương|ưu tú)"
)
_SENTENCE_END = re.compile(r"[.!?;\n]\s")
_CLAUSE_END = re.compile(r"[.!?;\n]")


def is_official(text: str, start: int, stop: int, role: str) -> bool:  # noqa: PLR0911 - rules in order
    """Whether the person named at `[start, stop)` behind a role is named for an office or an honour."""
    if text.isascii():
        near = fold(text[max(0, start - _OFFICE_REST) : start]), fold(text[stop : stop + _OFFICE_REST])
        return _PLAIN_BEFORE.search(near[0]) is not None or _PLAIN_AFTER.match(near[1]) is not None
    if role in words.CHILD_CUES and role not in {"đội trưởng", "nhóm trưởng"}:
        return False
    before = _SENTENCE_END.split(_POINT.sub(r"\1 ", text[max(0, start - _REACH) : start].lower()))[-1]
    after = _CLAUSE_END.split(text[stop : stop + _REACH].lower())[0]
    sentence = f"{before} {after}"
    if _BYLINE.search(before):
        return True
    if (_HINT.search(before) and _BEFORE[words.OFFICES].search(before)) or _AFTER[words.OFFICES].match(after):
        accused = any(word in sentence for word in words.CRIME)
        private = _WEAK.search(sentence) is not None and _OF_PARENTS.search(sentence) is not None
        return not (_FORMER.search(before) or accused or private or "trung tâm ngoại ngữ" in before)
    head = "hiệu" in sentence or "đoàn trường" in sentence
    teacher = _TEACHER.search(before) is not None
    if not (head or teacher) or any(word in sentence for word in words.BLAME):
        return False
    if head and (_BEFORE[words.SCHOOL_OFFICES].search(before) or _AFTER[words.SCHOOL_OFFICES].match(after)):
        return not _FORMER.search(before) and any(word in sentence for word in words.SPEECH)
    return teacher and _is_honoured(text[max(0, start - _LIST_REACH) : start].lower(), after)


def _is_honoured(before: str, after: str) -> bool:
    given = any(after.startswith(f" {word}") for word in words.HONOURS) or _GIVEN_HONOUR.match(after) is not None
    return given or _HONOURED.search(before) is not None
