"""What a forwarding person wrote or passed on: words without the forms of mail programs, signatures, blanks.

Kept is what somebody says; dropped are the lines that a mail program writes above a forwarded mail, the marks of
quoting, signatures, and the links of a site's front page, which most signatures end with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from monitor.collect.feeds import unwrapped
from monitor.collect.urls import absolute_url, canonical_url
from monitor.core.text import fold, nfc

MAX_LINKS = 5
SIGNATURE_LINES = 12
"""A closing formula so near the end begins a signature; further up it is part of what was forwarded."""

_PREFIX = re.compile(r"^\s*(?:(?:fwd?|re|tr|aw|wg|chuyển tiếp|chuyen tiep|trả lời|tra loi)\s*:\s*)+", re.IGNORECASE)
_QUOTE = re.compile(r"^(?:>\s?)+")
_BANNER = re.compile(
    r"^[-_*\s]*(?:forwarded message|original message|begin forwarded message|thu chuyen tiep|tin nhan chuyen tiep"
    r"|thu da chuyen tiep|thu goc)[-_*:\s]*$"
)
_FORM = re.compile(
    r"^\*?(?:from|to|cc|bcc|date|sent|subject|reply-to|tu|den|gui luc|da gui|ngay|chu de|tieu de|nguoi gui|nguoi nhan)"
    r"\*?\s*:"
)
_FORM_LINES = 8
_WROTE = re.compile(r"^(?:on|vao|luc|ngay)\b.{4,200}\b(?:wrote|da viet|viet)\s*:$")
_SIGNATURE_MARK = re.compile(r"^--\s?$")
_CLOSING = re.compile(
    r"^(?:tran trong|kinh thu|than men|than ai|best regards|regards|sincerely|thanks|cam on)\b.{0,40}$"
)
_DEVICE = re.compile(r"^(?:sent from my|gui tu|get outlook|tai outlook|da gui tu)\b")
_LINK = re.compile(r"https?://[^\s<>\"'\])}]+", re.IGNORECASE)
_LINK_END = ".,;:!?…"
_NO_ARTICLE = re.compile(r"unsubscribe|huy-dang-ky|/(?:privacy|terms)\b", re.IGNORECASE)


class Words(NamedTuple):
    """What is said and linked."""

    text: str
    links: tuple[str, ...]


def subject_of(raw: str) -> str:
    """The subject without `Fwd:`, `Chuyển tiếp:` and the like."""
    return _PREFIX.sub("", nfc(raw)).strip()


def forwarded_words(raw: str) -> Words:
    """Read the body of a mail as plain text."""
    lines = _without_forms([_QUOTE.sub("", line).strip() for line in nfc(raw).splitlines()])
    text = "\n".join(line for line in _without_signature(lines) if line)
    return Words(text, links_in(text))


def links_in(text: str) -> tuple[str, ...]:
    """Addresses written in a text, each once."""
    found = (absolute_url("", match.group().rstrip(_LINK_END)) for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if link))


def links_of(written: Iterable[str], hidden: Iterable[str], text: str) -> tuple[str, ...]:
    """Choose the links worth reading: those of the words first, then those behind words; MAX_LINKS at most.

    Links behind words count only when the text is short: a forwarded newsletter links to everything.
    """
    behind = list(hidden) if len(text) < 1_500 else []  # noqa: PLR2004 - about a screen of words
    links: dict[str, str] = {}
    for link in (unwrapped(link) for link in (*written, *behind) if link):
        if _worth_reading(link):
            links.setdefault(canonical_url(link), link)
    return tuple(links.values())[:MAX_LINKS]


def says_something(text: str, *, least: int) -> bool:
    """Whether a text says more than its links: at least so many letters besides them."""
    return sum(char.isalpha() for char in _LINK.sub(" ", text)) >= least


def _worth_reading(link: str) -> bool:
    parts = urlsplit(link)
    return len(parts.path.strip("/")) > 1 and not _NO_ARTICLE.search(link)


def _without_forms(lines: list[str]) -> list[str]:
    kept: list[str] = []
    in_form = 0
    for line in lines:
        folded = fold(line)
        if _BANNER.match(folded):
            in_form = _FORM_LINES
        elif in_form and (_FORM.match(folded) or not line):
            in_form -= 1
        elif _WROTE.match(folded) or _is_form_block(folded, kept):
            in_form = _FORM_LINES
        else:
            in_form = 0
            kept.append(line)
    return kept


def _is_form_block(folded: str, kept: list[str]) -> bool:
    """A form may come without a banner: Outlook writes one after an empty line or at the top."""
    return bool(re.match(r"^\*?(?:from|tu|nguoi gui)\*?\s*:.*@", folded)) and (not kept or not kept[-1])


def _without_signature(lines: list[str]) -> list[str]:
    for place, line in enumerate(lines):
        folded = fold(line)
        if _SIGNATURE_MARK.match(line) or (_DEVICE.match(folded) and place):
            return lines[:place] if any(lines[:place]) else lines[place + 1 :]
    filled = [place for place, line in enumerate(lines) if line]
    for place in filled[-SIGNATURE_LINES:]:
        if _CLOSING.match(fold(lines[place])) and any(lines[:place]):
            return lines[:place]
    return lines
