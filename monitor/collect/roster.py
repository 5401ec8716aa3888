"""The sources in force: those of `sources.yaml`, read again whenever the file was changed.

Whoever works with sources takes them anew at the beginning of a round; a source added meanwhile, at the desk or by
hand, is then among them. A file that cannot be read changes nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import overload

from monitor.core.config.sources_file import load_sources
from monitor.core.sources import Source

_Mark = tuple[int, int, int]


class Roster(Sequence[Source]):
    """A list of sources that may grow. Safe between threads: whoever goes through it goes through one state of it."""

    def __init__(self, path: Path, *, dress: Callable[[Iterable[Source]], tuple[Source, ...]]) -> None:
        """`dress` adds what the file does not hold (keys, addresses of services). Raises ConfigError."""
        self._path, self._dress = path, dress
        self._lock = threading.Lock()
        self._mark = _mark(path)
        self._sources = dress(load_sources(path))

    def refresh(self) -> bool:
        """Read the file again if it was changed; whether the list is another one now.

        Raises ConfigError, once for each change of the file, when it cannot be read; the list then stays as it was.
        """
        with self._lock:
            mark = _mark(self._path)
            if mark == self._mark:
                return False
            self._mark = mark
            before, self._sources = self._sources, self._dress(load_sources(self._path))
            return self._sources != before

    @overload
    def __getitem__(self, index: int) -> Source: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Source, ...]: ...

    def __getitem__(self, index: int | slice) -> Source | tuple[Source, ...]:
        return self._sources[index]

    def __len__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources)


def _mark(path: Path) -> _Mark | None:
    """What changes with the file's content; None while there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
