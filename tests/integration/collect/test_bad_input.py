# ruff: noqa: E501 - documents are easier to read on one line
"""What the world sends instead of a feed or a page: every row goes over the loopback and has its own expected end.

No row may raise, hang or cost more than a few megabytes; the whole table runs in seconds.
"""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from monitor.collect.fetch import Fetcher, FetchLimits
from monitor.collect.poll import PollResult, poll_feed, read_entry
from monitor.core.clock import VirtualClock
from monitor.core.entries import Entry, FeedState
from monitor.core.items import Channel
from monitor.core.sources import Source, SourceKind, Tier
from tests.fakes.raw_server import Answer, RawServer

NOW = datetime(2022, 10, 12, 8, 0, tzinfo=UTC)
LIMITS = FetchLimits(total_s=1.5, connect_s=1.0, read_s=0.3, body_bytes=2_000_000)
SLOW_S = 4.0
"""No row may cost more processor time, which a busy machine does not change; nearly all take milliseconds."""
HANGS_S = 60.0
"""No row may wait longer: the limits of a fetch end each after a second or two."""
MEGABYTE = 1_000_000
SHORT = 1000


@dataclass(frozen=True)
class World:
    server: RawServer
    fetcher: Fetcher


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    def resolver(host: str, port: int) -> list[str]:
        if host == "trong-nha.vn":
            return ["10.0.0.7"]
        if host.endswith(".vn"):
            return ["127.0.0.1"]
        if host in {"127.0.0.1", "localhost"}:
            return ["127.0.0.1"]
        return [host]

    with (
        RawServer() as server,
        Fetcher(
            user_agent="SoGDDT-GiamSat/1.0",
            clock=VirtualClock(NOW),
            allow_private=(ip_network("127.0.0.1/32"),),
            limits=LIMITS,
            resolver=resolver,
        ) as fetcher,
    ):
        yield World(server, fetcher)


def http(body: bytes | str = b"", status: int = 200, **headers: str) -> bytes:
    """One whole answer. A header named `content_type` becomes `Content-Type`."""
    data = body.encode() if isinstance(body, str) else body
    told = {"Content-Type": "text/xml; charset=utf-8", "Content-Length": str(len(data)), "Connection": "close"}
    told |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode() + data


def chunked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    for piece in pieces:
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"


def endless(piece: bytes, times: int = 1_000_000) -> Iterator[bytes]:
    return (piece for _ in range(times))


def dripping(head: bytes, pause_s: float) -> Iterator[bytes]:
    yield head
    for _ in range(200):
        time.sleep(pause_s)
        yield b"x"


def item(number: int = 1, title: str = "Trường Hoa Sen mở cửa", extra: str = "") -> str:
    return f"<item><title>{title}</title><link>https://bao-mau.vn/tin-{number}.html</link>{extra}</item>"


def rss(*items: str, head: str = "") -> str:
    return f'<rss version="2.0"><channel><title>Báo Mẫu</title>{head}{"".join(items)}</channel></rss>'


BOMB_OF_ENTITIES = (
    '<!DOCTYPE rss [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
QUADRATIC = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>'
GZIP_BOMB = gzip.compress(bytes(50 * MEGABYTE), mtime=0)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo Mẫu</title>{}</feed>'
WORDS = "Trường Tiểu học Hoa Sen cho biết lớp học trở lại bình thường sau hai ngày nghỉ vì mưa lớn trong toàn huyện. "
CP1258 = "Sáng nay".encode("windows-1258")


@dataclass(frozen=True)
class Bad:
    """One bad input and how it must end.

    `outcome` of the fetch, how many entries, and how the error or warning begins (empty = none at all).
    """

    answer: bytes | Answer
    outcome: str
    entries: int = 0
    told: str = ""
    kind: SourceKind = SourceKind.RSS
    title: str | None = None
    address: str | None = None
    absent: tuple[str, ...] = field(default=("root:", "<", "hahaha"))
    """What must not be in any entry."""

    def pieces(self) -> Iterable[bytes]:
        return [self.answer] if isinstance(self.answer, bytes) else self.answer()


def ok(body: bytes | str, entries: int, told: str = "", **more: object) -> Bad:
    return Bad(http(body), "ok", entries, told, **more)  # type: ignore[arg-type]


def no_feed(body: bytes | str, told: str = "parse: not a feed", **more: object) -> Bad:
    return Bad(http(body), "temporary", 0, told, **more)  # type: ignore[arg-type]


def moved(location: str, status: int = 302) -> bytes:
    return http(b"", status, location=location)


NOT_WELL_FORMED = {
    "empty body": no_feed(""),
    "only blanks": no_feed(" \r\n\t " * 100),
    "only a byte-order mark": no_feed(b"\xef\xbb\xbf"),
    "NUL bytes only": no_feed(bytes(1000)),
    "random bytes": no_feed(bytes(range(256)) * 40),
    "a picture": no_feed(b"\x89PNG\r\n\x1a\n" + bytes(300)),
    "a PDF": no_feed(b"%PDF-1.7\n" + bytes(range(256))),
    "plain text": no_feed("Hệ thống đang bảo trì"),
    "an HTML page": no_feed("<!DOCTYPE html><html><head><title>Bảo trì</title></head><body><p>Hẹn gặp lại</p></body></html>"),
    "an HTML page that speaks of rss": no_feed("<html><body>Dùng thẻ &lt;rss&gt; và &lt;feed&gt;</body></html>"),
    "a login page": no_feed("<html><form action='/dang-nhap'><input name='mat-khau'></form></html>"),
    "a parked domain": no_feed("<html><script>location='https://ban-ten-mien.vn'</script></html>"),
    "a sitemap at the feed's address": no_feed("<urlset><url><loc>https://bao-mau.vn/1</loc></url></urlset>"),
    "an OPML list": no_feed("<opml version='1.0'><body><outline text='x'/></body></opml>"),
    "a SOAP fault": no_feed("<soap:Envelope xmlns:soap='x'><soap:Fault/></soap:Envelope>"),
    "a JSON error": no_feed('{"error": "not found"}'),
    "a JSON list": no_feed("[1, 2, 3]"),
    "only an XML declaration": no_feed('<?xml version="1.0" encoding="utf-8"?>'),
    "a PHP warning before the feed": ok("<br />\n<b>Warning</b>: mysql in /x.php on line 3<br />\n" + rss(item()), 1),
    "blanks before the declaration": ok('\n\n<?xml version="1.0"?>' + rss(item()), 1),
    "a byte-order mark before": ok("\ufeff" + rss(item()), 1),
    "two byte-order marks": ok("\ufeff\ufeff" + rss(item()), 1),
    "a comment after": ok(rss(item()) + "<!-- 0.123 giây -->", 1),
    "a second document after": ok(rss(item()) + "<html><body>quảng cáo</body></html>", 1),
    "cut in an item": ok(rss(item(1), item(2))[:-60], 2, "malformed"),
    "cut in a tag": ok(rss(item(1), item(2)).rpartition("<link>")[0] + "<li", 2, "malformed"),
    "cut in CDATA": ok(rss(item(1), item(2, "<![CDATA[Cắt")).partition("Cắt")[0], 1, "malformed"),
    "cut in the declaration": no_feed('<?xml version="1.0" enco'),
    "cut inside a letter": ok(rss(item(1, "Trường")).encode().partition("ờ".encode()[:2])[0], 0, "malformed"),
    "nothing but the start of a feed": Bad(http("<rss version='2.0'>"), "ok", 0, "malformed"),
    "a bare ampersand": ok(rss(item(1, "Chơi & học")), 1, "malformed", title="Chơi & học"),
    "an unknown entity": ok(rss(item(1, "Chơi &khong; học")), 1, "malformed"),
    "an HTML entity": ok(rss(item(1, "Chơi&nbsp;học")), 1, "malformed", title="Chơi học"),
    "an unclosed title": ok(rss("<item><title>Trường mới<link>https://bao-mau.vn/1.html</link></item>", item(2)), 0, "malformed"),
    "crossed tags": ok(rss("<item><title><b>Trường</title></b><link>https://bao-mau.vn/1.html</link></item>"), 1, "malformed"),
    "an attribute without quotes": ok(rss(item(1)).replace('"2.0"', "2.0"), 1, "malformed"),
    "two attributes of one name": ok(rss(item(1)).replace('"2.0"', '"2.0" version="2.0"'), 1, "malformed"),
    "an undeclared prefix": ok(rss(item(1, extra="<dc:creator>An</dc:creator>")), 1, "malformed"),
    "tags in capitals": ok(rss(item(1)).replace("item>", "ITEM>"), 1),
    "a NUL in a title": ok(rss(item(1, "Trường\x00 mới")), 1, "malformed", title="Trường mới"),
    "control characters in a title": ok(rss(item(1, "Trường\x0b\x08 mới")), 1, "malformed", title="Trường mới"),
    "references to no character": ok(rss(item(1, "Trường&#0; &#xD800;&#x110000;mới")), 1, title="Trường mới"),
    "300 levels of elements": ok(rss(item(1)).replace("<item>", "<x>" * 300 + "<item>").replace("</item>", "</item>" + "</x>" * 300), 1),
    "20,000 levels of elements": Bad(http("<rss><channel>" + "<x>" * 20_000), "ok", 0, "malformed"),
    "a document type in the middle": ok(rss(item(1), "<!DOCTYPE a>", item(2)), 2),
    "document types without an end": Bad(http("<rss>" + "<!DOCTYPE [" * 100_000), "ok", 0, "malformed"),
    "a declaration without an end": no_feed('<?xml version="1.0"' * 50_000),
    "a million opening brackets": no_feed("<" * MEGABYTE),
}  # fmt: skip

ENTITIES_AND_ENCODINGS = {
    "entities that grow tenfold eleven times": ok(BOMB_OF_ENTITIES + rss(item(1, "Tin &a11; mới")), 1, "malformed"),
    "entities that grow squarely": ok(QUADRATIC + rss(item(1, "Tin " + "&a;" * 2000)), 1, "malformed"),
    "an entity from a file": ok('<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + rss(item(1, "Tin &f; mới")), 1, "malformed"),
    "an entity from the net": ok('<!DOCTYPE rss [<!ENTITY f SYSTEM "http://10.0.0.1/x">]>' + rss(item(1, "Tin &f; mới")), 1, "malformed"),
    "a parameter entity": ok('<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://10.0.0.1/x.dtd">%p;]>' + rss(item(1)), 1),
    "a document type from the net": ok('<!DOCTYPE rss SYSTEM "http://10.0.0.1/rss.dtd">' + rss(item(1)), 1),
    "an XInclude": ok(rss(item(1, extra='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>')), 1),
    "a style sheet": ok('<?xml version="1.0"?><?xml-stylesheet href="http://10.0.0.1/x.xsl"?>' + rss(item(1)), 1),
    "UTF-8 said to be Latin-1": ok('<?xml version="1.0" encoding="iso-8859-1"?>' + rss(item(1, "Truong moi")), 1, title="Truong moi"),
    "UTF-16 with a mark": ok(('<?xml version="1.0" encoding="utf-16"?>' + rss(item(1))).encode("utf-16"), 1, title="Trường Hoa Sen mở cửa"),
    "UTF-16, big end first": ok(b"\xfe\xff" + rss(item(1)).encode("utf-16-be"), 1, title="Trường Hoa Sen mở cửa"),
    "UTF-16 cut in a letter": ok(rss(item(1)).encode("utf-16")[:-1], 1, "malformed"),
    "Windows Vietnamese, declared": ok(b'<?xml version="1.0" encoding="windows-1258"?>' + rss(item(1, "@")).encode().replace(b"@", CP1258), 1, title="Sáng nay"),
    "Windows letters in UTF-8": ok(rss(item(1, "@")).encode().replace(b"@", b"Tr\xfd\xff\xfeng"), 1),
    "an encoding that does not exist": ok('<?xml version="1.0" encoding="khong-co"?>' + rss(item(1, "Truong")), 1),
    "an encoding of 10,000 letters": ok(f'<?xml version="1.0" encoding="{"x" * 10_000}"?>' + rss(item(1, "Truong")), 1),
    "UTF-8 encoded twice": ok(rss(item(1, "Trường".encode().decode("latin-1"))), 1, title="Trường"),
    "letters and marks apart": ok(rss(item(1, "Tru\u031bo\u031b\u0300ng")), 1, title="Trường"),
    "invisible characters": ok(rss(item(1, "Tr\u200bường\u2060 m\u00adới")), 1, title="Trường mới"),
    "doubly escaped": ok(rss(item(1, "&amp;quot;Mở cửa&amp;quot;")), 1, title='"Mở cửa"'),
    "a script in a title": ok(rss(item(1, "&lt;script&gt;x()&lt;/script&gt;Tin")), 1),
    "a script in a summary": ok(rss(item(1, extra="<description>&lt;script&gt;x()&lt;/script&gt;Tin&lt;img src=x onerror=y&gt;</description>")), 1),
    "an unclosed comment in a summary": ok(rss(item(1, extra="<description>Tin &lt;!-- ẩn</description>")), 1),
    "a feed inside a script": ok("var x = " + json.dumps(rss(item(1))) + ";", 1, title="Trường Hoa Sen mở cửa"),
}  # fmt: skip

CONTENTS = {
    "a feed without entries": Bad(http(rss()), "ok", 0),
    "entries without anything": ok(rss("<item/>", "<item></item>", item(1)), 1, "2 entries without title and address"),
    "an entry without address": ok(rss("<item><title>Trường mới</title></item>"), 1, address=""),
    "an entry without title": ok(rss("<item><link>https://bao-mau.vn/1.html</link></item>"), 1, title=""),
    "ten thousand entries": ok(rss(*(item(n, "Tin") for n in range(10_000))), 500),
    "ten thousand entries, cut": ok(rss(*(item(n, "Tin") for n in range(10_000)))[:300_000], 500, "malformed"),
    "one entry ten thousand times": ok(rss(*[item(1, "Tin")] * 10_000), 1),
    "two entries of one guid": ok(rss(item(1, extra="<guid>7</guid>"), item(2, extra="<guid>7</guid>")), 1),
    "an entry inside an entry": ok(rss("<item><title>Một</title><item><title>Hai</title></item></item>"), 2),
    "addresses that differ in tracking only": ok(rss(item(1), item(1).replace(".html", ".html?utm_source=rss")), 1),
    "a title of a megabyte": ok(rss(item(1, "Trường " * 150_000)), 1),
    "a summary of a megabyte": ok(rss(item(1, extra=f"<description>{'Trường ' * 150_000}</description>")), 1),
    "a summary of unclosed pictures": ok(rss(item(1, extra=f"<description>{'&lt;img ' * 100_000}</description>")), 1),
    "a summary of unclosed links": ok(rss(item(1, extra=f"<description>{'&lt;a ' * 100_000}</description>")), 1),
    "a summary of opened elements": ok(rss(item(1, extra=f"<description>{'&lt;div&gt;' * 100_000}</description>")), 1),
    "a relative address": ok(rss("<item><title>Tin</title><link>../tin-1.html?a=1#x</link></item>"), 1, address="{base}/tin-1.html?a=1"),
    "an address without scheme": ok(rss("<item><title>Tin</title><link>//bao-mau.vn/1.html</link></item>"), 1, address="http://bao-mau.vn/1.html"),
    "an address in Vietnamese letters": ok(rss("<item><title>Tin</title><link>https://báo-mẫu.vn/tin-một.html</link></item>"), 1, address="https://báo-mẫu.vn/tin-một.html"),
    "an address in punycode": ok(rss("<item><title>Tin</title><link>https://xn--bo-mu-xqa9944c.vn/1.html</link></item>"), 1, address="https://xn--bo-mu-xqa9944c.vn/1.html"),
    "an address with blanks and breaks": ok(rss("<item><title>Tin</title><link>\n https://bao-mau.vn/tin moi\n.html </link></item>"), 1, address="https://bao-mau.vn/tin%20moi.html"),
    "an address of a script": ok(rss("<item><title>Tin</title><link>javascript:alert(1)</link></item>"), 1, address=""),
    "an address of a file": ok(rss("<item><title>Tin</title><link>file:///etc/passwd</link></item>"), 1, address=""),
    "an address of mail": ok(rss("<item><title>Tin</title><link>mailto:a@vi.du</link></item>"), 1, address=""),
    "a port that is no number": ok(rss("<item><title>Tin</title><link>https://bao-mau.vn:abc/1</link></item>"), 1, address=""),
    "a host in open brackets": ok(rss("<item><title>Tin</title><link>https://[bao-mau.vn/1</link></item>"), 1, address=""),
    "an address of 100,000 letters": ok(rss(f"<item><title>Tin</title><link>https://bao-mau.vn/{'a' * 100_000}</link></item>"), 1),
    "Atom without names of its own": ok(ATOM.replace(' xmlns="http://www.w3.org/2005/Atom"', "").format('<entry><title>Tin</title><link href="/1"/></entry>'), 1),
    "Atom with two addresses": ok(ATOM.format('<entry><title>Tin</title><link href="/1"/><link href="/2"/></entry>'), 1),
    "Atom with an address of no page": ok(ATOM.format('<entry><title>Tin</title><id>tag:x,1</id><link rel="edit" href="/1"/></entry>'), 1, address=""),
    "Atom whose text is marked up": ok(ATOM.format('<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Tin <b>mới</b></div></title><link href="/1"/></entry>'), 1, title="Tin mới"),
    "RDF": ok('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/>' + item(1) + "</rdf:RDF>", 1),
    "RSS without a channel": ok(f"<rss>{item(1)}</rss>", 1),
    "base64 in a summary": ok(rss(item(1, extra='<description type="text/html" mode="base64">%%%</description>')), 1),
}  # fmt: skip

JSON_FEEDS = {
    "JSON Feed without a list": Bad(http('{"version": "https://jsonfeed.org/version/1.1"}'), "ok", 0, "malformed: no list"),
    "JSON Feed, cut": no_feed('{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "ti', "parse: malformed: not a JSON Feed"),
    "JSON Feed with wrong kinds": ok('{"version": "https://jsonfeed.org/version/1.1", "items": [7, null, [], {"id": 5, "title": ["x"], "url": "https://bao-mau.vn/1"}]}', 1, "malformed: 3 items"),
    "JSON Feed with markup in plain text": ok('{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Lớp 5 <b>", "content_text": "x", "url": "/1"}]}', 1, title="Lớp 5"),
    "JSON Feed of nested lists": no_feed('{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 100_000, "parse: malformed: not a JSON Feed"),
    "JSON Feed whose version is a list": no_feed('{"version": ["https://jsonfeed.org/version/1"], "items": []}', "parse: malformed: not a JSON Feed"),
    "JSON Feed of ten thousand items": ok(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": str(n), "url": f"https://bao-mau.vn/{n}", "title": "Tin"} for n in range(10_000)]}), 500),
    "JSON Feed with bad letters": ok(b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Tin \xff\xfe", "url": "/1"}]}', 1),
}  # fmt: skip

TRANSPORT = {
    "a refused connection after the request": Bad(list, "temporary", 0, "protocol"),
    "no HTTP at all": Bad(b"220 mail.vi.du ESMTP\r\n", "temporary", 0, "protocol"),
    "a status that is no number": Bad(b"HTTP/1.1 abc OK\r\n\r\n", "temporary", 0, "protocol"),
    "HTTP 0.9": Bad(b"<rss></rss>", "temporary", 0, "protocol"),
    "headers cut": Bad(b"HTTP/1.1 200 OK\r\nContent-Ty", "temporary", 0, "protocol"),
    "a header of a megabyte": Bad(b"HTTP/1.1 200 OK\r\nX: " + b"x" * MEGABYTE + b"\r\n\r\n", "temporary", 0, "protocol"),
    "endless headers": Bad(lambda: [b"HTTP/1.1 200 OK\r\n", *endless(b"X: y\r\n", 100_000)], "temporary", 0, "protocol"),
    "a body shorter than told": Bad(http(rss(item(1)), content_length="9999"), "temporary", 0, "protocol"),
    "a length that is no number": Bad(http(rss(item(1)), content_length="abc"), "temporary", 0, "protocol"),
    "a negative length": Bad(http(rss(item(1)), content_length="-1"), "temporary", 0, "protocol"),
    "a length of 100 MB, sent": Bad(lambda: [http(b"", content_length=str(100 * MEGABYTE)), *endless(b"x" * 65_536, 1600)], "permanent", 0, "too-large"),
    "endless pieces": Bad(lambda: chunked(endless(b"x" * 65_536)), "permanent", 0, "too-large"),
    "endless pieces of one byte": Bad(lambda: chunked(endless(b"x")), "temporary", 0, "timeout"),
    "a piece with a wrong length": Bad(lambda: [next(chunked([])), b"zz\r\nabc\r\n"], "temporary", 0, "protocol"),
    "pieces cut": Bad(lambda: [next(chunked([])), b"ff\r\nabc"], "temporary", 0, "protocol"),
    "a server that says nothing": Bad(lambda: dripping(b"", 10), "temporary", 0, "timeout"),
    "headers that drip": Bad(lambda: dripping(b"HTTP/1.1 200 OK\r\nX: ", 0.05), "temporary", 0, "timeout"),
    "a body that drips": Bad(lambda: dripping(http(b"", content_length="5000"), 0.05), "temporary", 0, "timeout"),
    "a body that stops": Bad(lambda: dripping(http(b"", content_length="5000"), 10), "temporary", 0, "timeout"),
    "a gzip bomb": Bad(http(GZIP_BOMB, content_encoding="gzip"), "permanent", 0, "too-large"),
    "a gzip bomb, undeclared": Bad(http(GZIP_BOMB), "permanent", 0, "too-large"),
    "a gzip bomb in gzip": Bad(http(gzip.compress(GZIP_BOMB, mtime=0), content_encoding="gzip"), "permanent", 0, "too-large"),
    "a deflate bomb": Bad(http(zlib.compress(bytes(50 * MEGABYTE)), content_encoding="deflate"), "permanent", 0, "too-large"),
    "gzip cut": Bad(http(gzip.compress(rss(item(1)).encode())[:-20], content_encoding="gzip"), "temporary", 0, "compression"),
    "gzip of other bytes": Bad(http(b"\x1f\x8b" + bytes(range(200)), content_encoding="gzip"), "temporary", 0, "compression"),
    "gzip told, not sent": Bad(http(rss(item(1)), content_encoding="gzip"), "ok", 1),
    "gzip in gzip": Bad(http(gzip.compress(gzip.compress(rss(item(1)).encode())), content_encoding="gzip"), "ok", 1),
    "brotli, not asked for": Bad(http(b"\x0b\x02\x80", content_encoding="br"), "temporary", 0, "content-encoding"),
    "an encoding of lies": Bad(http(rss(item(1)), content_encoding="aes256gcm"), "temporary", 0, "content-encoding"),
    "the wrong kind of content": Bad(http(rss(item(1)), content_type="image/png"), "ok", 1),
    "a kind of content that is garbage": Bad(http(rss(item(1)), content_type=";;;=\x80"), "ok", 1),
    "304 to a question without condition": Bad(http(b"", 304), "temporary", 0, "http 304"),
    "204 without anything": Bad(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", "temporary", 0, "parse: not a feed"),
    "404 with a feed": Bad(http(rss(item(1)), 404), "temporary", 0, "http 404"),
    "500 without end": Bad(lambda: [http(b"", 500, content_length=str(100 * MEGABYTE)), *endless(b"x" * 65_536, 1600)], "permanent", 0, "too-large"),
    "a status of 999": Bad(http(b"", 999), "temporary", 0, "http 999"),
    "an interim answer first": Bad(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + http(rss(item(1))), "ok", 1),
    "redirect to itself": Bad(moved("{path}"), "temporary", 0, "redirects: too many"),
    "redirect to nowhere": Bad(http(b"", 302), "temporary", 0, "http 302"),
    "redirect to nonsense": Bad(moved("http://[::bad"), "blocked", 0, "refused"),
    "redirect to a private address": Bad(moved("http://10.1.2.3/rss"), "blocked", 0, "refused: address is not public"),
    "redirect to a name inside": Bad(moved("http://trong-nha.vn/rss"), "blocked", 0, "refused: address is not public"),
    "redirect to the cloud's own address": Bad(moved("http://169.254.169.254/latest/meta-data/"), "blocked", 0, "refused: address is not public"),
    "redirect to another loopback": Bad(moved("http://127.0.0.9/"), "blocked", 0, "refused: address is not public"),
    "redirect to the loopback as a number": Bad(moved("http://2130706434/"), "blocked", 0, "refused"),
    "redirect to IPv6 at home": Bad(moved("http://[::1]/"), "blocked", 0, "refused: address is not public"),
    "redirect to a mapped address": Bad(moved("http://[::ffff:10.0.0.1]/"), "blocked", 0, "refused: address is not public"),
    "redirect to a file": Bad(moved("file:///etc/passwd"), "blocked", 0, "refused"),
    "redirect to a host of no letters": Bad(moved("http://xn--bo-mu-0qa25a.vn/"), "temporary", 0, "robots: unreachable (address: malformed"),
    "redirect to a host of 300 letters": Bad(moved(f"http://{'a' * 300}.vn/"), "temporary", 0, "robots: unreachable ("),
    "redirect with a password": Bad(moved("http://an:mat-khau@bao-mau.vn/"), "blocked", 0, "refused"),
    "redirect to gopher": Bad(moved("gopher://127.0.0.1:70/x"), "blocked", 0, "refused"),
}  # fmt: skip

SITEMAPS = {
    "a sitemap, empty": Bad(http(""), "temporary", 0, "parse: not a sitemap", SourceKind.SITEMAP),
    "a page for a sitemap": Bad(http("<html><body>x</body></html>"), "temporary", 0, "parse: not a sitemap", SourceKind.SITEMAP),
    "a sitemap, cut": Bad(http("<urlset><url><loc>https://bao-mau.vn/tin-1.html</loc></url><url><loc>https://bao"), "ok", 2, "malformed", SourceKind.SITEMAP),
    "a sitemap with a bomb": Bad(http(BOMB_OF_ENTITIES.replace("rss", "urlset") + "<urlset><url><loc>https://bao-mau.vn/&a11;</loc></url></urlset>"), "ok", 1, "malformed", SourceKind.SITEMAP),
    "a sitemap of broken gzip": Bad(http(gzip.compress(b"<urlset/>")[:-9]), "temporary", 0, "compression", SourceKind.SITEMAP),
    "a sitemap of ten thousand addresses": Bad(http("<urlset>" + "".join(f"<url><loc>https://bao-mau.vn/tin-{n}.html</loc></url>" for n in range(10_000)) + "</urlset>"), "ok", 1000, "", SourceKind.SITEMAP),
    "a sitemap of odd addresses": Bad(http("<urlset><url><loc>javascript:x</loc></url><url><loc/></url><url/></urlset>"), "ok", 0, "", SourceKind.SITEMAP),
    "an index of itself": Bad(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<sitemapindex><sitemap><loc>{url}</loc></sitemap></sitemapindex>", "ok", 0, "", SourceKind.SITEMAP),
    "an index of private addresses": Bad(http("<sitemapindex><sitemap><loc>http://10.0.0.1/x.xml</loc></sitemap></sitemapindex>"), "ok", 0, "http://10.0.0.1/x.xml: refused", SourceKind.SITEMAP),
    "a section page, empty": Bad(http(""), "temporary", 0, "parse: empty page", SourceKind.HTML),
    "a section page without links": Bad(http("<html><body><p>Chào</p></body></html>"), "ok", 0, "no article links found", SourceKind.HTML),
    "a section page of 2,000 open elements": Bad(http("<div>" * 2000 + "<a href='/truong-moi-1001.html'>Trường Hoa Sen mở cửa đón học sinh</a>"), "ok", 0, "no article links found", SourceKind.HTML),
    "a section page that is XML": Bad(http('<?xml version="1.0"?>' + rss(item(1))), "ok", 0, "no article links found", SourceKind.HTML),
    "a section page of odd marks": Bad(http("<![if IE]><!ELEMENT x><![CDATA[ <a href='/a'>x"), "ok", 0, "no article links found", SourceKind.HTML),
}  # fmt: skip

FEEDS = NOT_WELL_FORMED | ENTITIES_AND_ENCODINGS | CONTENTS | JSON_FEEDS | TRANSPORT | SITEMAPS


def source_at(url: str, kind: SourceKind = SourceKind.RSS) -> Source:
    return Source("bao-mau", "Báo Mẫu", kind, url, Channel.PRESS_LOCAL, Tier.STATE, min_gap=timedelta(0))


def poll(world: World, path: str, bad: Bad) -> PollResult:
    url = world.server.base + path

    def answer() -> Iterator[bytes]:
        for piece in bad.pieces():
            yield piece if len(piece) > SHORT else _filled(piece, path, url)

    world.server.add(path, answer)
    return poll_feed(world.fetcher, source_at(url, bad.kind), url, FeedState(url, "bao-mau", NOW), NOW, 0.5)


def _filled(piece: bytes, path: str, url: str) -> bytes:
    return piece.replace(b"{path}", path.encode()).replace(b"{url}", url.encode())


@pytest.mark.parametrize("bad", [pytest.param(bad, id=name) for name, bad in FEEDS.items()])
def test_a_bad_feed_ends_as_expected(world: World, bad: Bad, request: pytest.FixtureRequest) -> None:
    path = f"/{abs(hash(request.node.name))}"
    started, cpu = time.monotonic(), time.process_time()
    result = poll(world, path, bad)
    told = result.record.error or result.warning or ""
    assert (str(result.record.outcome), len(result.entries)) == (bad.outcome, bad.entries), told
    assert told.startswith(bad.told)
    assert bool(told) == bool(bad.told), told
    assert time.process_time() - cpu < SLOW_S
    assert time.monotonic() - started < HANGS_S
    if bad.title is not None:
        assert result.entries[0].title == bad.title
    if bad.address is not None:
        assert result.entries[0].url == bad.address.format(base=world.server.base)
    for entry in result.entries:
        assert not any(mark in entry.title + entry.text for mark in bad.absent)
        assert len(entry.text) <= 20_000


@pytest.mark.parametrize("host", ["báo-mẫu.vn", "BÁO-MẪU.vn", "xn--bo-mu-xqa9944c.vn"])
def test_a_host_in_vietnamese_letters_is_asked(world: World, host: str) -> None:
    world.server.add("/idn", lambda: [http(rss(item(1)))])
    port = world.server.base.rpartition(":")[2]
    url = f"http://{host}:{port}/idn"
    result = poll_feed(world.fetcher, source_at(url), url, FeedState(url, "bao-mau", NOW), NOW, 0.5)
    assert (str(result.record.outcome), len(result.entries)) == ("ok", 1), result.record.error


DATES = {
    "none": ("", None),
    "a word": ("hôm nào đó", None),
    "the zone after GMT": ("Wed, 12 Oct 2022 14:50:00 GMT+7", "2022-10-12T07:50:00+00:00"),
    "day before month": ("09/10/2022 07:30", "2022-10-09T00:30:00+00:00"),
    "two digits of a year": ("12 Oct 22 08:00:00 +0700", "2022-10-12T01:00:00+00:00"),
    "a month of 13": ("12/13/2022", None),
    "a day of 31 in February": ("31/02/2022", None),
    "an hour of 25": ("12/10/2022 25:10", None),
    "next year": ("Wed, 12 Oct 2023 14:50:00 +0700", None),
    "ten minutes ahead": ("Wed, 12 Oct 2022 15:10:00 +0700", "2022-10-12T08:10:00+00:00"),
    "the year 1": ("0001-01-01T00:00:00", None),
    "the epoch": ("Thu, 01 Jan 1970 00:00:00 GMT", None),
    "a day that is not that weekday": ("Mon, 12 Oct 2022 14:50:00 +0700", "2022-10-12T07:50:00+00:00"),
    "Vietnamese words": ("Thứ tư, 12/10/2022, 14:50 (GMT+7)", "2022-10-12T07:50:00+00:00"),
    "an offset of 99 hours": ("Wed, 12 Oct 2022 14:50:00 +9900", None),
    "a megabyte of digits": ("1" * MEGABYTE, None),
    "ISO without a zone": ("2022-10-12T14:50:00", "2022-10-12T07:50:00+00:00"),
    "seconds since 1970": ("1665560000", "2022-10-12T07:33:20+00:00"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), [pytest.param(*row, id=name) for name, row in DATES.items()])
def test_an_odd_date_is_right_or_none(
    world: World, raw: str, expected: str | None, request: pytest.FixtureRequest
) -> None:
    bad = ok(rss(item(1, extra=f"<pubDate>{raw}</pubDate>")), 1)
    (entry,) = poll(world, f"/{abs(hash(request.node.name))}", bad).entries
    assert entry.published_at == (datetime.fromisoformat(expected) if expected else None)


def page(body: str, head: str = "<title>Trường Hoa Sen mở cửa</title>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


GOOD_BODY = f"<h1>Trường Hoa Sen mở cửa</h1><p>{WORDS}</p><p>{WORDS}</p>"
NO_TEXT = "extract: no usable text"
PAGES: dict[str, tuple[bytes | str, str]] = {
    "empty": ("", "extract: empty page"),
    "only blanks": (" \n " * 1000, "extract: empty page"),
    "NUL bytes": (bytes(5000), "extract: not a page"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "extract: not a page"),
    "no text": (page("<div></div>"), NO_TEXT),
    "menus only": (page("<nav>" + "<a href='/x'>Giáo dục</a>" * 50 + "</nav>"), NO_TEXT),
    "scripts only": (page("<script>" + "var x = '<p>Một câu dài trong mã nguồn của trang này</p>';" * 50 + "</script>"), NO_TEXT),
    "an unclosed script": (page("<script>var x = 1;") + GOOD_BODY, NO_TEXT),
    "an unclosed comment": ("<html><body><!-- " + GOOD_BODY, NO_TEXT),
    "an unclosed style": ("<html><style>p { " + GOOD_BODY, NO_TEXT),
    "links only": (page("<div>" + "<p><a href='/x'>Trường Hoa Sen mở cửa đón học sinh trở lại sau mưa lớn</a></p>" * 20 + "</div>"), NO_TEXT),
    "JSON": ('{"title": "x"}', NO_TEXT),
    "a feed": (rss(item(1)), NO_TEXT),
    "cut in a paragraph": (page(GOOD_BODY)[:-200], ""),
    "cut in a tag": (page(GOOD_BODY + "<p class='x")[:-14], ""),
    "no head and no body": (GOOD_BODY, ""),
    "tags in capitals": (page(GOOD_BODY).replace("<p>", "<P>").replace("</p>", "</P>"), ""),
    "nothing is closed": (page(GOOD_BODY).replace("</p>", "").replace("</h1>", ""), ""),
    "everything is closed twice": (page(GOOD_BODY).replace("</p>", "</p></p></div>"), ""),
    "NUL between letters": (page(GOOD_BODY).replace("Hoa", "H\x00oa"), ""),
    "control characters": (page(GOOD_BODY).replace("Hoa", "H\x08\x0boa"), ""),
    "UTF-16": (page(GOOD_BODY).encode("utf-16"), ""),
    "Latin-1 that is UTF-8": (page(GOOD_BODY, "<meta charset='iso-8859-1'>"), ""),
    "a charset that does not exist": (page(GOOD_BODY, "<meta charset='khong-co'>").encode() + b"\xff", ""),
    "bad letters": (page(GOOD_BODY).encode() + b"<p>\xff\xfe\xc3</p>", ""),
    "JSON-LD that is no JSON": (page(GOOD_BODY, "<script type='application/ld+json'>{'headline': </script>"), ""),
    "JSON-LD of wrong kinds": (page(GOOD_BODY, '<script type="application/ld+json">{"@type": "NewsArticle", "headline": 7, "author": [3, null], "datePublished": {}}</script>'), ""),
    "JSON-LD of nested lists": (page(GOOD_BODY, f'<script type="application/ld+json">{"[" * 50_000}</script>'), ""),
    "JSON-LD of a hundred thousand things": (page(GOOD_BODY, f'<script type="application/ld+json">[{",".join(["{}"] * 100_000)}]</script>'), ""),
    "a canonical address that is nonsense": (page(GOOD_BODY, "<link rel='canonical' href='http://[bad'>"), ""),
    "a canonical address of another paper": (page(GOOD_BODY, "<link rel='canonical' href='https://khac.vn/'>"), ""),
    "a base that leads away": (page(GOOD_BODY, "<base href='file:///etc/'>"), ""),
    "a date of nonsense": (page(GOOD_BODY, "<meta property='article:published_time' content='99/99/9999'>"), ""),
    "ten thousand attributes": (page("<div " + " ".join(f"a{n}=1" for n in range(10_000)) + ">" + GOOD_BODY + "</div>"), ""),
    "a class of a megabyte": (page(f"<div class='{'x ' * 400_000}'>{GOOD_BODY}</div>"), ""),
    "200 open elements": (page("<div>" * 200 + GOOD_BODY), ""),
    "50,000 open elements": ("<div>" * 50_000 + "chữ", NO_TEXT),
    "50,000 short paragraphs": (page("<p>a</p>" * 50_000), NO_TEXT),
    "400,000 line breaks": (page("<br>" * 400_000), NO_TEXT),
    "100,000 line breaks": (page("<br>" * 100_000), NO_TEXT),
    "a word of a megabyte": (page(f"<p>{'x' * MEGABYTE}</p>"), ""),
    "an entity bomb": (BOMB_OF_ENTITIES + page(GOOD_BODY + "<p>&a11;</p>"), ""),
    "an entity from a file": ('<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + page(GOOD_BODY + "<p>&f;</p>"), ""),
    "a table in a table in a table": (page("<table><tr><td>" * 60 + GOOD_BODY), ""),
}  # fmt: skip


@pytest.mark.parametrize(("body", "error"), [pytest.param(*row, id=name) for name, row in PAGES.items()])
def test_a_bad_page_ends_as_expected(
    world: World, body: bytes | str, error: str, request: pytest.FixtureRequest
) -> None:
    answer = http(body, content_type="text/html")
    url = world.server.add(f"/{abs(hash(request.node.name))}.html", lambda: [answer])
    entry = Entry(url, "bao-mau", url, url, "Trường Hoa Sen mở cửa", "", needs_page=True)
    started, cpu = time.monotonic(), time.process_time()
    result = read_entry(world.fetcher, entry, source_at(url), NOW)
    assert time.process_time() - cpu < SLOW_S
    assert time.monotonic() - started < HANGS_S
    assert (result.error or "") == error
    assert (result.item is None) == bool(error)
    if result.item is not None:
        assert result.item.text
        assert "root:" not in result.item.text
        assert "hahaha" not in result.item.text
        assert result.item.url == url


def test_the_table_is_long_enough() -> None:
    assert len(FEEDS) + len(DATES) + len(PAGES) >= 120


@pytest.mark.parametrize("name", ["a gzip bomb", "endless pieces", "a length of 100 MB, sent"])
def test_a_large_answer_costs_little_memory(world: World, name: str) -> None:
    tracemalloc.start()
    try:
        poll(world, "/lon", FEEDS[name])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20 * MEGABYTE
