"""Sizes and thresholds of clustering, in one place. Likeness in [0, 1]; re-calibrate after every change of features.

From the facts on detection (step 4), measured on 199 Vietnamese event clusters; those that begin with `loose` and
`lone` are ours, tuned on `tests/quality/events_dev.jsonl` (`pytest tests/quality/test_events.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

OLD_AFTER = timedelta(days=14)
"""An event, or a text, this long before the first item is old news."""

NEW_STEPS = frozenset({"arrest", "prosecution", "discipline", "official-confirmation", "official-denial"})
"""Steps of an authority that make news of an old event, when they are of these days themselves."""


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """Thresholds and windows. Likeness in [0, 1]; re-calibrate after every change of features."""

    text_weight: float = 0.6
    marks_weight: float = 0.3
    title_weight: float = 0.1
    sure: float = 0.26
    sure_bare: float = 0.30
    backed: float = 0.20
    grey: float = 0.15
    same_happening: float = 0.08
    wording: float = 0.22
    against_kind: float = 0.45
    against_kind_at_school: float = 0.40
    against_victim: float = 0.35
    merge: float = 0.45
    sigma: timedelta = timedelta(days=3)
    window: timedelta = timedelta(days=14)
    latest_members: int = 40
    date_gap: timedelta = timedelta(days=3)
    school_days: timedelta = timedelta(days=5)
    loose_near: timedelta = timedelta(hours=36)
    loose_school: float = 0.12
    loose_placed: float = 0.20
    loose_kind: float = 0.08
    loose_bare: float = 0.35
    loose_wording: float = 0.085
    author_hours: timedelta = timedelta(hours=12)
    claim_days: timedelta = timedelta(days=3)
    claim_touch: float = 0.08
    lone_hours: timedelta = timedelta(hours=24)
    repair_hours: timedelta = timedelta(hours=48)
    repair_gain: float = 0.05
    candidates: int = 12
