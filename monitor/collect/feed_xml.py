"""RSS 2.0, RSS 1.0 (RDF) and Atom 1.0 in a few hundredths of what feedparser costs, for documents beyond doubt.

Well-formed UTF-8 in the shapes that papers send is read here and gives what feedparser gives; anything else (broken,
another encoding, a field told twice, markup inside a field, unknown namespaces for known fields) is refused, and the
caller asks feedparser. Entities are not resolved, nothing is loaded, libxml2's limits on size and depth stay on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from monitor.collect.feed_parts import RawEntry, RawFeed

_ATOM = "{http://www.w3.org/2005/Atom}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_RSS1 = "{http://purl.org/rss/1.0/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_DOUBTFUL = (b"xml:base", b":///", b"<!DOCTYPE", b"<!ENTITY")
_WINDOWS = re.compile(rb"\xc2[\x80-\x9f]|&#0*1[2-5]\d;|&#[xX]0*[89][0-9a-fA-F];")
# Base addresses, entities, and characters that feedparser reads as Windows ones.
_ODD_REFERENCE = re.compile(r"&\w+;")

_COMMON = {
    _CONTENT + "encoded": "content",
    _DC + "creator": "author",
    _DC + "date": "updated",
    _MEDIA + "title": "media title",
    _MEDIA + "description": "media description",
    _MEDIA + "content": "media",
    _MEDIA + "thumbnail": "media",
    _MEDIA + "group": "media",
    _ATOM + "link": "atom link",
}
_RSS_ROLES = _COMMON | {
    "title": "title",
    "link": "link",
    "description": "summary",
    "guid": "id",
    "pubDate": "published",
    "author": "author",
    "source": "source",
    "enclosure": "enclosure",
}
_RDF_ROLES = _COMMON | {_RSS1 + "title": "title", _RSS1 + "link": "link", _RSS1 + "description": "summary"}
_ATOM_ROLES = _COMMON | {
    _ATOM + "id": "id",
    _ATOM + "title": "title",
    _ATOM + "summary": "summary",
    _ATOM + "content": "content",
    _ATOM + "published": "published",
    _ATOM + "updated": "updated",
    _ATOM + "author": "person",
}
_TELLING = frozenset(
    {"title", "link", "description", "summary", "content", "encoded", "fullitem", "body", "guid", "id", "pubdate"}
    | {"published", "updated", "modified", "issued", "created", "date", "author", "creator", "name", "email", "source"}
    | {"item", "entry", "url", "uri", "homepage", "tagline", "subtitle", "abstract", "enclosure", "contributor"}
    | {"lastbuilddate", "managingeditor", "dcterms_issued", "base"}
)
# Names that feedparser reads into a field wherever they stand, whatever their namespace.
_ALLOWED_ATTRIBUTES = {"id": {"isPermaLink"}, "source": {"url"}, "title": {"type"}, "summary": {"type"}}
_PLAIN_OR_HTML = frozenset({None, "text", "html"})


class _DoubtError(Exception):
    """The document is left to feedparser."""


@dataclass(frozen=True, slots=True)
class _Dialect:
    """Where a kind of feed keeps its parts: paths from the root, the tag of an entry, the role of each field."""

    channel: str | None
    holder: str | None
    entry: str
    title: str
    roles: Mapping[str, str]


_DIALECTS = {
    "rss": _Dialect("channel", "channel", "item", "title", _RSS_ROLES),
    _RDF + "RDF": _Dialect(_RSS1 + "channel", None, _RSS1 + "item", _RSS1 + "title", _RDF_ROLES),
    _ATOM + "feed": _Dialect(None, None, _ATOM + "entry", _ATOM + "title", _ATOM_ROLES),
}


@dataclass(slots=True)
class _Fields:
    """What was met in one entry so far."""

    texts: dict[str, str] = field(default_factory=dict)
    permalink: bool = True
    origin_url: str = ""
    enclosures: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    thumbnails: list[str] = field(default_factory=list)
    image_seen: bool = False


def read_xml(document: bytes, *, most: int) -> RawFeed | None:
    """Read a feed document, at most `most` of its entries; None = ask feedparser (refused or doubted)."""
    if _is_doubtful(document):
        return None
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return _feed(etree.fromstring(document, parser=parser), most)
    except (etree.XMLSyntaxError, ValueError, _DoubtError):
        return None


def _is_doubtful(document: bytes) -> bool:
    declared = _DECLARED.match(document)
    if (declared and declared[1].lower() != b"utf-8") or any(mark in document for mark in _DOUBTFUL):
        return True
    return (b"\xc2" in document or b"&#" in document) and _WINDOWS.search(document) is not None


def _feed(root: Any, most: int) -> RawFeed | None:
    dialect = _DIALECTS.get(root.tag)
    if dialect is None:
        return None
    channels = root.findall(dialect.channel) if dialect.channel else [root]
    holder = channels[0] if dialect.holder and channels else root
    entries = holder.findall(dialect.entry)
    everywhere = sum(1 for _ in root.iter("{*}item", "{*}entry"))
    if len(channels) != 1 or not entries or everywhere != len(entries):
        return None
    head = channels[0]
    return RawFeed(
        tuple(_entry(node, dialect) for node in entries[:most]),
        _head_title(head, dialect),
        _head_link(head, "hub"),
        topic=_head_link(head, "self"),
    )


def _head_title(channel: Any, dialect: _Dialect) -> str:
    titles = channel.findall(dialect.title)
    if len(titles) > 1 or any(node.attrib for node in channel.iterfind("link")):
        raise _DoubtError
    return _text(titles[0], "title") if titles else ""


def _head_link(channel: Any, rel: str) -> str:
    links = (node for node in channel.iterfind(_ATOM + "link") if node.get("rel") == rel)
    return next((node.get("href") or "" for node in links), "")


def _entry(node: Any, dialect: _Dialect) -> RawEntry:
    found = _Fields()
    about = node.get(_RDF + "about")
    if about:
        found.texts["id"] = about
    for child in node:
        role = dialect.roles.get(child.tag)
        if role is None:
            _pass_over(child, found)
        else:
            _take(child, role, found)
    texts = found.texts
    link = texts.get("link")
    if link is None and found.permalink and not about:
        link = texts.get("id")
    return RawEntry(
        id=texts.get("id", ""),
        link=link,
        title=texts.get("title", ""),
        summary=texts.get("summary") or texts.get("content") or texts.get("media description", ""),
        published=texts.get("published") or texts.get("updated") or None,
        author=texts.get("author", ""),
        origin=texts.get("source", ""),
        origin_url=found.origin_url,
        pictures=(*found.enclosures, *found.contents, *found.thumbnails),
    )


def _take(child: Any, role: str, found: _Fields) -> None:
    """Read one known element."""
    if role == "media":
        _take_media(child, found)
    elif role == "atom link":
        _take_link(child, found)
    elif role == "enclosure":
        _add_enclosure(child.get("url"), child.get("type"), found)
    elif role == "person":
        _put(found, "author", _person(child))
    elif role == "media title":
        if not found.texts.get("title") or found.image_seen or "source" in found.texts:
            raise _DoubtError  # it may then stand for the title
    else:
        _put(found, role, _text(child, role))
        if role == "id":
            found.permalink = child.get("isPermaLink", "true") == "true"
        elif role == "source":
            found.origin_url = child.get("url") or ""


def _put(found: _Fields, role: str, text: str) -> None:
    """Keep a field; told twice, or a summary whose rank depends on the order, is a doubt."""
    texts = found.texts
    if role in texts or (role == "link" and _ODD_REFERENCE.search(text)):
        raise _DoubtError
    if role in {"summary", "content"} and "media description" in texts:
        raise _DoubtError
    if role == "media description" and ("content" in texts or texts.get("summary") == ""):
        raise _DoubtError
    texts[role] = text


def _take_media(node: Any, found: _Fields) -> None:
    """Read media elements, nested ones too: addresses of pictures, a description where there is no other."""
    for part in node.iter("*"):
        if part.tag == _MEDIA + "content":
            found.contents.append(part.get("url") or "")
        elif part.tag == _MEDIA + "thumbnail":
            if part.get("url") is None:
                raise _DoubtError
            found.thumbnails.append(part.get("url"))
        elif part.tag in {_MEDIA + "title", _MEDIA + "description"}:
            _take(part, _COMMON[part.tag], found)
        elif part.tag != _MEDIA + "group" and _local(part) in _TELLING:
            raise _DoubtError


def _take_link(node: Any, found: _Fields) -> None:
    rel, kind, href = node.get("rel", "alternate"), node.get("type"), node.get("href")
    if href is None or len(node):
        raise _DoubtError
    if rel == "enclosure":
        _add_enclosure(href, kind or "text/html", found)
    elif rel == "alternate":
        if kind not in {None, "text/html"} or "link" in found.texts:
            raise _DoubtError
        found.texts["link"] = href.strip()


def _add_enclosure(address: str | None, kind: str | None, found: _Fields) -> None:
    if not address:
        raise _DoubtError
    if "image" in (kind or "image"):
        found.enclosures.append(address)


def _person(node: Any) -> str:
    names = [child for child in node if child.tag == _ATOM + "name"]
    if len(names) != 1 or any(child.tag not in {_ATOM + "name", _ATOM + "uri"} for child in node):
        raise _DoubtError
    _text(names[0], "name")
    return (names[0].text or "").strip()  # feedparser repairs no names


def _pass_over(child: Any, found: _Fields) -> None:
    """Ignore an element that no field is read from."""
    if len(child) or _local(child) in _TELLING:
        raise _DoubtError
    found.image_seen = found.image_seen or _local(child) == "image"


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2].lower()


def _text(node: Any, role: str) -> str:
    """Text of a field without children; a field with attributes that change its meaning is a doubt."""
    if len(node):
        raise _DoubtError
    for name in node.keys():  # noqa: SIM118 - an element iterates over its children
        if name != _XML_LANG and not _is_harmless(node, role, name):
            raise _DoubtError
    text = (node.text or "").strip()
    return text if text.isascii() else _repaired(text)


def _is_harmless(node: Any, role: str, name: str) -> bool:
    if name == "type":
        return role in {"title", "summary", "content", "media description", "media title"} and (
            node.get("type") in _PLAIN_OR_HTML
        )
    return name in _ALLOWED_ATTRIBUTES.get(role, ())


def _repaired(text: str) -> str:
    """Undo UTF-8 that was taken for Latin-1 and encoded once more, as some systems do."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
