"""`monitor learn` from the store to the models in use and back; `evaluate` by form of text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.core.config.plan_file import load_plan
from monitor.core.corrections import GivenLabels
from monitor.core.labels import Sentiment
from monitor.stages.learning import correct_labels
from monitor.store.database import open_store
from tests.fakes.store_rows import T0, a_classification, an_item

ROOT = Path(__file__).resolve().parents[3]
AUTHORED = (("thầy cô tận tâm lần {i}", "positive"), ("trường thu tiền vô lý lần {i}", "negative"))
STAFF = (("mê ly hết sảy {i}", Sentiment.POSITIVE), ("ngán ngẩm ghê gớm {i}", Sentiment.NEGATIVE))


@pytest.fixture
def home(tmp_path: Path, environment: dict[str, str]) -> Path:
    """A home with few authored texts, so that learning takes no time."""
    home = tmp_path / "home"
    labelled = home / "data" / "labelled"
    labelled.mkdir(parents=True)
    (home / "plan.yaml").symlink_to(ROOT / "plan.yaml")
    (home / "data" / "lexicons").symlink_to(ROOT / "data" / "lexicons")
    for writer in "abc":
        rows = [
            {"id": f"{writer}{i}-{tone}", "text": text.format(i=i), "labels": {"sentiment": tone}}
            for i in range(8)
            for text, tone in AUTHORED
        ]
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (labelled / f"{writer}.jsonl").write_text(lines + "\n", encoding="utf-8")
    environment["MONITOR_HOME"] = str(home)
    return home


def corrected_by_staff(tmp_path: Path, count: int) -> None:
    store, plan = open_store(f"sqlite:///{tmp_path}/var/monitor.db"), load_plan(ROOT / "plan.yaml")
    with store.transaction() as tx:
        for i in range(count):
            text, tone = STAFF[i % 2]
            tx.items.put(an_item(f"q{i}", text=text.format(i=i)), now=T0)
            tx.labels.put(a_classification(f"q{i}"), now=T0)
            given = GivenLabels(sentiment=tone)
            correct_labels(tx, f"q{i}", given, plan=plan, person="lan", unit="van-phong", now=T0)
    store.close()


def test_what_staff_corrected_is_learnt_and_can_be_taken_back(monitor, home: Path, tmp_path: Path):
    corrected_by_staff(tmp_path, 24)
    models = tmp_path / "var" / "models"
    tried = monitor("learn", "--task", "sentiment", "--dry-run")
    assert tried.status == 0, tried.err
    assert not list(models.glob("*.npz"))
    ran = monitor("learn", "--task", "sentiment")
    assert ran.status == 0, ran.err
    assert "thay" in ran.out
    assert [path.name for path in models.glob("*.npz")] == ["sentiment.npz"]
    report = max((models / "reports").glob("*.md"))  # the trial may have left one too
    assert "Số tin cán bộ đã gán nhãn: 24." in report.read_text("utf-8")
    assert monitor("learn", "--back").status == 0
    assert not list(models.glob("*.npz"))
    assert home.is_dir()


@pytest.mark.usefixtures("home")
def test_nothing_to_learn_and_nothing_to_go_back_to_are_said(monitor):
    ran = monitor("learn")
    assert (ran.status, ran.out) == (0, "")
    assert "Chưa có tin nào" in ran.err
    back = monitor("learn", "--back")
    assert back.status == 2
    assert "Chưa có bản nào" in back.err


@pytest.mark.usefixtures("home")
def test_an_unknown_task_is_told(monitor):
    ran = monitor("learn", "--task", "mood")
    assert ran.status == 1
    assert "sentiment" in ran.err


def test_evaluate_tells_forms_of_text_and_texts_without_accents_apart(monitor, lines):
    labels = {"sentiment": "negative", "relevant": True, "themes": [], "severity": "S2"}
    rows = [
        {"id": "n", "kind": "press", "text": "Trường thu tiền sai quy định.", "labels": labels},
        {
            "id": "p",
            "kind": "social",
            "channel": "facebook-group",
            "text": "Trường thu tiền vô lý quá!",
            "labels": labels,
        },
        {"id": "c", "kind": "social", "channel": "comment", "text": "Quá tệ.", "context": "Lạm thu", "labels": labels},
    ]
    ran = monitor("evaluate", "--gold", lines(rows), "--json")
    (report,) = ran.records
    assert {form: part["items"] for form, part in report["forms"].items()} == {
        "news": 1, "posts": 1, "comments": 1, "no-accents": 3,
    }  # fmt: skip
    found = report["sentiment"]["labels"]["negative"]
    assert found["recall_interval"]["low"] <= found["recall"] <= found["recall_interval"]["high"]
    shown = monitor("evaluate", "--gold", lines(rows)).out
    assert "bình luận (1)" in shown
    assert "không dấu (3)" in shown
