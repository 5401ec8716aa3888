"""JSON exports: a list of objects, an object that holds one, or one object a line. Nested names are joined by dots."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from monitor.collect.intake.csv_files import decode
from monitor.collect.intake.tables import (
    BROKEN,
    MAX_COLUMNS,
    NOT_A_TABLE,
    PREVIEW_ROWS,
    Row,
    RowFault,
    Table,
    TableError,
    cell_text,
)

_MAX_DEPTH = 4
_LOOKED_AT = 50
"""Rows whose names make the columns: exports leave out what is empty, so that one row does not show them all."""


def read_json(body: bytes) -> Table:
    """Read JSON or JSON Lines. Raises TableError when there is no list of objects in it."""
    text = decode(body)
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise TableError(BROKEN, "nested too deeply") from error
    except ValueError:
        return _table(_lines(text), "jsonl")
    found = [whole] if isinstance(whole, dict) and "\n" not in text.strip() and not _list_in(whole) else _list_in(whole)
    if not found:
        raise TableError(NOT_A_TABLE)
    return _table((_row(number, value) for number, value in enumerate(found, start=1)), "json")


def _table(rows: Iterator[Row | RowFault], kind: str) -> Table:
    first = list(islice(rows, max(_LOOKED_AT, PREVIEW_ROWS)))
    names = dict.fromkeys(name for row in first if isinstance(row, Row) for name in row.cells)
    if not names:
        raise TableError(NOT_A_TABLE)
    return Table(tuple(islice(names, MAX_COLUMNS)), chain(first, rows), kind)


def _lines(text: str) -> Iterator[Row | RowFault]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield RowFault(number, "", "dòng không phải JSON")
        else:
            yield _row(number, value)


def _row(number: int, value: Any) -> Row | RowFault:
    if not isinstance(value, dict):
        return RowFault(number, "", "dòng không phải một đối tượng JSON")
    return Row(number, {name: text for name, text in islice(_flat(value), MAX_COLUMNS) if text})


def _flat(value: Mapping[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for name, part in value.items():
        key = f"{before}{name}"[:200]
        if isinstance(part, dict):
            if depth < _MAX_DEPTH:
                yield from _flat(part, f"{key}.", depth + 1)
        elif isinstance(part, list):
            yield key, cell_text(" ".join(cell_text(one) for one in part if not isinstance(one, dict | list)))
        else:
            yield key, cell_text(part)


def _list_in(value: Any, depth: int = 0) -> list[Any]:
    """Find the longest list of objects in a document: services wrap it as `data`, `items`, `response.posts`."""
    if isinstance(value, list):
        return value if any(isinstance(row, dict) for row in value) else []
    if not isinstance(value, dict) or depth == _MAX_DEPTH:
        return []
    return max((_list_in(part, depth + 1) for part in value.values()), key=len, default=[])
