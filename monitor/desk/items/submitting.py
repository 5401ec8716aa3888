"""Gửi tin: a link, words or a file from anybody signed in who may hand something in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from fastapi.responses import Response

from monitor.core.accounts import Permission
from monitor.core.clock import parse_time
from monitor.core.intake import Fate, How, Submission, Submitted, Upload
from monitor.desk.errors import BadForm, TooMany
from monitor.desk.limits import RateLimit
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting
from monitor.stages.uploading import MAIL, ROWS, TEXT, submit_file

pages = Pages()

MAX_TEXT_CHARS = 50_000
SENT_PER_PERSON = RateLimit(60, timedelta(minutes=10))
"""A person pastes one at a time; a script that floods the queue of the models is stopped."""
PICTURES = ("jpg", "jpeg", "png", "webp", "heic", "mp4", "pdf", "docx")
FATES = {Fate.NEW: "Đã nhận", Fate.KNOWN: "Tin đã có", Fate.REFUSED: "Chưa nhận được"}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one submission; addresses are empty where the person may not follow."""

    title: str
    words: str
    ok: bool
    item: str
    incident: str


@pages.get("/gui-tin", may=Permission.SUBMIT)
def submit_page(visit: Visiting) -> Response:
    """The form."""
    return _show(visit)


@pages.post("/gui-tin", may=Permission.SUBMIT, uploads=True)
def submit(visit: Visiting) -> Response:
    """Take in what was sent: files that hold news one by one, pictures and papers along with the words."""
    if not SENT_PER_PERSON.allow(visit.me.id, visit.now):
        raise TooMany
    try:
        told = _taken(visit)
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)
    results = tuple(_result(visit, one) for one in told)
    with visit.app.store.transaction() as tx:
        kept = [one.item_id for one in told if one.item_id]
        visit.audit(tx, "submit", kept[0] if kept else "", ", ".join(one.fate.value for one in told[:5]))
    refused = all(one.fate is Fate.REFUSED for one in told)
    return _show(visit, status=422 if refused else 200, results=results)


def _show(visit: Visit, *, status: int = 200, fault: str = "", results: Sequence[Result] = ()) -> Response:
    kept = results and not any(result.ok for result in results)
    typed = {name: visit.form.get(name, "") if fault or kept else "" for name in _FIELDS}
    kinds = ", ".join(f".{ending}" for ending in sorted(ROWS | MAIL | TEXT))
    return visit.page("submit.html", status=status, fault=fault, results=results, typed=typed, kinds=kinds)


_FIELDS = ("url", "text", "source", "place", "seen_at")


def _taken(visit: Visit) -> tuple[Submitted, ...]:
    news, along = _sorted(visit.files)
    told = [
        answer
        for upload in news
        for answer in submit_file(
            visit.app.intake, visit.app.mail_room, upload, sender=visit.unit, how=How.FORM
        )
    ]  # fmt: skip
    if visit.field("url") or visit.field("text", limit=MAX_TEXT_CHARS) or not told:
        told.append(visit.app.intake.submit(_submission(visit, along)))
    return tuple(told)


def _sorted(uploads: Sequence[Upload]) -> tuple[tuple[Upload, ...], tuple[Upload, ...]]:
    """Files that are read, and those that only go along with the words (of which the hash is kept)."""
    along = tuple(one for one in uploads if one.name.rpartition(".")[2].lower() in PICTURES)
    return tuple(one for one in uploads if one not in along), along


def _submission(visit: Visit, along: tuple[Upload, ...]) -> Submission:
    seen = visit.field("seen_at", limit=40)
    try:
        seen_at = parse_time(seen) if seen else None
    except (ValueError, OverflowError):
        raise BadForm("Thời điểm: hãy chọn đủ ngày và giờ, hoặc bỏ trống.") from None
    return Submission(
        sender=visit.unit, how=How.FORM, text=visit.field("text", limit=MAX_TEXT_CHARS), url=visit.field("url"),
        source=visit.field("source", limit=300), place=visit.field("place", limit=300), seen_at=seen_at, uploads=along,
        detail=visit.me.login,
    )  # fmt: skip


def _result(visit: Visit, told: Submitted) -> Result:
    """A unit follows only to what is its own; the words of the answer name no other incident to it."""
    with visit.app.store.read() as tx:
        incident = tx.incidents.standing(told.incident.id) if told.incident is not None else None
        seen = incident is not None and visit.sees(tx, incident)
    words = told.words
    if told.incident is not None and not seen:
        words = "Đã nhận tin; Sở sẽ xem xét và xử lý."
    return Result(
        title=FATES[told.fate],
        words=words,
        ok=told.fate is not Fate.REFUSED,
        item=told.item_id if told.item_id and (visit.me.sees_all or seen) else "",
        incident=incident.id if incident is not None and seen else "",
    )
