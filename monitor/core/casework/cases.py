"""The case file of an incident: what people did about it, as events, and the fold that reads them.

A file is a list of events numbered from 1. Nothing is changed or taken out: a correction is another event. The same
envelope serves the other files people keep (tracks, the register, lists, news: `monitor.core.press`).
Plan sections in brackets: hand-over and log III.1.a, line-to-take III.2.a, opinion of the unit III.2.b.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from monitor.core.incidents import Incident
from monitor.core.plan import Plan

CASE_FILE = "incident:"
SENSITIVE_TYPES = frozenset({"abuse-sexual", "child-care-abuse"})
SENSITIVE_FACTS = ("death", "suicide", "child-abuse", "sexual")
"""Beginnings of fact kinds: a death, a suicide, an abused child."""


class Origin(StrEnum):
    """By which way something was written."""

    DESK = "desk"
    LINK = "link"
    COMMAND = "command"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote: the person, the unit they wrote for (an id), and by which way.

    `login` is the account of a signed-in person: it goes into the audit and is not kept in the file.
    """

    person: str
    unit: str
    origin: Origin = Origin.DESK
    login: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class OwnerSet:
    """One person leads the case."""

    person: str
    unit: str


@dataclass(frozen=True, slots=True)
class LineWritten:
    """A version of the shared line to take (what the department says, and does not say)."""

    text: str


@dataclass(frozen=True, slots=True)
class LineApproved:
    """Version `number` (from 1) may be used."""

    number: int


@dataclass(frozen=True, slots=True)
class TaskAdded:
    """Something to be done by somebody; `due_at` is None when there is no hurry."""

    text: str
    person: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskDone:
    """Task `number` (from 1) is done; `note` says how."""

    number: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A line in the log: a call, a visit, something learnt."""

    text: str


@dataclass(frozen=True, slots=True)
class TransferAsked:
    """The author's unit asks another one to take the case over."""

    to_unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class TransferAnswered:
    """The unit asked by transfer `number` (from 1) takes the case, or does not and says why."""

    number: int
    accepted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpinionGiven:
    """What the author's unit thinks of the matter (III.2.b)."""

    text: str


@dataclass(frozen=True, slots=True)
class StatementRecorded:
    """The department spoke: when, where, by whom. `url` is empty for what has no address."""

    published_at: datetime
    where: str
    speaker: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class SecondRead:
    """A second person read the file of a sensitive case; `agrees` that it may be closed as it stands."""

    agrees: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The end, what came of it, what is learnt, and until when new facts are watched for."""

    outcome: str
    lessons: str
    watch_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseMerged:
    """Another incident went into this one; its file is read beside this one's. Written by the machine."""

    incident_id: str


CaseBody = (
    OwnerSet
    | LineWritten
    | LineApproved
    | TaskAdded
    | TaskDone
    | Noted
    | TransferAsked
    | TransferAnswered
    | OpinionGiven
    | StatementRecorded
    | SecondRead
    | CaseClosed
)


@dataclass(frozen=True, slots=True)
class FileEvent:
    """One event of a file. `version` counts the file's events from 1; `body` is one of the file's kinds."""

    file: str
    version: int
    at: datetime
    by: Author
    body: object


@dataclass(frozen=True, slots=True)
class LineVersion:
    """One version of the line to take, and who approved it, if anybody did."""

    number: int
    text: str
    by: Author
    at: datetime
    approved_by: Author | None = None
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do."""

    number: int
    text: str
    person: str
    due_at: datetime | None
    done_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A hand-over: asked, and perhaps answered (`accepted` is None while it waits)."""

    number: int
    from_unit: str
    to_unit: str
    reason: str
    asked_at: datetime
    accepted: bool | None = None
    answered_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one unit said of the matter, the latest last."""

    by: Author
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The file as it stands. `version` 0 = nobody has written yet; `log` is every event, in order."""

    incident_id: str
    version: int = 0
    owner: OwnerSet | None = None
    lines: tuple[LineVersion, ...] = ()
    tasks: tuple[Task, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    statements: tuple[StatementRecorded, ...] = ()
    second_readers: tuple[Author, ...] = ()
    closing: CaseClosed | None = None
    merged_from: tuple[str, ...] = ()
    log: tuple[FileEvent, ...] = ()

    @property
    def line_to_take(self) -> LineVersion | None:
        """The latest approved version: what may be said now."""
        return next((line for line in reversed(self.lines) if line.approved_by is not None), None)

    @property
    def pending_transfer(self) -> Transfer | None:
        """The hand-over that waits for its answer; there is at most one."""
        return next((transfer for transfer in self.transfers if transfer.accepted is None), None)

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """What is still to be done."""
        return tuple(task for task in self.tasks if task.done_at is None)


_Body = TypeVar("_Body")


def of_kind(events: Sequence[FileEvent], kind: type[_Body]) -> Iterator[tuple[FileEvent, _Body]]:
    """The events whose body is of one kind, with that body."""
    return ((event, event.body) for event in events if isinstance(event.body, kind))


def case_file(incident_id: str, events: Sequence[FileEvent]) -> CaseFile:
    """Read the file from its events, in order of version."""
    closings = [body for _, body in of_kind(events, CaseClosed)]
    owners = [body for _, body in of_kind(events, OwnerSet)]
    return CaseFile(
        incident_id=incident_id,
        version=events[-1].version if events else 0,
        owner=owners[-1] if owners else None,
        lines=_lines(events),
        tasks=_tasks(events),
        transfers=_transfers(events),
        opinions=tuple(Opinion(event.by, event.at, body.text) for event, body in of_kind(events, OpinionGiven)),
        statements=tuple(body for _, body in of_kind(events, StatementRecorded)),
        second_readers=_second_readers(events),
        closing=closings[-1] if closings else None,
        merged_from=tuple(body.incident_id for _, body in of_kind(events, CaseMerged)),
        log=tuple(events),
    )


def _lines(events: Sequence[FileEvent]) -> tuple[LineVersion, ...]:
    approved = {body.number: event for event, body in of_kind(events, LineApproved)}
    return tuple(
        LineVersion(
            number, body.text, event.by, event.at,
            approved_by=approved[number].by if number in approved else None,
            approved_at=approved[number].at if number in approved else None,
        )
        for number, (event, body) in enumerate(of_kind(events, LineWritten), start=1)
    )  # fmt: skip


def _tasks(events: Sequence[FileEvent]) -> tuple[Task, ...]:
    done = {body.number: (event.at, body.note) for event, body in of_kind(events, TaskDone)}
    return tuple(
        Task(number, body.text, body.person, body.due_at, *done.get(number, (None, "")))
        for number, (_, body) in enumerate(of_kind(events, TaskAdded), start=1)
    )


def _transfers(events: Sequence[FileEvent]) -> tuple[Transfer, ...]:
    answers = {body.number: (body.accepted, event.at, body.reason) for event, body in of_kind(events, TransferAnswered)}
    return tuple(
        Transfer(number, event.by.unit, body.to_unit, body.reason, event.at, *answers.get(number, (None, None, "")))
        for number, (event, body) in enumerate(of_kind(events, TransferAsked), start=1)
    )


def _second_readers(events: Sequence[FileEvent]) -> tuple[Author, ...]:
    """Who agreed to the closing; a later reading of the same person replaces the earlier one."""
    latest = {same_person(event.by.person): (event.by, body.agrees) for event, body in of_kind(events, SecondRead)}
    return tuple(by for by, agrees in latest.values() if agrees)


def same_person(name: str) -> str:
    """A name in the form in which two spellings of one person are equal."""
    return " ".join(name.casefold().split())


def is_sensitive(incident: Incident, plan: Plan) -> bool:
    """Whether nobody closes it alone: an abused child, a death, and what the plan calls restricted."""
    restricted = any(kind.restricted for kind in plan.incident_types if kind.id == incident.incident_type)
    harmed = any(kind.startswith(SENSITIVE_FACTS) for kind in incident.fact_kinds)
    return restricted or harmed or incident.incident_type in SENSITIVE_TYPES or bool(dict(incident.counts).get("death"))


def with_hand_overs(units: tuple[str, ...], transfers: Sequence[Transfer]) -> tuple[str, ...]:
    """The units that handle the case after the accepted hand-overs: who took it stands where the giver stood."""
    handling = list(units)
    for transfer in transfers:
        if transfer.accepted:
            taken = [transfer.to_unit if unit == transfer.from_unit else unit for unit in handling]
            handling = list(dict.fromkeys(taken if transfer.to_unit in taken else [*taken, transfer.to_unit]))
    return tuple(handling)
