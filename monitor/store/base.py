"""What every repository has: the connection of the transaction it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection

_Value = TypeVar("_Value")

BATCH = 500
"""Rows read, or keys asked for, at a time: below every engine's limit on parameters, and little memory."""


class Repository:
    """One noun's rows inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection


def batches(values: Iterable[_Value], size: int = BATCH) -> Iterator[list[_Value]]:
    """Cut into lists of at most `size`."""
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch
