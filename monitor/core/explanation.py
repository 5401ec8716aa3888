"""Why the product did what it did: one tree of values for an incident or an item, ready to be read by staff.

Built by `monitor.stages.explaining` from what is stored; everything a person reads is a Vietnamese sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Join:
    """Why one item is in the story. `copy_of` is the item it repeats; `score` the likeness at the time, in [0, 1]."""

    item_id: str
    at: datetime
    headline: str
    origin: str
    score: float
    copy_of: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Floor:
    """Words that decided the level. `start` and `end` are offsets into the item's full text, None when not kept."""

    rule: str
    item_id: str
    words: str
    sentence: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of a score (points) or of a confidence (in [-1, 1])."""

    name: str
    value: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell of the matrix of level and confidence, and what stands in it: push, candidate, digest or none."""

    level: str
    confidence: float
    tier: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message: `withheld` means that it was not sent, and `sentence` says why."""

    at: datetime
    unit: str
    kind: str
    sentence: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to the incident or its clock."""

    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one incident, in order of time within each part."""

    incident_id: str
    title: str
    summary: tuple[str, ...]
    joins: tuple[Join, ...]
    floors: tuple[Floor, ...]
    score: tuple[Part, ...]
    confidence: tuple[Part, ...]
    cell: Cell
    told: tuple[Message, ...]
    withheld: tuple[Message, ...]
    clock: tuple[str, ...]
    changes: tuple[Step, ...]

    def text(self) -> str:
        """The whole as plain text, the same for the same record."""
        parts = (
            ("Vì sao các tin này là một sự việc", (join.sentence for join in self.joins)),
            ("Căn cứ xếp mức", (floor.sentence for floor in self.floors)),
            ("Điểm để xếp thứ tự", (part.sentence for part in self.score)),
            ("Độ tin cậy", (part.sentence for part in self.confidence)),
            ("Vì sao báo theo cách này", (self.cell.sentence,)),
            ("Đã báo cho ai", (message.sentence for message in self.told)),
            ("Tin không gửi và lý do", (message.sentence for message in self.withheld)),
            ("Hạn phát ngôn", self.clock),
            ("Diễn biến", (step.sentence for step in self.changes)),
        )
        return "\n".join(_lines(self.title, self.summary, parts)) + "\n"


@dataclass(frozen=True, slots=True)
class ItemExplanation:
    """Why one item alerted or did not. `verdict` is the short answer, `reasons` what it rests on."""

    item_id: str
    headline: str
    verdict: str
    reasons: tuple[str, ...]
    incident_id: str | None = None

    def text(self) -> str:
        """The whole as plain text."""
        return "\n".join(_lines(self.headline, (self.verdict,), (("Căn cứ", self.reasons),))) + "\n"


def _lines(title: str, summary: Iterable[str], parts: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    yield title
    yield from summary
    for name, sentences in parts:
        yield ""
        yield f"{name}:"
        yield from (f"- {sentence}" for sentence in (tuple(sentences) or ("không có",)))
