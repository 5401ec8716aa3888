"""Answers of social services: JSON read without trust, and the shape in which every reader hands its page on.

Values are read by what they are, not by what the service promises: a wrong type counts as absent, so that one bad row
never costs the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from monitor.core.entries import Entry
from monitor.core.items import MAX_COUNT, MAX_TEXT_CHARS
from monitor.core.pseudonyms import pseudonym
from monitor.core.sources import Source
from monitor.core.text import nfc

_SURROGATE = re.compile("[\ud800-\udfff]")
_HASHTAG = re.compile(r"(?<!\w)#(\w{2,60})")
_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of posts. `next_url` leads to older ones; `warning` = read, but something is off.

    `readable` false = the document is not what was asked for, `warning` says why.
    """

    entries: tuple[Entry, ...] = ()
    next_url: str | None = None
    warning: str | None = None
    readable: bool = True


def read_object(body: bytes) -> Mapping[str, Any] | None:
    """Read a JSON object; None when the bytes are anything else."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def member(value: Any, *path: str) -> Any:
    """Follow names into nested objects; None where one is missing or is no object."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def rows(value: Any, *path: str) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a nested list, leaving out what is no object."""
    found = member(value, *path) if path else value
    yield from (row for row in found if isinstance(row, dict)) if isinstance(found, list) else ()


def text(value: Any, *path: str) -> str:
    """Return a nested text in NFC, stripped and bounded; empty when it is missing or no text."""
    found = member(value, *path) if path else value
    if not isinstance(found, str):
        return ""
    return nfc(_SURROGATE.sub("\ufffd", found[:MAX_TEXT_CHARS])).strip()


def count(value: Any, *path: str) -> int:
    """Return a nested count; services write it as a number or in quotes. 0 when it is missing or no count."""
    found = member(value, *path) if path else value
    if isinstance(found, str) and found.isascii() and found.isdecimal() and len(found) <= len(str(MAX_COUNT)):
        found = int(found)
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < MAX_COUNT else 0


def hashtags(words: str) -> tuple[str, ...]:
    """Return the hashtags of a text, each once, in order."""
    return tuple(dict.fromkeys(_HASHTAG.findall(words)))


def writer_of(source: Source, handle: str) -> str | None:
    """Return a private person's handle as a hash that holds within one source only; None without a handle.

    Handles are hashed before anything is stored, so that nobody is profiled (Law 91/2025/QH15 on personal data: no
    more of them than the purpose needs).
    """
    return pseudonym(source.handle_key, source.id, handle)
