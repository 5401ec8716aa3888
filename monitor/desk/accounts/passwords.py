"""Passwords and one-time keys: Argon2, tokens, the second factor. Keeps nothing."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1
"""Argon2id as the OWASP Password Storage Cheat Sheet sets it for servers with little memory."""
AT_ONCE = 4
"""Hashes made at the same time: many people signing in together must not fill the memory."""
TOKEN_BYTES = 32
TOTP_STEP_S = 30
TOTP_DRIFT = 1
"""Steps before and after the present one that still count (RFC 6238, section 5.2)."""
ISSUER = "Giám sát truyền thông"


class Passwords:
    """Makes and checks password hashes."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._gate = threading.BoundedSemaphore(AT_ONCE)
        self._nobody = self._hasher.hash(secrets.token_hex())

    def hash(self, password: str) -> str:
        """Return the hash to keep."""
        with self._gate:
            return self._hasher.hash(password)

    def check(self, kept: str | None, password: str) -> bool:
        """Whether the password is right; without an account it takes as long, and is never right."""
        with self._gate:
            try:
                right = self._hasher.verify(kept or self._nobody, password)
            except (VerificationError, InvalidHashError):
                return False
        return right and kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether a hash was made with other settings than today's."""
        return self._hasher.check_needs_rehash(kept)


def new_token() -> str:
    """Return a random key for a cookie or a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is kept of a key: it is random and long, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def new_totp_key() -> str:
    """Return a key for an authenticator, base32."""
    return pyotp.random_base32()


def totp_address(key: str, login: str) -> str:
    """The address that an authenticator on the same device opens."""
    return pyotp.TOTP(key).provisioning_uri(name=login, issuer_name=ISSUER)


def totp_step(key: str, code: str, now: datetime, *, after: int) -> int | None:
    """The time step whose code this is, later than `after` (each code works once); None when it is none."""
    digits = "".join(code.split())
    present = int(now.timestamp()) // TOTP_STEP_S
    for step in range(present - TOTP_DRIFT, present + TOTP_DRIFT + 1):
        if step > after and same(pyotp.TOTP(key).generate_otp(step), digits):
            return step
    return None
