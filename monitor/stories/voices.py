"""How many independent voices tell a story: copies are reach, one author or one outlet is one voice.

The one rule of "independent origin", used for confidence and for every count of origins:

- a copy is nobody's voice;
- an outlet, a page or an office is one voice, whatever it publishes; so is one author in however many groups;
- a post without an author counts by its group and its words;
- an aggregator only points at others: it is a voice only while nobody else is known;
- a comment that states no fact is a reaction, no witness;
- posts that share a whole sentence word for word are one voice: a wave of accounts with one text has one origin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.core.items import PRESS_CHANNELS, Channel, Item, Kind
from monitor.core.text import fold, nfc, syllables
from monitor.stories.view import Member

_CROWDS = frozenset(
    {Channel.FACEBOOK_GROUP, Channel.FORUM, Channel.COMMENT, Channel.MANUAL, Channel.TELEGRAM, Channel.FACEBOOK_PROFILE}
)
"""Where `source` is a place many people write in, not one voice."""
SHARED_SENTENCE_SYLLABLES = 8
"""Two people do not write a sentence of this length alike by chance; the same size as for headlines of copies."""
WAVE_ACCOUNTS = 3
"""Accounts with one text from which it is noted as a wave: two may be one parent with two phones."""
_SENTENCE = re.compile(r"[.!?;…\n]+")

Voice = tuple[str, ...]


def voice_of(item: Item) -> Voice:
    """Name whose voice an item is; equal for two items of one outlet, page or author."""
    if item.kind is Kind.PRESS or item.official or (item.source and item.channel not in _CROWDS):
        outlet = item.source or item.author
        return ("outlet", outlet) if outlet else ("item", item.id)
    if item.author:
        return ("author", item.author)
    words = " ".join(syllables(fold(nfc(item.full_text))))
    return ("words", item.source or "", words)


def voices_of(members: Sequence[Member]) -> tuple[tuple[Voice, Channel], ...]:
    """Return a story's independent voices in order of arrival, each with its channel."""
    originals = [member for member in members if member.copy_of is None]
    telling = [member for member in originals if not only_reacts(member)]
    first_hand = [m for m in telling if m.item.channel is not Channel.AGGREGATOR] or telling[:1]
    return tuple(_one_each(member.item for member in first_hand).items())


def _one_each(items: Iterable[Item]) -> dict[Voice, Channel]:
    """Voices with the channel of their first item; those that share a sentence are the first one's."""
    known = list(items)
    named: dict[Voice, Voice] = {}
    for group in _same_words(known):
        first = voice_of(group[0])
        named.update((voice_of(item), named.get(first, first)) for item in group)
    origins: dict[Voice, Channel] = {}
    for item in known:
        voice = voice_of(item)
        origins.setdefault(named.get(voice, voice), item.channel)
    return origins


def independent_origins(items: Sequence[Item], copy_of: Mapping[str, str | None]) -> int:
    """Count the independent voices of items whose facts are not at hand: a bare comment counts here."""
    originals = [item for item in items if not copy_of.get(item.id)]
    return len(_one_each(originals))


def wave_of(members: Sequence[Member]) -> int:
    """Accounts that spread one text as their own, copies included; 0 when fewer than three do."""
    posts = [m for m in members if m.item.channel not in PRESS_CHANNELS and m.item.shares is None]
    lead = {item.id: group[0].id for group in _same_words(member.item for member in posts) for item in group}
    accounts: defaultdict[str, set[Voice]] = defaultdict(set)
    for member in posts:
        origin = member.copy_of or member.item.id
        accounts[lead.get(origin, origin)].add(voice_of(member.item))
    largest = max(map(len, accounts.values()), default=0)
    return largest if largest >= WAVE_ACCOUNTS else 0


def only_reacts(member: Member) -> bool:
    """Whether a member is a comment that states no fact."""
    return member.item.channel is Channel.COMMENT and not any(fact.stands for fact in member.labels.facts)


def _same_words(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield groups of posts in which each shares a whole sentence with one before it; lone posts are left out."""
    group_of: dict[str, list[Item]] = {}
    groups: list[list[Item]] = []
    for item in items:
        if item.kind is Kind.PRESS or item.official:
            continue
        said = _sentences(item)
        group = next((group_of[sentence] for sentence in said if sentence in group_of), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(item)
        group_of.update((sentence, group) for sentence in said if sentence not in group_of)
    yield from (group for group in groups if len(group) > 1)


def _sentences(item: Item) -> list[str]:
    parts = (syllables(part) for part in _SENTENCE.split(fold(nfc(item.full_text))))
    return [" ".join(words) for words in parts if len(words) >= SHARED_SENTENCE_SYLLABLES]
