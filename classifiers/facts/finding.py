"""Finding the expressions of the table in a text: chains of phrases that follow each other within one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from classifiers.facts.expressions import ALSO_FALSE, FALSE, LATER_NUMBERS, MATCHER, NEEDED, Part
from classifiers.facts.look_alikes import is_something_else
from classifiers.reading.phrases import PhraseHit, Reading, typed_without_accents
from monitor.core.letters import capitals_after_blanks
from monitor.core.text import TextView

_LIKEWISE = "likewise"
"""What the text has told of one befell others too (`14 đứa cũng bị y chang`): a fact of the same illness."""
_ILLNESSES = ("poisoned", "ill", "infected")
_MAX_GAP_CHARS = 70
"""Longest stretch between two parts of an expression; a clause of Vietnamese press is about that long."""
_CLOSE_GAP_CHARS = 40
"""The same for parts written with ` ~ `; about eight syllables."""

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
_CLAUSE_END = re.compile(r"[,;:()–—]|(?<!\w)(?:hoc sinh|nam sinh|nu sinh|nguoi|nhom|doi tuong|em|be|chau|tre)(?!\w)")
"""Between parts that must stand close, folded: a new clause or another person has begun."""
_BY_PLACE = attrgetter("start", "end")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression found in a text: the kind it stands for and its words, in their order."""

    kind: str
    hits: tuple[PhraseHit, ...]

    @property
    def start(self) -> int:
        """Offset of its first word."""
        return self.hits[0].start

    @property
    def end(self) -> int:
        """Offset after its last word."""
        return self.hits[-1].end


class ExpressionFinder:
    """The expressions of one text; `sentence` gives the span of the sentence around a stretch."""

    def __init__(self, view: TextView, reading: Reading, sentence: Callable[[int, int], tuple[int, int]]) -> None:
        self._view = view
        self._sentence = sentence
        hits = MATCHER.find_all_in(reading, accentless=typed_without_accents(view))
        self._hits = _without_names(_without_false(hits), view.text)
        self._starts = [hit.start for hit in self._hits]

    def found(self) -> Iterator[Found]:
        """Yield what is found in the order of the text, the longer first; what befell others too has its illness."""
        return _with_likewise(sorted(self._expressions(), key=lambda each: (each.start, -each.end)))

    def _expressions(self) -> Iterator[Found]:
        """Yield what is found, sentence by sentence: the parts of an expression all stand in one."""
        first = 0
        while first < len(self._hits):
            sentence = self._sentence(self._hits[first].start, self._hits[first].end)
            after = bisect_left(self._starts, sentence[1], first)
            yield from self._in_sentence(self._hits[first:after], sentence)
            first = after

    def _in_sentence(self, hits: Sequence[PhraseHit], sentence: tuple[int, int]) -> Iterator[Found]:
        occurring = frozenset[int]().union(*[LATER_NUMBERS[hit.label] for hit in hits])
        for index, hit in enumerate(hits):
            for expression, needed in NEEDED.get(hit.label, ()):
                if not needed <= occurring:
                    continue
                chain = self._chain(expression.parts, hits, index)
                if chain and not is_something_else(expression.kind, self._view.folded, chain, sentence):
                    yield Found(expression.kind, chain)

    def _chain(self, parts: Sequence[Part], hits: Sequence[PhraseHit], first: int) -> tuple[PhraseHit, ...]:
        """Follow an expression from the hit at `first` of a sentence: the nearest hit of each next part."""
        chain = [hits[first]]
        index = first
        for part in parts[1:]:
            limit = chain[-1].end + _MAX_GAP_CHARS
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
        return not part.close or (len(between) <= _CLOSE_GAP_CHARS and not _CLAUSE_END.search(between))


def _without_false(hits: Sequence[PhraseHit]) -> tuple[PhraseHit, ...]:
    """Drop hits inside a longer word group that means something else (`đánh` in `đánh giá`)."""
    spans = sorted((hit.start, hit.end) for hit in hits if hit.label in ALSO_FALSE)
    starts = [start for start, _ in spans]
    reached = [0, *accumulate((end for _, end in spans), max)]
    kept = [
        hit
        for hit in hits
        if hit.label not in FALSE
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


def _with_likewise(found: Sequence[Found]) -> Iterator[Found]:
    """Give what befell others too the kind of the illness told last before it; without one it says nothing."""
    illness: str | None = None
    for each in found:
        if each.kind in _ILLNESSES:
            illness = each.kind
        if each.kind != _LIKEWISE:
            yield each
        elif illness is not None:
            yield Found(illness, each.hits)


def _follows(hit: PhraseHit, last: PhraseHit) -> bool:
    """Whether a hit comes after another; they may share words (`bắt phó giám đốc` and `phó giám đốc sở`)."""
    return hit.start > last.start and hit.end > last.end
