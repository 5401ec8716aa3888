"""YAML read with line numbers, so that every fault of a settings file can be shown where it stands, all at once.

`read_yaml` turns a file into a tree of `Node`; `Fields` reads one mapping of it, key by key, and writes what is wrong
into a `FaultList` (in plain Vietnamese) while reading goes on with a stand-in value. Scalars keep the file's words:
`07:00`, `1.1` or `2026-07` never turn into a number on the way. Knows nothing of plans or sources.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import Enum
from pathlib import Path
from typing import TypeVar

import yaml

from monitor.core.errors import ConfigError, Fault
from monitor.core.text import fold, nfc

_T = TypeVar("_T")

_NO_DASH = (
    'khóa "{key}" đã có ở dòng {line} của cùng một mục; nếu từ đây là mục mới, hãy thêm dấu gạch ngang và một dấu cách '
    '("- {key}: …") cho thẳng cột với các mục khác'
)
_SUGGESTION_CUTOFF = 0.6
_TRUE = frozenset({"true", "yes", "on"})
_TIME = re.compile(r"^(\d{1,2}):(\d{2})$")
_MONTH_DAY = re.compile(r"^(\d{1,2})-(\d{1,2})$")
_LEAP_YEAR = 2024
"""Month-day pairs recur yearly, so 29 February is a valid one."""

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Shape(Enum):
    """What a node is; the value is its name in messages."""

    TEXT = "dòng chữ"
    NUMBER = "số"
    FLAG = "giá trị có/không (true, false)"
    NOTHING = "chỗ trống"
    LIST = "danh sách"
    MAPPING = "nhóm mục (khóa: giá trị)"


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the file. `path` is its key path (`themes[3].lead[0]`), `line` counts from 1."""

    path: str
    line: int
    shape: Shape
    text: str = ""
    items: tuple[Node, ...] = ()
    fields: Mapping[str, Node] = field(default_factory=dict)

    @property
    def found(self) -> str:
        """What stands there, for a message."""
        if self.shape in {Shape.LIST, Shape.MAPPING, Shape.NOTHING}:
            return str(self.shape.value)
        return f'"{self.text}"'


class FaultList:
    """Faults of one file, gathered while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._faults: list[Fault] = []

    def add(self, node: Node, message: str) -> None:
        """Note a fault of a node."""
        self.add_at(node.line, node.path, message)

    def add_at(self, line: int, key: str, message: str) -> None:
        """Note a fault at a line; `key` is the key path."""
        self._faults.append(Fault(self.file, line, key, message))

    def error(self) -> ConfigError:
        """Make the error that lists every fault in the order of the file."""
        return ConfigError(tuple(sorted(self._faults, key=lambda fault: (fault.line, fault.key))))

    def check(self) -> None:
        """Raise ConfigError when there is any fault."""
        if self._faults:
            raise self.error()


def suggest(word: str, known: Iterable[str]) -> str:
    """Return `; có phải ý là "…"?` for the nearest known word, else an empty string."""
    folded = {fold(nfc(name)).replace("_", "-"): name for name in known}
    near = difflib.get_close_matches(fold(nfc(word)).replace("_", "-"), folded, n=1, cutoff=_SUGGESTION_CUTOFF)
    return f'; có phải ý là "{folded[near[0]]}"?' if near else ""


def read_yaml(path: Path) -> tuple[Node, bytes]:
    """Read a YAML file as a tree and as its bytes.

    Raises ConfigError: file missing or not UTF-8, syntax errors, keys written twice, anchors with aliases.
    """
    faults = FaultList(str(path))
    content, text = _read(path, faults)
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        faults.add_at(_error_line(error), "(tệp)", f"sai cú pháp YAML: {_error_problem(error)}")
        raise faults.error() from error
    if root is None:
        faults.add_at(1, "(tệp)", "tệp trống")
        raise faults.error()
    tree = _Tree(faults).build(root, "")
    faults.check()
    return tree, content


def _read(path: Path, faults: FaultList) -> tuple[bytes, str]:
    try:
        content = path.read_bytes()
        return content, content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        faults.add_at(line, "(tệp)", "tệp không ở dạng UTF-8; hãy lưu lại với bảng mã UTF-8")
        raise faults.error() from error
    except FileNotFoundError as error:
        faults.add_at(0, "(tệp)", "không tìm thấy tệp")
        raise faults.error() from error
    except OSError as error:
        faults.add_at(0, "(tệp)", f"không đọc được tệp ({error.strerror})")
        raise faults.error() from error


def _error_line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return int(mark.line) + 1 if mark is not None else 1


def _error_problem(error: yaml.YAMLError) -> str:
    """Say in Vietnamese what to look for; PyYAML's own words are English and for programmers."""
    problem = str(getattr(error, "problem", None) or "")
    if isinstance(error, yaml.reader.ReaderError):
        return "có ký tự không được phép trong tệp"
    if "\\t" in problem or "tab" in problem.lower():
        return "có phím Tab; chỉ dùng dấu cách để thụt lề"
    start = getattr(error, "context_mark", None)
    since = f" (phần này bắt đầu từ dòng {start.line + 1})" if start is not None else ""
    return f"kiểm tra thụt lề, dấu hai chấm, dấu ngoặc và dấu nháy ở dòng này và dòng ngay trên{since}"


class _Tree:
    """Turns PyYAML's nodes into ours."""

    def __init__(self, faults: FaultList) -> None:
        self._faults = faults
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, path: str, line: int | None = None) -> Node:
        """Build a node; `line` is that of its key, where a value that is an alias stands."""
        line = line or node.start_mark.line + 1
        if id(node) in self._seen:
            # Aliases may nest or loop; the files need none.
            self._faults.add_at(line, path, "không dùng neo và bí danh (&, *); hãy ghi lại giá trị")
            return Node(path, line, Shape.NOTHING)
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return Node(path, line, Shape.MAPPING, fields=self._fields(node, path))
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.build(child, f"{path}[{index}]") for index, child in enumerate(node.value))
            return Node(path, line, Shape.LIST, items=items)
        return Node(path, line, _shape(node), text=nfc(str(node.value)).strip())

    def _fields(self, node: yaml.MappingNode, path: str) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        first = ""
        for key_node, value in node.value:
            key = nfc(str(key_node.value)) if isinstance(key_node, yaml.ScalarNode) else "?"
            key_path = f"{path}.{key}" if path else key
            line = key_node.start_mark.line + 1
            first = first or key
            if key in fields and key == first and path.endswith("]"):
                self._faults.add_at(line, key_path, _NO_DASH.format(key=key, line=fields[key].line))
                break  # what follows belongs to a row of its own
            if key in fields:
                self._faults.add_at(line, key_path, f'khóa "{key}" bị ghi hai lần')
            fields[key] = self.build(value, key_path, line)
        return fields


def _shape(node: yaml.Node) -> Shape:
    match node.tag.rpartition(":")[2]:
        case "int" | "float":
            return Shape.NUMBER
        case "bool":
            return Shape.FLAG
        case "null":
            return Shape.NOTHING
        case _:
            return Shape.TEXT


class Fields:
    """Reads one mapping. A key given no default is required. `finish` reports keys nobody asked for."""

    def __init__(self, node: Node, faults: FaultList) -> None:
        self.node = node
        self._faults = faults
        self._asked: set[str] = set()
        self._broken = node.shape is not Shape.MAPPING
        if self._broken:
            faults.add(node, f"đang là {node.found}; cần {Shape.MAPPING.value}")

    def get(self, key: str) -> Node | None:
        """Return the node of a key, None when it is absent or left empty."""
        self._asked.add(key)
        node = self.node.fields.get(key)
        return None if node is None or node.shape is Shape.NOTHING else node

    def has(self, key: str) -> bool:
        """Whether the key is there with a value."""
        return self.get(key) is not None

    def fault(self, key: str, message: str) -> None:
        """Note a fault of a key, at its own line when it is written, else at the mapping's."""
        node = self.node.fields.get(key)
        if node is not None:
            self._faults.add(node, message)
        else:
            self._faults.add_at(self.node.line, self.path(key), message)

    def path(self, key: str) -> str:
        """The key path of a key of this mapping."""
        return f"{self.node.path}.{key}" if self.node.path else key

    def finish(self) -> None:
        """Report keys that were never asked for, with the nearest known one."""
        for key, node in self.node.fields.items():
            if key not in self._asked:
                hint = suggest(key, self._asked) or f"; các khóa được dùng: {', '.join(sorted(self._asked))}"
                self._faults.add(node, f'không có khóa "{key}"{hint}')

    def text(self, key: str, default: str | None = None) -> str:
        """Read a line of text; never empty when required."""
        node = self._scalar(key, required=default is None, wanted="một dòng chữ")
        if node is None:
            return default or ""
        if not node.text and default is None:
            self._faults.add(node, "đang để trống; cần một dòng chữ")
        return node.text

    def number(self, key: str, default: float | None = None, *, low: float, high: float, whole: bool = False) -> float:
        """Read a number within [low, high]."""
        wanted = f"{'số nguyên' if whole else 'số'} từ {low:g} đến {high:g}"
        node = self._scalar(key, required=default is None, wanted=wanted)
        if node is None:
            return low if default is None else default
        value = _number(node, whole=whole)
        if value is None or not low <= value <= high:
            self._faults.add(node, f"đang là {node.found}; cần {wanted}")
            return low
        return value

    def whole(self, key: str, default: int | None = None, *, low: int, high: int) -> int:
        """Read a whole number within [low, high]."""
        return int(self.number(key, default, low=low, high=high, whole=True))

    def flag(self, key: str, *, default: bool) -> bool:
        """Read yes or no."""
        node = self._scalar(key, required=False, wanted="true hoặc false")
        if node is None:
            return default
        if node.shape is not Shape.FLAG:
            self._faults.add(node, f"đang là {node.found}; cần true hoặc false")
            return default
        return node.text.lower() in _TRUE

    def span(self, key: str, unit: timedelta, default: float | None = None, *, low: float, high: float) -> timedelta:
        """Read a length of time, counted in `unit`."""
        return self.number(key, default, low=low, high=high) * unit

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Read a date, `2025-06-30`; None when absent."""
        node = self._scalar(key, required=required, wanted="ngày dạng 2025-06-30")
        if node is None:
            return None
        try:
            return date.fromisoformat(node.text)
        except ValueError:
            self._faults.add(node, f"đang là {node.found}; cần ngày có thật, dạng 2025-06-30")
            return None

    def month_day(self, key: str) -> tuple[int, int]:
        """Read a day that recurs yearly, `09-05` for 5 September, as (month, day)."""
        node = self._scalar(key, required=True, wanted="tháng-ngày dạng 09-05")
        match = _MONTH_DAY.match(node.text) if node else None
        if match and _is_day(int(match[1]), int(match[2])):
            return int(match[1]), int(match[2])
        if node is not None:
            self._faults.add(node, f"đang là {node.found}; cần tháng-ngày dạng 09-05 (ngày 5 tháng 9)")
        return 1, 1

    def clock(self, key: str, default: str) -> time:
        """Read a time of day, `22:00`."""
        node = self._scalar(key, required=False, wanted="giờ dạng 22:00")
        return self._time(node) if node else time.fromisoformat(default)

    def clocks(self, key: str, default: tuple[str, ...]) -> tuple[time, ...]:
        """Read a list of times of day, at least one."""
        nodes = self.nodes(key) if self.has(key) else None
        if nodes is None:
            return tuple(time.fromisoformat(text) for text in default)
        if not nodes:
            self.fault(key, "danh sách đang trống; cần ít nhất một giờ, dạng 07:00")
        return tuple(self._time(node) for node in nodes)

    def choice(self, key: str, options: Mapping[str, _T], default: _T | None = None) -> _T:
        """Read one of the named values; required without a default."""
        wanted = f"một trong: {', '.join(options)}"
        node = self._scalar(key, required=default is None, wanted=wanted)
        fallback = next(iter(options.values())) if default is None else default
        return fallback if node is None else self._option(node, options, fallback)

    def choices(self, key: str, options: Mapping[str, _T], default: tuple[_T, ...] = ()) -> tuple[_T, ...]:
        """Read a list of named values."""
        if not self.has(key):
            return default
        nodes = self.nodes(key)
        for node in nodes:
            if node.text not in options:
                self._unknown(node, options)
        return tuple(options[node.text] for node in nodes if node.text in options)

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Read a list of texts."""
        return tuple(node.text for node in self.nodes(key)) if self.has(key) else default

    def nodes(self, key: str) -> tuple[Node, ...]:
        """Read a list of texts as nodes (for checks against other parts of the file). Empty entries are faults."""
        return tuple(item for item in self._list(key) if self._is_text(item))

    def rows(self, key: str, *, required: bool = False) -> tuple[Fields, ...]:
        """Read a list of mappings; a required one has at least one."""
        if required and not self.has(key):
            if not self._broken:
                self.fault(key, f"thiếu mục bắt buộc; cần {Shape.LIST.value}")
            return ()
        items = self._list(key)
        node = self.get(key)
        if required and node is not None and node.shape is Shape.LIST and not items:
            self._faults.add(node, "danh sách đang trống; cần ít nhất một mục")
        return tuple(Fields(item, self._faults) for item in items)

    def table(self, key: str, *, required: bool = False) -> Fields | None:
        """Read a mapping inside this one; None when absent."""
        node = self.get(key)
        if node is None:
            if required and not self._broken:
                self.fault(key, f"thiếu mục bắt buộc; cần {Shape.MAPPING.value}")
            return None
        return Fields(node, self._faults)

    def _list(self, key: str) -> tuple[Node, ...]:
        node = self.get(key)
        if node is None:
            return ()
        if node.shape is not Shape.LIST:
            self._faults.add(node, f"đang là {node.found}; cần {Shape.LIST.value}, ví dụ [a, b]")
            return ()
        return node.items

    def _scalar(self, key: str, *, required: bool, wanted: str) -> Node | None:
        node = self.get(key)
        if node is None:
            if required and not self._broken:
                self.fault(key, f"thiếu mục bắt buộc; cần {wanted}")
            return None
        if node.shape in {Shape.LIST, Shape.MAPPING}:
            self._faults.add(node, f"đang là {node.found}; cần {wanted}")
            return None
        return node

    def _is_text(self, node: Node) -> bool:
        if node.shape in {Shape.LIST, Shape.MAPPING} or not node.text:
            self._faults.add(node, f"đang là {node.found if node.text else 'chỗ trống'}; cần một dòng chữ")
            return False
        return True

    def _time(self, node: Node) -> time:
        match = _TIME.match(node.text)
        try:
            return time(int(match[1]), int(match[2])) if match else self._no_time(node)
        except ValueError:
            return self._no_time(node)

    def _no_time(self, node: Node) -> time:
        self._faults.add(node, f"đang là {node.found}; cần giờ từ 00:00 đến 23:59, dạng 22:00")
        return time(0, 0)

    def _option(self, node: Node, options: Mapping[str, _T], fallback: _T) -> _T:
        if node.text not in options:
            self._unknown(node, options)
        return options.get(node.text, fallback)

    def _unknown(self, node: Node, options: Collection[str]) -> None:
        hint = suggest(node.text, options) or f"; được dùng: {', '.join(options)}"
        self._faults.add(node, f"{node.found} không hợp lệ{hint}")


def _number(node: Node, *, whole: bool) -> float | None:
    if node.shape is not Shape.NUMBER:
        return None
    try:
        return int(node.text) if whole else float(node.text)
    except ValueError:
        return None


def _is_day(month: int, day: int) -> bool:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True
