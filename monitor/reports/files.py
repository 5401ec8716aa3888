"""Where documents go: a folder in which what people edited is never written over.

A small register beside the files remembers what was written last; a file that differs from it was edited, and the new
one gets a number: `bao-cao-thang-2026-10 (2).docx`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from monitor.core.errors import MonitorError

log = logging.getLogger(__name__)

REGISTER = ".da-lap.json"
CONVERT_S = 60.0
"""A converter that takes longer hangs."""
PDF_PROGRAMS = ("soffice", "libreoffice")
_SOURCE = "van-ban.docx"
_FONT = b"TimesNewRoman"
"""As a PDF names the font that Nghị định 30/2020/NĐ-CP asks for."""
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


@dataclass(frozen=True, slots=True)
class NoPdf:
    """Why there is no PDF, for staff. `missing`: LibreOffice is not installed, which is no fault."""

    reason: str
    missing: bool = False


def to_pdf(content: bytes, *, program: Path | None = None, timeout_s: float = CONVERT_S) -> bytes | NoPdf:
    """A .docx as PDF, by LibreOffice: `program` when a setting names it, else the one that is found.

    Takes seconds of a process of its own; hold no transaction meanwhile. Every call has a profile and a folder of its
    own, so that several can run side by side, and whatever it started ends with it.
    """
    found = str(program) if program is not None else _installed()
    if found is None:
        return NoPdf("máy chưa cài LibreOffice", missing=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        (folder / _SOURCE).write_bytes(content)
        fault = _run(_command(found, folder), timeout_s)
        made = folder / _SOURCE.replace(".docx", ".pdf")
        if fault is None and made.exists():
            pdf = made.read_bytes()
            if _FONT not in pdf:
                log.warning("Times New Roman is not installed here: the PDF is set in another font")
            return pdf
    reason = fault or "LibreOffice không tạo được tệp"
    log.warning("conversion to PDF failed program=%s reason=%s", found, reason)
    return NoPdf(reason)


def _installed() -> str | None:
    return next((path for name in PDF_PROGRAMS if (path := shutil.which(name)) is not None), None)


def _command(program: str, folder: Path) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / _SOURCE)]


def _run(command: Sequence[str], timeout_s: float) -> str | None:
    """Run to the end; what went wrong, None when nothing did."""
    quiet = subprocess.DEVNULL
    try:
        # A session of its own: the office starts a second process, which must not outlive the time-out.
        running = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603 - named by a setting or found in PATH
    except OSError as error:
        return f"không chạy được LibreOffice ({error.strerror})"
    with running:
        try:
            status = running.wait(timeout_s)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            return f"LibreOffice không xong trong {timeout_s:g} giây"
    return f"LibreOffice báo lỗi (mã {status})" if status else None


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
