"""Gold labels against what the classifiers said: precision, recall, F1 with intervals, severity, territory.

Macro averages run over the labels that occur in gold. Items without a gold answer for a task do not count in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.table import Table

from classifiers.models.features import COMMENTS, NEWS, POSTS, form_of
from classifiers.models.scoring import Interval, TaskScore, score_sets, score_share
from classifiers.models.tasks import TASKS, Task
from monitor.core.errors import ClassifierError
from monitor.core.items import Item
from monitor.core.labels import Classification, Severity

LEVELS, SEVERITY, TERRITORY = "levels", "severity", "territory"
SERIOUS = "S3+"
NO_ACCENTS = "no-accents"
"""Forms of text that are reported apart; the last one is every text again, typed without accents."""
FORM_NAMES = {NEWS: "báo chí", POSTS: "bài đăng", COMMENTS: "bình luận", NO_ACCENTS: "không dấu"}


@dataclass(frozen=True)
class SeverityScore:
    """Share of exact levels, of levels at most one off, and precision and recall of S3 and above."""

    items: int
    exact: Interval
    within_one: Interval
    serious: TaskScore

    def to_json(self) -> dict[str, Any]:
        """Return a JSON object."""
        return {
            "items": self.items,
            "exact": self.exact.to_json(),
            "within_one": self.within_one.to_json(),
            "serious": self.serious.to_json()["labels"].get(SERIOUS),
        }


@dataclass(frozen=True)
class EvaluationReport:
    """Scores by task, in a fixed order; `unknown` gold items were not classified."""

    items: int
    unknown: int
    tasks: tuple[TaskScore, ...]
    severity: SeverityScore | None
    territory: Interval | None
    forms: tuple[tuple[str, EvaluationReport], ...] = ()

    def score(self, task: str) -> TaskScore:
        """Find the score of a task. Raises ClassifierError when gold said nothing about it."""
        for score in self.tasks:
            if score.task == task:
                return score
        raise ClassifierError(f"no gold labels for {task!r}")

    def to_json(self) -> dict[str, Any]:
        """Return a JSON object with one entry a task."""
        found: dict[str, Any] = {"items": self.items, "unknown": self.unknown}
        found.update({score.task: score.to_json() for score in self.tasks})
        if self.severity is not None:
            found[SEVERITY] = self.severity.to_json()
        if self.territory is not None:
            found[TERRITORY] = {"accuracy": self.territory.to_json()}
        if self.forms:
            found["forms"] = {form: report.to_json() for form, report in self.forms}
        return found


def evaluate(gold: Mapping[str, Mapping[str, Any]], predicted: Mapping[str, Classification]) -> EvaluationReport:
    """Compare gold labels (as in labelled records) with classifications, by item id.

    A gold value that is not valid for its task does not count for that task.
    """
    known = [(gold[item_id], predicted[item_id]) for item_id in gold if item_id in predicted]
    scores = [score for task in TASKS.values() if (score := _score_task(task, known)) is not None]
    levels = _score_levels(known)
    return EvaluationReport(
        items=len(known),
        unknown=len(gold) - len(known),
        tasks=(*scores, *((levels,) if levels else ())),
        severity=_score_severity(known),
        territory=_score_territory(known),
    )


def evaluate_forms(
    gold: Mapping[str, Mapping[str, Any]],
    predicted: Mapping[str, Classification],
    *,
    items: Sequence[Item],
    bare: Mapping[str, Classification],
) -> EvaluationReport:
    """As `evaluate`, and again for each form of text and for `bare`, what was said of the texts without accents."""
    forms: dict[str, dict[str, Mapping[str, Any]]] = {}
    for item in items:
        if item.id in gold:
            forms.setdefault(form_of(item), {})[item.id] = gold[item.id]
    parts = [(form, evaluate(forms[form], predicted)) for form in (NEWS, POSTS, COMMENTS) if form in forms]
    return replace(evaluate(gold, predicted), forms=(*parts, (NO_ACCENTS, evaluate(gold, bare))))


_Pairs = Sequence[tuple[Mapping[str, Any], Classification]]


def _score_task(task: Task, pairs: _Pairs) -> TaskScore | None:
    truth, said = [], []
    for labels, classification in pairs:
        try:
            answer = task.read(labels)
        except ClassifierError:
            continue
        if answer is not None:
            truth.append(answer)
            said.append(task.said(classification))
    return score_sets(task.name, truth, said) if truth else None


def _score_levels(pairs: _Pairs) -> TaskScore | None:
    kept = [(g[LEVELS], c) for g, c in pairs if isinstance(g.get(LEVELS), list)]
    if not kept:
        return None
    truth = [frozenset(map(str, found)) for found, _ in kept]
    return score_sets(LEVELS, truth, [frozenset(level.value for level in c.levels) for _, c in kept])


def _score_severity(pairs: _Pairs) -> SeverityScore | None:
    kept = [(level, c.severity) for g, c in pairs if (level := _severity(g.get(SEVERITY))) is not None]
    if not kept:
        return None
    serious = score_sets(SERIOUS, [_serious(gold) for gold, _ in kept], [_serious(said) for _, said in kept])
    return SeverityScore(
        len(kept),
        score_share([gold == said for gold, said in kept]),
        score_share([abs(gold - said) <= 1 for gold, said in kept]),
        serious,
    )


def _severity(value: Any) -> Severity | None:
    if isinstance(value, Mapping):
        value = value.get("level")
    return Severity.__members__.get(value) if isinstance(value, str) else None


def _serious(level: Severity) -> frozenset[str]:
    return frozenset((SERIOUS,) if level >= Severity.S3 else ())


def _score_territory(pairs: _Pairs) -> Interval | None:
    hits = [c.territory.value == g[TERRITORY] for g, c in pairs if isinstance(g.get(TERRITORY), str)]
    return score_share(hits) if hits else None


def render_table(report: EvaluationReport) -> Group:
    """Tables for the terminal, in Vietnamese."""
    title = f"Đối chiếu {report.items} mục (thiếu kết quả: {report.unknown})"
    tables = [score_table(score, title=f"{title}: {score.task}") for score in report.tasks]
    return Group(*tables, _summary(report), *((_by_form(report),) if report.forms else ()))


def score_table(score: TaskScore, *, title: str) -> Table:
    """One row a label, then macro and micro; brackets hold 95 % bootstrap intervals."""
    table = Table(title=title)
    table.add_column("nhãn")
    for column in ("chính xác", "bao phủ", "F1, khoảng 95 %", "mẫu", "đã gán"):
        table.add_column(column, justify="right")
    for each in score.labels:
        shares = (_cell(each.precision_range), _cell(each.recall_range), _cell(each.f1))
        table.add_row(each.label, *shares, str(each.support), str(each.predicted))
    table.add_section()
    add_average(table, "macro (nhãn có trong mẫu)", score)
    table.add_row("micro", "", "", _cell(score.micro), str(score.items), "")
    return table


def add_average(table: Table, name: str, score: TaskScore) -> None:
    """Add the macro average of a task to its table."""
    table.add_row(name, "", "", _cell(score.macro), str(score.items), "")


def _cell(interval: Interval) -> str:
    return escape(f"{interval.value:.3f} [{interval.low:.3f}, {interval.high:.3f}]")


def _summary(report: EvaluationReport) -> Table:
    table = Table(title="Mức độ và địa bàn")
    table.add_column("số đo")
    table.add_column("giá trị, khoảng 95 %", justify="right")
    if report.severity is not None:
        table.add_row("mức độ đúng hẳn", _cell(report.severity.exact))
        table.add_row("mức độ lệch không quá một bậc", _cell(report.severity.within_one))
        for each in report.severity.serious.labels:
            table.add_row(f"{each.label}: chính xác", _cell(each.precision_range))
            table.add_row(f"{each.label}: bao phủ", _cell(each.recall_range))
    if report.territory is not None:
        table.add_row("địa bàn đúng", _cell(report.territory))
    return table


def _by_form(report: EvaluationReport) -> Table:
    """Macro-F1 of every task by form of text."""
    table = Table(title="Theo dạng tin (F1 trung bình các nhãn)")
    table.add_column("tác vụ")
    for form, part in (("", report), *report.forms):
        table.add_column(f"{FORM_NAMES.get(form, 'tất cả')} ({part.items})", justify="right")
    for score in report.tasks:
        scores = (_found(part, score.task) for part in (report, *(part for _, part in report.forms)))
        table.add_row(score.task, *(_cell(one.macro) if one is not None else "–" for one in scores))
    return table


def _found(report: EvaluationReport, task: str) -> TaskScore | None:
    return next((score for score in report.tasks if score.task == task), None)
