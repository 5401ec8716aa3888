"""Which column of an export means what: guessed from its header, or kept by name in a YAML file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from monitor.core.config.yaml_lines import FaultList, Fields, read_yaml
from monitor.core.errors import ConfigError, Fault
from monitor.core.items import Channel
from monitor.core.text import fold, nfc, syllables

FIELDS: Mapping[str, str] = {
    "title": "tiêu đề",
    "text": "nội dung",
    "lead": "sapo, tóm tắt",
    "url": "liên kết",
    "published_at": "thời gian đăng",
    "source": "nguồn, trang, nhóm",
    "channel": "kênh, nền tảng",
    "author": "người đăng",
    "place": "địa bàn",
    "views": "lượt xem",
    "reactions": "lượt thích, cảm xúc",
    "comments": "số bình luận",
    "shares": "lượt chia sẻ",
    "followers": "người theo dõi",
}
"""Fields of an item that a column may fill, each with what staff call it."""

_WORDS: Mapping[str, tuple[str, ...]] = {
    "title": ("tieu de", "tieu de bai viet", "ten bai", "title", "headline", "subject"),
    "text": (
        "noi dung", "noi dung bai viet", "noi dung bai dang", "bai dang", "van ban", "text", "content", "message",
        "body", "post", "full text", "fulltext", "snippet",
    ),
    "lead": ("tom tat", "sapo", "mo ta", "trich yeu", "description", "summary", "lead"),
    "url": (
        "lien ket", "duong dan", "dia chi", "duong link", "link bai viet", "link bai", "link", "url", "permalink",
        "post url", "article url",
    ),
    "published_at": (
        "thoi gian dang", "ngay dang", "thoi gian", "ngay", "ngay gio", "ngay phat hanh", "ngay dang bai",
        "published at", "published", "publish date", "created time", "created at", "date", "datetime", "time",
        "timestamp", "pubdate",
    ),
    "source": (
        "nguon", "nguon tin", "ten nguon", "ten trang", "ten nhom", "trang", "nhom", "bao", "kenh thong tin",
        "source", "source name", "page", "page name", "group", "group name", "site", "domain", "outlet",
    ),
    "channel": ("kenh", "nen tang", "loai nguon", "loai kenh", "mang xa hoi", "channel", "platform", "media type",
                "source type", "network"),
    "author": ("nguoi dang", "tac gia", "tai khoan", "nguoi viet", "author", "author name", "username", "user",
               "user name", "from", "posted by", "account"),
    "place": ("dia ban", "noi dang", "dia diem", "huyen", "xa", "tinh", "location", "place", "province"),
    "views": ("luot xem", "so luot xem", "xem", "views", "view count", "view"),
    "reactions": ("luot thich", "cam xuc", "luot tuong tac", "so luot thich", "thich", "likes", "like count",
                  "reactions", "reaction count", "like"),
    "comments": ("binh luan", "so binh luan", "luot binh luan", "comments", "comment count", "comment"),
    "shares": ("chia se", "luot chia se", "so luot chia se", "shares", "share count", "share"),
    "followers": ("nguoi theo doi", "luot theo doi", "so nguoi theo doi", "followers", "follower count", "fans"),
}  # fmt: skip
"""Header words by field, folded: what Vietnamese services, spreadsheets of offices and foreign tools write."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CHANNELS = {channel.value: channel for channel in Channel}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Columns by field; `sheet` of a workbook, None = the first. `channel` and `source` stand in for empty cells."""

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    channel: Channel | None = None
    source: str = ""

    @property
    def usable(self) -> bool:
        """Whether an item can come of it: it needs words."""
        return "text" in self.columns or "title" in self.columns

    def missing(self, columns: Sequence[str]) -> tuple[str, ...]:
        """Columns that it names and the file does not have."""
        return tuple(column for column in self.columns.values() if column not in columns)


def guess(columns: Sequence[str]) -> ColumnMapping:
    """Guess by header words: a header that is such a word wins over one that only holds it. One column a field."""
    headers = {column: " ".join(syllables(fold(nfc(column)))) for column in columns}
    found: dict[str, str] = {}
    for same in (True, False):
        for name, words in _WORDS.items():
            if name in found:
                continue
            taken = set(found.values())
            hits = (column for word in words for column, header in headers.items() if _fits(header, word, same=same))
            column = next((column for column in hits if column not in taken), None)
            if column is not None:
                found[name] = column
    return ColumnMapping({name: found[name] for name in FIELDS if name in found})


def _fits(header: str, word: str, *, same: bool) -> bool:
    return header == word if same else header.startswith(f"{word} ") or header.endswith(f" {word}")


def with_choices(mapping: ColumnMapping, choices: Sequence[str], columns: Sequence[str]) -> ColumnMapping:
    """Change a mapping by choices as written on the command line, `title=Tiêu đề`; an empty column takes a field away.

    Raises ConfigError naming what is wrong.
    """
    faults = FaultList("--map")
    changed = dict(mapping.columns)
    for choice in choices:
        name, separator, column = (part.strip() for part in choice.partition("="))
        if not separator or name not in FIELDS:
            faults.add_at(0, choice, f"cần dạng trường=cột; các trường là {', '.join(FIELDS)}")
        elif not column:
            changed.pop(name, None)
        elif (match := _column_named(column, columns)) is None:
            faults.add_at(0, choice, f"tệp không có cột «{column}»; các cột là {', '.join(columns)}")
        else:
            changed[name] = match
    faults.check()
    return ColumnMapping(changed, mapping.sheet, mapping.channel, mapping.source)


def _column_named(wanted: str, columns: Sequence[str]) -> str | None:
    by_fold = {fold(nfc(column)): column for column in columns}
    return wanted if wanted in columns else by_fold.get(fold(nfc(wanted)))


def find_mapping(name: str, folders: Sequence[Path]) -> ColumnMapping:
    """Read a mapping by name from the first folder that has it. Raises ConfigError."""
    paths = [folder / f"{name}.yaml" for folder in folders if _NAME.fullmatch(name)]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        known = sorted({file.stem for folder in folders if folder.is_dir() for file in folder.glob("*.yaml")})
        hint = f"; hiện có: {', '.join(known)}" if known else "; hãy tạo bằng --map … --save-mapping TÊN"
        raise ConfigError((Fault("--mapping", 0, name, f"không có bảng ghép cột mang tên này{hint}"),))
    return load_mapping(path)


def load_mapping(path: Path) -> ColumnMapping:
    """Read a mapping file. Raises ConfigError with every fault."""
    root, _ = read_yaml(path)
    faults = FaultList(str(path))
    fields = Fields(root, faults)
    table = fields.table("columns", required=True)
    columns = {name: table.text(name) for name in FIELDS if table.has(name)} if table is not None else {}
    if table is not None:
        table.finish()
    channel = fields.choice("channel", _CHANNELS) if fields.has("channel") else None
    mapping = ColumnMapping(columns, fields.text("sheet", "") or None, channel, fields.text("source", ""))
    fields.finish()
    faults.check()
    return mapping


def save_mapping(name: str, mapping: ColumnMapping, folder: Path) -> Path:
    """Write a mapping file, replacing one of the same name. Raises ConfigError when the name cannot be used."""
    if not _NAME.fullmatch(name):
        message = "tên chỉ gồm a-z, 0-9 và dấu gạch nối, ví dụ dich-vu-a"
        raise ConfigError((Fault("--save-mapping", 0, name, message),))
    document: dict[str, object] = {"columns": dict(mapping.columns)}
    if mapping.sheet:
        document["sheet"] = mapping.sheet
    if mapping.channel is not None:
        document["channel"] = mapping.channel.value
    if mapping.source:
        document["source"] = mapping.source
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path
