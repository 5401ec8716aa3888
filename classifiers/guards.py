"""Why words do not count as an event that happens now: negation, hypothesis, drill, past, fiction, denial.

A cue governs from its place to the trigger within one sentence, not only the nearest words; words such as `sau khi`,
`vì`, `khiến` end its reach, as what follows them is told as a fact (`ngăn chặn bạo lực sau vụ hai em đâm bạn`).
A denial may also follow (`… là tin giả`). A drill or a film that the headline announces covers the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from classifiers.guard_cues import CUES
from classifiers.rules import (
    PhraseHit,
    PhraseMatcher,
    Reading,
    Spelling,
    read,
    sentence_breaks,
    spelling,
    typed_without_accents,
)
from monitor.core.clock import local_date
from monitor.core.text import TextView

NEGATED, HYPOTHETICAL, DRILL, PAST = "negated", "hypothetical", "drill", "past"
FICTION, DENIED, NOT_SCHOOL = "fiction", "denied", "not-school"
BACKGROUND = "background"
"""Figures of years and wide areas, cases of elsewhere that a text cites (`classifiers.frames`)."""

_MATCHER = PhraseMatcher(CUES)
_COUNT = r"(\d+|một|hai|ba|bốn|năm|mười|mot|bon|muoi)"
_AGO = re.compile(
    rf"{_COUNT}\s+(?:năm|nam)\s+(?:trước|truoc|về trước)(?!\w)|"
    rf"(?:cách đây|cach day)\s+(?:hơn |gần |hon |gan |khoảng )?{_COUNT}\s+(?:năm|nam|tháng|thang)(?!\w)"
)
_YEAR = re.compile(
    r"(?<![\w/.\-])(?:(?:từ |vào |hồi |tu |vao |hoi )?(?:năm|nam)(?: học| hoc)?|tháng \d{1,2}[/.\-]|"
    r"(?:ngày )?\d{1,2}[/.\-]\d{1,2}[/.\-]|\d{1,2}[/.\-])\s?((?:19|20)\d\d)(?!\w)"
)
_DATED = re.compile(
    r"(?<![\w/.\-])(?:\d{1,2}[/.\-]){1,2}\s?((?:19|20)\d\d)(?!\w)|(?:tháng|thang) \d{1,2} (?:năm|nam) ((?:19|"
    r"20)\d\d)(?!\w)"
)
"""A day or a month of a year: what follows in the sentence happened then."""
_NOT_THE_EVENT = spelling(
    r"(?<!\w)(?:sinh|xây|xây dựng|khánh thành|thành lập|quyết định|thông tư|nghị định|công văn|văn bản|kế hoạch|"
    r"hợp đồng|số|khởi công|đưa vào sử dụng)(?: \w+)?(?: ngày| tháng| từ| vào| hồi)?\s*$"
)
_YEARS_GONE = spelling(
    rf"(?<!\w)(?:mới đó mà|mới đó|thấm thoắt|thoáng cái|thoắt cái|tròn|vậy mà) (?:đã |gần |"
    rf"hơn )?{_COUNT} năm(?: rồi)?(?!\w)"
)
_FRESH = spelling(
    r"(?<!\w)(?:hôm nay|sáng nay|chiều nay|trưa nay|tối qua|đêm qua|hôm qua|năm nay|mới đây|vừa|hồi sáng|bữa nay)(?!\w)"
)
_SCHOOL_YEAR = re.compile(r"học|hoc")
_NEGATION_REACH_WORDS = 3
_HEAD_CHARS = 220
_FRESH_MONTHS = 2
_QUOTED_FILM = re.compile(r"(?<!\w)phim\s+[“\"'«‘]")
"""`phim “…”`: a title follows, so what is told is its story."""
_IF_IT_BEFALLS = re.compile(
    r"(?<!\w)(?:khi|lúc|luc)\s+(?:bị|gặp|xảy ra|rơi vào|phát hiện|bi|gap|xay ra|roi vao|phat hien)(?!\w)"
)
"""`kỹ năng thoát hiểm khi bị …`: the lesson is about such a case, which has not happened."""
_TEACHES = spelling(
    r"(?<!\w)(?:giúp|(?<!thầy )(?<!cô )(?<!viên )dạy|hướng dẫn|chỉ cho|tập cho|tập huấn|tuyên truyền|trang bị|rèn|"
    r"học(?= cách| kỹ năng| bài)|bày|cẩm nang|bí kíp|sinh hoạt|chuyên đề)(?!\w)[^.!?\n]{0,60}?(?<!\w)(?:cách|biết|"
    r"dám|nhận biết|nhận diện|"
    r"nói [“\"‘']?không|kỹ năng|tự bảo vệ|phòng vệ|lên tiếng)(?!\w)[^.!?\n,;]{0,45}?(?<!\w)"
    r"(?:khi|lúc|nếu|lỡ) (?:bị|gặp|có người|ai đó|người lớn|người lạ|phát hiện|thấy)(?!\w)"
)
"""What a lesson teaches for the case that something befalls."""
_WHETHER = spelling(r"(?<!\w)(?:có|liệu|hỏi)(?: bị)? $")
_OR_NOT = spelling(r"[^.!?,;:\n]{0,25}(?<!\w)(?:không|hông|hong|hok|ko)(?: vậy| ta| ạ| đây| nhỉ| ha)*\s*(?:[?.]|$)")
"""`có bị bắt không?`: somebody wants to know."""
THOUGHT = spelling(r"(?<!\w)(?:tưởng|ngỡ|nhầm|lầm|tưởng rằng)(?: đó| đây)?(?: là)?(?: buổi| cuộc| đang)?\s*$")
"""Before a word for a drill: people only took it for one."""
_LESSONS = frozenset(
    (
        *("kỹ năng", "hướng dẫn học sinh", "dạy trẻ", "dạy học sinh", "dạy các em", "dạy con", "tập huấn", "chuyên đề"),
        *("tuyên truyền", "ngoại khóa về", "huấn luyện", "phổ biến kiến thức", "giáo dục về", "nói chuyện chuyên đề"),
    )
)
_CLAUSE = re.compile(r"[;,:()–—]| - ")
_ANNOUNCED_DRILLS = frozenset(("diễn tập", "tình huống giả định", "phiên tòa giả định", "thực tập phương án"))
_OLD_AGO_MONTHS = 6
_ONLY_A_CALL = re.compile(
    r"\s*(?:cả |mọi người |mọi người ơi |bà con |ca |moi nguoi |ba con )?(?:nha|nhe|nhé|nghen|nghe|nè|ne|đó|do|với|voi)"
    r"(?: \w+){0,3}\s*[,;:–—]"
)
"""`coi chừng nha, …`: the warning ends there, and what happened follows."""
_NUMBER_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "mười": 10, "mot": 1, "bon": 4, "muoi": 10}


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard with the cue that raised it: offsets into `view.text`."""

    name: str
    start: int
    end: int


def guards_at(view: TextView, start: int, end: int, *, seen_at: datetime | None = None) -> tuple[str, ...]:
    """Name the guards that speak against a trigger at `view.text[start:end]`; empty = it stands.

    `seen_at` (aware) is when the item was published: years before it make an event past.
    """
    return tuple(dict.fromkeys(guard.name for guard in GuardFinder(view, seen_at=seen_at).at(start, end)))


class GuardFinder:
    """Guards of one text, read once for many triggers."""

    def __init__(self, view: TextView, *, seen_at: datetime | None = None, reading: Reading | None = None) -> None:
        self._accentless = typed_without_accents(view)
        self._text = view.folded if self._accentless else view.lower
        self._seen_at = seen_at
        reading = reading or read(view)
        self._cues: dict[str, list[PhraseHit]] = {}
        for hit in _MATCHER.find_in(reading, accentless=self._accentless):
            self._cues.setdefault(hit.label, []).append(hit)
        self._not_negating = self._cues.get("not-negating", [])
        self._breaks = list(sentence_breaks(view.text))
        first_break = next((start for start, _ in self._breaks if start > 0), len(view.text))
        self._head_end = min(max(first_break, 1), _HEAD_CHARS)
        self._old_times = self._find_old_times()

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the sentence around a trigger."""
        left, right = 0, len(self._text)
        for break_start, break_end in self._breaks:
            if break_end <= start:
                left = break_end
            elif break_start >= end:
                right = break_start
                break
        return left, right

    def at(self, start: int, end: int) -> tuple[Guard, ...]:
        """Return the guards of a trigger, each kind once."""
        left, right = self.sentence(start, end)
        clause = self._clause_start(left, start)
        found = (
            self._negation(left, clause, start),
            self._imagined(left, start) or self._question(start, end, right),
            self._drill(left, start, end, right),
            self._past(left, start, right),
            self._fiction(left, right),
            self._denial(left, start, end, right),
        )
        return tuple(guard for guard in found if guard)

    def _of(self, expression: Spelling) -> re.Pattern[str]:
        return expression.of(accentless=self._accentless)

    def _clause_start(self, left: int, start: int) -> int:
        return max((match.end() for match in _CLAUSE.finditer(self._text, left, start)), default=left)

    def _released(self, start: int, end: int) -> bool:
        """Whether a word between cue and trigger ends the cue's reach."""
        return any(start <= hit.start and hit.end <= end for hit in self._cues.get("release", ()))

    def _before(self, name: str, left: int, start: int, *, free: bool = True) -> Guard | None:
        for hit in self._cues.get(name, ()):
            if left <= hit.start and hit.end <= start and not (free and self._released(hit.end, start)):
                return Guard(name, hit.start, hit.end)
        return None

    def _negation(self, left: int, clause: int, start: int) -> Guard | None:
        wide = self._before("negated-wide", left, start)
        if wide and not any(other.start == wide.start for other in self._not_negating):
            return Guard(NEGATED, wide.start, wide.end)
        for hit in self._cues.get("negated-near", ()):
            if hit.start < clause or hit.start >= start or self._released(hit.end, start):
                continue
            if any(other.start == hit.start for other in self._not_negating):
                continue
            if len(self._text[hit.end : start].split()) <= _NEGATION_REACH_WORDS:
                return Guard(NEGATED, hit.start, hit.end)
        return None

    def _imagined(self, left: int, start: int) -> Guard | None:
        for hit in self._cues.get(HYPOTHETICAL, ()):
            if not (left <= hit.start and hit.end <= start) or self._released(hit.end, start):
                continue
            if not _ONLY_A_CALL.match(self._text, hit.end):
                return Guard(HYPOTHETICAL, hit.start, hit.end)
        return None

    def _question(self, start: int, end: int, right: int) -> Guard | None:
        asked = self._of(_WHETHER).search(self._text, 0, start)
        answer = self._of(_OR_NOT).match(self._text, end, min(right + 1, len(self._text)))
        if asked and answer:
            return Guard(HYPOTHETICAL, asked.start(), start)
        for hit in self._cues.get("question-after", ()):
            if end <= hit.start <= right:
                return Guard(HYPOTHETICAL, hit.start, hit.end)
        return None

    def _drill(self, left: int, start: int, end: int, right: int) -> Guard | None:
        for hit in self._cues.get(DRILL, ()):
            if start <= hit.start < end or self._is_thought(hit):
                continue
            in_sentence = left <= hit.start < right
            announced = hit.phrase in _ANNOUNCED_DRILLS and hit.start < self._head_end
            if in_sentence and self._drills(hit, start, end, announced=announced):
                return Guard(DRILL, hit.start, hit.end)
            if announced and not in_sentence and not self._happens_for_real(left, right):
                return Guard(DRILL, hit.start, hit.end)
        return self._lesson(left, start)

    def _lesson(self, left: int, start: int) -> Guard | None:
        """`dạy các em cách kêu cứu khi bị …`; `cách` alone also tells how somebody got out of a real case."""
        for match in self._of(_TEACHES).finditer(self._text, left, start):
            if not self._released(match.end(), start):
                return Guard(DRILL, match.start(), match.end())
        return None

    def _is_thought(self, cue: PhraseHit) -> bool:
        """`tưởng là diễn tập`: people only took it for one."""
        return bool(self._of(THOUGHT).search(self._text, 0, cue.start))

    def _drills(self, cue: PhraseHit, start: int, end: int, *, announced: bool) -> bool:
        """Whether a cue in the trigger's own sentence makes it a drill or advice."""
        left, right = self.sentence(start, end)
        if self._happens_for_real(left, right) and (announced or self._is_during(cue)):
            return False
        if cue.start >= end:
            return cue.phrase in _ANNOUNCED_DRILLS or cue.phrase == "giả định"
        if self._is_during(cue):
            return self._pretends()
        return announced or not self._released(cue.end, start) or self._is_lesson(cue, start, end)

    def _is_lesson(self, cue: PhraseHit, start: int, end: int) -> bool:
        """Whether a lesson is about what may befall: only `khi bị` stands between it and the trigger."""
        match = _IF_IT_BEFALLS.search(self._text, cue.end, end)
        return cue.phrase in _LESSONS and match is not None and not self._released(match.end(), start)

    def _happens_for_real(self, left: int, right: int) -> bool:
        return any(left <= hit.start < right for hit in self._cues.get("real", ()))

    def _is_during(self, cue: PhraseHit) -> bool:
        """`khi diễn tập`, `sau buổi tập huấn`: the drill is where it happened, not what happened."""
        return any(0 <= cue.start - hit.end <= 1 for hit in self._cues.get("during", ()))

    def _pretends(self) -> bool:
        return any(hit.phrase in {"giả định", "tình huống giả định", "kịch bản"} for hit in self._cues.get(DRILL, ()))

    def _past(self, left: int, start: int, right: int) -> Guard | None:
        court = self._cues.get("court", ())
        for guard in self._old_times:
            opens_sentence = not self._text[left : guard.start].strip(" \"'“‘-") or self._text[
                left : guard.start
            ].strip() in {"từ", "hồi", "vào"}
            same_clause = guard.start >= self._clause_start(left, start) and guard.end <= right
            near = left <= guard.start < right and (same_clause or (opens_sentence and guard.start < start))
            after = start <= guard.start < right and not _CLAUSE.search(self._text, start, guard.start)
            if near or after or (court and left <= guard.start < right) or (court and guard.start < self._head_end * 2):
                return guard
        long_gone = self._long_gone(left, start)
        if long_gone:
            return long_gone
        clause = self._clause_start(left, start)
        for hit in self._cues.get(PAST, ()):
            opens = not self._text[left : hit.start].strip()
            if (
                (clause <= hit.start or opens)
                and left <= hit.start
                and hit.end <= start
                and (opens or not self._released(hit.end, start))
            ):
                return Guard(PAST, hit.start, hit.end)
        return None

    def _long_gone(self, left: int, start: int) -> Guard | None:
        """A date of long ago or `mới đó mà bốn năm`, earlier in the sentence, with nothing of today after it."""
        gone = [match.span() for match in self._of(_YEARS_GONE).finditer(self._text, left, start)]
        gone += [
            match.span()
            for match in _DATED.finditer(self._text, left, start)
            if self._is_old_year(int(match.group(1) or match.group(2)))
            and not self._of(_NOT_THE_EVENT).search(self._text, left, match.start())
        ]
        for begin, end in gone:
            if not self._of(_FRESH).search(self._text, end, start):
                return Guard(PAST, begin, end)
        return None

    def _is_old_year(self, year: int) -> bool:
        if self._seen_at is None:
            return False
        today = local_date(self._seen_at)
        return year <= (today.year - 1 if today.month > _FRESH_MONTHS else today.year - 2)

    def _find_old_times(self) -> list[Guard]:
        found = []
        for match in _AGO.finditer(self._text):
            unit_is_month = re.search(r"(tháng|thang)$", match.group())
            raw = match.group(1) or match.group(2) or "0"
            count = int(raw) if raw.isdigit() else _NUMBER_WORDS.get(raw, 1)
            if not unit_is_month or count >= _OLD_AGO_MONTHS:
                found.append(Guard(PAST, match.start(), match.end()))
        years = (match for match in _YEAR.finditer(self._text) if self._is_old_year(int(match.group(1))))
        found.extend(
            Guard(PAST, match.start(), match.end()) for match in years if not _SCHOOL_YEAR.search(match.group())
        )
        return found

    def _fiction(self, left: int, right: int) -> Guard | None:
        real = self._cues.get("fiction-not", ())
        for hit in self._cues.get(FICTION, ()):
            if any(other.start <= hit.start and hit.end <= other.end for other in real):
                continue
            if left <= hit.start < right or hit.start < self._head_end:
                return Guard(FICTION, hit.start, hit.end)
        return self._film_with_title(real, right)

    def _film_with_title(self, real: Sequence[PhraseHit], right: int) -> Guard | None:
        for match in _QUOTED_FILM.finditer(self._text, 0, right):
            if not any(other.start <= match.start() < other.end for other in real):
                return Guard(FICTION, match.start(), match.end())
        return None

    def _denial(self, left: int, start: int, end: int, right: int) -> Guard | None:
        for hit in self._cues.get("denied-before", ()):
            if left <= hit.start and hit.end <= start and not self._released(hit.end, start):
                return Guard(DENIED, hit.start, hit.end)
        for hit in self._cues.get("denied-after", ()):
            if end <= hit.start < right:
                return Guard(DENIED, hit.start, hit.end)
        return self._denied_by_headline(start)

    def _denied_by_headline(self, start: int) -> Guard | None:
        """`Công an bác tin …` in the headline denies what the text below repeats."""
        strong: Sequence[str] = (
            "bác bỏ",
            "bác tin",
            "bác thông tin",
            "không có chuyện",
            "tin vịt",
            "tin giả",
            "tin bịa",
            "tin đồn thất thiệt",
        )
        for hit in self._cues.get("denied-before", ()):
            if hit.start < self._head_end <= start and hit.phrase in strong:
                return Guard(DENIED, hit.start, hit.end)
        return None
