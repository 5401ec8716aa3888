"""What a comment answers, judged first: a comment is about what its article is about, unless it says otherwise. Pure.

A short comment ("thật đáng buồn") names no subject; its article does, and the model reads that better from the whole
article than from the headline the comment is learnt with. So the article's own scores are mixed in where it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from classifiers.models.features import COMMENTS, form_of
from classifiers.models.vectors import Floats
from monitor.core.items import Item

ARTICLE_SHARE: Mapping[str, float] = {"relevance": 0.5, "themes": 0.3, "incident_types": 0.2}
"""How much of a comment's score is that of the article it answers, by task (measured on real comments, model card)."""


def articles_answered(items: Iterable[Item], contexts: Mapping[str, Item]) -> dict[str, Item]:
    """The known articles that some items answer, by id; a comment that answers a comment is left to its own words."""
    found = {}
    for item in items:
        answered = contexts.get(item.reply_to) if item.reply_to else None
        if answered is not None and item.reply_to is not None and form_of(answered) != COMMENTS:
            found[item.reply_to] = answered
    return found


def with_article(own: Mapping[str, Floats], article: Mapping[str, Floats] | None) -> Mapping[str, Floats]:
    """A comment's scores by task, (n_labels,) each, with the share of its article's; its own without an article."""
    if article is None:
        return own
    mixed = dict(own)
    for task, share in ARTICLE_SHARE.items():
        if task in own and task in article:
            mixed[task] = (1 - share) * own[task] + share * article[task]
    return mixed
