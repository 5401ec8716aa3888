"""What a text states that bears on severity: deaths, numbers in hospital, arrests, leaks, denials, with the words.

Reads the table of `classifiers.facts.patterns`; every fact carries its evidence, the number of people the same
sentence gives, and the guards that speak against it (`classifiers.facts.guards`). How grave it is, `severity` judges.

Kinds that describe an event carry guards; kinds that describe its circumstances do not: where (`at-school`,
`school-activity`, `outside-school`), who (`subject-pupil`, `subject-teacher`, `subject-worker`), `spread`, `no-victim`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import accumulate
from operator import attrgetter

from classifiers.facts.authority import settle
from classifiers.facts.coordination import share_negation
from classifiers.facts.counting import SuffererCounter
from classifiers.facts.frames import Frame, find_frames, guards_of
from classifiers.facts.guards import DENIED, FICTION, NEGATED, NOT_SCHOOL, Guard, GuardFinder
from classifiers.facts.indirect import find_hints
from classifiers.facts.look_alikes import is_something_else
from classifiers.facts.numbers import Quantity
from classifiers.facts.patterns import GROUPS, PATTERNS
from classifiers.facts.persons import grown_ups, named_pupils
from classifiers.facts.reveals import TOLD_AS, Reveal, find_reveal
from classifiers.facts.victims import VictimFinder
from classifiers.reading.phrases import ACCENTED_ONLY, PhraseHit, PhraseMatcher, read, typed_without_accents
from monitor.core.items import Item
from monitor.core.labels import Fact
from monitor.core.letters import capitals_after_blanks
from monitor.core.text import TextView

FALSE_FRIENDS = "-"
LIKEWISE = "likewise"
"""What the text has told of one befell others too (`14 đứa cũng bị y chang`): a fact of the same illness."""
_ILLNESSES = ("poisoned", "ill", "infected")
MAX_GAP_CHARS = 70
"""Longest stretch between two parts of an expression; a clause of Vietnamese press is about that long."""
CLOSE_GAP_CHARS = 40
"""The same for parts written with ` ~ `; about eight syllables."""

COUNTED = frozenset(
    (
        "death",
        "drowning",
        "injured",
        "grave-injury",
        "hospitalised",
        "ill",
        "poisoned",
        "infected",
        "quarantined",
        "boycott",
        "violence",
        "weapon-attack",
        "abduction",
        "sexual-abuse",
        "data-leak",
        "arrest",
        "suicide",
        "protest",
        "unpaid-wages",
    )
)
CIRCUMSTANCES = frozenset(
    (
        "at-school",
        "school-activity",
        "outside-school",
        "subject-pupil",
        "subject-teacher",
        "subject-staff",
        "subject-worker",
        "spread",
        "film",
        "no-victim",
        "police-involved",
        "rumour",
        "good-deed",
        "boycott-cause",
        "official-denial",
        "correction",
        "retraction",
        "exam-running",
        "closure",
    )
)
MAX_FACTS_OF_KIND = 8
AROUND_CHARS = 260
"""So near to what happened, places and people are kept however many came before: about two sentences."""
_HARM_TO_PERSONS = frozenset(
    ("death", "injured", "grave-injury", "hospitalised", "weapon-attack", "suicide", "poisoned", "ill")
)
_BODILY = _HARM_TO_PERSONS | {
    *("drowning", "fracture", "infected", "violence", "child-abuse", "teacher-violence", "sexual-abuse"),
    *("sexual-abuse-by-staff", "abduction", "filmed-violence", "quarantined", "weapon"),
}
"""Kinds that figures of years, pets and made-up calls are told of; the rest is guarded by staged passages alone."""
_FIGURES_OF_SPEECH = frozenset(("abduction", "death", "drowning", "collapse", "fire", "weapon-attack", "suicide"))
"""Kinds that writers put between quotation marks when they mean something else (`bị 'bắt cóc' về quê dạy chữ`)."""
_QUOTES = (("'", "'"), ('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»"))
_FORBIDDEN = re.compile(
    r"(?<!\w)(?:không được|nghiêm cấm|cấm|(?:coi|xem) là|khong duoc|nghiem cam|(?:coi|xem) la)(?: \w+){0,2} $"
)
"""`không được ép mua`: a rule, not a case."""
_MAY_BE_FORBIDDEN = frozenset(("fees", "extra-classes"))
_BELIEVED = re.compile(r"(?<!\w)(?:vi|do|boi|tin|tin vao) $")
"""Before `tin giả`, folded: the false news is why pupils stay away, not what is denied."""
_JUST_BEFORE = 160
"""Characters before a fact in which the words above must begin; they and what may follow are far shorter."""
_NAMED = re.compile(
    r"(?<!\w)(?:[Mm]ầm non|[Mm]ẫu giáo|[Tt]iểu học|[Tt]rung học (?:cơ sở|phổ thông)|TH|THCS|THPT|PTTH|MN|MG|"
    r"[Xx]ã|[Hh]uyện|[Pp]hường|[Tt]hị trấn|[Ấấ]p|[Cc]ầu|[Cc]hợ|[Rr]ạch|[Ss]ông|[Cc]ồn) $"
)
"""What a name follows, written in capitals: `view.text` keeps the writer's."""
_LAST_OF_NAMED = tuple(
    f"{ending} "
    for ending in "non giáo học sở thông TH CS PT MN MG ã yện ường trấn ấp Ấp ầu ợ ạch ông ồn".split()  # noqa: SIM905
)
"""How the last of these words ends: most capitals stand behind none of them."""
_NAMED_CHARS = 24
"""More than the longest of them has."""
_WORD = re.compile(r"\w+")
_PLACE_WORDS = frozenset(("trường", "nhà trường", "lớp", "phòng học", "trường học", "kho", "bếp", "sân trường"))


_CLAUSE_END = re.compile(r"[,;:()–—]|(?<!\w)(?:hoc sinh|nam sinh|nu sinh|nguoi|nhom|doi tuong|em|be|chau|tre)(?!\w)")
"""Between parts that must stand close, folded: a new clause or another person has begun."""


@dataclass(frozen=True, slots=True)
class Part:
    """A set of phrases; `close`: it must follow the part before within the clause."""

    phrases: frozenset[str]
    close: bool


@dataclass(frozen=True, slots=True)
class Expression:
    """One line of the table: a chain of parts."""

    kind: str
    parts: tuple[Part, ...]

    @property
    def later(self) -> frozenset[frozenset[str]]:
        """The phrases of each part but the first."""
        return frozenset(part.phrases for part in self.parts[1:])


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    hits: tuple[PhraseHit, ...]

    @property
    def start(self) -> int:
        return self.hits[0].start

    @property
    def end(self) -> int:
        return self.hits[-1].end


def find_facts(item: Item, view: TextView) -> tuple[Fact, ...]:
    """Find facts in a text, in its order. `view` is the normalised `item.full_text`; offsets refer to the latter."""
    return find_facts_in(item.full_text, view, head_end=_head_end(item), seen_at=item.seen_at)


def find_facts_in(text: str, view: TextView, *, head_end: int, seen_at: datetime | None) -> tuple[Fact, ...]:
    """Find facts in `text`, whose normalised form is `view`; headline and lead end at `head_end`.

    Of `seen_at` (aware), when it was published, the day alone counts.
    """
    found = share_negation(_Reader(view, head_end, seen_at).facts(), text, of_persons=_BODILY)
    facts = settle(found, text, head_end=head_end)
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind)))


def _head_end(item: Item) -> int:
    """Where headline and lead end in `item.full_text`."""
    return len("\n".join(part for part in (item.title, item.lead) if part))


def compile_expressions(patterns: Mapping[str, str], groups: Mapping[str, str]) -> tuple[Expression, ...]:
    """Read the table: see `classifiers.facts.patterns` for how it is written."""
    return tuple(
        Expression(kind, _parts(line, groups))
        for kind, lines in patterns.items()
        for line in lines.strip().splitlines()
        if line.strip()
    )


def _parts(line: str, groups: Mapping[str, str]) -> tuple[Part, ...]:
    pieces = re.split(r" (\.\.|~) ", line)
    signs = ["..", *pieces[1::2]]
    return tuple(Part(_phrases(text, groups), sign == "~") for text, sign in zip(pieces[::2], signs, strict=True))


def _phrases(part: str, groups: Mapping[str, str]) -> frozenset[str]:
    phrases: set[str] = set()
    for piece in part.strip().split("/"):
        text = piece.strip()
        if text.startswith("{"):
            phrases.update(groups[text.strip("{}")].split("/"))
        elif text:
            phrases.add(text)
    return frozenset(phrase.strip() for phrase in phrases)


_EXPRESSIONS = compile_expressions(PATTERNS, GROUPS)
_ALL_PHRASES = sorted({phrase for expression in _EXPRESSIONS for part in expression.parts for phrase in part.phrases})
_MATCHER = PhraseMatcher({phrase: (phrase,) for phrase in _ALL_PHRASES})
_BY_PLACE = attrgetter("start", "end")
_FALSE = frozenset(
    phrase for expression in _EXPRESSIONS if expression.kind == FALSE_FRIENDS for phrase in expression.parts[0].phrases
)

_FALSE_FRIENDS = frozenset(phrase for phrase in _ALL_PHRASES if phrase.removeprefix(ACCENTED_ONLY) in _FALSE)


def _by_first_phrase() -> Mapping[str, tuple[Expression, ...]]:
    table: dict[str, list[Expression]] = {}
    for expression in _EXPRESSIONS:
        if expression.kind != FALSE_FRIENDS:
            for phrase in expression.parts[0].phrases:
                table.setdefault(phrase, []).append(expression)
    return {phrase: tuple(expressions) for phrase, expressions in table.items()}


_STARTING = _by_first_phrase()
_LATER = {each: number for number, each in enumerate(dict.fromkeys(each for e in _EXPRESSIONS for each in e.later))}
_LATER_NUMBERS = {
    phrase: frozenset(number for phrases, number in _LATER.items() if phrase in phrases) for phrase in _ALL_PHRASES
}
_NEEDED = {
    phrase: tuple((expression, frozenset(map(_LATER.__getitem__, expression.later))) for expression in expressions)
    for phrase, expressions in _STARTING.items()
}
"""The expressions that may start with a phrase, and the numbers of the sets of phrases that must occur for it."""


class _Reader:
    def __init__(self, view: TextView, head_end: int, seen_at: datetime | None) -> None:
        self._view = view
        reading = read(view)
        self._guards = GuardFinder(view, seen_at=seen_at, reading=reading)
        self._victims = VictimFinder(view, reading, head_end=bisect_left(view.origins, head_end))
        hits = _MATCHER.find_all_in(reading, accentless=typed_without_accents(view))
        self._hits = _without_names(_without_false(hits), view.text)
        self._starts = [hit.start for hit in self._hits]
        self._counter = SuffererCounter(view)

    @cached_property
    def _frames(self) -> tuple[Frame, ...]:
        return find_frames(self._view, self._reveal)

    @cached_property
    def _reveal(self) -> Reveal | None:
        return find_reveal(self._view)

    def facts(self) -> tuple[Fact, ...]:
        kept: dict[str, list[_Found]] = {}
        for found in _with_likewise(sorted(self._expressions(), key=lambda each: (each.start, -each.end))):
            same = kept.setdefault(found.kind, [])
            if same and found.start < same[-1].end:
                if len(found.hits) > len(same[-1].hits) or found.end > same[-1].end:
                    same[-1] = found if found.start == same[-1].start else same[-1]
                continue
            if len(same) < MAX_FACTS_OF_KIND or found.kind in CIRCUMSTANCES:
                same.append(found)
        events = [found for kind, same in kept.items() if kind not in CIRCUMSTANCES for found in same]
        around = [
            found
            for kind, same in kept.items()
            if kind in CIRCUMSTANCES
            for number, found in enumerate(same)
            if number < MAX_FACTS_OF_KIND or _is_near(found, events)
        ]
        facts = [self._fact(found) for found in (*events, *around)]
        facts += self._hinted(facts)
        return (*facts, *self._named(facts), *self._revealed())

    def _hinted(self, facts: Sequence[Fact]) -> Iterator[Fact]:
        """What is told indirectly, unless the plain words for it are there and are denied, played or of others."""
        for told in find_hints(self._view):
            plain = [fact for fact in facts if fact.kind == told.like]
            if not plain or any(fact.stands for fact in plain):
                text = self._view.text
                hits = tuple(PhraseHit(told.kind, text[left:right], left, right) for left, right in told.spans)
                yield replace(self._fact(_Found(told.like, hits)), kind=told.kind, count=None)

    def _revealed(self) -> Iterator[Fact]:
        """What the text turns out to have told, as a circumstance of its own with the words that say so."""
        if self._reveal is not None:
            first, last = self._view.span(self._reveal.start, self._reveal.end)
            yield Fact(f"{TOLD_AS}{self._reveal.name}", self._view.original[first:last], first, last)

    def _named(self, facts: Sequence[Fact]) -> Iterator[Fact]:
        """People told by name and initials or age alone, where something happened."""
        if not any(fact.kind in _HARM_TO_PERSONS | {"drowning"} for fact in facts):
            return
        for kind, spans in (("subject-pupil", named_pupils(self._view)), ("subject-worker", grown_ups(self._view))):
            for start, end in spans:
                first, last = self._view.span(start, end)
                yield Fact(kind, self._view.original[first:last], first, last)

    def _expressions(self) -> Iterator[_Found]:
        """Yield what is found, sentence by sentence: the parts of an expression all stand in one."""
        first = 0
        while first < len(self._hits):
            sentence = self._guards.sentence(self._hits[first].start, self._hits[first].end)
            after = bisect_left(self._starts, sentence[1], first)
            yield from self._in_sentence(self._hits[first:after], sentence)
            first = after

    def _in_sentence(self, hits: Sequence[PhraseHit], sentence: tuple[int, int]) -> Iterator[_Found]:
        occurring = frozenset[int]().union(*[_LATER_NUMBERS[hit.label] for hit in hits])
        for index, hit in enumerate(hits):
            for expression, needed in _NEEDED.get(hit.label, ()):
                if not needed <= occurring:
                    continue
                chain = self._chain(expression.parts, hits, index)
                if chain and not is_something_else(expression.kind, self._view.folded, chain, sentence):
                    yield _Found(expression.kind, chain)

    def _chain(self, parts: Sequence[Part], hits: Sequence[PhraseHit], first: int) -> tuple[PhraseHit, ...]:
        """Follow an expression from the hit at `first` of a sentence: the nearest hit of each next part."""
        chain = [hits[first]]
        index = first
        for part in parts[1:]:
            limit = chain[-1].end + MAX_GAP_CHARS
            for index in range(index + 1, len(hits)):  # noqa: B020 - continues where the last part was found
                hit = hits[index]
                if hit.start > limit:
                    return ()
                if hit.label in part.phrases and self._fits(part, chain[-1], hit):
                    chain.append(hit)
                    break
            else:
                return ()
        return tuple(chain)

    def _fits(self, part: Part, last: PhraseHit, hit: PhraseHit) -> bool:
        """Whether a hit may be the next of its chain: after the last one and, where asked, in the same clause."""
        if not _follows(hit, last):
            return False
        between = self._view.folded[last.end : hit.start]
        return not part.close or (len(between) <= CLOSE_GAP_CHARS and not _CLAUSE_END.search(between))

    def _fact(self, found: _Found) -> Fact:
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

    def _guards_of(self, found: _Found) -> tuple[str, ...]:
        if found.kind in CIRCUMSTANCES:
            return ()
        names = [
            guard.name
            for hit in _telling(found.hits)
            for guard in self._guards.at(hit.start, hit.end)
            if not self._is_of_the_fact(guard, found)
        ]
        names += guards_of(self._frames, found.start, found.kind, bodily=found.kind in _BODILY)
        if found.kind in _MAY_BE_FORBIDDEN and _FORBIDDEN.search(
            self._view.lower, max(0, found.start - _JUST_BEFORE), found.start
        ):
            names.append(NEGATED)
        if found.kind in _FIGURES_OF_SPEECH and self._is_quoted(found):
            names.append(FICTION)
        if found.kind == "forged-notice":
            names = [name for name in names if name != DENIED]  # that it is a forgery is the fact itself
        return tuple(dict.fromkeys(names))

    def _is_quoted(self, found: _Found) -> bool:
        """Whether quotation marks stand around the last word of the fact alone."""
        hit, text = found.hits[-1], self._view.text
        opened = text[max(0, hit.start - 1) : hit.end]
        return any(text.startswith(right, hit.end) and left in opened for left, right in _QUOTES)

    def _is_of_the_fact(self, guard: Guard, found: _Found) -> bool:
        """Whether a cue is a word of the fact itself (`tạm giam` has `giảm` without accents) or its cause."""
        if any(own.start <= guard.start and guard.end <= own.end for own in found.hits):
            return True
        if found.kind != "boycott" or guard.name != DENIED:
            return False
        return bool(_BELIEVED.search(self._view.folded, max(0, guard.start - _JUST_BEFORE), guard.start))

    def _quantity_of(self, found: _Found) -> Quantity | None:
        sentence = self._guards.sentence(found.start, found.end)
        return self._counter.nearest(found.kind, found.start, found.end, sentence=sentence)


def _without_false(hits: Sequence[PhraseHit]) -> tuple[PhraseHit, ...]:
    """Drop hits inside a longer word group that means something else (`đánh` in `đánh giá`)."""
    spans = sorted((hit.start, hit.end) for hit in hits if hit.label in _FALSE_FRIENDS)
    starts = [start for start, _ in spans]
    reached = [0, *accumulate((end for _, end in spans), max)]
    kept = [
        hit
        for hit in hits
        if hit.label not in _FALSE
        # A longer group around a hit begins before it and reaches its end, or begins with it and ends after it.
        and reached[bisect_left(starts, hit.start)] < hit.end
        and reached[bisect_right(starts, hit.start)] <= hit.end
    ]
    return tuple(sorted(kept, key=_BY_PLACE))


def _without_names(hits: tuple[PhraseHit, ...], text: str) -> tuple[PhraseHit, ...]:
    """Drop hits that begin inside the name of a school or place: `Trường Mầm non Bông Súng`, `THCS Cầu Sập`."""
    named = [
        start
        for start in capitals_after_blanks(text)
        if text.endswith(_LAST_OF_NAMED, 0, start) and _NAMED.search(text, max(0, start - _NAMED_CHARS), start)
    ]
    names = [span for start in named if (span := _capitals_after(text, start))]
    return tuple(hit for hit in hits if not any(left <= hit.start < right for left, right in names)) if names else hits


def _capitals_after(text: str, start: int) -> tuple[int, int] | None:
    """The span of the capitalised words that follow; None when there are none, or when everything is in capitals."""
    end = start
    for word in _WORD.finditer(text, start):
        if word.start() > end + 1 or not word.group()[0].isupper() or word.group().isupper():
            break
        end = word.end()
    return (start, end) if end > start else None


def _with_likewise(found: Sequence[_Found]) -> Iterator[_Found]:
    """Give what befell others too the kind of the illness told last before it; without one it says nothing."""
    illness: str | None = None
    for each in found:
        if each.kind in _ILLNESSES:
            illness = each.kind
        if each.kind != LIKEWISE:
            yield each
        elif illness is not None:
            yield _Found(illness, each.hits)


def _is_near(found: _Found, events: Sequence[_Found]) -> bool:
    return any(max(found.start, each.start) - min(found.end, each.end) <= AROUND_CHARS for each in events)


def _telling(hits: Sequence[PhraseHit]) -> tuple[PhraseHit, PhraseHit]:
    """The first and the last hit that tell what happened, not only where."""
    telling = [hit for hit in hits if hit.phrase not in _PLACE_WORDS] or list(hits)
    return telling[0], telling[-1]


def _follows(hit: PhraseHit, last: PhraseHit) -> bool:
    """Whether a hit comes after another; they may share words (`bắt phó giám đốc` and `phó giám đốc sở`)."""
    return hit.start > last.start and hit.end > last.end
