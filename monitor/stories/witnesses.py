"""Which members of a story tell of the incident itself: they alone corroborate it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.items import Channel, Kind
from monitor.core.labels import Sentiment, Severity
from monitor.core.text import fold, is_accentless, syllables
from monitor.stories.anchors import head_text
from monitor.stories.claims import claims_agree, claims_of
from monitor.stories.harm import stands_of_harm
from monitor.stories.kinds import kinds_of
from monitor.stories.presupposing import Presumes, presumed
from monitor.stories.veracity import DECEPTIONS
from monitor.stories.view import Member


def witnesses_of(members: Sequence[Member], incident_type: str, worst: Member) -> Sequence[Member]:
    """Return who tells of the incident: a grave text, a fact of harm, a mention of its kind; all when nobody does.

    A routine article under which somebody comments corroborates nothing. Of a forged notice, whoever passes on what
    it says is a witness that it goes round, however harmless the words.
    """
    answered = {member.item.reply_to for member in members if member.item.reply_to}
    telling = [m for m in members if _tells(m, incident_type, answered=m.item.id in answered)]
    if incident_type in DECEPTIONS and telling:
        told = claims_of(head_text(worst.item))
        telling = [m for m in members if m in telling or claims_agree(claims_of(head_text(m.item)), told)]
    return telling or members


def _tells(member: Member, incident_type: str, *, answered: bool) -> bool:
    labels = member.labels
    if labels.severity >= Severity.S2 or stands_of_harm(labels.facts):
        return True
    routine = answered and member.item.kind is Kind.PRESS
    if labels.severity is not Severity.S1 or routine:
        return False
    if any(scored.id == incident_type for scored in labels.incident_types) or incident_type in _kinds(member):
        return True
    return _complains(member) or _goes_on(member)


def _complains(member: Member) -> bool:
    """Whether somebody outside the press blames in a post of their own, though no type is sure: it stands in the story.

    What is only asked or passed on from hearsay is no account of one's own.
    """
    labels, item = member.labels, member.item
    own = item.kind is not Kind.PRESS and item.reply_to is None and item.shares is None
    hearsay = any(fact.kind == "rumour" and fact.stands for fact in labels.facts)
    return own and labels.relevant.value and labels.sentiment is Sentiment.NEGATIVE and not hearsay


def _goes_on(member: Member) -> bool:
    """Whether somebody tells in a post of their own how the case goes on, and so vouches for it."""
    own = member.item.kind is not Kind.PRESS and member.item.channel is not Channel.COMMENT
    words = syllables(fold(head_text(member.item)))
    return own and presumed(words) is Presumes.ITS_COURSE


def _kinds(member: Member) -> frozenset[str]:
    """Return what a member tells in so many words, where the classifier is sure of no type."""
    head = head_text(member.item)
    return kinds_of(syllables(head), accentless=is_accentless(head))
