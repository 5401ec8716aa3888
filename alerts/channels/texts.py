"""The text for a chat, fitted to what a provider takes: cut at a sentence, in the middle, never replaced. Pure."""

from __future__ import annotations

import re

from alerts.words import KINDS, LEVELS, REPLY_HINT
from monitor.core.notifications import Notification, Recipient
from monitor.core.text import nfc

CUT_MARK = "\n[…]\n"
TAIL_CHARS = 500
"""Kept of the end of a long text: there stand the links."""
SENTENCE_WITHIN = 0.5
"""A sentence that ends in the first half of what fits would cost too much of it: then a word's end must do."""
ELLIPSIS = "…"
_MENTION = re.compile(r"\[@[^\]\n]*\]")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)|\n")


def chat_text(notification: Notification, recipient: Recipient, channel: str) -> str:
    """The short text, and where the recipient's answer would be heard and is wanted, that it can be given there."""
    text = notification.short or notification.text
    heard = notification.answerable and channel in recipient.heard_on
    return f"{text.rstrip()}\n{REPLY_HINT}" if heard else text


def group_notice(notification: Notification, recipient: Recipient) -> str:
    """What many may read: level and kind, who is meant, where to look; never the school or the people."""
    who = recipient.person or recipient.unit
    grade = f"mức {notification.level} ({LEVELS[notification.level]})" if notification.level is not None else "thường"
    return f"Có {KINDS[notification.kind]} {grade} gửi {who}. Mời xem nội dung trong thư hoặc trên màn hình trực."


def fit(text: str, max_chars: int) -> str:
    """Return the text in NFC, without Zalo's mention marks, of at most `max_chars` (> 2 * TAIL_CHARS) characters."""
    text = _MENTION.sub("", nfc(text)).strip()
    if len(text) <= max_chars:
        return text
    tail = _from_a_beginning(text[-TAIL_CHARS:])
    return _to_an_end(text[: max_chars - len(tail) - len(CUT_MARK)]) + CUT_MARK + tail


def clip(text: str, max_chars: int) -> str:
    """Return one line of at most `max_chars` (>= 2) characters, cut at a word and marked as cut."""
    line = " ".join(_MENTION.sub("", nfc(text)).split())
    if len(line) <= max_chars:
        return line
    return (line[: max_chars - 1].rpartition(" ")[0] or line[: max_chars - 1]) + ELLIPSIS


def _to_an_end(head: str) -> str:
    ends = [found.end() for found in _SENTENCE_END.finditer(head)]
    if ends and ends[-1] >= SENTENCE_WITHIN * len(head):
        return head[: ends[-1]].rstrip()
    words = head.rpartition(" ")[0]
    return (words if len(words) >= SENTENCE_WITHIN * len(head) else head).rstrip()


def _from_a_beginning(tail: str) -> str:
    found = _SENTENCE_END.search(tail)
    kept = tail[found.end() :] if found is not None and found.end() <= SENTENCE_WITHIN * len(tail) else tail
    return kept.lstrip()
