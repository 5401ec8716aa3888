from __future__ import annotations

import pytest

from classifiers.choosing.fact_types import settle_types
from monitor.core.labels import Fact, Reason, Scored


def fact(kind: str, *guards: str, at: int = 0) -> Fact:
    return Fact(kind, kind, at, at + len(kind), None, guards)


def because(*facts: Fact) -> list[Reason]:
    return [Reason("floor.any", each.text, each.start, each.end) for each in facts]


CHARGED, EMBEZZLED = fact("prosecution"), fact("corruption", at=40)
FIRE, HURT, EATEN = fact("fire"), fact("hospitalised", at=20), fact("poisoned", at=40)

ROWS = [
    pytest.param(["food-poisoning"], [FIRE, HURT], [HURT], ["facility-disaster"], id="smoke-is-no-food"),
    pytest.param(["food-poisoning"], [FIRE, HURT, EATEN], [HURT], ["food-poisoning"], id="fire-and-food"),
    pytest.param(["food-poisoning"], [fact("fire", "drill"), HURT], [HURT], ["food-poisoning"], id="fire-drilled"),
    pytest.param(["food-poisoning", "facility-disaster"], [FIRE], [FIRE], ["facility-disaster"], id="named-once"),
    pytest.param([], [FIRE, HURT], [HURT], ["facility-disaster"], id="carried-out-of-a-fire"),
    pytest.param(["death-injury"], [FIRE, HURT], [HURT], ["facility-disaster", "death-injury"], id="hurt-by-fire"),
    pytest.param([], [EATEN], [EATEN], ["food-poisoning"], id="proved-by-the-reason"),
    pytest.param([], [fact("exam-leak-content")], [fact("exam-leak-content")], ["exam-integrity"], id="paper-out"),
    pytest.param([], [fact("unsafe-building")], [fact("unsafe-building")], ["facility-disaster"], id="cracked-wall"),
    pytest.param(
        ["death-injury", "facility-disaster"],
        [FIRE, HURT],
        [HURT],
        ["facility-disaster", "death-injury"],
        id="the-building-first",
    ),
    pytest.param(["violence"], [FIRE], [FIRE], ["violence"], id="set-on-fire-in-a-fight"),
    pytest.param(["false-notice"], [HURT], [HURT], ["death-injury"], id="hurt-and-nobody-deceives"),
    pytest.param(["scam-impersonation"], [fact("fracture")], [], ["death-injury"], id="broken-and-nobody-deceives"),
    pytest.param(["scam-impersonation"], [HURT, fact("scam")], [HURT], ["scam-impersonation"], id="told-by-a-swindler"),
    pytest.param([], [HURT], [HURT], [], id="hospital-alone-proves-no-type"),
    pytest.param([], [EATEN], [], [], id="no-reason"),
    pytest.param(["violence"], [EATEN], [EATEN], ["violence"], id="the-model-stands"),
    pytest.param(["other"], [EATEN], [EATEN], ["other"], id="the-rest-when-the-model-is-sure"),
    pytest.param([], [CHARGED, EMBEZZLED], [CHARGED], ["corruption-procurement"], id="charged-with-embezzling"),
    pytest.param([], [fact("arrest"), fact("child-abuse", at=90)], [fact("arrest")], ["child-care-abuse"], id="carer"),
    pytest.param([], [CHARGED], [CHARGED], ["teacher-conduct"], id="charged-with-nothing-told"),
    pytest.param(
        [], [CHARGED, fact("corruption", at=900)], [CHARGED], ["teacher-conduct"], id="another-matter-far-off"
    ),
    pytest.param(
        [], [CHARGED, fact("corruption", "denied", at=40)], [CHARGED], ["teacher-conduct"], id="a-deed-that-is-denied"
    ),
    pytest.param(
        [],
        [CHARGED, EMBEZZLED, fact("sexual-abuse", at=150)],
        [CHARGED],
        ["corruption-procurement"],
        id="the-nearer-deed",
    ),
]


@pytest.mark.parametrize(("chosen", "facts", "reasons", "expected"), ROWS)
def test_types_follow_the_facts(chosen: list[str], facts: list[Fact], reasons: list[Fact], expected: list[str]):
    found = settle_types([Scored(each, 0.9) for each in chosen], facts, because(*reasons))
    assert [each.id for each in found] == expected


@pytest.mark.parametrize(("fact", "expected"), [(EATEN, "food-poisoning"), (HURT, "other")], ids=["proves", "does-not"])
def test_a_fact_says_more_than_an_unsure_rest(fact: Fact, expected: str):
    found = settle_types([Scored("other", 0.4)], [fact], because(fact))
    assert [each.id for each in found] == [expected]
