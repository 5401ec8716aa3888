"""Whether what a story tells is true, as far as somebody who must know has said so; and whether it is news at all.

Kept apart from level and status. Only an authority's word counts, read in the press or on an official page: the press
repeating an allegation confirms nothing. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.core.clock import local_date
from monitor.core.incidents import Veracity
from monitor.core.items import PRESS_CHANNELS, Channel
from monitor.core.labels import DAY_PRECISION, Severity
from monitor.core.text import fold, nfc
from monitor.stories.anchors import days_named, head_text, tells_of_now
from monitor.stories.harm import HARM_KINDS
from monitor.stories.thresholds import NEW_STEPS, OLD_AFTER
from monitor.stories.view import Member

RETRACTING = frozenset({"official-denial", "retraction"})
"""Facts that take the core of a story back. A corrected name or figure (`correction`) does not."""
DENIED = "denied"
"""Guard of a fact whose words the text calls untrue."""
DECEPTIONS = frozenset({"false-notice", "scam-impersonation"})
FRESH = timedelta(days=3)
_SATIRE = re.compile(
    r"(?:bai|bai dang|bai viet|tin|trang|trang mang|noi dung|fanpage|kenh|video|clip) (?:\S+ ){0,2}?"
    r"(?:cham biem|trao phung|gieu nhai|tao tin hai)"
)
"""Folded: how the press or an office names the source of a joke that was taken for news."""


def veracity_of(members: Sequence[Member], incident_type: str, *, old: bool) -> Veracity:
    """Return the latest word of an authority; without one, whether it is old news.

    Of a forged notice the core fact is what the notice says: once refuted, no police statement about the forgers
    confirms it.
    """
    verdict = Veracity.OLD if old else Veracity.UNVERIFIED
    for member in members:
        if not (member.item.channel in PRESS_CHANNELS or member.item.official):
            continue
        kinds = {fact.kind for fact in member.labels.facts if fact.stands or fact.guards == (DENIED,)}
        if _SATIRE.search(fold(nfc(member.item.full_text))):
            verdict = Veracity.SATIRE
        elif kinds & RETRACTING or _denies_the_worst(member, members):
            verdict = Veracity.REFUTED
        elif "official-confirmation" in kinds and incident_type not in DECEPTIONS:
            verdict = Veracity.CONFIRMED
    return verdict


def _denies_the_worst(member: Member, members: Sequence[Member]) -> bool:
    """Whether an office's own word denies a harm for which others tell a graver case than it does itself.

    `Em chỉ bị choáng, tin em tử vong là sai` confirms a faint and takes back the death; `60 em nhập viện, không em nào
    tử vong` leaves the case as grave as it was.
    """
    if not (member.item.official or member.item.channel is Channel.GOV_SITE):
        return False  # the press quotes those accused too
    denied = {fact.kind for fact in member.labels.facts if DENIED in fact.guards and fact.kind in HARM_KINDS}
    return bool(denied) and any(
        fact.kind in denied and fact.stands
        for other in members
        if other.labels.severity > member.labels.severity
        for fact in other.labels.facts
    )


def event_time_of(members: Sequence[Member]) -> tuple[datetime, str] | None:
    """Return the earliest hour or part of day that a grave item names; a bare day only when nothing better is known."""
    grave = [m.labels.event_time for m in members if m.labels.severity >= Severity.S2]
    times = [t for t in grave if t is not None] or [m.labels.event_time for m in members if m.labels.event_time]
    if not times:
        return None
    earliest = min(times, key=lambda t: (t.precision == DAY_PRECISION, t.at))
    return earliest.at, earliest.precision


def is_old_news(members: Sequence[Member], happened: datetime | None, first_seen: datetime) -> bool:
    """Whether the event lies more than 14 days before the first item and nothing new is told of it.

    New is a step of an authority (arrest, punishment, statement) that a text in the press dates to these days. What
    was published as long before it came tells of nothing later, whatever days it calls `sáng nay`.
    """
    grave = [member for member in members if member.labels.severity >= Severity.S2]
    if grave and all(map(_came_late, grave)):
        return True
    if happened is None or first_seen - happened <= OLD_AFTER:
        return False
    return not any(_tells_a_new_step(member) for member in members)


def _came_late(member: Member) -> bool:
    """Whether a text had been out for more than 14 days when it came (a feed that was down, an archive)."""
    published, arrived = member.item.published_at, member.item.arrived_at
    return published is not None and arrived is not None and arrived - published > OLD_AFTER


def _tells_a_new_step(member: Member) -> bool:
    item = member.item
    if item.channel not in PRESS_CHANNELS or _came_late(member):
        return False
    if not any(fact.stands and fact.kind in NEW_STEPS for fact in member.labels.facts):
        return False
    moment = item.published_at or item.arrived_at
    if moment is None:
        return False
    folded = fold(head_text(item))
    return tells_of_now(folded) or any(local_date(moment) - day <= FRESH for day in days_named(folded, moment))
