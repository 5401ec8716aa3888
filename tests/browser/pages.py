"""Which pages a real browser looks at: every address of the table that a role may read, parameters filled by hand.

A new page is in the list by itself; one with a parameter that has no example here fails the tests until it has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.core.accounts import MAY, Permission, Role
from monitor.desk.accounts.sign_in_service import RETURN_PATH
from monitor.desk.web import GROUPS

FILES = frozenset(
    {
        "/bao-cao/du-thao", "/bao-cao/tin-tot/danh-sach", "/bao-cao/tep/{number}", "/bao-cao/pdf/{number}",
        "/tep/{address}",
    }
)  # fmt: skip
"""Downloads: nothing to look at."""
NO_PAGES = frozenset({"/su-kien", "/suc-khoe", "/api/openapi.json", "/dang-nhap/dich-vu", RETURN_PATH})
"""A stream that does not end, words for programs, and ways to another place."""
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "/su-co/{incident_id}": ("/su-co/v1", "/su-co/v2"),
    "/tin-bai/{item_id:path}": ("/tin-bai/q1",),
    "/bao-chi/tin/{news_id}": ("/bao-chi/tin/n1",),
    "/don-vi/{unit_id}": ("/don-vi/van-phong",),
    "/bao-cao/xem/{number}": ("/bao-cao/xem/1",),
    "/bao-cao/gui/{number}": ("/bao-cao/gui/1",),
    "/thiet-lap/{token}": (),  # looked at before anybody is signed in
    "/xac-nhan/{token}": (),
}
"""Addresses for pages with parameters, over what `tests.browser.conftest` puts on the desk."""
MORE = (
    "/khong-co",
    "/nguon-tin?xong=them",
    "/bao-cao?xong=co",
    "/tin-bai?tim=hoc+sinh&muc=S3",
    "/su-co?trang-thai=tat-ca",
)
"""States of pages that an address alone brings about."""
_PARAMETER = re.compile(r"\{[^}]+\}")


def pages_for(role: Role) -> tuple[str, ...]:
    """Every address that a role may look at, in order."""
    found: dict[str, None] = {}
    for rule in (rule for group in GROUPS for rule in group.rules if rule.method == "GET"):
        if rule.path in FILES or rule.path in NO_PAGES:
            continue
        if rule.may is not Permission.PUBLIC and rule.may not in MAY[role]:
            continue
        found |= dict.fromkeys(addresses(rule.path))
    return (*found, *MORE)


def addresses(path: str) -> tuple[str, ...]:
    """What to open for a path of the table. Raises AssertionError for a parameter without an example."""
    if not _PARAMETER.search(path):
        return (path,)
    assert path in EXAMPLES, f"tests/browser/pages.py lacks an example of {path}"
    return EXAMPLES[path]
