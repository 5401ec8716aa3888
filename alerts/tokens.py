"""Tokens at rest: a pair that opens the Official Account, sealed under a key of this installation. Opens no connection.

AES-256-GCM; the key comes from the installation's secret by HKDF-SHA256 (RFC 5869), so that the key that signs links
seals nothing. The name of a pair is authenticated with it: one cannot be put in another's place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE = b"giam-sat-truyen-thong channel tokens 1"
_KEY_BYTES = 32
_NONCE_BYTES = 12
"""As SP 800-38D recommends for GCM; random, a pair is saved twice a day."""
RENEW_AFTER = timedelta(hours=12)
"""An access token lives 25 hours: half a day leaves as long again to repair a renewal that fails."""


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token, what renews it (once), and when they were obtained and run out. Never shown."""

    access: str
    refresh: str
    obtained_at: datetime
    expires_at: datetime

    def __repr__(self) -> str:
        return f"TokenPair(expires_at={self.expires_at.isoformat()})"

    def wants_renewal(self, now: datetime) -> bool:
        """Whether it should be renewed, while it still works."""
        return now >= min(self.obtained_at + RENEW_AFTER, self.expires_at)


@dataclass(frozen=True, slots=True)
class Shelved:
    """What lies on the shelf: `pair` is None when nothing does, `broken` says why a person must bring a new one."""

    pair: TokenPair | None
    version: int
    broken: str | None = None


class TokenShelf(Protocol):
    """Where one pair lies, across processes. Every call is committed when it returns."""

    def read(self) -> Shelved:
        """What lies there now."""
        ...

    def lock(self, *, holder: str, until: datetime, now: datetime) -> bool:
        """Take the right to renew; False while somebody else has it."""
        ...

    def unlock(self, *, holder: str) -> None:
        """Give it back."""
        ...

    def save(self, pair: TokenPair, *, now: datetime) -> None:
        """Replace the pair and give the right back."""
        ...

    def mark_broken(self, reason: str) -> None:
        """Say that a person must bring a new pair, and give the right back."""
        ...


class Sealer:
    """Seals and opens token pairs with one secret of at least 32 bytes."""

    def __init__(self, secret: bytes, *, nonce: Callable[[int], bytes] = os.urandom) -> None:
        if len(secret) < _KEY_BYTES:
            raise ValueError(f"the secret must have at least {_KEY_BYTES} bytes")
        self._cipher = AESGCM(HKDF(SHA256(), _KEY_BYTES, salt=None, info=_PURPOSE).derive(secret))
        self._nonce = nonce

    def seal(self, name: str, pair: TokenPair) -> bytes:
        """Encrypt a pair under its name."""
        fields = [pair.access, pair.refresh, pair.obtained_at.timestamp(), pair.expires_at.timestamp()]
        nonce = self._nonce(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, json.dumps(fields).encode(), name.encode())

    def open(self, name: str, sealed: bytes) -> TokenPair | None:
        """Decrypt; None when the secret or the name is another one, or somebody changed it."""
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            access, refresh, obtained, expires = json.loads(self._cipher.decrypt(nonce, rest, name.encode()))
        except (InvalidTag, ValueError):
            return None
        return TokenPair(access, refresh, datetime.fromtimestamp(obtained, UTC), datetime.fromtimestamp(expires, UTC))
