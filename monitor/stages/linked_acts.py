"""What a signed link lets its holder do. Looking changes nothing; the act happens on the POST of the page, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from alerts.links import Claim, Purpose
from alerts.words import ACTIONS
from monitor.core.casework.cases import (
    Author,
    CaseFile,
    OpinionGiven,
    Origin,
    TransferAnswered,
    TransferAsked,
    is_sensitive,
)
from monitor.core.clock import local_date
from monitor.core.handling import Action, ActionKind
from monitor.core.incidents import Incident
from monitor.stages.acting import act_within
from monitor.stages.case_events import Rejected, append_to_case, case_of
from monitor.stages.handing_over import hand_over
from monitor.stages.judging import Judge
from monitor.stages.parts import Ledger, Parts

VERDICTS = (ActionKind.MARK_FALSE, ActionKind.MARK_NOT_OURS)
"""What "not an incident" can mean; the form's field `verdict` names one."""
NEED_VERDICT = "Hãy chọn: tin không đúng, hoặc không phải việc của ngành."
NEED_REASON = "Chưa nêu lý do. Hãy ghi lý do rồi gửi lại."
KEPT_AS_OPINION = (
    "Vụ việc nhạy cảm nên một mình đơn vị không đóng được. Ý kiến của đơn vị đã được ghi vào hồ sơ; "
    "hãy báo Văn phòng Sở để có người thứ hai đọc và quyết định."
)


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What the page of a link shows. `targets` are the units (id, name) a transfer may go to.

    `used_at` is when a single-use link was used; `case` tells who handles and what was handed over.
    """

    claim: Claim
    incident: Incident
    case: CaseFile
    used_at: datetime | None
    targets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """It was done; `sentence` tells the person so."""

    incident: Incident
    sentence: str


@dataclass(frozen=True, slots=True)
class UsedBefore:
    """The link was used at that time; nothing was done again."""

    incident: Incident
    used_at: datetime


@dataclass(frozen=True, slots=True)
class NotDone:
    """Nothing was done and the link still works; `reason` says what is missing."""

    incident: Incident
    reason: str


class InvalidLink:
    """Forged, damaged, expired, or of an incident that is gone."""


LinkOutcome = Done | UsedBefore | NotDone | InvalidLink


def read_link(parts: Parts, token: str) -> LinkPage | InvalidLink:
    """What a link is for. Changes nothing."""
    claim = _claim(parts, token)
    if claim is None:
        return InvalidLink()
    with parts.store.read() as tx:
        incident = tx.incidents.standing(claim.incident_id)
        if incident is None:
            return InvalidLink()
        used_at = tx.cases.link_used_at(claim.link) if claim.purpose.single_use else None
        case = case_of(tx, incident.id)
    units = parts.plan.units_on(local_date(parts.clock.now())) if claim.purpose is Purpose.TRANSFER else ()
    return LinkPage(claim, incident, case, used_at, tuple((u.id, u.name) for u in units if u.id != claim.unit))


def use_link(parts: Parts, judge: Judge, token: str, form: Mapping[str, str]) -> LinkOutcome:
    """Do what the link is for, once.

    `form` holds `verdict` and `reason` (not-incident), `to` and `reason` (transfer), `reason` (decline), and
    `person` if the holder said who they are.
    """
    claim = _claim(parts, token)
    if claim is None or not claim.purpose.single_use:
        return InvalidLink()
    now = parts.clock.now()
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        incident = tx.incidents.standing(claim.incident_id)
        if incident is None:
            return InvalidLink()
        used_at = tx.cases.link_used_at(claim.link)
        if used_at is not None:
            return UsedBefore(incident, used_at)
        outcome = _Use(ledger, parts, judge, claim, incident, form, now).run()
        if isinstance(outcome, Done):
            tx.cases.use_link(claim.link, at=now)
    for event in ledger.events:
        parts.sink(event)
    return outcome


@dataclass(frozen=True)
class _Use:
    """One use of a link, inside its transaction."""

    ledger: Ledger
    parts: Parts
    judge: Judge
    claim: Claim
    incident: Incident
    form: Mapping[str, str]
    now: datetime

    def run(self) -> Done | NotDone:
        """What the purpose asks for."""
        purpose = self.claim.purpose
        if purpose is Purpose.ACKNOWLEDGE:
            return self._act(ActionKind.ACKNOWLEDGE)
        if purpose is Purpose.NOT_INCIDENT:
            return self._not_an_incident()
        if purpose is Purpose.TRANSFER:
            return self._transfer(TransferAsked(self._field("to"), self._field("reason")))
        waiting = case_of(self.ledger.tx, self.incident.id).pending_transfer
        number = waiting.number if waiting is not None else 0
        answer = TransferAnswered(number, accepted=purpose is Purpose.TAKE, reason=self._field("reason"))
        return self._transfer(answer)

    def _act(self, kind: ActionKind, *args: tuple[str, str]) -> Done:
        action = Action(self.now, self.claim.unit, kind, incident_id=self.incident.id, args=args)
        after = act_within(self.ledger, self.parts, self.judge, action) or self.incident
        return Done(after, f"Đã ghi nhận: {ACTIONS[kind.value]}.")

    def _not_an_incident(self) -> Done | NotDone:
        verdict, reason = self._field("verdict"), self._field("reason")
        kind = next((kind for kind in VERDICTS if kind.value == verdict), None)
        if kind is None or not reason:
            return NotDone(self.incident, NEED_VERDICT if kind is None else NEED_REASON)
        if not is_sensitive(self.incident, self.parts.plan):
            return self._act(kind, ("reason", reason))
        text = f"Đề nghị {ACTIONS[kind.value]}. Lý do: {reason}"
        append_to_case(
            self.ledger.tx,
            self.parts.plan,
            self.incident,
            OpinionGiven(text),
            by=self._author(),
            at=self.now,
            seen=None,
        )
        return Done(self.incident, KEPT_AS_OPINION)

    def _transfer(self, body: TransferAsked | TransferAnswered) -> Done | NotDone:
        outcome, after = hand_over(
            self.ledger, self.parts, self.incident, body, by=self._author(), at=self.now, seen=None
        )
        if isinstance(outcome, Rejected):
            return NotDone(self.incident, outcome.reason)
        if isinstance(body, TransferAsked):
            return Done(after, "Đã gửi đề nghị. Đơn vị vẫn phụ trách sự cố cho đến khi bên kia nhận.")
        return Done(after, "Đã nhận xử lý sự cố." if body.accepted else "Đã trả lời không nhận; bên đề nghị được báo.")

    def _author(self) -> Author:
        unit = self.claim.unit
        name = self.parts.plan.unit(unit).name if self.parts.plan.has_unit(unit) else unit
        return Author(self._field("person") or name, unit, Origin.LINK)

    def _field(self, name: str) -> str:
        return self.form.get(name, "").strip()


def _claim(parts: Parts, token: str) -> Claim | None:
    return parts.signer.verify(token, now=parts.clock.now()) if parts.signer is not None else None
