"""Backups: one compressed file with the database, what the installation learnt, and a manifest of what is in it.

Made while the product runs. The key of links and sealed tokens (`MONITOR_SECRET_FILE`) is named and left out unless
asked for: whoever holds it together with the data can sign in a unit's name. PostgreSQL is dumped by its own program.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from monitor import __version__
from monitor.core.clock import LOCAL, iso
from monitor.core.errors import MonitorError
from monitor.core.settings import Settings
from monitor.store.pg_dump import dump_command
from monitor.store.sqlite_file import Contents, check_file, contents_of, copy_database, database_file

FORMAT = 1
PRODUCT = "giam-sat-truyen-thong"
MANIFEST, DATABASE, SECRET = "manifest.json", "monitor.db", "secret"
LEARNT = ("models", "mappings")
"""Folders of `MONITOR_VAR` that people's work went into."""
NAME = re.compile(r"giam-sat-\d{8}-\d{6}\.(zip|dump)")
SPARE = 1.3
"""Room asked for: the copy, and the compressed file, which comes to about a quarter."""
DUMP_TIMEOUT_S = 6 * 3600
CHECK_S = 600.0
"""A copy may be looked at for so long: nobody waits for it."""
_CHUNK = 1 << 20
_LEVEL = 6

Told = Callable[[str, int, int], None]
"""Hears the step in Vietnamese, how much of it is done, of how much."""


class BackupError(MonitorError):
    """A backup that could not be made or used; the message is Vietnamese and says what to do."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made: where, its bytes, and what it holds (None of PostgreSQL: the dump is not looked into)."""

    path: Path
    size: int
    contents: Contents | None


def make_backup(
    settings: Settings, *, now: datetime, to: Path | None = None, with_secrets: bool = False, told: Told
) -> Backup:
    """Make a backup as `to`, or under a name of its own in the backup folder. Raises BackupError, StorageError."""
    source = database_file(settings.database_url)
    target = to or settings.backup_dir / backup_name(now, "zip" if source else "dump")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if source is None:
            return _dump(settings, target, told)
        if not source.exists():
            raise BackupError(f"chưa có cơ sở dữ liệu {source} để sao lưu; hãy chạy hệ thống ít nhất một lần")
        return _copy(settings, source, target, now=now, with_secrets=with_secrets, told=told)
    except OSError as error:
        why = error.strerror or str(error)
        raise BackupError(f"không ghi được bản sao lưu {target}: {why}; hãy kiểm tra ổ đĩa và quyền ghi") from error


def backup_name(now: datetime, ending: str) -> str:
    """Name a backup by its moment, so that names sort by age."""
    return f"giam-sat-{now.astimezone(LOCAL):%Y%m%d-%H%M%S}.{ending}"


def backups_in(folder: Path) -> tuple[Path, ...]:
    """Every backup of a folder, the newest first."""
    if not folder.is_dir():
        return ()
    return tuple(sorted((path for path in folder.iterdir() if NAME.fullmatch(path.name)), reverse=True))


def drop_old(folder: Path, *, keep: int) -> tuple[Path, ...]:
    """Delete all but the newest `keep` (> 0) backups; returns those deleted."""
    old = backups_in(folder)[keep:]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def digest(stream: IO[bytes], heard: Callable[[int], None] = lambda _done: None) -> str:
    """SHA-256 of a stream, read in pieces; `heard` is told the bytes read so far."""
    found, done = hashlib.sha256(), 0
    while piece := stream.read(_CHUNK):
        found.update(piece)
        done += len(piece)
        heard(done)
    return found.hexdigest()


def _copy(settings: Settings, source: Path, target: Path, *, now: datetime, with_secrets: bool, told: Told) -> Backup:
    _check_room(source, target.parent)
    with tempfile.TemporaryDirectory(prefix="sao-luu-", dir=target.parent) as folder:
        copy = Path(folder) / DATABASE
        copy_database(source, copy, lambda done, total: told("Chép cơ sở dữ liệu", done, total))
        told("Kiểm tra bản chép", 0, 1)
        _check_copy(copy)
        told("Kiểm tra bản chép", 1, 1)
        contents = contents_of(copy)
        extra = dict(_extra_files(settings))
        if with_secrets and settings.secret_file.is_file():
            extra[SECRET] = settings.secret_file
        manifest = _manifest(settings, {DATABASE: copy, **extra}, contents, now=now, secret=SECRET in extra)
        packed = Path(folder) / "packed"
        _pack(packed, manifest, {DATABASE: copy, **extra}, told)
        # Whole or not at all: a killed backup leaves no file that looks like one.
        packed.replace(target)
    return Backup(target, target.stat().st_size, contents)


def _check_room(source: Path, folder: Path) -> None:
    needed, free = int(source.stat().st_size * SPARE), shutil.disk_usage(folder).free
    if free < needed:
        raise BackupError(
            f"ổ đĩa của {folder} còn {_mib(free)} MB, cần khoảng {_mib(needed)} MB để sao lưu; hãy dọn bớt, hoặc đặt "
            "MONITOR_BACKUP_DIR sang ổ khác"
        )


def _check_copy(copy: Path) -> None:
    """A copy of damage would drive sound backups out: it is none."""
    checked = check_file(copy, limit_s=CHECK_S)
    if not checked.sound:
        raise BackupError(
            f"cơ sở dữ liệu có chỗ hỏng nên không sao lưu ({checked.faults[0]}); các bản sao lưu cũ được giữ "
            "nguyên, hãy dừng hệ thống và phục hồi bản mới nhất bằng «monitor restore»"
        )


def _mib(size: int) -> int:
    return size // _CHUNK


def _extra_files(settings: Settings) -> Iterator[tuple[str, Path]]:
    for name in LEARNT:
        for path in sorted((settings.var / name).rglob("*")):
            if path.is_file():
                yield path.relative_to(settings.var).as_posix(), path
    # For reading: a restore leaves those in force alone.
    for name, path in (("plan.yaml", settings.plan_path), ("sources.yaml", settings.sources_path)):
        if path.is_file():
            yield f"home/{name}", path


def _manifest(settings: Settings, files: dict[str, Path], contents: Contents, *, now: datetime, secret: bool) -> bytes:
    rows = []
    for name, path in files.items():
        with path.open("rb") as stream:
            rows.append({"name": name, "size": path.stat().st_size, "sha256": digest(stream)})
    record = {
        "product": PRODUCT, "format": FORMAT, "version": __version__, "made_at": iso(now), "engine": "sqlite",
        "revision": contents.revision, "counts": dict(contents.counts), "files": rows,
        "secret_file": {"name": settings.secret_file.name, "included": secret},
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False, indent=1).encode()


def _pack(target: Path, manifest: bytes, files: dict[str, Path], told: Told) -> None:
    total, done = sum(path.stat().st_size for path in files.values()), 0
    # For the owner alone: it holds everything.
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with (
        os.fdopen(handle, "wb") as stream,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as pack,
    ):
        pack.writestr(MANIFEST, manifest)
        for name, path in files.items():
            with path.open("rb") as source, pack.open(name, "w", force_zip64=True) as packed:
                while piece := source.read(_CHUNK):
                    packed.write(piece)
                    done += len(piece)
                    told("Nén", done, total)


def _dump(settings: Settings, target: Path, told: Told) -> Backup:
    command = dump_command(settings.database_url, target)
    if shutil.which(command.words[0]) is None:
        raise BackupError(
            f"máy này không có {command.words[0]} (gói postgresql-client); hãy cài, hoặc chạy trên máy chủ "
            f"cơ sở dữ liệu:\n  {command}"
        )
    told("pg_dump", 0, 1)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, the address from the settings
            command.words, env={**os.environ, **command.env}, capture_output=True, text=True, check=False,
            timeout=DUMP_TIMEOUT_S, umask=0o077,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise BackupError(f"pg_dump chạy quá {DUMP_TIMEOUT_S // 3600} giờ; hãy chạy tay:\n  {command}") from error
    if done.returncode:
        target.unlink(missing_ok=True)
        raise BackupError(f"{_why_not_dumped(done.stderr)}\nHãy thử chạy tay:\n  {command}")
    told("pg_dump", 1, 1)
    return Backup(target, target.stat().st_size, None)


def _why_not_dumped(said: str) -> str:
    last = (said.strip().splitlines() or ["không rõ lỗi"])[-1]
    if "version mismatch" in said:
        return f"pg_dump của máy này cũ hơn máy chủ ({last}); hãy cài postgresql-client cùng phiên bản với máy chủ."
    return f"pg_dump không sao lưu được: {last}"
