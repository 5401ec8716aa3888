"""Learning one task from labelled items: held out by group first, then on everything, then written to a file.

Recipe (measured on our texts, see docs/model-card.md): TF-IDF of syllables and pairs with named
signals, logistic regression with balanced classes, every text also without accents, one threshold a label from
scores of held-out groups. A group is a writer of the training folder, else a source, else a part of the ids: texts of
one writer never stand on both sides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.table import Table
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from classifiers.models.evaluate import FORM_NAMES, NO_ACCENTS, add_average, score_table
from classifiers.models.features import COMMENTS, NEWS, POSTS, FeatureReader, Terms, form_of, unaccented
from classifiers.models.model_file import CHOICE, MULTI, TrainedModel, save_model
from classifiers.models.scoring import TaskScore, score_sets
from classifiers.models.tasks import Task, find_task
from classifiers.models.vectors import Bools, Floats, Vocabulary, learn_vocabulary
from monitor.core.errors import ClassifierError
from monitor.core.items import Item
from monitor.core.plan import Plan

FOLDS = 7
"""The most parts the texts are held out in: one for each writer of `data/labelled`."""
PARTS = 5
"""From this many sources on each is a group; texts without one are cut into this many parts."""
THRESHOLD_RANGE = (0.25, 0.8)
"""Thresholds tried; lower ones only fit chance in small labels (measured on two real sets, see the model card)."""
DEFAULT_THRESHOLD = 0.5
FEW_EXAMPLES = 12
"""With fewer examples of a label its threshold is not tuned: it would follow chance."""
MIN_EXAMPLES = 4
"""Labels with fewer examples are left to the phrase rules."""
_STEPS = 35
_MAX_ITERATIONS = 1000


@dataclass(frozen=True, slots=True)
class Example:
    """A text as read, its copy without accents, gold labels, the group it is held out with, and its `form_of`."""

    terms: Terms
    copy: Terms
    labels: frozenset[str]
    group: str
    form: str = ""


@dataclass(frozen=True)
class HeldOutReport:
    """How good the task is on groups the model did not see. `skipped` rows said nothing, or nothing valid."""

    task: str
    examples: int
    skipped: int
    groups: int
    score: TaskScore
    left_to_rules: tuple[str, ...]
    version: str
    forms: tuple[tuple[str, TaskScore], ...] = ()

    def render(self) -> Table:
        """A table for the terminal, in Vietnamese."""
        title = (
            f"Tác vụ {self.task}: {self.examples} mẫu, giữ lại theo {self.groups} nhóm"
            f" (bỏ qua {self.skipped} dòng), phiên bản {self.version}"
        )
        table = score_table(self.score, title=title)
        if self.left_to_rules:
            table.caption = f"Quá ít mẫu, dùng cụm từ trong kế hoạch: {', '.join(self.left_to_rules)}"
        table.add_section()
        for form, score in self.forms:
            add_average(table, f"macro, {FORM_NAMES.get(form, form)}", score)
        return table

    def to_json(self) -> dict[str, Any]:
        """The same as a JSON object."""
        return {
            "task": self.task,
            "examples": self.examples,
            "skipped": self.skipped,
            "groups": self.groups,
            "version": self.version,
            "left_to_rules": list(self.left_to_rules),
            **self.score.to_json(),
            "forms": {form: score.to_json() for form, score in self.forms},
        }


def train_from_records(
    task: str,
    rows: Sequence[tuple[Item, Mapping[str, Any]]],
    *,
    plan: Plan,
    models_dir: Path,
    lexicons_dir: Path,
    seed: int = 0,
) -> HeldOutReport:
    """Train one task on labelled items and write its file into `models_dir`.

    Raises ClassifierError for an unknown task, or when too few rows are labelled to learn anything.
    """
    found = find_task(task)
    reader = FeatureReader(plan, lexicons_dir)
    examples: list[Example] = []
    groups = groups_of([item for item, _ in rows])
    for (item, labels), group in zip(rows, groups, strict=True):
        example = _example(found, item, labels, group, reader)
        if example is not None:
            examples.append(example)
    model, report = train_task(found, examples, plan_version=plan.version, seed=seed, skipped=len(rows) - len(examples))
    saved = save_model(model, models_dir)
    return replace(report, version=saved.version)


def _example(task: Task, item: Item, labels: Mapping[str, Any], group: str, reader: FeatureReader) -> Example | None:
    """Read one row; None when it has no valid label for the task."""
    try:
        gold = task.read(labels)
    except ClassifierError:
        return None
    if gold is None:
        return None
    return Example(task.terms(reader.read(item)), task.terms(reader.read(unaccented(item))), gold, group, form_of(item))


def groups_of(items: Sequence[Item], *, parts: int = PARTS) -> list[str]:
    """Group items by source when there are enough sources, else by a hash of their id: always the same way."""
    sources = {item.source for item in items if item.source}
    if len(sources) >= parts and all(item.source for item in items):
        return [str(item.source) for item in items]
    return [str(int(hashlib.sha256(item.id.encode()).hexdigest(), 16) % parts) for item in items]


def train_task(
    task: Task, examples: Sequence[Example], *, plan_version: str, seed: int = 0, skipped: int = 0
) -> tuple[TrainedModel, HeldOutReport]:
    """Train one task: thresholds and report from held-out groups, weights from everything. Deterministic."""
    data = prepare(task, examples, seed=seed)
    fold_of = folds_of([example.group for example in examples])
    held_out, bare = data.held_out_scores(fold_of)
    thresholds = tune_thresholds(task, data.truth, held_out)
    said, said_bare = (decide_labels(task, scores, thresholds, data.labels) for scores in (held_out, bare))
    model = data.learn(np.arange(len(examples)), thresholds, plan_version=plan_version)
    report = HeldOutReport(
        task=task.name,
        examples=len(examples),
        skipped=skipped,
        groups=len(set(fold_of.tolist())),
        score=score_sets(task.name, [example.labels for example in examples], said),
        left_to_rules=data.rare,
        version="",
        forms=_score_forms(task, examples, said, said_bare),
    )
    return model, report


def prepare(task: Task, examples: Sequence[Example], *, seed: int = 0) -> LearningData:
    """Texts as numbers. Raises ClassifierError when nothing can be learnt from them."""
    labels, rare = _labels_of(task, examples)
    vocabulary = learn_vocabulary(
        [terms for example in examples for terms in (example.terms, example.copy)], signal_scale=task.signal_scale
    )
    return LearningData(
        task=task,
        labels=labels,
        rare=rare,
        vocabulary=vocabulary,
        matrix=vocabulary.transform([example.terms for example in examples]),
        copies=vocabulary.transform([example.copy for example in examples]),
        truth=np.asarray([[label in example.labels for label in labels] for example in examples], bool),
        seed=seed,
        forms=tuple(example.form for example in examples),
    )


def _score_forms(
    task: Task, examples: Sequence[Example], said: Sequence[frozenset[str]], said_bare: Sequence[frozenset[str]]
) -> tuple[tuple[str, TaskScore], ...]:
    """The same held-out answers by form of text, and those to the copies without accents."""
    gold = [example.labels for example in examples]
    found = []
    for form in sorted({example.form for example in examples if example.form}):
        kept = [index for index, example in enumerate(examples) if example.form == form]
        found.append((form, score_sets(task.name, [gold[i] for i in kept], [said[i] for i in kept])))
    return (*found, (NO_ACCENTS, score_sets(task.name, gold, said_bare)))


def _labels_of(task: Task, examples: Sequence[Example]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Labels with enough examples, and those without. Raises ClassifierError when nothing can be learnt."""
    counts: dict[str, int] = {}
    for example in examples:
        for label in example.labels:
            counts[label] = counts.get(label, 0) + 1
    enough = tuple(sorted(label for label, count in counts.items() if MIN_EXAMPLES <= count < len(examples)))
    needed = 2 if task.kind == CHOICE else 1
    if len(enough) < needed:
        raise ClassifierError(
            f"cannot train {task.name}: need {needed} label(s) with {MIN_EXAMPLES} examples or more and others without,"
            f" found {dict(sorted(counts.items()))} in {len(examples)} rows"
        )
    return enough, tuple(sorted(set(counts) - set(enough)))


@dataclass(frozen=True)
class LearningData:
    """Texts of one task as numbers: `matrix` and `copies` (n_texts, n_columns), `truth` (n_texts, n_labels).

    `rare` labels have too few examples to be learnt; `forms` has the `form_of` of each text.
    """

    task: Task
    labels: tuple[str, ...]
    rare: tuple[str, ...]
    vocabulary: Vocabulary
    matrix: Any
    copies: Any
    truth: Bools
    seed: int
    forms: tuple[str, ...]

    @cached_property
    def comments(self) -> Bools:
        """Which texts are comments, (n_texts,)."""
        return np.asarray([form == COMMENTS for form in self.forms], bool)

    def learn(self, rows: npt.NDArray[np.int64], thresholds: Floats, *, plan_version: str = "") -> TrainedModel:
        """A model learnt from some rows, with weights of their own for comments where the task asks for them."""
        weights, intercept = self.fit(rows)
        intercept = intercept - np.asarray([self.task.handicap.get(label, 0.0) for label in self.labels], np.float32)
        model = TrainedModel(
            task=self.task.name,
            kind=self.task.kind,
            channel=self.task.channel,
            labels=self.labels,
            vocabulary=self.vocabulary,
            weights=weights,
            intercept=intercept,
            thresholds=thresholds,
            plan_version=plan_version,
            examples=len(self.truth),
        )
        if self.task.for_comments is None or not self.comments[rows].any():
            return model
        share = dict(zip((NEWS, POSTS, COMMENTS), self.task.for_comments, strict=True))
        importance = np.asarray([share.get(form, 1.0) for form in self.forms], np.float32)
        weights, intercept = self.fit(rows, importance)
        return replace(model, comment_weights=weights, comment_intercept=intercept)

    def fit(self, rows: npt.NDArray[np.int64], importance: Floats | None = None) -> tuple[Floats, Floats]:
        """Weights (n_labels, n_columns) and intercepts learnt from some rows and their copies.

        `importance` (n_texts,): how much each text counts; all the same without it.
        """
        counts = None if importance is None else np.tile(importance[rows], 2)
        both = sparse.vstack([self.matrix[rows], self.copies[rows]]).tocsr()
        truth = np.vstack([self.truth[rows], self.truth[rows]])
        if self.task.kind == CHOICE:
            return self._fit_choice(both, truth, counts)
        fitted = [self._fit_label(both, truth[:, j], counts) for j in range(truth.shape[1])]
        return np.asarray([w for w, _ in fitted], np.float32), np.asarray([b for _, b in fitted], np.float32)

    def _fit_label(self, matrix: Any, truth: Bools, counts: Floats | None) -> tuple[Floats, float]:
        if truth.all() or not truth.any():
            return np.zeros(self.vocabulary.size, np.float32), 4.0 if truth.all() else -4.0
        scale = contrast_of(matrix, truth, n_terms=len(self.vocabulary.terms), share=self.task.contrast)
        model = self._regression("liblinear").fit(matrix @ sparse.diags(scale), truth, sample_weight=counts)
        return np.asarray(model.coef_[0] * scale, np.float32), float(model.intercept_[0])

    def _fit_choice(self, matrix: Any, truth: Bools, counts: Floats | None) -> tuple[Floats, Floats]:
        known = truth.any(axis=1)
        counts = counts[known] if counts is not None else None
        # One thread: many are slower on so small a problem, and the weights would hang on the number of cores.
        with threadpool_limits(limits=1):
            model = self._regression("lbfgs").fit(matrix[known], truth[known].argmax(axis=1), sample_weight=counts)
        weights = np.zeros((truth.shape[1], self.vocabulary.size), np.float32)
        intercept = np.full(truth.shape[1], -9.0, np.float32)
        if len(model.classes_) == 2 and model.coef_.shape[0] == 1:  # noqa: PLR2004 - two classes share one row
            weights[model.classes_[1]] = model.coef_[0]
            intercept[model.classes_] = (0.0, model.intercept_[0])
        else:
            weights[model.classes_], intercept[model.classes_] = model.coef_, model.intercept_
        return weights, intercept

    def _regression(self, solver: str) -> LogisticRegression:
        return LogisticRegression(
            C=self.task.inverse_regularisation,
            class_weight="balanced",
            solver=solver,
            max_iter=_MAX_ITERATIONS,
            random_state=self.seed,
        )

    def held_out_scores(
        self, fold_of: npt.NDArray[np.int64], *, known: npt.NDArray[np.bool_] | None = None
    ) -> tuple[Floats, Floats]:
        """Scores of every row and of its copy, by a model that saw nothing of its group, and only `known` rows."""
        known = np.ones(len(self.truth), bool) if known is None else known
        scores, bare = np.zeros(self.truth.shape, np.float32), np.zeros(self.truth.shape, np.float32)
        no_thresholds = np.zeros(len(self.labels), np.float32)
        for fold in sorted(set(fold_of.tolist())):
            held = np.flatnonzero(fold_of == fold)
            part = self.learn(np.flatnonzero((fold_of != fold) & known), no_thresholds)
            scores[held] = part.scores(self.matrix[held], self.comments[held])
            bare[held] = part.scores(self.copies[held], self.comments[held])
        return scores, bare


def contrast_of(matrix: Any, truth: npt.NDArray[np.bool_], *, n_terms: int, share: float) -> Floats:
    """How freely the weight of each column may grow, (n_columns,): n-grams that tell the label apart more than others.

    A share of the absolute naive Bayes log-ratio of the n-gram (mean square 1), the rest even; signals are left at 1.
    Still a linear model: the factors go into the weights. Source: Wang and Manning 2012, "Baselines and Bigrams".
    """
    scale = np.ones(matrix.shape[1], np.float32)
    if share <= 0 or not n_terms:
        return scale
    present = matrix > 0
    with_label = np.asarray(present[truth].sum(axis=0)).ravel() + 1.0
    without = np.asarray(present[~truth].sum(axis=0)).ravel() + 1.0
    ratio = np.abs(np.log((with_label / with_label.sum()) / (without / without.sum())))[:n_terms]
    scale[:n_terms] = (1 - share) + share * ratio / max(float(np.sqrt((ratio**2).mean())), 1e-9)
    return scale


def folds_of(groups: Sequence[str]) -> npt.NDArray[np.int64]:
    """Put whole groups into folds of like size, the largest group first."""
    sizes: dict[str, int] = {}
    for group in groups:
        sizes[group] = sizes.get(group, 0) + 1
    loads = [0] * min(FOLDS, len(sizes))
    place: dict[str, int] = {}
    for group in sorted(sizes, key=lambda name: (-sizes[name], name)):
        place[group] = loads.index(min(loads))
        loads[place[group]] += sizes[group]
    return np.asarray([place[group] for group in groups])


def tune_thresholds(task: Task, truth: npt.NDArray[np.bool_], scores: Floats) -> Floats:
    """One threshold a label, (n_labels,), from scores of held-out groups."""
    if task.kind != MULTI:
        return np.full(truth.shape[1], DEFAULT_THRESHOLD, np.float32)
    return np.asarray([_threshold(truth[:, j], scores[:, j]) for j in range(truth.shape[1])], np.float32)


def _threshold(truth: npt.NDArray[np.bool_], scores: npt.NDArray[np.float32]) -> float:
    """The middle of the thresholds whose F1 comes within 1 % of the best one."""
    if truth.sum() < FEW_EXAMPLES:
        return DEFAULT_THRESHOLD
    tried = np.linspace(*THRESHOLD_RANGE, _STEPS)
    f1 = np.asarray([_f1(truth, scores >= threshold) for threshold in tried])
    return float(np.median(tried[f1 >= f1.max() * 0.99]))


def _f1(truth: npt.NDArray[np.bool_], answer: npt.NDArray[np.bool_]) -> float:
    total = int(truth.sum() + answer.sum())
    return 2 * int((truth & answer).sum()) / total if total else 0.0


def decide_labels(task: Task, scores: Floats, thresholds: Floats, labels: Sequence[str]) -> list[frozenset[str]]:
    """The labels of every row: the best one of a choice, else those that reach their thresholds."""
    if task.kind == CHOICE:
        return [frozenset((labels[int(best)],)) for best in scores.argmax(axis=1)]
    return [frozenset(label for label, yes in zip(labels, row, strict=True) if yes) for row in scores >= thresholds]
