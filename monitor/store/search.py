"""Full-text search over items: the index of each engine, and what a query means.

A query is one phrase, or several (in double quotes, or parted by commas or semicolons) that must all occur.
Phrases and not bags of syllables: Vietnamese words are made of syllables that mean little alone. Both sides are
folded with `monitor.core.text.fold`, because the engines' own folding leaves đ a letter apart ("điện biên" typed as
"dien bien" would find nothing). Folding also makes one word of bàn, bán and bạn, so a phrase typed with accents is
looked up again in the original text (`SearchPhrase.occurs_in`), wherever the writer put the tone mark (hòa, hoà).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, text

from monitor.core.text import fold, lower, nfc, tokens

MAX_QUERY_CHARS = 300
"""Longer queries are cut: nobody types them, and the engines bound the size of an expression."""
MAX_PHRASES = 8

_PARTS = re.compile(r'["“”,;]')
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aeiouy")

_PART_BORDER = " xpartx "
"""A word nobody writes, so that no phrase runs from the title into the lead."""

Parts = tuple[str | None, str | None, str]
"""Title, lead and text of an item."""


@dataclass(frozen=True, slots=True)
class SearchPhrase:
    """One phrase: its folded syllables, and where it was typed with accents the pattern the original must match.

    `spellings` of each syllable with accents: a text without any of them need not be matched, which saves most work.
    """

    folded: tuple[str, ...]
    accented: re.Pattern[str] | None
    spellings: tuple[tuple[str, ...], ...] = ()

    def occurs_in(self, parts: Parts) -> bool:
        """Whether the original text has the phrase as it was typed (always, when it was typed without accents)."""
        if self.accented is None:
            return True
        return any(self._matches(self.accented, lower(nfc(part))) for part in parts if part)

    def _matches(self, pattern: re.Pattern[str], text: str) -> bool:
        spelled = all(any(one in text for one in word) for word in self.spellings)
        return spelled and pattern.search(text) is not None

    def stands_in(self, parts: Parts) -> bool:
        """Whether the text has the phrase at all: what the index would say, for a text at hand."""
        if self.accented is not None:
            return self.occurs_in(parts)
        spaced = rf" {' '.join(self.folded)} "
        return any(spaced in f" {' '.join(token.text for token in tokens(fold(nfc(part))))} " for part in parts if part)


def read_query(query: str) -> tuple[SearchPhrase, ...]:
    """Read what a person typed; signs mean nothing but to part words. Empty when there is no word in it."""
    parts = _PARTS.split(nfc(query[:MAX_QUERY_CHARS]))
    phrases = (_phrase([lower(token.text) for token in tokens(part)]) for part in parts)
    return tuple(phrase for phrase in phrases if phrase.folded)[:MAX_PHRASES]


def _phrase(words: list[str]) -> SearchPhrase:
    folded = tuple(fold(word) for word in words)
    if list(folded) == words:
        return SearchPhrase(folded, None)
    spellings = tuple(tuple(_spellings(word)) for word in words)
    spelled = (f"(?:{'|'.join(map(re.escape, word))})" for word in spellings)
    pattern = re.compile(r"(?<![^\W_])" + r"[\W_]+".join(spelled) + r"(?![^\W_])")
    return SearchPhrase(folded, pattern, spellings)


def _spellings(word: str) -> list[str]:
    """The word with its tone mark on each of its vowels: `hòa` and `hoà` are one word."""
    marks = unicodedata.normalize("NFD", word)
    tone = next((char for char in marks if char in _TONES), "")
    if not tone:
        return [word]
    bare = nfc("".join(char for char in marks if char not in _TONES))
    places = [i for i, char in enumerate(bare, start=1) if fold(char) in _VOWELS]
    return sorted({word, *(nfc(bare[:i] + tone + bare[i:]) for i in places)})


class SearchIndex(Protocol):
    """Where folded texts are kept, by the time key of their item."""

    def add(self, time_key: int, parts: Parts) -> None:
        """Index an item."""
        ...

    def add_all(self, rows: Sequence[tuple[int, Parts]]) -> None:
        """Index many items at once."""
        ...

    def remove(self, time_key: int, parts: Parts) -> None:
        """Take an item out; `parts` as they were added."""
        ...

    def find(self, phrases: Sequence[SearchPhrase], low: int, high: int) -> Iterator[int]:
        """Yield the keys in `[low, high)` of items with every phrase, highest first."""
        ...


def search_index(connection: Connection) -> SearchIndex:
    """The index of the engine in use."""
    return PostgresIndex(connection) if connection.dialect.name == "postgresql" else SqliteIndex(connection)


def folded_parts(parts: Parts) -> dict[str, str]:
    """The three parts as they are indexed."""
    title, lead, body = (fold(nfc(part or "")) for part in parts)
    return {"title": title, "lead": lead, "text": body}


class SqliteIndex:
    """FTS5 over the view `folded_items` (external content: no second copy of the text)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, time_key: int, parts: Parts) -> None:
        self.add_all([(time_key, parts)])

    def add_all(self, rows: Sequence[tuple[int, Parts]]) -> None:
        statement = "INSERT INTO item_fts (rowid, title, lead, text) VALUES (:key, :title, :lead, :text)"
        self._connection.execute(text(statement), [{"key": key, **folded_parts(parts)} for key, parts in rows])

    def remove(self, time_key: int, parts: Parts) -> None:
        statement = (
            "INSERT INTO item_fts (item_fts, rowid, title, lead, text) VALUES ('delete', :key, :title, :lead, :text)"
        )
        self._connection.execute(text(statement), {"key": time_key, **folded_parts(parts)})

    def find(self, phrases: Sequence[SearchPhrase], low: int, high: int) -> Iterator[int]:
        statement = text(
            "SELECT rowid FROM item_fts WHERE item_fts MATCH :query AND rowid >= :low AND rowid < :high"
            " ORDER BY rowid DESC"
        )
        # The words hold letters and digits only, so quoting them leaves nothing of the engine's own syntax.
        query = " AND ".join(f'"{" ".join(phrase.folded)}"' for phrase in phrases)
        return iter(self._connection.execute(statement, {"query": query, "low": low, "high": high}).scalars())


class PostgresIndex:
    """A GIN index over the folded syllables, configuration `simple` (no stemming, no stop words)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, time_key: int, parts: Parts) -> None:
        self.add_all([(time_key, parts)])

    def add_all(self, rows: Sequence[tuple[int, Parts]]) -> None:
        statement = "INSERT INTO item_fts (time_key, words) VALUES (:key, to_tsvector('simple', :words))"
        self._connection.execute(text(statement), [{"key": key, "words": _words(parts)} for key, parts in rows])

    def remove(self, time_key: int, parts: Parts) -> None:
        del parts
        self._connection.execute(text("DELETE FROM item_fts WHERE time_key = :key"), {"key": time_key})

    def find(self, phrases: Sequence[SearchPhrase], low: int, high: int) -> Iterator[int]:
        wanted = " AND ".join(f"words @@ phraseto_tsquery('simple', :p{i})" for i in range(len(phrases)))
        statement = text(
            f"SELECT time_key FROM item_fts WHERE {wanted} AND time_key >= :low AND time_key < :high"  # noqa: S608 - numbered parameter names only
            " ORDER BY time_key DESC"
        )
        values = {f"p{i}": " ".join(phrase.folded) for i, phrase in enumerate(phrases)}
        return iter(self._connection.execute(statement, {**values, "low": low, "high": high}).scalars())


def _words(parts: Parts) -> str:
    """The indexed syllables alone, so that the engine's own parser sees no addresses or hyphens."""
    return _PART_BORDER.join(" ".join(token.text for token in tokens(part)) for part in folded_parts(parts).values())
