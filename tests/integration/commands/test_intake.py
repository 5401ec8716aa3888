"""`monitor add` with a link, `monitor import`, `monitor mailbox`."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.fakes.mails import OFFICE, a_mail
from tests.fakes.news_server import NewsServer

CSV = (
    "Tiêu đề;Nội dung;Link bài viết;Ngày đăng;Nền tảng;Người đăng;Lượt thích\n"
    "Mưa lớn;Trường ở Ba Tri cho học sinh nghỉ học;https://bao.example/a-1.html;12/10/2022 08:00;Báo;PV;1.200\n"
    ";Con tôi học lớp 2 ở Giồng Trôm bị thu tiền quỹ;https://facebook.com/groups/1/2;12/10/2022;Facebook;Lan Mẫu;3\n"
    ";;https://bao.example/a-2.html;12/10/2022;;;\n"
    "Tin;x;không có;12/10/2022;;;\n"
)
PAGE = """<html><body><article><h1>Trường Tiểu học Bông Sen Trắng ở Ba Tri khai giảng năm học mới</h1>
<p>Sáng nay, Trường Tiểu học Bông Sen Trắng, xã An Đức, huyện Ba Tri tổ chức lễ khai giảng năm học mới.</p>
<p>Nhiều học sinh vượt khó được nhận học bổng của hội khuyến học địa phương trong buổi lễ.</p>
</article></body></html>"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "xuat.csv"
    path.write_text(CSV, "utf-8-sig")
    return path


def test_add_reads_a_link_and_keeps_source_place_and_time(monitor):
    with NewsServer() as web:
        web.add("/bai.html", PAGE)
        options = ("--source", "Nhóm Phụ huynh", "--place", "Ba Tri", "--at", "12/10/2022 08:30")
        first = monitor("add", web.url("/bai.html"), *options)
        again = monitor("add", web.url("/bai.html?fbclid=1"))
    assert (first.status, again.status) == (0, 0)
    assert "đã có trong hệ thống" in again.out
    (record,) = monitor("export").records
    assert (record["kind"], record["channel"], record["source"], record["source_place"]) == (
        "report", "manual", "Nhóm Phụ huynh", "Ba Tri",
    )  # fmt: skip
    assert record["published_at"] == "2022-10-12T08:30:00+07:00"


def test_add_says_why_a_link_is_not_read(monitor):
    ran = monitor("add", "http://10.1.1.1/x")
    assert (ran.status, ran.out) == (2, "")
    assert "chép nội dung" in ran.err


def test_add_refuses_a_time_it_cannot_read(monitor):
    ran = monitor("add", "Tin", "--at", "hôm nào")
    assert ran.status == 2
    assert "12/10/2022 08:30" in ran.err


def test_import_shows_first_and_takes_in_only_when_told(monitor, export):
    ran = monitor("import", export)
    assert ran.status == 2
    assert "Mưa lớn" in ran.out
    assert "Link bài viết" in ran.out
    assert "Lan Mẫu" not in ran.out
    assert "--yes" in ran.err
    assert monitor("export").records == []


def test_import_takes_good_rows_and_tells_row_and_column_of_bad_ones(monitor, export):
    ran = monitor("import", export, "--yes")
    assert ran.status == 3
    assert "dòng 4, cột «Nội dung»" in ran.err
    assert "dòng 5, cột «Link bài viết»" in ran.err
    assert "2 tin mới" in ran.out
    records = {record["channel"]: record for record in monitor("export").records}
    assert set(records) == {"aggregator", "facebook-profile"}
    assert records["aggregator"]["engagement"]["reactions"] == 1200
    assert "Lan Mẫu" not in json.dumps(list(records.values()), ensure_ascii=False)


def test_import_twice_adds_nothing(monitor, export):
    monitor("import", export, "--yes")
    again = monitor("import", export, "--yes")
    assert "0 tin mới; 2 tin đã có" in again.out
    assert len(monitor("export").records) == 2


def test_the_same_writer_has_one_name_over_restarts_and_another_elsewhere(monitor, export, tmp_path):
    def author(**env: str) -> str:
        monitor("import", export, "--yes", env=env)
        return next(r["author"] for r in monitor("export", env=env).records if r["kind"] == "social")

    first, again = author(), author()
    elsewhere = author(MONITOR_VAR=str(tmp_path / "khac"))
    assert first == again != elsewhere
    assert first.startswith("u-")


def test_a_mapping_is_kept_by_name(monitor, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"c1": "Tin", "c2": "Trường ở Ba Tri nghỉ học vì mưa lớn"}\n', "utf-8")
    unknown = monitor("import", path, "--yes")
    saved = monitor("import", path, "--yes", "--map", "title=c1", "--map", "text=c2", "--save-mapping", "dich-vu-a")
    again = monitor("import", path, "--yes", "--mapping", "dich-vu-a")
    assert (unknown.status, saved.status, again.status) == (2, 0, 0)
    assert "c1, c2" in unknown.err
    assert (tmp_path / "var" / "mappings" / "dich-vu-a.yaml").is_file()
    assert "1 tin đã có" in again.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--mapping", "khong-co"), "không có bảng ghép cột"),
        (("--map", "tua=Tiêu đề"), "các trường là title"),
        (("--sheet", "Trang 9"), "2 tin mới"),
    ],
)
def test_slips_are_told(monitor, export, arguments, words):
    ran = monitor("import", export, "--yes", *arguments)
    assert words in ran.err + ran.out


def test_a_workbook_and_a_file_that_is_none(monitor, tmp_path):
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Nội dung", "Ngày đăng"])
    book.active.append(["Trường ở Ba Tri nghỉ học vì mưa lớn", "12/10/2022"])
    book.save(stream)
    good, bad = tmp_path / "a.xlsx", tmp_path / "b.xls"
    good.write_bytes(stream.getvalue())
    bad.write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 100)
    assert "1 tin mới" in monitor("import", good, "--yes").out
    ran = monitor("import", bad, "--yes")
    assert (ran.status, ran.out) == (2, "")
    assert ".xlsx" in ran.err
    assert monitor("import", tmp_path / "khong-co.csv").status == 2


def test_mailbox_reads_the_folder_and_lists_what_is_held_back(monitor, tmp_path):
    inbox = tmp_path / "var" / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "a.eml").write_bytes(a_mail())
    held = monitor("mailbox")
    assert held.status == 0
    assert OFFICE in held.out
    assert "MONITOR_MAIL_SENDERS" in held.out
    taken = monitor("mailbox", env={"MONITOR_MAIL_SENDERS": "@so.example"})
    assert "1 thư đã nhận" in taken.out
    assert OFFICE not in taken.out
    assert len(monitor("export").records) == 1
    assert monitor("mailbox", "--list").out == ""


def test_mailbox_says_what_is_wrong_with_the_server(monitor):
    ran = monitor("mailbox", env={"MONITOR_IMAP_URL": "imaps://a:bi-mat@127.0.0.1:1/INBOX"})
    assert ran.status == 1
    assert "không kết nối được máy chủ thư" in ran.out
    assert "bi-mat" not in ran.out + ran.err
