"""Time: what happened long ago, by its date, by words such as `năm ngoái`, or because a court now hears it."""

from __future__ import annotations

from collections.abc import Sequence

from classifiers.facts.guarding.names import PAST, Guard
from classifiers.facts.guarding.patterns import (
    AGO,
    BY_NOW,
    CLAUSE,
    DATED,
    FRESH,
    FRESH_MONTHS,
    HAD_A_CASE,
    NOT_THE_EVENT,
    NUMBER_WORDS,
    OLD_AGO_MONTHS,
    ONLY_WHEN,
    SCHOOL_YEAR,
    WHEN,
    YEAR,
    YEARS_GONE,
)
from classifiers.facts.guarding.text import GuardedText
from classifiers.reading.phrases import PhraseHit
from monitor.core.clock import local_date


def find_past(text: GuardedText, start: int, end: int, old_times: Sequence[Guard]) -> Guard | None:
    """Find what says that it lies far back; `old_times` are those of the whole text (`find_old_times`)."""
    left, right = text.sentence(start, end)
    court = text.cues.get("court", ())
    for guard in old_times:
        opens_sentence = text.fitting(ONLY_WHEN).pattern.fullmatch(text.text, left, guard.start) is not None
        same_clause = guard.start >= text.clause_start(left, start) and guard.end <= right
        near = left <= guard.start < right and (same_clause or (opens_sentence and guard.start < start))
        after = start <= guard.start < right and not CLAUSE.search(text.text, start, guard.start)
        if near and guard.start < start and text.search(BY_NOW, guard.end, start):
            continue
        if near or after or (court and left <= guard.start < right) or (court and guard.start < text.head_end * 2):
            return guard
    long_gone = _long_gone(text, left, start)
    if long_gone:
        return long_gone
    clause = text.clause_start(left, start)
    for hit in text.between(PAST, left, start):
        opens = not text.text[left : hit.start].strip() or _dates_the_next_clause(text, left, hit)
        if (
            (clause <= hit.start or opens)
            and hit.end <= start
            and (opens or not text.released(_after_a_case(text, hit.end), start))
            and not text.search(BY_NOW, hit.end, start)
        ):
            return Guard(PAST, hit.start, hit.end)
    return None


def _dates_the_next_clause(text: GuardedText, left: int, cue: PhraseHit) -> bool:
    """Whether the sentence opens with a clause of time that a word of long ago closes."""
    first = text.clause_start(left, cue.start) == left
    return first and text.text.startswith(",", cue.end) and text.search(WHEN, left, cue.start) is not None


def _after_a_case(text: GuardedText, end: int) -> int:
    """`từng có vụ …`: the case itself belongs to the past, so the word `vụ` does not end it."""
    case = text.begins(HAD_A_CASE, end)
    return case.end() if case else end


def _long_gone(text: GuardedText, left: int, start: int) -> Guard | None:
    """A date of long ago or `mới đó mà bốn năm`, earlier in the sentence, with nothing of today after it."""
    gone = [match.span() for match in text.all(YEARS_GONE, left, start)]
    gone += [
        match.span()
        for match in text.all(DATED, left, start)
        if _is_old_year(text, int(match.group(1) or match.group(2)))
        and not text.search(NOT_THE_EVENT, left, match.start())
    ]
    for begin, end in gone:
        if not text.search(FRESH, end, start):
            return Guard(PAST, begin, end)
    return None


def _is_old_year(text: GuardedText, year: int) -> bool:
    if text.seen_at is None:
        return False
    today = local_date(text.seen_at)
    return year <= (today.year - 1 if today.month > FRESH_MONTHS else today.year - 2)


def find_old_times(text: GuardedText) -> list[Guard]:
    """Find years before this one and times such as `ba năm trước` in a whole text."""
    found = []
    for match in text.all(AGO):
        unit_is_month = match.group().endswith(("tháng", "thang"))
        raw = match.group(1) or match.group(2) or "0"
        count = int(raw) if raw.isdigit() else NUMBER_WORDS.get(raw, 1)
        if not unit_is_month or count >= OLD_AGO_MONTHS:
            found.append(Guard(PAST, match.start(), match.end()))
    years = (match for match in text.all(YEAR) if _is_old_year(text, int(match.group(1))))
    found.extend(Guard(PAST, match.start(), match.end()) for match in years if not SCHOOL_YEAR.search(match.group()))
    return found
