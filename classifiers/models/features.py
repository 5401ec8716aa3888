"""What a text is turned into before it is scored: counts of syllable n-grams and named signals. Pure.

Two readings of every item: `tone` counts the item's own words (sentiment, good news); `topic` adds, for a comment,
the words of the text it answers (relevance, themes, incident types). Signals are counts of phrases of the plan and of
the lexicons, facts that stand, and marks of form; a model refers to them by name, so that a model trained under
another plan still works. Accents are used where the writer used them; each text is also learnt from a copy without
accents (`unaccented`).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from classifiers.facts.extract import find_facts, find_facts_in
from classifiers.models.subject_frames import FRAME, OPENING_CHARS, find_frames
from classifiers.reading.cues import load_categories
from classifiers.reading.lexicons import load_teencode
from classifiers.reading.phrases import RECENT_TEXTS, GroupedMatcher, PhraseHit, Reading, read
from monitor.core.clock import at_local, local_date
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Fact
from monitor.core.letters import code_points
from monitor.core.plan import Plan
from monitor.core.text import TextView, normalise, view_of_plain

BODY_SYLLABLES = 170
"""How much of a body is read for n-grams: the news stands at the top (about two paragraphs)."""
_BODY_CHARS = 8 * BODY_SYLLABLES
"""More than so many syllables have as a rule, each with a blank or a comma behind it."""
HEAD_WEIGHT = 2
"""The title, and what a comment answers, count this often."""
HEAD_HIT = 1.0
"""Extra count of a phrase that stands in the title or lead."""
SENTIMENT_FILE, SUBJECTS_FILE, STANCES_FILE = "sentiment.tsv", "subjects.tsv", "stances.tsv"
LONG_SYLLABLES = 400
"""Texts of this length or more have the full length signal."""

NEWS, POSTS, COMMENTS = "news", "posts", "comments"

_TERM = re.compile(r"https?://\S+|www\.\S+|@\w+|[^\W_]+", re.UNICODE)
_ADDRESSES = ("http://", "https://", "www.")
_SHORT_NUMBER = 2
"""Numbers of up to two digits are kept as words: grades, school years, classes."""
_GLAD = frozenset("😀😃😄😁😊🙂😍🥰😘👏👍💯🎉🌹🌻💐❤💕💖🥳💪🏆🥇💚💛🌸😇🤗")
_ANGRY = frozenset("😡😠🤬👎💢😤🙄😒😑🤦🤮🤢💔😾🖕😩😫😖")
_SAD = frozenset("😢😭😥😞😔🙏🕯😰😨🥺")
_FACES = re.compile(f"[{''.join(sorted(_GLAD | _ANGRY | _SAD))}]")
_FIRST_FACE = min(map(ord, _GLAD | _ANGRY | _SAD))
_MAX_SIGNAL = 3.0


@dataclass(frozen=True, slots=True)
class Terms:
    """Counts of n-grams (syllables, pairs joined by a space) and signals by name, each in [0, 3]."""

    counts: Mapping[str, float]
    signals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Document:
    """One item, read. `hits` are phrases of plan and lexicons in the item's own text, offsets into `view.text`.

    `headline` is the title of a news item read alone, where something stands below it.
    """

    item: Item
    view: TextView
    topic: Terms
    tone: Terms
    hits: tuple[PhraseHit, ...]
    facts: tuple[Fact, ...]
    answered: str = ""
    headline: Terms | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a comment answers: its text, empty without one, its syllables and signals."""

    text: str
    syllables: Sequence[str]
    signals: Mapping[str, float]


_NOTHING_ASKED = _Asked("", (), {})


class FeatureReader:
    """Reads items under one plan. Holds the automata; build it once. Safe to share between threads."""

    def __init__(self, plan: Plan, lexicons_dir: Path) -> None:
        phrases: dict[str, Sequence[str]] = {f"theme:{theme.id}": theme.phrases for theme in plan.themes}
        phrases.update({f"type:{kind.id}": kind.phrases for kind in plan.incident_types})
        phrases.update({f"tone:{k}": v for k, v in load_categories(lexicons_dir / SENTIMENT_FILE).items()})
        phrases.update({f"subject:{k}": v for k, v in load_categories(lexicons_dir / SUBJECTS_FILE).items()})
        phrases.update({f"stance:{k}": v for k, v in load_categories(lexicons_dir / STANCES_FILE).items()})
        groups = ("theme:", "type:", "tone:", "subject:", "stance:")
        # Apart: the longest match must not let a tone phrase hide a theme phrase at the same place.
        self._matcher = GroupedMatcher(
            [{label: texts for label, texts in phrases.items() if label.startswith(group)} for group in groups]
        )
        self._teencode = load_teencode(lexicons_dir)
        self._asked = lru_cache(maxsize=RECENT_TEXTS)(self._read_asked)

    def view(self, item: Item) -> TextView:
        """Normalise an item's text; short forms are written out in posts, not in the press."""
        return self._normalise(item.full_text, item)

    def read(self, item: Item, answered: Item | None = None, *, plain: bool = False) -> Document:
        """Read one item; `answered` is the item a comment answers, when it is known beyond `item.context`.

        `plain`: each of its parts has been normalised before (`plain_text`), which gives the same and is quicker.
        """
        view = view_of_plain(item.full_text, expand=self._short_forms(item)) if plain else self.view(item)
        reading = read(view)
        hits = self._hits(reading, accentless=view.accentless)
        facts = find_facts(item, view)
        head = len("\n".join(part for part in (item.title, item.lead) if part))
        tone = Terms(
            counts=self._counts(item, view),
            signals=self._signals(item, view, hits, facts, head),
        )
        asked = self._what_is_asked(item, answered)
        if not asked.text:
            return Document(item, view, tone, tone, hits, facts, headline=self._headline(item, view, hits, facts))
        topic, tone = _with_asked(tone, asked)
        return Document(item, view, topic, tone, hits, facts, asked.text)

    def _normalise(self, text: str, item: Item) -> TextView:
        return normalise(text, expand=self._short_forms(item))

    def _short_forms(self, item: Item) -> Mapping[str, str] | None:
        return None if item.kind is Kind.PRESS else self._teencode

    def _hits(self, reading: Reading, *, accentless: bool) -> tuple[PhraseHit, ...]:
        return self._matcher.find_in(reading, accentless=accentless)

    def _counts(self, item: Item, view: TextView) -> Mapping[str, float]:
        shown = view.folded if view.accentless else view.lower
        body_from = _body_start(item, view)
        counts: Counter[str] = Counter()
        title = syllables_of(shown[: _title_end(item, view)])
        for _ in range(HEAD_WEIGHT - 1):
            _add(counts, title)
        _add(counts, syllables_of(shown[:body_from]) + _first_syllables(shown[body_from:]))
        return counts

    def _what_is_asked(self, item: Item, answered: Item | None) -> _Asked:
        text = answered_text(item, answered)
        return self._asked(text, local_date(item.seen_at) if item.seen_at else None) if text else _NOTHING_ASKED

    def _read_asked(self, asked: str, day: date | None) -> _Asked:
        """Read what a comment of a day answers; the comments of one article answer the same."""
        context = normalise(asked).text
        if not context:
            return _NOTHING_ASKED
        view = normalise(context)
        hits = self._hits(read(view), accentless=view.accentless)
        whole = len(view.text)
        signals = _phrase_signals(hits, head=whole, view=view)
        signals = {name: value for name, value in signals.items() if not name.startswith("stance:")}
        seen_at = at_local(day, time(0)) if day is not None else None
        signals.update(_fact_signals(find_facts_in(context, view, head_end=len(context), seen_at=seen_at)))
        signals.update(find_frames(view, hits, title=whole, end=whole, accentless=view.accentless))
        return _Asked(context, syllables_of(view.folded if view.accentless else view.lower), signals)

    def _signals(
        self, item: Item, view: TextView, hits: Sequence[PhraseHit], facts: Sequence[Fact], head: int
    ) -> Mapping[str, float]:
        signals = _phrase_signals(hits, head=head, view=view)
        signals.update(_fact_signals(facts))
        signals.update(_form_signals(item, view.text))
        end = max(OPENING_CHARS, _position(view, head) if head else 0)
        signals.update(find_frames(view, hits, title=_title_end(item, view), end=end, accentless=view.accentless))
        return signals

    def _headline(self, item: Item, view: TextView, hits: Sequence[PhraseHit], facts: Sequence[Fact]) -> Terms | None:
        """The same reading of the title as if it stood alone, from what was found in the whole."""
        if not item.title or not (item.lead or item.text) or form_of(item) != NEWS:
            return None
        end = _title_end(item, view)
        counts: Counter[str] = Counter()
        title = syllables_of((view.folded if view.accentless else view.lower)[:end])
        for _ in range(HEAD_WEIGHT):
            _add(counts, title)
        inside = [hit for hit in hits if hit.start < end]
        signals = _phrase_signals(inside, head=len(item.title), view=view)
        signals.update(_fact_signals(fact for fact in facts if fact.start < len(item.title)))
        signals.update(_form_signals(item, view.text[:end]))
        signals.update(find_frames(view, inside, title=end, end=end, accentless=view.accentless))
        return Terms(counts, signals)


def _with_asked(own: Terms, asked: _Asked) -> tuple[Terms, Terms]:
    """Add what a comment answers. Topic: its words as a title, its phrases and facts as the comment's own.

    Tone: only signals under names of their own; what people answer to bad news is more often blame.
    """
    counts = Counter(own.counts)
    for _ in range(HEAD_WEIGHT):
        _add(counts, asked.syllables)
    answered = {f"answered-{name}": value for name, value in asked.signals.items()}
    about = {name: value for name, value in own.signals.items() if not name.startswith(FRAME)}
    signals = {**about, **answered}
    for name, value in asked.signals.items():
        if not name.startswith("tone:"):
            signals[name] = min(_MAX_SIGNAL, signals.get(name, 0.0) + value)
    return Terms(counts, signals), Terms(own.counts, {**own.signals, **answered})


def form_of(item: Item) -> str:
    """News, a post or a comment: what is asked of them and how well it can be told differs."""
    if item.channel is Channel.COMMENT or item.reply_to is not None:
        return COMMENTS
    return NEWS if item.kind is Kind.PRESS else POSTS


def answered_text(item: Item, answered: Item | None) -> str:
    """What a comment answers: the title of the item when known, else the `context` it brought.

    The lead was measured too: it pulls comments towards side subjects.
    """
    if item.channel is not Channel.COMMENT and item.reply_to is None:
        return ""
    if answered is not None:
        return answered.title or item.context or answered.lead or answered.text[:300]
    return item.context or ""


def unaccented(item: Item) -> Item:
    """The same item as typed without accents: letters keep their case and place."""
    return replace(
        item,
        title=strip_accents(item.title) if item.title else None,
        lead=strip_accents(item.lead) if item.lead else None,
        text=strip_accents(item.text),
        context=strip_accents(item.context) if item.context else None,
    )


def strip_accents(text: str) -> str:
    """`Đánh nhau` → `Danh nhau`."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(char for char in apart if not unicodedata.combining(char)))


def syllables_of(shown: str) -> list[str]:
    """Syllables of a lower-case text; addresses, names with @ and numbers become marks."""
    return [word if word.isalpha() else _mark(word) for word in _TERM.findall(shown)]


def _first_syllables(body: str) -> list[str]:
    """The first `BODY_SYLLABLES` of a body, which is cut before it is read where it goes on for long."""
    first = syllables_of(body[:_BODY_CHARS])
    if len(body) > _BODY_CHARS and len(first) <= BODY_SYLLABLES:
        first = syllables_of(body)
    return first[:BODY_SYLLABLES]


def _mark(word: str) -> str:
    """Another word for what has no letters alone."""
    if word[0] == "@":
        return "<@>"
    if word.startswith(_ADDRESSES):
        return "<url>"
    return "<0>" if word.isdigit() and len(word) > _SHORT_NUMBER else word


def _add(counts: Counter[str], syllables: Sequence[str]) -> None:
    counts.update(syllables)
    counts.update(map(" ".join, pairwise(syllables)))


def _title_end(item: Item, view: TextView) -> int:
    return _position(view, len(item.title)) if item.title else 0


def _body_start(item: Item, view: TextView) -> int:
    head = "\n".join(part for part in (item.title, item.lead) if part)
    return _position(view, len(head)) if head else 0


def _position(view: TextView, origin: int) -> int:
    """Where an offset of the original stands in `view.text`."""
    low, high = 0, len(view.text)
    while low < high:
        middle = (low + high) // 2
        if view.origins[middle] < origin:
            low = middle + 1
        else:
            high = middle
    return low


def _phrase_signals(hits: Iterable[PhraseHit], *, head: int, view: TextView) -> dict[str, float]:
    """Logarithm of how many different phrases of a label occur, those of the head counted twice."""
    end = _position(view, head) if head else 0
    weights: dict[str, dict[str, float]] = {}
    for hit in hits:
        weight = 1.0 + HEAD_HIT * (hit.start < end)
        phrases = weights.setdefault(hit.label, {})
        phrases[hit.phrase] = max(weight, phrases.get(hit.phrase, 0.0))
    return {label: min(_MAX_SIGNAL, math.log1p(sum(phrases.values()))) for label, phrases in weights.items()}


def _fact_signals(facts: Iterable[Fact]) -> dict[str, float]:
    signals: dict[str, float] = {}
    for fact in facts:
        name = f"fact:{fact.kind}" if fact.stands else f"unreal:{fact.guards[0]}"
        signals[name] = 1.0
    return signals


def _form_signals(item: Item, text: str) -> dict[str, float]:
    words = len(text) / 5
    faces = _FACES.findall(text) if code_points(text).max(initial=0) >= _FIRST_FACE else ()
    return {
        f"kind:{item.kind.value}": 1.0,
        "form:comment": float(form_of(item) == COMMENTS),
        "form:length": math.log1p(words) / math.log1p(LONG_SYLLABLES),
        "form:question": float("?" in text),
        "form:exclaim": float("!" in text),
        "form:glad": min(2.0, float(sum(face in _GLAD for face in faces))),
        "form:angry": min(2.0, float(sum(face in _ANGRY for face in faces))),
        "form:sad": min(2.0, float(sum(face in _SAD for face in faces))),
        "form:official": float(item.official),
    }
