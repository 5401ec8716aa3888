"""Where documents go: a folder in which what people edited is never written over.

A small register beside the files remembers what was written last; a file that differs from it was edited, and the new
one gets a number: `bao-cao-thang-2026-10 (2).docx`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import subprocess
import tempfile
from pathlib import Path

from monitor.core.errors import MonitorError

log = logging.getLogger(__name__)

REGISTER = ".da-lap.json"
CONVERT_S = 60.0
"""A converter that takes longer hangs."""
MAX_NUMBER = 1_000


def write_document(folder: Path, name: str, content: bytes) -> Path:
    """Write `content` under `name`, or under a numbered name when that file was edited. Raises MonitorError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        register = _read(folder / REGISTER)
        path = _free(folder, name, register)
        path.write_bytes(content)
        register[path.name] = _hash(content)
        (folder / REGISTER).write_text(json.dumps(register, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise MonitorError(f"{name} cannot be written to {folder}: {error.strerror}") from error
    return path


def to_pdf(path: Path) -> Path | None:
    """The document as PDF beside it, when LibreOffice is installed; None when it is not or fails (see the log)."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as scratch:
        command = [
            program, f"-env:UserInstallation={Path(scratch).as_uri()}/profile", "--headless", "--convert-to", "pdf",
            "--outdir", scratch, str(path.resolve()),
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=CONVERT_S, check=False)  # noqa: S603 - found in PATH
        except (OSError, subprocess.TimeoutExpired) as error:
            log.warning("conversion to PDF failed path=%s error=%s", path, error)
            return None
        made = Path(scratch) / f"{path.stem}.pdf"
        if done.returncode != 0 or not made.exists():
            log.warning("conversion to PDF failed path=%s status=%d", path, done.returncode)
            return None
        return write_document(path.parent, made.name, made.read_bytes())


def _free(folder: Path, name: str, register: dict[str, str]) -> Path:
    first = folder / name
    for number in range(1, MAX_NUMBER):
        path = first if number == 1 else first.with_name(f"{first.stem} ({number}){first.suffix}")
        if not path.exists() or register.get(path.name) == _hash(path.read_bytes()):
            return path
    raise MonitorError(f"{folder} holds {MAX_NUMBER} edited versions of {name}")


def _read(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # without it every file counts as edited, which loses nothing
    return {str(name): str(digest) for name, digest in known.items()} if isinstance(known, dict) else {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
