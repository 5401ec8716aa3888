"""Phrase lists by category kept as data (`phrase<TAB>category`): reads them, leaves their use to others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from monitor.core.errors import ClassifierError
from monitor.core.text import nfc


def load_categories(path: Path) -> dict[str, tuple[str, ...]]:
    """Read category → phrases (NFC), in the file's order.

    Raises ClassifierError for a missing file or a line that is not two columns.
    """
    table: dict[str, list[str]] = {}
    for number, line in _lines(path):
        phrase, separator, category = line.partition("\t")
        if not separator or not phrase.strip() or not category.strip():
            raise ClassifierError(f"{path.name}:{number}: expected a phrase, a tab and its category")
        table.setdefault(category.strip(), []).append(nfc(phrase.strip()))
    return {category: tuple(phrases) for category, phrases in table.items()}


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ClassifierError(f"cannot read {path.name}: {error.strerror}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line
