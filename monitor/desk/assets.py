"""The style sheet and the script, under names that change with their content: a browser may keep them for a year."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parent / "static"
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_HASH_CHARS = 12


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    address: str
    body: bytes
    kind: str


class Assets:
    """Every static file, read once at the start."""

    def __init__(self, folder: Path = STATIC) -> None:
        files = [path for path in sorted(folder.iterdir()) if path.suffix in KINDS]
        self._by_name = {path.name: _asset(path) for path in files}
        self._by_address = {asset.address: asset for asset in self._by_name.values()}

    def address(self, name: str) -> str:
        """Where a page finds a file: `/tep/desk.0123456789ab.css`."""
        return f"/tep/{self._by_name[name].address}"

    def get(self, address: str) -> Asset | None:
        """The file under an address; None when there is none (any more)."""
        return self._by_address.get(address)


def _asset(path: Path) -> Asset:
    body = path.read_bytes()
    mark = hashlib.sha256(body).hexdigest()[:_HASH_CHARS]
    return Asset(f"{path.stem}.{mark}{path.suffix}", body, KINDS[path.suffix])
