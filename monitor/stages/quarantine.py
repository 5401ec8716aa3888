"""Items that our own code fails on, or dies of: set apart with the reason, tried again by another version.

An error sets one item apart after a few tries (`collecting`) or at once (`intake`). A death of the process leaves no
error: so what is being read and judged is noted before, and after a death those items come one by one. One that was
in hand at three deaths, twice alone, is set apart unjudged: a text that kills the process must not kill every next one.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

from monitor import __version__
from monitor.core.entries import Entry
from monitor.core.errors import StorageError
from monitor.core.handling import OperatorWarning
from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.core.privacy import mask
from monitor.core.quarantine import Quarantined
from monitor.stages.alarming import warn
from monitor.stages.parts import ItemClassifier, Ledger, Parts
from monitor.store.database import Store, Tx

log = logging.getLogger(__name__)

MOST_DEATHS = 3
"""One death, even two, may be chance (power cuts); three with the same item in hand are not."""
DIED = "tiến trình dừng đột ngột khi đang xét tin này"
TITLE_CHARS = 120
REASON_CHARS = 300
FALLBACK = "error.classifier"
_IN_HAND = "in_hand"


def version_of(classifier: ItemClassifier) -> str:
    """Name what judges: another version may do better on what this one failed on."""
    return f"{__version__}+{getattr(classifier, 'version', '')}"


def set_apart(
    ledger: Ledger, parts: Parts, item: Item, reason: str, now: datetime, *, source_id: str = "", entry_key: str = ""
) -> None:
    """Set an item apart, and say so on the desk once. Without an entry it is kept whole."""
    title = mask(" ".join((item.title or item.text).split()))[:TITLE_CHARS]
    row = Quarantined(
        item_id=item.id, since=now, reason=reason[:REASON_CHARS], version=version_of(parts.classifier), title=title,
        source_id=source_id, entry_key=entry_key, item=None if entry_key else item,
    )  # fmt: skip
    ledger.tx.quarantine.put(row)
    text = (
        f"Tin «{title}» ({item.url or item.id}) đã được cách ly vì gặp lỗi khi xét: các tin khác không bị ảnh hưởng, "
        "phiên bản sau sẽ tự xét lại. Hãy tự xem tin này và gửi nhật ký cho người bảo trì."
    )
    warn(ledger, OperatorWarning(now, "item", text, key=f"quarantined:{item.id}:{row.version}"))


def entry_apart(tx: Tx, classifier: ItemClassifier, item: Item, entry: Entry, reason: str, *, now: datetime) -> None:
    """Set the page of an entry apart, whose headline was judged: another version reads it again."""
    title = mask(" ".join((item.title or item.text).split()))[:TITLE_CHARS]
    tx.entries.failed(entry.source_id, entry.key, reason[:REASON_CHARS])
    row = Quarantined(
        item_id=item.id, since=now, reason=reason[:REASON_CHARS], version=version_of(classifier), title=title,
        source_id=entry.source_id, entry_key=entry.key,
    )  # fmt: skip
    tx.quarantine.put(row)


def labels_apart(tx: Tx, classifier: ItemClassifier, item: Item, *, now: datetime) -> None:
    """An item stored with the labels of a classifier that failed: another version labels it again."""
    title = mask(" ".join((item.title or item.text).split()))[:TITLE_CHARS]
    row = Quarantined(item.id, now, FALLBACK, version_of(classifier), title)
    tx.quarantine.put(row)


def is_fallback(labels: Classification) -> bool:
    """Whether these are the labels of a classifier that failed."""
    return any(reason.rule == FALLBACK for reason in labels.reasons)


def shown(error: Exception) -> str:
    """Name an error for a person who maintains the product."""
    return f"{type(error).__name__}: {error}"


class InHand:
    """Which items are being judged. Kept for one process on its own database: where several work, a queue counts."""

    def __init__(self, store: Store, *, counts: bool | None = None) -> None:
        """`counts`: None for one process on its own database; True where a lock keeps others from judging."""
        self._store = store
        self._deaths: dict[str, int] | None = None
        self._counts = store.url.startswith("sqlite") if counts is None else counts

    def split(self, ids: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Those to take together, those to take one by one, those not to take any more."""
        deaths = self._left()
        alone = tuple(item_id for item_id in ids if 0 < deaths.get(item_id, 0) < MOST_DEATHS)
        fatal = tuple(item_id for item_id in ids if deaths.get(item_id, 0) >= MOST_DEATHS)
        return tuple(item_id for item_id in ids if item_id not in deaths), alone, fatal

    def forget(self, item_id: str) -> None:
        """It was set apart."""
        self._left().pop(item_id, None)

    @contextmanager
    def judging(self, ids: Sequence[str]) -> Iterator[None]:
        """Note what is in hand; what a death leaves noted is found by the next life."""
        if not self._counts or not ids:
            yield
            return
        deaths = self._left()
        # The rest stays noted: a death now must not forget what an earlier one found.
        self._note({**deaths, **{item_id: deaths.get(item_id, 0) + 1 for item_id in ids}})
        try:
            yield
        except Exception:
            self._done(deaths, ids)
            raise
        # Whatever ends otherwise ends the process: it stays noted.
        self._done(deaths, ids)

    def _done(self, deaths: dict[str, int], ids: Sequence[str]) -> None:
        for item_id in ids:
            deaths.pop(item_id, None)
        with suppress(StorageError):
            self._note(deaths)

    def _left(self) -> dict[str, int]:
        if self._deaths is None:
            self._deaths = self._read() if self._counts else {}
        return self._deaths

    def _read(self) -> dict[str, int]:
        with self._store.read() as tx:
            noted = json.loads(tx.meta.get(_IN_HAND) or "{}")
        return {str(item_id): int(count) for item_id, count in noted.items()}

    def _note(self, deaths: Mapping[str, int]) -> None:
        with self._store.transaction(alone=False) as tx:
            tx.meta.set(_IN_HAND, json.dumps(deaths))
