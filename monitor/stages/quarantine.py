"""Items that our own code fails on, or dies of: set apart with the reason, tried again by another version.

An error sets one item apart after a few tries (`collecting`) or at once (`intake`); deaths of the process do so as
`in_hand` decides: a text that kills the process must not kill every next one. Those are tried again by themselves.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from monitor import __version__
from monitor.core.clock import show_time
from monitor.core.entries import Entry
from monitor.core.handling import OperatorWarning
from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.core.privacy import mask
from monitor.core.quarantine import Quarantined
from monitor.stages.alarming import warn
from monitor.stages.parts import ItemClassifier, Ledger, Parts
from monitor.store.database import Tx

log = logging.getLogger(__name__)

FOR_GOOD = datetime.max.replace(tzinfo=UTC)
"""When an item is tried again that is not, by this version."""
_DIED = "tiến trình dừng đột ngột nhiều lần khi đang xét tin này"
TITLE_CHARS = 120
REASON_CHARS = 300
FALLBACK = "error.classifier"


def version_of(classifier: ItemClassifier) -> str:
    """Name what judges: another version may do better on what this one failed on."""
    return f"{__version__}+{getattr(classifier, 'version', '')}"


def set_apart(
    ledger: Ledger,
    parts: Parts,
    item: Item,
    reason: str,
    now: datetime,
    *,
    source_id: str = "",
    entry_key: str = "",
    again_at: datetime = FOR_GOOD,
) -> None:
    """Set an item apart, and say so on the desk once for each time. Without an entry it is kept whole.

    `again_at`: when it is tried again by itself, if no other version comes before.
    """
    again, mark = "phiên bản sau sẽ tự xét lại", ""
    if again_at != FOR_GOOD:
        again, mark = f"hệ thống tự thử lại lúc {show_time(again_at)}", f":{again_at:%Y-%m-%dT%H}"
    title = mask(" ".join((item.title or item.text).split()))[:TITLE_CHARS]
    row = Quarantined(
        item_id=item.id, since=now, reason=reason[:REASON_CHARS], version=version_of(parts.classifier),
        title=title, source_id=source_id, entry_key=entry_key, item=None if entry_key else item,
    )  # fmt: skip
    ledger.tx.quarantine.put(row)
    text = (
        f"Tin «{title}» ({item.url or item.id}) đã được cách ly vì gặp lỗi khi xét: các tin khác không bị ảnh hưởng, "
        f"{again}. Hãy tự xem tin này và gửi nhật ký cho người bảo trì."
    )
    warn(ledger, OperatorWarning(now, "item", text, key=f"quarantined:{item.id}:{row.version}{mark}"))


def died(again_at: datetime) -> str:
    """The reason why an item is set apart at which processes died."""
    return _DIED if again_at == FOR_GOOD else f"{_DIED}; hệ thống tự thử lại lúc {show_time(again_at)}"


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
