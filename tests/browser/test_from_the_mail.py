"""From the alert's mail, as a loopback SMTP server got it, to the closed incident; and two officers at once."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from alerts.channels.email import EmailChannel
from monitor.core.accounts import Role
from monitor.core.events import IncidentChanged
from monitor.core.handling import IncidentEvent
from monitor.stages.delivering import Lanes
from tests.browser.conftest import PHONE
from tests.fakes.desk import PASSWORD, Office, add_account, build_app
from tests.fakes.desk_server import served
from tests.fakes.smtp_server import smtp_server
from tests.fakes.store_rows import T0

pytestmark = pytest.mark.slow

OUTCOME = "Học sinh đã khỏe, trường đã báo cáo"
DESKTOP_WINDOW = pytest.param({}, id="desktop")
PHONE_WINDOW = pytest.param({"viewport": PHONE, "has_touch": True, "is_mobile": True}, id="phone")
NO_SCRIPT = pytest.param({"java_script_enabled": False}, id="no-javascript")
TABS = 60


@pytest.fixture
def desk(chromium, tmp_path):
    """A desk of its own for each test: nobody was told of anything yet."""
    app = build_app(tmp_path)
    for role in (Role.DUTY, Role.SPOKESPERSON):
        add_account(app, role)
    with served(Office(app).web) as address:
        yield app, address
    app.close()


@pytest.fixture
def mail(place):
    """The text of the mails that tell of the incident `v1`, sent by the product's own outbox."""
    with place.app.store.transaction() as tx:
        tx.incidents.set_next_due("v1", T0)
    with ThreadPoolExecutor(1) as elsewhere:  # the browser's own loop runs in this thread
        return elsewhere.submit(sent_mail, place.app).result()


def sent_mail(app) -> str:
    with smtp_server() as server:
        channel = EmailChannel(f"smtp://127.0.0.1:{server.port}?starttls=none", sender="tin@sogddt.example")
        app.pipeline.parts.channels["email"] = channel
        app.pipeline.run_timers()
        Lanes(app.pipeline.parts).deliver()
        del app.pipeline.parts.channels["email"]
        return "\n".join(mail.get_body(("plain",)).get_content() for mail in server.mails)


def receipt_link(mail: str, place) -> str:
    """The address behind «Đã nhận», on the desk as it is served here."""
    address = re.search(r"Đã nhận: (https?://\S+)", mail)
    assert address is not None, mail
    return f"{place.address}{urlsplit(address[1]).path}"


def tab_to(page, words: str) -> None:
    """Press Tab until the focus stands on something with these words."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.innerText || document.activeElement.name || ''"):
            return
    raise AssertionError(f"{words} cannot be reached by keyboard on {page.url}")


@pytest.mark.parametrize("place", [DESKTOP_WINDOW, PHONE_WINDOW, NO_SCRIPT], indirect=True)
def test_the_morning_by_mouse(place, mail):
    page = place.page
    page.goto(receipt_link(mail, place))
    page.get_by_role("button", name="Tôi đã nhận, đang xử lý").click()
    page.get_by_role("heading", name="Đã ghi nhận").wait_for()
    assert place.incident().acknowledged_at is not None
    page.get_by_role("link", name="Mở sự cố trên trang làm việc").click()
    page.get_by_label("Tên đăng nhập").fill("truc-tin")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/su-co/v1")
    page.get_by_text("Kết thúc xử lý", exact=True).first.click()
    page.get_by_label("Kết quả").fill(OUTCOME)
    page.get_by_label("Bài học rút ra").fill("không có")
    page.get_by_role("button", name="Kết thúc xử lý").click()
    page.get_by_text("Đã ghi nhận.").wait_for()
    assert place.incident().outcome == OUTCOME
    assert not place.incident().is_open


@pytest.mark.parametrize("place", [DESKTOP_WINDOW, PHONE_WINDOW], indirect=True)
def test_the_morning_by_keyboard_alone(place, mail):
    page, keys = place.page, place.page.keyboard
    page.goto(receipt_link(mail, place))
    tab_to(page, "Tôi đã nhận, đang xử lý")
    keys.press("Enter")
    page.get_by_role("heading", name="Đã ghi nhận").wait_for()
    tab_to(page, "Mở sự cố trên trang làm việc")
    keys.press("Enter")
    page.wait_for_function("document.activeElement.id === 'login'")
    keys.type("truc-tin")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).path == "/su-co/v1")
    tab_to(page, "Kết thúc xử lý")
    keys.press("Enter")
    tab_to(page, "outcome")
    keys.type(OUTCOME)
    keys.press("Tab")
    keys.type("không có")
    tab_to(page, "Kết thúc xử lý")
    keys.press("Enter")
    page.get_by_text("Đã ghi nhận.").wait_for()
    assert place.incident().outcome == OUTCOME


def test_two_officers_at_once_see_each_other(place, chromium):
    place.sign_in()
    context = chromium.new_context(locale="vi-VN")
    other = type(place)(place.app, place.address, context.new_page())
    other.sign_in("nguoi-phat-ngon")
    with place.page.expect_response("**/su-kien?*"):
        place.page.goto(f"{place.address}/su-co/v1")
    other.page.goto(f"{place.address}/su-co/v1")
    other.page.get_by_role("button", name="Tiếp nhận, đang xử lý").click()
    other.page.get_by_text("Đã ghi nhận.").wait_for()
    incident = place.incident()
    with place.app.store.transaction() as tx:
        tx.incidents.log(IncidentEvent("v1", T0, "updated", snapshot=incident))
    place.app.events(IncidentChanged(T0, "updated", incident))
    place.page.get_by_role("link", name=re.compile("Sự cố này vừa|thay đổi|cập nhật", re.IGNORECASE)).first.wait_for()
    place.page.get_by_role("button", name="Tiếp nhận, đang xử lý").click()
    place.page.get_by_text("Người khác vừa thay đổi sự cố này").wait_for()
    assert place.incident().acknowledged_by == "nguoi-phat-ngon"
    context.close()
