"""Champion and challenger: who is better takes over, and nothing is lost."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from classifiers.learning.champions import NOTES, PREVIOUS, go_back, learnt_through, promote
from classifiers.learning.contest import Contest, Entry, Verdict, hold_contest, judge_contest
from classifiers.learning.learn import Corrected, LearningFolders, learn, pinned_ids
from classifiers.learning.report import TaskOutcome, render_report
from classifiers.models.features import Terms
from classifiers.models.model_file import load_model
from classifiers.models.scoring import TaskScore, score_sets
from classifiers.models.tasks import TASKS
from classifiers.models.train import Example
from monitor.core.config.plan_file import load_plan
from monitor.core.errors import ClassifierError
from monitor.core.items import item_from_record
from monitor.core.plan import Plan

ROOT = Path(__file__).parents[4]
NOW = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ROOT / "plan.yaml")


def example(word: str, label: str, group: str) -> Example:
    return Example(Terms({word: 1.0}, {}), Terms({word: 1.0}, {}), frozenset((label,)), group)


def entries(*, new_words_teach: bool) -> list[Entry]:
    """Old texts say `a` and `b`; new ones say `c` for x, which only who has learnt from new texts can know."""
    old = [Entry(example(word, label, group)) for group in ("g1", "g2", "g3") for _ in range(6)
           for word, label in (("a", "x"), ("b", "y"))]  # fmt: skip
    word, label = ("c", "x") if new_words_teach else ("a", "y")
    new = [Entry(example(word, label, f"s{i % 3}"), new=True) for i in range(12)]
    return [*old, *new]


def test_a_challenger_that_learnt_something_wins():
    contest = hold_contest(TASKS["themes"], entries(new_words_teach=True))
    assert (contest.texts, contest.new) == (48, 12)
    assert contest.challenger.macro.value == 1.0 > contest.champion.macro.value
    assert contest.on_new is not None
    assert contest.on_new[0].items == 12
    assert contest.pinned is None
    assert judge_contest(contest).promote


def test_labels_that_contradict_what_was_known_do_not_win():
    contest = hold_contest(TASKS["themes"], entries(new_words_teach=False))
    verdict = judge_contest(replace(contest, on_new=None))
    assert not verdict.promote or contest.challenger.macro.value > contest.champion.macro.value


def score(right: int, wrong: int, *, label: str = "x") -> TaskScore:
    """`right` texts of a label found, `wrong` missed."""
    gold = [frozenset((label,))] * (right + wrong)
    return score_sets("themes", gold, [frozenset((label,)) if i < right else frozenset() for i in range(len(gold))])


BETTER = score(60, 40), score(70, 30)


def contest_of(
    champion: TaskScore, challenger: TaskScore, *, pinned: tuple[TaskScore, TaskScore] | None = None
) -> Contest:
    return Contest("themes", champion.items, 30, champion, challenger, pinned, None)


@pytest.mark.parametrize(
    ("contest", "promote", "why"),
    [
        pytest.param(contest_of(score(60, 40), score(70, 30)), True, "tốt hơn", id="better"),
        pytest.param(contest_of(score(60, 40), score(60, 40)), False, "không tốt hơn", id="equal"),
        pytest.param(contest_of(score(60, 40), score(55, 45)), False, "«x» giảm", id="worse-label-is-named"),
        pytest.param(
            contest_of(score(60, 40), score(70, 30), pinned=(score(9, 1), score(5, 5))),
            False,
            "bộ kiểm tra",
            id="pinned",
        ),
        pytest.param(
            contest_of(score(60, 40), score(70, 30), pinned=(score(9, 1), score(9, 1))),
            True,
            "tốt hơn",
            id="pinned-same",
        ),
    ],
)
def test_verdicts(contest: Contest, *, promote: bool, why: str):
    verdict = judge_contest(contest)
    assert verdict.promote is promote
    assert why in "; ".join(verdict.reasons)


def test_one_text_of_a_rare_label_is_no_fall_two_are():
    def with_rare(right: int) -> TaskScore:
        gold = [frozenset(("x",))] * 100 + [frozenset(("rare",))] * 10
        said = [frozenset(("x",))] * 100 + [frozenset(("rare",))] * right + [frozenset[str]()] * (10 - right)
        return score_sets("themes", gold, said)

    champion = with_rare(10)
    for right, promoted in ((9, True), (8, False)):
        challenger = with_rare(right)
        reasons = judge_contest(contest_of(champion, challenger)).reasons
        assert any("«rare»" in reason for reason in reasons) is not promoted


def record(row_id: str, text: str, tone: str) -> dict[str, Any]:
    return {"id": row_id, "text": text, "labels": {"sentiment": tone}}


@pytest.fixture
def folders(tmp_path: Path) -> LearningFolders:
    """Three writers with plain praise and blame; two texts read twice."""
    labelled = tmp_path / "labelled"
    (labelled / "second").mkdir(parents=True)
    for writer in "abc":
        rows = [record(f"{writer}{i}", text, tone) for i in range(8) for text, tone in
                ((f"thầy cô tận tâm lần {i}", "positive"), (f"trường thu tiền vô lý lần {i}", "negative"))]  # fmt: skip
        lines = (json.dumps(row | {"id": f"{row['id']}-{n}"}, ensure_ascii=False) for n, row in enumerate(rows))
        (labelled / f"{writer}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (labelled / "second" / "second-1.jsonl").write_text('{"id": "a0-0", "labels": {}}\n', encoding="utf-8")
    return LearningFolders(labelled, ROOT / "data" / "lexicons", tmp_path / "models")


def staff_rows(count: int = 24, *, first: int = 1) -> list[Corrected]:
    """Words the authored texts do not have."""
    found = []
    for i in range(count):
        text, tone = (("mê ly hết sảy", "positive"), ("ngán ngẩm ghê gớm", "negative"))[i % 2]
        item = item_from_record({"id": f"q{i}", "text": f"{text} {i}"})
        found.append(Corrected(item, {"sentiment": tone}, {"sentiment": first + i}, story=f"c{i // 2}"))
    return found


def learn_sentiment(rows: list[Corrected], plan: Plan, folders: LearningFolders, **options: Any) -> TaskOutcome:
    (outcome,) = learn(rows, plan=plan, folders=folders, tasks=("sentiment",), **options)
    return outcome


def test_the_winner_is_put_in_place_and_remembers_what_it_learnt(plan: Plan, folders: LearningFolders):
    outcome = learn_sentiment(staff_rows(), plan, folders)
    assert outcome.verdict.promote, outcome.verdict
    assert load_model(folders.models / "sentiment.npz").version == outcome.version
    assert learnt_through(folders.models) == {"sentiment": 24}
    again = learn_sentiment(staff_rows(), plan, folders)
    assert (again.contest, again.verdict.promote) == (None, False)
    assert "cần ít nhất 20" in again.verdict.reasons[0]


def test_dry_run_changes_nothing(plan: Plan, folders: LearningFolders):
    assert learn_sentiment(staff_rows(), plan, folders, dry_run=True).verdict.promote
    assert not folders.models.exists()


def test_too_few_new_labels_are_no_contest(plan: Plan, folders: LearningFolders):
    outcome = learn_sentiment(staff_rows(6), plan, folders)
    assert (outcome.contest, outcome.verdict.promote) == (None, False)


def test_texts_that_two_read_are_pinned(folders: LearningFolders, tmp_path: Path):
    assert pinned_ids(folders.labelled) == {"a0-0"}
    assert pinned_ids(tmp_path / "none") == frozenset()
    (folders.labelled / "second" / "second-2.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(ClassifierError, match=r"second-2\.jsonl:1"):
        pinned_ids(folders.labelled)


def generation(folder: Path, **contents: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / f"{name}.npz").write_text(content, encoding="utf-8")
    return folder


def standing(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in folder.glob("*.npz")}


def test_going_back_and_forth_keeps_both_generations(tmp_path: Path):
    folder = tmp_path / "models"
    folder.mkdir()
    promote(folder, generation(tmp_path / "s1", themes="t1"), through={"themes": 5})
    promote(folder, generation(tmp_path / "s2", themes="t2", sentiment="s2"), through={"themes": 9, "sentiment": 9})
    assert standing(folder) == {"themes": "t2", "sentiment": "s2"}
    assert standing(folder / PREVIOUS) == {"themes": "t1"}
    assert go_back(folder)
    assert (standing(folder), learnt_through(folder)) == ({"themes": "t1"}, {"themes": 5})
    assert go_back(folder)
    assert standing(folder) == {"themes": "t2", "sentiment": "s2"}
    assert learnt_through(folder) == {"themes": 9, "sentiment": 9}


def test_before_the_first_promotion_stood_the_shipped_models(tmp_path: Path):
    folder = tmp_path / "models"
    assert not go_back(folder)
    folder.mkdir()
    promote(folder, generation(tmp_path / "s1", themes="t1"), through={"themes": 5})
    assert go_back(folder)
    assert (standing(folder), learnt_through(folder)) == ({}, {})


@pytest.mark.parametrize("content", ["", "[1]", '{"themes": "năm"}'], ids=["empty", "list", "no-number"])
def test_broken_notes_are_told_by_name(tmp_path: Path, content: str):
    (tmp_path / NOTES).write_text(content, encoding="utf-8")
    with pytest.raises(ClassifierError, match="learning"):
        learnt_through(tmp_path)


def test_the_report_says_what_was_done_and_why(plan: Plan, folders: LearningFolders):
    won = learn_sentiment(staff_rows(), plan, folders)
    idle = TaskOutcome("themes", None, Verdict(promote=False, reasons=("chưa đủ nhãn mới",)))
    text = render_report([won, idle], corrected_items=24, now=NOW)
    assert "08:00" in text
    assert "Số tin cán bộ đã gán nhãn: 24." in text
    assert "**thay**: tốt hơn trên phần giữ lại" in text
    assert f"(phiên bản {won.version})" in text
    assert "| chủ đề | 0 | – | – | – | – | giữ nguyên: chưa đủ nhãn mới |" in text
    assert "## Sắc thái" in text
    shutil.rmtree(folders.models)
