"""What a text states that bears on severity: deaths, numbers in hospital, arrests, leaks, denials, with the words.

Reads what `classifiers.facts.finding` finds; every fact carries its evidence, the number of people the same
sentence gives, and the guards that speak against it (`classifiers.facts.guarding`). How grave it is, `severity` judges.

Kinds that describe an event carry guards; kinds that describe its circumstances do not: where (`at-school`,
`school-activity`, `outside-school`), who (`subject-pupil`, `subject-teacher`, `subject-worker`), `spread`, `no-victim`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from classifiers.facts.authority import settle
from classifiers.facts.coordination import share_negation
from classifiers.facts.counting import SuffererCounter
from classifiers.facts.finding import ExpressionFinder, Found
from classifiers.facts.frames import Frame, find_frames, guards_of
from classifiers.facts.guarding.finder import GuardFinder
from classifiers.facts.guarding.names import DENIED, FICTION, NEGATED, NOT_SCHOOL, Guard
from classifiers.facts.indirect import find_hints
from classifiers.facts.kinds import BODILY, CIRCUMSTANCES, COUNTED, HARM_TO_PERSONS
from classifiers.facts.numbers import Quantity
from classifiers.facts.offences import follow_the_taken
from classifiers.facts.persons import grown_ups, named_pupils
from classifiers.facts.reveals import TOLD_AS, Reveal, find_reveal
from classifiers.facts.victims import VictimFinder
from classifiers.reading.phrases import PhraseHit, read
from monitor.core.items import Item
from monitor.core.labels import Fact
from monitor.core.text import TextView

_MAX_FACTS_OF_KIND = 8
_AROUND_CHARS = 260
"""So near to what happened, places and people are kept however many came before: about two sentences."""
_FIGURES_OF_SPEECH = frozenset(("abduction", "death", "drowning", "collapse", "fire", "weapon-attack", "suicide"))
"""Kinds that writers put between quotation marks when they mean something else (`bị 'bắt cóc' về quê dạy chữ`)."""
_QUOTES = (("'", "'"), ('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»"))
_FORBIDDEN = re.compile(
    r"(?<!\w)(?:(?:không được|nghiêm cấm|cấm|(?:coi|xem) là|khong duoc|nghiem cam|(?:coi|xem) la)(?: \w+){0,2}|"
    r"(?:chưa|chua) (?:kịp|kip)) $"
)
"""`không được ép mua`: a rule, not a case; `chưa kịp đóng tiền`: nothing was paid."""
_MAY_BE_FORBIDDEN = frozenset(("fees", "extra-classes"))
_BELIEVED = re.compile(r"(?<!\w)(?:vi|do|boi|tin|tin vao) $")
"""Before `tin giả`, folded: the false news is why pupils stay away, not what is denied."""
_JUST_BEFORE = 160
"""Characters before a fact in which the words above must begin; they and what may follow are far shorter."""
_PLACE_WORDS = frozenset(("trường", "nhà trường", "lớp", "phòng học", "trường học", "kho", "bếp", "sân trường"))


def find_facts(item: Item, view: TextView) -> tuple[Fact, ...]:
    """Find facts in a text, in its order. `view` is the normalised `item.full_text`; offsets refer to the latter."""
    return find_facts_in(item.full_text, view, head_end=_head_end(item), seen_at=item.seen_at)


def find_facts_in(text: str, view: TextView, *, head_end: int, seen_at: datetime | None) -> tuple[Fact, ...]:
    """Find facts in `text`, whose normalised form is `view`; headline and lead end at `head_end`.

    Of `seen_at` (aware), when it was published, the day alone counts.
    """
    found = share_negation(_Reader(view, head_end, seen_at).facts(), text, of_persons=BODILY)
    facts = settle(found, text, head_end=head_end)
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind)))


def _head_end(item: Item) -> int:
    """Where headline and lead end in `item.full_text`."""
    return len("\n".join(part for part in (item.title, item.lead) if part))


class _Reader:
    def __init__(self, view: TextView, head_end: int, seen_at: datetime | None) -> None:
        self._view = view
        reading = read(view)
        self._guards = GuardFinder(view, seen_at=seen_at, reading=reading)
        self._victims = VictimFinder(view, reading, head_end=bisect_left(view.origins, head_end))
        self._expressions = ExpressionFinder(view, reading, self._guards.sentence)
        self._counter = SuffererCounter(view)

    @cached_property
    def _frames(self) -> tuple[Frame, ...]:
        return find_frames(self._view, self._reveal)

    @cached_property
    def _reveal(self) -> Reveal | None:
        return find_reveal(self._view)

    def facts(self) -> tuple[Fact, ...]:
        kept: dict[str, list[Found]] = {}
        for found in self._expressions.found():
            same = kept.setdefault(found.kind, [])
            if same and found.start < same[-1].end:
                if len(found.hits) > len(same[-1].hits) or found.end > same[-1].end:
                    same[-1] = found if found.start == same[-1].start else same[-1]
                continue
            if len(same) < _MAX_FACTS_OF_KIND or found.kind in CIRCUMSTANCES:
                same.append(found)
        events = [found for kind, same in kept.items() if kind not in CIRCUMSTANCES for found in same]
        around = [
            found
            for kind, same in kept.items()
            if kind in CIRCUMSTANCES
            for number, found in enumerate(same)
            if number < _MAX_FACTS_OF_KIND or _is_near(found, events)
        ]
        facts = [self._fact(found) for found in (*events, *around)]
        facts = [*follow_the_taken(facts, of_a_school=self._victims.names_a_school)]
        facts += self._hinted(facts)
        return (*facts, *self._named(facts), *self._revealed())

    def _hinted(self, facts: Sequence[Fact]) -> Iterator[Fact]:
        """What is told indirectly, unless the plain words for it are there and are denied, played or of others."""
        for told in find_hints(self._view):
            plain = [fact for fact in facts if fact.kind == told.like]
            if not plain or any(fact.stands for fact in plain):
                text = self._view.text
                hits = tuple(PhraseHit(told.kind, text[left:right], left, right) for left, right in told.spans)
                yield replace(self._fact(Found(told.like, hits)), kind=told.kind, count=None)

    def _revealed(self) -> Iterator[Fact]:
        """What the text turns out to have told, as a circumstance of its own with the words that say so."""
        if self._reveal is not None:
            first, last = self._view.span(self._reveal.start, self._reveal.end)
            yield Fact(f"{TOLD_AS}{self._reveal.name}", self._view.original[first:last], first, last)

    def _named(self, facts: Sequence[Fact]) -> Iterator[Fact]:
        """People told by name and initials or age alone, where something happened."""
        if not any(fact.kind in HARM_TO_PERSONS | {"drowning"} for fact in facts):
            return
        for kind, spans in (("subject-pupil", named_pupils(self._view)), ("subject-worker", grown_ups(self._view))):
            for start, end in spans:
                first, last = self._view.span(start, end)
                yield Fact(kind, self._view.original[first:last], first, last)

    def _fact(self, found: Found) -> Fact:
        quantity = self._quantity_of(found) if found.kind in COUNTED else None
        start, end = found.start, found.end
        if quantity:
            start, end = min(start, quantity.start), max(end, quantity.end)
        first, last = self._view.span(start, end)
        guards = self._guards_of(found)
        return Fact(
            kind=found.kind,
            text=self._view.original[first:last],
            start=first,
            end=last,
            count=quantity.low if quantity and quantity.low else None,
            guards=(*guards, NOT_SCHOOL) if self._victims.is_of_others(found.kind, start, end) else guards,
        )

    def _guards_of(self, found: Found) -> tuple[str, ...]:
        if found.kind in CIRCUMSTANCES:
            return ()
        names = [
            guard.name
            for hit in _telling(found.hits)
            for guard in self._guards.at(hit.start, hit.end)
            if not self._is_of_the_fact(guard, found)
        ]
        names += guards_of(self._frames, found.start, found.kind, bodily=found.kind in BODILY)
        if found.kind in _MAY_BE_FORBIDDEN and _FORBIDDEN.search(
            self._view.lower, max(0, found.start - _JUST_BEFORE), found.start
        ):
            names.append(NEGATED)
        if found.kind in _FIGURES_OF_SPEECH and self._is_quoted(found):
            names.append(FICTION)
        if found.kind == "forged-notice":
            names = [name for name in names if name != DENIED]  # that it is a forgery is the fact itself
        return tuple(dict.fromkeys(names))

    def _is_quoted(self, found: Found) -> bool:
        """Whether quotation marks stand around the last word of the fact alone."""
        hit, text = found.hits[-1], self._view.text
        opened = text[max(0, hit.start - 1) : hit.end]
        return any(text.startswith(right, hit.end) and left in opened for left, right in _QUOTES)

    def _is_of_the_fact(self, guard: Guard, found: Found) -> bool:
        """Whether a cue is a word of the fact itself (`tạm giam` has `giảm` without accents) or its cause."""
        if any(own.start <= guard.start and guard.end <= own.end for own in found.hits):
            return True
        if found.kind != "boycott" or guard.name != DENIED:
            return False
        return bool(_BELIEVED.search(self._view.folded, max(0, guard.start - _JUST_BEFORE), guard.start))

    def _quantity_of(self, found: Found) -> Quantity | None:
        sentence = self._guards.sentence(found.start, found.end)
        return self._counter.nearest(found.kind, found.start, found.end, sentence=sentence)


def _is_near(found: Found, events: Sequence[Found]) -> bool:
    return any(max(found.start, each.start) - min(found.end, each.end) <= _AROUND_CHARS for each in events)


def _telling(hits: Sequence[PhraseHit]) -> tuple[PhraseHit, PhraseHit]:
    """The first and the last hit that tell what happened, not only where."""
    telling = [hit for hit in hits if hit.phrase not in _PLACE_WORDS] or list(hits)
    return telling[0], telling[-1]
