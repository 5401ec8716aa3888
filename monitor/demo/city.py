"""Reads a city: `city.yaml`, `articles.jsonl`, `posts.jsonl` (format: data/demo/README.md). Lists every fault."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from monitor.core.clock import parse_time
from monitor.core.errors import ConfigError, Fault
from monitor.core.items import Channel
from monitor.core.sources import SourceKind, Tier

DEFAULT_SPEED = 90.0
"""Virtual minutes a real second: three days in 48 seconds."""
MAX_DAYS = 31


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet or channel of the city. `kind` says how it publishes."""

    id: str
    name: str
    kind: SourceKind
    channel: Channel
    tier: Tier
    home_place: str | None
    official: bool
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """One article or post: when it appears and what it says. Posts have no title."""

    id: str
    outlet: str
    at: datetime
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    author: str | None
    section: str | None
    hashtags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """Everything a demo shows. `published` is in order of time."""

    name: str
    start: datetime
    end: datetime
    speed: float
    outlets: tuple[Outlet, ...]
    published: tuple[Published, ...]

    def outlet(self, outlet_id: str) -> Outlet:
        """Find an outlet by id; the loader guarantees that every published text has one."""
        return next(outlet for outlet in self.outlets if outlet.id == outlet_id)


class _Faults:
    def __init__(self) -> None:
        self.rows: list[Fault] = []
        self.lines: dict[str, int] = {}
        """Where each key of `city.yaml` stands."""

    def add(self, path: Path, line: int, key: str, message: str) -> None:
        self.rows.append(Fault(path.name, line, key, message))

    def add_at(self, path: Path, key: str, message: str) -> None:
        """A fault of `city.yaml`, at its key's line, or its list's when the key is missing."""
        written = next((known for known in (key, key.rpartition(".")[0]) if known in self.lines), "")
        self.add(path, self.lines.get(written, 1), key, message)


def load_city(folder: Path) -> City:
    """Read and check a city. Raises ConfigError with every fault: file, line, key, what is wrong."""
    faults = _Faults()
    head = _read_head(folder / "city.yaml", faults)
    outlets = _outlets(folder / "city.yaml", head, faults)
    declared = head.get("sources")
    # A text of an outlet that is itself faulty is no further fault.
    known = (
        {str(row.get("id")) for row in declared if isinstance(row, Mapping)} if isinstance(declared, list) else set()
    )
    rows = [
        *_published(folder / "articles.jsonl", known, faults, parse=_article),
        *_published(folder / "posts.jsonl", known, faults, parse=_post),
    ]
    _check_ids(folder, rows, faults)
    start, end = _window(folder / "city.yaml", head, faults)
    if not rows and not faults.rows:
        faults.add(folder / "articles.jsonl", 1, "id", "thành phố chưa có bài hay bài đăng nào")
    if faults.rows:
        raise ConfigError(tuple(faults.rows))
    assert start is not None
    assert end is not None
    published = tuple(sorted((row for _, row in rows), key=lambda row: (row.at, row.id)))
    speed = float(head.get("speed") or DEFAULT_SPEED)
    return City(str(head.get("name") or folder.name), start, end, speed, tuple(outlets), published)


def _read_head(path: Path, faults: _Faults) -> Mapping[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        head = yaml.safe_load(text)
    except OSError:
        faults.add(path, 1, "", f"không đọc được tệp {path}: hãy kiểm tra thư mục --data")
        return {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        faults.add(path, mark.line + 1 if mark else 1, "", f"YAML sai cú pháp: {getattr(error, 'problem', error)}")
        return {}
    if not isinstance(head, Mapping):
        faults.add(path, 1, "", "phải là các cặp khóa: giá trị")
        return {}
    faults.lines = dict(_lines_of(yaml.compose(text, Loader=yaml.SafeLoader)))
    return head


def _lines_of(node: yaml.Node | None, path: str = "") -> Iterator[tuple[str, int]]:
    """Every key path of a document with its line: `sources[2].kind`, 14."""
    if node is None:
        return
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines_of(value, f"{path}.{key.value}" if path else str(key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines_of(value, f"{path}[{index}]")


def _window(path: Path, head: Mapping[str, Any], faults: _Faults) -> tuple[datetime | None, datetime | None]:
    if not head:
        return None, None
    raw = head.get("start")
    try:
        start = parse_time(raw.isoformat() if isinstance(raw, datetime) else str(raw))
    except ValueError:
        faults.add_at(path, "start", f"«{raw}» không phải thời điểm ISO 8601, ví dụ 2022-10-10T06:00:00+07:00")
        return None, None
    days = head.get("days", 1)
    if isinstance(days, bool) or not isinstance(days, int | float) or not 0 < days <= MAX_DAYS:
        faults.add_at(path, "days", f"«{days}» phải là số ngày lớn hơn 0, nhiều nhất {MAX_DAYS}")
        return None, None
    speed = head.get("speed", DEFAULT_SPEED)
    if isinstance(speed, bool) or not isinstance(speed, int | float) or speed <= 0:
        faults.add_at(path, "speed", f"«{speed}» phải là số phút ảo trong một giây, lớn hơn 0")
    return start, start + timedelta(days=float(days))


def _outlets(path: Path, head: Mapping[str, Any], faults: _Faults) -> list[Outlet]:
    rows = head.get("sources") or []
    if not isinstance(rows, list):
        faults.add_at(path, "sources", "phải là danh sách các nguồn")
        return []
    if head and not rows:
        faults.add_at(path, "sources", "cần ít nhất một nguồn")
    outlets: list[Outlet] = []
    for index, row in enumerate(rows):
        outlet = _outlet(path, f"sources[{index}]", row, faults)
        if outlet is None:
            continue
        if any(known.id == outlet.id for known in outlets):
            faults.add_at(path, f"sources[{index}].id", f"«{outlet.id}» bị trùng")
        outlets.append(outlet)
    return outlets


def _outlet(path: Path, key: str, row: Any, faults: _Faults) -> Outlet | None:
    if not isinstance(row, Mapping) or not row.get("id"):
        faults.add_at(path, f"{key}.id", "mỗi nguồn cần có id")
        return None
    kind = _choice(path, f"{key}.kind", row.get("kind", "rss"), SourceKind, faults)
    channel = _choice(path, f"{key}.channel", row.get("channel", "press-central"), Channel, faults)
    tier = _choice(path, f"{key}.tier", row.get("tier", "national"), Tier, faults)
    if kind is None or channel is None or tier is None:
        return None
    return Outlet(
        id=str(row["id"]),
        name=str(row.get("name") or row["id"]),
        kind=kind,
        channel=channel,
        tier=tier,
        home_place=str(row["home_place"]) if row.get("home_place") else None,
        official=bool(row.get("official")),
        sections=tuple(str(section) for section in row.get("sections") or ()),
    )


def _choice(path: Path, key: str, value: Any, kinds: Any, faults: _Faults) -> Any:
    try:
        return kinds(value)
    except ValueError:
        allowed = ", ".join(kind.value for kind in kinds)
        faults.add_at(path, key, f"«{value}» không dùng được; các giá trị cho phép: {allowed}")
        return None


def _published(
    path: Path, known: set[str], faults: _Faults, *, parse: Callable[[Mapping[str, Any], datetime], Published]
) -> list[tuple[tuple[Path, int], Published]]:
    if not path.exists():
        return []
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        published = _line(path, number, line, known, faults, parse)
        if published is not None:
            rows.append(((path, number), published))
    return rows


def _line(  # noqa: PLR0917 - private, called once
    path: Path,
    number: int,
    line: str,
    known: set[str],
    faults: _Faults,
    parse: Callable[[Mapping[str, Any], datetime], Published],
) -> Published | None:
    try:
        record = json.loads(line)
    except ValueError as error:
        faults.add(path, number, "", f"không phải JSON: {error}")
        return None
    if not isinstance(record, Mapping) or not record.get("id"):
        faults.add(path, number, "id", "thiếu id")
        return None
    if record.get("source") not in known:
        faults.add(path, number, "source", f"«{record.get('source')}» không có trong city.yaml")
        return None
    try:
        at = parse_time(str(record.get("at")))
    except ValueError:
        faults.add(path, number, "at", f"«{record.get('at')}» không phải thời điểm ISO 8601")
        return None
    published = parse(record, at)
    if not published.title and not published.paragraphs:
        faults.add(path, number, "text", "bài không có tiêu đề lẫn nội dung")
        return None
    return published


def _article(record: Mapping[str, Any], at: datetime) -> Published:
    body = record.get("body") or ()
    paragraphs = tuple(body.split("\n")) if isinstance(body, str) else tuple(str(p) for p in body)
    return Published(
        id=str(record["id"]), outlet=str(record["source"]), at=at, title=str(record.get("title") or ""),
        lead=str(record.get("lead") or ""), paragraphs=paragraphs, author=_optional(record, "author"),
        section=_optional(record, "section"),
    )  # fmt: skip


def _post(record: Mapping[str, Any], at: datetime) -> Published:
    text = str(record.get("text") or "")
    return Published(
        id=str(record["id"]), outlet=str(record["source"]), at=at, title=str(record.get("title") or ""), lead="",
        paragraphs=tuple(text.split("\n")) if text else (), author=_optional(record, "author"), section=None,
        hashtags=tuple(str(tag) for tag in record.get("hashtags") or ()),
        links=tuple(str(link) for link in record.get("links") or ()),
    )  # fmt: skip


def _optional(record: Mapping[str, Any], key: str) -> str | None:
    return str(record[key]) if record.get(key) else None


def _check_ids(folder: Path, rows: list[tuple[tuple[Path, int], Published]], faults: _Faults) -> None:
    seen: dict[str, int] = {}
    for (path, number), row in rows:
        if row.id in seen:
            faults.add(folder / path.name, number, "id", f"«{row.id}» đã dùng ở dòng {seen[row.id]}")
        seen[row.id] = number
