"""A feed as its document says it, before anything is judged: what the readers of XML and JSON feeds hand on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry, verbatim. `title` and `summary` may hold markup; `pictures` are addresses as written.

    `link` is None when the entry has none at all. `origin` and `origin_url` name the paper of an aggregator's entry.
    """

    id: str = ""
    link: str | None = None
    title: str = ""
    summary: str = ""
    published: str | None = None
    author: str = ""
    origin: str = ""
    origin_url: str = ""
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed, verbatim. `warning` says what was wrong with it.

    `hub` is the WebSub hub's address as written, `topic` the address by which the feed calls itself there.
    """

    entries: tuple[RawEntry, ...]
    title: str = ""
    hub: str = ""
    warning: str | None = None
    topic: str = ""
