"""The words a week was about: phrases of titles and leads that are said more often than usual.

Candidates are runs of at most three words, as a segmenter cuts them, one of which has two syllables and tells something
by itself. A phrase counts once for an item. It weighs `n · ln(share now / usual share)`: how often it is said beyond
what was to be expected. The usual share is that of the weeks before, steadied by how rare its syllables are in general.

Names are left out, whoever bears them: a name without a title cannot be told from that of a private person, and places
and schools have their own tables. Restricted incidents give no words at all (NĐ 56/2017 Điều 33).
"""

from __future__ import annotations

import json
import logging
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from monitor.core.errors import MonitorError
from monitor.core.items import Item
from monitor.core.plan import Plan
from monitor.core.privacy import mask
from monitor.core.text import fold, is_accentless, lower, normalise
from monitor.reports.counting import CountedItem
from monitor.reports.incident_lines import is_restricted
from monitor.reports.word_lists import BREAKS, TERMS, WEAK

WEEK_KEYWORDS = 12
THEME_KEYWORDS = 3
OPENING_CHARS = 200
"""Posts have no lead; so much of their beginning stands for it."""
MIN_ITEMS = 2
"""What one item says is its subject, not the week's."""
MIN_SHARE = 0.02
"""A keyword of the week is said by so much of its items at least, when there are many."""
MAX_WORDS, MAX_SYLLABLES = 3, 6
SAME_THING = 0.6
"""A phrase within a longer one gives way when at least this share of its items say the longer one."""
TOLD_ENOUGH = 2
"""A phrase is passed over when most of its items have so many keywords already: one event must not fill the list."""
LIFT = 1.5
"""A keyword is said this many times as often as usual, at least."""
PRIOR_ITEMS = 10
"""The general use of a phrase weighs as much as so many items of the weeks before."""
PHRASE_SHARE = 0.25
"""A phrase stands in about a quarter as many texts as its rarest syllable: over our labelled press texts the median is
0.18 for words found in three texts or more, 0.38 for those in ten or more."""
RARE_SHARE = 0.001
"""Share of texts with a syllable that the general counts do not know (they leave out those of one or two texts)."""
UNCOUNTED_SHARE = 0.02
"""The same when there are no general counts at all: every phrase is then taken for equally rare."""

Segmenter = Callable[[str], Sequence[str]]
"""Cuts a lower-case text into words and signs, in order; a word may hold spaces (`ngộ độc`)."""

_TERMS = frozenset(TERMS)
_CAPITALS = {"thpt": "THPT", "thcs": "THCS", "stem": "STEM", "ielts": "IELTS", "covid-19": "Covid-19", "hpv": "HPV"}
"""Capitals that are no names, as they are written."""
_SIGNS = re.compile(r"[^\w\s\-]+|\s[\-]\s|\n")
_SENTENCE_ENDS = frozenset(".!?:…\n“‘'(–-|/") | {'"'}
_WORD = re.compile(r"[^\W\d_]+(?:[ \-][^\W_]+)*")
_REPLY = re.compile(r"\s*re\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Keyword:
    """A phrase as it is shown, and how many items of the week say it (at least MIN_ITEMS)."""

    phrase: str
    items: int


@dataclass(frozen=True, slots=True)
class Keywords:
    """What the week was about, the most said first; and each of its themes that has any, the most telling first."""

    week: tuple[Keyword, ...] = ()
    themes: Mapping[str, tuple[Keyword, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Usual:
    """How often phrases are said otherwise: `said` counts them in `texts` items of other times or themes."""

    texts: int
    said: Callable[[str], int]
    general: Mapping[str, float] | None

    def share(self, phrase: str) -> float:
        """The share of items in which the phrase is to be expected, in ]0, 1[."""
        return (self.said(phrase) + PRIOR_ITEMS * self._general_share(phrase)) / (self.texts + PRIOR_ITEMS)

    def _general_share(self, phrase: str) -> float:
        if self.general is None:
            return UNCOUNTED_SHARE
        return PHRASE_SHARE * min(self.general.get(syllable, RARE_SHARE) for syllable in fold(phrase).split())


class _Earlier:
    """Texts of the weeks before, each phrase looked up once."""

    def __init__(self, texts: Iterable[str]) -> None:
        spoken = [_spoken(text) for text in texts]
        self._folded = [text for text in spoken if text.isascii()]
        self._accented = [text for text in spoken if not text.isascii()]
        self._counts: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._folded) + len(self._accented)

    def said(self, phrase: str) -> int:
        """How many of them say a phrase."""
        if phrase not in self._counts:
            with_accents, without = f" {phrase} ", f" {fold(phrase)} "
            count = sum(with_accents in text for text in self._accented)
            self._counts[phrase] = count + sum(without in text for text in self._folded)
        return self._counts[phrase]


def find_keywords(
    items: Sequence[CountedItem],
    *,
    earlier: Sequence[str],
    plan: Plan,
    general: Mapping[str, float] | None = None,
    segment: Segmenter | None = None,
) -> Keywords:
    """Find the keywords of the items of a week; few or no items give none.

    `earlier`: openings of items of the weeks before (`openings`). `general`: share of texts by folded syllable
    (`general_shares`). `segment`: underthesea, loaded when it is needed, unless another is given.
    """
    told = [(counted, opening(counted.item)) for counted in items if _may_speak(counted, plan)]
    if len(told) < MIN_ITEMS:
        return Keywords()
    candidates = _candidates([text for _, text in told], segment or load_segmenter())
    texts = [_spoken(text) for _, text in told]
    sayers = {phrase: frozenset(n for n, text in enumerate(texts) if _says(text, phrase)) for phrase in candidates}
    before = _Earlier(earlier)
    frequent = {phrase: said for phrase, said in sayers.items() if len(said) >= MIN_SHARE * len(texts)}
    week = _ranked(frequent, len(texts), _Usual(len(before), before.said, general))[:WEEK_KEYWORDS]
    themes = {}
    for theme, members in sorted(_themes([counted for counted, _ in told]).items()):
        within = {phrase: said & members for phrase, said in sayers.items()}
        elsewhere = partial(_said_elsewhere, before, sayers, members)
        usual = _Usual(len(before) + len(texts) - len(members), elsewhere, general)
        themes[theme] = _ranked(within, len(members), usual)[:THEME_KEYWORDS]
    return Keywords(_most_said(week), {theme: found for theme, found in themes.items() if found})


def _said_elsewhere(
    before: _Earlier, sayers: Mapping[str, frozenset[int]], members: Collection[int], phrase: str
) -> int:
    """Items of the weeks before, and of this week's other themes, that say a phrase."""
    return before.said(phrase) + len(sayers[phrase].difference(members))


def _most_said(found: Iterable[Keyword]) -> tuple[Keyword, ...]:
    """In the order a reader expects: what most items say comes first."""
    return tuple(sorted(found, key=lambda keyword: -keyword.items))


def openings(items: Iterable[Item]) -> tuple[str, ...]:
    """What is read of items of earlier weeks."""
    return tuple(opening(item) for item in items)


def opening(item: Item) -> str:
    """Title and lead, or the beginning of a post, masked. Of a reply its own words, not the title that it repeats."""
    title, text = item.title or "", item.text
    if _REPLY.match(title):
        text, title = text.removeprefix(title), ""
    elif title:
        text = text.removeprefix(title)
    return mask(". \n".join(part for part in (title, item.lead or text[:OPENING_CHARS]) if part.strip()))


def general_shares(path: Path) -> dict[str, float]:
    """Read the shipped counts, `{"documents": N, "counts": {syllable: documents}}`, as shares of documents.

    Raises MonitorError when the file is missing or not of this shape.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        total = int(record["documents"])
        return {str(syllable): int(count) / total for syllable, count in record["counts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError) as error:
        raise MonitorError(f"document frequencies cannot be read from {path.name}: {error}") from error


def load_segmenter() -> Segmenter:
    """The Vietnamese word segmenter: about a second and 100 MB at its first use, hence only when a report is made."""
    with _root_logger_kept():
        from underthesea import word_tokenize  # noqa: PLC0415 - see above

        # Texts come normalised; the model is read at the first call.
        segment: Segmenter = partial(word_tokenize, use_token_normalize=False, fixed_words=list(TERMS))
        segment("học sinh")
    return segment


@contextmanager
def _root_logger_kept() -> Iterator[None]:
    """Undo what a library does to the root logger while it is loaded: logging is ours to set up."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        yield
    finally:
        for handler in [one for one in root.handlers if one not in handlers]:
            root.removeHandler(handler)
        root.setLevel(level)


def _may_speak(counted: CountedItem, plan: Plan) -> bool:
    """Items of the main tables, each once, restricted ones apart."""
    kinds = counted.labels.incident_types
    return counted.ours and counted.copy_of is None and not any(is_restricted(kind.id, plan) for kind in kinds)


def _themes(items: Sequence[CountedItem]) -> dict[str, frozenset[int]]:
    members: defaultdict[str, set[int]] = defaultdict(set)
    for number, counted in enumerate(items):
        for theme in counted.labels.themes:
            members[theme.id].add(number)
    return {theme: frozenset(numbers) for theme, numbers in members.items()}


def _candidates(texts: Sequence[str], segment: Segmenter) -> list[str]:
    """Phrases that at least MIN_ITEMS texts hold as words, in alphabetical order. Texts without accents give none."""
    counts: Counter[str] = Counter()
    for text in texts:
        if not is_accentless(text):
            counts.update({phrase for run in _runs(text, segment) for phrase in _phrases(run)})
    return sorted(phrase for phrase, count in counts.items() if count >= MIN_ITEMS)


def _runs(text: str, segment: Segmenter) -> Iterator[list[str]]:
    """Runs of neighbouring words that may form phrases: no sign, number, name or break among them."""
    written = normalise(text).text
    lowered = lower(written)
    run: list[str] = []
    end = 0
    for word in segment(lowered):
        start = lowered.find(word, end)
        if start >= 0:
            end = start + len(word)
        telling = _without_break(word)
        if telling != word:
            yield run
            run = []
        if start < 0 or telling in BREAKS or not _WORD.fullmatch(telling) or _is_name(written, start, end):
            yield run
            run = []
        else:
            run.append(telling)
    yield run


def _without_break(word: str) -> str:
    """The segmenter takes some words before a term for part of it: `nghi ngộ độc` → `ngộ độc`."""
    first, _, rest = word.partition(" ")
    return rest if first in BREAKS and rest in _TERMS else word


def _is_name(written: str, start: int, end: int) -> bool:
    """Whether a word has capitals that the beginning of a sentence does not explain."""
    word = written[start:end]
    if lower(word) in _CAPITALS:
        return False
    before = written[:start].rstrip(" ")
    first_of_sentence = not before or before[-1] in _SENTENCE_ENDS
    return any(char.isupper() for char in (word[1:] if first_of_sentence else word))


def _phrases(run: Sequence[str]) -> Iterator[str]:
    for first in range(len(run)):
        for last in range(first + 1, min(first + MAX_WORDS, len(run)) + 1):
            words = run[first:last]
            if _syllables(" ".join(words)) <= MAX_SYLLABLES and any(map(_tells, words)) and not _is_open(words[-1]):
                yield " ".join(words)


def _tells(word: str) -> bool:
    return word not in WEAK and _syllables(word) > 1


def _is_open(last: str) -> bool:
    """Whether a phrase that ends so waits for its number or name: `tuyển sinh lớp`."""
    return last in WEAK and _syllables(last) == 1 and last not in _CAPITALS


def _syllables(words: str) -> int:
    return len(re.split(r"[ \-]", words))


def _spoken(text: str) -> str:
    """A text to look phrases up in: lower case, one space between words, signs apart."""
    return f" {' '.join(_SIGNS.sub(' | ', normalise(text).lower).split())} "


def _says(spoken: str, phrase: str) -> bool:
    """Whether a text says a phrase; one typed without accents is asked for the phrase without them."""
    return f" {fold(phrase) if spoken.isascii() else phrase} " in spoken


def _ranked(sayers: Mapping[str, frozenset[int]], total: int, usual: _Usual) -> tuple[Keyword, ...]:
    """Phrases said more often than usual, the heaviest first; at most TOLD_ENOUGH about the same items."""
    weights = {}
    for phrase in _distinct({phrase: said for phrase, said in sayers.items() if len(said) >= MIN_ITEMS}):
        said = len(sayers[phrase])
        lift = said / total / usual.share(phrase)
        if lift >= LIFT:
            weights[phrase] = said * math.log(lift)
    told: Counter[int] = Counter()
    found = []
    for phrase in sorted(weights, key=lambda phrase: (-weights[phrase], phrase)):
        items = sayers[phrase]
        if 2 * sum(told[item] >= TOLD_ENOUGH for item in items) <= len(items):
            told.update(items)
            found.append(Keyword(_shown(phrase), len(items)))
    return tuple(found)


def _distinct(sayers: Mapping[str, frozenset[int]]) -> list[str]:
    """Of a phrase and a longer one that holds it, the longer when most say it, else the shorter."""
    dropped = set()
    for longer in sorted(sayers, key=lambda phrase: (-len(phrase), phrase)):
        for shorter in sayers:
            if shorter != longer and f" {shorter} " in f" {longer} ":
                most = len(sayers[longer]) >= SAME_THING * len(sayers[shorter])
                dropped.add(shorter if most else longer)
    return [phrase for phrase in sayers if phrase not in dropped]


def _shown(phrase: str) -> str:
    return " ".join(_CAPITALS.get(word, word) for word in phrase.split(" "))
