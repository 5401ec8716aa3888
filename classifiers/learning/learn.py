"""Learning from corrections: a challenger for every task, a contest on held-out texts, the winners put in place.

Reads the authored texts and what it is given; knows no store. Files are written only at the end, all winners together.
"""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifiers.build import read_labelled
from classifiers.learning.champions import learnt_through, promote
from classifiers.learning.contest import Entry, Verdict, hold_contest, judge_contest
from classifiers.learning.report import TaskOutcome
from classifiers.models.features import Document, FeatureReader, form_of, unaccented
from classifiers.models.model_file import save_model
from classifiers.models.tasks import TASKS, Task
from classifiers.models.train import Example, train_task
from monitor.core.errors import ClassifierError
from monitor.core.items import Item
from monitor.core.plan import Plan

log = logging.getLogger(__name__)

MIN_NEW = 20
"""With fewer new labels of a task there is no contest: its outcome would be chance."""
STAFF_GROUPS = 4
SECOND_READING = "second"
"""Folder beside the authored texts: those that two read, the fixed set that quality is watched on."""
NOTHING_NEW = "chưa đủ nhãn mới (cần ít nhất {least}, có {found})"

Advance = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text with people's last words on it; `numbers` says by task which correction that was."""

    item: Item
    labels: Mapping[str, Any]
    numbers: Mapping[str, int]
    story: str | None = None


@dataclass(frozen=True, slots=True)
class LearningFolders:
    """Where things lie: authored texts, lexicons, and the models that staff's corrections made."""

    labelled: Path
    lexicons: Path
    models: Path


@dataclass(frozen=True, slots=True)
class _Row:
    document: Document
    copy: Document
    labels: Mapping[str, Any]
    group: str
    numbers: Mapping[str, int]
    pinned: bool = False
    teaches: frozenset[str] = frozenset(TASKS)


def learn(
    corrected: Sequence[Corrected],
    *,
    plan: Plan,
    folders: LearningFolders,
    tasks: Sequence[str] = tuple(TASKS),
    seed: int = 0,
    dry_run: bool = False,
    advance: Advance = lambda: None,
) -> tuple[TaskOutcome, ...]:
    """Hold a contest for every task with enough new labels and promote the challengers that won, unless `dry_run`.

    `advance` is called after each task. Raises ClassifierError for broken texts or notes.
    """
    through = learnt_through(folders.models)
    rows = _read_rows(corrected, plan, folders) if corrected else []
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="challenger-") as folder:
        staged = Path(folder)
        for name in tasks:
            outcomes.append(_learn_task(TASKS[name], rows, through.get(name, 0), plan=plan, staged=staged, seed=seed))
            advance()
        won = {outcome.task for outcome in outcomes if outcome.verdict.promote}
        if won and not dry_run:
            folders.models.mkdir(parents=True, exist_ok=True)
            promote(folders.models, staged, through={task: _last_number(rows, TASKS[task]) for task in won})
    return tuple(outcomes)


def _learn_task(task: Task, rows: Sequence[_Row], through: int, *, plan: Plan, staged: Path, seed: int) -> TaskOutcome:
    entries = _entries(task, rows, through)
    found = sum(entry.new for entry in entries)
    if found < MIN_NEW:
        return TaskOutcome(task.name, None, Verdict(False, (NOTHING_NEW.format(least=MIN_NEW, found=found),)))
    contest = hold_contest(task, entries, seed=seed)
    verdict = judge_contest(contest)
    log.info("contest task=%s new=%d promote=%s", task.name, contest.new, verdict.promote)
    if not verdict.promote:
        return TaskOutcome(task.name, contest, verdict)
    model, _ = train_task(task, [entry.example for entry in entries], plan_version=plan.version, seed=seed)
    return TaskOutcome(task.name, contest, verdict, save_model(model, staged).version)


def _entries(task: Task, rows: Sequence[_Row], through: int) -> list[Entry]:
    found = []
    for row in rows:
        gold = task.read(row.labels) if task.name in row.teaches else None
        if gold is None:
            continue
        example = Example(task.terms(row.document), task.terms(row.copy), gold, row.group, form_of(row.document.item))
        found.append(Entry(example, new=row.numbers.get(task.key, 0) > through, pinned=row.pinned))
    return found


def _read_rows(corrected: Sequence[Corrected], plan: Plan, folders: LearningFolders) -> list[_Row]:
    reader = FeatureReader(plan, folders.lexicons)
    pinned = pinned_ids(folders.labelled)
    rows = [
        _Row(*_both(reader, row.item), row.labels, row.group, {}, pinned=row.item.id in pinned, teaches=row.teaches)
        for row in read_labelled(folders.labelled)
    ]
    rows.extend(_Row(*_both(reader, each.item), each.labels, _group(each), each.numbers) for each in corrected)
    return rows


def _both(reader: FeatureReader, item: Item) -> tuple[Document, Document]:
    return reader.read(item), reader.read(unaccented(item))


def _group(corrected: Corrected) -> str:
    """Texts of one story are held out together; stories are spread over a few groups by their hash."""
    key = corrected.story or corrected.item.id
    return f"staff-{int(hashlib.sha256(key.encode()).hexdigest(), 16) % STAFF_GROUPS}"


def pinned_ids(labelled: Path) -> frozenset[str]:
    """Ids of the authored texts that two have read (see the README there); empty where that folder is missing."""
    folder = labelled / SECOND_READING
    if not folder.is_dir():
        return frozenset()
    return frozenset(row_id for path in sorted(folder.glob("second-*.jsonl")) for row_id in _ids(path))


def _ids(path: Path) -> list[str]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                found.append(str(json.loads(line)["id"]))
            except (ValueError, KeyError, TypeError) as error:
                raise ClassifierError(f"{path.name}:{number}: not a line of labels: {error}") from error
    return found


def _last_number(rows: Sequence[_Row], task: Task) -> int:
    return max((row.numbers.get(task.key, 0) for row in rows), default=0)
