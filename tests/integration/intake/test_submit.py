"""Texts and links that people send in: judged like everything else, never a second voice of what is known."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.app import App
from monitor.core.intake import Fate, How, Submission, Upload
from monitor.core.items import Channel, Kind
from monitor.core.labels import Severity
from monitor.stages.intake import IN_FUTURE, NO_LINK, NOTHING, TOO_MANY
from tests.fakes.news_server import NewsServer

NEWS = "Hơn 40 học sinh Trường Tiểu học Bông Sen Trắng, xã An Đức, huyện Ba Tri nhập viện nghi ngộ độc thực phẩm."
TITLE = "42 học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú"
PAGE = f"""<html><head><title>x</title></head><body><article><h1>{TITLE}</h1>
<p>Theo Trung tâm Y tế huyện Ba Tri, 42 học sinh Trường Tiểu học Bông Sen được đưa vào cấp cứu trưa 12-10.</p>
<p>Sức khỏe các em đã ổn định, cơ quan chức năng lấy mẫu thức ăn để xét nghiệm tìm nguyên nhân.</p>
</article></body></html>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Sông Quê</title><item>
<title>{title}</title><link>{page}</link><description>Nhiều học sinh cấp cứu.</description>
<pubDate>Wed, 12 Oct 2022 14:50:00 +0700</pubDate></item></channel></rss>"""


def by_form(**fields: object) -> Submission:
    return Submission("van-phong", How.FORM, **fields)  # type: ignore[arg-type]


def crawl(app: App, web: NewsServer, *, address: str = "/tin-42.html?utm_source=rss") -> None:
    web.add(address, PAGE)
    web.add("/rss.xml", FEED.format(title=TITLE, page=web.url(address)))
    app.pipeline.collect()


def test_a_text_is_judged_and_remembers_who_sent_it(app: App):
    told = app.intake.submit(by_form(text=NEWS, title="Tin báo", source="Nhóm Phụ huynh", place="Ba Tri"))
    assert told.fate is Fate.NEW
    assert told.incident is not None
    assert told.incident.level is Severity.S4
    with app.store.read() as tx:
        item = tx.items.get(told.item_id or "")
        (origin,) = tx.intake.of(told.item_id or "")
    assert item is not None
    assert (item.kind, item.channel, item.source, item.source_place) == (
        Kind.REPORT, Channel.MANUAL, "Nhóm Phụ huynh", "Ba Tri",
    )  # fmt: skip
    assert (origin.sender, origin.how, origin.at) == ("van-phong", How.FORM, app.clock.now())


def test_a_link_is_read_politely_and_its_page_is_judged(app: App, web: NewsServer):
    web.add("/tin-42.html", PAGE)
    told = app.intake.submit(by_form(text=f" {web.url('/tin-42.html')}\n"))
    with app.store.read() as tx:
        item = tx.items.get(told.item_id or "")
    assert item is not None
    assert (told.fate, item.title, item.kind, item.channel) == (Fate.NEW, TITLE, Kind.REPORT, Channel.MANUAL)
    assert "lấy mẫu thức ăn" in item.text
    assert web.hits()["/robots.txt"] == 1


@pytest.mark.parametrize(
    "address",
    ["/tin-42.html", "/tin-42.html?utm_source=zalo&fbclid=1", "/tin-42.html#binh-luan", "/tin-42.html/"],
    ids=["bare", "tracked", "fragment", "slash"],
)
def test_a_link_that_was_crawled_joins_that_item(app: App, web: NewsServer, address: str):
    crawl(app, web)
    told = app.intake.submit(by_form(url=web.url(address), text="Anh xem bài này"))
    assert told.fate is Fate.KNOWN
    assert told.incident is not None
    assert (told.item_id or "").startswith("bao-song-que-")
    assert "đã có trong hệ thống" in told.words
    assert "(Báo Sông Quê, " in told.words
    with app.store.read() as tx:
        assert tx.items.count() == 1
        (origin,) = tx.intake.of(told.item_id or "")
    assert origin.note == "Anh xem bài này"
    assert sum(count for path, count in web.hits().items() if path.startswith("/tin-42")) == 1


def test_what_is_crawled_after_it_was_sent_in_is_a_copy(app: App, web: NewsServer):
    web.add("/tin-42.html", PAGE)
    told = app.intake.submit(by_form(url=web.url("/tin-42.html")))
    app.clock.advance(timedelta(minutes=5))  # type: ignore[attr-defined]
    crawl(app, web)
    with app.store.read() as tx:
        (incident,) = tx.incidents.open()
        members = {m.item_id: m.copy_of for m in tx.stories.members(incident.story_id)}
    assert len(members) == 2
    assert [copy for item, copy in members.items() if item != told.item_id] == [told.item_id]


def test_a_page_that_redirects_to_what_is_known_joins_it(app: App, web: NewsServer):
    web.add("/tin-42.html", PAGE)
    crawl(app, web)
    web.add("/r/1", "", status=302, headers={"Location": web.url("/tin-42.html")})
    assert app.intake.submit(by_form(url=web.url("/r/1"))).fate is Fate.KNOWN


def test_the_same_thing_twice_is_known_and_both_senders_are_noted(app: App):
    first = app.intake.submit(by_form(text=NEWS))
    again = app.intake.submit(Submission("cttt", How.COMMAND, text=NEWS))
    same = app.intake.submit(Submission("cttt", How.COMMAND, text=NEWS))
    assert (first.fate, again.fate, same.fate) == (Fate.NEW, Fate.KNOWN, Fate.KNOWN)
    with app.store.read() as tx:
        assert [origin.sender for origin in tx.intake.of(first.item_id or "")] == ["van-phong", "cttt"]
        assert tx.items.count() == 1


def test_a_closed_page_is_refused_alone_and_taken_with_words(app: App, web: NewsServer):
    url = web.url("/kin.html")
    web.add("/kin.html", "", status=403)
    alone = app.intake.submit(by_form(url=url))
    with_words = app.intake.submit(by_form(url=url, text=NEWS))
    assert (alone.fate, with_words.fate) == (Fate.REFUSED, Fate.NEW)
    assert "mã 403" in alone.words
    assert "chép nội dung" in alone.words
    assert "không đọc được" in with_words.words
    with app.store.read() as tx:
        item = tx.items.get(with_words.item_id or "")
    assert item is not None
    assert (item.text, item.url) == (NEWS, url)


@pytest.mark.parametrize("url", ["http://10.0.0.7/noi-bo", "http://169.254.169.254/latest", "http://[::1]/x"])
def test_private_networks_are_not_read_for_anybody(app: App, url: str):
    told = app.intake.submit(by_form(url=url))
    assert told.fate is Fate.REFUSED
    assert "không được phép đọc" in told.words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, NOTHING),
        ({"text": " \n"}, NOTHING),
        ({"url": "bai-viet"}, NO_LINK),
        ({"url": "javascript:alert(1)"}, NO_LINK),
        ({"text": "x", "uploads": tuple(Upload("a.png", b"") for _ in range(11))}, TOO_MANY),
    ],
    ids=["nothing", "blanks", "no link", "script", "uploads"],
)
def test_what_cannot_be_taken_is_refused_with_a_reason(app: App, fields: dict[str, object], words: str):
    assert (told := app.intake.submit(by_form(**fields))).fate is Fate.REFUSED
    assert told.words == words


def test_a_time_to_come_is_refused(app: App):
    told = app.intake.submit(by_form(text=NEWS, seen_at=app.clock.now() + timedelta(days=1)))
    assert told.words == IN_FUTURE


def test_pictures_are_kept_as_hashes_only(app: App, tmp_path):
    told = app.intake.submit(by_form(text=NEWS, uploads=(Upload("C:\\anh.JPG", b"\xff\xd8 khuon mat"),)))
    with app.store.read() as tx:
        item = tx.items.get(told.item_id or "")
    assert item is not None
    assert [(media.kind, len(media.hash)) for media in item.media] == [("image", 32)]
    assert b"khuon mat" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_two_letters_of_one_office_are_one_voice(app: App):
    app.intake.submit(by_form(text=NEWS))
    told = app.intake.submit(by_form(text=f"Khoảng {NEWS[4:]} Phụ huynh rất lo lắng, đề nghị Sở làm rõ nguyên nhân."))
    assert told.incident is not None
    assert (len(told.incident.item_ids), told.incident.origins) == (2, 1)


def test_strange_characters_are_stored(app: App):
    told = app.intake.submit(by_form(text="Tru\u031bo\u031b\u0300ng \0 \ud800 thu tiền của phụ huynh"))
    with app.store.read() as tx:
        item = tx.items.get(told.item_id or "")
    assert item is not None
    assert item.text == "Trường \ufffd \ufffd thu tiền của phụ huynh"


def test_the_paper_that_is_crawled_later_takes_the_voice_over(app: App, web: NewsServer):
    web.add("/tin-42.html", PAGE)
    sent = app.intake.submit(by_form(url=web.url("/tin-42.html")))
    app.clock.advance(timedelta(minutes=5))  # type: ignore[attr-defined]
    crawl(app, web)
    with app.store.read() as tx:
        (incident,) = tx.incidents.open()
    assert sent.incident is not None
    assert (sent.incident.origins, sent.incident.press_origins) == (1, 0)
    assert (incident.origins, incident.press_origins) == (1, 1)
    assert incident.confidence > sent.incident.confidence
