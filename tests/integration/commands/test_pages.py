"""`monitor feed`, `extract` and `poll`: documents in, items out; one polling round over loopback."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.fakes.news_server import NewsServer

ITEM_KEYS = [
    "id", "kind", "channel", "source", "source_place", "author", "official", "followers", "url", "title", "lead",
    "text", "hashtags", "links", "media", "shares", "reply_to", "context", "published_at", "arrived_at", "engagement",
]  # fmt: skip
SUMMARY = ["sources", "fetched", "not_modified", "failed", "entries", "articles", "new", "copies", "seconds",
           "cpu_seconds", "peak_rss_mb"]  # fmt: skip
SENTENCES = [
    "Trưa 12/10, 42 học sinh Trường Tiểu học Hoa Sen, xã An Đức, huyện Ba Tri, tỉnh Bến Tre phải nhập viện.",
    "Bệnh viện huyện Ba Tri cho biết các em đau bụng, nôn sau bữa ăn bán trú và nay sức khỏe đã ổn định.",
    "Phòng Giáo dục và Đào tạo huyện yêu cầu nhà trường dừng bếp ăn cho đến khi có kết quả xét nghiệm mẫu.",
]
TITLE = "42 học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú"
LEAD = "Các em có biểu hiện đau bụng, nôn sau bữa trưa ở trường, Bệnh viện huyện Ba Tri cho biết."
PUBLISHED = "2022-10-12T08:01:00+07:00"
PAGE = f"""<html><head><title>{TITLE} - Báo Mẫu</title><link rel="canonical" href="https://bao-mau.example/tin-1.html">
<meta property="article:published_time" content="{PUBLISHED}"></head><body><h1>{TITLE}</h1>
<h2 class="sapo">{LEAD}</h2><article>{"".join(f"<p>{line}</p>" for line in SENTENCES)}</article>
<footer>Bản quyền</footer></body></html>"""


def feed_of(base: str, *numbers: int) -> str:
    entries = "".join(
        f"<item><title>Tin giáo dục số {n}</title><link>{base}/tin-{n}.html</link><guid>{base}/tin-{n}.html</guid>"
        f"<description><![CDATA[<a href='#'><img src='x.jpg'></a></br>Tóm tắt số {n}.]]></description>"
        f"<pubDate>Wed, 12 Oct 2022 08:0{n}:00 +0700</pubDate></item>"
        for n in numbers
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Báo Mẫu</title>{entries}</channel></rss>"


def test_feed_gives_entries_as_items(process, tmp_path):
    path = tmp_path / "rss.xml"
    path.write_text(feed_of("https://bao-mau.example", 1, 2), "utf-8")
    ran = process("feed", path, "--url", "https://bao-mau.example/rss")
    assert (ran.status, ran.err) == (0, "")
    assert all(list(record) == ITEM_KEYS for record in ran.records)
    assert [record["title"] for record in ran.records] == ["Tin giáo dục số 1", "Tin giáo dục số 2"]
    first = ran.records[0]
    assert first["url"] == "https://bao-mau.example/tin-1.html"
    assert first["published_at"] == PUBLISHED
    assert "Tóm tắt số 1." in (first["lead"] or "") + first["text"]
    assert len({record["id"] for record in ran.records}) == 2


def test_what_feed_writes_classify_reads(monitor, tmp_path):
    path = tmp_path / "rss.xml"
    path.write_text(feed_of("https://bao-mau.example", 1, 2), "utf-8")
    items = monitor("feed", path, "--url", "https://bao-mau.example/rss")
    ran = monitor("classify", stdin=items.out.encode())
    assert ran.status == 0
    assert [record["id"] for record in ran.records] == [record["id"] for record in items.records]


def test_a_missing_feed_file_is_told_in_vietnamese(monitor):
    ran = monitor("feed", "khong-co.xml")
    assert (ran.status, ran.out, ran.err) == (2, "", "Không tìm thấy tệp: khong-co.xml\n")


@pytest.mark.parametrize(
    ("document", "status"),
    [
        pytest.param("Trang bảo trì", 3, id="words"),
        pytest.param("", 3, id="nothing"),
        pytest.param("<html><body><p>Trang bảo trì</p></body></html>", 3, id="a page"),
        pytest.param('{"items": 3}', 3, id="other json"),
        pytest.param(feed_of("https://bao-mau.example"), 0, id="a feed without entries"),
    ],
)
def test_a_document_that_is_no_feed_is_refused_with_a_reason(monitor, tmp_path, document, status):
    path = tmp_path / "rss.xml"
    path.write_text(document, "utf-8")
    ran = monitor("feed", path)
    assert (ran.status, ran.out) == (status, "")
    assert (str(path) in ran.err) == (status == 3)


@pytest.mark.parametrize("by", ["html", "path"])
def test_extract_reads_the_article(process, lines, tmp_path, by):
    (tmp_path / "trang.html").write_text(PAGE, "utf-8")
    page = {"html": PAGE, "path": str(tmp_path / "trang.html")}[by]
    ran = process(
        "extract", "--input", lines([{"id": "p1", "url": "https://bao-mau.example/tin-1.html?utm_source=x", by: page}])
    )
    (record,) = ran.records
    assert (ran.status, ran.err) == (0, "")
    assert {"id", "title", "lead", "text", "author", "published_at", "canonical_url", "error"} <= set(record)
    assert (record["id"], record["title"], record["lead"]) == ("p1", TITLE, LEAD)
    assert record["text"].split("\n") == SENTENCES
    assert record["published_at"] == PUBLISHED
    assert record["canonical_url"] == "https://bao-mau.example/tin-1.html"
    assert record["error"] is None


@pytest.mark.parametrize(
    "page",
    [
        pytest.param({"html": ""}, id="empty"),
        pytest.param({"html": "<html><body><nav>Trang chủ</nav></body></html>"}, id="no article"),
        pytest.param({"path": "khong-co.html"}, id="no file"),
    ],
)
def test_a_page_without_an_article_is_a_record_with_its_error(monitor, lines, page):
    ran = monitor("extract", "--input", lines([{"id": "p1", "url": "https://bao-mau.example/a", **page}]))
    (record,) = ran.records
    assert ran.status == 0
    assert record["id"] == "p1"
    assert record["error"]


def test_extract_refuses_a_line_without_a_page(monitor, lines):
    ran = monitor("extract", "--input", lines([{"id": "p1", "url": "https://bao-mau.example/a"}]))
    assert (ran.status, ran.out) == (3, "")
    assert "thiếu html hoặc path" in ran.err


def sources_file(path: Path, server: NewsServer, *extra: dict) -> Path:
    row = {"name": "Báo Mẫu", "kind": "rss", "tier": "state", "channel": "press-local", "home_place": "ben-tre",
           "every_minutes": 10, "min_gap_s": 0, "enabled": True, "confidence": "A"}  # fmt: skip
    rows = [{**row, "id": "bao-mau", "url": server.url("/rss")}, *({**row, **more} for more in extra)]
    path.write_text(yaml.safe_dump({"sources": rows}, allow_unicode=True), "utf-8")
    return path


def test_poll_makes_one_round_and_keeps_what_it_found(process, tmp_path):
    database = f"sqlite:///{tmp_path / 'p.db'}"
    with NewsServer() as server:
        server.add("/rss", feed_of(server.base, 1, 2, 3), validators=True, content_type="application/rss+xml")
        server.add("/tin-1.html", PAGE)
        server.add("/tin-2.html", PAGE.replace(SENTENCES[2], "").replace("tin-1", "tin-2"))
        sources = sources_file(tmp_path / "s.yaml", server, {"id": "bao-hong", "url": server.url("/khong-co")})
        ran = process("poll", "--sources", sources, "--once", "--json", "--database", database)
        assert server.hits()["/rss"] == 1
    (summary,) = ran.records
    exported = process("export", "--database", database).records
    assert ran.status == 0
    assert list(summary)[: len(SUMMARY)] == SUMMARY
    assert (summary["sources"], summary["fetched"], summary["failed"], summary["entries"]) == (2, 1, 1, 3)
    assert summary["new"] == len(exported) >= 2
    assert summary["seconds"] > 0
    assert summary["peak_rss_mb"] > 0
    by_url = {record["url"].rsplit("/", 1)[1]: record for record in exported}
    assert by_url["tin-1.html"]["text"].split("\n") == SENTENCES
    assert by_url["tin-1.html"]["source"] == "bao-mau"
    assert all(record["arrived_at"] for record in exported)


def test_poll_does_not_ask_again_before_it_is_due_and_sends_nothing(monitor, tmp_path):
    with NewsServer() as server:
        server.add("/rss", feed_of(server.base, 1), content_type="application/rss+xml")
        server.add("/tin-1.html", PAGE)
        sources = sources_file(tmp_path / "s.yaml", server)
        first = monitor("poll", "--sources", sources, "--once", "--json").records[0]
        second = monitor("poll", "--sources", sources, "--once", "--json").records[0]
        assert server.hits()["/rss"] == 1
    assert (first["new"], second["fetched"], second["new"]) == (1, 0, 0)
    assert not list((tmp_path / "var").rglob("*.eml"))


def test_poll_refuses_private_networks_unless_allowed(monitor, tmp_path):
    with NewsServer() as server:
        server.add("/rss", feed_of(server.base, 1), content_type="application/rss+xml")
        sources = sources_file(tmp_path / "s.yaml", server)
        ran = monitor("poll", "--sources", sources, "--once", "--json", env={"MONITOR_ALLOW_PRIVATE": ""})
        assert server.seen == []
    assert (ran.records[0]["fetched"], ran.records[0]["failed"]) == (0, 1)


def test_poll_shows_people_a_table(monitor, tmp_path):
    with NewsServer() as server:
        server.add("/rss", feed_of(server.base, 1), content_type="application/rss+xml")
        ran = monitor("poll", "--sources", sources_file(tmp_path / "s.yaml", server), "--once")
    assert "Tin mới" in ran.out


@pytest.mark.parametrize(
    ("name", "told"),
    [("bad-sources-kind.yaml", "sources[1].kind"), ("khong-co.yaml", "không tìm thấy tệp")],
)
def test_bad_sources_are_a_usage_error_with_their_place(monitor, name, told):
    folder = Path(__file__).resolve().parents[2] / "fixtures" / "settings"
    ran = monitor("poll", "--sources", folder / name, "--once")
    assert (ran.status, ran.out) == (2, "")
    assert f"{folder / name}:" in ran.err
    assert told in ran.err
