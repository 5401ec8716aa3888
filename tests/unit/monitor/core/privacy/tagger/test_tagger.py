"""The learnt tagger of the mask: its sums, its file, and that learning is repeatable."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from monitor.core.errors import ClassifierError
from monitor.core.privacy.tagger.chain import chances
from monitor.core.privacy.tagger.model import CLASS, FILE, HOME, LABELS, NAME, NUMBER, OFFICIAL, TaggerModel, load, save
from monitor.core.privacy.tagger.scene import JOINTS
from monitor.core.privacy.tagger.tagger import Tag, Tagger, tagger
from monitor.core.privacy.tokens import Passage
from monitor.core.privacy.training.build import learn
from monitor.core.privacy.training.texts import Text, forms

MODEL = Path(__file__).parents[6] / "data" / "models" / FILE
MOST_BYTES = 300_000


def tagged(text: str) -> list[tuple[str, int]]:
    passage = Passage(text)
    return [(text[slice(*passage.span(tag.begin, tag.end))], tag.label) for tag in tags_of(tagger(), passage)]


def tags_of(reader: Tagger, passage: Passage) -> list[Tag]:
    return reader.tags(passage, reader.chances(passage, {}))


def test_chances_are_those_of_all_labellings():
    numbers = np.random.default_rng(5)
    scores = numbers.normal(size=(3, LABELS)).astype(np.float32)
    follows = np.exp(numbers.normal(size=(JOINTS, LABELS, LABELS))).astype(np.float32)
    before, behind = (numbers.random(LABELS).astype(np.float32) + 0.1 for _ in range(2))
    joints = [0, 2, 1]
    expected = np.zeros((3, LABELS))
    for labels in product(range(LABELS), repeat=3):
        weight = (
            before[labels[0]] * behind[labels[-1]] * np.exp(sum(scores[k, label] for k, label in enumerate(labels)))
        )
        weight *= np.prod([follows[joints[k], labels[k - 1], labels[k]] for k in (1, 2)])
        expected[range(3), labels] += weight
    expected /= expected.sum(axis=1, keepdims=True)
    assert np.allclose(chances(np.exp(scores), follows, joints, before, behind), expected, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("hôm qua bé gia hân bị bạn đánh", "gia hân", id="small letters"),
        pytest.param("hom qua chau tran thi bich ngoc bi ban danh", "tran thi bich ngoc", id="without accents"),
    ],
)
def test_names_where_capitals_tell_nothing(text, named):
    assert any(named in found and label == NAME for found, label in tagged(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Trường THCS Nguyễn Đình Chiểu khai giảng", id="school"),
        pytest.param("UBND huyện Mỏ Cày Nam họp với Sở Giáo dục và Đào tạo", id="bodies"),
        pytest.param("các em học sinh được nghỉ học vì mưa lớn", id="no name"),
        pytest.param("", id="nothing"),
        pytest.param("?!…", id="no word"),
    ],
)
def test_what_stays(text):
    assert tagged(text) == []


@pytest.mark.parametrize(
    ("text", "label", "stays"),
    [
        pytest.param("A3", CLASS, False, id="class"),
        pytest.param("5h50", CLASS, True, id="time"),
        pytest.param("30k", CLASS, True, id="sum"),
        pytest.param("cồn quy", HOME, False, id="home"),
        pytest.param("cù lao", HOME, True, id="kind of place"),
        pytest.param("không chín", NUMBER, False, id="read out"),
        pytest.param("bạn ấy", NUMBER, True, id="no figure"),
    ],
)
def test_what_the_form_of_words_rules_out(text, label, stays):
    passage = Passage(text)
    certain = np.tile(np.eye(LABELS, dtype=np.float32)[label], (len(passage.words), 1))
    assert (tagger().tags(passage, certain) == []) is stays


def test_what_rules_say_counts():
    passage = Passage("Ông Nguyễn Văn Tám đến trường")
    private, official = (
        tagger().chances(passage, dict.fromkeys(range(1, 4), label))[1:4] for label in (NAME, OFFICIAL)
    )
    assert private[:, NAME].min() > official[:, NAME].max()


def test_the_shipped_model_is_small_and_saved_as_it_was_read(tmp_path):
    assert MODEL.stat().st_size < MOST_BYTES
    model = load(MODEL)
    save(model, tmp_path / FILE)
    again = load(tmp_path / FILE)
    assert np.allclose(again.weights, model.weights, atol=1e-6)
    assert (again.signs, again.counts, again.threshold) == (model.signs, model.counts, model.threshold)


@pytest.mark.parametrize("content", [pytest.param(b"", id="empty"), pytest.param(b"weights", id="broken")])
def test_a_broken_file_is_refused(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ClassifierError, match=FILE):
        load(tmp_path / FILE)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ClassifierError, match=FILE):
        load(tmp_path / FILE)


def some_texts() -> list[Text]:
    written = [
        ("em Hân bị đánh ở trường", ("n", 3, 6)),
        ("bé Khôi nhà ở ấp 4 mất cặp", ("n", 3, 7)),
        ("cô Diễm mắng cả lớp", ("n", 3, 7)),
        ("trường Tân Xuân nghỉ học", ("s", 0, 15)),
    ]
    return [Text(text, (span,), "texts") for text, span in written * 3]


def test_learning_twice_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        save(learn(some_texts(), {"hân": (1, 4)}, most_signs=120), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_was_learnt_is_found():
    model: TaggerModel = replace(learn(some_texts(), {}, most_signs=400), threshold=0.5)
    passage = Passage("chiều nay em Hân bị đánh")
    assert [(tag.begin, tag.end, tag.label) for tag in tags_of(Tagger(model), passage)] == [(3, 4, NAME)]


def test_forms_keep_the_places_of_spans():
    text = Text("Em Trần Thị Ý ở ấp 4", (("n", 3, 13), ("a", 16, 20)), "texts")
    for form in list(forms(text, random.Random(0)))[:6]:
        assert form.spans == text.spans
        assert form.text[3:13].lower().replace("ý", "y")[-1] == "y"
    assert list(forms(text, random.Random(0)))[-1].text == "Em T.T.Ý. ở [địa chỉ]"
