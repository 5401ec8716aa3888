"""Measured floors of the learnt tasks. `pytest tests/quality/test_classifier_floor.py -s` prints what is reached.

Authored texts: held out by writer, as in training. Real texts (not part of the project): the whole classifier against
two labelled sets beside the repository, skipped where they are absent. Floors stand a little under what was measured
with `make models`; docs/model-card.md has the figures. Lower one only with a reason in CHANGELOG.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from classifiers.build import build_models
from classifiers.classify import Classifier
from classifiers.models.evaluate import EvaluationReport, evaluate
from classifiers.models.features import unaccented
from classifiers.models.train import HeldOutReport
from monitor.core.config.plan_file import load_plan
from monitor.core.items import Item, item_from_record
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "real"

AUTHORED = {
    "relevance": 0.958,
    "themes": 0.758,
    "incident_types": 0.665,
    "sentiment": 0.68,
    "good_news": 0.55,
    "gravity": 0.72,
}
"""Macro-F1 on authored texts, held out by writer: harder than by file, as no hand is on both sides."""


CORPUS = "025d1ed219aa2c62"
"""Fingerprint of the authored texts that the floors were measured with: other texts, other floors."""


def test_floors_are_those_of_these_texts():
    digest = hashlib.sha256()
    for path in sorted((ROOT / "data" / "labelled").glob("*.jsonl")):
        digest.update(path.name.encode() + path.read_bytes())
    assert digest.hexdigest()[:16] == CORPUS, "the texts have changed: run `make models`, measure, then set this anew"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, HeldOutReport]:
    folder = tmp_path_factory.mktemp("models")
    found = build_models(
        ROOT / "data" / "labelled", folder, plan=load_plan(ROOT / "plan.yaml"), lexicons_dir=ROOT / "data" / "lexicons"
    )
    return {report.task: report for report in found}


@pytest.mark.slow
@pytest.mark.parametrize("task", sorted(AUTHORED))
def test_authored_texts_held_out(reports: dict[str, HeldOutReport], task: str):
    reached = reports[task].score.macro
    print(f"{task}: {reached.value:.3f} [{reached.low:.3f}, {reached.high:.3f}]")  # noqa: T201 - asked for with -s
    assert reached.value >= AUTHORED[task]


@dataclass(frozen=True)
class Floor:
    """Floors on one real set: macro-F1, and accuracy of territory."""

    name: str
    accents: bool
    tasks: dict[str, float]
    territory: float
    severity_within_one: float


FLOORS = (
    Floor("news", True, {"relevance": 0.94, "themes": 0.78, "incident_types": 0.70, "sentiment": 0.75}, 0.89, 0.97),
    Floor("news", False, {"relevance": 0.93, "themes": 0.75, "incident_types": 0.60, "sentiment": 0.72}, 0.87, 0.94),
    Floor("comments", True, {"relevance": 0.94, "themes": 0.72, "incident_types": 0.52, "sentiment": 0.67}, 0.86, 0.98),
    Floor(
        "comments", False, {"relevance": 0.92, "themes": 0.70, "incident_types": 0.50, "sentiment": 0.64}, 0.85, 0.98
    ),
)
SERIOUS = {"precision": 0.9, "recall": 0.94}
"""S3 and above on real news with accents: one of nineteen is missed."""


def _read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _measure(floor: Floor) -> EvaluationReport:
    gold = {str(row["id"]): row for row in _read(REAL / f"{floor.name}-dev-labels.jsonl")}
    items = [item_from_record(row) for row in _read(REAL / f"{floor.name}-dev.jsonl") if row["id"] in gold]
    answered = {item.id: item for item in map(item_from_record, _read(REAL / "news-dev.jsonl"))}
    return evaluate(gold, {c.item_id: c for c in _classify(items, answered, accents=floor.accents)})


def _classify(items: list[Item], answered: dict[str, Item], *, accents: bool):  # type: ignore[no-untyped-def]
    models = ROOT / "data" / "models"
    classifier = Classifier.load(
        load_plan(ROOT / "plan.yaml"),
        models_dir=models,
        shipped_dir=models,
        lexicons_dir=ROOT / "data" / "lexicons",
        places=PlaceFinder(load_gazetteer(ROOT / "data" / "gazetteer")),
    )
    if accents:
        return classifier.classify_batch(items, contexts=answered)
    return classifier.classify_batch([unaccented(item) for item in items])


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_dir(), reason="the real labelled texts are not part of the project")
@pytest.mark.parametrize("floor", FLOORS, ids=lambda f: f"{f.name}-{'accents' if f.accents else 'no-accents'}")
def test_real_texts(floor: Floor):
    report = _measure(floor)
    reached = {score.task: round(score.macro.value, 3) for score in report.tasks}
    assert report.territory is not None
    assert report.severity is not None
    print(floor.name, reached, round(report.territory.value, 3))  # noqa: T201 - asked for with -s
    missed = {task: reached[task] for task, least in floor.tasks.items() if reached[task] < least}
    assert not missed
    assert report.territory.value >= floor.territory
    assert report.severity.within_one.value >= floor.severity_within_one
    for serious in report.severity.serious.labels if floor.name == "news" and floor.accents else ():
        assert serious.precision >= SERIOUS["precision"]
        assert serious.recall >= SERIOUS["recall"]
