"""Full-text search over items: the index of each engine, and what a query means.

A query is one phrase, or several (in double quotes, or parted by commas or semicolons) that must all occur.
Phrases and not bags of syllables: Vietnamese words are made of syllables that mean little alone. Both sides are
folded with `monitor.core.text.fold`, because the engines' own folding leaves đ a letter apart ("điện biên" typed as
"dien bien" would find nothing). Folding also makes one word of bàn, bán and bạn, so a phrase typed with accents is
looked up again in the original text (`all_stand_in`), wherever the writer put the tone mark (hòa, hoà).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from sqlalchemy import Connection, text

from monitor.core.text import fold, lower, nfc, tokens

MAX_QUERY_CHARS = 300
"""Longer queries are cut: nobody types them, and the engines bound the size of an expression."""
MAX_PHRASES = 8

_PARTS = re.compile(r'["“”,;]')
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aeiouy")

_WALL = " \u16a0 "
"""Between title, lead and text where they are looked through as one: a letter nobody types, so no phrase runs over."""

Parts = tuple[str | None, str | None, str]
"""Title, lead and text of an item."""


@dataclass(frozen=True, slots=True)
class SearchPhrase:
    """One phrase: its folded syllables, and how it is found in a text at hand.

    `accented`: it was typed with accents, so the text must have them too. `spellings` of each syllable: a text without
    any of them need not be matched with `pattern`, which saves most work.
    """

    folded: tuple[str, ...]
    accented: bool
    spellings: tuple[tuple[str, ...], ...]
    pattern: re.Pattern[str]

    def _stands_in(self, whole: str) -> bool:
        # Plain loops: a search for wrong accents comes by here two thousand times.
        for spellings in self.spellings:
            for one in spellings:
                if one in whole:
                    break
            else:
                return False
        return self.pattern.search(whole) is not None


def all_stand_in(phrases: Sequence[SearchPhrase], parts: Parts) -> bool:
    """Whether a text at hand has every phrase: with the accents it was typed with, or any when it was typed without."""
    whole = nfc(_WALL.join(part for part in parts if part))
    written = folded = ""
    for phrase in phrases:
        if phrase.accented:
            written = written or lower(whole)
        else:
            folded = folded or fold(whole)
        if not phrase._stands_in(written if phrase.accented else folded):  # noqa: SLF001 - its other half
            return False
    return True


def read_query(query: str) -> tuple[SearchPhrase, ...]:
    """Read what a person typed; signs mean nothing but to part words. Empty when there is no word in it."""
    parts = _PARTS.split(nfc(query[:MAX_QUERY_CHARS]))
    phrases = (_phrase([lower(token.text) for token in tokens(part)]) for part in parts)
    return tuple(phrase for phrase in phrases if phrase.folded)[:MAX_PHRASES]


def _phrase(words: list[str]) -> SearchPhrase:
    folded = tuple(fold(word) for word in words)
    accented = list(folded) != words
    spellings = tuple(tuple(_spellings(word)) if accented else (word,) for word in words)
    spelled = (f"(?:{'|'.join(map(re.escape, word))})" for word in spellings)
    pattern = re.compile(r"(?<![^\W_])" + r"[\W_]+".join(spelled) + r"(?![^\W_])")
    return SearchPhrase(folded, accented, spellings, pattern)


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
        """Yield the keys in `[low, high)` of items with every phrase, highest first.

        Of phrases that it does not vouch for (`to_prove`) it may yield items without them, but misses none.
        """
        ...

    def to_prove(self, phrases: Sequence[SearchPhrase]) -> list[SearchPhrase]:
        """The phrases that the text of each item found has yet to show (`all_stand_in`)."""
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

    def to_prove(self, phrases: Sequence[SearchPhrase]) -> list[SearchPhrase]:
        return [phrase for phrase in phrases if phrase.accented]

    def find(self, phrases: Sequence[SearchPhrase], low: int, high: int) -> Iterator[int]:
        statement = text(
            "SELECT rowid FROM item_fts WHERE item_fts MATCH :query AND rowid >= :low AND rowid < :high"
            " ORDER BY rowid DESC"
        )
        # The words hold letters and digits only, so quoting them leaves nothing of the engine's own syntax.
        query = " AND ".join(f'"{" ".join(phrase.folded)}"' for phrase in phrases)
        return iter(self._connection.execute(statement, {"query": query, "low": low, "high": high}).scalars())


class PostgresIndex:
    """A GIN index over folded syllables and pairs of neighbours, as lexemes made by us: no stemming, no stop words.

    Pairs, because the syllables of Vietnamese are few and each is everywhere: looking for "an duc" among texts that
    have both somewhere would read a tenth of the archive. A phrase of two is then as exact as a word; one of three or
    more is looked up by its pairs, and the text has to show the rest (`to_prove`).
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, time_key: int, parts: Parts) -> None:
        self.add_all([(time_key, parts)])

    def add_all(self, rows: Sequence[tuple[int, Parts]]) -> None:
        # One statement for all of them: a statement for each takes eight times as long.
        words = [",".join(lexemes(parts)) for _, parts in rows]
        self._connection.execute(text(_ADD), {"keys": [key for key, _ in rows], "words": words})

    def remove(self, time_key: int, parts: Parts) -> None:
        del parts
        self._connection.execute(text("DELETE FROM item_fts WHERE time_key = :key"), {"key": time_key})

    def to_prove(self, phrases: Sequence[SearchPhrase]) -> list[SearchPhrase]:
        return [phrase for phrase in phrases if phrase.accented or not _is_exact(phrase.folded)]

    def find(self, phrases: Sequence[SearchPhrase], low: int, high: int) -> Iterator[int]:
        """The newest items are read one by one for as long as enough of them fit; then the index is asked for the rest.

        The index has no order of time: what half of all items have, it would have to read and sort whole.
        """
        wanted = dict.fromkeys(lexeme for phrase in phrases for lexeme in _lexemes_of(phrase.folded))
        # The words hold letters and digits only, so quoting them leaves nothing of the engine's own syntax.
        query = " & ".join(f"'{lexeme}'" for lexeme in wanted)
        size = NEWEST
        while True:
            read = self._connection.execute(_WALK, {"query": query, "low": low, "high": high, "newest": size}).one()
            keys = read.found or []
            yield from keys
            if read.looked_at < size:
                return
            high = read.oldest
            if len(keys) < size * COMMON:
                break
            size = min(2 * size, MOST_NEWEST)
        yield from self._looked_up(query, low, high)

    def _looked_up(self, query: str, low: int, high: int) -> Iterator[int]:
        values = {"query": query, "low": low, "high": high, "most": LOOKED_UP}
        while keys := self._connection.execute(_LOOK_UP, values).scalars().all():
            yield from keys
            if len(keys) < LOOKED_UP:
                return
            values["high"] = keys[-1]


NEWEST, MOST_NEWEST = 2_000, 32_000
"""Items that PostgreSQL's search reads one by one in a statement, at first and at most: 1 and 18 ms of the server."""
COMMON = 0.0025
"""What fewer than so many of the items just read have is looked up in the index. Reading on costs 0.6 µs an item, the
index 2 to 13 µs for each item that it finds in the whole archive; of a million they cost the same for a page of 50."""
LOOKED_UP = 10_000
"""Keys that one answer of the index brings: more than any page looks at."""
_ADD = (
    "INSERT INTO item_fts (time_key, words) SELECT key, array_to_tsvector(string_to_array(words, ','))"
    " FROM unnest(CAST(:keys AS bigint[]), CAST(:words AS text[])) AS added (key, words)"
)
# One statement each, and no cursor: what a search costs beyond the server's few milliseconds is going there and back.
# The planner must not take the other way, whatever it believes of the words and of the times: in each statement the
# condition of the other index is put where no index can serve it.
_WALK = text(
    "SELECT min(time_key) AS oldest, count(*) AS looked_at, array_agg(time_key ORDER BY time_key DESC)"
    " FILTER (WHERE words @@ CAST(:query AS tsquery)) AS found"
    " FROM (SELECT time_key, words FROM item_fts WHERE time_key >= :low AND time_key < :high"
    " ORDER BY time_key DESC LIMIT :newest) AS newest"
)
_LOOK_UP = text(
    "WITH found AS MATERIALIZED (SELECT time_key FROM item_fts"
    " WHERE words @@ CAST(:query AS tsquery) AND time_key >= :low AND time_key + 0 < :high)"
    " SELECT time_key FROM found ORDER BY time_key DESC LIMIT :most"
)

_EXACT = 2
"""Syllables of a phrase that one lexeme holds."""
_MAX_SYLLABLE = 100
"""Letters of a word that are indexed: no Vietnamese syllable has ten, and the engine bounds its lexemes."""
_MAX_INDEXED_BYTES = 900_000
"""Of one item: the engine bounds a row's lexemes at 1 MiB. What goes beyond (a book in one item) is not found."""


def lexemes(parts: Parts) -> list[str]:
    """What PostgreSQL indexes of an item: every syllable once and every two neighbours of one part once, folded."""
    found: dict[str, None] = {}
    for part in parts:
        if part:
            syllables = [token.text[:_MAX_SYLLABLE] for token in tokens(fold(nfc(part)))]
            found.update(dict.fromkeys(syllables))
            found.update(dict.fromkeys(map(" ".join, pairwise(syllables))))
    return _bounded(list(found))


def _bounded(found: list[str]) -> list[str]:
    left = _MAX_INDEXED_BYTES
    if len(found) * (2 * _MAX_SYLLABLE + 1) * 4 <= left:
        return found
    for position, lexeme in enumerate(found):
        left -= len(lexeme.encode())
        if left < 0:
            return found[:position]
    return found


def _lexemes_of(folded: Sequence[str]) -> list[str]:
    syllables = [syllable[:_MAX_SYLLABLE] for syllable in folded]
    return list(map(" ".join, pairwise(syllables))) or syllables


def _is_exact(folded: Sequence[str]) -> bool:
    return len(folded) <= _EXACT and all(len(syllable) <= _MAX_SYLLABLE for syllable in folded)
