"""Who may speak for the department, by what right and until when; a register of events, warned of in time.

Until 2026-06-30 the head, or a deputy authorised in writing for one case and a limited time (NĐ 09/2017 Điều 3.2, 3.6);
after, the head, a regular spokesperson, or a person so authorised (NĐ 244/2026 Điều 3.2, 3.5). The paper goes on the
portal within the hours of the legal profile. The machine posts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.casework.cases import FileEvent, of_kind
from monitor.core.clock import local_date
from monitor.core.plan import Plan

REGISTER_FILE = "register"
EXPIRES_SOON = timedelta(days=7)
"""A mandate that ends within so long is warned of: time to sign another paper."""
WHEN_REMINDED = 0.5
"""Posting is reminded of when half of its hours have passed, and again when all have."""


class MandateKind(StrEnum):
    """By what right a person speaks."""

    HEAD = "head"
    REGULAR = "regular"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class MandateGiven:
    """A person may speak from `valid_from` until `valid_to` (None = until revoked), in one matter when `kind` is case.

    `paper` is the number of the signed paper; empty = not handed in yet. `incident_id` names the matter when it is one
    of ours.
    """

    id: str
    kind: MandateKind
    person: str
    post: str
    phone: str
    email: str
    signed_at: datetime
    valid_from: datetime
    valid_to: datetime | None = None
    matter: str = ""
    incident_id: str | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class MandatePaper:
    """The signed paper was handed in: its number."""

    id: str
    paper: str


@dataclass(frozen=True, slots=True)
class MandatePosted:
    """Name, post and paper were put on the portal by a person, at `url`."""

    id: str
    url: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class MandateRevoked:
    """The person no longer speaks."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """One person's right to speak, as it stands. `post_by` is the end of the hours for posting it."""

    given: MandateGiven
    paper: str
    post_by: datetime | None
    posted_at: datetime | None = None
    url: str = ""
    revoked_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether the person may speak at that moment."""
        end = self.given.valid_to
        return self.revoked_at is None and self.given.valid_from <= now and (end is None or now < end)


@dataclass(frozen=True, slots=True)
class Register:
    """Who may speak; in the order the mandates were given."""

    version: int
    mandates: tuple[Mandate, ...]

    def speakers(self, now: datetime, *, incident_id: str | None = None) -> tuple[Mandate, ...]:
        """Who may speak now: in general, and in one incident."""
        return tuple(
            mandate
            for mandate in self.mandates
            if mandate.holds(now) and (mandate.given.kind is not MandateKind.CASE or _concerns(mandate, incident_id))
        )

    def mandate(self, mandate_id: str) -> Mandate | None:
        """One mandate, None when there is none of that id."""
        return next((mandate for mandate in self.mandates if mandate.given.id == mandate_id), None)


@dataclass(frozen=True, slots=True)
class RegisterWarning:
    """Something in the register that a person must see to; `key` makes repeats one."""

    key: str
    text: str


def _concerns(mandate: Mandate, incident_id: str | None) -> bool:
    return incident_id is not None and mandate.given.incident_id == incident_id


def read_register(events: Sequence[FileEvent], plan: Plan) -> Register:
    """The register from its events; the hours for posting come from the legal profile of the day of signing."""
    papers = {body.id: body.paper for _, body in of_kind(events, MandatePaper)}
    posted = {body.id: body for _, body in of_kind(events, MandatePosted)}
    revoked = {body.id: event.at for event, body in of_kind(events, MandateRevoked)}
    return Register(
        version=events[-1].version if events else 0,
        mandates=tuple(
            Mandate(
                given=given,
                paper=papers.get(given.id, given.paper),
                post_by=_post_by(given, plan),
                posted_at=posted[given.id].posted_at if given.id in posted else None,
                url=posted[given.id].url if given.id in posted else "",
                revoked_at=revoked.get(given.id),
            )
            for _, given in of_kind(events, MandateGiven)
        ),
    )


def _post_by(given: MandateGiven, plan: Plan) -> datetime | None:
    hours = plan.legal_profile_on(local_date(given.signed_at)).publish_authorisation_hours
    return None if hours is None or given.kind is MandateKind.HEAD else given.signed_at + timedelta(hours=hours)


def register_warnings(register: Register, *, now: datetime) -> tuple[RegisterWarning, ...]:
    """What a person must see to now: no paper, not posted in time, about to end, ended."""
    return tuple(warning for mandate in register.mandates for warning in _warnings(mandate, now=now))


def _warnings(mandate: Mandate, *, now: datetime) -> list[RegisterWarning]:
    given = mandate.given
    if mandate.revoked_at is not None:
        return []
    end = given.valid_to
    if end is not None and now >= end:
        text = f"Ủy quyền phát ngôn của {given.person} đã hết hạn. {given.person} không còn được phát ngôn."
        return [RegisterWarning(f"mandate:{given.id}:ended", text)]
    found = []
    if end is not None and now >= max(end - EXPIRES_SOON, given.valid_from):
        text = f"Ủy quyền phát ngôn của {given.person} sắp hết hạn. Nếu còn cần, hãy ký văn bản mới."
        found.append(RegisterWarning(f"mandate:{given.id}:ending", text))
    if not mandate.paper and given.kind is not MandateKind.HEAD:
        text = f"Chưa có số văn bản ủy quyền phát ngôn của {given.person}. Ủy quyền phải bằng văn bản."
        found.append(RegisterWarning(f"mandate:{given.id}:paper", text))
    found.extend(_posting(mandate, now=now))
    return found


def _posting(mandate: Mandate, *, now: datetime) -> list[RegisterWarning]:
    given, post_by = mandate.given, mandate.post_by
    if post_by is None or mandate.posted_at is not None:
        return []
    if now < given.signed_at + (post_by - given.signed_at) * WHEN_REMINDED:
        return []
    late = now >= post_by
    hours = f"{(post_by - given.signed_at).total_seconds() / 3600:g}"
    what = f"thông tin người phát ngôn {given.person} lên cổng thông tin"
    text = (
        f"Đã quá hạn {hours} giờ mà chưa đăng {what}. Hãy đăng ngay rồi ghi nhận."
        if late
        else f"Chưa đăng {what}; hạn là {hours} giờ từ lúc ký. Hãy đăng rồi ghi nhận."
    )
    return [RegisterWarning(f"mandate:{given.id}:{'late' if late else 'post'}", text)]
