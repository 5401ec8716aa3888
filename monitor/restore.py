"""Bringing a backup back: checked whole before anything is touched, the old files kept aside."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from monitor.backup import CHECK_S, DATABASE, FORMAT, LEARNT, MANIFEST, PRODUCT, SECRET, BackupError, Told, digest
from monitor.core.clock import LOCAL
from monitor.core.settings import Settings
from monitor.store.migrate import is_known_revision
from monitor.store.pg_dump import restore_command
from monitor.store.sqlite_file import SIDE_FILES, check_file, database_file, is_in_use

MAX_MANIFEST_BYTES = 16 * 1024 * 1024
MAX_FILES = 10_000
_CHUNK = 1 << 20
_MANY_TIMES = 200
"""No honest database packs smaller than this: a bomb would."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the moment and version of the backup, its rows, and where the old files lie now."""

    made_at: str
    version: str
    counts: tuple[tuple[str, int], ...]
    aside: tuple[Path, ...]
    secret_missing: bool


def restore_backup(settings: Settings, path: Path, *, now: datetime, force: bool, told: Told) -> Restored:
    """Put the database (and what was learnt) of a backup in place. Raises BackupError, in Vietnamese, before any harm.

    A database that is there is only replaced with `force`, and kept aside; one that is in use never is.
    """
    target = database_file(settings.database_url)
    if target is None:
        raise BackupError(f"cơ sở dữ liệu là PostgreSQL; hãy chạy:\n  {restore_command(settings.database_url, path)}")
    with _opened(path) as pack:
        manifest = _manifest(pack)
        _check_target(target, force=force)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="phuc-hoi-", dir=target.parent) as folder:
            unpacked = _unpack(pack, manifest, Path(folder), told)
            _check_database(unpacked[DATABASE])
            return _put_in_place(settings, target, unpacked, manifest, now=now)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if not path.is_file():
        raise BackupError(f"không có tệp sao lưu {path}")
    try:
        with zipfile.ZipFile(path) as pack:
            yield pack
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise BackupError(
            f"{path.name} không phải bản sao lưu, hoặc đã bị hỏng, chép thiếu; hãy dùng bản khác"
        ) from error
    except OSError as error:
        raise BackupError(f"không đọc hay ghi được khi phục hồi: {error.strerror or error}") from error


def _manifest(pack: zipfile.ZipFile) -> dict[str, Any]:
    try:
        info = pack.getinfo(MANIFEST)
        record = json.loads(pack.read(info)) if info.file_size <= MAX_MANIFEST_BYTES else None
    except (KeyError, ValueError) as error:
        raise BackupError("tệp này không có bản kê (manifest.json) đọc được: không phải bản sao lưu") from error
    if not isinstance(record, dict) or record.get("product") != PRODUCT or not isinstance(record.get("files"), list):
        raise BackupError("tệp này không phải bản sao lưu của hệ thống giám sát")
    if record.get("format") != FORMAT or not is_known_revision(str(record.get("revision", ""))):
        version = record.get("version", "không rõ")
        raise BackupError(f"bản sao lưu do phiên bản mới hơn tạo ({version}); hãy cài phiên bản đó rồi phục hồi")
    return record


def _check_target(target: Path, *, force: bool) -> None:
    if not target.exists():
        return
    if is_in_use(target):
        raise BackupError(
            "hệ thống đang chạy trên cơ sở dữ liệu này; hãy dừng lại (Ctrl-C, systemctl stop) rồi phục hồi"
        )
    if not force:
        raise BackupError(f"đã có {target}; thêm --force để thay bằng bản sao lưu (bản đang có được giữ lại bên cạnh)")


def _unpack(pack: zipfile.ZipFile, manifest: dict[str, Any], folder: Path, told: Told) -> dict[str, Path]:
    """Take the files out that a restore brings back; each must be what the manifest says."""
    rows = [row for row in manifest["files"][:MAX_FILES] if isinstance(row, dict) and _is_wanted(str(row.get("name")))]
    names = {str(row["name"]) for row in rows}
    if DATABASE not in names:
        raise BackupError("bản sao lưu không có cơ sở dữ liệu")
    done, total = 0, sum(int(row.get("size", 0)) for row in rows)
    unpacked = {}
    for row in rows:
        name = str(row["name"])
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _unpack_one(pack, name, target, size=int(row.get("size", 0)))
        with target.open("rb") as stream:
            if digest(stream) != row.get("sha256"):
                raise BackupError(f"{name} trong bản sao lưu không đúng dấu SHA-256: tệp đã bị sửa hoặc hỏng")
        done += int(row.get("size", 0))
        told("Giải nén và đối chiếu", done, total)
        unpacked[name] = target
    return unpacked


def _unpack_one(pack: zipfile.ZipFile, name: str, target: Path, *, size: int) -> None:
    try:
        info = pack.getinfo(name)
    except KeyError as error:
        raise BackupError(f"bản sao lưu thiếu {name}") from error
    if info.file_size != size or size > max(info.compress_size, _CHUNK) * _MANY_TIMES:
        raise BackupError(f"{name} trong bản sao lưu có kích thước không đúng bản kê")
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with pack.open(info) as packed, os.fdopen(handle, "wb") as stream:
        while piece := packed.read(_CHUNK):
            stream.write(piece)


def _is_wanted(name: str) -> bool:
    """The database, the key, what was learnt; nothing that would leave its folder."""
    parts = PurePosixPath(name).parts
    safe = not name.startswith("/") and "\\" not in name and ":" not in name and ".." not in parts
    return name in {DATABASE, SECRET} or (safe and len(parts) > 1 and parts[0] in LEARNT)


def _check_database(path: Path) -> None:
    checked = check_file(path, limit_s=CHECK_S)
    if not checked.sound:
        raise BackupError(f"cơ sở dữ liệu trong bản sao lưu bị hỏng ({checked.faults[0]}); hãy dùng bản cũ hơn")


def _put_in_place(
    settings: Settings, target: Path, unpacked: dict[str, Path], manifest: dict[str, Any], *, now: datetime
) -> Restored:
    mark = f".truoc-{now.astimezone(LOCAL):%Y%m%d-%H%M%S}"
    # The log belongs to the old file: beside the new one it would be replayed into it.
    olds = (target, *(target.with_name(target.name + end) for end in SIDE_FILES))
    aside = [old.rename(old.with_name(old.name + mark)) for old in olds if old.exists()]
    unpacked.pop(DATABASE).replace(target)
    places = {name: settings.secret_file if name == SECRET else settings.var / name for name in unpacked}
    for name, place in places.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            aside.append(place.rename(place.with_name(place.name + mark)))
        unpacked[name].replace(place)
    return Restored(
        str(manifest.get("made_at", "")), str(manifest.get("version", "")),
        tuple((str(name), int(count)) for name, count in manifest.get("counts", {}).items()),
        tuple(aside), secret_missing=not settings.secret_file.exists(),
    )  # fmt: skip
