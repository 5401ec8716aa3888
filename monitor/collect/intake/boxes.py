"""Where mails wait: a mailbox on a server, or a folder of `.eml` files. What is done with them is decided elsewhere."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from monitor.collect.intake.mails import MAX_MAIL_BYTES
from monitor.core.errors import MonitorError

log = logging.getLogger(__name__)

DONE_FOLDER = "da-xu-ly"
MAX_A_ROUND = 50
"""Mails taken in one round, the oldest first: the rest comes with the next one."""


class BoxTrouble(StrEnum):
    """Why a box cannot be read. All but `network` need a person."""

    LOGIN = "login"
    NO_FOLDER = "no-folder"
    CERTIFICATE = "certificate"
    NETWORK = "network"
    UNREADABLE = "unreadable"


class BoxError(MonitorError):
    """A box that cannot be read now. The server's own words stay out: they may repeat the login."""

    def __init__(self, trouble: BoxTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class RawMail:
    """A mail as it lies in a box. `ref` is its place there; `content` is None when it is larger than we take."""

    ref: str
    size: int
    content: bytes | None = field(repr=False, default=None)


class OpenBox(Protocol):
    """A box while it is read."""

    def waiting(self, known: Collection[str], *, since: datetime) -> Iterator[RawMail]:
        """Yield mails whose `ref` is not `known`, the oldest first, MAX_A_ROUND at most. Raises BoxError."""
        ...

    def settle(self, ref: str) -> None:
        """Show people that a mail was dealt with. Nothing depends on it."""
        ...


class Box(Protocol):
    """A place where mails wait."""

    name: str

    def open(self) -> AbstractContextManager[OpenBox]:
        """Open it for one round. Raises BoxError."""
        ...


class FolderBox:
    """A folder into which people save mails as `.eml`. What is done with is moved into `da-xu-ly` beside them."""

    def __init__(self, folder: Path, *, name: str = "folder") -> None:
        self.name = name
        self._folder = folder

    @contextmanager
    def open(self) -> Iterator[FolderBox]:
        yield self

    def waiting(self, known: Collection[str], *, since: datetime) -> Iterator[RawMail]:  # noqa: ARG002 - files do not age
        try:
            files = [path for path in self._folder.iterdir() if path.suffix.lower() == ".eml" and _plain(path)]
            stats = sorted((path.stat().st_mtime_ns, path) for path in files)
        except FileNotFoundError:
            return
        except OSError as error:
            raise BoxError(BoxTrouble.UNREADABLE) from error
        found = 0
        for changed, path in stats:
            ref = f"{path.name}:{changed}"
            if ref not in known and found < MAX_A_ROUND:
                found += 1
                yield _read(path, ref)

    def settle(self, ref: str) -> None:
        path = self._folder / ref.rpartition(":")[0]
        done = self._folder / DONE_FOLDER
        try:
            done.mkdir(exist_ok=True)
            path.rename(done / f"{ref.rpartition(':')[2]}-{path.name}")
        except OSError as error:
            # It is remembered as done; a file that stays is not taken again.
            log.warning("mail file not moved folder=%s error=%s", self._folder, error.strerror)


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _read(path: Path, ref: str) -> RawMail:
    size = 0
    with contextlib.suppress(OSError):
        size = path.stat().st_size
    if size > MAX_MAIL_BYTES:
        return RawMail(ref, size)
    try:
        return RawMail(ref, size, path.read_bytes())
    except OSError as error:
        raise BoxError(BoxTrouble.UNREADABLE) from error
