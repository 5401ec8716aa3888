"""A page read into an article: one parse, many readers, the most certain answer first.

Structured data (JSON-LD) and meta tags give title, time and author; the source's own selectors, the rules for known
sites, then the densest block, then the structured text, then trafilatura give the body. Connects to nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from monitor.collect.dates import parse_published
from monitor.collect.density import MIN_BODY, body_lines, densest, size, strip_furniture
from monitor.collect.markup import (
    Element,
    element_text,
    names_in,
    parse_page,
    plain_title,
    remove,
    select,
    squash,
    text_size,
)
from monitor.collect.site_rules import GENERIC, Layout, SiteRule, rule_for
from monitor.collect.structured import Told, meta_of, pictures_of, section_of, structured, tags_of, updated_at
from monitor.collect.urls import absolute_url
from monitor.core.entries import Article
from monitor.core.errors import ParseError
from monitor.core.items import MAX_TEXT_CHARS
from monitor.core.sources import Source
from monitor.core.text import lower

logger = logging.getLogger(__name__)

NO_PAGE = "empty page"
NOT_A_PAGE = "not a page"
NO_TEXT = "no usable text"

MAX_SECOND_OPINION = 1_000_000
"""Longer pages (bytes or characters) are not given to trafilatura, which takes 3 to 4 s for one made to be slow."""
MAX_SECOND_NODES = 20_000
"""Nor are those of more elements: 50,000 take it 5 s, growing with the square. Pages of the press have hundreds."""

_CONTROL_BYTES = bytes({*range(32), 127} - set(b"\t\n\r\f"))
_BINARY_SHARE = 0.1
"""Pictures and archives have about this share of control bytes at their start, text none."""
_HEAD_BYTES = 1024
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_GALLERY_PATH = re.compile(r"/(?:video|photo|anh|emagazine|infographic|podcast|multimedia|media)s?(?:[/.-]|$)")
_MAX_AUTHOR_WORDS = 8
_AUTHOR_PREFIX = re.compile(
    r"^(?:tác giả|bài viết|bài và ảnh|bài, ảnh|bài|tin, ảnh|thực hiện|theo|ghi)\s*:\s*", re.IGNORECASE
)
_CUT_MARK = re.compile(r"(?:\.\.\.|…)$")
_SITE_SUFFIX = re.compile(
    r"(?<!\s)\s+(?:[|»]|[-–—]\s+(?:Báo|VnExpress|Tuổi Trẻ|Dân trí|VietNamNet|Thanh Niên))\s*+.*+$"
)
_META_TIMES = (
    "article:published_time",
    "pubdate",
    "datePublished",
    "publish-date",
    "date",
    "DC.date.issued",
    "og:published_time",
)


def extract(body: bytes | str, *, url: str, source: Source | None = None, now: datetime) -> Article:
    """Read an article page.

    Args:
        body: the page, decompressed.
        url: its final address: chooses the site rule and resolves relative addresses.
        source: whose own selectors (`title`, `lead`, `body`, `published`, `drop`) come first.
        now: aware; times after it are refused.

    Returns:
        The article; `error` says why there is no usable text. Photo and video pages have headline and lead only.
        Bad selectors of the source are logged and passed over.
    """
    if isinstance(body, bytes) and _is_binary(body):
        return Article(url=url, error=NOT_A_PAGE)
    root = parse_page(body)
    if root is None:
        return Article(url=url, error=NO_PAGE)
    layout = _layout(url, source).that_fit(names_in(root))
    facts, meta = structured(root), meta_of(root)
    title = _title(root, layout, facts, meta)
    lead = _lead(root, layout, facts, meta)
    author = _first_text(root, layout.of("author")) or facts.author
    published_at = _published(root, layout, facts, meta, now)
    canonical = _canonical(root, meta, url)
    said = frozenset(_bare(told) for told in (title, lead) if told)
    lines, byline = _without_byline(_body(root, body, layout, facts, said))
    text = "\n".join(lines)[:MAX_TEXT_CHARS]
    return Article(
        url=url,
        title=title,
        lead=lead,
        text=text,
        author=byline or (_author(author) if author else None),
        published_at=published_at,
        updated_at=updated_at(facts, meta, now),
        section=section_of(facts, meta),
        tags=tags_of(facts, meta),
        pictures=pictures_of(facts, meta, url),
        canonical_url=canonical,
        error=None if text or (lead and title and _is_gallery(url, facts, meta)) else NO_TEXT,
    )


def _is_binary(body: bytes) -> bool:
    head = body[:_HEAD_BYTES]
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return not head.startswith(_UTF16_MARKS) and controls > _BINARY_SHARE * len(head)


def _layout(url: str, source: Source | None) -> Layout:
    rules = [GENERIC]
    site = rule_for(url)
    if site is not None:
        rules.insert(0, site)
    if source is not None and source.selectors:
        rules.insert(0, _own_rule(source))
    return Layout(tuple(rules))


def _own_rule(source: Source) -> SiteRule:
    names = ("title", "lead", "body", "drop", "published", "author")
    own = {name: (source.selectors[name],) for name in names if source.selectors.get(name)}
    return SiteRule(**own)  # type: ignore[arg-type]  # all six are tuples of selectors


def _select(root: Element, selector: str) -> list[Element]:
    try:
        return select(root, selector)
    except ParseError as error:
        logger.warning("bad selector passed over: %s", error)
        return []


def _first_text(root: Element, selectors: Iterable[str]) -> str | None:
    for selector in selectors:
        for node in _select(root, selector):
            text = element_text(node)
            if text:
                return text
    return None


def _title(root: Element, layout: Layout, facts: Told, meta: dict[str, str]) -> str | None:
    found = _first_text(root, layout.of("title")) or facts.title or meta.get("og:title")
    if not found:
        headings = [text for node in root.iter("h1") if (text := element_text(node))]
        found = headings[0] if len(headings) == 1 else _first_text(root, ("title",))
        found = _SITE_SUFFIX.sub("", found) if found else None
    return plain_title(found) if found else None


def _lead(root: Element, layout: Layout, facts: Told, meta: dict[str, str]) -> str | None:
    """The standfirst: as shown on the page, else as told to search engines unless it was cut there."""
    found = _first_text(root, layout.of("lead"))
    if found:
        return found
    told = [text for text in (facts.lead, meta.get("og:description"), meta.get("description")) if text]
    whole = [text for text in told if not _CUT_MARK.search(text)]
    return next((plain_title(text) for text in [*whole, *told]), None)


def _published(root: Element, layout: Layout, facts: Told, meta: dict[str, str], now: datetime) -> datetime | None:
    for raw in (facts.published_raw, *(meta.get(name) for name in _META_TIMES)):
        moment = parse_published(raw, now=now)
        if moment is not None:
            return moment
    for selector in layout.of("published"):
        for node in _select(root, selector):
            raw = node.get("datetime") or node.get("content") or element_text(node)
            moment = parse_published(raw, now=now)
            if moment is not None:
                return moment
    return None


def _canonical(root: Element, meta: dict[str, str], url: str) -> str | None:
    links = [node.get("href") for node in root.iter("link") if (node.get("rel") or "").strip().lower() == "canonical"]
    for link in (*links, meta.get("og:url")):
        found = absolute_url(url, link) if link and link.strip() else None
        if found:
            return found
    return None


def _body(root: Element, page: bytes | str, layout: Layout, facts: Told, said: frozenset[str]) -> list[str]:
    """Lines of the body: rules, densest block, structured text, trafilatura; the first that has enough."""
    for selector in layout.of("drop"):
        for node in _select(root, selector):
            remove(node)
    strip_furniture(root, captions=layout.captions)
    best: list[str] = []
    for lines in _readings(root, page, layout, facts):
        kept = _without_repeats(lines, said)
        if size(kept) >= MIN_BODY:
            return kept
        best = max(best, kept, key=size)
    return best


def _readings(root: Element, page: bytes | str, layout: Layout, facts: Told) -> Iterator[list[str]]:
    for selector in layout.of("body"):
        found = _select(root, selector)
        if found:
            yield body_lines(max(found, key=text_size))
    block = densest(root)
    if block is not None:
        yield body_lines(block)
    if facts.body:
        yield [line for part in facts.body.splitlines() if (line := squash(part))]
    if not facts.gallery:
        yield _second_opinion(root, page)


def _second_opinion(root: Element, page: bytes | str) -> list[str]:
    if len(page) > MAX_SECOND_OPINION or sum(1 for _ in root.iter()) > MAX_SECOND_NODES:
        return []
    import trafilatura  # noqa: PLC0415 - 25 MiB and half a second, for the few pages that our own rules cannot read

    text = trafilatura.extract(page, fast=True, include_comments=False, include_tables=True, favor_precision=True)
    return [line for part in (text or "").splitlines() if (line := squash(part))]


def _without_repeats(lines: list[str], said: frozenset[str]) -> list[str]:
    """Lines without title and lead at the top: papers print them above and inside the body."""
    start = 0
    while start < len(lines) and _bare(lines[start]) in said:
        start += 1
    return lines[start:]


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", lower(text)).strip()


def _without_byline(lines: list[str]) -> tuple[list[str], str | None]:
    """Split the author's line off the end of the body: a few capitalised words without a full stop."""
    if len(lines) < 2:  # noqa: PLR2004 - a single line is the text
        return lines, None
    name = _author(lines[-1])
    return (lines[:-1], name) if name else (lines, None)


def _author(text: str) -> str | None:
    name = _AUTHOR_PREFIX.sub("", text).strip(" ()-–,")
    words = re.findall(r"[^\W\d_]+", name)
    if not words or len(words) > _MAX_AUTHOR_WORDS or re.search(r"[.!?:;\"“”…\d]", name):
        return None
    return name if all(word[0].isupper() for word in words) else None


def _is_gallery(url: str, facts: Told, meta: dict[str, str]) -> bool:
    if facts.gallery or meta.get("og:type", "").startswith("video"):
        return True
    return _GALLERY_PATH.search(urlsplit(url).path) is not None
