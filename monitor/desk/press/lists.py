"""Báo chí: lists of persons to whom people send things. The machine sends nothing to them."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi.responses import Response

from monitor.core.accounts import Permission
from monitor.core.press.distribution import ListRemoved, ListSet
from monitor.core.press.lists import addresses, member_lines, read_members
from monitor.desk.errors import BadForm
from monitor.desk.incidents.case_pages import author_of, conflict_words
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting, see
from monitor.stages.casework import Conflict, ListBody, Rejected, WriteOutcome, distribution_lists, write_lists

pages = Pages()

NAME_CHARS, LINES_CHARS = 120, 40_000
SHOWN_FAULTS = 5


@dataclass(frozen=True, slots=True)
class ListView:
    """One list. `lines` as they are typed, `addresses` as they are pasted; both empty for those who only look."""

    name: str
    count: int
    without_mail: int
    lines: str
    addresses: str


@pages.get("/bao-chi/danh-sach", may=Permission.READ_ALL)
def lists_page(visit: Visiting) -> Response:
    """The lists; their members' addresses only for those who write to them."""
    return _show(visit)


@pages.post("/bao-chi/danh-sach", may=Permission.SPEAK)
def set_list(visit: Visiting) -> Response:
    """Save a list as it is typed: a new one, or the members of one that is there."""
    try:
        body = _typed(visit)
        return _done(visit, _write(visit, body))
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)


@pages.post("/bao-chi/danh-sach/bo", may=Permission.SPEAK)
def remove_list(visit: Visiting) -> Response:
    """Use a list no longer; it stays in the log."""
    try:
        return _done(visit, _write(visit, ListRemoved(visit.field("name", limit=NAME_CHARS))))
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)


def _typed(visit: Visit) -> ListSet:
    read = read_members(visit.field("members", limit=LINES_CHARS))
    if read.faults:
        more = len(read.faults) - SHOWN_FAULTS
        rest = f" Và {more} dòng khác." if more > 0 else ""
        raise BadForm(" ".join(read.faults[:SHOWN_FAULTS]) + rest)
    if not read.members:
        raise BadForm("Danh sách chưa có ai. Hãy ghi mỗi người một dòng.")
    return ListSet(" ".join(visit.field("name", limit=NAME_CHARS).split()), read.members)


def _write(visit: Visit, body: ListBody) -> WriteOutcome:
    seen = visit.field("seen", limit=8)
    if not seen.isascii() or not seen.isdigit():
        raise BadForm("Biểu mẫu thiếu phiên bản danh sách. Hãy tải lại trang.")
    return write_lists(visit.app.pipeline.parts, body, by=author_of(visit), seen=int(seen))


def _done(visit: Visit, outcome: WriteOutcome) -> Response:
    if isinstance(outcome, Conflict):
        return _show(visit, status=409, fault=conflict_words(visit, outcome))
    if isinstance(outcome, Rejected):
        return _show(visit, status=422, fault=outcome.reason)
    return see("/bao-chi/danh-sach?xong=co")


def _show(visit: Visit, *, status: int = 200, fault: str = "") -> Response:
    with visit.app.store.read() as tx:
        known = distribution_lists(tx)
    writes = visit.may(Permission.SPEAK)
    views = [_view(one, writes=writes) for one in known.lists]
    tried = " ".join(visit.form.get("name", "").split()) if fault else ""
    return visit.page(
        "press_lists.html", status=status, fault=fault, done=bool(visit.asked("xong")) and not fault, lists=views,
        version=known.version, tried=tried, is_new=bool(tried) and known.named(tried) is None,
    )  # fmt: skip


def _view(one: ListSet, *, writes: bool) -> ListView:
    without_mail = sum(not member.email for member in one.members)
    lines, pasted = (member_lines(one.members), addresses(one.members)) if writes else ("", "")
    return ListView(one.name, len(one.members), without_mail, lines, pasted)
