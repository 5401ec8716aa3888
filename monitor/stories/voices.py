"""How many independent voices tell a story: copies are reach, one author or one outlet is one voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.core.items import Channel, Item, Kind
from monitor.core.text import fold, nfc, syllables

_CROWDS = frozenset(
    {Channel.FACEBOOK_GROUP, Channel.FORUM, Channel.COMMENT, Channel.MANUAL, Channel.TELEGRAM, Channel.FACEBOOK_PROFILE}
)
"""Where `source` is a place many people write in, not one voice."""


def independent_origins(members: Sequence[Item], copy_of: Mapping[str, str | None]) -> int:
    """Count independent voices among a story's members.

    Copies do not count; one author counts once whatever they posted, one outlet or page counts once. A post
    without an author counts by its group and its words.
    """
    return len({_voice(item) for item in members if not copy_of.get(item.id)})


def _voice(item: Item) -> tuple[str, ...]:
    if item.kind is Kind.PRESS or (item.source and item.channel not in _CROWDS):
        outlet = item.source or item.author
        return ("outlet", outlet) if outlet else ("item", item.id)
    if item.author:
        return ("author", item.author)
    words = " ".join(syllables(fold(nfc(item.full_text))))
    return ("words", item.source or "", words)
