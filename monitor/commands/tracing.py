"""`monitor trace`: one item's whole way with its times."""

from __future__ import annotations

import sys

from monitor.commands.records import EXIT_DONE
from monitor.core.config.plan_file import load_plan
from monitor.core.errors import RecordError
from monitor.core.settings import Settings
from monitor.stages.tracing import trace_item
from monitor.store.database import open_store


def trace(settings: Settings, *, item_id: str, database: str | None) -> int:
    """Print the way of an item. Raises RecordError when the store knows nothing of it."""
    plan = load_plan(settings.plan_path)
    store = open_store(database or settings.database_url)
    try:
        with store.read() as tx:
            found = trace_item(tx, item_id, plan)
    finally:
        store.close()
    if found is None:
        raise RecordError(f"không có tin nào mang mã «{item_id}»")
    sys.stdout.write(found.text())
    return EXIT_DONE
