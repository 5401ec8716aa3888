"""HTML as text: one tolerant parse, plain text of fragments, lines of a block, a small set of CSS selectors."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from monitor.core.errors import ParseError
from monitor.core.text import nfc

Element = Any
"""An lxml element: lxml carries no types."""

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p"}
    | {"pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
_INVISIBLE = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "select", "button", "textarea"})
_SPACES = re.compile(r"\s+")
_ODD = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ATTRIBUTE = r"\[([\w:-]+)(?:([*^]?)=(?:\"([^\"]*)\"|'([^']*)'|([\w-]+)))?\]"
_PART = re.compile(rf"([#.])([\w-]+)|{_ATTRIBUTE}")
_SIMPLE = re.compile(r"([\w-]+|\*)?((?:[#.][\w-]+|\[[^\]]+\])*)")


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
    text = (body if isinstance(body, str) else decode(body)).replace("\x00", "")
    if not text.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def squash(text: str) -> str:
    """Make one line: NFC, no invisible characters, blanks collapsed."""
    return _SPACES.sub(" ", _ODD.sub("", nfc(text))).strip()


def plain_title(text: str) -> str:
    """Make a title plain: tags out, entities resolved (also the doubly escaped ones), one line."""
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
    buffer: list[str] = []
    linked = hidden = links = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag
        if tag in _BLOCKS:
            yield from _flush(buffer, linked)
            linked = 0
        if event == "start":
            hidden += tag in _INVISIBLE
            links += tag == "a"
            piece = node.text
        else:
            hidden -= tag in _INVISIBLE
            links -= tag == "a"
            piece = node.tail if node is not element else None
        if piece and not hidden:
            buffer.append(piece)
            linked += len(piece.strip()) if links else 0
    yield from _flush(buffer, linked)


def _flush(buffer: list[str], linked: int) -> Iterator[Line]:
    text = squash("".join(buffer))
    buffer.clear()
    if text:
        yield Line(text, min(1.0, linked / len(text)))


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
    """Return the elements a selector matches, in page order.

    Selectors: tag, `.class`, `#id`, `[name]`, `[name=value]`, `[name*=part]`, `[name^=start]`, blank, `>` and comma.
    Raises ParseError for anything else.
    """
    return list(_compiled(selector)(root))


def select_one(root: Element, selector: str) -> Element | None:
    """Return the first element a selector matches, or None. Raises ParseError."""
    found = select(root, selector)
    return found[0] if found else None


@lru_cache(maxsize=512)
def _compiled(selector: str) -> Any:
    return etree.XPath(" | ".join(_path(part.strip(), selector) for part in selector.split(",")))


def _path(part: str, selector: str) -> str:
    steps: list[str] = []
    axis = "descendant-or-self::"
    for word in part.replace(">", " > ").split():
        if word == ">":
            axis = "child::"
            continue
        match = _SIMPLE.fullmatch(word)
        if match is None or _PART.sub("", match[2]):
            raise ParseError(f"selector not understood: {selector!r}")
        conditions = "".join(_condition(piece) for piece in _PART.finditer(match[2]))
        steps.append(f"{axis}{match[1] or '*'}{conditions}")
        axis = "descendant::"
    if not steps or axis == "child::":
        raise ParseError(f"selector not understood: {selector!r}")
    return "/".join(steps)


def _condition(piece: re.Match[str]) -> str:
    mark, word, name, operator = piece[1], piece[2], piece[3], piece[4]
    if mark == "#":
        return f"[@id={_quoted(word)}]"
    if mark == ".":
        return f"[contains(concat(' ', normalize-space(@class), ' '), {_quoted(f' {word} ')})]"
    value = next((group for group in piece.groups()[4:] if group is not None), None)
    if value is None:
        return f"[@{name}]"
    if operator == "*":
        return f"[contains(@{name}, {_quoted(value)})]"
    if operator == "^":
        return f"[starts-with(@{name}, {_quoted(value)})]"
    return f"[@{name}={_quoted(value)}]"


def _quoted(value: str) -> str:
    return f'"{value}"' if "'" in value else f"'{value}'"
