"""Items that our own code fails on: set apart with the reason, tried again by another version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.core.items import Item


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One item set apart. `version` is what failed on it; `title` is masked.

    Found by a feed, it lies there as an entry (`source_id`, `entry_key`) and `item` is None; sent in by a person, it is
    kept whole.
    """

    item_id: str
    since: datetime
    reason: str
    version: str
    title: str
    source_id: str = ""
    entry_key: str = ""
    item: Item | None = None
