"""Commands that measure and train: evaluate and train."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from classifiers.evaluate import evaluate as evaluate_labels
from classifiers.evaluate import render_table
from classifiers.train import train_from_records
from monitor.app import load_classifier
from monitor.commands.items import BATCH, batches, progress
from monitor.commands.records import EXIT_USAGE, Refusals, read_records, screen
from monitor.core.errors import RecordError
from monitor.core.gazetteer import load_gazetteer
from monitor.core.items import Item, item_from_record
from monitor.core.places import PlaceFinder
from monitor.core.plan_file import load_plan
from monitor.core.settings import Settings


def evaluate(
    settings: Settings, *, gold: str, labels: str | None, models: Path | None, plan_path: Path | None, as_json: bool
) -> int:
    """Compare what the classifiers say with gold labels, inline or in a second file."""
    refusals = Refusals()
    rows = read_labelled(gold, labels, refusals)
    if not rows:
        sys.stderr.write("Không có dòng nào vừa có nội dung vừa có nhãn: hãy kiểm tra --gold và --labels.\n")
        return EXIT_USAGE
    plan = load_plan(plan_path or settings.plan_path)
    places = PlaceFinder(load_gazetteer(settings.gazetteer_dir))
    classifier = load_classifier(settings, plan, places, models_dir=models)
    predicted = {}
    contexts = {item.id: item for item, _ in rows}
    with progress("Đánh giá", total=len(rows)) as advance:
        for batch in batches([item for item, _ in rows], BATCH):
            predicted.update({c.item_id: c for c in classifier.classify_batch(batch, contexts=contexts)})
            advance(len(batch))
    report = evaluate_labels({item.id: gold_labels for item, gold_labels in rows}, predicted)
    if as_json:
        sys.stdout.write(json.dumps(report.to_json(), ensure_ascii=False) + "\n")
    else:
        screen().print(render_table(report))
    return refusals.exit_code


def train(
    settings: Settings, *, task: str, data: str, labels: str | None, models: Path, plan_path: Path | None, seed: int
) -> int:
    """Train one task on labelled items and print the held-out report."""
    refusals = Refusals()
    rows = read_labelled(data, labels, refusals)
    if not rows:
        sys.stderr.write("Không có dòng nào vừa có nội dung vừa có nhãn: hãy kiểm tra --data và --labels.\n")
        return EXIT_USAGE
    plan = load_plan(plan_path or settings.plan_path)
    models.mkdir(parents=True, exist_ok=True)
    report = train_from_records(task, rows, plan=plan, models_dir=models, lexicons_dir=settings.lexicons_dir, seed=seed)
    screen().print(report.render())
    return refusals.exit_code


def read_labelled(path: str, labels_path: str | None, refusals: Refusals) -> list[tuple[Item, Mapping[str, Any]]]:
    """Items with their labels: inline under `labels`, or joined by id from a second file of flat lines."""
    joined: dict[str, Mapping[str, Any]] = {}
    if labels_path is not None:
        second = Refusals()
        joined = {record["id"]: record for _, record in read_records(labels_path, _needs_id, second)}
        refusals.count += second.count
    rows = []
    for item, record in read_records(path, item_from_record, refusals):
        labels = joined.get(item.id) if labels_path is not None else record.get("labels")
        if isinstance(labels, Mapping):
            rows.append((item, labels))
    return rows


def _needs_id(record: Mapping[str, Any]) -> str:
    if not isinstance(record.get("id"), str):
        raise RecordError("thiếu id", key="id")
    return str(record["id"])
