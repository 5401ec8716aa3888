"""Who is told, with every address that is known: the plan's, those set by staff, linked chats."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from alerts.outbox import ADDRESS_OF, recipient_for
from monitor.core.notifications import Notification, Recipient
from monitor.core.plan import Plan
from monitor.stages.parts import OPERATOR, Parts
from monitor.store.database import Tx


def recipient_of(parts: Parts, tx: Tx, notification: Notification) -> Recipient:
    """Return the person a message is for."""
    unit = notification.unit
    if unit == OPERATOR:
        return operator_of(parts, tx)
    known = recipient_for(unit, parts.plan, tx.contacts.of(unit), person=notification.person)
    return with_chats(tx, known)


def known_recipient(tx: Tx, plan: Plan, unit: str) -> Recipient:
    """Return whoever is on duty for a unit of the plan."""
    return with_chats(tx, recipient_for(unit, plan, tx.contacts.of(unit)))


def operator_of(parts: Parts, tx: Tx) -> Recipient:
    """Return the IT officer."""
    return with_chats(tx, parts.operator)


def with_chats(tx: Tx, known: Recipient) -> Recipient:
    """Add linked chats. They belong to a person and do not pass to whoever follows them in the unit."""
    for chat in tx.chats.of(known.unit, known.person):
        if chat.channel in ADDRESS_OF:
            known = _with_chat(known, chat.channel, chat.chat)
    return known


def _with_chat(known: Recipient, channel: str, address: str) -> Recipient:
    changed: dict[str, Any] = {ADDRESS_OF[channel]: address}
    return replace(known, heard_on=(*known.heard_on, channel), **changed)
