"""Thêm nguồn tin: from any address of a paper to a proposal with its newest items, then a line of sources.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from fastapi.responses import Response

from alerts.words import CHANNELS
from monitor.collect.discover import Candidate, Discovery, append_source, discover, first_entries
from monitor.core.accounts import Permission
from monitor.core.clock import show_time
from monitor.core.config.sources_file import load_sources
from monitor.core.errors import ConfigError
from monitor.core.sources import SourceKind
from monitor.desk.errors import BadForm
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting, see
from monitor.stages.collecting import look_again

pages = Pages()

SHOWN_ENTRIES = 10
KINDS: Mapping[SourceKind, str] = {
    SourceKind.RSS: "nguồn RSS",
    SourceKind.ATOM: "nguồn Atom",
    SourceKind.SITEMAP: "sơ đồ trang",
    SourceKind.HTML: "trang chuyên mục",
}


@pages.get("/nguon-tin/them", may=Permission.MANAGE_SOURCES)
def ask(visit: Visiting) -> Response:
    """Ask for an address."""
    return _page(visit)


@pages.post("/nguon-tin/them", may=Permission.MANAGE_SOURCES)
def preview(visit: Visiting) -> Response:
    """Show how the address would be read and what it says today; nothing is kept."""
    try:
        found = _found(visit)
    except BadForm as error:
        return _page(visit, status=error.status, fault=error.advice)
    return _page(visit, found=found, fault="" if found.source else _NOTHING)


@pages.post("/nguon-tin/ghi", may=Permission.MANAGE_SOURCES)
def keep(visit: Visiting) -> Response:
    """Look once more and write the source into the file; it is followed from the next round on."""
    try:
        _write(visit, _found(visit))
    except BadForm as error:
        return _page(visit, status=error.status, fault=error.advice)
    return see("/nguon-tin?xong=them")


_NOTHING = "Không tìm thấy cách đọc nguồn này. Hãy thử địa chỉ một chuyên mục cụ thể của trang."


def _found(visit: Visit) -> Discovery:
    fetcher, address = visit.app.fetcher, visit.field("url", limit=500)
    if fetcher is None:
        raise BadForm("Bản đang chạy không đọc nguồn tin, nên không thử được.")
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise BadForm("Địa chỉ phải bắt đầu bằng https:// hoặc http://, ví dụ https://baodongkhoi.vn/giao-duc.")
    with visit.app.store.transaction() as tx:
        visit.audit(tx, "test-source", address)
    return discover(fetcher, address, now=visit.now, name=visit.field("name", limit=120) or None)


def _write(visit: Visit, found: Discovery) -> None:
    """Add the proposal to the file. Raises BadForm when there is none, or the file would not bear it."""
    path = visit.app.settings.sources_path
    if found.source is None:
        raise BadForm(_NOTHING)
    try:
        known = next((one for one in load_sources(path) if found.source.url in one.feeds), None)
        if known is not None:
            raise BadForm(f"Địa chỉ này đã có trong nguồn «{known.name}».")
        append_source(path, found.source)
    except ConfigError as error:
        words = "; ".join(fault.message for fault in error.faults)
        raise BadForm(f"Chưa ghi được vào sources.yaml: {words}. Tệp vẫn như cũ.") from error
    with visit.app.store.transaction() as tx:
        visit.audit(tx, "add-source", found.source.id, found.source.url)
    look_again(visit.app.pipeline.parts, visit.app.sources)


def _page(visit: Visit, *, status: int = 200, fault: str = "", found: Discovery | None = None) -> Response:
    source, best = (found.source, found.best) if found is not None else (None, None)
    return visit.page(
        "source_add.html", status=status, fault=fault, source=source,
        kind=KINDS.get(source.kind, source.kind.value) if source else "",
        channel=CHANNELS[source.channel] if source else "",
        tried=[(one.url, _outcome(one)) for one in found.tried] if found is not None else [],
        entries=_entries(best) if best is not None else [],
    )  # fmt: skip


def _outcome(one: Candidate) -> str:
    return f"{len(one.entries)} mục tin" if one.entries else (one.error or "không có mục tin mới")


def _entries(best: Candidate) -> list[tuple[str, str]]:
    return [
        (show_time(entry.published_at) if entry.published_at else "không rõ giờ", entry.title or entry.url)
        for entry in first_entries(best.entries, SHOWN_ENTRIES)
    ]
