"""What came of learning from corrections, as Markdown for the people who corrected. Vietnamese; figures only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from classifiers.learning.contest import Contest, Verdict
from classifiers.models.scoring import Interval, TaskScore
from classifiers.models.tasks import TASK_NAMES
from monitor.core.clock import show_time

HOW_MEASURED = (
    "Số đo là F1 trung bình các nhãn, tính trên những tin mà bộ phân loại không được học (giữ lại theo người viết); "
    "ngoặc vuông là khoảng tin cậy 95 %."
)
HOW_DECIDED = (
    "Bản mới chỉ thay bản đang dùng khi tốt hơn trên phần giữ lại, không nhãn nào giảm quá 2 điểm và bộ kiểm tra "
    "cố định không kém đi quá 1 điểm. Quay lại bản trước: `monitor learn --back`. "
    "Bản mới có hiệu lực khi khởi động lại."
)


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """One task: the contest, its verdict, and the version of the new file; `contest` None when nothing was new."""

    task: str
    contest: Contest | None
    verdict: Verdict
    version: str = ""


def render_report(outcomes: Sequence[TaskOutcome], *, corrected_items: int, now: datetime) -> str:
    """The whole report."""
    return "\n".join(_lines(outcomes, corrected_items=corrected_items, now=now)) + "\n"


def _lines(outcomes: Sequence[TaskOutcome], *, corrected_items: int, now: datetime) -> Iterator[str]:
    yield f"# Kết quả học từ nhãn cán bộ sửa – {show_time(now)}"
    yield ""
    yield f"Số tin cán bộ đã gán nhãn: {corrected_items}. {HOW_MEASURED}"
    yield ""
    yield "| việc | nhãn mới | đang dùng | bản mới | bộ cố định (cũ → mới) | tin cán bộ sửa (cũ → mới) | kết luận |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for outcome in outcomes:
        yield _row(outcome)
    for outcome in outcomes:
        if outcome.contest is not None:
            yield from _labels(outcome, outcome.contest)
    yield ""
    yield HOW_DECIDED


def _row(outcome: TaskOutcome) -> str:
    name = TASK_NAMES.get(outcome.task, outcome.task)
    told = ("**thay**: " if outcome.verdict.promote else "giữ nguyên: ") + "; ".join(outcome.verdict.reasons)
    if outcome.version:
        told += f" (phiên bản {outcome.version})"
    contest = outcome.contest
    if contest is None:
        return f"| {name} | 0 | – | – | – | – | {told} |"
    cells = (
        name, str(contest.new), _interval(contest.champion.macro), _interval(contest.challenger.macro),
        _pair(contest.pinned), _pair(contest.on_new), told,
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _labels(outcome: TaskOutcome, contest: Contest) -> Iterator[str]:
    after = {each.label: each for each in contest.challenger.labels}
    yield ""
    yield f"## {TASK_NAMES.get(outcome.task, outcome.task).capitalize()}"
    yield ""
    yield "| nhãn | mẫu | F1 đang dùng | F1 bản mới |"
    yield "| --- | --- | --- | --- |"
    for before in contest.champion.labels:
        if before.support:
            now = after[before.label]
            yield f"| {before.label} | {before.support} | {_interval(before.f1)} | {_interval(now.f1)} |"


def _pair(scores: tuple[TaskScore, TaskScore] | None) -> str:
    if scores is None:
        return "–"
    return f"{_number(scores[0].macro.value)} → {_number(scores[1].macro.value)} ({scores[0].items} tin)"


def _interval(interval: Interval) -> str:
    return f"{_number(interval.value)} [{_number(interval.low)}; {_number(interval.high)}]"


def _number(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
