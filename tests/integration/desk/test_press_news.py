"""Báo chí: news from draft to posted, and the lists of persons."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from monitor.core.accounts import Role
from monitor.core.press.distribution import Member
from monitor.core.press.news import NewsState
from monitor.stages.casework import distribution_lists, news, news_log
from tests.fakes.store_rows import T0

SCRIPT = "<script>alert(1)</script>"
PORTAL = "Cổng thông tin điện tử của Sở"
TEXT = {"channel": PORTAL, "title": "Tuần lễ an toàn", "text": "Các trường hưởng ứng."}
LIST = {"name": "Phóng viên thường trú", "members": "Nguyễn Văn An; an@bao.example\nLê Bình"}


@pytest.fixture
def writer(office):
    return office.signed_in(Role.DUTY)


@pytest.fixture
def chief(office):
    return office.signed_in(Role.LEADERSHIP)


def pieces(app):
    with app.store.read() as tx:
        return news(tx)


def lists(app):
    with app.store.read() as tx:
        return distribution_lists(tx)


def drafted(app, writer) -> str:
    assert writer.send("/bao-chi/tin", **TEXT).status_code == 303
    return f"/bao-chi/tin/{pieces(app)[0].id}"


def test_news_from_draft_to_posted_by_two_people(app, writer, chief):
    path = drafted(app, writer)
    assert "không tự duyệt được" in writer.read(path)
    assert "Duyệt bản này" in chief.read(path)
    assert chief.send(f"{path}/duyet", seen="1").status_code == 303
    assert "Ghi nhận đã đăng" in writer.read(path)
    posted = writer.send(f"{path}/da-dang", seen="2", url="https://so.example/tin/1", posted_at="2022-10-12T07:00")
    assert posted.status_code == 303
    (piece,) = pieces(app)
    assert piece.state is NewsState.POSTED
    page = writer.read(path)
    assert "https://so.example/tin/1" in page
    assert 'action="/bao-chi/tin/' not in page, "what is posted is over"
    with app.store.read() as tx:
        people = [event.by.person for event in news_log(tx, piece.id)]
        assert tx.outbox.waiting_count() == 0, "nothing was sent"
        acts = {line.act for line in tx.audit.recent(9)}
    assert people == ["Người truc-tin", "Người lanh-dao", "Người truc-tin"]
    assert {"case.NewsWritten", "case.NewsApproved", "case.NewsPosted"} <= acts


def test_a_conflict_shows_both_texts_and_overwrites_nothing(app, writer, chief):
    path = drafted(app, writer)
    assert writer.send(f"{path}/sua", seen="1", **TEXT | {"text": "Bản của người trực."}).status_code == 303
    answer = chief.send(f"{path}/sua", seen="1", **TEXT | {"text": "Bản của lãnh đạo."})
    assert answer.status_code == 409
    assert "Người truc-tin đã ghi thêm" in answer.text
    assert '<div class="news-text">Bản của người trực.</div>' in answer.text
    assert ">Bản của lãnh đạo.</textarea>" in answer.text
    assert 'name="seen" value="2"' in answer.text
    assert pieces(app)[0].text.text == "Bản của người trực."


def test_who_approves_has_read_the_latest_text(app, writer, chief):
    path = drafted(app, writer)
    writer.send(f"{path}/sua", seen="1", **TEXT | {"text": "Bản sau."})
    assert chief.send(f"{path}/duyet", seen="1").status_code == 409
    assert pieces(app)[0].state is NewsState.DRAFT


@pytest.mark.parametrize(
    ("act", "fields", "words"),
    [
        ("duyet", {"seen": "1"}, "không tự duyệt"),
        ("da-dang", {"seen": "1", "url": "https://so.example/1"}, "chưa được lãnh đạo duyệt"),
        ("sua", {"seen": "1"} | TEXT | {"text": " "}, "Chưa có tiêu đề hoặc nội dung"),
        ("sua", {"seen": "1"} | TEXT | {"channel": "khác"}, "chọn nơi sẽ đăng"),
        ("bo", {"seen": "1"}, "Chưa nêu lý do"),
        ("bo", {"reason": "trùng"}, "thiếu phiên bản"),
    ],
)
def test_a_step_that_is_not_taken_says_why(app, writer, act, fields, words):
    path = drafted(app, writer)
    answer = writer.send(f"{path}/{act}", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert pieces(app)[0].version == 1


@pytest.mark.parametrize("late", ["2022-10-13T00:00", "hôm qua"])
def test_posted_in_the_future_is_refused(app, writer, chief, late):
    path = drafted(app, writer)
    chief.send(f"{path}/duyet", seen="1")
    answer = writer.send(f"{path}/da-dang", seen="2", url="https://so.example/1", posted_at=late)
    assert answer.status_code == 422
    assert 'value="https://so.example/1"' in answer.text


def test_a_first_draft_that_cannot_be_kept_stays_in_the_form(app, writer):
    answer = writer.send("/bao-chi/tin", **TEXT | {"channel": ""})
    assert answer.status_code == 422
    assert ">Các trường hưởng ứng.</textarea>" in answer.text
    assert pieces(app) == ()


def test_empty_pages_say_so(writer):
    assert "Không có tin nào đang soạn" in writer.read("/bao-chi/tin")
    assert "Chưa có danh sách nào" in writer.read("/bao-chi/danh-sach")
    assert writer.get("/bao-chi/tin/khong-co").status_code == 404


def test_a_list_is_saved_changed_and_removed(app, writer):
    assert writer.send("/bao-chi/danh-sach", seen="0", **LIST).status_code == 303
    (known,) = lists(app).lists
    assert known.members == (Member("Nguyễn Văn An", "an@bao.example"), Member("Lê Bình"))
    page = writer.read("/bao-chi/danh-sach")
    assert "2 người, 1 người chưa có thư điện tử" in page
    assert "Nguyễn Văn An; an@bao.example\nLê Bình</textarea>" in page
    assert writer.send("/bao-chi/danh-sach", seen="1", **LIST | {"members": "Lê Bình"}).status_code == 303
    assert [len(one.members) for one in lists(app).lists] == [1]
    assert writer.send("/bao-chi/danh-sach/bo", seen="2", name=LIST["name"]).status_code == 303
    assert lists(app).lists == ()


def test_a_list_somebody_else_changed_is_not_overwritten(app, writer, chief):
    writer.send("/bao-chi/danh-sach", seen="0", **LIST)
    answer = chief.send("/bao-chi/danh-sach", seen="0", **LIST | {"members": "Trần Cúc; cuc@bao.example"})
    assert answer.status_code == 409
    assert "Trần Cúc; cuc@bao.example</textarea>" in answer.text
    assert "Lê Bình</pre>" in answer.text
    assert len(lists(app).lists[0].members) == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (LIST | {"members": "an@bao.example"}, "Dòng 1: thiếu họ tên"),
        (LIST | {"members": "\n".join(["x; y"] * 9)}, "Và 4 dòng khác"),
        (LIST | {"members": " "}, "chưa có ai"),
        (LIST | {"name": " "}, "Chưa có tên danh sách"),
    ],
)
def test_a_list_that_cannot_be_kept_says_why(app, writer, fields, words):
    answer = writer.send("/bao-chi/danh-sach", seen="0", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert lists(app).lists == ()


def test_a_list_that_is_gone_cannot_be_removed(writer):
    assert writer.send("/bao-chi/danh-sach/bo", seen="0", name="không có").status_code == 422


def test_those_who_only_look_see_no_addresses_and_no_forms(office, writer):
    writer.send("/bao-chi/danh-sach", seen="0", **LIST)
    viewer = office.signed_in(Role.VIEWER)
    page = viewer.read("/bao-chi/danh-sach")
    assert "Phóng viên thường trú" in page
    assert "an@bao.example" not in page
    assert 'action="/bao-chi' not in page + viewer.read("/bao-chi/tin")


def test_what_people_type_is_shown_as_text(app, writer):
    writer.send("/bao-chi/tin", **TEXT | {"title": SCRIPT, "text": SCRIPT})
    writer.send("/bao-chi/danh-sach", seen="0", name=SCRIPT, members=SCRIPT)
    (piece,) = pieces(app)
    for path in ("/bao-chi/tin", f"/bao-chi/tin/{piece.id}", "/bao-chi/danh-sach"):
        assert SCRIPT not in writer.read(path)


def test_an_earlier_text_can_still_be_read(app, writer):
    path = drafted(app, writer)
    app.clock.advance(timedelta(minutes=5))
    writer.send(f"{path}/sua", seen="1", **TEXT | {"text": "Bản sau."})
    page = writer.read(path)
    assert re.search(r"Bản 1:.*Các trường hưởng ứng", page, re.DOTALL)
    assert pieces(app)[0].written_at == T0 + timedelta(minutes=5)
