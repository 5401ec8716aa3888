"""What a reader can do with one tap, and who that reader is in the case. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alerts.alert_case import AlertIntent
from alerts.links import CONFIRM_PATH, LINK_LIFE, LinkSigner, Purpose
from alerts.tiers import only_informed
from alerts.words import LINKS
from monitor.core.casework.cases import Transfer
from monitor.core.incidents import Incident
from monitor.core.plan import Plan


@dataclass(frozen=True, slots=True)
class Link:
    """One thing a tap can do: its words and address. `first`: most readers need it; `brief`: short messages have it."""

    label: str
    url: str
    first: bool = False
    brief: bool = False


def link_row(
    intent: AlertIntent, incident: Incident, plan: Plan, base_url: str, signer: LinkSigner | None, *, now: datetime
) -> tuple[Link, ...]:
    """What the reader can do with one tap; each address is signed for this unit and this one purpose."""
    if signer is None or not base_url:
        return ()
    root = base_url.rstrip("/") + CONFIRM_PATH
    expires = now + LINK_LIFE
    return tuple(
        Link(
            LINKS[purpose.value],
            root + signer.sign(incident.id, intent.unit, intent.key, expires=expires, purpose=purpose),
            first=place == 0,
            brief=place == 0 or purpose is Purpose.DECLINE,
        )
        for place, purpose in enumerate(_purposes(intent, incident, plan))
    )


def _purposes(intent: AlertIntent, incident: Incident, plan: Plan) -> tuple[Purpose, ...]:
    if is_asked(intent.transfer):
        return (Purpose.TAKE, Purpose.DECLINE, Purpose.VIEW)
    if intent.unit in only_informed(incident, plan):
        return (Purpose.ACKNOWLEDGE, Purpose.VIEW)
    return (Purpose.ACKNOWLEDGE, Purpose.NOT_INCIDENT, Purpose.TRANSFER, Purpose.VIEW)


def is_asked(transfer: Transfer | None) -> bool:
    """Whether the message asks its reader to take the case over."""
    return transfer is not None and transfer.accepted is None


def is_informed(intent: AlertIntent, incident: Incident) -> bool:
    """Whether the reader is only told for information."""
    return intent.unit in incident.copy_units and intent.unit not in incident.units
