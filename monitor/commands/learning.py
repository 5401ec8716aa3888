"""Commands that measure and train: evaluate, train, and learn from what staff corrected."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.markdown import Markdown

from classifiers.classify import Classifier
from classifiers.learning.champions import go_back
from classifiers.learning.learn import Corrected, LearningFolders
from classifiers.learning.learn import learn as learn_tasks
from classifiers.learning.report import render_report
from classifiers.models.evaluate import evaluate_forms, render_table
from classifiers.models.features import answered_text, unaccented
from classifiers.models.tasks import TASKS, find_task
from classifiers.models.train import train_from_records
from monitor.app import load_classifier
from monitor.commands.items import BATCH, batches, progress
from monitor.commands.records import EXIT_DONE, EXIT_USAGE, Refusals, read_records, screen
from monitor.core.clock import LOCAL, SystemClock
from monitor.core.config.plan_file import load_plan
from monitor.core.corrections import gold_of, latest
from monitor.core.errors import RecordError
from monitor.core.items import Item, item_from_record
from monitor.core.labels import Classification
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.settings import Settings
from monitor.store.database import open_store


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
    items = [item for item, _ in rows]
    with progress("Đánh giá", total=2 * len(rows)) as advance:
        predicted, bare = (
            _classified(classifier, shown, advance) for shown in (items, [unaccented(item) for item in items])
        )
    gold_labels = {item.id: found for item, found in rows}
    report = evaluate_forms(gold_labels, predicted, items=items, bare=bare)
    if as_json:
        sys.stdout.write(json.dumps(report.to_json(), ensure_ascii=False) + "\n")
    else:
        screen().print(render_table(report))
    return refusals.exit_code


def _classified(
    classifier: Classifier, items: Sequence[Item], advance: Callable[[int], None]
) -> dict[str, Classification]:
    contexts = {item.id: item for item in items}
    found: dict[str, Classification] = {}
    for batch in batches(items, BATCH):
        found.update({said.item_id: said for said in classifier.classify_batch(batch, contexts=contexts)})
        advance(len(batch))
    return found


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


@dataclass(frozen=True, slots=True)
class AskedToLearn:
    """Options of `monitor learn`; no `tasks` means all, `database` None the configured one."""

    tasks: tuple[str, ...] = ()
    database: str | None = None
    back: bool = False
    dry_run: bool = False
    seed: int = 0


def learn(settings: Settings, asked: AskedToLearn) -> int:
    """Let challengers that know staff's corrections contest the models in use, and put the winners in their place."""
    folder = settings.learnt_models_dir
    if asked.back:
        done = go_back(folder)
        told = (
            "Đã quay lại bản trước; khởi động lại để có hiệu lực." if done else "Chưa có bản nào trước đó để quay lại."
        )
        sys.stderr.write(told + "\n")
        return EXIT_DONE if done else EXIT_USAGE
    tasks = tuple(find_task(name).name for name in asked.tasks) or tuple(TASKS)
    corrected = _corrected(asked.database or settings.database_url)
    if not corrected:
        sys.stderr.write("Chưa có tin nào được cán bộ gán nhãn: hãy gán trên trang trực, mục Gán nhãn.\n")
        return EXIT_DONE
    folders = LearningFolders(settings.labelled_dir, settings.lexicons_dir, folder)
    with progress("Học từ nhãn cán bộ", total=len(tasks)) as advance:
        outcomes = learn_tasks(
            corrected, plan=load_plan(settings.plan_path), folders=folders, tasks=tasks, seed=asked.seed,
            dry_run=asked.dry_run, advance=lambda: advance(1),
        )  # fmt: skip
    now = SystemClock().now()
    text = render_report(outcomes, corrected_items=len(corrected), now=now)
    screen().print(Markdown(text))
    sys.stderr.write(f"Báo cáo: {_keep_report(text, folder, now)}\n")
    return EXIT_DONE


def _corrected(database: str) -> list[Corrected]:
    """Every text that staff judged, with what it answers when it is a comment."""
    store = open_store(database)
    try:
        with store.read() as tx:
            found = list(tx.corrections.learnt())
            answered = tx.items.many({item.reply_to for item, _ in found if item.reply_to})
            stories = {item.id: tx.stories.story_of(item.id) for item, _ in found}
    finally:
        store.close()
    rows = []
    for item, corrections in found:
        story = stories[item.id]
        context = answered_text(item, answered.get(item.reply_to or "")) or None
        numbers = {task: each.number for task, each in latest(corrections).items()}
        shown = replace(item, context=context)
        rows.append(Corrected(shown, gold_of(corrections), numbers, story.story_id if story is not None else None))
    return rows


def _keep_report(text: str, folder: Path, now: datetime) -> Path:
    path = folder / "reports" / f"{now.astimezone(LOCAL):%Y-%m-%d-%H%M}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


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
