"""What stays of an item once its text has been kept long enough: enough to count and to find the source, no more. Pure.

Figures must not change by it, so what is counted stays: labels, times, channel, source, engagement, the title (masked)
and, in place of the writer's pseudonym, a mark that is the same only for the same writer within one story.
Source of the duty: retention no longer than the purpose needs (NĐ 13/2023 Đ.3.7; Luật 91/2025), 90 days by default.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from monitor.core.items import PRESS_CHANNELS, Item, Media
from monitor.core.labels import Classification
from monitor.core.privacy import mask
from monitor.core.text import fold, nfc, syllables

CLEARED_TEXT = "(đã xóa theo thời hạn lưu giữ)"
"""Stands where the text of a post without a title was; shorter than a sentence that two posts can share."""
_MARK = "x-"
_MARK_CHARS = 10


def cleared(item: Item, *, story_id: str) -> Item:
    """The item without its text, lead, context, links, captions and writer. Clearing twice changes nothing."""
    title = mask(item.title) if item.title else None
    return replace(
        item,
        text="" if title else CLEARED_TEXT,
        title=title,
        lead=None,
        author=_writer(item, story_id),
        links=(),
        hashtags=(),
        media=tuple(Media(media.kind, media.hash) for media in item.media),
        context=None,
    )


def cleared_labels(labels: Classification) -> Classification:
    """Labels without the words they rest on; rules, facts and counts stay."""
    return replace(
        labels,
        reasons=tuple(replace(reason, text="", start=-1, end=-1) for reason in labels.reasons),
        facts=tuple(replace(fact, text="", start=-1, end=-1) for fact in labels.facts),
        event_time=replace(labels.event_time, text="") if labels.event_time else None,
    )


def _writer(item: Item, story_id: str) -> str | None:
    """A mark by which independent voices of one story still count the same, and nobody is followed over stories."""
    if item.channel in PRESS_CHANNELS or item.official:
        return None if item.source else item.author
    if item.author is not None and item.author.startswith(_MARK):
        return item.author
    said = item.author or " ".join((item.source or "", *syllables(fold(nfc(item.full_text)))))
    return _MARK + hashlib.sha256(f"{story_id}\x1f{said}".encode()).hexdigest()[:_MARK_CHARS]
