"""Adding a source by its address, a trial to whoever is on duty, silences, themes against what is usual, places."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

import pytest
import yaml

from monitor.collect.fetch import Fetcher
from monitor.core.accounts import Role
from monitor.core.handling import Silence
from monitor.core.labels import PlaceMention, Scored, Severity
from monitor.core.notifications import Retry, Sent
from monitor.stages.usual import theme_rows
from tests.fakes.news_server import NewsServer
from tests.fakes.store_rows import T0, a_classification, an_item, at
from tests.integration.desk.conftest import put_incident
from tests.integration.desk.test_items import HOSTILE, Foreign

FEED = """<rss version="2.0"><channel><title>{name}</title><item><title>{name}</title>
<link>/tin-1.html</link><pubDate>Wed, 12 Oct 2022 08:00:00 +0700</pubDate></item></channel></rss>"""

KNOWN = """sources:
  - id: bao-cu
    name: Báo Cũ
    kind: rss
    url: https://bao-cu.example/rss
    channel: press-local
    tier: state
"""


@pytest.fixture
def duty(office):
    return office.signed_in(Role.DUTY)


@pytest.fixture
def paper(app, tmp_path, monkeypatch):
    """A paper with a feed, a desk that may read it, and a file of sources that may be written."""
    path = tmp_path / "sources.yaml"
    path.write_text(KNOWN, encoding="utf-8")
    monkeypatch.setattr(type(app.settings), "sources_path", property(lambda _: path))
    loopback = (ip_network("127.0.0.0/8"),)
    fetcher = Fetcher(user_agent="thu", clock=app.clock, allow_private=loopback, sleep=lambda _: None)
    object.__setattr__(app, "fetcher", fetcher)
    with NewsServer() as server:
        server.add("/rss", FEED.format(name="Trường học mở cửa"))
        yield server, path
    fetcher.close()


def test_a_source_is_shown_before_it_is_kept(app, duty, paper):
    server, path = paper
    before = path.read_text(encoding="utf-8")
    page = duty.send("/nguon-tin/them", url=server.url("/rss"), name="Báo Mẫu").text
    assert "Trường học mở cửa" in page
    assert "Thêm nguồn này" in page
    assert path.read_text(encoding="utf-8") == before
    answer = duty.send("/nguon-tin/ghi", url=server.url("/rss"), name="Báo Mẫu")
    assert answer.headers["location"] == "/nguon-tin?xong=them"
    _, source = yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
    assert (source["name"], source["url"]) == ("Báo Mẫu", server.url("/rss"))
    with app.store.read() as tx:
        assert tx.audit.recent(1)[0].act == "add-source"
    again = duty.send("/nguon-tin/ghi", url=server.url("/rss"), name="Báo Khác")
    assert again.status_code == 422
    assert "đã có trong nguồn «Báo Mẫu»" in again.text


@pytest.mark.parametrize("address", ["", "bao-x", "file:///etc/passwd", "ftp://x.example/", "https://"])
def test_an_address_that_is_none_is_told(duty, paper, address):
    answer = duty.send("/nguon-tin/them", url=address)
    assert answer.status_code == 422
    assert "phải bắt đầu bằng https://" in answer.text


def test_a_desk_reads_no_address_of_the_house(app, duty, paper):
    server, path = paper
    fetcher = Fetcher(user_agent="thu", clock=app.clock)
    object.__setattr__(app, "fetcher", fetcher)
    assert "Không tìm thấy cách đọc" in duty.send("/nguon-tin/them", url=server.url("/rss")).text
    assert server.seen == []
    assert path.read_text(encoding="utf-8") == KNOWN
    fetcher.close()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_paper_stays_text(duty, paper, text):
    server, _ = paper
    server.add("/xau", FEED.format(name=text.replace("&", "&amp;").replace("<", "&lt;")))
    page = duty.send("/nguon-tin/them", url=server.url("/xau"), name=text).text
    assert Foreign(page).found == []


class Post:
    """A channel that keeps what it is given, and answers as told."""

    name = "email"
    needs = None

    def __init__(self, outcome) -> None:
        self.outcome, self.sent = outcome, []

    def deliver(self, notification, recipient, *, now):
        self.sent.append((notification.subject, recipient.email))
        return self.outcome

    def check(self):
        return None


@pytest.mark.parametrize(
    ("outcome", "words"), [(Sent("1"), "đã gửi"), (Retry("máy chủ bận"), "chưa gửi được: máy chủ bận")]
)
def test_a_trial_reaches_whoever_is_on_duty(app, duty, outcome, words):
    post = Post(outcome)
    app.pipeline.parts.channels["email"] = post
    duty.send("/don-vi/gdth/lien-he", person="Lê Thị B", email="b@sogddt.example")
    page = duty.send("/don-vi/gdth/gui-thu").text
    assert words in page
    assert [to for _, to in post.sent] == ["b@sogddt.example"]
    with app.store.read() as tx:
        assert tx.audit.recent(1)[0].act == "test-contact"
        assert tx.outbox.waiting_count() == 0


def test_silences_are_listed_and_ended(app, duty, incident):
    with app.store.transaction() as tx:
        tx.silences.add(Silence("v1", "cttt", at(60), "đang họp", Severity.S3, T0))
        tx.silences.add(Silence("v1", "gdth", at(-1), "đã hết", Severity.S3, at(-60)))
    page = duty.read("/don-vi")
    assert "Đang tạm ngừng báo (1)" in page
    assert "đang họp" in page
    assert duty.send("/tam-ngung/1/bao-lai").headers["location"] == "/don-vi?xong=bao-lai"
    assert "Đang tạm ngừng báo" not in duty.read("/don-vi")
    with app.store.read() as tx:
        assert tx.silences.active("v1", T0) == ()
        assert [one.id for one in tx.incidents.due(T0)] == ["v1"]
        assert tx.audit.recent(1)[0].act == "end-silence"
    assert duty.send("/tam-ngung/1/bao-lai").status_code == 404
    assert duty.send("/tam-ngung/khong/bao-lai").status_code == 404


@pytest.mark.parametrize("text", HOSTILE)
def test_the_reason_of_a_silence_stays_text(app, duty, text):
    with app.store.transaction() as tx:
        put_incident(tx, "v1", title=text)
        tx.silences.add(Silence("v1", "cttt", at(60), text, Severity.S3, T0))
    assert Foreign(duty.read("/don-vi")).found == []


def test_those_who_may_not_judge_see_silences_and_end_none(app, office, incident):
    with app.store.transaction() as tx:
        tx.silences.add(Silence("v1", "cttt", at(60), "đang họp", Severity.S3, T0))
    viewer = office.signed_in(Role.VIEWER)
    assert "/tam-ngung/1/bao-lai" not in viewer.read("/don-vi")
    assert viewer.send("/tam-ngung/1/bao-lai").status_code == 403


def put_themed(app, theme: str, moments) -> None:
    with app.store.transaction() as tx:
        for number, moment in enumerate(moments):
            item_id = f"{theme}-{number}"
            tx.items.put(an_item(item_id, published_at=moment), now=moment)
            tx.labels.put(a_classification(item_id, themes=(Scored(theme, 0.9),)), now=moment)


def test_themes_of_the_day_are_held_against_the_same_day_of_earlier_weeks(app, duty):
    put_themed(app, "digital", [T0 - timedelta(weeks=back, hours=1) for back in range(9)])
    put_themed(app, "school-safety", [T0 - timedelta(minutes=n) for n in range(5)])
    page = duty.read("/")
    assert "Thường lệ" in page
    assert page.count("nhiều hơn thường lệ") == 1


def test_without_history_nothing_is_called_usual(app, duty):
    put_themed(app, "school-safety", [T0 - timedelta(minutes=n) for n in range(5)])
    page = duty.read("/")
    assert "Chưa đủ bốn tuần" in page
    assert "nhiều hơn" not in page


@pytest.mark.parametrize(
    ("count", "usual", "note"),
    [(6, 3.0, "nhiều hơn thường lệ"), (5, 3.0, ""), (2, 0.0, ""), (3, 0.0, "nhiều hơn thường lệ"),
     (1, 4.0, "ít hơn thường lệ"), (2, 4.0, ""), (0, 8.0, "ít hơn thường lệ"), (40, 30.0, "")],
)  # fmt: skip
def test_only_what_is_out_of_the_ordinary_gets_a_note(app, count, usual, note):
    rows = {row.id: row for row in theme_rows({"digital": count}, {"digital": usual}, app.plan)}
    assert (rows["digital"].note if "digital" in rows else "") == note


@pytest.mark.parametrize(
    ("place", "found"),
    [("ben-tre/ba-tri/an-duc", {"a"}), ("ben-tre/ba-tri", {"a", "b"}), ("ben-tre", {"a", "b"}), ("vinh-long", set())],
)
def test_items_of_a_place_and_of_what_lies_in_it(app, duty, place, found):
    with app.store.transaction() as tx:
        for item_id, spot in (("a", "ben-tre/ba-tri/an-duc"), ("b", "ben-tre/ba-tri"), ("c", "school:hoa-sen")):
            mention = PlaceMention(spot, "x", "commune", 0, 1, 0.9)
            tx.items.put(an_item(item_id), now=T0)
            tx.labels.put(a_classification(item_id, places=(mention,)), now=T0)
    page = duty.read(f"/tin-bai?noi={place}")
    assert {one for one in "abc" if f'href="/tin-bai/{one}"' in page} == found
