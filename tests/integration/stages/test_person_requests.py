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
from monitor.core.casework.cases import Author, FileEvent, Noted
from monitor.core.config.plan_file import load_plan
from monitor.core.entries import Evidence
from monitor.core.errors import RecordError
from monitor.core.persons import Hit, PersonPattern, RequestKind, RequestState
from monitor.core.plan import Plan
from monitor.stages.person_requests import (
    confirm_erasing,
    export_person,
    look,
    propose_erasing,
    refuse_request,
    take_request,
)
from monitor.store.database import Store, open_store
from monitor.store.person_requests import PersonRequests
from tests.fakes.report_rows import put_news
from tests.fakes.store_rows import an_entry

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


def taken_in(store: Store, plan: Plan, kind: RequestKind, *terms: str) -> int:
    with store.transaction() as tx:
        return take_request(tx, kind, terms, plan=plan, login="hoa", now=NOW).number


def test_erasing_takes_two_people_and_reaches_everything(store, plan):
    number = taken_in(store, plan, RequestKind.ERASE, NAME, PHONE)
    with pytest.raises(RecordError, match="chưa ai đề xuất"):
        confirm_erasing(store, number, login="binh", now=NOW)
    looked = propose_erasing(store, number, login="hoa", now=NOW)
    assert {hit.where for hit in looked.hits} == {"items", "evidence", "case_events"}
    with pytest.raises(RecordError, match="phải khác"):
        confirm_erasing(store, number, login="hoa", now=NOW)
    assert confirm_erasing(store, number, login="binh", now=NOW) == 3
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
    number = taken_in(store, plan, RequestKind.ERASE, NAME)
    propose_erasing(store, number, login="hoa", now=NOW)
    with store.transaction() as tx:
        put_news(tx, "new", NOW, item={"text": f"Lại {NAME}"})
    with pytest.raises(RecordError, match="đã khác"):
        confirm_erasing(store, number, login="binh", now=NOW)


def export_to(sink: list[bytes], store: Store, number: int) -> None:
    export_person(store, number, login="hoa", now=NOW + timedelta(hours=1), write=sink.append)


def test_export_is_a_zip_of_what_is_stored(store, plan):
    number = taken_in(store, plan, RequestKind.EXPORT, NAME)
    written: list[bytes] = []
    export_to(written, store, number)
    with zipfile.ZipFile(io.BytesIO(written[0])) as archive:
        record = json.loads(archive.read("du-lieu.json"))
        assert "tin bài (a)" in archive.read("doc-truoc.txt").decode()
    assert [item["id"] for item in record["items"]] == ["a"]
    with pytest.raises(RecordError, match="đã xử lý xong"):
        export_to(written, store, number)


def test_what_cannot_be_written_leaves_the_request_open(store, plan):
    def full(_content: bytes) -> None:
        raise OSError("no space left")

    number = taken_in(store, plan, RequestKind.EXPORT, NAME)
    with pytest.raises(OSError, match="no space"):
        export_person(store, number, login="hoa", now=NOW, write=full)
    with store.read() as tx:
        assert [one.number for one in tx.person_requests.waiting()] == [number]


@pytest.mark.parametrize("step", ["propose", "confirm", "export"])
def test_others_write_while_the_archive_is_looked_through(store, plan, monkeypatch, step):
    """The archive is read whole: minutes for a million items, in which news must come in."""
    kind = RequestKind.EXPORT if step == "export" else RequestKind.ERASE
    number = taken_in(store, plan, kind, NAME)
    if step == "confirm":
        propose_erasing(store, number, login="hoa", now=NOW)
    find = PersonRequests.find

    def find_while_others_write(self: PersonRequests, person: PersonPattern) -> Iterator[Hit]:
        for count, hit in enumerate(find(self, person)):
            with store.transaction() as tx:
                put_news(tx, f"meanwhile-{count}", NOW, item={"text": f"{NAME} lại có mặt"})
            yield hit

    monkeypatch.setattr(PersonRequests, "find", find_while_others_write)
    if step == "propose":
        assert len(propose_erasing(store, number, login="hoa", now=NOW).hits) == 4
    elif step == "confirm":
        assert confirm_erasing(store, number, login="binh", now=NOW) == 3
    else:
        export_to([], store, number)
    with store.read() as tx:
        assert tx.items.get("meanwhile-0") is not None


def test_a_request_answered_while_somebody_looks_is_not_answered_twice(store, plan, monkeypatch):
    number = taken_in(store, plan, RequestKind.ERASE, NAME)

    def refused_meanwhile(_self: PersonRequests, _person: PersonPattern) -> Iterator[Hit]:
        with store.transaction() as tx:
            refuse_request(tx, number, reason="Điều 19", login="binh", now=NOW)
        return iter(())

    monkeypatch.setattr(PersonRequests, "find", refused_meanwhile)
    with pytest.raises(RecordError, match="đã xử lý xong"):
        propose_erasing(store, number, login="hoa", now=NOW)


@pytest.mark.parametrize(
    "item_id", ["bao/2026/1", "a", "7"], ids=["an id with strokes", "a plain id", "a number as id"]
)
def test_versions_and_entries_are_reached_by_their_keys(store, plan, item_id):
    with store.transaction() as tx:
        put_news(tx, item_id, NOW, item={"text": f"{NAME} đến trường"})
        put_news(tx, item_id, NOW + timedelta(minutes=1), item={"text": f"{NAME} đã về nhà"})
        tx.entries.add(an_entry(key=f"https://a.example/{item_id}", title=f"Bà {NAME}"), found_at=NOW)
    number = taken_in(store, plan, RequestKind.ERASE, NAME)
    looked = propose_erasing(store, number, login="hoa", now=NOW)
    assert {"item_versions", "entries"} <= {hit.where for hit in looked.hits}
    confirm_erasing(store, number, login="binh", now=NOW)
    with store.read() as tx:
        assert not look(tx, [NAME]).hits


@pytest.mark.parametrize("terms", [[], ["An"], ["Trần Thị Bích Ngọc", "x"]], ids=["none", "short", "one short"])
def test_terms_that_find_too_much_are_refused(store, plan, terms):
    with store.transaction() as tx, pytest.raises(RecordError, match="4 ký tự"):
        take_request(tx, RequestKind.ERASE, terms, plan=plan, login="hoa", now=NOW)


def test_an_unknown_account_can_do_nothing(store, plan):
    with store.transaction() as tx, pytest.raises(RecordError, match="tài khoản"):
        take_request(tx, RequestKind.ERASE, [NAME], plan=plan, login="ma", now=NOW)


def test_a_refusal_ends_the_request(store, plan):
    number = taken_in(store, plan, RequestKind.ERASE, NAME)
    with store.transaction() as tx:
        refuse_request(tx, number, reason="Điều 19", login="hoa", now=NOW)
        assert not tx.person_requests.waiting()
    with pytest.raises(RecordError, match="xong"):
        propose_erasing(store, number, login="hoa", now=NOW)
