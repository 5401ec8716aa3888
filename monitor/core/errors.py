"""One tree of errors. Branches by act (fetching, parsing, ...) and, where it helps, by object.

Expected outcomes (not modified, duplicate, no usable text) are values, not exceptions.
Messages are for operators, in English; what staff see is chosen by key elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MonitorError(Exception):
    """Root of every error this product raises on purpose."""


class FetchError(MonitorError):
    """A request that could not be carried out: carries the address without secrets."""

    def __init__(self, message: str, *, feed_url: str = "") -> None:
        super().__init__(message)
        self.feed_url = feed_url


class ParseError(MonitorError):
    """A document that is not what it should be."""

    def __init__(self, message: str, *, feed_url: str = "") -> None:
        super().__init__(message)
        self.feed_url = feed_url


class RecordError(MonitorError):
    """A record (JSON line) that breaks the contract; `key` names the offending field."""

    def __init__(self, message: str, *, key: str = "") -> None:
        super().__init__(message)
        self.key = key


class ClassifierError(MonitorError):
    """A model or rule file that cannot be used."""


class StorageTrouble(StrEnum):
    """What ails the database, where its engine tells. `other`: it does not, or the request itself was wrong."""

    DAMAGED = "damaged"
    READ_ONLY = "read-only"
    FULL = "full"
    LOCKED = "locked"
    UNREACHABLE = "unreachable"
    OTHER = "other"


class StorageError(MonitorError):
    """The database refused or is not what this version expects; `trouble` says what ails the database itself."""

    def __init__(self, message: str, *, trouble: StorageTrouble = StorageTrouble.OTHER) -> None:
        super().__init__(message)
        self.trouble = trouble


class ConflictError(MonitorError):
    """Somebody else acted on the incident since it was read: nothing was done."""

    def __init__(self, message: str, *, incident_id: str) -> None:
        super().__init__(message)
        self.incident_id = incident_id


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a settings file: where it is, what was found, what is allowed (both in Vietnamese)."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (f"{self.file}:{self.line}", self.key, self.message) if part)


class ConfigError(MonitorError):
    """Settings, plan or sources that are wrong. Lists every fault at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
