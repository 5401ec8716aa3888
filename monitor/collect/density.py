"""Finding the text of an unknown page: the block whose own paragraphs hold the most link-free text.

Works on the tree it is given and takes the page's furniture (menus, comments, related links) out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from monitor.collect.markup import Element, Line, lines_of, remove

MIN_PARAGRAPH = 40
"""Shorter own texts (in characters) are menus, captions and buttons more often than paragraphs."""

MIN_BODY = 120
"""A body below this many characters is taken for a failure and the next reader is asked."""

LINKED_LINE = 0.6
"""A line that is a link for more than this share of its characters only leads elsewhere."""

_FURNITURE_TAGS = ("script", "style", "noscript", "template", "nav", "footer", "aside", "form", "iframe", "button")
_KEPT_TAGS = frozenset({"html", "body", "article", "main", "head", "p", "a", "b", "i", "em", "strong", "h1"})
_FURNITURE = re.compile(
    r"(?<![a-z])(?:comments?|binh-?luan|y-?kien|related?|relates|lien-?quan|tin-?lien-?quan|tinlienquan|cung-chuyen-muc|"
    r"side-?bar|col-right|banners?|ads?|adv|quang-?cao|quangcao|shares?|social|breadcrumbs?|tags?|most|xem-?nhieu|"
    r"doc-?nhieu|tin-?moi|author-?info|author-?box|footer|menu|nav|pagination|newsletter|subscribe|popup|copyright|"
    r"recommend\w*|suggest\w*|toolbar|print|rating|vote)(?![a-z])"
)
_INLINE = frozenset({"b", "i", "em", "strong", "span", "u", "font", "mark", "sub", "sup", "small", "q", "abbr"})
_CONTAINERS = ("p", "div", "td", "li", "section", "article", "blockquote", "main", "body")
_BREAKS_OF_A_BODY = 2
_LABEL = re.compile(
    r"^(?:xem thêm|đọc thêm|tin liên quan|tags?|từ khóa|chủ đề|chia sẻ|theo dõi)\s*(?:[:|»>]|$)", re.IGNORECASE
)
_ARROWS = re.compile(r"^(?:>>|»|&gt;&gt;|\u27a4|\u25ba)")
_LABEL_SENTENCE = re.compile(r"^(?:xem thêm|đọc thêm)\b", re.IGNORECASE)
_SHORT_WORDS = 25


def strip_furniture(root: Element, *, captions: bool) -> None:
    """Take menus, forms, comments, advertisements and related links out, and pictures with or without captions."""
    doomed = list(root.iter(*_FURNITURE_TAGS))
    if not captions:
        doomed += root.iter("figure", "figcaption")
    doomed += [node for node in root.xpath(".//*[@class or @id]") if _is_furniture(node)]
    for node in doomed:
        if node is not root:
            remove(node)


def densest(root: Element) -> Element | None:
    """Return the block that holds the most link-free paragraphs; None when the page has no paragraph."""
    scores: dict[Element, float] = {}
    for node in root.iter(*_CONTAINERS):
        own, breaks = _own_text(node)
        if own < MIN_PARAGRAPH:
            continue
        parent = node.getparent()
        grandparent = parent.getparent() if parent is not None else None
        if node.tag != "p":
            scores[node] = scores.get(node, 0.0) + own * (1.0 if breaks >= _BREAKS_OF_A_BODY else 0.6)
        for ancestor, weight in ((parent, 1.0 if breaks < _BREAKS_OF_A_BODY else 0.3), (grandparent, 0.3)):
            if ancestor is not None:
                scores[ancestor] = scores.get(ancestor, 0.0) + own * weight
    return max(scores, key=lambda node: scores[node]) if scores else None


def body_lines(block: Element) -> list[str]:
    """Lines of a block without lines that only lead elsewhere and without the papers' stock lines."""
    return [line.text for line in lines_of(block) if not is_boilerplate(line)]


def is_boilerplate(line: Line) -> bool:
    """Whether a line is no part of the story: `>> …`, `Xem thêm: …`, `TAGS`, link lists."""
    text = line.text
    if _ARROWS.match(text) or _LABEL.match(text):
        return True
    if _LABEL_SENTENCE.match(text) and not text.endswith(".") and len(text.split()) <= _SHORT_WORDS:
        return True
    return line.linked > LINKED_LINE


def size(lines: Iterable[str]) -> int:
    """Characters of some lines."""
    return sum(len(line) for line in lines)


def _is_furniture(node: Element) -> bool:
    if node.tag in _KEPT_TAGS or node.get("itemprop") == "articleBody":
        return False
    if not _names_furniture(f"{node.get('class') or ''} {node.get('id') or ''}"):
        return False
    return node.find(".//h1") is None and node.find(".//*[@itemprop='articleBody']") is None


@lru_cache(maxsize=8192)
def _names_furniture(names: str) -> bool:
    return _FURNITURE.search(names.lower().replace("_", "-")) is not None


def _own_text(node: Element) -> tuple[int, int]:
    """Characters of an element's own text (inline children in, links out) and its line breaks."""
    count = len((node.text or "").strip())
    breaks = 0
    for child in node:
        if child.tag == "br":
            breaks += 1
        elif child.tag in _INLINE:
            count += len((child.text or "").strip())
        count += len((child.tail or "").strip())
    return count, breaks
