"""Section pages and channel previews as BeautifulSoup: one parse, any CSS selector, visible lines.

Article pages are read with lxml alone (`monitor.collect.markup`): there speed counts, here what staff may write.
"""

from __future__ import annotations

from collections.abc import Iterator

import soupsieve
from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from bs4.exceptions import ParserRejectedMarkup

from monitor.collect.markup import Line, Step, decode, lines_along, squash
from monitor.core.errors import ParseError


def parse_soup(body: bytes) -> BeautifulSoup | None:
    """Parse a page, however broken. None when it has no element at all."""
    text = decode(body).replace("\x00", "")
    try:
        # The line break first keeps BeautifulSoup from warning that a document may be XML or an address.
        soup = BeautifulSoup("\n" + text, "lxml")
    except ParserRejectedMarkup:
        return None
    return soup if soup.find(True) is not None else None


def matches(block: Tag, selector: str) -> Iterator[Tag]:
    """Yield the block itself if it matches, then what matches inside it, in page order. Raises ParseError."""
    try:
        compiled = soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError) as error:
        raise ParseError(f"selector not understood: {selector!r}") from error
    if compiled.match(block):
        yield block
    yield from compiled.iselect(block)


def first_match(block: Tag, selector: str) -> Tag | None:
    """Return the first element that `matches` finds, or None. Raises ParseError."""
    return next(matches(block, selector), None)


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute's value, empty when it is missing; the words of `class` and the like joined by blanks."""
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def soup_lines(tag: Tag) -> Iterator[Line]:
    """Yield the visible lines of an element, as `markup.lines_of` does."""
    return lines_along(_steps(tag))


def soup_text(tag: Tag) -> str:
    """Text of an element on one line, without scripts."""
    return squash(" ".join(line.text for line in soup_lines(tag)))


def _steps(root: Tag) -> Iterator[Step]:
    yield 1, root.name, None
    # A stack of our own: pages may be nested deeper than Python's.
    path = [(root.name, iter(root.contents))]
    while path:
        name, children = path[-1]
        child = next(children, None)
        if child is None:
            path.pop()
            yield -1, name, None
        elif isinstance(child, Tag):
            path.append((child.name, iter(child.contents)))
            yield 1, child.name, None
        elif not isinstance(child, PreformattedString):  # comments and the like
            yield 0, "", str(child)
