"""Every page of the desk in a real browser: as wide as its window, accessible, whole without JavaScript."""

from __future__ import annotations

import pytest

from monitor.core.accounts import Role
from monitor.desk.web import GROUPS
from tests.browser.conftest import PHONE
from tests.browser.pages import EXAMPLES, FILES, NO_PAGES, pages_for

pytestmark = pytest.mark.slow

DESKTOP_WINDOW = pytest.param({}, id="desktop")
PHONE_WINDOW = pytest.param({"viewport": PHONE, "has_touch": True, "is_mobile": True}, id="phone")
DARK = pytest.param({"color_scheme": "dark"}, id="dark")
NO_SCRIPT = pytest.param({"java_script_enabled": False, "viewport": PHONE}, id="no-javascript")
OPEN_ALL = "document.querySelectorAll('main details').forEach((part) => { part.open = true; })"
TOO_WIDE = """() => Array.from(document.querySelectorAll('main *')).filter((part) =>
  part.getBoundingClientRect().right > innerWidth + 1 && !part.closest('.scroll, .guide table, pre')
).map((part) => part.outerHTML.slice(0, 150))"""


def test_the_hand_made_lists_name_pages_that_exist():
    known = {rule.path for group in GROUPS for rule in group.rules if rule.method == "GET"} | {"/api/openapi.json"}
    assert known >= FILES | NO_PAGES | EXAMPLES.keys()


@pytest.mark.parametrize("place", [DESKTOP_WINDOW, PHONE_WINDOW, DARK], indirect=True)
def test_every_page_fits_its_window_and_has_no_accessibility_fault(place):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, faults = place.page, []
    pages = {"/dang-nhap": None} | dict.fromkeys(pages_for(Role.ADMIN))
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    only = {"runOnly": ["color-contrast"]} if dark else None
    for number, path in enumerate(pages):
        if number == 1:
            place.sign_in("quan-tri")
        page.goto(f"{place.address}{path}")
        page.evaluate(OPEN_ALL)
        if page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]:
            faults.append((path, "wider than its window", page.evaluate(TOO_WIDE)[:3]))
        found = axe.run(page, options=only).response["violations"]
        faults += [(path, row["id"], [node["html"][:150] for node in row["nodes"][:3]]) for row in found]
    assert faults == []


@pytest.mark.parametrize("place", [NO_SCRIPT], indirect=True)
def test_every_page_is_whole_without_javascript(place):
    place.sign_in("quan-tri")
    for path in pages_for(Role.ADMIN):
        answer = place.page.goto(f"{place.address}{path}")
        assert answer.status == (404 if path == "/khong-co" else 200), path
        assert place.page.get_by_role("heading", level=1).count() == 1, path
        assert place.page.locator("main").inner_text().strip(), path
