# ruff: noqa: E501 - documents are easier to read on one line
from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.collect.extract import extract
from monitor.collect.markup import element_text, names_in, parse_page, select
from monitor.collect.site_rules import _RULES, GENERIC, Layout, SiteRule
from monitor.core.entries import Article
from monitor.core.errors import ParseError
from monitor.core.items import Channel
from monitor.core.sources import Source, SourceKind, Tier

NOW = datetime(2022, 10, 12, 8, 0, tzinfo=UTC)
TITLE = "Trường Tiểu học Hoa Sen tổ chức bữa ăn bán trú"
LEAD = "Nhà trường bắt đầu phục vụ bữa trưa cho hơn ba trăm học sinh từ tuần này."
PARAGRAPHS = [
    "Sáng 12/10, Trường Tiểu học Hoa Sen công bố thực đơn tuần đầu với rau, cá và trứng do phụ huynh cùng chọn.",
    "Chia sẻ với phóng viên, cô hiệu trưởng cho biết bếp ăn một chiều vừa được kiểm tra và đạt mọi yêu cầu.",
    "Mỗi suất ăn giá hai mươi lăm nghìn đồng, phần chênh lệch do quỹ khuyến học của xã hỗ trợ đến hết học kỳ.",
]
LINES = "<p>&gt;&gt; Trường khác cũng làm</p><p>Xem thêm: Tin khác</p><p>TAGS</p><p><a href='/x'>Một tin hoàn toàn khác</a></p>"
FURNITURE = (
    "<div class='box-comment'><p>Bạn đọc viết một lời bình luận rất dài, dài hơn cả bài báo, để thử xem máy có nhầm không nhé.</p></div>"
    "<aside><p>Tin đọc nhiều nhất trong ngày, có một đoạn giới thiệu khá dài để đánh lừa bộ đọc trang báo này.</p></aside>"
)


def page(body: str, *, head: str = "", lead: str = f"<h2 class='sapo'>{LEAD}</h2>") -> str:
    return f"<html><head><title>{TITLE} - Báo Mẫu</title>{head}</head><body><nav><a href='/'>Trang chủ</a></nav><h1>{TITLE}</h1>{lead}{body}{FURNITURE}</body></html>"


def read(html: str | bytes, url: str = "https://bao-mau.vn/a-1001.html", source: Source | None = None) -> Article:
    return extract(html, url=url, source=source, now=NOW)


def paragraphs(template: str) -> str:
    return "".join(template.format(text) for text in PARAGRAPHS)


BODIES = {
    "paragraphs": f"<div class='x'>{paragraphs('<p>{}</p>')}</div>",
    "paragraphs in divs": f"<div class='x'>{paragraphs('<div>{}</div>')}</div>",
    "line breaks in a table": f"<table><tr><td>{paragraphs('{}<br><br>')}</td></tr></table>",
    "named container": f"<div class='detail-content afcbc-body'>{paragraphs('<p>{}</p>')}</div>",
    "stock lines inside": f"<div class='x'>{paragraphs('<p>{}</p>')}{LINES}</div>",
    "figure and script inside": f"<div class='x'><figure><figcaption>Bếp ăn của trường. Ảnh: Báo Mẫu</figcaption></figure><script>var a='văn bản';</script>{paragraphs('<p>{}</p>')}</div>",
    "lead again inside": f"<div class='x'><p><b>{LEAD}</b></p>{paragraphs('<p>{}</p>')}</div>",
    "unclosed tags": f"<div class='x'>{paragraphs('<p>{}')}",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_the_body_is_read_whole_and_alone(body: str) -> None:
    article = read(page(body))
    assert (article.title, article.lead, article.error) == (TITLE, LEAD, None)
    assert article.text.split("\n") == PARAGRAPHS


@pytest.mark.parametrize(
    ("url", "html"),
    [
        pytest.param(
            "https://vnexpress.net/a-1.html", "<article class='fck_detail'>{}<p>Văn An</p></article>", id="vnexpress"
        ),
        pytest.param(
            "https://tuoitre.vn/a-1.htm", "<div id='main-detail-body'>{}<p>VĂN AN</p></div>", id="tuoi tre, old page"
        ),
        pytest.param(
            "https://dongkhoi.baovinhlong.vn/a1.html",
            "<div id='newscontents'><div class='content-fck'>{}<p>Bài, ảnh: Văn An</p></div></div>",
            id="dong khoi",
        ),
    ],
)
def test_known_sites_and_the_line_of_the_author(url: str, html: str) -> None:
    article = read(page(html.format(paragraphs("<p>{}</p>"))), url=url)
    assert article.text.split("\n") == PARAGRAPHS
    assert article.author is not None
    assert article.author.casefold() == "văn an"


def test_structured_data_gives_what_the_page_does_not_show() -> None:
    data = {
        "@graph": [
            {"@type": "WebPage"},
            {
                "@type": ["NewsArticle"],
                "headline": "Tít khác",
                "description": LEAD,
                "datePublished": "2022-10-12T08:00:00+07:00",
                "author": [{"@type": "Person", "name": "Văn An"}],
                "articleBody": "\n".join(PARAGRAPHS),
            },
        ]
    }
    head = f"<script type='application/ld+json'>{json.dumps(data, ensure_ascii=False)}</script><link rel='canonical' href='/a-1001.html'>"
    article = read(f"<html><head>{head}</head><body><div id='app'></div></body></html>")
    assert (article.title, article.lead, article.author) == ("Tít khác", LEAD, "Văn An")
    assert article.text.split("\n") == PARAGRAPHS
    assert article.published_at == datetime(2022, 10, 12, 1, tzinfo=UTC)
    assert article.canonical_url == "https://bao-mau.vn/a-1001.html"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("<meta property='article:published_time' content='2022-10-12T08:00:00+07:00'>", id="meta"),
        pytest.param("<meta itemprop='datePublished' content='12/10/2022 08:00'>", id="itemprop"),
        pytest.param(
            "<script type='application/ld+json'>{ broken</script><span class='date'>Thứ tư, 12/10/2022, 08:00 (GMT+7)</span>",
            id="shown, broken structured data",
        ),
    ],
)
def test_the_time_is_found(head: str) -> None:
    assert read(page(BODIES["paragraphs"], head=head)).published_at == datetime(2022, 10, 12, 1, tzinfo=UTC)


OF_ITSELF = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2022-10-12T08:00:00+07:00",
    "dateModified": "2022-10-12T09:30:00+07:00",
    "articleSection": ["Giáo dục", "Địa phương"],
    "keywords": "Ba Tri, trường học , Ba Tri",
    "image": [{"@type": "ImageObject", "url": "/anh/1.jpg"}, "https://anh.bao-mau.vn/2.jpg", "javascript:x()"],
}


def test_a_page_tells_when_it_changed_its_section_tags_and_pictures() -> None:
    head = f"<script type='application/ld+json'>{json.dumps(OF_ITSELF, ensure_ascii=False)}</script>"
    article = read(page(BODIES["paragraphs"], head=f"{head}<meta property='og:image' content='/anh/1.jpg'>"))
    assert article.updated_at == datetime(2022, 10, 12, 2, 30, tzinfo=UTC)
    assert (article.section, article.tags) == ("Giáo dục", ("Ba Tri", "trường học"))
    assert article.pictures == ("https://bao-mau.vn/anh/1.jpg", "https://anh.bao-mau.vn/2.jpg")


def test_meta_tags_tell_the_same() -> None:
    article = read(
        page(
            BODIES["paragraphs"],
            head="<meta property='article:modified_time' content='2022-10-12T09:30:00+07:00'>"
            "<meta property='article:section' content='Giáo dục'><meta property='article:tag' content='Ba Tri'>"
            "<meta property='article:tag' content='trường học'><meta property='og:image' content='/anh/1.jpg'>",
        )
    )
    assert article.updated_at == datetime(2022, 10, 12, 2, 30, tzinfo=UTC)
    assert (article.section, article.tags) == ("Giáo dục", ("Ba Tri", "trường học"))
    assert article.pictures == ("https://bao-mau.vn/anh/1.jpg",)


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(
            {"dateModified": 3, "articleSection": {}, "keywords": [None, 4], "image": [None, {"url": 3}]}, id="types"
        ),
        pytest.param({"dateModified": "2122-10-12", "articleSection": "", "keywords": " , ", "image": {}}, id="values"),
    ],
)
def test_odd_words_of_a_page_about_itself_are_passed_over(odd: dict[str, object]) -> None:
    data = json.dumps(OF_ITSELF | odd)
    article = read(page(BODIES["paragraphs"], head=f"<script type='application/ld+json'>{data}</script>"))
    assert (article.title, article.updated_at, article.section) == (TITLE, None, None)
    assert (article.tags, article.pictures) == ((), ())


def test_canonical_addresses_of_other_schemes_are_refused() -> None:
    article = read(page(BODIES["paragraphs"], head="<link rel='canonical' href='javascript:x()'>"))
    assert article.canonical_url is None


@pytest.mark.parametrize(
    ("html", "url", "error"),
    [
        pytest.param("", "https://bao-mau.vn/a-1.html", "empty page", id="empty"),
        pytest.param(
            "<html><body><h1>Lỗi</h1></body></html>", "https://bao-mau.vn/a-1.html", "no usable text", id="no text"
        ),
        pytest.param(page(""), "https://bao-mau.vn/video/a-1.html", None, id="video keeps headline and lead"),
    ],
)
def test_no_text_is_told(html: str, url: str, error: str | None) -> None:
    html = html.replace(FURNITURE, "")
    article = read(html, url=url)
    assert (article.text, article.error) == ("", error)


def test_own_selectors_of_the_source_come_first_and_a_bad_one_is_passed_over() -> None:
    source = Source("bao-mau", "Báo Mẫu", SourceKind.HTML, "https://bao-mau.vn", Channel.PRESS_LOCAL, Tier.STATE)
    html = page(
        f"<div class='bai'><p>{PARAGRAPHS[0] * 2}</p><i class='bo'>Bỏ đi dòng này</i></div>{BODIES['paragraphs']}"
    )
    own = replace(source, selectors={"body": "div.bai", "drop": ".bo", "title": "h1:first"})
    assert read(html, source=own).text == PARAGRAPHS[0] * 2


def test_old_encodings_are_read() -> None:
    html = page(BODIES["paragraphs"], head="<meta charset='windows-1258'>").encode("utf-8")
    assert read(html).title == TITLE
    assert read(page(BODIES["paragraphs"]).encode("utf-16")).title == TITLE


@pytest.mark.parametrize("selector", ["p:has(a)", ".a:first-child", "div > p:not(.b)"])
def test_selectors_of_the_source_may_be_any_css_the_library_knows(selector: str) -> None:
    root = parse_page("<div><p class='a'>1 <a>x</a></p><p class='b'>2</p></div>")
    assert [element_text(node) for node in select(root, selector)] == ["1 x"]


@pytest.mark.parametrize("selector", ["p >", "", "a[b", "p::text", "h1:first", "svg|a"])
def test_bad_selectors_are_an_error_of_ours(selector: str) -> None:
    with pytest.raises(ParseError, match="not understood"):
        select(parse_page("<p>x</p>"), selector)


@pytest.mark.parametrize("rule", {id(rule): rule for rule in (GENERIC, *_RULES.values())}.values())
def test_selectors_of_the_rules_are_understood(rule: SiteRule) -> None:
    root = parse_page("<p>x</p>")
    for name in ("title", "lead", "body", "drop", "published", "author"):
        for selector in getattr(rule, name):
            assert len(select(root, selector)) == 0, selector


EVERY_LAYOUT = parse_page(
    "<div class='a b' id='c-d'><p itemprop='articleBody'>x</p><a rel='author' href='/x.html'>y</a><h1 class='T'>z</h1></div>"
)


@pytest.mark.parametrize(
    ("selector", "kept"),
    [
        ("div.a", True),
        ("div.a.b#c-d > p", True),
        ("[itemprop=articleBody]", True),
        ("[rel='author']", True),
        ("p", True),
        ("div.khong-co, div.a", True),
        ("a[href$='.html']", True),
        ("div:not(.khong-co)", True),
        ("div.a.khong-co", False),
        ("#khong-co p", False),
        ("[itemprop=headline]", False),
        ("h1.t", False),
    ],
)
def test_selectors_that_cannot_match_are_left_out(selector: str, kept: bool) -> None:  # noqa: FBT001 - a table
    layout = Layout((SiteRule(body=(selector,)),)).that_fit(names_in(EVERY_LAYOUT))
    assert (layout.of("body") == (selector,)) is kept
    assert kept or not select(EVERY_LAYOUT, selector)


@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"PK\x03\x04" + bytes(900)], ids=["picture", "archive"]
)
def test_what_is_no_page_is_told(body: bytes) -> None:
    assert extract(body, url="https://bao-mau.vn/1.html", now=NOW).error == "not a page"
