"""Drills, trainings and lessons: told so that people know what to do, not because it happened."""

from __future__ import annotations

from classifiers.facts.guarding.names import DRILL, Guard
from classifiers.facts.guarding.patterns import (
    ANNOUNCED_DRILLS,
    IF_IT_BEFALLS,
    LESSONS,
    SHOWN,
    TAUGHT,
    TEACHES,
    THOUGHT,
)
from classifiers.facts.guarding.text import JUST_BEFORE, GuardedText
from classifiers.reading.phrases import PhraseHit


def find_drill(text: GuardedText, start: int, end: int) -> Guard | None:
    """Find a drill, a training or a lesson in which it is told."""
    left, right = text.sentence(start, end)
    return _drill(text, left, start, end, right)


def _drill(text: GuardedText, left: int, start: int, end: int, right: int) -> Guard | None:
    for hit in text.cues.get(DRILL, ()):
        if start <= hit.start < end or _is_thought(text, hit) or text.names_an_agent(hit):
            continue
        in_sentence = left <= hit.start < right
        announced = hit.phrase in ANNOUNCED_DRILLS and hit.start < text.head_end
        if in_sentence and _drills(text, hit, start, end, announced=announced):
            return Guard(DRILL, hit.start, hit.end)
        if announced and not in_sentence and not _happens_for_real(text, left, right):
            return Guard(DRILL, hit.start, hit.end)
    return _lesson(text, left, start)


def _lesson(text: GuardedText, left: int, start: int) -> Guard | None:
    """`dạy các em cách kêu cứu khi bị …`; `cách` alone also tells how somebody got out of a real case."""
    for match in text.all(TEACHES, left, start):
        if not text.released(match.end(), start):
            return Guard(DRILL, match.start(), match.end())
    taught = text.search(TAUGHT, left, start) or text.search(SHOWN, left, start)
    return Guard(DRILL, taught.start(), taught.end()) if taught else None


def _is_thought(text: GuardedText, cue: PhraseHit) -> bool:
    """`tưởng là diễn tập`: people only took it for one."""
    opening = max(0, cue.start - JUST_BEFORE)
    return bool(text.search(THOUGHT, opening, cue.start))


def _drills(text: GuardedText, cue: PhraseHit, start: int, end: int, *, announced: bool) -> bool:
    """Whether a cue in the trigger's own sentence makes it a drill or advice."""
    left, right = text.sentence(start, end)
    if _happens_for_real(text, left, right) and (announced or _is_during(text, cue)):
        return False
    if cue.start >= end:
        return cue.phrase in ANNOUNCED_DRILLS or cue.phrase == "giả định"
    if _is_during(text, cue):
        return _pretends(text)
    return announced or not text.released(cue.end, start) or _is_lesson(text, cue, start, end)


def _is_lesson(text: GuardedText, cue: PhraseHit, start: int, end: int) -> bool:
    """Whether a lesson is about what may befall: only `khi bị` stands between it and the trigger."""
    match = IF_IT_BEFALLS.pattern.search(text.text, cue.end, end)
    return cue.phrase in LESSONS and match is not None and not text.released(match.end(), start)


def _happens_for_real(text: GuardedText, left: int, right: int) -> bool:
    return bool(text.between("real", left, right))


def _is_during(text: GuardedText, cue: PhraseHit) -> bool:
    """`khi diễn tập`, `sau buổi tập huấn`: the drill is where it happened, not what happened."""
    return any(0 <= cue.start - hit.end <= 1 for hit in text.cues.get("during", ()))


def _pretends(text: GuardedText) -> bool:
    return any(hit.phrase in {"giả định", "tình huống giả định", "kịch bản"} for hit in text.cues.get(DRILL, ()))
