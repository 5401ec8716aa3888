"""What the classifiers say about one item, and the vocabularies they say it in.

Themes and incident types are data of the plan, so they are plain identifiers here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """Ordered: S0 routine, S1 mention, S2 needs a unit's answer, S3 serious, S4 crisis."""

    S0 = 0
    S1 = 1
    S2 = 2
    S3 = 3
    S4 = 4

    def __str__(self) -> str:
        return self.name


class Sentiment(StrEnum):
    """Toward the education sector, its people or its measures."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class EducationLevel(StrEnum):
    MAM_NON = "mam-non"
    TIEU_HOC = "tieu-hoc"
    THCS = "thcs"
    THPT = "thpt"
    GDTX = "gdtx"
    DAI_HOC = "dai-hoc"


class Territory(StrEnum):
    HOME = "home"
    OTHER = "other"
    NATIONAL = "national"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scored:
    """An identifier with a score in [0, 1] (not a calibrated probability)."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or no, with a score in [0, 1] for yes."""

    value: bool
    score: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Evidence for a judgement: the rule and the words, as offsets into `Item.full_text`."""

    rule: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the text states that bears on severity, e.g. kind `hospitalised`, count 60.

    `count` is the lower bound the words give ("hơn 60" → 60, "mười mấy" → 11), None when no number is given.
    `guards` names why it does not count as happening now: `negated`, `hypothetical`, `drill`, `past`,
    `fiction`, `denied`, `not-school`, `background`. Empty = it stands.
    """

    kind: str
    text: str
    start: int
    end: int
    count: int | None = None
    guards: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether no guard speaks against it."""
        return not self.guards


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in the text and what it resolves to.

    `id` is a place id (`ben-tre/ba-tri/an-duc`, `school:th-hoa-sen`); `level` is province, district, commune or
    school; `name` the words as written; offsets into `Item.full_text` (both -1 when it comes from the outlet).
    """

    id: str
    name: str
    level: str
    start: int
    end: int
    certainty: float


DAY_PRECISION = "day"
"""Precision of an event time that names a day and no hour: it gives no moment to count a deadline from."""


@dataclass(frozen=True, slots=True)
class EventTime:
    """When the text says it happened: start of the moment, and how precise it is (`hour`, `part-of-day`, `day`)."""

    at: datetime
    precision: str
    text: str


@dataclass(frozen=True, slots=True)
class Classification:
    """Everything said about one item, with the versions of what said it."""

    item_id: str
    relevant: Verdict
    themes: tuple[Scored, ...]
    incident_types: tuple[Scored, ...]
    sentiment: Sentiment
    sentiment_score: float
    severity: Severity
    severity_confidence: float
    good_news: Verdict
    levels: tuple[EducationLevel, ...]
    places: tuple[PlaceMention, ...]
    territory: Territory
    reasons: tuple[Reason, ...] = ()
    facts: tuple[Fact, ...] = ()
    event_time: EventTime | None = None
    versions: tuple[tuple[str, str], ...] = field(default=())
