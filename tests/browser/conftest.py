"""A real browser on a served desk. Skipped, with a message, where no Chromium is installed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

import pytest

from monitor.app import App
from monitor.core.accounts import Role
from monitor.core.casework.cases import Author
from monitor.core.clock import local_date
from monitor.core.press.news import NewsWritten
from monitor.core.press.words import NEWS_CHANNELS
from monitor.reports.making import ReportKind, Request, Workshop, archive_report
from monitor.reports.official.bodies import load_bodies
from monitor.stages.casework import write_news
from tests.fakes.desk import PASSWORD, Office, add_account, build_app
from tests.fakes.desk_server import served
from tests.fakes.store_rows import T0
from tests.integration.desk.conftest import put_incident

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


def put_more(app: App) -> None:
    """What some pages need to show something: a monthly report (its document is file 1), an upload, a text to post."""
    shop = Workshop(app.store, app.plan, load_bodies(app.settings.bodies_path))
    archive_report(shop, Request(ReportKind.MONTHLY, local_date(T0)), now=T0, by="truc-tin")
    text = NewsWritten("Tuần lễ an toàn", "Các trường hưởng ứng.", NEWS_CHANNELS[0])
    write_news(app.pipeline.parts, "n1", text, by=Author("Người trực", "van-phong"), seen=0)
    with app.store.transaction() as tx:
        tx.reports.add(kind="unit-upload", subject="gdth 2022-10-14", name="a.docx", content=b"PK", at=T0, by="gdth")


@dataclass
class Place:
    """One desk and one browser window on it."""

    app: App
    address: str
    page: object

    def sign_in(self, login: str = "truc-tin") -> None:
        """By typing, as a person does."""
        self.page.goto(f"{self.address}/dang-nhap")
        self.page.get_by_label("Tên đăng nhập").fill(login)
        self.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url(f"{self.address}/")

    def incident(self, incident_id: str = "v1"):
        with self.app.store.read() as tx:
            return tx.incidents.get(incident_id)


# Per module: while Playwright is open, its event loop counts as running in this thread, and a later test that
# starts a loop of its own would be refused.
@pytest.fixture(scope="module")
def chromium():
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (package chromium): browser tests are left out")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk(chromium, tmp_path_factory):
    app = build_app(tmp_path_factory.mktemp("desk"))
    put_more(app)
    for role in (Role.ADMIN, Role.DUTY):
        add_account(app, role)
    with served(Office(app).web) as address:
        yield app, address
    app.close()


@pytest.fixture
def place(chromium, desk, request):
    """A window; its size, colours and scripts by indirect parameters (`viewport=…`, `java_script_enabled=…`)."""
    app, address = desk
    with app.store.transaction() as tx:
        put_incident(tx)
        put_incident(tx, "v2", title="Bạo lực ở Trường THCS Gò Keo", incident_type="violence", units=("gdtrh",))
    options = {"viewport": DESKTOP, "locale": "vi-VN"} | getattr(request, "param", {})
    context = chromium.new_context(**options)
    context.set_default_timeout(60_000)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    yield Place(app, address, page)
    context.close()
    assert faults == []
