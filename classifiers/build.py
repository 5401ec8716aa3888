"""Rebuilds every shipped model from the authored texts: what `make models` runs."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console

from classifiers.models.features import Document, FeatureReader, form_of, unaccented
from classifiers.models.model_file import save_model
from classifiers.models.tasks import TASKS, Task
from classifiers.models.train import Example, HeldOutReport, train_task
from monitor.core.config.plan_file import load_plan
from monitor.core.errors import ClassifierError, RecordError
from monitor.core.items import Item, item_from_record
from monitor.core.plan import Plan
from monitor.core.settings import load_settings

log = logging.getLogger(__name__)

SEED = 0


@dataclass(frozen=True)
class Labelled:
    """An authored text: `group` is its writer, else its file's name; texts of one group are held out together.

    `teaches`: the tasks it is learnt for; all of them where nothing is said. Pairs written for one question have their
    own mixture of subjects, which would mislead the others (measured, model card).
    """

    item: Item
    labels: Mapping[str, Any]
    group: str
    teaches: frozenset[str] = frozenset(TASKS)


def read_labelled(folder: Path) -> tuple[Labelled, ...]:
    """Read every `*.jsonl` of a folder, in order. Raises ClassifierError naming file and line of a bad record."""
    found = tuple(row for path in sorted(folder.glob("*.jsonl")) for row in _read_file(path))
    if not found:
        raise ClassifierError(f"no labelled texts in {folder.name}")
    return found


def _read_file(path: Path) -> Iterator[Labelled]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            yield _labelled(record, path)
        except (json.JSONDecodeError, RecordError, KeyError, TypeError) as error:
            raise ClassifierError(f"{path.name}:{number}: not a labelled item: {error}") from error


def _labelled(record: Mapping[str, Any], path: Path) -> Labelled:
    teaches = frozenset(record.get("teaches", TASKS))
    if not teaches <= TASKS.keys():
        raise KeyError(f"teaches {', '.join(sorted(teaches - TASKS.keys()))}")
    return Labelled(item_from_record(record), record["labels"], record.get("writer") or path.stem, teaches)


def build_models(
    labelled_dir: Path,
    models_dir: Path,
    *,
    plan: Plan,
    lexicons_dir: Path,
    seed: int = SEED,
    tasks: Sequence[str] = tuple(TASKS),
) -> tuple[HeldOutReport, ...]:
    """Train every task on the authored texts and write the files. The same texts give the same bytes."""
    rows = read_labelled(labelled_dir)
    reader = FeatureReader(plan, lexicons_dir)
    read = [(reader.read(row.item), reader.read(unaccented(row.item))) for row in rows]
    reports = []
    for task in (TASKS[name] for name in tasks):
        examples = _examples(task, rows, read)
        skipped = len(rows) - len(examples)
        model, report = train_task(task, examples, plan_version=plan.version, seed=seed, skipped=skipped)
        saved = save_model(model, models_dir)
        log.info("trained task=%s examples=%d version=%s", task.name, len(examples), saved.version)
        reports.append(replace(report, version=saved.version))
    return tuple(reports)


def _examples(task: Task, rows: Sequence[Labelled], read: Sequence[tuple[Document, Document]]) -> list[Example]:
    return [
        Example(task.terms(document), task.terms(copy), gold, row.group, form_of(row.item))
        for row, (document, copy) in zip(rows, read, strict=True)
        if task.name in row.teaches and (gold := task.read(row.labels)) is not None
    ]


def main() -> None:
    """Rebuild the shipped models of the configured home: `python -m classifiers.build`."""
    settings = load_settings()
    reports = build_models(
        settings.labelled_dir,
        settings.models_dir,
        plan=load_plan(settings.plan_path),
        lexicons_dir=settings.lexicons_dir,
    )
    console = Console(stderr=True)
    for report in reports:
        console.print(report.render())


if __name__ == "__main__":
    main()
