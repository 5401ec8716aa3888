"""`monitor train` and `evaluate`: other plans, fewer labels, labels inline or in a second file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

PLAN = Path(__file__).resolve().parents[2] / "fixtures" / "settings" / "good-small.yaml"
DROWNED = "Cảnh báo đuối nước: học sinh lớp {n} tắm sông gần cầu số {n}, người dân kịp đưa lên bờ."
BULLIED = "Một bạn lớp {n} kể bị bạn bè trêu chọc, cô lập và giật cặp suốt tuần thứ {n}."
MENU = "Nhà trường thông báo thực đơn bán trú tuần {n} và lịch họp phụ huynh lớp {n}."


def themed(count: int) -> list[dict]:
    shapes = ((DROWNED, ["safety"]), (BULLIED, ["bullying", "safety"]), (MENU, []))
    return [
        {"id": f"{kind}-{n}", "text": text.format(n=n), "labels": {"relevant": True, "themes": themes}}
        for n in range(count)
        for kind, (text, themes) in enumerate(shapes)
    ]


def felt(count: int) -> list[dict]:
    shapes = (
        ("Phụ huynh bức xúc vì trường thu tiền lớp {n} vô lý, quá tệ, thất vọng.", "negative"),
        ("Trường thông báo lịch học tuần {n} cho khối {n}.", "neutral"),
    )
    return [
        {"id": f"{label}-{n}", "text": text.format(n=n), "labels": {"sentiment": label}}
        for n in range(count)
        for text, label in shapes
    ]


def split(rows: list[dict]) -> tuple[list[dict], list[dict]]:
    return [{k: v for k, v in row.items() if k != "labels"} for row in rows], [
        {"id": row["id"], **row["labels"]} for row in rows
    ]


def test_themes_of_another_plan_can_be_taught(process, lines, tmp_path):
    models = tmp_path / "models"
    ran = process("train", "--task", "themes", "--plan", PLAN, "--data", lines(themed(16)), "--models", models)
    assert ran.status == 0, ran.err
    assert "themes" in ran.out
    assert [path.name for path in models.iterdir()] == ["themes.npz"]
    said = process("classify", "--plan", PLAN, "--models", models, stdin=json.dumps(
        {"id": "x", "text": BULLIED.format(n=99)}, ensure_ascii=False).encode())  # fmt: skip
    assert {theme["id"] for theme in said.records[0]["themes"]} == {"bullying", "safety"}
    assert {"themes", "sentiment"} <= set(said.records[0]["versions"])


def test_sentiment_may_have_two_labels_only(monitor, lines, tmp_path):
    models = tmp_path / "models"
    items, labels = split(felt(16))
    ran = monitor("train", "--task", "sentiment", "--data", lines(items), "--labels", lines(labels, "labels.jsonl"),
                  "--models", models)  # fmt: skip
    assert ran.status == 0, ran.err
    records = monitor("classify", "--models", models, "--input", lines(items)).records
    assert {record["sentiment"]["label"] for record in records} == {"negative", "neutral"}


def test_the_same_examples_give_the_same_model(monitor, lines, tmp_path):
    data = lines(felt(12))
    for name in ("one", "two"):
        assert monitor("train", "--task", "sentiment", "--data", data, "--models", tmp_path / name).status == 0
    said = [monitor("classify", "--models", tmp_path / name, "--input", data).out for name in ("one", "two")]
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("task", "rows", "status"),
    [
        pytest.param("khong-co", felt(12), 1, id="unknown task"),
        pytest.param("sentiment", felt(1), 1, id="too few examples"),
        pytest.param("sentiment", [{"id": "a", "text": "b"}], 2, id="no labels"),
        pytest.param("sentiment", [], 2, id="nothing"),
    ],
)
def test_what_cannot_be_learnt_is_told(monitor, lines, task, rows, status):
    ran = monitor("train", "--task", task, "--data", lines(rows), "--models", "models")
    assert (ran.status, ran.out) == (status, "")
    assert ran.err
    assert "Traceback" not in ran.err


def is_interval(found: dict) -> bool:
    return 0 <= found["low"] <= found["value"] <= found["high"] <= 1


def test_evaluate_takes_labels_inline_and_from_a_file_alike(process, lines):
    rows = themed(6) + felt(6)
    items, labels = split(rows)
    inline = process("evaluate", "--gold", lines(rows), "--json")
    joined = process("evaluate", "--gold", lines(items), "--labels", lines(labels, "labels.jsonl"), "--json")
    assert inline.status == joined.status == 0
    assert inline.records == joined.records
    (report,) = inline.records
    assert report["items"] == len(rows)
    assert {"themes", "sentiment", "relevance"} <= set(report)


def test_evaluate_gives_scores_with_intervals_macro_and_micro(monitor, lines):
    (report,) = monitor("evaluate", "--gold", lines(felt(8)), "--json").records
    sentiment = report["sentiment"]
    assert is_interval(sentiment["macro_f1"])
    assert is_interval(sentiment["micro_f1"])
    assert {"negative", "neutral"} <= set(sentiment["labels"])
    for found in sentiment["labels"].values():
        assert is_interval(found["f1"])
        assert 0 <= found["precision"] <= 1
        assert 0 <= found["recall"] <= 1
    assert sentiment["labels"]["negative"]["support"] == 8


def test_evaluate_is_the_same_each_time(monitor, lines):
    path = lines(felt(8))
    assert monitor("evaluate", "--gold", path, "--json").out == monitor("evaluate", "--gold", path, "--json").out


def test_evaluate_shows_people_a_table(monitor, lines):
    ran = monitor("evaluate", "--gold", lines(felt(8)))
    assert ran.status == 0
    assert "negative" in ran.out
    assert "F1" in ran.out


def test_evaluate_tells_bad_lines_of_both_files(monitor, lines):
    items, labels = split(felt(4))
    ran = monitor("evaluate", "--gold", lines([*items, b"{"]), "--labels", lines([*labels, b"[]"], "l.jsonl"), "--json")
    assert ran.status == 3
    assert len(ran.records) == 1
    assert len(told_lines(ran.err)) == 2


def told_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if "dòng " in line]


def test_evaluate_without_labels_is_a_usage_error(monitor, lines):
    ran = monitor("evaluate", "--gold", lines([{"id": "a", "text": "b"}]), "--json")
    assert (ran.status, ran.out) == (2, "")
    assert "--labels" in ran.err
