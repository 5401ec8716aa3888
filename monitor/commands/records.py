"""JSON Lines in and out: records alone on standard output, everything else on standard error.

A bad line is reported with its number and reason, the rest goes on, and the exit status is 3.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from errno import ENOENT
from pathlib import Path
from typing import Any, NoReturn, TextIO, TypeVar

from rich.console import Console

from monitor.core.errors import RecordError

EXIT_DONE, EXIT_FAILURE, EXIT_USAGE, EXIT_PARTLY = 0, 1, 2, 3
MAX_LINE_CHARS = 4_000_000
"""A longer line is no record: inputs are bounded."""
PIPE_WIDTH = 200
MAX_REASON_CHARS = 300
MAX_WHOLE = 2**63 - 1
"""Larger whole numbers fit no database column."""
YEARS = range(1900, 2200)
"""Times outside these years are slips: they overflow when shown in local time or added to."""

_TIME_KEYS = ("published_at", "arrived_at", "at", "start", "end")
_YEAR = re.compile(r"\d{4}")
_BAD_BYTE = re.compile("[\udc80-\udcff]")
# What `surrogateescape` makes of a byte that is not UTF-8.
_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
# NUL and half characters, which JSON can carry and no file or database can: replaced one for one, so that offsets stay.

_Parsed = TypeVar("_Parsed")


@dataclass
class Refusals:
    """Lines that were refused, told as they come."""

    where: str = "-"
    count: int = 0
    messages: list[str] = field(default_factory=list)

    def add(self, line: int, reason: str) -> None:
        """Report one refused line."""
        self.count += 1
        short = reason if len(reason) <= MAX_REASON_CHARS else f"{reason[:MAX_REASON_CHARS]}…"
        sys.stderr.write(f"{self.where}: dòng {line}: {short}\n")

    @property
    def exit_code(self) -> int:
        """3 when lines were refused, else 0."""
        return EXIT_PARTLY if self.count else EXIT_DONE


def screen() -> Console:
    """Where tables for people are shown: as wide as the terminal, or wide enough for files and pipes."""
    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH)


def read_records(
    path: str, parse: Callable[[dict[str, Any]], _Parsed], refusals: Refusals
) -> Iterator[tuple[_Parsed, dict[str, Any]]]:
    """Yield every good line, parsed, with its raw record. Blank lines are skipped."""
    refusals.where = path
    with opened(path) as stream:
        for number, line in enumerate(_lines(stream), start=1):
            try:
                if line is None:
                    raise RecordError(f"dòng dài quá {MAX_LINE_CHARS} ký tự")  # noqa: TRY301 - told below
                if line.strip():
                    record = _object(line.removeprefix("\ufeff"))
                    yield parse(record), record
            except RecordError as error:
                refusals.add(number, str(error))


def _lines(stream: TextIO) -> Iterator[str | None]:
    """Yield every line; None for one that is too long, which is passed over without keeping it."""
    while line := stream.readline(MAX_LINE_CHARS + 1):
        if len(line) <= MAX_LINE_CHARS or line.endswith("\n"):
            yield line
            continue
        while (rest := stream.readline(MAX_LINE_CHARS)) and not rest.endswith("\n"):
            pass
        yield None


def _object(line: str) -> dict[str, Any]:
    if bad := _BAD_BYTE.search(line):
        raise RecordError(f"không phải UTF-8: byte 0x{ord(bad[0]) - 0xDC00:02x} sau {bad.start()} ký tự")
    try:
        record = json.loads(line, parse_constant=_no_number, parse_float=_finite, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"không phải JSON: {error}") from error
    if not isinstance(record, dict):
        raise RecordError("không phải đối tượng JSON")
    for key in _TIME_KEYS:
        _refuse_far_time(key, record.get(key))
    return {key: _storable(value) for key, value in record.items()} if _ESCAPE.search(line) else record


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_storable(part) for part in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(part) for key, part in value.items()}
    return value


def _no_number(name: str) -> NoReturn:
    raise RecordError(f"{name} không phải số của JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise RecordError(f"{text[:20]} là số quá lớn")
    return number


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) > MAX_WHOLE:
        raise RecordError(f"{text[:20]} là số quá lớn")
    return number


def _refuse_far_time(key: str, value: object) -> None:
    year = _YEAR.match(value) if isinstance(value, str) else None
    if year is not None and int(year[0]) not in YEARS:
        raise RecordError(f"{key} nằm ngoài các năm {YEARS[0]}–{YEARS[-1]}: {value!r}", key=key)


@contextmanager
def opened(path: str) -> Iterator[TextIO]:
    """Open a file for reading, or standard input for `-`. A byte that is not UTF-8 spoils its line, not the file."""
    if path == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
        yield sys.stdin
        return
    with Path(path).open(encoding="utf-8", errors="surrogateescape") as stream:
        yield stream


@contextmanager
def writer(path: str, *, reading: str = "-") -> Iterator[Callable[[dict[str, Any]], None]]:
    """Give a function that writes one record a line to a file, or to standard output for `-`.

    Raises RecordError when the file is the one being read, which opening would empty, or is not there to read.
    """
    _check_readable(reading, path)
    if path == "-":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        yield lambda record: _write(sys.stdout, record)
        sys.stdout.flush()
        return
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8") as stream:
        yield lambda record: _write(stream, record)


def _check_readable(reading: str, writing: str) -> None:
    """Fail before the output file is opened, so that a slip leaves it as it was."""
    if reading == "-":
        return
    if not Path(reading).exists():
        raise FileNotFoundError(ENOENT, "no such file", reading)
    if writing != "-" and Path(writing).exists() and Path(writing).samefile(reading):
        raise RecordError(f"«{writing}» vừa là tệp đọc vừa là tệp ghi; hãy ghi ra tệp khác")


def _write(stream: TextIO, record: dict[str, Any]) -> None:
    stream.write(json.dumps(record, ensure_ascii=False) + "\n")
