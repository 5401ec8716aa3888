"""Items taken together come to what they come to one by one, whatever is among them; one bad item costs no other."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from alerts.channels.recording import RecordingChannel
from alerts.routes import route
from monitor.core.clock import VirtualClock
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Classification, Scored, Sentiment, Severity, Territory
from monitor.pipeline import Pipeline
from monitor.stages import judging
from monitor.stages.parts import Parts
from monitor.store.database import Store, open_store
from monitor.store.items import PutResult
from monitor.stories.incidents import IncidentContext
from tests.fakes.engines import POSTGRES, SQLITE
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, a_classification, an_item

GRAVE = "nhập viện"
SCHOOLS = ("Bông Sen Trắng", "Rạch Lá", "Cồn Dừa")
TEXTS = (
    "Hơn 60 học sinh Trường Tiểu học {school} ở Ba Tri nhập viện sau bữa ăn bán trú trưa nay, nghi ngộ độc thực phẩm",
    "Vụ ngộ độc ở Trường Tiểu học {school}: thêm học sinh nhập viện, tổng cộng {n} em đã được cấp cứu trong chiều nay",
    "Trường Tiểu học {school} ở Ba Tri trồng thêm {n} cây bóng mát quanh sân trường nhân ngày hội môi trường",
    "Phụ huynh Trường Tiểu học {school} phàn nàn cổng trường kẹt xe mỗi sáng, {n} người đã ký đơn đề nghị",
    "Thư viện Trường Tiểu học {school} mở lại phòng đọc vào buổi chiều cho {n} em học sinh lớp năm",
)
PAPERS = (
    "Mới nhận thông báo của Sở Giáo dục Bến Tre cho học sinh toàn tỉnh nghỉ học hết tuần này, giấy đóng dấu đỏ hẳn hoi",
    "Thông báo của Sở Giáo dục Bến Tre cho học sinh toàn tỉnh nghỉ học hết tuần này là giả mạo, đừng tin bà con ơi",
)


class Labeller:
    """What is grave says so in the text; one in ten of the rest is a complaint at home; `failing` ids fail."""

    def __init__(self, failing: frozenset[str] = frozenset()) -> None:
        self.failing = failing

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        del contexts
        return [self._label(item) for item in items]

    def _label(self, item: Item) -> Classification:
        if item.id in self.failing:
            raise ZeroDivisionError
        grave = GRAVE in item.text
        return a_classification(
            item.id,
            severity=Severity.S3 if grave else Severity.S1 if "phàn nàn" in item.text else Severity.S0,
            territory=Territory.HOME,
            sentiment=Sentiment.NEGATIVE,
            incident_types=(Scored("food-poisoning", 0.9),) if grave else (),
        )


def a_stream(seed: int, count: int = 60) -> list[Item]:
    """News, copies, posts about a paper, comments, re-deliveries and edits, in any order."""
    chance = random.Random(seed)
    stream: list[Item] = []
    for number in range(count):
        kind = chance.random()
        if stream and kind < 0.1:
            stream.append(chance.choice(stream))
        elif stream and kind < 0.2:
            old = chance.choice(stream)
            stream.append(replace(old, text=f"{old.text}. Cập nhật {number}: {GRAVE if kind < 0.13 else 'không đổi'}."))
        elif stream and kind < 0.3:
            stream.append(_own(chance.choice(stream), number))
        elif kind < 0.4:
            paper = chance.choice(PAPERS)
            stream.append(
                an_item(f"p{number}", paper, kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, author=f"a{number}")
            )
        elif stream and kind < 0.45:
            answered = chance.choice(stream)
            stream.append(an_item(f"c{number}", f"Con tôi cũng vậy {number}", kind=Kind.SOCIAL,
                                  channel=Channel.COMMENT, reply_to=answered.id))  # fmt: skip
        else:
            text = chance.choice(TEXTS).format(school=chance.choice(SCHOOLS), n=chance.randint(20, 90))
            stream.append(an_item(f"q{number}", text, title=text, source=f"bao-{chance.randint(1, 6)}",
                                  url=f"https://bao.example/{number}",
                                  published_at=T0 - timedelta(days=chance.randint(0, 3), seconds=chance.randint(0, 2)),
                                  arrived_at=None))  # fmt: skip
    return stream


def _own(item: Item, number: int) -> Item:
    """The same text by another outlet."""
    return replace(item, id=f"x{number}", source=f"bao-khac-{number}", url=f"https://khac.example/{number}")


def a_pipeline(store: Store, labeller: Labeller, told: list[Any], clock: VirtualClock) -> Pipeline:
    plan = a_plan()
    forged = replace(plan.incident_types[0], id="false-notice", name="Văn bản giả mạo")
    plan = replace(plan, incident_types=(*plan.incident_types, forged))
    context = IncidentContext(plan=plan, route=lambda query: route(plan, query), name_of=lambda place: place)
    channels: dict[str, Any] = {"email": RecordingChannel("email")}
    return Pipeline(Parts(plan, store, labeller, context, clock, channels, sink=told.append))


def everything(store: Store) -> dict[str, list[Any]]:
    with store.read() as tx:
        return {name: sorted(map(repr, tx.tables.rows(name))) for name in tx.tables.names()}


def outcome(store: Store, stream: Sequence[Item]) -> tuple[dict[str, list[Any]], list[Any]]:
    clock, told = VirtualClock(T0), list[Any]()
    pipeline = a_pipeline(store, Labeller(), told, clock)
    for start in range(0, len(stream), 15):
        pipeline.receive(stream[start : start + 15])
        clock.advance(timedelta(minutes=7))
    return everything(store), told


@pytest.fixture(params=[SQLITE, POSTGRES])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path}/m.db" if request.param == SQLITE else request.getfixturevalue("postgres_url")
    with closing(open_store(url)) as store:
        yield store


def one_by_one(tmp_path: Path, stream: Sequence[Item], monkeypatch) -> tuple[dict[str, list[Any]], list[Any]]:
    with closing(open_store(f"sqlite:///{tmp_path}/alone.db")) as alone, monkeypatch.context() as patch:
        patch.setattr(judging, "TOGETHER", 1)
        return outcome(alone, stream)


def test_together_comes_to_what_one_by_one_comes_to(tmp_path, store, monkeypatch):
    for_one = one_by_one(tmp_path, a_stream(1), monkeypatch)
    assert for_one[0]["incidents"], "a stream without an incident shows little"
    rows, told = outcome(store, a_stream(1))
    # On PostgreSQL a line that is there already uses a number up.
    assert {name for name in rows if rows[name] != for_one[0][name]} <= {"suppressed"}
    assert told == for_one[1]


@pytest.mark.parametrize("seed", range(2, 8))
def test_any_stream_together_comes_to_what_it_comes_to_one_by_one(tmp_path, monkeypatch, seed):
    stream = a_stream(seed)
    with closing(open_store(f"sqlite:///{tmp_path}/together.db")) as together:
        assert outcome(together, stream) == one_by_one(tmp_path, stream, monkeypatch)


def quiet_items(count: int) -> list[Item]:
    return [
        an_item(
            f"q{n}", f"Trường Mầm non số {n} ở xã thứ {n * 7} tổ chức buổi {n * 13} trồng cây", url=f"https://a/{n}"
        )
        for n in range(count)
    ]


def test_quiet_items_together_cost_less_than_two_statements_each(tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path}/m.db")) as store:
        pipeline = a_pipeline(store, Labeller(), [], VirtualClock(T0))
        pipeline.receive(quiet_items(1))
        statements: list[str] = []
        event.listen(store._engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))
        pipeline.receive(quiet_items(26)[1:])
    assert len(statements) < 2 * 25


def test_one_that_fails_costs_no_other(store, monkeypatch):
    pipeline = a_pipeline(store, Labeller(), [], VirtualClock(T0))
    real = judging.Placing._assign

    def assign(self, arrival, known):
        if arrival.item.id == "q3":
            raise ZeroDivisionError
        return real(self, arrival, known)

    monkeypatch.setattr(judging.Placing, "_assign", assign)
    failed: list[str] = []
    received = pipeline.judge.receive(quiet_items(6), failed=lambda item, _: failed.append(item.id))
    assert failed == ["q3"]
    assert [(one.item_id, one.result) for one in received] == [(f"q{n}", PutResult.NEW) for n in (0, 1, 2, 4, 5)]
    with store.read() as tx:
        assert tx.items.known(f"q{n}" for n in range(6)) == {"q0", "q1", "q2", "q4", "q5"}


def test_what_is_said_of_all_is_kept_with_them_or_not_at_all(store):
    pipeline = a_pipeline(store, Labeller(), [], VirtualClock(T0))

    def note(tx, items):
        for item in items:
            tx.meta.set(item.id, "có")
            if item.id == "q2":
                raise ZeroDivisionError

    pipeline.judge.receive(quiet_items(4), also=note, failed=lambda _item, _error: None)
    with store.read() as tx:
        assert [tx.meta.get(f"q{n}") for n in range(4)] == ["có", "có", None, "có"]


def test_a_story_corrected_meanwhile_is_looked_at_whole(store):
    """Its quiet members are not taken from memory: a person's word about one of them counts at the next item."""
    told: list[Any] = []
    pipeline = a_pipeline(store, Labeller(), told, VirtualClock(T0))
    text = TEXTS[2].format(school="Rạch Lá", n=30)
    pipeline.receive([an_item("q1", text, source="bao-1", url="https://a.example/1")])
    with store.transaction() as tx:
        assert tx.incidents.open() == ()
        said = tx.labels.get("q1")
        assert said is not None
        tx.labels.put(replace(said, severity=Severity.S3), now=T0)
    pipeline.receive([an_item("q2", text, source="bao-2", url="https://b.example/2")])
    with store.read() as tx:
        (incident,) = tx.incidents.open()
    assert incident.item_ids[0] == "q1"
