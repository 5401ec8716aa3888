"""`sources.yaml` → `Source`s: reads, checks the whole file, and reports every fault at once with its line and key.

Only `id` and `url` are required of a source. A missing `tier` follows from the channel; `tier` may also be written as
a number, 1 the most trusted. Keys of services are settings of the machine, and refused in addresses. Whether an address
answers is not checked here: that is probing, and needs the network.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import soupsieve
from cssselect import HTMLTranslator, SelectorError

from monitor.core.config.yaml_lines import FaultList, Fields, Node, read_yaml
from monitor.core.items import Channel
from monitor.core.sources import Source, SourceKind, Tier

SELECTORS = ("entry", "link", "title", "lead", "body", "published", "drop")
ARTICLE_SELECTORS = frozenset({"title", "lead", "body", "published", "drop"})
"""Those also tried on article pages, whose reader (cssselect) knows a little less of CSS than that of section pages."""

CONFIDENCES = ("A", "B", "C", "D")

_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)
_DEFAULT_MINUTES = 15
_MAX_MINUTES = 10_080
"""One week: a source polled less often is better switched off."""
_MAX_GAP_S = 3600

_SIMPLER = "hãy viết bằng thẻ, .lớp, #id, [thuộc tính], dấu cách, dấu > và dấu phẩy"

_KINDS = {kind.value: kind for kind in SourceKind}
_CHANNELS = {channel.value: channel for channel in Channel}
_TIERS = {tier.value: tier for tier in Tier} | {str(rank): tier for rank, tier in enumerate(Tier, start=1)}
_TIER_OF_CHANNEL = {
    Channel.GOV_SITE: Tier.STATE,
    Channel.BROADCAST: Tier.STATE,
    Channel.PRESS_LOCAL: Tier.STATE,
    Channel.PRESS_CENTRAL: Tier.NATIONAL,
    Channel.PRESS_TRADE: Tier.TRADE,
    Channel.AGGREGATOR: Tier.AGGREGATOR,
    Channel.FACEBOOK_PAGE: Tier.OFFICIAL_PAGE,
    Channel.ZALO_OA: Tier.OFFICIAL_PAGE,
}
_CHANNEL_OF_KIND = {
    SourceKind.TELEGRAM: Channel.TELEGRAM,
    SourceKind.YOUTUBE: Channel.YOUTUBE,
    SourceKind.FORUM: Channel.FORUM,
    SourceKind.FACEBOOK: Channel.FACEBOOK_PAGE,
    SourceKind.YOUTUBE_COMMENTS: Channel.COMMENT,
    SourceKind.THREADS: Channel.FORUM,
    SourceKind.REDDIT: Channel.FORUM,
    SourceKind.GOOGLE: Channel.AGGREGATOR,
}
# Threads and Reddit hold the words of many private persons, as a forum does: their handles are hashed.
_GAP_OF_KIND_S = {SourceKind.REDDIT: 60, SourceKind.GOOGLE: 60}
# Reddit allows about one request a minute, Google blocks after bursts.
_SECRETS = frozenset({"access_token", "client_secret", "app_secret", "api_key", "apikey"})
_SECRETS_OF_HOST = {"googleapis.com": "key", "reddit.com": "user"}


def load_sources(path: Path) -> tuple[Source, ...]:
    """Read and check a list of sources. Raises ConfigError with every fault of the file."""
    root, _ = read_yaml(path)
    faults = FaultList(str(path))
    fields = Fields(root, faults)
    rows = fields.rows("sources")
    if not fields.has("sources"):
        fields.fault("sources", "thiếu mục bắt buộc; cần danh sách nguồn")
    seen: dict[str, Node] = {}
    sources = tuple(_source(row, faults, seen) for row in rows)
    fields.finish()
    faults.check()
    return sources


def _source(fields: Fields, faults: FaultList, seen: dict[str, Node]) -> Source:
    source_id = _identifier(fields, faults, seen)
    kind = fields.choice("kind", _KINDS, SourceKind.RSS)
    channel = fields.choice("channel", _CHANNELS, _CHANNEL_OF_KIND.get(kind, Channel.AGGREGATOR))
    if kind is SourceKind.GOOGLE and channel is not Channel.AGGREGATOR:
        fields.fault("channel", "nguồn Google chỉ là đầu mối, không phải nơi đưa tin; cần aggregator")
    source = Source(
        id=source_id,
        name=fields.text("name", source_id) if source_id else fields.text("name", "?"),
        kind=kind,
        url=_url(fields),
        channel=channel,
        tier=fields.choice("tier", _TIERS, _TIER_OF_CHANNEL.get(channel, Tier.OPEN_SOCIAL)),
        sections=fields.texts("sections"),
        home_place=fields.text("home_place", "") or None,
        every=fields.span("every_minutes", _MINUTE, _DEFAULT_MINUTES, low=0, high=_MAX_MINUTES),
        min_gap=fields.span("min_gap_s", _SECOND, _GAP_OF_KIND_S.get(kind, 1), low=0, high=_MAX_GAP_S),
        enabled=fields.flag("enabled", default=True),
        confidence=fields.choice("confidence", {letter: letter for letter in CONFIDENCES}, "C"),
        aliases=fields.texts("aliases"),
        selectors=_selectors(fields),
        article_pattern=_pattern(fields),
        note=fields.text("note", ""),
        official=fields.flag("official", default=False),
        consent=fields.text("consent", ""),
    )
    fields.finish()
    return source


def _identifier(fields: Fields, faults: FaultList, seen: dict[str, Node]) -> str:
    text = fields.text("id")
    node = fields.get("id")
    if node is None or not text:
        return text
    if not _ID.match(text):
        faults.add(node, f"{node.found} không dùng được; chỉ gồm a-z, 0-9 và dấu gạch nối, ví dụ bao-dong-khoi")
    first = seen.setdefault(text, node)
    if first is not node:
        faults.add(node, f'nguồn "{text}" đã có ở dòng {first.line}')
    return text


def _url(fields: Fields) -> str:
    url = fields.text("url")
    if url and not _is_web_address(url):
        fields.fault("url", f'đang là "{url}"; cần địa chỉ đầy đủ, bắt đầu bằng https:// hoặc http://')
    elif url and _has_secret(url):
        fields.fault("url", "có khóa hoặc mã truy cập; hãy bỏ khỏi địa chỉ và đặt vào biến môi trường")
    return url


def _has_secret(url: str) -> bool:
    parts = urlsplit(url)
    names = {name.lower() for name in parse_qs(parts.query)}
    host = f".{parts.hostname or ''}"
    return bool(names & _SECRETS) or any(
        host.endswith("." + owner) and name in names for owner, name in _SECRETS_OF_HOST.items()
    )


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in url and parts.port != 0
    except ValueError:
        return False


def _selectors(fields: Fields) -> Mapping[str, str]:
    table = fields.table("selectors")
    if table is None:
        return {}
    selectors = {name: _selector(table, name) for name in SELECTORS if table.has(name)}
    table.finish()
    return selectors


def _selector(table: Fields, name: str) -> str:
    selector = table.text(name)
    if not selector:
        return selector
    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError) as error:
        column = getattr(error, "col", None)
        place = f", xem từ ký tự thứ {column}" if column else ""
        table.fault(name, f'"{selector}" không phải bộ chọn CSS{place}; ví dụ đúng: div.tin > a[href]')
        return selector
    if name in ARTICLE_SELECTORS and not _reads_articles(selector):
        table.fault(name, f'"{selector}" dùng cách viết CSS mà bộ đọc trang bài không hiểu; {_SIMPLER}')
    return selector


def _reads_articles(selector: str) -> bool:
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError:
        return False
    return True


def _pattern(fields: Fields) -> str | None:
    pattern = fields.text("article_pattern", "") or None
    if pattern is not None:
        try:
            re.compile(pattern)
        except re.error as error:
            fields.fault("article_pattern", f'"{pattern}" không phải biểu thức chính quy ({error})')
    return pattern
