"""Searches that a person keeps under a name."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from fastapi.responses import Response

from monitor.core.accounts import Permission
from monitor.desk.errors import BadForm, NotFound
from monitor.desk.items.pages import FIELDS
from monitor.desk.pages import Pages
from monitor.desk.visits import Visiting, see

pages = Pages()

MAX_SAVED = 50
"""More are no help to find anything."""
NAME_CHARS = 80


@pages.post("/tim-da-luu", may=Permission.READ_ALL)
def save_search(visit: Visiting) -> Response:
    """Keep the search of the page the form stood on."""
    name, query = " ".join(visit.field("name", limit=NAME_CHARS).split()), clean_query(visit.field("query"))
    if not name:
        raise BadForm("Hãy đặt tên cho bộ lọc.")
    if not query:
        raise BadForm("Bộ lọc chưa có điều kiện nào để lưu.")
    with visit.app.store.transaction() as tx:
        if len(tx.saved_searches.of(visit.me.id)) >= MAX_SAVED:
            raise BadForm(f"Đã lưu {MAX_SAVED} bộ lọc; hãy bỏ bớt trước khi lưu thêm.")
        if not tx.saved_searches.add(visit.me.id, name, query, at=visit.now):
            raise BadForm("Bạn đã có bộ lọc tên này. Hãy đặt tên khác.")
    return see(f"/tin-bai?{query}")


@pages.post("/tim-da-luu/{number}/bo", may=Permission.READ_ALL)
def forget_search(visit: Visiting, number: str) -> Response:
    """Let one go; only the person's own."""
    if not number.isascii() or not number.isdigit() or len(number) > 15:  # noqa: PLR2004 - fits the key
        raise NotFound
    with visit.app.store.transaction() as tx:
        if not tx.saved_searches.remove(visit.me.id, int(number)):
            raise NotFound
    return see("/tin-bai")


def clean_query(text: str) -> str:
    """A search as it stands in an address: known fields alone, each once, so that it leads nowhere else."""
    return urlencode(asked_of(text))


def asked_of(text: str) -> Mapping[str, str]:
    """The fields of a search by name, empty ones left out. Raises BadForm when it cannot be read."""
    try:
        pairs = dict(parse_qsl(text, max_num_fields=len(FIELDS) * 2))
    except ValueError:
        raise BadForm("Bộ lọc không đọc được. Hãy tìm lại rồi lưu.") from None
    return {name: pairs[name] for name in FIELDS if pairs.get(name)}
