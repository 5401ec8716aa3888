"""People who use the desk: roles, what each role may do, sessions, and the rules of signing in. Pure; keeps nothing.

The role matrix is data (`MAY`), so that the desk can refuse to start over a page without a rule, and a test can walk
every page with every role.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.incidents import Incident
from monitor.core.plan import Plan
from monitor.core.text import fold

MIN_PASSWORD_CHARS = 10
"""Length counts, not signs and digits (NIST SP 800-63B, section 3.1.1)."""
MAX_PASSWORD_CHARS = 200
"""Hashing is made to be slow: the input must be bounded."""
INVITATION_LIFE = timedelta(hours=24)
SESSION_IDLE = timedelta(minutes=60)
"""An office day has meetings: shorter, and people choose to leave the page open on a shared machine instead."""
SESSION_LIFE = timedelta(hours=12)
"""One shift on duty (NIST SP 800-63B, section 5.2: at most 24 hours at this level)."""
SESSION_TOUCH = timedelta(minutes=1)
"""A session's last use is kept to the minute, so that reading a page seldom writes."""
FAILURES_BEFORE_LOCK = 5
FIRST_LOCK, LONGEST_LOCK = timedelta(minutes=5), timedelta(hours=1)
FAILURES_FORGOTTEN_AFTER = timedelta(hours=24)

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._\-]{1,39}")
_OBVIOUS = ("matkhau", "password", "123456", "qwerty", "abc123")


class Role(StrEnum):
    """What a person is on the desk."""

    ADMIN = "quan-tri"
    DUTY = "truc-tin"
    SPOKESPERSON = "nguoi-phat-ngon"
    LEADERSHIP = "lanh-dao"
    UNIT = "don-vi"
    VIEWER = "chi-xem"


class Permission(StrEnum):
    """What a page or an act needs. `PUBLIC` needs nothing, `SIGNED_IN` any account.

    `READ` is of everything, or of what is its own for a unit; `READ_ALL` is of what no unit sees.
    """

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    READ = "read"
    READ_ALL = "read-all"
    SUBMIT = "submit"
    ACKNOWLEDGE = "acknowledge"
    JUDGE = "judge"
    SPEAK = "speak"
    REVEAL = "reveal"
    MANAGE_SOURCES = "manage-sources"
    MANAGE_CONTACTS = "manage-contacts"
    READ_AUDIT = "read-audit"
    READ_SETTINGS = "read-settings"
    MANAGE_ACCOUNTS = "manage-accounts"


_P = Permission
_EVERYBODY = frozenset({_P.SIGNED_IN, _P.READ})
MAY: Mapping[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission) - {_P.PUBLIC},
    Role.DUTY: _EVERYBODY
    | {_P.READ_ALL, _P.SUBMIT, _P.ACKNOWLEDGE, _P.JUDGE, _P.SPEAK, _P.REVEAL, _P.MANAGE_SOURCES, _P.MANAGE_CONTACTS},
    Role.SPOKESPERSON: _EVERYBODY | {_P.READ_ALL, _P.SUBMIT, _P.ACKNOWLEDGE, _P.JUDGE, _P.SPEAK, _P.REVEAL},
    Role.LEADERSHIP: _EVERYBODY
    | {_P.READ_ALL, _P.SUBMIT, _P.ACKNOWLEDGE, _P.JUDGE, _P.SPEAK, _P.REVEAL, _P.READ_AUDIT},
    Role.UNIT: _EVERYBODY | {_P.SUBMIT, _P.ACKNOWLEDGE},
    Role.VIEWER: _EVERYBODY | {_P.READ_ALL},
}
"""Who may do what. A unit acts only on what is its own (`may_see`)."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account. `unit` is None where the role speaks for an office of the plan (`acting_unit`).

    `password` is an Argon2 hash, None until the person has set one; `totp` the key of the second factor, None without
    one; `totp_step` the last time step used, so that no code works twice. `looked_at` is when the person last said that
    everything on the first page was read.
    """

    id: str
    login: str
    name: str
    role: Role
    created_at: datetime
    unit: str | None = None
    password: str | None = None
    totp: str | None = None
    totp_step: int = 0
    active: bool = True
    password_set_at: datetime | None = None
    signed_in_at: datetime | None = None
    looked_at: datetime | None = None

    def may(self, permission: Permission) -> bool:
        """Whether the role allows it."""
        return permission is Permission.PUBLIC or permission in MAY[self.role]

    @property
    def sees_all(self) -> bool:
        """Whether what it reads is not bound to one unit."""
        return self.role is not Role.UNIT


@dataclass(frozen=True, slots=True)
class Identity:
    """How an account is known to the office's sign-in service.

    `email` is in lower case, None when only the service's own name for the person is known; `issuer` and `subject` are
    None until the person first came that way.
    """

    account_id: str
    email: str | None
    issuer: str | None
    subject: str | None
    linked_at: datetime

    @property
    def bound(self) -> bool:
        """Whether one person at the service is fixed: nobody else comes in by the same address."""
        return self.subject is not None


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser. `id_hash` is the SHA-256 of the cookie; `csrf` goes into every form."""

    id_hash: str
    account_id: str
    csrf: str
    created_at: datetime
    seen_at: datetime
    ends_at: datetime

    def alive(self, now: datetime) -> bool:
        """Whether it may still be used: neither idle for too long nor at its end."""
        return now < self.ends_at and now - self.seen_at < SESSION_IDLE

    def stale(self, now: datetime) -> bool:
        """Whether its last use is to be written down again."""
        return now - self.seen_at >= SESSION_TOUCH


class Scope(StrEnum):
    """What a token of the JSON interface is good for; never more than its owner's role allows."""

    READ = "read"
    ACT = "act"
    SUBMIT = "submit"


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A person's token for programs. `hash` is its SHA-256; `used_at` is None before first use; `number` 0 when new."""

    account_id: str
    name: str
    hash: str
    scopes: frozenset[Scope]
    created_at: datetime
    ends_at: datetime
    used_at: datetime | None = None
    number: int = 0

    def alive(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return now < self.ends_at


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed attempts to sign in under one name, whether or not there is such an account."""

    login: str
    count: int
    last_at: datetime
    locked_until: datetime | None = None

    def locked(self, now: datetime) -> bool:
        """Whether the name has to wait."""
        return self.locked_until is not None and now < self.locked_until


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search a person keeps: `query` is the address's query string."""

    number: int
    account_id: str
    name: str
    query: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PausedSource:
    """A source that is not polled until somebody lets it go on."""

    source_id: str
    since: datetime
    by: str
    reason: str


def after_failure(before: Failures | None, login: str, now: datetime) -> Failures:
    """One more failure: from the fifth on the name waits, five minutes, then twice as long each time, at most an hour.

    A day without a failure begins a new count.
    """
    if before is None or now - before.last_at > FAILURES_FORGOTTEN_AFTER:
        return Failures(login, 1, now)
    count = before.count + 1
    if count < FAILURES_BEFORE_LOCK:
        return Failures(login, count, now)
    lock = min(FIRST_LOCK * 2 ** min(count - FAILURES_BEFORE_LOCK, 10), LONGEST_LOCK)
    return Failures(login, count, now, locked_until=now + lock)


def acting_unit(account: Account, plan: Plan) -> str:
    """The unit in whose name the person acts."""
    if account.unit is not None:
        return account.unit
    offices = {
        Role.SPOKESPERSON: plan.alerts.spokesperson_unit,
        Role.LEADERSHIP: plan.alerts.leadership_unit,
    }
    return offices.get(account.role, plan.alerts.office_unit)


def is_restricted(incident: Incident, plan: Plan) -> bool:
    """Whether only those who handle it may read it (suicide, sexual abuse)."""
    return any(kind.restricted for kind in plan.incident_types if kind.id == incident.incident_type)


def may_see(account: Account, incident: Incident, plan: Plan, *, told: bool = False) -> bool:
    """Whether a person may read an incident; `told`: a message about it went to the person's unit."""
    if account.role is Role.VIEWER:
        return not is_restricted(incident, plan)
    if account.sees_all:
        return True
    return told or account.unit in (*incident.units, *incident.copy_units)


def read_login(text: str) -> str | None:
    """The name as it is kept: lower case, no blanks at the ends; None when it cannot be one."""
    login = text.strip().lower()
    return login if _LOGIN.fullmatch(login) else None


def password_fault(password: str, *, login: str) -> str | None:
    """What is wrong with a new password, in words for its owner; None when it will do."""
    if len(password) < MIN_PASSWORD_CHARS:
        return f"Mật khẩu cần ít nhất {MIN_PASSWORD_CHARS} ký tự; một câu ngắn dễ nhớ là tốt nhất."
    if len(password) > MAX_PASSWORD_CHARS:
        return f"Mật khẩu dài quá {MAX_PASSWORD_CHARS} ký tự."
    plain = fold(password).replace(" ", "")
    if len(set(plain)) < MIN_PASSWORD_CHARS // 2 or any(word in plain for word in _OBVIOUS):
        return "Mật khẩu này quá dễ đoán; hãy chọn một câu khác."
    if fold(login) in plain:
        return "Mật khẩu không được chứa tên đăng nhập."
    return None
