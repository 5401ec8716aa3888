"""A person's request: found however it is written, two people for erasing, a clock, an audit without names."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.core.accounts import Account, Role
from monitor.core.cases import Author, FileEvent, Noted
from monitor.core.entries import Evidence
from monitor.core.errors import RecordError
from monitor.core.persons import PersonPattern, RequestKind, RequestState
from monitor.core.plan import Plan
from monitor.core.plan_file import load_plan
from monitor.stages.person_requests import (
    confirm_erasing,
    export_person,
    look,
    propose_erasing,
    refuse_request,
    take_request,
)
from monitor.store.database import Store, open_store
from tests.fakes.report_rows import put_news

NOW = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)  # a Thursday
NAME, PHONE = "Trần Thị Bích Ngọc", "0912 345 678"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(Path(__file__).parents[3] / "plan.yaml")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    with store.transaction() as tx:
        for login in ("hoa", "binh"):
            tx.users.put(Account(login, login, login.title(), Role.ADMIN, NOW))
        put_news(tx, "a", NOW, item={"text": f"Cô {NAME} nói, gọi 0912.345.678.", "lead": "co tran thi bich ngoc"})
        put_news(tx, "b", NOW, item={"text": "Tin khác, không nhắc ai."})
        tx.evidence.add(Evidence("a", NOW, "https://a.example/a", "ab", 3, f"<p>{NAME}</p>".encode()))
        note = FileEvent("incident:1", 1, NOW, Author("Hoa", "van-phong"), Noted(f"Đã gọi chị {NAME}"))
        tx.cases.append(note)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("term", "text"),
    [
        pytest.param(NAME, "em tran thi bich ngoc lop 7", id="no accents"),
        pytest.param("tran thi bich ngoc", "Trần Thị\nBích Ngọc", id="over a line"),
        pytest.param(PHONE, "gọi +84 912-345-678 nhé", id="+84"),
        pytest.param("+84912345678", "gọi 09.1234.5678", id="0 for +84"),
        pytest.param("facebook.com/bich.ngoc", "xem https://Facebook.com/bich.ngoc/", id="profile"),
    ],
)
def test_a_person_is_found_however_written(term, text):
    assert len(PersonPattern([term]).spans(text)) == 1


@pytest.mark.parametrize(
    ("term", "text"),
    [
        pytest.param("Bích Ngọc", "Bích Ngọcc", id="not inside a word"),
        pytest.param(PHONE, "10912345678", id="not inside a number"),
    ],
)
def test_nobody_else_is_found(term, text):
    assert not PersonPattern([term]).spans(text)


def test_covering_keeps_the_length():
    text = f"Cô {NAME} nói"
    assert len(PersonPattern([NAME]).cover(text)) == len(text)


def test_the_clock_counts_working_days(store, plan):
    with store.transaction() as tx:
        taken = take_request(tx, RequestKind.ERASE, [NAME], plan=plan, login="hoa", now=NOW)
    assert taken.due_on == date(2026, 10, 5), "Friday and Monday"


def test_erasing_takes_two_people_and_reaches_everything(store, plan):
    with store.transaction() as tx:
        number = take_request(tx, RequestKind.ERASE, [NAME, PHONE], plan=plan, login="hoa", now=NOW).number
        with pytest.raises(RecordError, match="chưa ai đề xuất"):
            confirm_erasing(tx, number, login="binh", now=NOW)
        _, looked = propose_erasing(tx, number, login="hoa", now=NOW)
        assert {hit.where for hit in looked.hits} == {"items", "evidence", "case_events"}
        with pytest.raises(RecordError, match="phải khác"):
            confirm_erasing(tx, number, login="hoa", now=NOW)
        assert confirm_erasing(tx, number, login="binh", now=NOW) == 3
    with store.read() as tx:
        assert not look(tx, [NAME, PHONE]).hits
        assert not tx.items.search("Bích Ngọc")
        item, copy = tx.items.get("a"), tx.evidence.of("a")[0]
        request = tx.person_requests.get(number)
        lines = " ".join(f"{one.line.what} {one.line.note}" for one in tx.audit.before(None, 20))
        assert tx.audit.verify().whole
    assert item is not None
    assert request is not None
    assert (copy.page, copy.complete, copy.sha256) == (b"", False, "ab")
    assert (request.state, request.terms) == (RequestState.DONE, ())
    assert "Ngọc" not in lines
    assert "0912" not in lines


def test_what_was_seen_must_be_what_is_erased(store, plan):
    with store.transaction() as tx:
        number = take_request(tx, RequestKind.ERASE, [NAME], plan=plan, login="hoa", now=NOW).number
        propose_erasing(tx, number, login="hoa", now=NOW)
        put_news(tx, "new", NOW, item={"text": f"Lại {NAME}"})
        with pytest.raises(RecordError, match="đã khác"):
            confirm_erasing(tx, number, login="binh", now=NOW)


def test_export_is_a_zip_of_what_is_stored(store, plan):
    with store.transaction() as tx:
        number = take_request(tx, RequestKind.EXPORT, [NAME], plan=plan, login="hoa", now=NOW).number
        content = export_person(tx, number, login="hoa", now=NOW + timedelta(hours=1))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        record = json.loads(archive.read("du-lieu.json"))
        assert "tin bài (a)" in archive.read("doc-truoc.txt").decode()
    assert [item["id"] for item in record["items"]] == ["a"]


@pytest.mark.parametrize("terms", [[], ["An"], ["Trần Thị Bích Ngọc", "x"]], ids=["none", "short", "one short"])
def test_terms_that_find_too_much_are_refused(store, plan, terms):
    with store.transaction() as tx, pytest.raises(RecordError, match="4 ký tự"):
        take_request(tx, RequestKind.ERASE, terms, plan=plan, login="hoa", now=NOW)


def test_an_unknown_account_can_do_nothing(store, plan):
    with store.transaction() as tx, pytest.raises(RecordError, match="tài khoản"):
        take_request(tx, RequestKind.ERASE, [NAME], plan=plan, login="ma", now=NOW)


def test_a_refusal_ends_the_request(store, plan):
    with store.transaction() as tx:
        number = take_request(tx, RequestKind.ERASE, [NAME], plan=plan, login="hoa", now=NOW).number
        refuse_request(tx, number, reason="Điều 19", login="hoa", now=NOW)
        assert not tx.person_requests.waiting()
        with pytest.raises(RecordError, match="xong"):
            propose_erasing(tx, number, login="hoa", now=NOW)
