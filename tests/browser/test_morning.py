"""The officer's morning in a real browser: desktop, phone, keyboard alone, without JavaScript."""

from __future__ import annotations

import pytest

from monitor.core.events import IncidentChanged
from monitor.core.handling import IncidentEvent
from tests.browser.conftest import PHONE
from tests.fakes.store_rows import T0
from tests.integration.desk.conftest import put_incident

pytestmark = pytest.mark.slow

TITLE = "Nghi ngộ độc ở Trường Tiểu học Hoa Sen Trắng"
WINDOWS = [
    pytest.param({}, id="desktop"),
    pytest.param({"viewport": PHONE, "has_touch": True, "is_mobile": True}, id="phone"),
    pytest.param({"java_script_enabled": False}, id="no-javascript"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
]


@pytest.mark.parametrize("place", WINDOWS, indirect=True)
def test_from_the_first_page_to_a_closed_incident(place):
    page = place.page
    place.sign_in()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Tiếp nhận, đang xử lý").click()
    page.get_by_text("Đã ghi nhận.").wait_for()
    assert place.incident().acknowledged_by == "van-phong"
    page.get_by_text("Kết thúc xử lý", exact=True).first.click()
    page.get_by_label("Kết quả").fill("Học sinh đã khỏe, trường đã báo cáo")
    page.get_by_label("Bài học rút ra").fill("không có")
    page.get_by_role("button", name="Kết thúc xử lý").click()
    page.get_by_text("Đã ghi nhận.").wait_for()
    assert place.incident().outcome == "Học sinh đã khỏe, trường đã báo cáo"


def test_by_keyboard_alone(place):
    page, keys = place.page, place.page.keyboard
    page.goto(f"{place.address}/dang-nhap")
    page.wait_for_function("document.activeElement.id === 'login'")
    keys.type("truc-tin")
    keys.press("Tab")
    keys.type("mua xuan ben song Ham Luong")
    keys.press("Enter")
    page.wait_for_url(f"{place.address}/")
    keys.press("j")
    keys.press("Enter")
    page.wait_for_url("**/su-co/v*")
    incident_id = page.url.rpartition("/")[2]
    for _ in range(40):
        keys.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Tiếp nhận, đang xử lý":
            break
    keys.press("Enter")
    page.get_by_text("Đã ghi nhận.").wait_for()
    assert place.incident(incident_id).acknowledged_by == "van-phong"
    keys.press("g")
    keys.press("t")
    page.wait_for_url("**/tin-bai")
    keys.press("/")
    keys.type("nhap vien")
    keys.press("Enter")
    page.wait_for_url("**/tin-bai?tim=nhap+vien*")


def test_a_new_incident_is_told_on_the_open_page(place):
    place.sign_in()
    with place.page.expect_response("**/su-kien?*"):
        place.page.reload()
    with place.app.store.transaction() as tx:
        put_incident(tx, "v9", title="Vụ mới")
        incident = tx.incidents.get("v9")
        tx.incidents.log(IncidentEvent("v9", T0, "opened", snapshot=incident))
    place.app.events(IncidentChanged(T0, "opened", incident))
    place.page.get_by_role("link", name="Có 1 sự cố mới – Xem").wait_for(timeout=2_000)


@pytest.mark.parametrize("place", WINDOWS[:3], indirect=True)
def test_the_folded_part_of_the_menu_opens_and_leads_on(place):
    page = place.page
    place.sign_in("quan-tri")
    assert not page.get_by_role("link", name="Nguồn tin", exact=True).is_visible()
    group = page.locator("nav summary")
    group.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Nhật ký", exact=True).click()
    page.wait_for_url("**/nhat-ky")
    assert "đang mở Nhật ký" in page.locator("nav summary").text_content()


def test_the_folded_part_of_the_menu_closes_by_escape_and_by_leaving_it(place):
    page = place.page
    place.sign_in("quan-tri")
    group = page.locator("nav details")
    for leave in (lambda: page.keyboard.press("Escape"), lambda: page.get_by_role("heading", level=1).click()):
        page.locator("nav summary").click()
        assert group.get_attribute("open") is not None
        leave()
        page.wait_for_function("!document.querySelector('nav details').open")
