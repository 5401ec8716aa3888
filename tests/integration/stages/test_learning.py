"""Staff's answers stand at once, are kept as history, and outlive a new judgement of the same text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.core.config.plan_file import load_plan
from monitor.core.corrections import GivenLabels, version_of
from monitor.core.labels import Scored, Sentiment, Verdict
from monitor.core.plan import Plan
from monitor.stages.learning import correct_labels, twenty_most_useful
from monitor.store.database import Tx, open_store
from tests.fakes.store_rows import T0, a_classification, an_item, at

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ROOT / "plan.yaml")


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[Tx]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    with store.transaction() as tx:
        yield tx
    store.close()


def correct(tx: Tx, plan: Plan, given: GivenLabels, *, item_id: str = "q1"):
    return correct_labels(tx, item_id, given, plan=plan, person="lan", unit="van-phong", now=at(1))


def test_a_correction_stands_at_once_and_is_remembered(tx: Tx, plan: Plan) -> None:
    tx.items.put(an_item(), now=T0)
    tx.labels.put(a_classification(themes=(Scored("digital", 0.6),), versions=(("themes", "m1"),)), now=T0)
    kept = correct(tx, plan, GivenLabels(themes=("staffing",), sentiment=Sentiment.NEUTRAL))
    assert kept is not None
    assert [(each.task, each.old, each.new, each.version, each.confirms) for each in kept] == [
        ("themes", ("digital",), ("staffing",), "m1", False),
        ("sentiment", ("neutral",), ("neutral",), None, True),
    ]
    shown = tx.labels.get("q1")
    assert shown is not None
    assert shown.themes == (Scored("staffing", 1.0),)
    assert version_of(shown, "themes") == "corrected:m1"
    assert tuple(each.person for each in tx.corrections.of("q1")) == ("lan", "lan")
    (line,) = tx.audit.recent(1)
    assert (line.act, line.what, line.person, line.note) == ("correct-labels", "q1", "lan", "themes")


def test_a_second_person_may_say_otherwise(tx: Tx, plan: Plan) -> None:
    tx.items.put(an_item(), now=T0)
    tx.labels.put(a_classification(), now=T0)
    correct(tx, plan, GivenLabels(sentiment=Sentiment.NEGATIVE))
    correct(tx, plan, GivenLabels(sentiment=Sentiment.POSITIVE))
    first, second = tx.corrections.of("q1")
    assert (first.old, second.old, second.new) == (("neutral",), ("negative",), ("positive",))


def test_what_does_not_exist_is_not_corrected(tx: Tx, plan: Plan) -> None:
    tx.items.put(an_item("chua-phan-loai"), now=T0)
    assert correct(tx, plan, GivenLabels(relevant=True), item_id="q404") is None
    assert correct(tx, plan, GivenLabels(relevant=True), item_id="chua-phan-loai") is None


def test_the_useful_ones_are_offered_until_somebody_judged_them(tx: Tx, plan: Plan) -> None:
    for name, score, text in (("sure", 0.99, "Trường họp phụ huynh."), ("unsure", 0.5, "Có ai nghe gì chưa?")):
        tx.items.put(an_item(name, text=text, arrived_at=T0), now=T0)
        said = a_classification(
            name, relevant=Verdict(value=True, score=score), sentiment_score=score, severity_confidence=0.99,
            themes=(Scored("digital", score),),
        )  # fmt: skip
        tx.labels.put(said, now=T0)
    assert [one.item.id for one in twenty_most_useful(tx, now=at(60))] == ["unsure"]
    correct(tx, plan, GivenLabels(relevant=False), item_id="unsure")
    assert twenty_most_useful(tx, now=at(60)) == ()
    assert twenty_most_useful(tx, now=at(60 * 24 * 40)) == ()
