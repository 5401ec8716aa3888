"""An incident's case file as the page shows it: plain values in Vietnamese. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.accounts import Permission
from monitor.core.casework.cases import Author, CaseFile, FileEvent, LineVersion, Task, Transfer, TransferAsked
from monitor.core.casework.words import event_words
from monitor.core.plan import Plan
from monitor.core.press.tracks import Track, TrackKind
from monitor.core.privacy import mask
from monitor.desk.incidents.case_forms import FORMS, CaseForm, Reader, offered
from monitor.desk.times import short_time

TRACKS = {
    TrackKind.CORRECTION: "Yêu cầu báo chí cải chính, giải trình",
    TrackKind.PRESS_QUESTION: "Trả lời câu hỏi của báo chí",
    TrackKind.PETITION: "Trả lời ý kiến, kiến nghị báo chí chuyển đến",
}


@dataclass(frozen=True, slots=True)
class LineView:
    """One version of the line to take; `approved` says by whom and when, empty for a draft."""

    number: int
    text: str
    written: str
    approved: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """One thing to do. `tone` is `done`, `late` or `open`."""

    number: int
    text: str
    person: str
    due: str
    tone: str
    done: str


@dataclass(frozen=True, slots=True)
class TransferView:
    """A hand-over in words."""

    number: int
    words: str
    reason: str
    answer: str


@dataclass(frozen=True, slots=True)
class TrackView:
    """A duty toward the press. `tone` is `done`, `late` or `open`; `version` is that of its file."""

    id: str
    incident_id: str
    kind: str
    opened: str
    due: str
    basis: str
    tone: str
    closed: str
    note: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything the section shows. `forms` are those offered, by slug."""

    version: int
    owner: str
    sensitive: bool
    readers: tuple[str, ...]
    line: LineView | None
    draft: LineView | None
    tasks: tuple[TaskView, ...]
    pending: TransferView | None
    transfers: tuple[TransferView, ...]
    opinions: tuple[tuple[str, str], ...]
    statements: tuple[tuple[str, str], ...]
    outcome: str
    lessons: str
    merged_from: tuple[str, ...]
    log: tuple[tuple[str, str, str], ...]
    tracks: tuple[TrackView, ...]
    forms: dict[str, CaseForm]

    @property
    def latest_text(self) -> str:
        """The text a new version of the line to take begins from."""
        return self.draft.text if self.draft else self.line.text if self.line else ""


@dataclass(frozen=True, slots=True)
class CaseRead:
    """What was read for the section: the file, its tracks, and what the rules look at besides."""

    case: CaseFile
    tracks: Sequence[Track]
    is_open: bool
    sensitive: bool


def case_view(read: CaseRead, reader: Reader, may: frozenset[Permission], plan: Plan, now: datetime) -> CaseView:
    """Lay the file out for one reader."""
    case = read.case
    draft = case.lines[-1] if case.lines and case.lines[-1].approved_by is None else None
    closing = case.closing
    return CaseView(
        version=case.version,
        owner=f"{case.owner.person} ({unit_name(case.owner.unit, plan)})" if case.owner else "",
        sensitive=read.sensitive,
        readers=tuple(_who(by, plan) for by in case.second_readers),
        line=_line(case.line_to_take, plan, now) if case.line_to_take else None,
        draft=_line(draft, plan, now) if draft else None,
        tasks=tuple(_task(task, now) for task in case.tasks),
        pending=_transfer(case.pending_transfer, plan, now) if case.pending_transfer else None,
        transfers=tuple(_transfer(one, plan, now) for one in case.transfers if one.accepted is not None),
        opinions=tuple((f"{_who(o.by, plan)}, {short_time(o.at, now)}", mask(o.text)) for o in case.opinions),
        statements=tuple(
            (f"{s.speaker}, {s.where}, {short_time(s.published_at, now)}", s.url) for s in case.statements
        ),
        outcome=mask(closing.outcome) if closing else "",
        lessons=mask(closing.lessons) if closing else "",
        merged_from=case.merged_from,
        log=tuple(_event(event, plan, now) for event in reversed(case.log)),
        tracks=tuple(track_view(track, now) for track in read.tracks),
        forms={
            form.slug: form
            for form in FORMS
            if form.may in may
            and offered(form, case, reader, is_open=read.is_open, sensitive=read.sensitive)
        },
    )  # fmt: skip


def track_view(track: Track, now: datetime) -> TrackView:
    """Show a duty toward the press."""
    tone = "done" if track.closed_at is not None else "late" if track.is_overdue(now) else "open"
    closed = ""
    if track.closed_at is not None:
        closed = f"xong {short_time(track.closed_at, now)}{'' if track.in_time else ', trễ hạn'}"
    return TrackView(
        id=track.id,
        incident_id=track.incident_id or "",
        kind=TRACKS[track.kind],
        opened=short_time(track.opened_at, now),
        due=short_time(track.due_at, now),
        basis=track.basis,
        tone=tone,
        closed=closed,
        note=mask(track.note),
    )


def unit_name(unit: str, plan: Plan) -> str:
    """Name of a unit; its id when the plan does not know it."""
    return plan.unit(unit).name if plan.has_unit(unit) else unit


def _who(by: Author, plan: Plan) -> str:
    return f"{by.person} ({unit_name(by.unit, plan)})" if by.unit else by.person


def _line(line: LineVersion, plan: Plan, now: datetime) -> LineView:
    approved = ""
    if line.approved_by is not None and line.approved_at is not None:
        approved = f"{_who(line.approved_by, plan)} duyệt lúc {short_time(line.approved_at, now)}"
    written = f"{_who(line.by, plan)} soạn lúc {short_time(line.at, now)}"
    return LineView(line.number, mask(line.text), written, approved)


def _task(task: Task, now: datetime) -> TaskView:
    late = task.done_at is None and task.due_at is not None and task.due_at < now
    done = f"xong {short_time(task.done_at, now)}" if task.done_at else ""
    return TaskView(
        number=task.number,
        text=mask(task.text),
        person=task.person,
        due=short_time(task.due_at, now) if task.due_at else "",
        tone="done" if task.done_at else "late" if late else "open",
        done=": ".join(filter(None, (done, mask(task.note)))),
    )


def _transfer(transfer: Transfer, plan: Plan, now: datetime) -> TransferView:
    words = f"{unit_name(transfer.from_unit, plan)} đề nghị {unit_name(transfer.to_unit, plan)} nhận xử lý"
    answer = ""
    if transfer.accepted is not None and transfer.answered_at is not None:
        verb = "đã nhận" if transfer.accepted else "không nhận"
        answer = f"{verb} lúc {short_time(transfer.answered_at, now)}"
        answer += f": {mask(transfer.answer)}" if transfer.answer else ""
    when = short_time(transfer.asked_at, now)
    return TransferView(transfer.number, f"{words} (lúc {when})", mask(transfer.reason), answer)


def _event(event: FileEvent, plan: Plan, now: datetime) -> tuple[str, str, str]:
    words = event_words(event.body)
    if isinstance(event.body, TransferAsked):
        words = words.replace(event.body.to_unit, unit_name(event.body.to_unit, plan), 1)
    return short_time(event.at, now), mask(words), _who(event.by, plan)
