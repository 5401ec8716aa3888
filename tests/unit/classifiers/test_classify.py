"""The whole classifier on single texts: labels, reasons, fallbacks, order."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from classifiers.choosing.choose import choose_themes, choose_types, score_labels
from classifiers.classify import Classifier
from classifiers.models.features import FeatureReader
from classifiers.models.tasks import TASKS
from monitor.core.config.plan_file import load_plan
from monitor.core.errors import ClassifierError
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Sentiment, Severity, Territory
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.plan import Plan, Theme

ROOT = Path(__file__).parents[3]
MODELS, LEXICONS = ROOT / "data" / "models", ROOT / "data" / "lexicons"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ROOT / "plan.yaml")


@pytest.fixture(scope="module")
def places() -> PlaceFinder:
    return PlaceFinder(load_gazetteer(ROOT / "data" / "gazetteer"))


@pytest.fixture(scope="module")
def classifier(plan: Plan, places: PlaceFinder) -> Classifier:
    return Classifier.load(plan, models_dir=MODELS, shipped_dir=MODELS, lexicons_dir=LEXICONS, places=places)


def press(text: str, title: str | None = None, item_id: str = "p") -> Item:
    return Item(
        id=item_id, kind=Kind.PRESS, channel=Channel.PRESS_LOCAL, text=text, title=title, source="bao-dong-khoi"
    )


POISONED = press(
    "Trưa 12-10, sau bữa ăn bán trú, hơn 60 học sinh Trường Tiểu học Hoa Mai, huyện Ba Tri, đau bụng, nôn ói, phải nhập"
    " viện cấp cứu.",
    title="Hơn 60 học sinh tiểu học nhập viện nghi ngộ độc",
)


def test_poisoning_at_home(classifier: Classifier):
    (found,) = classifier.classify_batch([POISONED])
    assert found.relevant.value
    assert found.themes[0].id == "school-safety"
    assert [each.id for each in found.incident_types] == ["food-poisoning"]
    assert found.severity is Severity.S4
    assert found.territory is Territory.HOME
    assert not found.good_news.value


def test_every_reason_quotes_the_text(classifier: Classifier):
    text = POISONED.full_text
    (found,) = classifier.classify_batch([POISONED])
    assert found.reasons[0].rule.startswith("floor.")
    assert all(text[reason.start : reason.end] == reason.text for reason in found.reasons)
    assert any(reason.rule.startswith("term.") for reason in found.reasons)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        pytest.param("Sở công bố chỉ tiêu tuyển sinh lớp 10 và lịch thi vào các trường THPT.", "exams-admissions",
                     id="exams"),
        pytest.param("Hai nhóm nữ sinh đánh nhau trước cổng trường, một em bị bạn đánh hội đồng.", "school-violence",
                     id="violence"),
        pytest.param("Nhiều trường chọn sách giáo khoa theo chương trình giáo dục phổ thông 2018.", "curriculum-2018",
                     id="curriculum"),
        pytest.param("Trường có học sinh F0, chuyển sang học trực tuyến để phòng dịch Covid-19.", "covid-response",
                     id="covid"),
    ],
)  # fmt: skip
def test_plain_themes(classifier: Classifier, text: str, theme: str):
    (found,) = classifier.classify_batch([press(text)])
    assert theme in {each.id for each in found.themes}


def test_child_theme_brings_its_parent(classifier: Classifier):
    (found,) = classifier.classify_batch([press("Clip nữ sinh bị bạn đánh hội đồng trong trường gây phẫn nộ.")])
    assert {"school-violence", "school-safety"} <= {each.id for each in found.themes}


def test_what_is_not_relevant_has_no_theme(classifier: Classifier):
    (found,) = classifier.classify_batch([press("Giá dừa khô tăng, nông dân phấn khởi thu hoạch vườn dừa.")])
    assert not found.relevant.value
    assert (found.themes, found.incident_types, found.severity) == ((), (), Severity.S0)


def test_comment_takes_its_subject_from_what_it_answers(classifier: Classifier):
    comment = Item(id="c", kind=Kind.SOCIAL, channel=Channel.COMMENT, reply_to="p",
                   text="Quá vô trách nhiệm, phải xử lý nghiêm hiệu trưởng!")  # fmt: skip
    (alone,) = classifier.classify_batch([comment])
    (placed,) = classifier.classify_batch([comment], contexts={"p": POISONED})
    assert "school-safety" in {each.id for each in placed.themes}
    assert placed.sentiment is Sentiment.NEGATIVE
    assert placed.severity is Severity.S1
    assert alone.themes != placed.themes


def test_order_and_repetition(classifier: Classifier):
    items = [replace(POISONED, id="a"), press("Lịch thi học kỳ.", item_id="b"), replace(POISONED, id="c")]
    found = classifier.classify_batch(items)
    assert [each.item_id for each in found] == ["a", "b", "c"]
    assert classifier.classify_batch(items) == found
    assert replace(found[2], item_id="a") == found[0]


def test_batch_of_one_equals_batch_of_many(classifier: Classifier):
    items = [replace(POISONED, id="a"), press("Lịch thi học kỳ.", item_id="b")]
    assert classifier.classify_batch(items) == [classifier.classify_batch([item])[0] for item in items]


def test_empty_batch(classifier: Classifier):
    assert classifier.classify_batch([]) == []


def test_one_bad_item_gets_a_fallback_and_is_logged(plan: Plan, places: PlaceFinder, caplog: pytest.LogCaptureFixture):
    class Refusing(FeatureReader):
        def read(self, item: Item, answered: Item | None = None, *, plain: bool = False):  # type: ignore[no-untyped-def]
            if item.id == "bad":
                raise RuntimeError("boom")
            return super().read(item, answered, plain=plain)

    classifier = Classifier(plan, reader=Refusing(plan, LEXICONS), models={}, places=places)
    with caplog.at_level(logging.ERROR):
        found = classifier.classify_batch([replace(POISONED, id="bad"), POISONED])
    assert found[0].reasons[0].rule == "error.classifier"
    assert (found[0].relevant.value, found[0].severity, found[0].severity_confidence) == (True, Severity.S1, 0.0)
    assert found[1].reasons[0].rule != "error.classifier"
    assert "item=bad" in caplog.text


def test_without_models_phrases_decide(plan: Plan, places: PlaceFinder, tmp_path: Path):
    classifier = Classifier.load(plan, models_dir=tmp_path, shipped_dir=tmp_path, lexicons_dir=LEXICONS, places=places)
    (found,) = classifier.classify_batch([press("Bàn về sách giáo khoa.", title="Chọn sách giáo khoa lớp 10")])
    assert found.relevant.value
    assert "curriculum-2018" in {each.id for each in found.themes}


def test_missing_task_falls_back_to_the_shipped_model(plan: Plan, places: PlaceFinder, tmp_path: Path):
    own = tmp_path / "themes.npz"
    own.write_bytes((MODELS / "themes.npz").read_bytes())
    classifier = Classifier.load(plan, models_dir=tmp_path, shipped_dir=MODELS, lexicons_dir=LEXICONS, places=places)
    (found,) = classifier.classify_batch([POISONED])
    assert {task for task, _ in found.versions} == {*TASKS, "levels", "places", "severity"}


def test_broken_model_is_refused(plan: Plan, places: PlaceFinder, tmp_path: Path):
    (tmp_path / "themes.npz").write_bytes(b"hong")
    with pytest.raises(ClassifierError, match=r"themes\.npz"):
        Classifier.load(plan, models_dir=tmp_path, shipped_dir=MODELS, lexicons_dir=LEXICONS, places=places)


def test_model_of_another_task_is_refused(plan: Plan, places: PlaceFinder, tmp_path: Path):
    (tmp_path / "themes.npz").write_bytes((MODELS / "sentiment.npz").read_bytes())
    with pytest.raises(ClassifierError, match="sentiment"):
        Classifier.load(plan, models_dir=tmp_path, shipped_dir=MODELS, lexicons_dir=LEXICONS, places=places)


def test_theme_nobody_taught_is_told_by_its_phrases(plan: Plan, places: PlaceFinder):
    new = Theme(
        id="school-bus", section="9", name="Xe đưa rước", purpose="", phrases=("xe buýt học đường", "bến xe trường")
    )
    wider = replace(plan, themes=(*plan.themes, new))
    classifier = Classifier.load(wider, models_dir=MODELS, shipped_dir=MODELS, lexicons_dir=LEXICONS, places=places)
    (found,) = classifier.classify_batch([press("Xe buýt học đường dừng ở bến xe trường.", title="Xe buýt học đường")])
    assert "school-bus" in {each.id for each in found.themes}


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param({"digital": (0.7, 0.5), "staffing": (0.4, 0.5)}, ["digital"], id="over-threshold"),
        pytest.param({"digital": (0.3, 0.5), "staffing": (0.1, 0.5)}, ["digital"], id="best-when-near"),
        pytest.param({"digital": (0.1, 0.5)}, [], id="too-far"),
        pytest.param({"school-violence": (0.9, 0.5), "school-safety": (0.2, 0.5)}, ["school-safety", "school-violence"],
                     id="parent"),
        pytest.param({"digital": (0.9, 0.5), "staffing": (0.8, 0.5), "strategy": (0.7, 0.5), "preschool": (0.6, 0.5)},
                     ["digital", "staffing", "strategy"], id="three-at-most"),
    ],
)  # fmt: skip
def test_choice_of_themes(plan: Plan, scores: dict[str, tuple[float, float]], expected: list[str]):
    assert [each.id for each in choose_themes(plan, scores)] == expected


def test_two_types_at_most():
    scores = dict.fromkeys(("a", "b", "c"), (0.9, 0.5))
    assert [each.id for each in choose_types(scores)] == ["a", "b"]


def test_rule_scores_without_model():
    scores = score_labels(["a", "b"], None, None, {"theme:a": 1.2}, "theme")
    assert scores["a"][0] > scores["a"][1]
    assert scores["b"][0] == 0.0
