"""Champion against challenger: the same recipe without and with what staff have corrected, on texts neither has seen.

The champion's file has learnt from most of these texts, so it cannot be measured on them; what is compared is the model
of its texts and the model of all texts, both trained anew without the group that is held out. Decides nothing about
files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from classifiers.models.scoring import TaskScore, score_sets
from classifiers.models.tasks import Task
from classifiers.models.train import Example, LearningData, decide_labels, folds_of, prepare, tune_thresholds

MAX_FALL = 0.02
"""The most F1 that a label may lose."""
FEW = 50
"""With fewer held-out examples of a label a single text moves its F1 by about so much: there two more errors count."""
MAX_PINNED_FALL = 0.01
"""The most macro-F1 that may be lost on the pinned texts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the contest.

    `new` when the champion has not learnt from it as it is labelled now, `pinned` when it belongs to the fixed set that
    quality is watched on.
    """

    example: Example
    new: bool = False
    pinned: bool = False


@dataclass(frozen=True)
class Contest:
    """Scores of both on every text, on the pinned ones and on the new ones (None when there are none)."""

    task: str
    texts: int
    new: int
    champion: TaskScore
    challenger: TaskScore
    pinned: tuple[TaskScore, TaskScore] | None
    on_new: tuple[TaskScore, TaskScore] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the challenger takes over, and why, in Vietnamese."""

    promote: bool
    reasons: tuple[str, ...]


def hold_contest(task: Task, entries: Sequence[Entry], *, seed: int = 0) -> Contest:
    """Measure both on held-out groups. Raises ClassifierError when too few texts are labelled. Deterministic."""
    examples = [entry.example for entry in entries]
    data = prepare(task, examples, seed=seed)
    fold_of = folds_of([example.group for example in examples])
    old = np.asarray([not entry.new for entry in entries], bool)
    said = [_answers(data, fold_of, known) for known in (old, np.ones(len(entries), bool))]
    gold = [example.labels for example in examples]

    def both(chosen: Sequence[bool]) -> tuple[TaskScore, TaskScore] | None:
        kept = [index for index, yes in enumerate(chosen) if yes]
        if not kept:
            return None
        truth = [gold[index] for index in kept]
        champion, challenger = (score_sets(task.name, truth, [answer[index] for index in kept]) for answer in said)
        return champion, challenger

    overall = both([True] * len(entries))
    assert overall is not None, "prepare refuses an empty task"
    return Contest(
        task=task.name,
        texts=len(entries),
        new=sum(entry.new for entry in entries),
        champion=overall[0],
        challenger=overall[1],
        pinned=both([entry.pinned for entry in entries]),
        on_new=both([entry.new for entry in entries]),
    )


def _answers(data: LearningData, fold_of: npt.NDArray[np.int64], known: npt.NDArray[np.bool_]) -> list[frozenset[str]]:
    """What a model of the known texts says of every text of a group it was not shown."""
    scores, _ = data.held_out_scores(fold_of, known=known)
    thresholds = tune_thresholds(data.task, data.truth[known], scores[known])
    return decide_labels(data.task, scores, thresholds, data.labels)


def judge_contest(contest: Contest) -> Verdict:
    """The challenger takes over when it is better on held-out texts, no label falls, and the pinned texts do not."""
    gain = contest.challenger.macro.value - contest.champion.macro.value
    against = []
    if gain <= 0:
        against.append(f"không tốt hơn trên phần giữ lại ({_points(gain)} điểm F1 trung bình)")
    against.extend(_falls(contest.champion, contest.challenger))
    if contest.pinned is not None:
        lost = contest.pinned[1].macro.value - contest.pinned[0].macro.value
        if lost < -MAX_PINNED_FALL:
            against.append(f"kém đi trên bộ kiểm tra cố định ({_points(lost)} điểm)")
    if against:
        return Verdict(promote=False, reasons=tuple(against))
    return Verdict(promote=True, reasons=(f"tốt hơn trên phần giữ lại ({_points(gain)} điểm F1 trung bình)",))


def _falls(champion: TaskScore, challenger: TaskScore) -> list[str]:
    after = {each.label: each for each in challenger.labels}
    found = []
    for before in champion.labels:
        now = after.get(before.label)
        if now is None or not before.support:
            continue
        fall = before.f1.value - now.f1.value
        more_errors = now.errors - before.errors
        if fall > MAX_FALL and (before.support >= FEW or more_errors >= 2):  # noqa: PLR2004 - see FEW
            found.append(f"nhãn «{before.label}» giảm {_points(fall)} điểm")
    return found


def _points(share: float) -> str:
    return f"{share * 100:.1f}".replace(".", ",")
