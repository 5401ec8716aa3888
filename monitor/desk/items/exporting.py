"""A search as a file for a spreadsheet: masked, bounded, and without anything a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from fastapi.responses import Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from alerts.words import CHANNELS
from monitor.core.accounts import Permission
from monitor.core.clock import LOCAL
from monitor.core.incidents import Incident
from monitor.core.items import Channel, Item
from monitor.core.labels import Classification
from monitor.core.plan import Plan
from monitor.core.privacy import mask
from monitor.desk.downloads import download
from monitor.desk.errors import BadForm
from monitor.desk.incidents.view import headline
from monitor.desk.items.pages import FIELDS, filter_of, may_read_item
from monitor.desk.items.saved import asked_of
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting
from monitor.desk.words import EDUCATION_LEVELS, SENTIMENTS, TERRITORIES
from monitor.reports.sheets import BOM, safe_cell

pages = Pages()

MAX_ROWS = 10_000
BATCH = 500
TEXT_CHARS = 300
HEADER = (
    "Mã tin", "Đăng lúc", "Nguồn", "Loại kênh", "Tiêu đề", "Đoạn đầu", "Địa chỉ", "Liên quan", "Chủ đề", "Sắc thái",
    "Mức độ", "Địa bàn", "Cấp học", "Tin tốt", "Sự cố",
)  # fmt: skip
PRIVATE = frozenset({Channel.FACEBOOK_PROFILE, Channel.COMMENT, Channel.MANUAL})
"""An address there leads to a private person."""
FORMATS = ("csv", "xlsx")
CUT_SHORT = f"Chỉ xuất {MAX_ROWS} tin mới nhất; hãy thu hẹp bộ lọc để có phần còn lại."
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
# What a workbook cannot hold: XML 1.0, section 2.2.

Cells = tuple[str, ...]


@pages.post("/xuat-tin-bai", may=Permission.READ_ALL)
def export(visit: Visiting) -> Response:
    """The items of a search, newest first; who took which search is written down."""
    kind = visit.field("kind", limit=10)
    if kind not in FORMATS:
        raise BadForm("Hãy chọn dạng tệp: CSV hoặc XLSX.")
    asked = dict.fromkeys(FIELDS, "") | dict(asked_of(visit.field("query")))
    rows = list(_rows(visit, asked))
    with visit.app.store.transaction() as tx:
        visit.audit(tx, "export", f"{len(rows)} tin", ", ".join(f"{k}={v}" for k, v in asked.items() if v)[:500])
    content = to_csv(rows) if kind == "csv" else to_xlsx(rows)
    return download(f"tin-bai-{visit.now.astimezone(LOCAL):%Y%m%d-%H%M}.{kind}", content)


def to_csv(rows: Iterable[Cells]) -> bytes:
    """CSV with a byte-order mark, as the office's spreadsheets want it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return (BOM + buffer.getvalue()).encode()


def to_xlsx(rows: Iterable[Cells]) -> bytes:
    """A workbook of one sheet; every cell is text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Tin bài")
    for row in (HEADER, *rows):
        cells = [WriteOnlyCell(sheet, _NOT_XML.sub("", str(safe_cell(cell)))) for cell in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _rows(visit: Visit, asked: dict[str, str]) -> Iterator[Cells]:
    wanted, plan, sources = filter_of(asked), visit.app.plan, {s.id: s.name for s in visit.app.sources}
    count, before = 0, None
    with visit.app.store.read() as tx:
        while count < MAX_ROWS:
            page = tx.item_lists.page(wanted, limit=min(BATCH, MAX_ROWS - count), before=before)
            said = tx.labels.many(item.id for item in page.items)
            holding = tx.incident_lists.holding(item.id for item in page.items)
            for item in page.items:
                count += 1
                incidents = holding.get(item.id, ())
                if may_read_item(visit.me, said.get(item.id), incidents, plan):
                    source = sources.get(item.source or "", item.source or "")
                    yield _cells(item, said.get(item.id), incidents, plan=plan, source=source)
            if page.next_key is None:
                return
            before = page.next_key
    yield (CUT_SHORT, *[""] * (len(HEADER) - 1))


def _cells(item: Item, said: Classification | None, incidents: Iterable[Incident], *, plan: Plan, source: str) -> Cells:
    names = {theme.id: theme.name for theme in plan.themes}
    known = (
        ("có" if said.relevant.value else "không", ", ".join(names.get(theme.id, theme.id) for theme in said.themes),
         SENTIMENTS[said.sentiment], str(said.severity), TERRITORIES[said.territory],
         ", ".join(EDUCATION_LEVELS[level] for level in said.levels), "có" if said.good_news.value else "không")
        if said is not None
        else ("",) * 7
    )  # fmt: skip
    return (
        item.id,
        item.seen_at.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M") if item.seen_at else "",
        mask(source),
        CHANNELS[item.channel],
        headline(item),
        _beginning(item),
        item.url or "" if item.channel not in PRIVATE else "",
        *known,
        "; ".join(incident.title for incident in incidents),
    )


def _beginning(item: Item) -> str:
    """Cut after masking: half a telephone number is not seen to be one."""
    return " ".join(mask(item.text).split())[:TEXT_CHARS]
