"""The headline read alone, beside the whole text: what a text is filed under stands on top. Pure.

A word of harm or of admission far down raises a label nearly as much as one in the headline, and from short texts no
model learns otherwise. So the same model is asked again with the title alone, and both answers are mixed as log odds:
a label that the headline does not bear out has to be surer. Shares were chosen on real news (model card).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from classifiers.models.features import Document
from classifiers.models.vectors import Floats

HEADLINE_SHARE: Mapping[str, float] = {"relevance": 0.3, "themes": 0.2, "incident_types": 0.3}
"""How much of the log odds is the headline's, by task."""
_LEAST = 1e-5
"""Scores are kept this far from 0 and 1, so that their log odds stay finite."""


def headlines_of(documents: Sequence[Document]) -> dict[int, Document]:
    """Headlines as documents of their own, by the index of what they stand over; most posts and comments have none."""
    return {
        index: replace(document, topic=document.headline, tone=document.headline)
        for index, document in enumerate(documents)
        if document.headline is not None
    }


def with_headline(own: Mapping[str, Floats], headline: Mapping[str, Floats] | None) -> Mapping[str, Floats]:
    """A text's scores by task, (n_labels,) each, with the share of its headline's; its own without one."""
    if headline is None:
        return own
    mixed = dict(own)
    for task, share in HEADLINE_SHARE.items():
        if task in own and task in headline:
            odds = (1 - share) * log_odds(own[task]) + share * log_odds(headline[task])
            mixed[task] = np.asarray(1 / (1 + np.exp(-odds)), np.float32)
    return mixed


def log_odds(scores: Floats) -> Floats:
    """The logarithm of p / (1 - p), of each score in [0, 1]."""
    inside = np.clip(scores, _LEAST, 1 - _LEAST)
    return np.asarray(np.log(inside / (1 - inside)), np.float32)
