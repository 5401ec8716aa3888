"""Asks the store where the grave texts of a story were first published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from alerts.outlets import NO_NAMES, outlet_words
from monitor.core.clock import show_time
from monitor.store.database import Tx
from monitor.stories.first_copies import long_ago, repeats_old_text, with_first_copies, worth_asking
from monitor.stories.view import Member


def know_first_copies(tx: Tx, members: Sequence[Member]) -> tuple[Member, ...]:
    """Members of one story, each with the first copy of its text. One look-up for all, none for a harmless story."""
    asked = worth_asking(members)
    firsts = tx.first_copies.of(asked) if asked else {}
    if not firsts:
        return tuple(members)
    old = [firsts[m.item.id].item_id for m in members if m.item.id in firsts and long_ago(m, firsts[m.item.id])]
    labels = tx.labels.many(old)
    told = {
        item_id: replace(first, facts=labels[first.item_id].facts if first.item_id in labels else ())
        for item_id, first in firsts.items()
    }
    return with_first_copies(members, told)


def first_published(tx: Tx, members: Sequence[Member], names: Mapping[str, str] = NO_NAMES) -> str:
    """Tell when and where the oldest of some texts was first published, if that is long ago; "" otherwise."""
    known = [member for member in know_first_copies(tx, members) if repeats_old_text(member)]
    first = min((member.first_copy for member in known if member.first_copy), key=lambda first: first.at, default=None)
    origin = tx.items.get(first.item_id) if first is not None else None
    if first is None or origin is None:
        return ""
    when = show_time(first.at)
    return f"Tin cũ đăng lại: nguyên văn đã có từ {when}, {outlet_words(origin, names)} (tin {first.item_id})."
