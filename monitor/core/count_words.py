"""How counted people are called in a message, by kind of fact, the gravest first. Vietnamese, for staff."""

from __future__ import annotations

from collections.abc import Mapping

COUNT_WORDS: Mapping[str, str] = {
    "death": "người tử vong",
    "hospitalised": "người nhập viện",
    "poisoned": "người bị ngộ độc",
    "ill": "người có triệu chứng",
    "grave-injury": "người bị thương nặng",
    "injured": "người bị thương",
    "infected": "ca nhiễm",
}
