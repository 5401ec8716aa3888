"""Finding one person in texts, and a person's request about their data with its clock. Pure.

A name is found with and without accents, in any case, also where blanks or lines part its syllables otherwise; a
telephone or paper number by its digits, however they are parted, `+84` for the first 0; anything else (an address, a
profile) as it is written. Found words are covered letter by letter, so that evidence offsets into the text stay true.
Source of the clock: NĐ 356/2025/NĐ-CP (a request is acknowledged within 2 working days), facts on law 3.3.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from monitor.core.calendar import add_working_days
from monitor.core.clock import local_date
from monitor.core.plan import Holiday
from monitor.core.text import fold, nfc

WORKING_DAYS = 2
COVER = "█"
CONTEXT_CHARS = 60
LEAST_CHARS = 4
"""A shorter term would find half the archive."""
LEAST_DIGITS = 8
_PHONE_HEAD = re.compile(r"^(?:84|0)")


class RequestKind(StrEnum):
    EXPORT = "export"
    ERASE = "erase"


class RequestState(StrEnum):
    OPEN = "open"
    PROPOSED = "proposed"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """A person's request. `terms` are what is looked for: empty once it is dealt with. People are logins.

    `due_on`: the last day to answer. `found`: digest of the hits that whoever proposed the erasing looked at.
    """

    number: int
    kind: RequestKind
    state: RequestState
    received_at: datetime
    due_on: date
    terms: tuple[str, ...]
    taken_by: str
    proposed_by: str | None = None
    found: str | None = None
    done_by: str | None = None
    done_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody still has to answer it."""
        return self.state in {RequestState.OPEN, RequestState.PROPOSED}


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a person stands: the table and id of the record, the part of it, and the words around (as stored)."""

    where: str
    key: str
    part: str
    context: str


def due_on(received_at: datetime, holidays: Sequence[Holiday]) -> date:
    """The last day to answer a request: two working days after the day it came."""
    return add_working_days(local_date(received_at), WORKING_DAYS, holidays)


def too_short(term: str) -> bool:
    """Whether a term would find too much."""
    return len("".join(fold(nfc(term)).split())) < LEAST_CHARS


class PersonPattern:
    """What finds one person by any of several terms."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._patterns = [_pattern(term) for term in terms if not too_short(term)]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the person stands in a text in NFC, in order, joined where they overlap."""
        folded = fold(text)
        found = sorted(match.span() for pattern in self._patterns for match in pattern.finditer(folded))
        joined: list[tuple[int, int]] = []
        for start, end in found:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def contexts(self, text: str) -> Iterator[str]:
        """Yield the words around each place, on one line."""
        composed = nfc(text)
        for start, end in self.spans(composed):
            around = composed[max(0, start - CONTEXT_CHARS) : end + CONTEXT_CHARS]
            yield " ".join(around.split())

    def cover(self, text: str) -> str:
        """The text with the person covered; texts without the person come back as they are."""
        composed = nfc(text)
        spans = self.spans(composed)
        for start, end in spans:
            composed = composed[:start] + COVER * (end - start) + composed[end:]
        return composed if spans else text

    def cover_record(self, record: str) -> str:
        """A stored JSON record with the person covered in every text of it; keys stay."""
        value = json.loads(record)
        covered = _walk(value, self.cover)
        return json.dumps(covered, ensure_ascii=False, separators=(",", ":")) if covered != value else record

    def in_record(self, record: str) -> list[str]:
        """Contexts of the person in every text of a stored JSON record."""
        found: list[str] = []

        def note(text: str) -> str:
            found.extend(self.contexts(text))
            return text

        _walk(json.loads(record), note)
        return found


def _walk(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_walk(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _walk(one, change) for key, one in value.items()}
    return value


def _pattern(term: str) -> re.Pattern[str]:
    folded = fold(nfc(term)).strip()
    digits = "".join(char for char in folded if char.isdigit())
    if len(digits) >= LEAST_DIGITS and not any(char.isalpha() for char in folded):
        tail = _PHONE_HEAD.sub("", digits)
        body = r"[\s.\-()]{0,3}".join(tail)
        head = r"(?:(?:\+?84|0)[\s.\-()]{0,3})?" if tail != digits else ""
        return re.compile(rf"(?<!\d){head}{body}(?!\d)")
    if any(sign in folded for sign in "@/:"):
        return re.compile(re.escape(folded))
    syllables = [re.escape(word) for word in re.findall(r"[^\W_]+", folded)]
    return re.compile(r"(?<![^\W_])" + r"[\W_]{1,3}".join(syllables) + r"(?![^\W_])")
