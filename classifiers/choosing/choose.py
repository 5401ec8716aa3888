"""From scores to labels: thresholds, parents, the number of themes, phrase rules where no model was taught. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from classifiers.models.model_file import TrainedModel
from classifiers.models.vectors import Floats
from monitor.core.labels import Scored
from monitor.core.plan import Plan

MAX_THEMES = 3
"""Main themes at most, parents not counted (labelling guide)."""
MAX_TYPES = 2
NEAR_THRESHOLD = 0.5
"""A relevant text has a theme: when none reaches its threshold, the best one is taken from this share of it on."""
RULE_SIGNAL = 1.0
"""From this phrase signal on (two phrases, or one in the headline) a label without a model is given."""


def score_labels(
    known: Sequence[str], model: TrainedModel | None, row: Floats | None, signals: Mapping[str, float], prefix: str
) -> dict[str, tuple[float, float]]:
    """Score and threshold of every label of the plan; labels the model was not taught are judged by their phrases."""
    judged: Mapping[str, tuple[float, float]] = {}
    if model is not None and row is not None:
        judged = dict(zip(model.labels, zip(row.tolist(), model.thresholds.tolist(), strict=True), strict=True))
    return {
        label: judged.get(label) or (_rule_score(signals.get(f"{prefix}:{label}", 0.0)), _rule_score(RULE_SIGNAL))
        for label in known
    }


def _rule_score(signal: float) -> float:
    return signal / (1.0 + signal)


def choose_themes(plan: Plan, scores: Mapping[str, tuple[float, float]]) -> tuple[Scored, ...]:
    """Return the main themes of a relevant text, best first, each child with its parent."""
    ranked = _ranked(scores)
    over = [label for label in ranked if _passes(scores[label])]
    if not over and ranked and scores[ranked[0]][0] >= NEAR_THRESHOLD * scores[ranked[0]][1] > 0:
        over = ranked[:1]
    parents = {theme.id: theme.parent for theme in plan.themes if theme.parent}
    implied = {parents[label] for label in over if label in parents}
    main = [label for label in over if label not in implied][:MAX_THEMES]
    values = {label: scores[label][0] for label in main}
    for label in main:
        parent = parents.get(label)
        if parent is not None:
            values[parent] = max(values.get(parent, 0.0), values[label], scores.get(parent, (0.0, 0.0))[0])
    return _scored(values)


def choose_types(scores: Mapping[str, tuple[float, float]]) -> tuple[Scored, ...]:
    """Return the incident types of a relevant text, best first, usually none or one."""
    over = [label for label in _ranked(scores) if _passes(scores[label])][:MAX_TYPES]
    return _scored({label: scores[label][0] for label in over})


def _passes(pair: tuple[float, float]) -> bool:
    return pair[0] >= pair[1]


def _ranked(scores: Mapping[str, tuple[float, float]]) -> list[str]:
    """Labels by how far they are over their threshold, then by name."""
    ranked = [(-score / max(threshold, 1e-6), label) for label, (score, threshold) in scores.items()]
    return [label for _, label in sorted(ranked)]


def _scored(values: Mapping[str, float]) -> tuple[Scored, ...]:
    pairs: Iterable[tuple[str, float]] = sorted(values.items(), key=lambda pair: (-round(pair[1], 4), pair[0]))
    return tuple(Scored(label, round(score, 4)) for label, score in pairs)
