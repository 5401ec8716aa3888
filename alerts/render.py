"""From an intent to the message itself, in Vietnamese: mail text, HTML and a short text. Decides nothing.

A message says what happened, where, to how many, how grave, how sure and who says so, until when the department must
speak, and what the reader is asked to do. It names schools and places; private persons are masked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from alerts.alert_case import AlertIntent
from alerts.escalating import LAST_CALL, NEWCOMER_MARK
from alerts.fact_rows import ENDING_KINDS, fact_rows, time_left
from alerts.link_row import Link, is_asked, is_informed, link_row
from alerts.links import LinkSigner
from alerts.outbox import URGENT_KINDS
from alerts.outlets import NO_NAMES, outlet_words
from alerts.rule_words import rule_words
from alerts.templating import fill, shorten
from alerts.words import (
    CHANGES,
    DECLINED_OPENING,
    DECLINED_TAG,
    DUTIES,
    HAND_OVER_OPENING,
    HAND_OVER_TAG,
    LABELS,
    LAST_CALL_TAG,
    NEWCOMER_TAG,
    OPENING_FOR_INFORMATION,
    OPENING_FOR_NEWCOMER,
    OPENING_FOR_STAND_IN,
    OPENING_OF_LAST_CALL,
    OPENINGS,
    OUTCOMES,
    OUTLOOK,
    RETRACTIONS,
    RISEN,
    TAGS,
    WHY,
    WHY_REPORTED,
    level_words,
)
from monitor.core.casework.cases import Transfer
from monitor.core.clock import show_time
from monitor.core.incidents import RETRACTED, Change, Incident, Veracity
from monitor.core.items import Item
from monitor.core.labels import Severity
from monitor.core.notifications import CitedReason, Notification, NotificationKind
from monitor.core.plan import Plan
from monitor.core.privacy import mask
from monitor.core.text import nfc

MAX_QUOTES = 3
"""Three lines of evidence are read; more are not."""
MAX_SOURCES = 5
QUOTE_CHARS = 220
HEADLINE_CHARS = 140
_ANSWERED_KINDS = frozenset(
    {
        NotificationKind.PUSH,
        NotificationKind.UPDATE,
        NotificationKind.ESCALATION,
        NotificationKind.CLOCK_WARNING,
        NotificationKind.CANDIDATE,
    }
)
"""Messages that ask for an acknowledgement."""
_REPLY_KINDS = frozenset(
    {NotificationKind.UPDATE, NotificationKind.ESCALATION, NotificationKind.CORRECTION, NotificationKind.CLOSE}
)
_WEB = ("https://", "http://")
_COLOURS = {
    Severity.S4: "#9b1c1c",
    Severity.S3: "#b45309",
    Severity.S2: "#1d4e89",
    Severity.S1: "#4b5563",
    Severity.S0: "#4b5563",
}
_CALM_COLOUR = "#374151"
"""White text on each reaches a contrast of 5:1 (WCAG 2.1, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a reader can look: what it is, its headline or first words, its address (empty when it has none)."""

    name: str
    headline: str
    url: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What a message may quote: the incident's items by id, and what their sources are called."""

    items: Mapping[str, Item]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Quote:
    """One piece of evidence: what it shows, the words, who wrote them and when."""

    shows: str
    words: str
    origin: str


@dataclass(frozen=True, slots=True)
class View:
    """What the templates show. Empty strings and tuples are left out."""

    subject: str
    headline: str
    opening: str
    colour: str
    facts: tuple[tuple[str, str], ...]
    changes: str
    why: str
    quotes: tuple[Quote, ...]
    outlook: str
    actions: tuple[str, ...]
    also: str
    sources: tuple[Source, ...]
    links: tuple[Link, ...]
    organisation: str


def render(
    intent: AlertIntent,
    incident: Incident,
    *,
    items: Mapping[str, Item],
    plan: Plan,
    base_url: str,
    signer: LinkSigner | None,
    now: datetime,
    source_names: Mapping[str, str] = NO_NAMES,
) -> Notification:
    """Write one message about one incident. `items` are the incident's, by id; missing ones are simply not cited.

    `source_names`: what outlets and groups are called, by the ids of their sources.
    """
    cited = Cited(items, source_names)
    view = _view(intent, incident, cited=cited, plan=plan, base_url=base_url, signer=signer, now=now)
    return Notification(
        key=intent.key,
        incident_id=incident.id,
        unit=intent.unit,
        kind=intent.kind,
        revision=intent.revision,
        level=incident.level,
        labels=incident.labels,
        reasons=_reasons(incident),
        item_ids=incident.item_ids,
        subject=view.subject,
        text=fill("message.txt", view=view),
        html=fill("message.html", view=view),
        created_at=now,
        thread=f"{incident.id}:{intent.unit}",
        short=fill("short.txt", view=view),
        person=intent.person,
        answerable=intent.kind in URGENT_KINDS and intent.transfer is None,
    )


def _view(
    intent: AlertIntent,
    incident: Incident,
    *,
    cited: Cited,
    plan: Plan,
    base_url: str,
    signer: LinkSigner | None,
    now: datetime,
) -> View:
    answered = intent.kind in _ANSWERED_KINDS
    return View(
        subject=_subject(intent, incident),
        headline=nfc(incident.title),
        opening=_opening(intent, incident, plan=plan, now=now),
        colour=_CALM_COLOUR if intent.kind in ENDING_KINDS else _COLOURS[incident.level],
        facts=fact_rows(intent, incident, cited.items, plan=plan, now=now),
        changes=_changes(intent, incident),
        why=WHY_REPORTED if intent.kind in ENDING_KINDS else WHY,
        quotes=_quotes(incident, cited),
        outlook=OUTLOOK if answered and incident.veracity is Veracity.UNVERIFIED else "",
        actions=_actions(intent, incident, plan),
        also=", ".join(plan.unit(unit).name for unit in intent.also if plan.has_unit(unit)),
        sources=_sources(incident, cited),
        links=link_row(intent, incident, plan, base_url, signer, now=now) if answered else (),
        organisation=plan.organisation,
    )


def _subject(intent: AlertIntent, incident: Incident) -> str:
    """`[S3 – chưa kiểm chứng] Ngộ độc thực phẩm – Trường Tiểu học Hoa Sen, xã An Đức (11 người nhập viện)`.

    The same for every message of a state, apart from `Re:`, because mail programs thread by subject too.
    """
    tag = TAGS.get(intent.kind, LABELS[incident.labels[0]])
    tag = NEWCOMER_TAG if _is_newcomer(intent) else tag
    tag = LAST_CALL_TAG if intent.step == LAST_CALL else tag
    if intent.transfer is not None:
        tag = HAND_OVER_TAG if is_asked(intent.transfer) else DECLINED_TAG
    if Change.LEVEL_UP in incident.changes and intent.kind is NotificationKind.UPDATE:
        tag = RISEN
    elif Change.LEVEL_UP in incident.changes and intent.kind is NotificationKind.ESCALATION:
        tag = f"{RISEN}, {tag}"
    reply = "Re: " if intent.kind in _REPLY_KINDS and not _is_newcomer(intent) else ""
    return nfc(f"{reply}[{incident.level} – {tag}] {incident.title}")


def _opening(intent: AlertIntent, incident: Incident, *, plan: Plan, now: datetime) -> str:
    if intent.transfer is not None:
        return _about_transfer(intent.transfer, incident, plan)
    if intent.kind is NotificationKind.CORRECTION:
        refuted = "refuted" if incident.veracity in RETRACTED else ""
        return RETRACTIONS.get(incident.outcome or refuted, RETRACTIONS[refuted])
    informed = intent.kind is NotificationKind.PUSH and is_informed(intent, incident)
    opening = OPENING_FOR_INFORMATION if informed else OPENINGS[intent.kind]
    opening = OPENING_FOR_NEWCOMER if _is_newcomer(intent) else opening
    opening = OPENING_FOR_STAND_IN if intent.person else opening
    opening = OPENING_OF_LAST_CALL if intent.step == LAST_CALL else opening
    return opening.format(
        level=level_words(incident.level),
        left=time_left(incident.clock, now=now) if incident.clock is not None else "chưa rõ",
        outcome=OUTCOMES.get(incident.outcome or "", mask(incident.outcome or "")),
    )


def _is_newcomer(intent: AlertIntent) -> bool:
    """Whether a step of escalation is the first that the reader hears of it."""
    return intent.kind is NotificationKind.ESCALATION and intent.step.endswith(NEWCOMER_MARK)


def _about_transfer(transfer: Transfer, incident: Incident, plan: Plan) -> str:
    opening = HAND_OVER_OPENING if is_asked(transfer) else DECLINED_OPENING
    return opening.format(
        giver=_name(plan, transfer.from_unit),
        taker=_name(plan, transfer.to_unit),
        level=level_words(incident.level),
        reason=mask((transfer.reason if is_asked(transfer) else transfer.answer).strip().rstrip(".")),
    )


def _changes(intent: AlertIntent, incident: Incident) -> str:
    told_before = {NotificationKind.UPDATE, NotificationKind.ESCALATION, NotificationKind.CORRECTION}
    if intent.kind not in told_before or _is_newcomer(intent):
        return ""
    return ", ".join(CHANGES[change] for change in incident.changes)


def _reasons(incident: Incident) -> tuple[CitedReason, ...]:
    """Never empty: without evidence, the title itself says what was seen."""
    masked = tuple(CitedReason(r.rule, r.item_id, mask(r.text)) for r in incident.reasons)
    first_item = incident.item_ids[0] if incident.item_ids else ""
    return masked or (CitedReason(f"severity.{incident.level}", first_item, incident.title),)


def _quotes(incident: Incident, cited: Cited) -> tuple[Quote, ...]:
    """The same words of another item (an answer in a forum repeats its title) are no further evidence."""
    first: dict[tuple[str, str], CitedReason] = {}
    for reason in _reasons(incident):
        first.setdefault((rule_words(reason.rule), reason.text.casefold()), reason)
    return tuple(
        Quote(shows, shorten(reason.text, QUOTE_CHARS), _origin(cited, reason.item_id))
        for (shows, _), reason in list(first.items())[:MAX_QUOTES]
    )


def _origin(cited: Cited, item_id: str) -> str:
    item = cited.items.get(item_id)
    if item is None:
        return ""
    when = f", {show_time(item.seen_at)}" if item.seen_at is not None else ""
    return f"{outlet_words(item, cited.names)}{when}"


def _sources(incident: Incident, cited: Cited) -> tuple[Source, ...]:
    """The newest first; those without an address are quoted above already."""
    known = [cited.items[item_id] for item_id in incident.item_ids if item_id in cited.items]
    linked = [item for item in known if (item.url or "").startswith(_WEB)]
    newest = sorted(linked, key=lambda item: (item.seen_at is not None, item.seen_at), reverse=True)
    return tuple(
        Source(outlet_words(i, cited.names), shorten(mask(i.title or i.text), HEADLINE_CHARS), i.url or "")
        for i in newest[:MAX_SOURCES]
    )


def _actions(intent: AlertIntent, incident: Incident, plan: Plan) -> tuple[str, ...]:
    office = _name(plan, plan.alerts.office_unit)
    return tuple(duty.format(office=office) for duty in DUTIES[_part(intent, incident, plan)])


def _part(intent: AlertIntent, incident: Incident, plan: Plan) -> str:
    """The part a reader has in the case: by the kind of message first, then by who they are."""
    by_kind = {
        NotificationKind.CORRECTION: "retracted",
        NotificationKind.CLOSE: "closed",
        NotificationKind.CANDIDATE: "judging",
    }
    if intent.step == LAST_CALL:
        return "last-call"
    if intent.kind in by_kind:
        return by_kind[intent.kind]
    if intent.transfer is not None:
        return "asked" if is_asked(intent.transfer) else "handling"
    alerts = plan.alerts
    if intent.unit in {alerts.leadership_unit, alerts.spokesperson_unit}:
        return "leadership" if intent.unit == alerts.leadership_unit else "spokesperson"
    handles = intent.unit in incident.units
    if intent.unit == alerts.office_unit:
        return "office-handling" if handles else "office"
    return "informed" if not handles and is_informed(intent, incident) else "handling"


def _name(plan: Plan, unit: str) -> str:
    return plan.unit(unit).name if plan.has_unit(unit) else unit
