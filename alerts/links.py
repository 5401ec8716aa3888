"""Signed links: which unit may do which one thing with which incident, until when, without signing in.

Opening one changes nothing: the page asks, and only its POST acts. A token is `<claim>.<mac>`: the claim as compact
JSON and its HMAC-SHA256, both URL-safe base64 without padding. The claim names the purpose, so a link made for one act
is good for no other; those that change something are used once (the store remembers the mac).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from monitor.core.errors import ConfigError, Fault

SECRET_BYTES = 32
"""As long as the digest of SHA-256 (RFC 2104, section 3)."""
LINK_LIFE = timedelta(days=7)
"""Long enough for a weekend and a holiday, short enough that an old mailbox opens nothing."""
CONFIRM_PATH = "/xac-nhan/"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_SETTING = "MONITOR_SECRET_FILE"
_BINARY = getattr(os, "O_BINARY", 0)
"""Without it Windows changes line ends and stops at byte 26."""


class Purpose(StrEnum):
    """The one thing a link is for."""

    ACKNOWLEDGE = "ack"
    NOT_INCIDENT = "not-incident"
    TRANSFER = "transfer"
    TAKE = "take"
    DECLINE = "decline"
    VIEW = "view"

    @property
    def single_use(self) -> bool:
        """Whether it changes something, and so works once."""
        return self is not Purpose.VIEW


@dataclass(frozen=True, slots=True)
class Claim:
    """What a token vouches for: this unit was sent this message about this incident, and may do this one thing.

    `link` names the token itself (its mac), for what is used once.
    """

    incident_id: str
    unit: str
    notification_key: str
    expires: datetime
    purpose: Purpose = Purpose.ACKNOWLEDGE
    link: str = field(default="", compare=False)


class LinkSigner:
    """Makes and checks tokens with one secret."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < SECRET_BYTES:
            raise ValueError(f"the secret must have at least {SECRET_BYTES} bytes")
        self._secret = secret

    def sign(
        self,
        incident_id: str,
        unit: str,
        notification_key: str,
        *,
        expires: datetime,
        purpose: Purpose = Purpose.ACKNOWLEDGE,
    ) -> str:
        """Return a token that is good for one purpose until `expires` (to the second)."""
        fields = [incident_id, unit, notification_key, int(expires.timestamp()), purpose.value]
        payload = _encode(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode())
        return f"{payload}.{_encode(self._mac(payload))}"

    def verify(self, token: str, *, now: datetime) -> Claim | None:
        """Return what the token vouches for; None when it is forged, damaged or expired."""
        payload, _, mac = token.partition(".")
        given = _decode(mac)
        if given is None or not hmac.compare_digest(given, self._mac(payload)):
            return None
        claim = _claim(payload, link=mac)
        return claim if claim is not None and now < claim.expires else None

    def _mac(self, payload: str) -> bytes:
        return hmac.new(self._secret, payload.encode(), hashlib.sha256).digest()


def _claim(payload: str, *, link: str) -> Claim | None:
    """Read what was signed. Links of the first version name no purpose: all they could do was acknowledge."""
    raw = _decode(payload)
    if raw is None:
        return None
    try:
        incident_id, unit, key, expires, *rest = json.loads(raw)
        purpose = Purpose(rest[0]) if rest else Purpose.ACKNOWLEDGE
        return Claim(str(incident_id), str(unit), str(key), datetime.fromtimestamp(expires, UTC), purpose, link)
    except (ValueError, TypeError):
        return None


def load_or_create_secret(path: Path) -> bytes:
    """Read the secret; on first use make one for its owner alone. Raises ConfigError when others can read it."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
    except FileNotFoundError:
        return _create(path)
    except OSError as error:
        raise _fault(path, "không đọc được tệp khóa bí mật; hãy kiểm tra quyền truy cập") from error
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        secret = file.read()
    # Windows keeps its rights elsewhere; its mode bits say nothing.
    if os.name != "nt" and mode & _OTHERS:
        raise _fault(path, "người khác đọc được khóa bí mật; hãy đặt quyền 600 (chỉ chủ sở hữu đọc được)")
    if len(secret) < SECRET_BYTES:
        raise _fault(path, f"khóa bí mật quá ngắn, cần ít nhất {SECRET_BYTES} byte; hãy xóa tệp để tạo khóa mới")
    return secret


def _create(path: Path) -> bytes:
    """Two processes that start together agree: the file appears whole, and the first one wins."""
    secret = secrets.token_bytes(SECRET_BYTES)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secret)
        try:
            os.link(draft, path)
        except FileExistsError:
            return load_or_create_secret(path)
        finally:
            draft.unlink()
    except OSError as error:
        raise _fault(path, "không ghi được tệp khóa bí mật; hãy kiểm tra quyền của thư mục") from error
    return secret


def _fault(path: Path, message: str) -> ConfigError:
    return ConfigError((Fault(str(path), 0, _SETTING, message),))


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes | None:
    try:
        return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (binascii.Error, UnicodeEncodeError):
        return None
