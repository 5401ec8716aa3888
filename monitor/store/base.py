"""What every repository has: the connection of the transaction it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select

_Value = TypeVar("_Value")

BATCH = 500
"""Rows read, or keys asked for, at a time: below every engine's limit on parameters, and little memory."""


class Repository:
    """One noun's rows inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _stream(self, query: Select[Any], *, size: int = BATCH) -> Iterator[Row[Any]]:
        """Yield rows, `size` in memory at a time; nothing is asked before the first is wanted.

        Other statements may run meanwhile. To be used up, or let go, before the transaction ends.
        """
        with self._connection.execute(query, execution_options={"yield_per": size}) as rows:
            yield from rows


def batches(values: Iterable[_Value], size: int = BATCH) -> Iterator[list[_Value]]:
    """Cut into lists of at most `size`."""
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch
