"""Why: the words behind a judgement, as offsets into `Item.full_text`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from classifiers.models.features import Document
from classifiers.reading.phrases import PhraseHit
from monitor.core.labels import Reason, Scored

MAX_PHRASES = 3
MAX_TERMS = 3
TERMS_TRIED = 4 * MAX_TERMS
"""Some of the weightiest words are short, or stand in what a comment answers."""
MAX_REASONS = 9
_MIN_TERM_CHARS = 4
"""Single short syllables explain nothing to a reader."""


def explain(
    document: Document,
    severity: Sequence[Reason],
    themes: Sequence[Scored],
    types: Sequence[Scored],
    terms: Callable[[], Sequence[str]] = list,
) -> tuple[Reason, ...]:
    """Evidence for severity first, then phrases of the plan, then `terms`, the weightiest words for the best theme.

    `terms` is asked only when there is room for them.
    """
    reasons = tuple(_once([*severity, *_phrases(document, themes, types)]))
    if themes and len(reasons) < MAX_REASONS:
        reasons = tuple(_once([*reasons, *find_terms(document, f"term.{themes[0].id}", terms())]))
    return reasons[:MAX_REASONS]


def _once(reasons: Iterable[Reason]) -> Iterable[Reason]:
    spans: set[tuple[int, int, str]] = set()
    for reason in reasons:
        key = (reason.start, reason.end, reason.rule.partition(".")[0])
        if key not in spans:
            spans.add(key)
            yield reason


def _phrases(document: Document, themes: Sequence[Scored], types: Sequence[Scored]) -> list[Reason]:
    wanted = [f"type:{each.id}" for each in types] + [f"theme:{each.id}" for each in themes]
    first: dict[str, PhraseHit] = {}
    for hit in sorted(document.hits, key=lambda hit: (hit.start, hit.end)):
        first.setdefault(hit.label, hit)
    hits = [first[label] for label in wanted if label in first]
    return [_reason(document, hit.label.replace(":", "."), hit.start, hit.end) for hit in hits[:MAX_PHRASES]]


def find_terms(document: Document, rule: str, terms: Sequence[str]) -> tuple[Reason, ...]:
    """The first of `terms` that stand in the text and say something, as reasons of a rule."""
    found: list[Reason] = []
    for term in terms:
        if len(term) < _MIN_TERM_CHARS:
            continue
        span = _find(document, term)
        if span is not None:
            found.append(_reason(document, rule, *span))
        if len(found) == MAX_TERMS:
            break
    return tuple(found)


def _find(document: Document, term: str) -> tuple[int, int] | None:
    """Where an n-gram stands in the text as one piece; pairs across a comma or a line are left out."""
    view = document.view
    shown = view.folded if view.accentless else view.lower
    start = shown.find(term)
    while start >= 0:
        end = start + len(term)
        before, after = shown[start - 1 : start], shown[end : end + 1]
        if not before.isalnum() and not after.isalnum():
            return start, end
        start = shown.find(term, start + 1)
    return None


def _reason(document: Document, rule: str, start: int, end: int) -> Reason:
    first, last = document.view.span(start, end)
    return Reason(rule, document.view.original[first:last], first, last)
