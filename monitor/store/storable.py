"""What of a text every database can keep."""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text as it will be kept; mostly itself."""
    return text if is_storable(text) else _UNSTORABLE.sub("\ufffd", text)


def is_storable(text: str) -> bool:
    """Whether the text can be kept as it is."""
    # Quicker than looking for either with an expression; nearly every text passes.
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text
