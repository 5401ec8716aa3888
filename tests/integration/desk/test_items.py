"""Tin bài: search and its filters, one item's page, what is masked, who may look behind the mask, hostile texts."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest

from monitor.core.accounts import Role
from monitor.core.clock import local_date
from monitor.core.items import Channel
from monitor.core.labels import Reason, Scored, Sentiment, Severity
from monitor.core.sources import Source, SourceKind, Tier
from monitor.desk.items.pages import PAGE
from monitor.stages.retaining import clear_old
from tests.fakes.desk import Office
from tests.fakes.store_rows import T0, a_classification, an_item, at
from tests.integration.desk.conftest import TEXT, put_incident

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "<!--",
    "]]><x>",
    "\u202egnp.exe",
)
OURS = {
    "a", "article", "aside", "blockquote", "body", "br", "button", "code", "dd", "del", "details", "div", "dl", "dt",
    "fieldset", "footer", "form", "h1", "h2", "h3", "head", "header", "html", "input", "ins", "kbd", "label",
    "legend", "li", "link", "main", "mark", "meta", "nav", "noscript", "ol", "option", "p", "q", "script", "section",
    "select", "span", "strong", "summary", "table", "tbody", "td", "textarea", "th", "thead", "title", "tr", "ul",
}  # fmt: skip


class Foreign(HTMLParser):
    """What a browser would find in a page that no template of ours writes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        script = tag == "script" and not (values.get("src") or "").startswith("/tep/desk.")
        event = any(name.startswith("on") or name == "style" for name in values)
        leads = any((values.get(name) or "").lower().startswith("javascript:") for name in ("href", "src", "action"))
        if tag not in OURS or script or event or leads:
            self.found.append((tag, attrs))

    def handle_comment(self, data):
        self.found.append(data)


@pytest.fixture
def duty(office):
    return office.signed_in(Role.DUTY)


def put_items(app, count=3, **fields):
    with app.store.transaction() as tx:
        for n in range(count):
            tx.items.put(an_item(f"q{n}", f"Bài số {n:03}. về trường học", arrived_at=at(n), **fields), now=T0)


def test_search_finds_with_and_without_accents(app, duty):
    put_items(app, title="Ngộ độc sau bữa trưa")
    for words in ("ngộ độc", "ngo doc", "NGO DOC"):
        assert "Ngộ độc sau bữa trưa" in duty.read(f"/tin-bai?tim={words}")
    assert "Không có tin bài nào như vậy" in duty.read("/tin-bai?tim=động đất")


def test_pages_follow_each_other_without_gap_or_repeat(app, duty):
    put_items(app, PAGE * 2 + 5)
    found, path = [], "/tin-bai"
    while path:
        page = duty.read(path)
        found += re.findall(r"Bài số (\d+)\.", page)
        link = re.search(r'rel="next" href="([^"]+)"', page)
        path = html.unescape(link[1]) if link else ""
    assert found == [f"{n:03}" for n in reversed(range(PAGE * 2 + 5))]


def test_pages_of_a_search_follow_each_other_too(app, duty):
    put_items(app, PAGE * 2 + 5)
    found, path = [], "/tin-bai?tim=trường học"
    while path:
        page = duty.read(path)
        found += re.findall(r"Bài số (\d+)\.", page)
        link = re.search(r'rel="next" href="([^"]+)"', page)
        path = html.unescape(link[1]) if link else ""
    assert found == [f"{n:03}" for n in reversed(range(PAGE * 2 + 5))]


@pytest.fixture
def labelled(app):
    with app.store.transaction() as tx:
        tx.items.put(an_item("a", "Bài a.", source="bao-x", published_at=at(0)), now=T0)
        themes = (Scored("school-safety", 0.9),)
        tx.labels.put(a_classification("a", sentiment=Sentiment.NEGATIVE, themes=themes, severity=Severity.S3), now=T0)
        tx.items.put(
            an_item("b", "Bài b.", source="bao-y", channel=Channel.FORUM, published_at=at(60 * 24 * 3)), now=T0
        )
        tx.labels.put(a_classification("b"), now=T0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "ab"),
        ("sac-thai=negative", "a"),
        ("chu-de=school-safety", "a"),
        ("muc=S3", "a"),
        ("muc=S0", "b"),
        ("nguon=bao-y", "b"),
        ("kenh=forum", "b"),
        ("dia-ban=unknown", "ab"),
        ("dia-ban=home", ""),
        ("tu=2022-10-13", "b"),
        ("den=2022-10-12", "a"),
        ("tu=2022-10-12&den=2022-10-15", "ab"),
        ("su-co=co", ""),
        ("su-co=khong", "ab"),
        ("sac-thai=khong-co&kenh=x&muc=S9&truoc=abc&truoc=1e9", "ab"),
        ("tim=bai+a&muc=S3", "a"),
        ("tim=bai+a&muc=S0", ""),
    ],
)
def test_filters(duty, labelled, query, found):
    page = duty.read(f"/tin-bai?{query}")
    assert [letter for letter in "ab" if f"Bài {letter}." in page] == list(found)


def test_a_date_that_is_none_is_told(duty, labelled):
    assert "năm-tháng-ngày" in duty.read("/tin-bai?tu=hôm qua")


def test_the_page_marks_the_evidence_and_says_why(duty, incident):
    page = duty.read("/tin-bai/q1")
    assert '<mark title="có người nhập viện (từ 10 người)">12 học sinh' in page
    assert "Tin nằm trong một sự cố" in page


def test_an_item_without_an_incident_says_why_nobody_was_told(app, duty):
    put_items(app, 1)
    with app.store.transaction() as tx:
        tx.labels.put(a_classification("q0"), now=T0)
    assert "Không có dấu hiệu sự cố" in duty.read("/tin-bai/q0")


def test_an_edited_page_shows_what_changed(app, duty):
    with app.store.transaction() as tx:
        tx.items.put(an_item("q1", "Có 12 em nhập viện. Trường đang xác minh."), now=T0)
        tx.items.put(an_item("q1", "Có 2 em nhập viện. Trường đang xác minh."), now=at(5))
    page = duty.read("/tin-bai/q1")
    assert "<del>Có 12 em nhập viện.</del>" in page
    assert "<ins>Có 2 em nhập viện.</ins>" in page


def test_names_and_numbers_are_masked_everywhere(duty, incident):
    for path in ("/", "/su-co", "/su-co/v1", "/tin-bai", "/tin-bai/q1"):
        page = duty.read(path)
        assert "Nguyễn Văn An" not in page, path
        assert "0912345678" not in page, path
    assert "N.V.A." in duty.read("/tin-bai/q1")


def test_a_telephone_number_at_the_edge_of_a_headline_is_not_shown_in_part(app, duty):
    with app.store.transaction() as tx:
        tx.items.put(an_item("q2", "x" * 132 + " gọi 0912345678", title=None), now=T0)
    assert "0912" not in duty.read("/tin-bai")


def test_looking_behind_the_mask_needs_a_reason_and_is_written_down_first(app, duty, incident):
    assert duty.send("/hien-ten/q1", reason="xem").status_code == 422
    page = duty.send("/hien-ten/q1", reason="gọi lại cho phụ huynh để xác minh")
    assert "Nguyễn Văn An" in page.text
    assert "0912345678" in page.text
    with app.store.read() as tx:
        line = tx.audit.recent(1)[0]
    assert (line.act, line.what, line.person, line.note) == (
        "reveal", "q1", "truc-tin", "gọi lại cho phụ huynh để xác minh",
    )  # fmt: skip
    assert "Nguyễn Văn An" not in duty.read("/tin-bai/q1")
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("role", [Role.VIEWER, Role.UNIT])
def test_not_everybody_looks_behind_the_mask(office, incident, role):
    browser = office.signed_in(role, unit="cttt" if role is Role.UNIT else None)
    assert browser.send("/hien-ten/q1", reason="vì tôi muốn biết").status_code == 403
    assert "/hien-ten/" not in browser.read("/tin-bai/q1")


def test_an_id_may_hold_any_sign(app, duty):
    odd = "a/b?c=d&e#f é"
    with app.store.transaction() as tx:
        tx.items.put(an_item(odd, "Bài lạ."), now=T0)
    link = re.search(r'<p><a href="(/tin-bai/[^"]+)">Bài lạ', duty.read("/tin-bai"))[1]
    assert "Bài lạ." in duty.read(html.unescape(link))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(app, text):
    source = Source("x", text, SourceKind.RSS, "https://x.example/rss", Channel.PRESS_LOCAL, Tier.STATE)
    object.__setattr__(app, "sources", (source,))
    evidence = Reason("floor.death", text, 0, len(text))
    with app.store.transaction() as tx:
        put_incident(tx, "v1", text=TEXT, title=text, place_name=text, school=text, outcome=text)
        tx.items.put(an_item("h", text, title=text, lead=text, source="x", url=text, author=text), now=T0)
        tx.items.put(an_item("h", f"{text} {text}.", title=text, lead=text, source="x", url=text), now=at(1))
        tx.labels.put(a_classification("h", reasons=(evidence,)), now=T0)
    admin = Office(app).signed_in(Role.ADMIN)
    admin.send("/nguon-tin/x/tam-dung", reason=text)
    admin.send("/nguoi-dung", login="moi.nguoi", name=text, role="chi-xem")
    admin.send("/su-co/v1/xac-nhan", reason=text)
    admin.send("/don-vi/van-phong/lien-he", person=text, zalo=text)
    pages = ("/", "/su-co", "/su-co/v1", "/tin-bai", "/tin-bai/h", "/nguon-tin", "/nhat-ky", "/nguoi-dung",
             "/don-vi", "/don-vi/van-phong", f"/tin-bai?tim={text}", "/nguoi-dung")  # fmt: skip
    for path in pages:
        page = admin.read(path)
        assert Foreign(page).found == [], path
        assert "49{%" not in page


def clear(app):
    with app.store.transaction() as tx:
        tx.items.put(an_item("cu", TEXT, title="Phụ huynh phản ánh", url="https://a.example/cu"), now=T0)
        tx.labels.put(a_classification("cu", reasons=(Reason("floor.violence", TEXT, 0, 9),)), now=T0)
    clear_old(app.store, days=90, now=at(60 * 24 * 93))


def test_a_text_taken_out_by_retention_is_told_with_day_and_reason(app, duty):
    clear(app)
    page = " ".join(duty.read("/tin-bai/cu").split())
    assert "Đã xóa nội dung theo thời hạn lưu giữ." in page
    assert f"đã được xóa ngày {local_date(at(60 * 24 * 93)):%d/%m/%Y}, sau 93 ngày lưu giữ" in page
    assert "thời hạn hiện nay là 90 ngày" in page
    assert "Có thể còn đọc được ở bài gốc." in page
    assert "Mở bài gốc" in page
    assert "nhập viện" not in page
    assert "<q></q>" not in page
    assert "Xem đầy đủ" not in page, "nothing is behind the mask any more"


def test_a_changed_text_tells_that_its_versions_went_too(app, duty):
    with app.store.transaction() as tx:
        tx.items.put(an_item("cu", "Bản đầu tiên", title="Tin", url=None), now=T0)
        tx.items.put(an_item("cu", "Bản thứ hai", title="Tin", url=None), now=at(5))
    clear_old(app.store, days=30, now=at(60 * 24 * 31))
    page = duty.read("/tin-bai/cu")
    assert "Các bản cũ của bài cũng đã xóa nội dung." in page
    assert "Hệ thống không giữ bản nào khác." in page
    assert "Chỉ khác khoảng trắng" not in page


def test_a_text_that_came_again_is_shown_again(app, duty):
    clear(app)
    with app.store.transaction() as tx:
        tx.items.put(an_item("cu", "Bài đã đăng lại, có thêm lời nhà trường", title="Tin"), now=at(60 * 24 * 94))
    page = duty.read("/tin-bai/cu")
    assert "có thêm lời nhà trường" in page
    assert "Đã xóa nội dung" not in page
