"""What people answer bears on how they answer it: a comment's tone leans towards that of its article. Pure.

Under a report of pay that does not come, *mong sớm có tiền* is a complaint; under a portrait of a good teacher a bare
heart is praise. Authored comments teach this badly, as their writers wrote every tone under every headline; so it is a
prior beside the model, with two constants for all texts, chosen on real comments (docs/model-card.md). A headline
alone says too little (measured): only an article that is known counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from classifiers.models.vectors import Floats
from monitor.core.labels import Sentiment

TONE = "sentiment"
SHARE = 0.3
"""How much the logarithms of the article's scores count beside those of the comment."""
TOWARDS_BLAME = 0.35
"""Added for blame: articles are mostly told plainly, what people write under them is not."""
_FLOOR = 0.02
"""Added to each score of the article, so that a sure article does not decide alone."""
_LEAST = 1e-6


def lean(
    own: Mapping[str, Floats], article: Mapping[str, Floats] | None, labels: Sequence[str]
) -> Mapping[str, Floats]:
    """A comment's scores by task, its tone moved towards that of the article it answers; its own without one.

    `labels` are those of the tone's scores, (n_labels,) each, which sum to one before and after.
    """
    if article is None or TONE not in own or TONE not in article:
        return own
    prior = np.log(article[TONE] + _FLOOR)
    moved = np.log(np.maximum(own[TONE], _LEAST)) + SHARE * (prior - prior.mean())
    moved += np.asarray([TOWARDS_BLAME * (label == Sentiment.NEGATIVE) for label in labels])
    scores = np.exp(moved - moved.max())
    return {**own, TONE: np.asarray(scores / scores.sum(), np.float32)}
