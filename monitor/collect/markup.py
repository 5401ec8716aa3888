"""HTML as text: one tolerant parse with lxml, plain text of fragments, visible lines, elements by CSS selector."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from monitor.core.errors import ParseError
from monitor.core.text import nfc

Element = Any
"""An lxml element: lxml carries no types."""

Step = tuple[int, str, str | None]
"""One step of a walk through a tree: +1 into a tag, -1 out of it, 0 neither; its name; the text met there."""

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p"}
    | {"pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
_INVISIBLE = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "select", "button", "textarea"})
_ODD = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_NAMING = tuple(etree.XPath(f"//@{name}", smart_strings=False) for name in ("class", "id", "itemprop", "rel"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block; `linked` is the share of its characters inside links, in [0, 1]."""

    text: str
    linked: float


def decode(body: bytes) -> str:
    """Decode a page: byte-order mark, UTF-8, else the charset it declares, else Windows Vietnamese. Never fails."""
    if body.startswith(_UTF16_MARKS):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _META_CHARSET.search(body[:_HEAD_BYTES])
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        return body.decode("windows-1258" if name.lower() in {"iso-8859-1", "latin1"} else name, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def parse_page(body: bytes | str) -> Element | None:
    """Parse a page, however broken, without comments and without touching network or entities. None when empty."""
    document = body.encode("utf-8", "replace") if isinstance(body, str) else _as_utf8(body)
    document = document.replace(b"\x00", b"")
    if not document.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(document, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _as_utf8(body: bytes) -> bytes:
    """The page in UTF-8. Most are already, and are handed on as they came."""
    if not body.startswith((*_UTF16_MARKS, _UTF8_MARK)):
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return body
    return decode(body).encode("utf-8", "replace")


def squash(text: str) -> str:
    """Make one line: NFC, no invisible characters, blanks collapsed."""
    return " ".join(_ODD.sub("", nfc(text)).split())


def plain_title(text: str) -> str:
    """Make a title plain: tags out, entities resolved (also the doubly escaped ones), one line."""
    if "&" not in text and "<" not in text:
        return squash(text)
    text = html.unescape(_TAG.sub(" ", text))
    return squash(html.unescape(_TAG.sub(" ", text)) if "&" in text or "<" in text else text)


def plain_text(fragment: str) -> str:
    """Make the text of an HTML fragment plain, paragraphs on lines of their own."""
    if "<" not in fragment:
        return squash(html.unescape(fragment))
    root = parse_page(fragment)
    return "\n".join(line.text for line in lines_of(root)) if root is not None else ""


def element_text(element: Element) -> str:
    """Text of an element on one line, without scripts."""
    return squash(" ".join(line.text for line in lines_of(element)))


def text_size(element: Element) -> int:
    """Characters of all text in an element."""
    return sum(len(piece) for piece in element.itertext())


def lines_of(element: Element) -> Iterator[Line]:
    """Yield the visible lines of a block: a new line at every block element and `<br>`."""
    return lines_along(_steps(element))


def lines_along(steps: Iterable[Step]) -> Iterator[Line]:
    """Yield the visible lines met on a walk through a tree, whichever library the tree is of."""
    buffer: list[str] = []
    linked = hidden = links = 0
    for step, tag, piece in steps:
        if tag in _BLOCKS:
            yield from _flush(buffer, linked)
            linked = 0
        elif tag in _INVISIBLE:
            hidden += step
        elif tag == "a":
            links += step
        if piece and not hidden:
            buffer.append(piece)
            linked += _letters(piece) if links else 0
    yield from _flush(buffer, linked)


def _steps(root: Element) -> Iterator[Step]:
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            yield 1, node.tag, node.text
        else:
            yield -1, node.tag, node.tail if node is not root else None


def _flush(buffer: list[str], linked: int) -> Iterator[Line]:
    text = squash("".join(buffer))
    buffer.clear()
    if text:
        yield Line(text, min(1.0, linked / _letters(text)))


def _letters(text: str) -> int:
    """Characters that are not white space, which is folded differently wherever a comment parts a text."""
    return len("".join(text.split()))


def remove(element: Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail, element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def select(root: Element, selector: str) -> list[Element]:
    """Return the elements that a CSS selector matches, in page order. Raises ParseError.

    CSS as cssselect reads it: no lists inside `:not()`, no `of` inside `:nth-child()`, nothing of a browser's state.
    """
    try:
        return list(_compiled(selector)(root))
    except (SelectorError, etree.XPathError) as error:
        raise ParseError(f"selector not understood: {selector!r}") from error


@lru_cache(maxsize=512)
def _compiled(selector: str) -> Any:
    return CSSSelector(selector, translator="html")


def names_in(root: Element) -> frozenset[str]:
    """Return every class, id, itemprop and rel word of a page."""
    return frozenset(word for values in _NAMING for value in values(root) for word in value.split())
