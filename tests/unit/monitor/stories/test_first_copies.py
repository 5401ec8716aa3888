from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.incidents import IncidentStatus, Veracity
from monitor.core.labels import Fact, Severity
from monitor.core.openings import FirstCopy
from monitor.stories.first_copies import repeats_old_text, with_first_copies, worth_asking
from tests.fakes.store_rows import T0
from tests.unit.monitor.stories.test_incidents import article, decide, ill, opened, post

LONG_AGO = T0 - timedelta(days=21)
DEATH = Fact("death", "đã mất", 0, 6, 1)


def first(*facts: Fact, at=LONG_AGO) -> FirstCopy:
    return FirstCopy("old", at, "nhom-a", facts or (ill(12),))


@pytest.mark.parametrize(
    ("facts", "copy", "old"),
    [
        pytest.param((ill(12),), first(), True, id="the same facts"),
        pytest.param((ill(12),), first(at=T0 - timedelta(days=14)), False, id="two weeks, no more"),
        pytest.param((ill(12), DEATH), first(), False, id="a new harm"),
        pytest.param((ill(31),), first(), False, id="a higher count"),
        pytest.param((ill(13),), first(), True, id="nearly the same count"),
        pytest.param((), first(), True, id="less than before"),
        pytest.param((ill(12), Fact("arrest", "bị bắt", 0, 6)), first(), False, id="a new step"),
        pytest.param((ill(12), replace(DEATH, guards=("negated",))), first(), True, id="a harm that is none"),
        pytest.param((ill(12),), None, False, id="no first copy"),
    ],
)
def test_what_repeats_an_old_text(facts, copy, old):
    assert repeats_old_text(replace(post("a", facts=facts), first_copy=copy)) is old


def test_old_words_alone_open_nothing():
    assert decide(replace(post("a"), first_copy=first())).event == "none"
    assert decide(replace(article("a"), first_copy=first())).event == "none"


def test_reactions_beside_old_words_open_nothing():
    reaction = post("b", severity=Severity.S1, facts=())
    assert decide(replace(post("a"), first_copy=first()), reaction).event == "none"


def test_a_fresh_account_beside_old_words_is_news_and_the_only_voice():
    found = opened(replace(post("a", facts=(ill(40),)), first_copy=first(ill(40))), post("b", minutes=5))
    assert (found.origins, dict(found.counts)) == (1, {"hospitalised": 12})
    assert found.veracity is Veracity.UNVERIFIED


def test_old_words_add_nothing_to_an_open_incident():
    current = opened(post("a"))
    late = replace(post("b", minutes=5, facts=(ill(40),)), first_copy=first(ill(40)))
    decision = decide(post("a"), late, current=current, minutes=5)
    assert decision.event == "quiet"
    assert decision.incident is not None
    assert decision.incident.status is IncidentStatus.OPEN


def test_the_first_copy_inside_the_story_makes_it_a_copy():
    members = with_first_copies(
        (post("a"), post("b", minutes=60)), {"b": FirstCopy("a", T0, "nhom-a"), "x": FirstCopy("y", T0, "")}
    )
    assert [member.copy_of for member in members] == [None, "a"]
    assert members[1].first_copy is None


def test_only_grave_originals_are_asked_about():
    official = post("o")
    members = (
        post("a"), post("b", copy_of="a"), post("c", severity=Severity.S1),
        replace(official, item=replace(official.item, official=True)),
    )  # fmt: skip
    assert worth_asking(members) == ("a",)
