"""Who says what to whom: a few plain signs of tone that weigh beside the learnt scores. Pure.

The weights of words are learnt from texts of our own hands, which use the phrases of `data/lexicons` in season and out
of season; people who write under the news use fewer of them, and mean them. So on real texts a phrase of blame says
more than its learnt weight, and so does to whom something is said: a short bare question judges nobody, thanks to the
paper are no praise of the sector. Each sign has one constant for all texts, chosen on real ones and held against texts
of held out writers (docs/model-card.md). News are read by their headline; posts are left to what was learnt.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from classifiers.choosing.asked_tone import TONE
from classifiers.models.features import COMMENTS, NEWS, Document, form_of
from classifiers.models.vectors import Floats
from monitor.core.labels import Sentiment

BLAME = frozenset(
    (
        "tone:blame",
        "tone:complaint",
        "tone:wrongdoing",
        "tone:sarcasm",
        "tone:negated-praise",
        "stance:critique",
        "stance:soft-news",
        "stance:waiting",
    )
)
PRAISE = frozenset(
    (
        "tone:praise",
        "tone:thanks",
        "tone:success",
        "tone:aid",
        "stance:admire",
        "stance:wish",
        "stance:welcome",
        "stance:glad-news",
    )
)
_TO_PRESS = frozenset(("stance:press",))
SHORT_QUESTION = 15
"""Words of a question that only asks; longer ones mostly argue."""
WHOLE_ARTICLE = 600
"""Characters from which a news text is a whole article: many words of every kind, so its scores lie close together."""
_LEAST = 1e-6
_STATEMENT_END = re.compile(r"[.!…\n]\s{0,8}\w")

COMMENT_WEIGHTS: Mapping[str, tuple[Sentiment, float]] = {
    "blame": (Sentiment.NEGATIVE, 0.8),
    "to_press": (Sentiment.POSITIVE, -0.8),
    "asks": (Sentiment.NEUTRAL, 0.4),
}
NEWS_WEIGHTS: Mapping[str, tuple[Sentiment, float]] = {
    "blame": (Sentiment.NEGATIVE, 0.5),
    "praise": (Sentiment.POSITIVE, 0.2),
    "whole": (Sentiment.NEUTRAL, -0.3),
}
"""What each sign adds to the logarithm of one tone's score, by form of text."""


@dataclass(frozen=True, slots=True)
class Stance:
    """The signs of one text. `blame` and `praise` are log(1 + different phrases), the others 0 or 1."""

    blame: float = 0.0
    praise: float = 0.0
    to_press: float = 0.0
    asks: float = 0.0
    whole: float = 0.0


def weigh_stance(rows: Mapping[str, Floats], document: Document, labels: Sequence[str]) -> Mapping[str, Floats]:
    """A text's scores by task, its tone moved by what is seen of its stance; the same where nothing is.

    `labels` are those of the tone's scores, (n_labels,) each, which sum to one before and after.
    """
    weights = {COMMENTS: COMMENT_WEIGHTS, NEWS: NEWS_WEIGHTS}.get(form_of(document.item))
    if weights is None or TONE not in rows:
        return rows
    stance = read_stance(document)
    added = dict.fromkeys(labels, 0.0)
    for sign, (tone, weight) in weights.items():
        if tone in added:
            added[tone] += weight * getattr(stance, sign)
    if not any(added.values()):
        return rows
    moved = np.log(np.maximum(rows[TONE], _LEAST)) + np.asarray([added[label] for label in labels])
    scores = np.exp(moved - moved.max())
    return {**rows, TONE: np.asarray(scores / scores.sum(), np.float32)}


def read_stance(document: Document) -> Stance:
    """The signs of a comment in all of its text, those of news in the headline."""
    if form_of(document.item) == NEWS:
        return _of_news(document)
    return Stance(
        blame=_different(document, BLAME),
        to_press=float(_different(document, _TO_PRESS) > 0),
        asks=float(_only_asks(document.view.text)),
    )


def _of_news(document: Document) -> Stance:
    """What is negated, played or drilled in the text is no blame in its headline."""
    title = len(document.item.title or "")
    unreal = any(not fact.stands for fact in document.facts)
    return Stance(
        blame=0.0 if unreal else _different(document, BLAME, before=title),
        praise=_different(document, PRAISE, before=title),
        whole=float(len(document.view.text) >= WHOLE_ARTICLE),
    )


def _different(document: Document, labels: frozenset[str], *, before: int | None = None) -> float:
    """Logarithm of how many different phrases of some labels stand there, up to an offset of the original text.

    Without accents a single syllable has too many meanings (*tệ*, *tế*) and does not count.
    """
    view = document.view
    found = {
        hit.phrase
        for hit in document.hits
        if hit.label in labels
        and (before is None or view.origins[hit.start] < before)
        and (not view.accentless or " " in hit.phrase)
    }
    return math.log1p(len(found))


def _only_asks(text: str) -> bool:
    """A short text of questions and nothing else."""
    return text.rstrip(" .!").endswith("?") and text.count(" ") < SHORT_QUESTION and not _STATEMENT_END.search(text)
