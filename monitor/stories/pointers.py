"""Leads are no origins: an item that only points at another gives the original's place to what it points at.

A search engine's lead, or a link that somebody sent in, may come hours before the paper's own article is read. By
order of arrival the article is then the copy; by what they are, the lead is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.core.items import PRESS_CHANNELS, Channel
from monitor.stories.anchors import canonical_link
from monitor.stories.view import Member


def with_originals(members: Sequence[Member]) -> tuple[Member, ...]:
    """Members in their order, each lead a copy of the first item that it points at; others as they are."""
    by_id = {member.item.id: member for member in members}
    original_of: dict[str, str] = {}
    for member in members:
        origin = by_id.get(member.copy_of or "")
        if origin is not None and origin.copy_of is None and _points_at(origin, member):
            original_of.setdefault(origin.item.id, member.item.id)
    return tuple(_reordered(member, original_of) for member in members) if original_of else tuple(members)


def _reordered(member: Member, original_of: dict[str, str]) -> Member:
    if member.item.id in original_of:
        return replace(member, copy_of=original_of[member.item.id])
    original = original_of.get(member.copy_of or "")
    if original is None:
        return member
    return replace(member, copy_of=None if member.item.id == original else original)


def _points_at(lead: Member, member: Member) -> bool:
    """Whether a lead leads to this item: a search engine's to any article, a link that was sent in to its own page."""
    if member.item.channel is Channel.AGGREGATOR:
        return False
    if lead.item.channel is Channel.AGGREGATOR:
        return member.item.channel in PRESS_CHANNELS
    link = canonical_link(lead.item.url)
    return lead.item.channel is Channel.MANUAL and link is not None and link == canonical_link(member.item.url)
