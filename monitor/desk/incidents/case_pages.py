"""The forms of the case file on an incident's page: writing one event, and showing a conflict without losing a word."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.responses import Response

from monitor.core.casework.cases import Author, CaseBody
from monitor.core.incidents import Incident
from monitor.desk.errors import BadForm, NotAllowed
from monitor.desk.incidents.case_forms import FORMS, CaseForm, offered
from monitor.desk.incidents.pages import MARK_FIELD, case_reader, read_case_file, show_incident, visible_incident
from monitor.desk.pages import Pages
from monitor.desk.times import short_time
from monitor.desk.visits import Visit, Visiting, see
from monitor.stages.casework import Conflict, Rejected, WriteOutcome, write_case

pages = Pages()

SEEN_FIELD = "seen"
TEXT_LIMIT = 6_000
"""Above the file's own limit, so that its rule, which says what to do instead, is the one that speaks."""
CHANGED = "Người khác vừa thay đổi sự cố này. Hãy xem lại nội dung mới rồi gửi lần nữa nếu vẫn cần."


def _writing(form: CaseForm) -> Callable[[Visiting, str], Response]:
    """The page that takes one form. Its address is in the table of pages like any other."""

    def write(visit: Visiting, incident_id: str) -> Response:
        typed = {field.name: visit.field(field.name, limit=TEXT_LIMIT) for field in form.fields}
        incident = _writable(visit, incident_id, form)
        tried = {"slug": f"ho-so/{form.slug}", "fields": typed}
        try:
            seen, body = _seen(visit), form.read(typed.__getitem__, visit.now)
        except BadForm as error:
            return show_incident(visit, incident_id, status=error.status, fault=error.advice, **tried)
        mark = visit.field(MARK_FIELD, limit=64)
        if form.ends and mark and mark != incident.handling_mark:
            return show_incident(visit, incident_id, status=409, fault=CHANGED, **tried)
        outcome = _write(visit, incident, body, seen)
        if isinstance(outcome, Conflict):
            return show_incident(visit, incident_id, status=409, fault=conflict_words(visit, outcome), **tried)
        if isinstance(outcome, Rejected):
            return show_incident(visit, incident_id, status=422, fault=outcome.reason, **tried)
        return see(f"/su-co/{incident.id}?xong=ho-so#ho-so")

    return write


for _form in FORMS:
    pages.post(f"/su-co/{{incident_id}}/ho-so/{_form.slug}", may=_form.may)(_writing(_form))


def author_of(visit: Visit) -> Author:
    """The signed-in person as the writer of an event."""
    return Author(visit.me.name, visit.unit, login=visit.me.login)


def conflict_words(visit: Visit, conflict: Conflict) -> str:
    """Say who wrote meanwhile and when, and that nothing typed is lost."""
    who = f"{conflict.by.person} đã ghi thêm" if conflict.by else "có người đã ghi thêm"
    when = f" lúc {short_time(conflict.at, visit.now)}" if conflict.at else ""
    return (
        f"Trong khi bạn viết, {who}{when}; phần bạn viết chưa được ghi nhưng vẫn còn nguyên trong ô. "
        "Hãy đọc phần mới, rồi gửi lần nữa nếu vẫn cần."
    )


def _writable(visit: Visit, incident_id: str, form: CaseForm) -> Incident:
    """The incident whose file is written: of a merged one, the one it went into. Raises NotFound, NotAllowed."""
    with visit.app.store.read() as tx:
        incident = visible_incident(visit, tx, incident_id)
        standing = tx.incidents.standing(incident.id)
        if standing is not None and standing.id != incident.id:
            incident = visible_incident(visit, tx, standing.id)
        read = read_case_file(visit, tx, incident)
    reader = case_reader(visit, incident)
    unfit = not offered(form, read.case, reader, is_open=True, sensitive=read.sensitive)
    if form.slug == "chuyen" and unfit and not reader.handles:
        raise NotAllowed(form.may)
    return incident


def _seen(visit: Visit) -> int:
    text = visit.field(SEEN_FIELD, limit=12)
    if not text.isascii() or not text.isdigit():
        raise BadForm("Biểu mẫu thiếu phiên bản hồ sơ. Hãy tải lại trang rồi gửi lần nữa.")
    return int(text)


def _write(visit: Visit, incident: Incident, body: CaseBody, seen: int) -> WriteOutcome:
    pipeline = visit.app.pipeline
    return write_case(pipeline.parts, pipeline.judge, incident.id, body, by=author_of(visit), seen=seen, at=visit.now)
