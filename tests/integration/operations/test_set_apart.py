"""What people send in is kept even when our own code fails on it, and judged by the next version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from alerts.channels.recording import RecordingChannel
from monitor.app import App, Overrides, build
from monitor.core.clock import VirtualClock
from monitor.core.intake import Fate, How, Submission
from monitor.core.items import Item
from monitor.core.labels import Classification, Reason
from monitor.core.settings import load_settings
from monitor.stages.retrying import retry_quarantined
from tests.fakes.store_rows import T0, a_classification

BAD = "chữ hỏng"


class Labeller:
    """Fails on the bad words in its first version; `gives_up`: answers with its fallback instead of failing."""

    def __init__(self) -> None:
        self.version = "1"
        self.gives_up = False

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        bad = self.version == "1" and any(BAD in item.full_text for item in items)
        if bad and not self.gives_up:
            raise RuntimeError("labels")
        reasons = (Reason("error.classifier", "", 0, 0),) if bad else ()
        return [a_classification(item.id, reasons=reasons) for item in items]


@pytest.fixture
def labeller() -> Labeller:
    return Labeller()


@pytest.fixture
def app(tmp_path: Path, labeller: Labeller) -> Iterator[App]:
    settings = load_settings({"MONITOR_VAR": str(tmp_path)})
    channels = {"email": RecordingChannel("email")}
    use = Overrides(clock=VirtualClock(T0), sources=[], channels=channels, fetch=False, seed=0, classifier=labeller)
    app = build(settings, use)
    yield app
    app.close()


def left(app: App) -> int:
    with app.store.read() as tx:
        return tx.quarantine.count()


def retried(app: App) -> int:
    return retry_quarantined(app.pipeline.parts, app.pipeline.judge)


def test_a_submission_is_kept_and_judged_by_the_next_version(app: App, labeller: Labeller) -> None:
    told = app.intake.submit(Submission("van-phong", How.FORM, text=f"Phản ánh có {BAD} trong câu."))
    assert told.fate is Fate.NEW
    assert "giữ lại" in told.words
    assert (left(app), retried(app)) == (1, 0)
    labeller.version = "2"
    assert retried(app) == 1
    assert left(app) == 0
    with app.store.read() as tx:
        assert tx.items.get(told.item_id or "") is not None
        assert tx.intake.of(told.item_id or "")


def test_one_that_the_next_version_fails_on_as_well_stays(app: App, labeller: Labeller, monkeypatch) -> None:
    app.intake.submit(Submission("van-phong", How.FORM, text=f"Phản ánh có {BAD} trong câu."))
    monkeypatch.setattr(Labeller, "classify_batch", lambda *_args, **_fields: 1 / 0)
    labeller.version = "2"
    assert retried(app) == 1
    assert left(app) == 1
    assert retried(app) == 0


def test_labels_of_a_classifier_that_gave_up_are_made_anew(app: App, labeller: Labeller) -> None:
    labeller.gives_up = True
    told = app.intake.submit(Submission("van-phong", How.FORM, text=f"Phản ánh có {BAD} trong câu."))
    assert left(app) == 1
    labeller.version = "2"
    assert retried(app) == 1
    with app.store.read() as tx:
        said = tx.labels.get(told.item_id or "")
    assert said is not None
    assert said.reasons == ()
    assert left(app) == 0
