"""Word lists kept as data: reads `data/lexicons`, leaves their use to others."""

from __future__ import annotations

from pathlib import Path

from monitor.core.errors import ClassifierError
from monitor.core.text import lower, nfc

TEENCODE_FILE = "teencode.tsv"


def load_teencode(folder: Path) -> dict[str, str]:
    """Read short form → full form (both lower-case NFC), for `monitor.core.text.normalise(expand=...)`.

    `folder` is the lexicon folder. Raises ClassifierError for a missing file or a line that is not two columns with
    a single token first.
    """
    path = folder / TEENCODE_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ClassifierError(f"cannot read {TEENCODE_FILE}: {error.strerror}") from error
    table: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        short, separator, full = line.partition("\t")
        short, full = lower(nfc(short.strip())), lower(nfc(full.strip()))
        if not separator or not full or not short.isalnum():
            raise ClassifierError(f"{TEENCODE_FILE}:{number}: expected a single token, a tab and its full form")
        if table.setdefault(short, full) != full:
            raise ClassifierError(f"{TEENCODE_FILE}:{number}: {short!r} has two full forms")
    return table
