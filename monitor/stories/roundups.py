"""Round-ups: one text on many happenings. What it says of elsewhere is not told of us. Pure.

A round-up names our province for a swimming course and another one for a poisoning; read as one text it would be a
poisoning at home. Of such a text only what stands in one sentence with a place of ours counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from monitor.core.items import Channel, Item
from monitor.core.labels import PlaceMention
from monitor.stories.anchors import one_name_each
from monitor.stories.harm import HARM_KINDS
from monitor.stories.reading import headline_is_round_up
from monitor.stories.view import Member

_PIECE = re.compile(r"[.!?;\n]+")
_TITLE_PIECE = re.compile(r"[.!?;:,\n]+")


def tells_only_of_others(member: Member, home_province: str) -> bool:
    """Whether an item is a round-up whose harm stands in no sentence with a place of the home province."""
    item = member.item
    if item.channel is Channel.COMMENT or not headline_is_round_up(item):
        return False
    home = one_name_each([home_province])
    ours = [place for place in member.labels.places if place.start >= 0 and _province(place) in home]
    if ours and _tells_one_thing_of_ours(item, member.labels.places, home):
        return False
    return not any(
        start <= place.start < end for start, end in _grave_pieces(member) for place in ours if place.level != "school"
    )


def _tells_one_thing_of_ours(item: Item, places: Iterable[PlaceMention], home: frozenset[str]) -> bool:
    """Whether a bulletin is one piece on one school and names no place but of ours: all its harm is told of there."""
    named = [place for place in places if place.start >= 0]
    schools = {place.id for place in named if place.level == "school"}
    elsewhere = any(place.level != "school" and _province(place) not in home for place in named)
    return len(schools) == 1 and not elsewhere and "\n" not in item.text.strip()


def _province(place: PlaceMention) -> str:
    return next(iter(one_name_each([place.id.split("/", 1)[0]])))


def _grave_pieces(member: Member) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences (in a headline: of clauses) in which a harm or another sign of gravity stands."""
    starts = [fact.start for fact in member.labels.facts if fact.stands and fact.kind in HARM_KINDS]
    starts += [reason.start for reason in member.labels.reasons if reason.rule.startswith(("floor.", "score."))]
    pieces = list(_pieces(member.item))
    for start in starts:
        yield from (piece for piece in pieces if piece[0] <= start < piece[1])


def _pieces(item: Item) -> Iterator[tuple[int, int]]:
    text = item.full_text
    title_end = len(item.title or "")
    begin = 0
    for pattern, left, right in ((_TITLE_PIECE, 0, title_end), (_PIECE, title_end, len(text))):
        for match in pattern.finditer(text, left, right):
            yield begin, match.start()
            begin = match.end()
        yield begin, right
        begin = right
