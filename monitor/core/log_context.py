"""What a log line is about: ids of the item, story, incident or message in work, carried along without being passed.

One item's lines can so be found from its fetch to the last receipt. Ids only: a log holds nobody's words.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})
_ABOUT: ContextVar[Mapping[str, str]] = ContextVar("about", default=_NOTHING)


@contextmanager
def about(**ids: str | None) -> Iterator[None]:
    """Let every line of this thread meanwhile carry these ids (`item`, `story`, `incident`, `message`) as well."""
    token = _ABOUT.set({**_ABOUT.get(), **{name: value for name, value in ids.items() if value}})
    try:
        yield
    finally:
        _ABOUT.reset(token)


def current() -> Mapping[str, str]:
    """What the present work is about."""
    return _ABOUT.get()


class AboutFilter(logging.Filter):
    """Adds `about` (ids by name) and `about_text` (` item=… incident=…`, or nothing) to each line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every line."""
        ids = _ABOUT.get()
        record.about = dict(ids)
        record.about_text = "".join(f" {name}={value}" for name, value in ids.items())
        return True
