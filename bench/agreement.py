"""How well a second reader agrees with the labels of data/labelled: F1, Jaccard, kappa, task by task.

Usage: python -m bench.agreement [--quick] [--json]

The second reader labelled `data/labelled/second/second-*.jsonl` without seeing the labels. `as read` compares with the
labels as they were then (`first-as-read.jsonl`), `now` with those in the files today, after disagreements were settled.
`whole.jsonl` is a later second reading of every text that teaches all tasks, and of more; its disagreements stand.
Relevance is over all texts; everything else over the texts that both found relevant.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from rich.console import Console
from rich.table import Table

LABELLED = Path(__file__).resolve().parents[1] / "data" / "labelled"
SECOND = LABELLED / "second"
SEVERITIES = ("S0", "S1", "S2", "S3", "S4")

Labels = Mapping[str, Any]
Pair = tuple[Labels, Labels]


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: `differ` of `items` texts have not the same answer."""

    task: str
    measure: str
    value: float
    items: int
    differ: int


def f1_scores(pairs: Iterable[tuple[Collection[str], Collection[str]]]) -> tuple[float, float]:
    """Macro and micro F1 of the second set against the first; macro runs over the labels that the first used."""
    both: Counter[str] = Counter()
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for one, other in pairs:
        first.update(set(one))
        second.update(set(other))
        both.update(set(one) & set(other))
    used = first.total() + second.total()
    macro = fmean(2 * both[label] / (first[label] + second[label]) for label in first) if first else 1.0
    return macro, 2 * both.total() / used if used else 1.0


def jaccard(pairs: Iterable[tuple[Collection[str], Collection[str]]]) -> float:
    """Mean overlap of two sets over the texts for which one of them is not empty."""
    overlaps = [len(set(one) & set(other)) / len(set(one) | set(other)) for one, other in pairs if one or other]
    return fmean(overlaps) if overlaps else 1.0


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Cohen's kappa of two readers; 1 when nothing could differ."""
    return _kappa(pairs, lambda one, other: float(one != other))


def weighted_kappa(pairs: Sequence[tuple[str, str]], order: Sequence[str] = SEVERITIES) -> float:
    """Cohen's kappa with the squared distance on an ordered scale as weight."""
    return _kappa(pairs, lambda one, other: float((order.index(one) - order.index(other)) ** 2))


def _kappa(pairs: Sequence[tuple[Any, Any]], cost: Any) -> float:
    if not pairs:
        return 1.0
    first = Counter(one for one, _ in pairs)
    second = Counter(other for _, other in pairs)
    seen = sum(cost(one, other) for one, other in pairs)
    chance = sum(cost(one, other) * first[one] * second[other] for one in first for other in second) / len(pairs)
    return 1 - seen / chance if chance else 1.0


def agreement(pairs: Sequence[Pair]) -> tuple[Measure, ...]:
    """Every measure of pairs of (first, second) labels."""
    both = [pair for pair in pairs if pair[0]["relevant"] and pair[1]["relevant"]]
    themes, types = _sets(both, "themes"), _sets(both, "incident_types")
    measures = [
        _measure("relevance", "kappa", kappa(_answers(pairs, "relevant")), _answers(pairs, "relevant")),
        _measure("themes", "macro F1", f1_scores(themes)[0], themes),
        _measure("themes", "Jaccard", jaccard(themes), themes),
        _measure("incident types", "micro F1", f1_scores(types)[1], types),
        _measure("sentiment", "kappa", kappa(_answers(both, "sentiment")), _answers(both, "sentiment")),
    ]
    severity = _answers(both, "severity")
    exact = sum(one == other for one, other in severity) / len(severity) if severity else 1.0
    measures.append(_measure("severity", "weighted kappa", weighted_kappa(severity), severity))
    measures.append(_measure("severity", "exact", exact, severity))
    for task, field in (("territory", "territory"), ("good news", "good_news")):
        answers = _answers(both, field)
        measures.append(_measure(task, "kappa", kappa(answers), answers))
    return tuple(measures)


def _sets(pairs: Sequence[Pair], field: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    return [(frozenset(one[field]), frozenset(other[field])) for one, other in pairs]


def _answers(pairs: Sequence[Pair], field: str) -> list[tuple[Any, Any]]:
    """Both answers where the second reader was asked."""
    return [(one[field], other[field]) for one, other in pairs if field in other]


def _measure(task: str, name: str, value: float, pairs: Sequence[tuple[object, object]]) -> Measure:
    return Measure(task, name, value, len(pairs), sum(one != other for one, other in pairs))


def read_labels(paths: Iterable[Path]) -> dict[str, Labels]:
    """Labels by id from files of labelled texts or of labels alone."""
    lines = (line for path in sorted(paths) for line in path.read_text("utf-8").splitlines() if line.strip())
    return {record["id"]: record["labels"] for record in map(json.loads, lines)}


def compare(first: Mapping[str, Labels], second: Mapping[str, Labels], prefix: str = "") -> tuple[Measure, ...]:
    """Measure over the second reading's ids that start with `prefix`. Raises KeyError for a text without labels."""
    return agreement([(first[key], labels) for key, labels in second.items() if key.startswith(prefix)])


def table(title: str, then: Sequence[Measure], now: Sequence[Measure]) -> Table:
    """Lay the two comparisons out side by side."""
    found = Table(title=title)
    for heading in ("task", "measure", "as read", "differ / texts", "now", "differ / texts"):
        found.add_column(heading, justify="left" if heading in {"task", "measure"} else "right")
    for old, new in zip(then, now, strict=True):
        if not old.items:
            continue  # the reader was not asked
        cells = [cell for one in (old, new) for cell in (f"{one.value:.2f}", f"{one.differ} / {one.items}")]
        found.add_row(old.task, old.measure, *cells)
    return found


def main() -> None:
    """Print the table of all texts and that of the readers' comments alone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the same: it takes no time")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    args = parser.parse_args()
    second = read_labels(SECOND.glob("second-*.jsonl"))
    now = read_labels(LABELLED.glob("*.jsonl"))
    readings = (read_labels([SECOND / "first-as-read.jsonl"]), now)
    tables = {
        title: [compare(first, second, prefix) for first in readings]
        for title, prefix in (("Drawn texts", ""), ("Readers' comments among them", "lc-"))
    }
    whole = read_labels([SECOND / "whole.jsonl"])
    tables["Every text that teaches all tasks, and of w39 to w42"] = [compare(now, whole)] * 2
    if args.json:
        out = {title: [[asdict(one) for one in reading] for reading in both] for title, both in tables.items()}
        print(json.dumps(out, ensure_ascii=False))
        return
    for title, (read, today) in tables.items():
        Console().print(table(title, read, today))


if __name__ == "__main__":
    main()
