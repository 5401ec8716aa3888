"""Learning a task from labelled items, and its file."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console
from scipy import sparse

from classifiers.build import build_models, read_labelled
from classifiers.models.features import COMMENTS, NEWS, Terms
from classifiers.models.model_file import MULTI, TrainedModel, load_model, save_model
from classifiers.models.tasks import TASKS, find_task
from classifiers.models.train import Example, contrast_of, groups_of, train_from_records, train_task
from classifiers.models.vectors import SIGNAL_SCALE, Vocabulary
from monitor.core.config.plan_file import load_plan
from monitor.core.errors import ClassifierError
from monitor.core.items import Item, item_from_record
from monitor.core.plan import Plan

ROOT = Path(__file__).parents[4]
LEXICONS = ROOT / "data" / "lexicons"
MIB = 2**20
GLAD = ("thầy cô rất tận tâm", "trường dạy hay quá", "cảm ơn cô giáo", "rất hài lòng với trường")
ANGRY = ("trường thu tiền vô lý", "cô giáo thờ ơ quá", "quá tệ và tắc trách", "bức xúc với nhà trường")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ROOT / "plan.yaml")


def rows(*, labels: Mapping[str, str], times: int = 6) -> list[tuple[Item, Mapping[str, Any]]]:
    found = []
    for turn in range(times):
        for tone, texts in (("positive", GLAD), ("negative", ANGRY)):
            for index, text in enumerate(texts):
                item = item_from_record({"id": f"{tone}-{turn}-{index}", "text": f"{text} lần {turn}"})
                found.append((item, {"sentiment": labels[tone]}))
    return found


def train(plan: Plan, folder: Path, task: str, labelled: list[tuple[Item, Mapping[str, Any]]]) -> Any:
    return train_from_records(task, labelled, plan=plan, models_dir=folder, lexicons_dir=LEXICONS, seed=1)


def test_sentiment_with_two_of_three_labels(plan: Plan, tmp_path: Path):
    labelled = rows(labels={"positive": "positive", "negative": "negative"})
    report = train(plan, tmp_path, "sentiment", labelled)
    assert report.score.macro.value > 0.9
    model = load_model(tmp_path / "sentiment.npz")
    assert model.labels == ("negative", "positive")
    assert report.version == model.version


def test_report_is_a_table_in_vietnamese(plan: Plan, tmp_path: Path):
    report = train(plan, tmp_path, "sentiment", rows(labels={"positive": "positive", "negative": "neutral"}))
    out = io.StringIO()
    Console(file=out, width=120).print(report.render())
    assert "khoảng 95 %" in out.getvalue()
    assert "neutral" in out.getvalue()
    assert report.to_json()["labels"]["neutral"]["support"] == 24


def test_rows_without_a_valid_label_are_counted_not_fatal(plan: Plan, tmp_path: Path):
    labelled = rows(labels={"positive": "positive", "negative": "negative"})
    labelled += [(labelled[0][0], {}), (labelled[1][0], {"sentiment": "vui"}), (labelled[2][0], {"sentiment": 3})]
    assert train(plan, tmp_path, "sentiment", labelled).skipped == 3


def test_themes_of_another_plan_can_be_learnt(plan: Plan, tmp_path: Path):
    labelled = [(item, {"themes": ["khen"] if row["sentiment"] == "positive" else []}) for item, row in
                rows(labels={"positive": "positive", "negative": "negative"})]  # fmt: skip
    train(plan, tmp_path, "themes", labelled)
    assert load_model(tmp_path / "themes.npz").labels == ("khen",)


def test_rare_label_is_left_to_the_rules_and_told(plan: Plan, tmp_path: Path):
    labelled = [(item, {"themes": ["khen"] if row["sentiment"] == "positive" else ["chê"]}) for item, row in
                rows(labels={"positive": "positive", "negative": "negative"})]  # fmt: skip
    labelled[0] = (labelled[0][0], {"themes": ["khen", "hiếm"]})
    report = train(plan, tmp_path, "themes", labelled)
    assert report.left_to_rules == ("hiếm",)
    assert "hiếm" in str(report.render().caption)


@pytest.mark.parametrize("task", ["themes", "sentiment", "relevance"])
def test_too_few_labels_are_refused_in_clear_words(plan: Plan, tmp_path: Path, task: str):
    with pytest.raises(ClassifierError, match=f"cannot train {task}"):
        train(plan, tmp_path, task, rows(labels={"positive": "positive", "negative": "positive"}, times=1)[:2])


def test_unknown_task_lists_the_known_ones(plan: Plan, tmp_path: Path):
    with pytest.raises(ClassifierError, match="sentiment"):
        train(plan, tmp_path, "mood", [])


@pytest.mark.parametrize(
    ("task", "labels", "expected"),
    [
        pytest.param("relevance", {"relevant": True}, {"yes"}, id="yes"),
        pytest.param("relevance", {"relevant": False}, set(), id="no"),
        pytest.param("relevant", {"relevant": {"value": True}}, {"yes"}, id="as-classify-writes-it"),
        pytest.param("themes", {"themes": ["a", "b"]}, {"a", "b"}, id="list"),
        pytest.param("themes", {"themes": [{"id": "a", "score": 0.9}]}, {"a"}, id="scored-list"),
        pytest.param("sentiment", {"sentiment": {"label": "neutral"}}, {"neutral"}, id="scored-label"),
        pytest.param("incident-types", {"incident_types": []}, set(), id="none"),
        pytest.param("themes", {"sentiment": "neutral"}, None, id="says-nothing"),
    ],
)
def test_labels_are_read(task: str, labels: Mapping[str, Any], expected: set[str] | None):
    assert find_task(task).read(labels) == expected


@pytest.mark.parametrize(
    ("task", "labels"),
    [
        pytest.param("sentiment", {"sentiment": "glad"}, id="not-allowed"),
        pytest.param("themes", {"themes": "digital"}, id="no-list"),
        pytest.param("themes", {"themes": [1]}, id="no-identifier"),
        pytest.param("relevance", {"relevant": "yes"}, id="no-boolean"),
    ],
)
def test_bad_labels_are_refused(task: str, labels: Mapping[str, Any]):
    with pytest.raises(ClassifierError):
        find_task(task).read(labels)


def test_training_twice_gives_the_same_bytes(plan: Plan, tmp_path: Path):
    labelled = rows(labels={"positive": "positive", "negative": "negative"})
    for name in ("one", "two"):
        train(plan, tmp_path / name, "sentiment", labelled)
    assert (tmp_path / "one/sentiment.npz").read_bytes() == (tmp_path / "two/sentiment.npz").read_bytes()


def test_groups_follow_sources_else_ids():
    items = [Item(id=str(i), kind="press", channel="forum", text="x", source=f"s{i % 6}") for i in range(12)]
    assert groups_of(items) == [f"s{i % 6}" for i in range(12)]
    plain = [replace(item, source=None) for item in items]
    assert groups_of(plain) == groups_of(plain)
    assert len(set(groups_of(plain))) > 1


def test_held_out_group_is_not_seen():
    """A word that names its label only inside one group helps nobody outside it."""

    def example(word: str, label: str, group: str) -> Example:
        return Example(Terms({word: 1}, {}), Terms({word: 1}, {}), frozenset((label,)), group)

    examples = [
        example(f"{group}-{label}", label, group) for group in "abcde" for label in ("x", "y") for _ in range(4)
    ]
    _, report = train_task(TASKS["themes"], examples, plan_version="p")
    assert report.score.micro.value < 0.8


def model_of(terms: int = 3) -> TrainedModel:
    vocabulary = Vocabulary(tuple(f"t{i}" for i in range(terms)), np.ones(terms, np.float32), ("s",))
    weights = np.arange(terms + 1, dtype=np.float32)[None, :]
    return TrainedModel("themes", MULTI, "topic", ("a",), vocabulary, weights, np.zeros(1, np.float32),
                        np.full(1, 0.5, np.float32), "p", 4)  # fmt: skip


def test_saved_model_is_read_back_with_its_version(tmp_path: Path):
    saved = save_model(model_of(), tmp_path)
    loaded = load_model(tmp_path / "themes.npz")
    assert loaded.version == saved.version != ""
    assert loaded.vocabulary.terms == saved.vocabulary.terms
    assert np.array_equal(loaded.weights, saved.weights)


def test_saved_model_keeps_the_weight_of_its_signals(tmp_path: Path):
    model = model_of()
    save_model(replace(model, vocabulary=replace(model.vocabulary, signal_scale=0.5)), tmp_path)
    loaded = load_model(tmp_path / "themes.npz")
    assert loaded.vocabulary.transform([Terms({}, {"s": 3.0})]).toarray().tolist() == [[0.0, 0.0, 0.0, 1.5]]


def test_file_without_a_signal_weight_is_read_with_the_usual_one(tmp_path: Path):
    save_model(model_of(), tmp_path)
    path = tmp_path / "themes.npz"
    with np.load(path) as archive:
        arrays = {name: archive[name] for name in archive.files}
    meta = json.loads(arrays["meta"].tobytes())
    del meta["signal_scale"]
    arrays["meta"] = np.frombuffer(json.dumps(meta).encode(), np.uint8)
    np.savez(path, **arrays)
    assert load_model(path).vocabulary.signal_scale == SIGNAL_SCALE


# Columns: said with the label only, said everywhere, a signal. Rows 0 and 1 have the label.
TOLD_APART = sparse.csr_matrix(np.asarray([[1, 1, 1], [1, 1, 1], [0, 1, 1], [0, 1, 1], [0, 1, 0]], np.float32))
HAS_LABEL = np.asarray([True, True, False, False, False])


def test_contrast_favours_words_that_tell_the_label_apart():
    telling, common, signal = contrast_of(TOLD_APART, HAS_LABEL, n_terms=2, share=0.5)
    assert telling > 1 > common > 0.5
    assert signal == 1


@pytest.mark.parametrize(
    ("n_terms", "share"), [pytest.param(2, 0.0, id="no-share"), pytest.param(0, 0.5, id="no-terms")]
)
def test_without_contrast_all_columns_are_even(n_terms: int, share: float):
    assert contrast_of(TOLD_APART, HAS_LABEL, n_terms=n_terms, share=share).tolist() == [1, 1, 1]


def test_pruning_keeps_the_weightiest_terms_and_all_signals():
    pruned = model_of(10).pruned(max_terms=2)
    assert pruned.vocabulary.terms == ("t8", "t9")
    assert pruned.vocabulary.signals == ("s",)
    assert pruned.weights.tolist() == [[8.0, 9.0, 10.0]]


def with_comments(model: TrainedModel) -> TrainedModel:
    return replace(model, comment_weights=model.weights * -9, comment_intercept=model.intercept + 2)


def test_weights_for_comments_are_kept_and_read_back(tmp_path: Path):
    save_model(with_comments(model_of()), tmp_path)
    loaded = load_model(tmp_path / "themes.npz")
    assert loaded.comment_weights is not None
    assert loaded.comment_intercept is not None
    assert np.array_equal(loaded.comment_weights, loaded.weights * -9)
    assert loaded.comment_intercept.tolist() == [2.0]


def test_pruning_asks_the_weights_for_comments_too():
    model = model_of(10)
    strange = np.zeros_like(model.weights)
    strange[0, 1] = 99
    pruned = replace(model, comment_weights=strange, comment_intercept=model.intercept).pruned(max_terms=2)
    assert pruned.vocabulary.terms == ("t1", "t9")
    assert pruned.comment_weights is not None
    assert pruned.comment_weights.tolist() == [[99.0, 0.0, 0.0]]


@pytest.mark.parametrize("missing", ["comment_weights", "comment_intercept"])
def test_half_of_what_comments_need_is_a_broken_file(tmp_path: Path, missing: str):
    save_model(with_comments(model_of()), tmp_path)
    path = tmp_path / "themes.npz"
    with np.load(path) as archive:
        arrays = {name: archive[name] for name in archive.files if name != missing}
    np.savez(path, **arrays)
    with pytest.raises(ClassifierError, match="belong together"):
        load_model(path)


def sentiment_examples(form: str) -> list[Example]:
    """`hay` is praise in news and blame in comments; `tốt` and `tệ` say the same everywhere."""
    told = {"hay": "negative" if form == COMMENTS else "positive", "tốt": "positive", "tệ": "negative"}
    return [
        Example(Terms({word: 1}, {}), Terms({word: 1}, {}), frozenset((tone,)), f"{form}-{group}", form)
        for group in range(4)
        for word, tone in told.items()
        for _ in range(3)
    ]


def test_comments_learn_a_tone_of_their_own_and_news_keep_theirs():
    examples = [*sentiment_examples(NEWS), *sentiment_examples(NEWS), *sentiment_examples(COMMENTS)]
    model, _ = train_task(TASKS["sentiment"], examples, plan_version="p")
    matrix = model.vocabulary.transform([Terms({"hay": 1}, {})] * 2)
    news, comment = model.scores(matrix, np.asarray([False, True])).argmax(axis=1)
    assert (model.labels[news], model.labels[comment]) == ("positive", "negative")


def test_a_handicap_is_taken_off_one_label_and_not_off_comments():
    examples = [*sentiment_examples(NEWS), *sentiment_examples(COMMENTS)]
    label = "positive"
    even, held = (
        train_task(replace(TASKS["sentiment"], handicap=handicap), examples, plan_version="p")[0]
        for handicap in ({}, {label: 0.5})
    )
    lost = even.intercept - held.intercept
    assert lost == pytest.approx([0.5 * (name == label) for name in even.labels])
    assert np.array_equal(even.weights, held.weights)
    assert held.comment_intercept == pytest.approx(even.comment_intercept)


def test_without_comments_there_is_one_set_of_weights():
    model, _ = train_task(TASKS["sentiment"], sentiment_examples(NEWS), plan_version="p")
    assert model.comment_weights is None


def test_scores_stay_between_nothing_and_one():
    scores = model_of().scores(np.asarray([[1.0, 0, 0, 0], [0, 0, 1, 1]], np.float32))
    assert ((scores >= 0) & (scores <= 1)).all()
    assert scores[1] > scores[0]


def _spoilt(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "empty":
        path.write_bytes(b"")
    elif how == "text":
        path.write_text("không phải mô hình", encoding="utf-8")
    elif how == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif how == "pickle":
        np.savez(path, meta=np.asarray([{"a": 1}], dtype=object), allow_pickle=True)
    elif how == "shape":
        with np.load(path) as archive:
            arrays = {name: archive[name] for name in archive.files}
        arrays["thresholds"] = np.zeros(5, np.float32)
        np.savez(path, **arrays)


@pytest.mark.parametrize("how", ["empty", "text", "cut", "pickle", "shape"])
def test_broken_file_is_told_by_name(tmp_path: Path, how: str):
    save_model(model_of(), tmp_path)
    _spoilt(tmp_path / "themes.npz", how)
    with pytest.raises(ClassifierError, match=r"themes\.npz"):
        load_model(tmp_path / "themes.npz")


def test_missing_file_is_told(tmp_path: Path):
    with pytest.raises(ClassifierError, match="cannot read model file"):
        load_model(tmp_path / "themes.npz")


def test_build_trains_the_named_tasks(plan: Plan, tmp_path: Path):
    folder = tmp_path / "labelled"
    folder.mkdir()
    lines = [
        f'{{"id": "{item.id}", "text": "{item.text}", "labels": {{"sentiment": "{labels["sentiment"]}"}}}}'
        for item, labels in rows(labels={"positive": "positive", "negative": "negative"})
    ]
    (folder / "a.jsonl").write_text("\n".join(lines[:24]) + "\n", encoding="utf-8")
    (folder / "b.jsonl").write_text("\n".join(lines[24:]) + "\n", encoding="utf-8")
    (report,) = build_models(folder, tmp_path / "models", plan=plan, lexicons_dir=LEXICONS, tasks=("sentiment",))
    assert report.groups == 2
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["sentiment.npz"]


def test_texts_of_one_writer_are_held_out_together(tmp_path: Path):
    line = '{"id": "%s", "text": "x", "labels": {}%s}'
    (tmp_path / "a.jsonl").write_text("\n".join((line % ("1", ', "writer": "w1"'), line % ("2", ""))), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(line % ("3", ', "writer": "w1"'), encoding="utf-8")
    assert [row.group for row in read_labelled(tmp_path)] == ["w1", "a", "w1"]


def test_texts_teach_only_what_they_are_for(tmp_path: Path, plan: Plan):
    lines = [
        f'{{"id": "{item.id}", "text": "{item.text}", "labels": {{"sentiment": "positive"}}, "teaches": ["gravity"]}}'
        for item, _ in rows(labels={"positive": "positive", "negative": "negative"})
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ClassifierError, match="in 0 rows"):
        build_models(tmp_path, tmp_path / "models", plan=plan, lexicons_dir=LEXICONS, tasks=("sentiment",))


@pytest.mark.parametrize(
    "line",
    ["{", '{"id": "a"}', '{"id": "a", "text": "b"}', '{"id": "a", "text": "b", "labels": {}, "teaches": ["x"]}'],
    ids=["json", "no-text", "no-labels", "no-such-task"],
)
def test_bad_labelled_line_is_named(tmp_path: Path, line: str):
    (tmp_path / "x.jsonl").write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ClassifierError, match=r"x\.jsonl:2"):
        read_labelled(tmp_path)


def test_shipped_files_are_small_and_fresh(plan: Plan):
    folder = ROOT / "data" / "models"
    sizes = {path.name: path.stat().st_size for path in folder.glob("*.npz")}
    assert set(sizes) == {f"{task}.npz" for task in (*TASKS, "privacy")}
    assert max(sizes.values()) < 4 * MIB
    assert sum(sizes.values()) < 8 * MIB
    themes = load_model(folder / "themes.npz")
    assert set(themes.labels) <= {theme.id for theme in plan.themes}
