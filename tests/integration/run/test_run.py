"""`monitor run` as staff and the service manager meet it: its page, its signed links, its stops."""

from __future__ import annotations

import re
import signal
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from monitor.core.handling import DeliveryState
from monitor.core.incidents import Incident
from monitor.store.database import Store, open_store
from tests.fakes.product import FAST_PACE, REAL_PACE, Product, Site, make_site, serving, until
from tests.fakes.small_city import PIECES, write_city
from tests.fakes.smtp_server import SmtpServer, smtp_server

pytestmark = pytest.mark.slow

SETTLE_S = 60.0
GOODBYE = "Đã dừng"
_LINK = re.compile(r"/xac-nhan/[\w.\-]+")
_SET_UP = re.compile(r"/thiet-lap/[\w\-]+")
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(frozen=True)
class Running:
    """A product that has read the whole city and told everybody."""

    product: Product
    site: Site
    mails: SmtpServer

    @contextmanager
    def store(self) -> Iterator[Store]:
        store = open_store(self.site.database_url)
        try:
            yield store
        finally:
            store.close()

    def incident(self, words: str) -> Incident:
        with self.store() as store, store.read() as tx:
            return next(incident for incident in tx.incidents.open() if words in incident.title)

    def link(self, address: str, words: str) -> str:
        """The acknowledging link in the mail to an address about a school."""
        mail = next(m for m in self.mails.mails if address in str(m["To"]) and words in str(m["Subject"]))
        body = mail.get_body(("html",))
        assert body is not None
        found = _LINK.search(body.get_content())
        assert found is not None
        return found[0]

    def acts(self) -> list[str]:
        with self.store() as store, store.read() as tx:
            return [line.act for line in tx.audit.recent(100)]


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("run")
    with published_city(folder) as site, smtp_server() as mails:
        product = Product(site, smtp_port=mails.port, program=REAL_PACE)
        try:
            product.wait_ready()
            product.until_settled(items=len(PIECES), within_s=SETTLE_S)
            yield Running(product, site, mails)
        finally:
            product.close()


@contextmanager
def published_city(folder) -> Iterator[Site]:
    """A city that has said everything it has to say."""
    city = write_city(folder / "city", start=datetime.now(UTC) - timedelta(minutes=1), span=timedelta(seconds=30))
    with serving(city) as server:
        yield make_site(folder, city, server)


def test_health_says_that_all_is_well(running):
    answer = running.product.get("/suc-khoe")
    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert answer.json()["items"] == len(PIECES)


def test_the_first_administrator_comes_in_by_the_link_that_was_printed(running):
    """No password is there before; the first page then shows the incidents."""
    link = next(found[0] for line in running.product.said if (found := _SET_UP.search(line)))
    password = "mua xuan ben song"
    with httpx.Client(base_url=f"http://127.0.0.1:{running.product.port}", trust_env=False, timeout=10) as browser:
        assert browser.get("/").status_code == 303
        token = _TOKEN.search(browser.get(link).text)[1]
        sent = {"csrf": token, "password": password, "again": password}
        assert browser.post(link, data=sent).status_code == 200
        token = _TOKEN.search(browser.get("/dang-nhap").text)[1]
        sent = {"csrf": token, "login": "quan-tri", "password": password}
        assert browser.post("/dang-nhap", data=sent).status_code == 303
        assert "Trường Tiểu học Bông Sen Trắng" in browser.get("/").text


def test_opening_the_link_changes_nothing(running):
    """A mail scanner follows every link, more than once."""
    before, acts = running.incident("Bông Sen Trắng"), running.acts()
    link = running.link("van-phong@", "Bông Sen Trắng")
    answers = [running.product.get(link) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert "<form" in answers[-1].text
    assert running.incident("Bông Sen Trắng") == before
    assert before.acknowledged_at is None
    assert running.acts() == acts


def test_pressing_the_button_acknowledges_for_the_unit_that_was_told(running):
    link = running.link("vhxh-ba-tri@", "Hàng Me Xanh")
    answer = running.product.post(link, {"act": "acknowledge"})
    assert answer.status_code == 200
    assert "Đã ghi nhận" in answer.text
    after = running.incident("Hàng Me Xanh")
    assert after.acknowledged_by == "vhxh-ba-tri"
    assert after.acknowledged_at is not None
    assert "acknowledge" in running.acts()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_opens_nothing(running, method):
    payload, _, mac = running.link("lanh-dao@", "Bãi Ngao").partition(".")
    forged = f"{payload}.{mac[::-1]}"
    answer = running.product.get(forged) if method == "get" else running.product.post(forged, {"act": "acknowledge"})
    assert answer.status_code == 404
    assert running.incident("Bãi Ngao").acknowledged_at is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_it_stops_cleanly_when_asked(tmp_path, number):
    with published_city(tmp_path) as site:
        product = Product(site)
        try:
            product.wait_ready()
            until(lambda: product.get("/suc-khoe").json()["items"] > 0, within_s=SETTLE_S, what="the first item")
            status, cut_off = product.stop(number)
        finally:
            product.close()
    assert (status, cut_off) == (0, False)
    assert any(GOODBYE in line for line in product.said)
    assert not any("Traceback" in line for line in product.said)


def test_it_stops_while_a_source_does_not_answer(tmp_path):
    with published_city(tmp_path) as site, closing(socket.create_server(("127.0.0.1", 0))) as mute:
        declare_mute_source(site, port=mute.getsockname()[1])
        product = Product(site)
        try:
            product.wait_ready()
            connection, _ = mute.accept()
            with closing(connection):
                # Cut off, not waited for: the page would have as long again until its own time is up.
                status, cut_off = product.stop()
        finally:
            product.close()
    assert (status, cut_off) == (0, True)
    assert any(GOODBYE in line for line in product.said)


def declare_mute_source(site: Site, *, port: int) -> None:
    """A source on a port where somebody listens and never says a word."""
    path = site.home / "sources.yaml"
    source = f"- {{id: cam, name: Câm, kind: rss, url: 'http://127.0.0.1:{port}/', channel: press-trade}}\n"
    path.write_text(path.read_text(encoding="utf-8") + source, encoding="utf-8")


def test_a_stop_waits_for_the_mail_under_way(tmp_path):
    with published_city(tmp_path) as site, smtp_server(answer_s=2.0) as mails:
        product = Product(site, smtp_port=mails.port, program=FAST_PACE)
        try:
            until(lambda: bool(mails.mails), within_s=SETTLE_S, what="the first mail")
            status, _ = product.stop()
        finally:
            product.close()
        with closing(open_store(site.database_url)) as store, store.read() as tx:
            states = {message.provider_id: message.state for message in tx.outbox.recent(1000)}
    assert status == 0
    assert {states[mail["Message-ID"]] for mail in mails.mails} == {DeliveryState.SENT}
    assert None in states  # The others wait for the next start.


def test_a_port_in_use_is_said_at_once(tmp_path):
    with published_city(tmp_path) as site, closing(socket.create_server(("127.0.0.1", 0))) as taken:
        product = Product(site, port=taken.getsockname()[1])
        try:
            status = product.wait_end()
        finally:
            product.close()
    assert status == 1
    assert any("không mở được cổng" in line for line in product.said)
    assert not (site.var / "monitor.db").exists()
