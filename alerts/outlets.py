"""How messages call whoever wrote something: outlets and public groups by name, private persons by no name at all."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from alerts.words import CHANNELS
from monitor.core.items import PRESS_CHANNELS, Channel, Item

NO_NAMES: Mapping[str, str] = {}
"""Names of sources by id; an outlet without one is called by the host of its page."""
_OUTLETS = PRESS_CHANNELS | {Channel.AGGREGATOR}
_PRIVATE = frozenset({Channel.FACEBOOK_PROFILE, Channel.COMMENT, Channel.MANUAL})


def outlet_words(item: Item, names: Mapping[str, str] = NO_NAMES) -> str:
    """Say who it was: `Báo Đồng Khởi`, `báo địa phương (bao.example)`, `nhóm Facebook Phụ huynh Ba Tri`, `bình luận`.

    A source's id is never shown: it is a key of the settings, and of a private account it may be its owner's name.
    """
    kind = CHANNELS[item.channel]
    if item.channel in _PRIVATE:
        return kind
    name = names.get(item.source or "", "")
    if item.channel in _OUTLETS:
        host = _host(item.url or "")
        return name or (f"{kind} ({host})" if host else kind)
    # Names of groups and channels often say what they are.
    return name if name.casefold().startswith(kind.casefold()) else f"{kind} {name}".strip()


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "").removeprefix("www.") if parts.scheme in {"http", "https"} else ""
