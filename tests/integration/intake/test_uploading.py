"""Files handed in through the form."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.app import App
from monitor.collect.intake.files import read_table
from monitor.collect.intake.mapping import guess
from monitor.core.intake import Fate, How, Provenance, Upload
from monitor.stages.importing import FileOfRows, import_rows
from monitor.stages.uploading import NOT_READ, NOTHING_IN_MAIL, submit_file
from monitor.store.database import Tx
from tests.fakes.mails import LETTER, a_mail

CSV = f"Tiêu đề;Nội dung\nTin;{' '.join(LETTER.split())}\n;\nKhai giảng;Trường ở Ba Tri khai giảng năm học mới\nSai;\n"


def handed_in(app: App, name: str, content: bytes):
    return submit_file(app.intake, app.mail_room, Upload(name, content), sender="cttt", how=How.FORM)


def test_an_export_is_one_answer_for_all_rows(app: App):
    (told,) = handed_in(app, "C:\\tai ve\\xuat.CSV", CSV.encode())
    (again,) = handed_in(app, "xuat.csv", CSV.encode())
    assert (told.fate, again.fate) == (Fate.NEW, Fate.KNOWN)
    assert told.incident is not None
    assert "Đã nhập 3 tin mới" in told.words
    assert "Đã nhập 0 tin mới; 3 tin đã có" in again.words


def test_a_mail_and_a_text(app: App):
    (mail,) = handed_in(app, "thu.eml", a_mail(sender="ai@x.example"))
    (text,) = handed_in(app, "don.txt", "Đơn phản ánh thu tiền ở Giồng Trôm".encode("utf-16"))
    assert (mail.fate, text.fate) == (Fate.NEW, Fate.NEW)
    with app.store.read() as tx:
        item = tx.items.get(text.item_id or "")
        (origin,) = tx.intake.of(text.item_id or "")
    assert item is not None
    assert item.text == "Đơn phản ánh thu tiền ở Giồng Trôm"
    assert (origin.sender, origin.how, origin.detail) == ("cttt", How.FORM, "don.txt")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("anh.png", b"x", NOT_READ),
        ("khong-duoi", b"x", NOT_READ),
        ("thu.eml", a_mail(headers={"Auto-Submitted": "auto-replied"}), NOTHING_IN_MAIL),
        ("a.csv", b"stt;ma\n1;2\n", "Không đoán được cột"),
        ("a.xls", b"\xd0\xcf\x11\xe0xxxx", ".xlsx"),
        ("a.txt", b"x" * (1024 * 1024 + 1), "lớn quá 1 MB"),
        ("a.txt", b"", "Chưa có nội dung"),
    ],
    ids=["picture", "no ending", "absence", "no words", "old excel", "large", "empty"],
)
def test_what_is_not_read_is_said(app: App, name: str, content: bytes, words: str):
    (told,) = handed_in(app, name, content)
    assert told.fate is Fate.REFUSED
    assert words in told.words


def test_a_row_that_our_own_code_fails_on_costs_no_other(app: App, monkeypatch: pytest.MonkeyPatch):
    real = app.pipeline.judge._place_some

    def place_some(labelled, also):
        if any(item.title == "Khai giảng" for item, _ in labelled):
            raise ZeroDivisionError
        return real(labelled, also)

    monkeypatch.setattr(app.pipeline.judge, "_place_some", place_some)
    table = read_table(CSV.encode())
    done = import_rows(app.intake, FileOfRows(table, guess(table.columns), "cttt", "xuat.csv"))
    assert done.new == 2
    assert [(fault.number, "gặp lỗi" in fault.reason) for fault in done.faults] == [(4, True)]


def test_a_line_cut_in_its_last_cell_replaces_no_other(app: App):
    lines = [f"Tin số {n};Trường ở xã số {n} trồng cây.;https://a.example/{n}" for n in range(1, 13)]
    whole = "\n".join(["Tiêu đề;Nội dung;Liên kết", *lines])
    (half,) = handed_in(app, "xuat.csv", whole[:-1].encode())  # …/12 cut to …/1
    assert "Đã nhập 11 tin mới" in half.words
    assert "1 dòng không nhận" in half.words
    with app.store.read() as tx:
        assert {len(tx.items.versions(row.item_id)) for row in _origins(tx)} == {1}
    (again,) = handed_in(app, "xuat.csv", whole.encode())
    assert "Đã nhập 1 tin mới; 11 tin đã có" in again.words


def test_a_cut_text_comes_in_once_and_the_whole_one_follows_it(app: App):
    whole = (
        "Liên kết;Nội dung\nhttps://a.example/1;Trường trồng cây\nhttps://a.example/2;Trường cho nghỉ học vì mưa lớn"
    )
    handed_in(app, "xuat.csv", whole[:-4].encode())
    (again,) = handed_in(app, "xuat.csv", f"{whole}\n".encode())
    (third,) = handed_in(app, "xuat.csv", whole[:-4].encode())
    assert "Đã nhập 1 tin mới; 1 tin đã có" in again.words
    assert "Đã nhập 0 tin mới; 1 tin đã có" in third.words
    with app.store.read() as tx:
        assert tx.items.search("vì mưa lớn")


def _origins(tx: Tx) -> list[Provenance]:
    items = tx.items.recent(datetime(2000, 1, 1, tzinfo=UTC))
    return [origin for item in items for origin in tx.intake.of(item.id)]
