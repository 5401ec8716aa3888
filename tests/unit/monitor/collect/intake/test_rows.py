"""Columns guessed and kept by name; rows as items, or what is wrong with which column."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.collect.intake.mapping import ColumnMapping, find_mapping, guess, save_mapping, with_choices
from monitor.collect.intake.rows import RowReader, channel_of, count_of, row_id
from monitor.collect.intake.tables import Row, RowFault
from monitor.core.errors import ConfigError
from monitor.core.items import Channel, Engagement, Item, Kind

NOW = datetime(2022, 10, 12, 8, 0, tzinfo=UTC)
FULL = ColumnMapping(
    {name: name for name in ("title", "text", "url", "published_at", "source", "channel", "author", "reactions")}
)


def read(mapping: ColumnMapping = FULL, **cells: str) -> Item | RowFault:
    return RowReader(mapping, b"khoa", "van-phong", NOW).read(Row(2, cells))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param(
            ("STT", "Tiêu đề", "Nội dung", "Link bài viết", "Ngày đăng", "Nguồn", "Người đăng", "Lượt thích"),
            {"title": "Tiêu đề", "text": "Nội dung", "url": "Link bài viết", "published_at": "Ngày đăng",
             "source": "Nguồn", "author": "Người đăng", "reactions": "Lượt thích"},
            id="vietnamese",
        ),
        pytest.param(
            ("id", "message", "permalink_url", "created_time", "page_name", "platform", "shares.count"),
            {"text": "message", "published_at": "created_time", "source": "page_name", "channel": "platform"},
            id="platform",
        ),
        pytest.param(
            ("TIEU DE", "noi dung bai viet", "DUONG DAN"),
            {"title": "TIEU DE", "text": "noi dung bai viet", "url": "DUONG DAN"},
            id="without accents",
        ),
        pytest.param(("Ngày", "Số lượt xem"), {"published_at": "Ngày", "views": "Số lượt xem"}, id="no words"),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_their_header(header: tuple[str, ...], expected: dict[str, str]):
    found = guess(header).columns
    assert {name: column for name, column in found.items() if name in expected} == expected
    assert len(set(found.values())) == len(found)


def test_a_mapping_is_kept_by_name_and_read_back(tmp_path: Path):
    mapping = ColumnMapping(
        {"title": "Tiêu đề", "text": "Nội dung: bài"}, "Trang 1", Channel.FACEBOOK_GROUP, "Dịch vụ A"
    )
    save_mapping("dich-vu-a", mapping, tmp_path / "mappings")
    assert find_mapping("dich-vu-a", (tmp_path / "none", tmp_path / "mappings")) == mapping


@pytest.mark.parametrize("name", ["../etc", "A B", "", "khong-co"])
def test_a_mapping_that_is_not_there_is_a_fault(tmp_path: Path, name: str):
    with pytest.raises(ConfigError):
        find_mapping(name, (tmp_path,))


def test_a_faulty_mapping_file_is_told_with_its_line(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("columns:\n  tieu_de: Tiêu đề\n", "utf-8")
    with pytest.raises(ConfigError) as refused:
        find_mapping("a", (tmp_path,))
    assert "a.yaml:2" in str(refused.value)


@pytest.mark.parametrize(
    ("choice", "columns"),
    [("title=tieu de", {"title": "Tiêu đề", "text": "B"}), ("text=", {}), ("text=B", {"text": "B"})],
)
def test_choices_change_a_mapping(choice: str, columns: dict[str, str]):
    assert dict(with_choices(ColumnMapping({"text": "B"}), [choice], ("Tiêu đề", "B")).columns) == columns


@pytest.mark.parametrize("choice", ["title", "tua=B", "title=Không có"])
def test_a_choice_that_means_nothing_is_told(choice: str):
    with pytest.raises(ConfigError):
        with_choices(ColumnMapping(), [choice], ("B",))


def test_a_row_is_a_post_whose_writer_is_hashed():
    item = read(
        text="<p>Con tôi đau bụng</p>", url="facebook.com/groups/1/posts/2/?utm_source=x", author="Nguyễn Thị Mẫu",
        published_at="12/10/2022 08:30", source="Nhóm phụ huynh", channel="Facebook Group", reactions="1,2K",
    )  # fmt: skip
    assert isinstance(item, Item)
    assert (item.kind, item.channel, item.text) == (Kind.SOCIAL, Channel.FACEBOOK_GROUP, "Con tôi đau bụng")
    assert (item.author or "").startswith("u-")
    assert "Mẫu" not in repr(item)
    assert item.published_at == datetime(2022, 10, 12, 1, 30, tzinfo=UTC)
    assert item.engagement == Engagement(reactions=1200)


def test_without_a_channel_a_row_is_a_report_of_its_sender():
    item = read(ColumnMapping({"text": "text"}), text="Phụ huynh phản ánh thu tiền")
    assert isinstance(item, Item)
    assert (item.kind, item.channel, item.source) == (Kind.REPORT, Channel.MANUAL, "van-phong")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        pytest.param({"title": " "}, "text", id="no words"),
        pytest.param({"text": "x", "url": "không có"}, "url", id="no link"),
        pytest.param({"text": "x", "url": "javascript:alert(1)"}, "url", id="script"),
        pytest.param({"text": "x", "published_at": "hôm nào đó"}, "published_at", id="no time"),
        pytest.param({"text": "x", "published_at": "12/10/2030"}, "published_at", id="future"),
        pytest.param({"text": "x", "reactions": "nhiều"}, "reactions", id="no number"),
    ],
)
def test_a_bad_cell_names_its_column(cells: dict[str, str], column: str):
    fault = read(**cells)
    assert isinstance(fault, RowFault)
    assert (fault.number, fault.column) == (2, column)
    assert fault.reason


@pytest.mark.parametrize(
    ("written", "count"),
    [("", 0), ("-", 0), ("1.234", 1234), ("1,234,567", 1234567), ("1,2K", 1200), ("3 nghìn", 3000), ("1.5tr", 1500000),
     ("12", 12), ("1 234", 1234), ("-5", None), ("1..2", None), ("9" * 30, None), ("=1+1", None)],
)  # fmt: skip
def test_counts_as_people_write_them(written: str, count: int | None):
    assert count_of(written) == count


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("44846.354167", datetime(2022, 10, 12, 1, 30, tzinfo=UTC)),
        ("2022-10-12T08:30:00+07:00", datetime(2022, 10, 12, 1, 30, tzinfo=UTC)),
        ("12-10-2022 8h30", datetime(2022, 10, 12, 1, 30, tzinfo=UTC)),
    ],
)
def test_times_as_spreadsheets_and_services_write_them(written: str, moment: datetime):
    item = read(text="x", published_at=written)
    assert isinstance(item, Item)
    assert item.published_at is not None
    assert abs((item.published_at - moment).total_seconds()) < 1


@pytest.mark.parametrize(
    ("written", "url", "channel"),
    [
        ("facebook page", None, Channel.FACEBOOK_PAGE),
        ("facebook", None, Channel.FACEBOOK_PROFILE),
        ("press-central".replace("-", " "), None, Channel.PRESS_CENTRAL),
        ("bao dien tu", None, Channel.AGGREGATOR),
        ("", "https://www.facebook.com/groups/1/posts/2", Channel.FACEBOOK_GROUP),
        ("", "https://m.youtube.com/watch?v=1", Channel.YOUTUBE),
        ("", "https://bao.example/a", None),
        ("la", None, None),
    ],
)
def test_channels_by_word_or_site(written: str, url: str | None, channel: Channel | None):
    assert channel_of(written, url) is channel


def test_one_row_has_one_id_whatever_tracks_its_link():
    ids = {row_id(url, "s", "t", "x") for url in ("https://www.bao.vn/a-1.html?utm_source=f", "http://bao.vn/a-1.html")}
    assert len(ids) == 1
    assert row_id(None, "s", "t", "x") != row_id(None, "s", "t", "y")
