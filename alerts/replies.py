"""What people write back to our bots: a code that links them, or that they have taken a message. Pure."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from monitor.core.text import fold, nfc

CODE_DIGITS = 6
CODE_LIFE = timedelta(minutes=15)
CODES_OUT = 3
"""Unused codes one unit may have at a time: more only make guessing easier."""
TRIES_WINDOW = timedelta(minutes=15)
TRIES_PER_CHAT = 5
TRIES_IN_ALL = 50
"""Wrong codes of all chats in the window: with three codes out, guessing one takes about 300,000 tries."""
LINK_WORD = "LIENKET"
_LINK = re.compile(r"\blien\s?ket\b\D{0,5}(?P<code>\d{6})\b")
_ACKNOWLEDGED = re.compile(
    r"(?:(?:toi|em|minh|vang|da|phong|don vi)\b[\s,.]*){0,9}da (?:tiep )?nhan"
    r"(?: duoc| tin| thong tin| canh bao| roi| nhe| a| ok){0,9}[\s.!]*"
)


class ReplyKind(StrEnum):
    LINK = "link"
    ACKNOWLEDGE = "acknowledge"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a text means; `code` is empty unless it links."""

    kind: ReplyKind
    code: str = ""


def read_reply(text: str) -> Reply:
    """Understand a text with or without diacritics: `LIENKET 123456`, `đã nhận`, `da nhan`; else OTHER."""
    words = " ".join(fold(nfc(text)).split())
    linked = _LINK.search(words)
    if linked is not None:
        return Reply(ReplyKind.LINK, linked["code"])
    if _ACKNOWLEDGED.fullmatch(words):
        return Reply(ReplyKind.ACKNOWLEDGE)
    return Reply(ReplyKind.OTHER)


def code_digest(secret: bytes, code: str) -> str:
    """What is kept of a code: HMAC-SHA256, since a million codes are soon tried against a plain hash."""
    return hmac.new(secret, b"chat-code:" + code.encode(), hashlib.sha256).hexdigest()
