from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from monitor.core.text import fold
from monitor.store import items as items_module
from monitor.store.database import Store, Tx
from tests.fakes.engines import ON_SQLITE
from tests.fakes.store_rows import T0, an_item, at

TEXTS = {
    "dien-bien": "Học sinh từ Điện Biên đến thăm",
    "dong-nai": "Xe đưa đón ở ĐỒNG NAI gặp nạn",
    "khong-dau": "hoc sinh danh nhau o cong truong",
    "ban-an": "Bàn ăn bán trú của các bạn",
    "hoa-moi": "Trường Hòa Bình khai giảng",
    "hoa-cu": "Trường Hoà Bình bế giảng",
    "roi-dau": "Trường Hòa Bình tập huấn".replace("ò", "o\u0300"),
    "danh-nhau": "Nam sinh đánh nhau, nhà trường xác minh",
    "ngoac": 'Thầy nói: "AND" là liên từ - NEAR không phải *',
    "xa": "Đánh cầu lông cùng nhau",
}


@pytest.fixture
def filled(tx: Tx) -> Tx:
    for minute, (item_id, body) in enumerate(TEXTS.items()):
        tx.items.put(an_item(item_id, body, arrived_at=at(minute)), now=T0)
    return tx


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dien bien", {"dien-bien"}),
        ("điện biên", {"dien-bien"}),
        ("ĐIỆN BIÊN", {"dien-bien"}),
        ("Điện Biên".replace("ệ", "e\u0323\u0302"), {"dien-bien"}),
        ("diện biên", set()),
        ("dong nai", {"dong-nai"}),
        ("Đồng Nai", {"dong-nai"}),
        ("đong nai", set()),
        ("danh nhau", {"khong-dau", "danh-nhau"}),
        ("đánh nhau", {"danh-nhau"}),
        ("bán trú", {"ban-an"}),
        ("bàn trú", set()),
        ("hoa binh", {"hoa-moi", "hoa-cu", "roi-dau"}),
        ("hòa bình", {"hoa-moi", "hoa-cu", "roi-dau"}),
        ("hoà bình", {"hoa-moi", "hoa-cu", "roi-dau"}),
        ("hóa bình", set()),
        ("an", {"ban-an"}),
        ("ăn", {"ban-an"}),
        ("nhau nha", {"danh-nhau"}),
        ('"đánh nhau" "xác minh"', {"danh-nhau"}),
        ("xác minh, nam sinh", {"danh-nhau"}),
        ("xác minh; Điện Biên", set()),
        ("nhau đánh", set()),
    ],
)
def test_queries(filled: Tx, query: str, expected: set[str]) -> None:
    assert {item.id for item in filled.items.search(query)} == expected


@pytest.mark.parametrize(
    "query",
    ["", "   ", '"', '""', "*", "-", "^", "(", ")", ":", "''", ";--", "\x00", "🙂", "\ud800", ",,,"],
    ids=ascii,
)
def test_no_words_find_nothing(filled: Tx, query: str) -> None:
    assert filled.items.search(query) == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("AND", {"ngoac"}),
        ("OR", set()),
        ("NOT nhau", set()),
        ("NEAR(nhau xac, 5)", set()),
        ("NEAR", {"ngoac"}),
        ("title: nhau", set()),
        ("nh*", set()),
        ("-nhau", {"khong-dau", "danh-nhau", "xa"}),
        ('"đánh nhau', {"danh-nhau"}),
        ('đánh nhau"', {"danh-nhau"}),
        ("nhau) OR (nhau", set()),
        ("'; DROP TABLE items; --", set()),
        ("đánh nhau" * 5000, set()),
    ],
    ids=lambda value: repr(sorted(value) if isinstance(value, set) else value)[:30],
)
def test_hostile_queries_are_words(filled: Tx, query: str, expected: set[str]) -> None:
    assert {item.id for item in filled.items.search(query)} == expected
    assert filled.items.count() == len(TEXTS)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=40) | st.text("\"*-^():,{}+ ANDORNEAR'\u0301đ", max_size=40))
def test_no_query_breaks_the_search(filled: Tx, query: str) -> None:
    assert len(filled.items.search(query)) <= len(TEXTS)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(["Đắk", "Lắk", "đường", "bão", "nghỉ", "trường"]), min_size=1, max_size=6))
def test_a_text_is_found_by_itself_with_and_without_accents(tx: Tx, words: list[str]) -> None:
    body = " ".join(words)
    tx.items.put(an_item(f"q-{body}", body), now=T0)
    for query in (body, body.upper(), fold(body)):
        assert f"q-{body}" in {item.id for item in tx.items.search(query, limit=1000)}


def test_no_phrase_runs_from_title_to_lead(tx: Tx) -> None:
    tx.items.put(an_item(title="Bạo lực", lead="học đường", text="..."), now=T0)
    assert not tx.items.search("bao luc hoc duong")
    assert tx.items.search("bao luc, hoc duong")


def test_newest_first_by_publication_whatever_the_order_of_arrival(tx: Tx) -> None:
    for n in (3, 1, 4, 0, 2):
        tx.items.put(an_item(f"q{n}", published_at=at(n), arrived_at=at(100 - n)), now=T0)
    assert [item.id for item in tx.items.search("xác minh")] == ["q4", "q3", "q2", "q1", "q0"]
    assert [item.id for item in tx.items.search("xac minh", limit=2)] == ["q4", "q3"]
    assert tx.items.search("xac minh", limit=0) == ()


def test_the_window_is_half_open_to_the_microsecond(tx: Tx) -> None:
    tick = timedelta(microseconds=1)
    for name, moment in (("truoc", T0 - tick), ("dung", T0), ("sau", T0 + tick)):
        tx.items.put(an_item(name, published_at=moment), now=T0)
    assert {item.id for item in tx.items.search("xac minh", since=T0)} == {"dung", "sau"}
    assert {item.id for item in tx.items.search("xac minh", until=T0)} == {"truoc"}
    assert [item.id for item in tx.items.search("xac minh", since=T0, until=T0 + tick)] == ["dung"]


def test_a_new_version_is_found_by_its_new_words_only(tx: Tx) -> None:
    tx.items.put(an_item(text="điểm nóng", published_at=at(0)), now=T0)
    tx.items.put(an_item(text="điểm sáng", published_at=at(90)), now=T0)
    tx.items.put(an_item("q2", text="điểm sáng", published_at=at(60)), now=T0)
    assert tx.items.search("diem nong") == ()
    assert [item.id for item in tx.items.search("diem sang")] == ["q1", "q2"]


def test_looking_ends_after_so_many_candidates(tx: Tx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items_module, "MAX_CANDIDATES", 10)
    tx.items.put(an_item("cu-nhat", "bàn", published_at=at(0)), now=T0)
    for n in range(1, 30):
        tx.items.put(an_item(f"q{n}", "bán", published_at=at(n)), now=T0)
    assert tx.items.search("bàn", limit=5) == ()
    assert [item.id for item in tx.items.search("bán", limit=1)] == ["q29"]


@ON_SQLITE
def test_the_index_agrees_with_the_items(store: Store) -> None:
    with store.transaction() as tx:
        for n, body in enumerate(TEXTS.values()):
            tx.items.put(an_item(f"q{n % 6}", body, title=None if n % 2 else body), now=T0)
    with store._engine.begin() as connection:
        connection.execute(text("INSERT INTO item_fts (item_fts, rank) VALUES ('integrity-check', 1)"))
        connection.execute(text("INSERT INTO item_fts (item_fts) VALUES ('rebuild')"))
    with store.read() as tx:
        assert len(tx.items.search("danh nhau")) == 1
