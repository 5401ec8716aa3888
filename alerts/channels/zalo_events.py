"""What Zalo tells us of its own accord: signatures checked, events read into messages.

Events of the account and of the bot: docs.zaloplatforms.com/docs/OA and /docs/BOT.
Sources disagree on the first term of the Official Account's signature and on its secret, so each known form is tried
and the log says which one matched. Opens no connection.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from monitor.core.messaging import HeardMessage

log = logging.getLogger(__name__)

OA = "zalo-oa"
_MAC = "mac="
_LEFT = "unfollow"
_BY_USER = "user_"
_NO_SIGN_OF_LIFE = frozenset({"user_received_message", "user_seen_message"})
"""The account's own doing shown back: they open no window of seven days."""


def same_secret(given: str | None, secret: str) -> bool:
    """Compare the bot's `X-Bot-Api-Secret-Token`."""
    return given is not None and hmac.compare_digest(given.encode(), secret.encode())


def read_json(body: bytes) -> Mapping[str, Any] | None:
    """Read a JSON object; None when it is none."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, Mapping) else None


def is_signed(header: str | None, body: bytes, *, first_terms: Mapping[str, str], secrets: Sequence[str]) -> bool:
    """Check `X-ZEvent-Signature`: `mac=` and the SHA-256 of first term, raw body, timestamp and secret.

    `first_terms` by name: the application's id and the account's. Empty terms and secrets are passed over.
    """
    event = read_json(body)
    if header is None or not header.startswith(_MAC) or event is None:
        return False
    stamp = str(event.get("timestamp", "")).encode()
    for name, term in first_terms.items():
        for secret in filter(None, secrets):
            digest = hashlib.sha256(term.encode() + body + stamp + secret.encode()).hexdigest()
            if term and hmac.compare_digest(digest.encode(), header.removeprefix(_MAC).encode()):
                log.info("zalo oa event signed first_term=%s", name)
                return True
    return False


def heard_from_oa(event: Mapping[str, Any]) -> HeardMessage | None:
    """Read an event of the account; None when no user did anything."""
    kind, stamp = str(event.get("event_name", "")), str(event.get("timestamp", ""))
    if kind in {"follow", _LEFT}:
        user = _id(event.get("follower"))
    elif kind.startswith(_BY_USER) and kind not in _NO_SIGN_OF_LIFE:
        user = _id(event.get("sender"))
    else:
        return None
    if not user:
        return None
    message = event.get("message")
    message = message if isinstance(message, Mapping) else {}
    text = message.get("text")
    return HeardMessage(
        channel=OA, chat=user, message_id=str(message.get("msg_id") or f"{kind}:{user}:{stamp}"),
        text=text if isinstance(text, str) else "", left=kind == _LEFT,
    )  # fmt: skip


def _id(party: object) -> str:
    return str(party.get("id") or "") if isinstance(party, Mapping) else ""
