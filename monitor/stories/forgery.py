"""Whether a paper that goes round in an authority's name may be forged, before the authority has spoken. Pure.

No single post shows it: one passes the paper on in good faith, another wonders at the date. Together they are what the
office must know, to vouch for the paper or deny it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from monitor.core.items import PRESS_CHANNELS, Item
from monitor.core.labels import Severity
from monitor.stories.anchors import head_text
from monitor.stories.claims import claims_of, names_a_paper
from monitor.stories.view import Member
from monitor.stories.voices import voices_of

FORGED = "false-notice"
LEVEL = Severity.S2
"""A unit must answer."""
_VOICES = 2
_ACTS = frozenset({"closing", "exam-date", "fee", ""})
"""What papers announce; a leak is told of by word of mouth."""


class Bearing(Enum):
    """How an item bears on an authority's paper or word: not at all, by denying it, or by passing it on."""

    NONE = "none"
    DENIES = "denies"
    PASSES_ON = "passes-on"


def bearing_of(item: Item) -> Bearing:
    """How an item bears on what an authority is said to do. A forgery is never suspected without both others."""
    claims = claims_of(head_text(item))
    if not _ACTS & {claim.act for claim in claims.claims}:
        return Bearing.NONE
    return Bearing.DENIES if claims.denies else Bearing.PASSES_ON


def may_be_incident(members: Sequence[Member]) -> bool:
    """Whether a story can be an incident at all: a member is grave enough by itself, or all together are."""
    return any(m.labels.severity >= LEVEL for m in members) or forgery_suspected(members)


def forgery_suspected(members: Sequence[Member]) -> bool:
    """Whether a paper is passed on, another voice calls it false, and no office or outlet vouches for it."""
    told = [(member, claims_of(head_text(member.item))) for member in members]
    spoken = [(member, claims) for member, claims in told if _ACTS & {claim.act for claim in claims.claims}]
    if not any(claims.denies for _, claims in spoken):
        return False
    passing_on = [member for member, claims in spoken if not claims.denies]
    if not any(names_a_paper(head_text(member.item)) for member in passing_on):
        return False
    if any(m.item.official or m.item.channel in PRESS_CHANNELS for m in passing_on):
        return False
    return len(voices_of([member for member, _ in spoken])) >= _VOICES
