"""Private persons' handles as keyed hashes: the same person in one place keeps one name there, and nobody is named.

The key comes from the installation's secret (`MONITOR_SECRET_FILE`), so that a copied database cannot be turned back
into names by trying them all, and stays the same over restarts. Source of the duty: facts, law 3.4.
"""

from __future__ import annotations

import hashlib
import hmac

_PURPOSE = b"handles of private persons, version 1"
_DIGEST_CHARS = 12


def handle_key(secret: bytes) -> bytes:
    """Derive the key of handles from the installation's secret, which also signs links: one key, one purpose."""
    return hmac.new(secret, _PURPOSE, hashlib.sha256).digest()


def pseudonym(key: bytes, scope: str, handle: str) -> str | None:
    """Return what a handle is called within one `scope` (a source): `u-` and 12 hex digits.

    None without a handle; None without a key as well, because a hash without one is as good as the name.
    """
    if not handle or not key:
        return None
    message = f"{scope}\x1f{handle}".encode("utf-8", "replace")
    return "u-" + hmac.new(key, message, hashlib.sha256).hexdigest()[:_DIGEST_CHARS]
