"""`monitor explain`: why an incident was told as it was, or why an item was not."""

from __future__ import annotations

import sys
from pathlib import Path

from monitor.commands.records import EXIT_DONE
from monitor.core.config.plan_file import load_plan
from monitor.core.config.sources_file import load_sources
from monitor.core.errors import RecordError
from monitor.core.settings import Settings
from monitor.stages.explaining import explain_incident
from monitor.stages.explaining_items import explain_item
from monitor.store.database import open_store


def explain(settings: Settings, *, subject: str, database: str | None, plan_path: Path | None) -> int:
    """Print the explanation of an incident or an item. Raises RecordError when the id is neither."""
    plan = load_plan(plan_path or settings.plan_path)
    names = {source.id: source.name for source in load_sources(settings.sources_path)}
    store = open_store(database or settings.database_url)
    try:
        with store.read() as tx:
            found = explain_incident(tx, subject, plan, source_names=names) or explain_item(
                tx, subject, plan, source_names=names
            )
    finally:
        store.close()
    if found is None:
        raise RecordError(f"không có sự cố hay tin nào mang mã «{subject}»")
    sys.stdout.write(found.text())
    return EXIT_DONE
