"""Báo chí: duties toward the press with their deadlines, and the register of who may speak."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from fastapi.responses import Response

from monitor.core.accounts import Permission, may_see
from monitor.core.clock import parse_time
from monitor.core.incidents import Incident
from monitor.core.plan import Plan
from monitor.core.press.mandates import (
    Mandate,
    MandateGiven,
    MandateKind,
    MandatePaper,
    MandatePosted,
    MandateRevoked,
    register_warnings,
)
from monitor.core.press.track_files import TRACK_FILE
from monitor.core.press.tracks import Track
from monitor.desk.errors import BadForm
from monitor.desk.incidents.case_pages import author_of, conflict_words
from monitor.desk.incidents.case_view import TrackView, track_view
from monitor.desk.pages import Pages
from monitor.desk.times import short_time
from monitor.desk.visits import Visit, Visiting, see
from monitor.stages.casework import (
    Conflict,
    RegisterBody,
    Rejected,
    WriteOutcome,
    close_track,
    open_track,
    register,
    tracks,
    write_register,
)
from monitor.stories.tracks import Matter
from monitor.stories.tracks import open_track as begun

pages = Pages()

SHOWN_CLOSED = 30
"""Finished duties shown; the yearly report counts them all."""
_ID_BYTES = 6
MATTERS = {
    Matter.QUESTION: "Báo chí hỏi, cần trả lời",
    Matter.PETITION: "Báo chí chuyển ý kiến, kiến nghị, phê bình",
    Matter.COMPLAINT: "Báo chí chuyển khiếu nại, tố cáo",
    Matter.EXPLANATION: "Sở yêu cầu cơ quan báo chí giải trình",
    Matter.CORRECTION_ONLINE: "Sở yêu cầu cải chính trên báo điện tử",
    Matter.CORRECTION_DAILY: "Sở yêu cầu cải chính trên báo ngày, phát thanh, truyền hình",
}
KINDS = {
    MandateKind.HEAD: "Người đứng đầu",
    MandateKind.REGULAR: "Người phát ngôn thường xuyên",
    MandateKind.CASE: "Được ủy quyền một vụ việc",
}


@dataclass(frozen=True, slots=True)
class MandateView:
    """One person's right to speak. `tone` is `ok` while it holds, else `off`."""

    id: str
    person: str
    post: str
    kind: str
    span: str
    paper: str
    posted: str
    tone: str


@pages.get("/bao-chi", may=Permission.READ_ALL)
def press_office(visit: Visiting) -> Response:
    """What is owed to the press and by the press, and who may speak now."""
    return _show(visit)


@pages.post("/bao-chi/viec", may=Permission.SPEAK)
def begin_track(visit: Visiting) -> Response:
    """Begin a duty; its deadline follows from what is asked and the day it began."""
    try:
        track = _track(visit)
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)
    return _done(visit, open_track(visit.app.pipeline.parts, track, by=author_of(visit)))


@pages.post("/bao-chi/viec/{track_id}/xong", may=Permission.SPEAK)
def end_track(visit: Visiting, track_id: str) -> Response:
    """The answer was given, or the correction seen."""
    with visit.app.store.read() as tx:
        version = len(tx.cases.events(TRACK_FILE + track_id))
    try:
        ended = _moment(visit, "closed_at") or visit.now
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)
    outcome = close_track(
        visit.app.pipeline.parts, track_id, closed_at=ended, note=visit.field("note"), by=author_of(visit), seen=version
    )
    return _done(visit, outcome)


@pages.post("/bao-chi/nguoi-phat-ngon", may=Permission.SPEAK)
def give_mandate(visit: Visiting) -> Response:
    """Put a person into the register."""
    try:
        body = _mandate(visit)
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)
    return _done(visit, _register(visit, body))


@pages.post("/bao-chi/nguoi-phat-ngon/{mandate_id}", may=Permission.SPEAK)
def change_mandate(visit: Visiting, mandate_id: str) -> Response:
    """Hand in the paper's number, note the posting on the portal, or revoke."""
    text, act = visit.field("text", limit=500), visit.field("act", limit=20)
    bodies: dict[str, RegisterBody] = {
        "van-ban": MandatePaper(mandate_id, text),
        "da-dang": MandatePosted(mandate_id, text, visit.now),
        "thoi": MandateRevoked(mandate_id, text),
    }
    if act not in bodies or not text:
        return _show(visit, status=422, fault="Hãy chọn việc cần ghi nhận và ghi nội dung.")
    return _done(visit, _register(visit, bodies[act]))


def _show(visit: Visit, *, status: int = 200, fault: str = "") -> Response:
    app, now = visit.app, visit.now
    with app.store.read() as tx:
        known, speakers = tracks(tx), register(tx, app.plan)
        incidents = tx.incident_lists.open_by_level(limit=100)
        seen = [t for t in known if t.incident_id is None or _readable(visit, tx.incidents.get(t.incident_id))]
    views = [track_view(track, now) for track in seen]
    closed = [view for view in views if view.tone == "done"]
    return visit.page(
        "press_office.html", status=status, fault=fault, done=visit.asked("xong") and not fault,
        open_tracks=[view for view in views if view.tone != "done"], closed_tracks=_latest(closed),
        mandates=[_mandate_view(mandate, now) for mandate in reversed(speakers.mandates)],
        version=speakers.version, warnings=[warning.text for warning in register_warnings(speakers, now=now)],
        matters=[(matter.value, words) for matter, words in MATTERS.items()],
        kinds=[(kind.value, words) for kind, words in KINDS.items()],
        incidents=[(one.id, f"{one.level} – {one.title}") for one in incidents if _readable(visit, one)],
        chosen=visit.field("incident") or visit.asked("su-co"),
    )  # fmt: skip


def _readable(visit: Visit, incident: Incident | None) -> bool:
    """Whether the person may read of it: those who only look see nothing of restricted cases."""
    return incident is not None and may_see(visit.me, incident, visit.app.plan)


def _latest(closed: list[TrackView]) -> list[TrackView]:
    return closed[-SHOWN_CLOSED:][::-1]


def _done(visit: Visit, outcome: WriteOutcome) -> Response:
    if isinstance(outcome, Conflict):
        return _show(visit, status=409, fault=conflict_words(visit, outcome))
    if isinstance(outcome, Rejected):
        return _show(visit, status=422, fault=outcome.reason)
    return see("/bao-chi?xong=co")


def _register(visit: Visit, body: RegisterBody) -> WriteOutcome:
    seen = visit.field("seen", limit=8)
    if not seen.isascii() or not seen.isdigit():
        return Rejected("Biểu mẫu thiếu phiên bản danh sách. Hãy tải lại trang.")
    return write_register(visit.app.pipeline.parts, body, by=author_of(visit), seen=int(seen))


def _track(visit: Visit) -> Track:
    matter, incident = visit.field("matter"), visit.field("incident")
    if matter not in set(Matter):
        raise BadForm("Hãy chọn loại việc.")
    with visit.app.store.read() as tx:
        found = tx.incidents.standing(incident) if incident else None
        if incident and (found is None or not visit.sees(tx, found)):
            raise BadForm("Không có sự cố này. Hãy chọn trong danh sách, hoặc bỏ trống.")
    opened = _moment(visit, "opened_at") or visit.now
    if opened > visit.now:
        raise BadForm("Ngày nhận, ngày gửi không thể ở tương lai.")
    plan: Plan = visit.app.plan
    return begun(
        secrets.token_hex(_ID_BYTES), Matter(matter), opened_at=opened,
        incident_id=found.id if found is not None else None, holidays=plan.holidays, note=visit.field("note"),
    )  # fmt: skip


def _mandate(visit: Visit) -> MandateGiven:
    kind = visit.field("kind")
    if kind not in set(MandateKind):
        raise BadForm("Hãy chọn tư cách phát ngôn.")
    signed = _moment(visit, "signed_at")
    if signed is None:
        raise BadForm("Hãy ghi ngày ký văn bản.")
    return MandateGiven(
        id=secrets.token_hex(_ID_BYTES), kind=MandateKind(kind), person=visit.field("person", limit=200),
        post=visit.field("post", limit=200), phone=visit.field("phone", limit=40),
        email=visit.field("email", limit=200),
        signed_at=signed, valid_from=_moment(visit, "valid_from") or signed, valid_to=_moment(visit, "valid_to"),
        matter=visit.field("note"), incident_id=visit.field("incident") or None, paper=visit.field("paper", limit=100),
    )  # fmt: skip


def _moment(visit: Visit, name: str) -> datetime | None:
    text = visit.field(name, limit=40)
    try:
        return parse_time(text) if text else None
    except (ValueError, OverflowError):
        raise BadForm("Hãy chọn đủ ngày và giờ.") from None


def _mandate_view(mandate: Mandate, now: datetime) -> MandateView:
    given = mandate.given
    until = f"đến {short_time(given.valid_to, now)}" if given.valid_to else "đến khi có văn bản khác"
    posted = f"đã đăng {short_time(mandate.posted_at, now)}" if mandate.posted_at else ""
    if not posted and mandate.post_by is not None:
        posted = f"chưa đăng, hạn {short_time(mandate.post_by, now)}"
    return MandateView(
        id=given.id,
        person=given.person,
        post=given.post,
        kind=KINDS[given.kind],
        span=f"từ {short_time(given.valid_from, now)} {until}" if mandate.revoked_at is None else "đã thôi",
        paper=mandate.paper,
        posted=posted,
        tone="ok" if mandate.holds(now) else "off",
    )
