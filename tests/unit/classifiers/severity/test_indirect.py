"""Grave events told by their consequences: each kind is heard, and not where the same words tell of something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from alerts.rule_words import rule_words
from classifiers.facts.extract import find_facts
from classifiers.facts.indirect import HINTED_KINDS, find_hints
from classifiers.severity.decide import decide_severity
from classifiers.severity.decision import SeverityDecision
from classifiers.severity.floors import FLOORS
from monitor.core.clock import parse_time
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Fact, Sentiment, Severity
from monitor.core.text import fold, normalise
from tests.unit.classifiers.severity.indirect_texts import HARMLESS, TELLING

TEXTS_OF_A_KIND = 8
HEARD_WITHOUT_ACCENTS = 0.7


def cases(texts: Mapping[str, str]) -> Iterator[Any]:
    for kind, lines in texts.items():
        for number, text in enumerate(lines.strip().splitlines(), start=1):
            yield pytest.param(kind, text, id=f"{kind}-{number}")


def kinds_told(text: str) -> set[str]:
    return {told.kind for told in find_hints(normalise(text))}


def post(text: str) -> Item:
    at = parse_time("2022-10-12T15:00:00+07:00")
    return Item(id="x", kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, text=text, published_at=at)


def hinted_facts(text: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in find_facts(post(text), normalise(text)) if fact.kind in HINTED_KINDS)


def decide(text: str, sentiment: Sentiment = Sentiment.NEGATIVE) -> SeverityDecision:
    facts = find_facts(post(text), normalise(text))
    return decide_severity(facts, item=post(text), incident_types=(), relevant=True, sentiment=sentiment)


@pytest.mark.parametrize(("kind", "text"), list(cases(TELLING)))
def test_hears_what_is_told_without_its_name(kind, text):
    assert kind in kinds_told(text)


@pytest.mark.parametrize(("kind", "text"), list(cases(HARMLESS)))
def test_hears_nothing_grave_in_the_same_words(kind, text):
    assert kinds_told(text) == set()


@pytest.mark.parametrize("kind", sorted(HINTED_KINDS))
def test_every_kind_has_texts_of_both_sorts(kind):
    assert len(TELLING[kind].strip().splitlines()) >= TEXTS_OF_A_KIND
    assert len(HARMLESS[kind].strip().splitlines()) >= TEXTS_OF_A_KIND


def test_hears_most_of_it_in_texts_typed_without_accents():
    texts = [(kind, fold(text)) for kind, text in (case.values for case in cases(TELLING))]

    heard = sum(kind in kinds_told(text) for kind, text in texts)

    assert heard >= HEARD_WITHOUT_ACCENTS * len(texts)


DROWNED = "Xuồng úp ngay vàm, ba đứa bám được bập dừa, em lớp 6 trường Tân Xuân thì tới giờ vẫn chưa thấy nổi lên."


def test_quotes_the_words_that_meet():
    (fact,) = hinted_facts(DROWNED)

    assert fact.kind == "death-hinted"
    assert fact.text == DROWNED[fact.start : fact.end]
    assert fact.text.startswith("Xuồng úp")


def test_is_grave_where_somebody_of_a_school_is_near_and_less_sure_than_plain_words():
    hinted, plain = decide(DROWNED), decide("Em học sinh lớp 6 trường Tân Xuân chết đuối ngay vàm.")

    assert (hinted.level, plain.level) == (Severity.S3, Severity.S3)
    assert hinted.confidence < plain.confidence


def test_is_grave_even_where_the_tone_is_heard_as_praise():
    assert decide(DROWNED, Sentiment.POSITIVE).level is Severity.S3


def test_is_a_candidate_where_nobody_of_a_school_is_near():
    assert decide("Người ta leo qua thành cầu rồi buông tay, để lại lá thư.").level is Severity.S2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Không có em học sinh nào tử vong như tin đồn. Xuồng úp ngay vàm, chiếc dép trên bờ là của người đi chợ.",
            id="death-denied",
        ),
        pytest.param("Em học sinh lớp 6 nằm im, môi tím. Đó là tình huống trong buổi diễn tập cứu đuối.", id="drill"),
    ],
)
def test_nothing_grave_stands_where_the_text_denies_or_plays_it(text):
    assert not [fact for fact in hinted_facts(text) if fact.stands]


def test_each_kind_has_a_floor_and_words_for_staff():
    assert {floor.rule for floor in FLOORS} >= {f"floor.{kind}" for kind in HINTED_KINDS}
    assert all(rule_words(f"floor.{kind}") for kind in (*HINTED_KINDS, "hinted"))
