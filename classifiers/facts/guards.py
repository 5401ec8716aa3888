"""Why words do not count as an event that happens now: negation, hypothesis, drill, past, fiction, denial.

A cue governs from its place to the trigger within one sentence, not only the nearest words; words such as `sau khi`,
`vì`, `khiến` end its reach, as what follows them is told as a fact (`ngăn chặn bạo lực sau vụ hai em đâm bạn`).
A denial may also follow (`… là tin giả`). A drill or a film that the headline announces covers the whole text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import itemgetter

from classifiers.facts.guard_cues import CUES
from classifiers.facts.guard_patterns import (
    ADVISED_WHEN,
    AGO,
    ANNOUNCED_DRILLS,
    BY_NOW,
    CAN_CAUSE,
    CLAUSE,
    DATED,
    EASILY,
    FRESH,
    FRESH_MONTHS,
    HAD_A_CASE,
    HEAD_CHARS,
    IF_IT_BEFALLS,
    LESSONS,
    MAY,
    NEGATION_REACH_WORDS,
    NONE,
    NOT_THE_EVENT,
    NUMBER_WORDS,
    OLD_AGO_MONTHS,
    OMITS,
    ONLY_A_CALL,
    ONLY_WHEN,
    OR_NOT,
    OTHERS_COUNTED,
    PREVENTED,
    PREVENTS,
    QUOTED_FILM,
    SCHOOL_YEAR,
    SHOWN,
    TAUGHT,
    TEACHES,
    THEN,
    THOUGHT,
    TODAY_AT_LAST,
    WHEN,
    WHETHER,
    WHOEVER,
    YEAR,
    YEARS_GONE,
    ZERO,
    ZERO_AFTER,
)
from classifiers.reading.gating import Gated
from classifiers.reading.phrases import PhraseHit, PhraseMatcher, Reading, Spelling, read, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.clock import local_date
from monitor.core.text import TextView

NEGATED, HYPOTHETICAL, DRILL, PAST = "negated", "hypothetical", "drill", "past"
FICTION, DENIED, NOT_SCHOOL = "fiction", "denied", "not-school"
BACKGROUND = "background"
"""Figures of years and wide areas, cases of elsewhere that a text cites (`classifiers.facts.frames`)."""

_MATCHER = PhraseMatcher(CUES)
_JUST_BEFORE = 60
"""Characters before a word in which an expression that ends there (`$`) must begin; the longest are half as long."""


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
        self._scan = scan(view.text)
        self._reading = reading or read(view)
        breaks = self._scan.breaks
        self._break_starts = [start for start, _ in breaks]
        self._break_ends = [end for _, end in breaks]
        first_break = next((start for start in self._break_starts if start > 0), len(view.text))
        self._head_end = min(max(first_break, 1), HEAD_CHARS)
        self._found: dict[tuple[int, int], tuple[Guard, ...]] = {}

    # What follows is looked for when the first fact asks: most texts have none that needs a guard.

    @cached_property
    def _cues(self) -> dict[str, list[PhraseHit]]:
        cues: dict[str, list[PhraseHit]] = {}
        for hit in _MATCHER.find_in(self._reading, accentless=self._accentless):
            cues.setdefault(hit.label, []).append(hit)
        return cues

    @cached_property
    def _cue_starts(self) -> dict[str, list[int]]:
        return {name: [hit.start for hit in hits] for name, hits in self._cues.items()}

    @cached_property
    def _not_negating(self) -> list[PhraseHit]:
        return self._cues.get("not-negating", [])

    @cached_property
    def _old_times(self) -> list[Guard]:
        return self._find_old_times()

    @cached_property
    def _clauses(self) -> list[tuple[int, int]]:
        return [match.span() for match in CLAUSE.finditer(self._text)]

    @cached_property
    def _nones(self) -> list[tuple[int, int]]:
        """Of the whole text: no match goes beyond its sentence."""
        return [match.span() for match in self._all(NONE)]

    @cached_property
    def _titled_films(self) -> list[tuple[int, int]]:
        return [match.span() for match in self._all(QUOTED_FILM)]

    def _all(self, expression: Gated | Spelling, left: int = 0, right: int | None = None) -> Iterator[re.Match[str]]:
        return self._scan.finditer_in(self._text, self._fitting(expression), left, right)

    def _in(self, expression: Gated | Spelling, left: int, right: int) -> re.Match[str] | None:
        return self._scan.search_in(self._text, self._fitting(expression), left, right)

    def _at(self, expression: Spelling, start: int, right: int | None = None) -> re.Match[str] | None:
        """Whether an expression begins at an offset."""
        gated = self._fitting(expression)
        if not self._scan.may(gated):
            return None
        return gated.pattern.match(self._text, start, len(self._text) if right is None else right)

    def _fitting(self, expression: Gated | Spelling) -> Gated:
        return expression.of(accentless=self._accentless) if isinstance(expression, Spelling) else expression

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the sentence around a trigger."""
        before = bisect_right(self._break_ends, start)
        after = max(before, bisect_left(self._break_starts, end))
        left = self._break_ends[before - 1] if before else 0
        return left, self._break_starts[after] if after < len(self._break_starts) else len(self._text)

    def at(self, start: int, end: int) -> tuple[Guard, ...]:
        """Return the guards of a trigger, each kind once."""
        known = self._found.get((start, end))
        if known is None:
            known = self._found[start, end] = self._guards_at(start, end)
        return known

    def _guards_at(self, start: int, end: int) -> tuple[Guard, ...]:
        left, right = self.sentence(start, end)
        clause = self._clause_start(left, start)
        found = (
            self._negation(left, clause, start) or self._none(left, start, end, right),
            self._imagined(left, start) or self._question(start, end, right) or self._ruled(left, start, end),
            self._drill(left, start, end, right),
            self._past(left, start, right),
            self._fiction(left, right),
            self._denial(left, start, end, right),
        )
        return tuple(guard for guard in found if guard)

    def _clause_start(self, left: int, start: int) -> int:
        last = bisect_right(self._clauses, start, key=itemgetter(1)) - 1
        return self._clauses[last][1] if last >= 0 and self._clauses[last][0] >= left else left

    def _between(self, name: str, left: int, right: int) -> Sequence[PhraseHit]:
        """The cues of a name that begin in a stretch, in the order of the text."""
        starts = self._cue_starts.get(name)
        if starts is None:
            return ()
        return self._cues[name][bisect_left(starts, left) : bisect_left(starts, right)]

    def _released(self, start: int, end: int) -> bool:
        """Whether a word between cue and trigger ends the cue's reach."""
        return any(hit.end <= end for hit in self._between("release", start, end))

    def _before(self, name: str, left: int, start: int, *, free: bool = True) -> Guard | None:
        for hit in self._between(name, left, start):
            if hit.end <= start and not (free and self._released(hit.end, start)):
                return Guard(name, hit.start, hit.end)
        return None

    def _negation(self, left: int, clause: int, start: int) -> Guard | None:
        wide = self._before("negated-wide", left, start)
        if wide and self._denies_all(wide.start, wide.end) and not self._tells_of_others(wide.end, start):
            return Guard(NEGATED, wide.start, wide.end)
        for hit in self._between("negated-near", clause, start):
            if self._released(hit.end, start):
                continue
            if any(other.start <= hit.start < other.end for other in self._not_negating):
                continue
            if len(self._text[hit.end : start].split()) <= NEGATION_REACH_WORDS:
                return Guard(NEGATED, hit.start, hit.end)
        return None

    def _denies_all(self, start: int, end: int) -> bool:
        """Whether a negation is of the harm itself, not of somebody's help or knowledge."""
        if any(other.start == start for other in self._not_negating):
            return False
        return not self._at(OMITS, end)

    def _tells_of_others(self, end: int, start: int) -> bool:
        """`không có y tá nào, 11 em …`: a new clause counts people of its own."""
        return bool(self._in(OTHERS_COUNTED, end, start))

    def _none(self, left: int, start: int, end: int, right: int) -> Guard | None:
        """`không có học sinh, giáo viên nào …`, `0 ca …`, `số ca …: 0`."""
        for begins, ends in self._nones:
            if not left <= begins < right:
                continue
            released = self._released(ends, start) or self._tells_of_others(ends, start)
            within = begins < start and (start < ends or not released)
            if within and self._denies_all(begins, ends):
                return Guard(NEGATED, begins, ends)
        for match in self._all(ZERO, left, start):
            if not self._released(match.end(), start):
                return Guard(NEGATED, match.start(), match.end())
        counted = self._at(ZERO_AFTER, end, right + 1)
        return Guard(NEGATED, counted.start(), counted.end()) if counted else None

    def _ruled(self, left: int, start: int, end: int) -> Guard | None:
        """What is to be prevented, comes easily, or has a rule for whoever meets it."""
        prevented = self._at(PREVENTED, start)
        prevents = self._in(PREVENTS, left, start) if prevented else None
        if prevents:
            return Guard(HYPOTHETICAL, prevents.start(), prevents.end())
        for ruled in (CAN_CAUSE, MAY, ADVISED_WHEN):
            found = self._in(ruled, left, start)
            if found:
                return Guard(HYPOTHETICAL, found.start(), found.end())
        easily = self._at(EASILY, end)
        if easily:
            return Guard(HYPOTHETICAL, easily.start(), easily.end())
        rules = self._at(THEN, end)
        whoever = self._in(WHOEVER, left, start) if rules else None
        if whoever:
            return Guard(HYPOTHETICAL, whoever.start(), whoever.end())
        return None

    def _imagined(self, left: int, start: int) -> Guard | None:
        for hit in self._between(HYPOTHETICAL, left, start):
            if hit.end > start or self._released(hit.end, start) or self._comes_to_today(hit.end, start):
                continue
            if self._names_an_agent(hit):
                continue
            if not ONLY_A_CALL.match(self._text, hit.end):
                return Guard(HYPOTHETICAL, hit.start, hit.end)
        return None

    def _comes_to_today(self, end: int, start: int) -> bool:
        """Whether a new clause between a threat and the trigger tells of today."""
        return bool(self._in(TODAY_AT_LAST, end, start))

    def _question(self, start: int, end: int, right: int) -> Guard | None:
        answer = self._at(OR_NOT, end, min(right + 1, len(self._text)))
        asked = self._in(WHETHER, max(0, start - _JUST_BEFORE), start) if answer else None
        if asked:
            return Guard(HYPOTHETICAL, asked.start(), start)
        for hit in self._between("question-after", end, right + 1):
            return Guard(HYPOTHETICAL, hit.start, hit.end)
        return None

    def _drill(self, left: int, start: int, end: int, right: int) -> Guard | None:
        for hit in self._cues.get(DRILL, ()):
            if start <= hit.start < end or self._is_thought(hit) or self._names_an_agent(hit):
                continue
            in_sentence = left <= hit.start < right
            announced = hit.phrase in ANNOUNCED_DRILLS and hit.start < self._head_end
            if in_sentence and self._drills(hit, start, end, announced=announced):
                return Guard(DRILL, hit.start, hit.end)
            if announced and not in_sentence and not self._happens_for_real(left, right):
                return Guard(DRILL, hit.start, hit.end)
        return self._lesson(left, start)

    def _lesson(self, left: int, start: int) -> Guard | None:
        """`dạy các em cách kêu cứu khi bị …`; `cách` alone also tells how somebody got out of a real case."""
        for match in self._all(TEACHES, left, start):
            if not self._released(match.end(), start):
                return Guard(DRILL, match.start(), match.end())
        taught = self._in(TAUGHT, left, start) or self._in(SHOWN, left, start)
        return Guard(DRILL, taught.start(), taught.end()) if taught else None

    def _names_an_agent(self, cue: PhraseHit) -> bool:
        """`cảnh sát phòng cháy, chữa cháy`, `ban chỉ huy phòng chống …`: who acts, not what is practised."""
        return any(cue.start < hit.end for hit in self._between("not-drill", 0, cue.start + 1))

    def _is_thought(self, cue: PhraseHit) -> bool:
        """`tưởng là diễn tập`: people only took it for one."""
        opening = max(0, cue.start - _JUST_BEFORE)
        return bool(self._in(THOUGHT, opening, cue.start))

    def _drills(self, cue: PhraseHit, start: int, end: int, *, announced: bool) -> bool:
        """Whether a cue in the trigger's own sentence makes it a drill or advice."""
        left, right = self.sentence(start, end)
        if self._happens_for_real(left, right) and (announced or self._is_during(cue)):
            return False
        if cue.start >= end:
            return cue.phrase in ANNOUNCED_DRILLS or cue.phrase == "giả định"
        if self._is_during(cue):
            return self._pretends()
        return announced or not self._released(cue.end, start) or self._is_lesson(cue, start, end)

    def _is_lesson(self, cue: PhraseHit, start: int, end: int) -> bool:
        """Whether a lesson is about what may befall: only `khi bị` stands between it and the trigger."""
        match = IF_IT_BEFALLS.pattern.search(self._text, cue.end, end)
        return cue.phrase in LESSONS and match is not None and not self._released(match.end(), start)

    def _happens_for_real(self, left: int, right: int) -> bool:
        return bool(self._between("real", left, right))

    def _is_during(self, cue: PhraseHit) -> bool:
        """`khi diễn tập`, `sau buổi tập huấn`: the drill is where it happened, not what happened."""
        return any(0 <= cue.start - hit.end <= 1 for hit in self._cues.get("during", ()))

    def _pretends(self) -> bool:
        return any(hit.phrase in {"giả định", "tình huống giả định", "kịch bản"} for hit in self._cues.get(DRILL, ()))

    def _past(self, left: int, start: int, right: int) -> Guard | None:
        court = self._cues.get("court", ())
        for guard in self._old_times:
            opens_sentence = self._fitting(ONLY_WHEN).pattern.fullmatch(self._text, left, guard.start) is not None
            same_clause = guard.start >= self._clause_start(left, start) and guard.end <= right
            near = left <= guard.start < right and (same_clause or (opens_sentence and guard.start < start))
            after = start <= guard.start < right and not CLAUSE.search(self._text, start, guard.start)
            if near and guard.start < start and self._in(BY_NOW, guard.end, start):
                continue
            if near or after or (court and left <= guard.start < right) or (court and guard.start < self._head_end * 2):
                return guard
        long_gone = self._long_gone(left, start)
        if long_gone:
            return long_gone
        clause = self._clause_start(left, start)
        for hit in self._between(PAST, left, start):
            opens = not self._text[left : hit.start].strip() or self._dates_the_next_clause(left, hit)
            if (
                (clause <= hit.start or opens)
                and hit.end <= start
                and (opens or not self._released(self._after_a_case(hit.end), start))
                and not self._in(BY_NOW, hit.end, start)
            ):
                return Guard(PAST, hit.start, hit.end)
        return None

    def _dates_the_next_clause(self, left: int, cue: PhraseHit) -> bool:
        """Whether the sentence opens with a clause of time that a word of long ago closes."""
        first = self._clause_start(left, cue.start) == left
        return first and self._text.startswith(",", cue.end) and self._in(WHEN, left, cue.start) is not None

    def _after_a_case(self, end: int) -> int:
        """`từng có vụ …`: the case itself belongs to the past, so the word `vụ` does not end it."""
        case = self._at(HAD_A_CASE, end)
        return case.end() if case else end

    def _long_gone(self, left: int, start: int) -> Guard | None:
        """A date of long ago or `mới đó mà bốn năm`, earlier in the sentence, with nothing of today after it."""
        gone = [match.span() for match in self._all(YEARS_GONE, left, start)]
        gone += [
            match.span()
            for match in self._all(DATED, left, start)
            if self._is_old_year(int(match.group(1) or match.group(2)))
            and not self._in(NOT_THE_EVENT, left, match.start())
        ]
        for begin, end in gone:
            if not self._in(FRESH, end, start):
                return Guard(PAST, begin, end)
        return None

    def _is_old_year(self, year: int) -> bool:
        if self._seen_at is None:
            return False
        today = local_date(self._seen_at)
        return year <= (today.year - 1 if today.month > FRESH_MONTHS else today.year - 2)

    def _find_old_times(self) -> list[Guard]:
        found = []
        for match in self._all(AGO):
            unit_is_month = match.group().endswith(("tháng", "thang"))
            raw = match.group(1) or match.group(2) or "0"
            count = int(raw) if raw.isdigit() else NUMBER_WORDS.get(raw, 1)
            if not unit_is_month or count >= OLD_AGO_MONTHS:
                found.append(Guard(PAST, match.start(), match.end()))
        years = (match for match in self._all(YEAR) if self._is_old_year(int(match.group(1))))
        found.extend(
            Guard(PAST, match.start(), match.end()) for match in years if not SCHOOL_YEAR.search(match.group())
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
        for start, end in self._titled_films:
            if end <= right and not any(other.start <= start < other.end for other in real):
                return Guard(FICTION, start, end)
        return None

    def _denial(self, left: int, start: int, end: int, right: int) -> Guard | None:
        for hit in self._between("denied-before", left, start):
            if hit.end <= start and not self._released(hit.end, start):
                return Guard(DENIED, hit.start, hit.end)
        for hit in self._between("denied-after", end, right):
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
