"""The command by which a person sends something in: a link, a post, a complaint."""

from __future__ import annotations

import hashlib
import sys

from rich.markup import escape

from monitor.app import Overrides, build
from monitor.commands.records import EXIT_USAGE, screen
from monitor.core.items import Channel, Item, Kind
from monitor.core.settings import Settings


def add(settings: Settings, *, text: str, title: str | None, url: str | None, place: str | None, sender: str) -> int:
    """Take an item in, judge it, and say what became of it. Messages go out with the next delivery."""
    if not text.strip():
        sys.stderr.write("Chưa có nội dung: hãy viết tin, bài hoặc phản ánh cần đưa vào.\n")
        return EXIT_USAGE
    app = build(settings, Overrides(fetch=False))
    now = app.clock.now()
    digest = hashlib.sha256("\x1f".join((title or "", text, url or "")).encode()).hexdigest()[:12]
    item = Item(
        id=f"gui-{digest}", kind=Kind.REPORT, channel=Channel.MANUAL, text=text, title=title, url=url, source=sender,
        source_place=place, author=sender, published_at=now, arrived_at=now,
    )  # fmt: skip
    try:
        (received,) = app.pipeline.receive([item])
        with app.store.transaction() as tx:
            labels = tx.labels.get(item.id)
    finally:
        app.close()
    console = screen()
    if received.incident is not None:
        console.print(f"Đã ghi vào sự cố [bold]{escape(received.incident.title)}[/] (mức {received.incident.level}).")
    elif labels is not None:
        console.print(f"Đã nhận tin «{item.id}», mức {labels.severity}; chưa đến mức mở sự cố.")
    return 0
