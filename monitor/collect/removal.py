"""Whether a page that answers is still the article it was: papers take articles down without saying 404. Decides only.

A page is gone when nothing of the article is left on it, neither its title nor a sentence of its text, and the page
gives one of four signs: it says so, it is empty, it is much shorter, or its address led to another one. Each alone is
no removal: a missing-person story may say «không tìm thấy», a rewritten article keeps its headline or its sentences, a
moved one both. The caller looks twice before it believes.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from monitor.collect.urls import canonical_url, host_of
from monitor.core.entries import Article
from monitor.core.items import Item
from monitor.core.text import fold

MUCH_SHORTER = 0.25
"""What is left of a text of LONG_CHARS or more, as a share of its length. Cuts after a correction keep far more."""
LONG_CHARS = 400
TITLE_ALIKE = 0.4
"""The share of common words (of all of both) from which two titles count as one that was edited."""
SENTENCE_CHARS = 30
"""Shorter pieces («Ảnh: T.H.») stand on other pages, too."""
_TOLD_WITHIN_CHARS = 400
"""A notice stands at the top."""

_NOTICE = re.compile(
    r"khong tim thay|khong ton tai|khong con ton tai|khong kha dung|khong truy cap duoc"
    r"|da (?:bi|duoc) (?:go|xoa|an)\b|(?:page|url|article) (?:was )?not found|\b404\b"
)
_SENTENCE = re.compile(r"[.!?…\n]+\s*")
_WORD = re.compile(r"\w+")

SOCIAL_HOSTS = frozenset(
    {"facebook.com", "fb.com", "fb.watch", "messenger.com", "instagram.com", "threads.net", "threads.com", "x.com"}
    | {"twitter.com", "tiktok.com", "youtube.com", "youtu.be", "t.me", "telegram.me", "zalo.me", "reddit.com"}
    | {"redd.it", "news.google.com"}
)
"""Services whose pages are no articles: they answer machines with a sign-in page, or forbid them."""


def is_social(url: str) -> bool:
    """Whether an address is one of a social service or an aggregator, whatever feed it came by."""
    host = host_of(url)
    return host in SOCIAL_HOSTS or any(host.endswith("." + service) for service in SOCIAL_HOSTS)


def is_removed(item: Item, article: Article, *, asked: str, answered: str) -> bool:
    """Whether the article of an item is gone from a page that answered.

    Args:
        item: as it was stored.
        article: what is read from the page now; with an `error` when there is no text.
        asked: the address asked for.
        answered: the address that answered, after redirects.
    """
    if _is_front_page(answered) and not _is_front_page(asked):
        return True
    if _is_left(item, article):
        return False
    return (
        article.error is not None
        or canonical_url(answered) != canonical_url(asked)
        or _is_much_shorter(item, article)
        or _says_so(article)
    )


def _is_front_page(url: str) -> bool:
    return urlsplit(url).path in {"", "/"}


def _is_left(item: Item, article: Article) -> bool:
    """Whether the title, more or less, or any whole sentence of the article is still there."""
    before, after = _words(item.title), _words(article.title)
    if before and len(before & after) >= TITLE_ALIKE * len(before | after):
        return True
    present = _flat(f"{article.lead or ''}\n{article.text}")
    return any(sentence in present for sentence in _sentences(f"{item.lead or ''}\n{item.text}"))


def _is_much_shorter(item: Item, article: Article) -> bool:
    return len(item.text) >= LONG_CHARS and len(article.text) < len(item.text) * MUCH_SHORTER


def _says_so(article: Article) -> bool:
    top = f"{article.title or ''} {article.lead or ''} {article.text[:_TOLD_WITHIN_CHARS]}"
    return _NOTICE.search(fold(top)) is not None


def _words(title: str | None) -> set[str]:
    return set(_WORD.findall(fold(title or "")))


def _sentences(text: str) -> list[str]:
    pieces = (_flat(piece) for piece in _SENTENCE.split(text))
    return [piece for piece in pieces if len(piece) >= SENTENCE_CHARS]


def _flat(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))
