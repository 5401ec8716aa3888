"""Opening the database, and transactions on it. The edge where the database's errors become ours.

`transaction()` promises the same on every engine: it is alone. `transaction(alone=False)` is for work that many
processes do at a time; on PostgreSQL it runs beside others of its kind, never beside one that is alone.

SQLite runs in WAL with `synchronous=NORMAL`: a killed process loses nothing that was committed, a power cut at most
the last moments, and never the order of what was written.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import stamina
from sqlalchemy import URL, Connection, Engine, ExceptionContext, QueuePool, create_engine, event, make_url
from sqlalchemy import exc as sa

from monitor.core.errors import StorageError, StorageTrouble
from monitor.core.text import fold, nfc
from monitor.store.actions import Actions
from monitor.store.api_tokens import ApiTokens
from monitor.store.archive import Nominations, ReportArchive, UnitReports
from monitor.store.audit import AuditLog
from monitor.store.cases import Cases
from monitor.store.channel_states import ChannelStates
from monitor.store.chats import Chats
from monitor.store.contacts import Contacts
from monitor.store.corrections import Corrections
from monitor.store.digests import Digests
from monitor.store.due_times import DueTimes
from monitor.store.entries import Entries
from monitor.store.evidence import EvidenceCopies
from monitor.store.feeds import Feeds
from monitor.store.first_copies import FirstCopies
from monitor.store.identities import Identities
from monitor.store.incident_lists import IncidentLists
from monitor.store.incidents import Incidents
from monitor.store.intake import Intake
from monitor.store.item_lists import ItemLists
from monitor.store.items import Items
from monitor.store.labels import Labels
from monitor.store.locks import Lock, key_of, take
from monitor.store.meta import Meta
from monitor.store.migrate import migrate
from monitor.store.operator_warnings import OperatorWarnings
from monitor.store.outbox import Outbox
from monitor.store.paused_sources import PausedSources
from monitor.store.person_requests import PersonRequests
from monitor.store.postgres import BESIDE, READING, check_server, compare_by_code_point, postgres_engine
from monitor.store.quarantine import Quarantine
from monitor.store.queue import Leadership, Queue
from monitor.store.queue_look import QueueLook
from monitor.store.retention import Retention
from monitor.store.saved_searches import SavedSearches
from monitor.store.sessions import Sessions
from monitor.store.silences import Silences
from monitor.store.stories import Stories
from monitor.store.suppressed import SuppressedLog
from monitor.store.tables import Tables
from monitor.store.telemetry import Telemetry
from monitor.store.tokens import Tokens
from monitor.store.troubles import trouble_of, words_of
from monitor.store.users import Users
from monitor.store.volume import Volume
from monitor.store.watches import Watches
from monitor.store.websub import Subscriptions

BUSY_TIMEOUT_MS = 10_000
"""How long a transaction waits for another one's end before it gives up."""
POOL_SIZE, POOL_OVERFLOW = 8, 40
"""Connections kept, and more at need: the web server's threads (40 by default) and the scheduler's together."""

_MEMORY = frozenset({None, "", ":memory:"})

_log = logging.getLogger(__name__)


class Tx:
    """One transaction: a repository for each noun. Not to be used after its end, nor by two threads."""

    def __init__(self, connection: Connection, audit_key: bytes = b"") -> None:
        self.items = Items(connection)
        self.first_copies = FirstCopies(connection)
        self.labels = Labels(connection)
        self.corrections = Corrections(connection)
        self.feeds = Feeds(connection)
        self.entries = Entries(connection)
        self.quarantine = Quarantine(connection)
        self.telemetry = Telemetry(connection)
        self.due_times = DueTimes(connection)
        self.watches = Watches(connection)
        self.subscriptions = Subscriptions(connection)
        self.evidence = EvidenceCopies(connection)
        self.intake = Intake(connection)
        self.stories = Stories(connection)
        self.incidents = Incidents(connection)
        self.volume = Volume(connection)
        self.outbox = Outbox(connection)
        self.channels = ChannelStates(connection)
        self.tokens = Tokens(connection)
        self.chats = Chats(connection)
        self.digests = Digests(connection)
        self.suppressed = SuppressedLog(connection)
        self.silences = Silences(connection)
        self.contacts = Contacts(connection)
        self.cases = Cases(connection)
        self.actions = Actions(connection)
        self.audit = AuditLog(connection, audit_key)
        self.warnings = OperatorWarnings(connection)
        self.meta = Meta(connection)
        self.reports = ReportArchive(connection)
        self.unit_reports = UnitReports(connection)
        self.nominations = Nominations(connection)
        self.users = Users(connection)
        self.sessions = Sessions(connection)
        self.identities = Identities(connection)
        self.api_tokens = ApiTokens(connection)
        self.saved_searches = SavedSearches(connection)
        self.paused_sources = PausedSources(connection)
        self.incident_lists = IncidentLists(connection)
        self.item_lists = ItemLists(connection)
        self.tables = Tables(connection)
        self.queue = Queue(connection)
        self.queue_look = QueueLook(connection)
        self.retention = Retention(connection)
        self.person_requests = PersonRequests(connection)
        self._connection = connection

    def lock(self, lock: Lock) -> None:
        """Be alone with something until the transaction ends; waits for whoever has it. See `monitor.store.locks`."""
        take(self._connection, lock)

    @property
    def driver_connection(self) -> Any:
        """The driver's own connection: for a job queue that puts its jobs into this very transaction."""
        return self._connection.connection.driver_connection


class Store:
    """The database, open. Safe to share between threads."""

    def __init__(self, engine: Engine, url: str) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**{READING: True})
        self._beside = engine.execution_options(**{BESIDE: True})
        self._audit_key = b""
        self._before_commit: Callable[[Tx], object] | None = None
        self.url = url

    @property
    def is_shared(self) -> bool:
        """Whether processes on several machines can work on this database."""
        return self._engine.dialect.name == "postgresql"

    def before_commit(self, act: Callable[[Tx], object]) -> None:
        """From now on do this at the end of every writing transaction, inside it: waking whom it gives work."""
        self._before_commit = act

    def leadership(self, name: str) -> Leadership:
        """Run for the lead among the processes that run under this name; close it when done."""
        connection = self._beside.connect().execution_options(isolation_level="AUTOCOMMIT")
        return Leadership(connection, key_of(name))

    def key_audit(self, key: bytes) -> None:
        """From now on audit lines are marked, and checked, with this key (`monitor.store.audit.audit_key`)."""
        self._audit_key = key

    @contextmanager
    def transaction(self, *, alone: bool = True) -> Iterator[Tx]:
        """Read and write, alone: commits at the end, rolls back on any error.

        `alone=False` allows PostgreSQL to run others of that kind at the same time: for work that changes rows no
        other has in hand, or takes a lock for what it must be alone with (`Tx.lock`). On SQLite it is alone all the
        same. Raises StorageError when the database refuses. A second one inside the first, in one thread, waits for
        itself and ends in StorageError after BUSY_TIMEOUT_MS.
        """
        with _begin(self._engine if alone else self._beside, self._audit_key) as tx:
            yield tx
            if self._before_commit is not None:
                self._before_commit(tx)

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """Read one unchanging state, beside any writer; writing raises StorageError."""
        with _begin(self._reader, self._audit_key) as tx:
            yield tx

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._engine.dispose()


def open_store(url: str) -> Store:
    """Open the database, bring it to this version's shape, make its folder when it is a file.

    `url` as SQLAlchemy reads it: `sqlite:///var/monitor.db`, `sqlite://` (in memory, one transaction at a time),
    `postgresql+DRIVER://…`. Raises StorageError when it cannot be opened or was written by a newer version.
    """
    try:
        parsed = make_url(url)
        shown = parsed.render_as_string(hide_password=True)
        _make_folder(parsed)
        engine = _engine(parsed)
    except (sa.ArgumentError, ImportError) as error:
        raise StorageError(f"the database address cannot be used: {error}") from error
    except OSError as error:
        raise StorageError(f"the folder of {shown} cannot be made: {error}") from error
    event.listen(engine, "handle_error", _on_error)
    try:
        _prepare(engine)
    except (StorageError, sqlite3.Error) as error:
        engine.dispose()
        trouble = error.trouble if isinstance(error, StorageError) else trouble_of(error)
        raise StorageError(f"{shown} cannot be opened: {error}", trouble=trouble) from error
    _log.info("database open url=%s", shown)
    return Store(engine, url)


def _prepare(engine: Engine) -> None:
    sqlite = engine.dialect.name == "sqlite"
    if sqlite:
        _switch_to_wal(engine)
    with engine.begin() as connection:
        if not sqlite:
            check_server(connection)
        if migrate(connection) and not sqlite:
            compare_by_code_point(connection)


def _is_busy(error: Exception) -> bool:
    cause = error.__cause__ if isinstance(error, StorageError) else error
    return isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode == sqlite3.SQLITE_BUSY


@stamina.retry(on=_is_busy, attempts=None, timeout=BUSY_TIMEOUT_MS / 1000, wait_initial=0.02, wait_max=0.5)
def _switch_to_wal(engine: Engine) -> None:
    """Kept in the file from then on. Two first openers collide here, and SQLite does not wait for this lock."""
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None, "just connected"
        driver.execute("PRAGMA journal_mode=WAL")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return postgres_engine(url, patience_ms=BUSY_TIMEOUT_MS, pool_size=POOL_SIZE, overflow=POOL_OVERFLOW)
    # An in-memory database lives in its connection, so there is only one of them.
    size = (
        {"pool_size": 1, "max_overflow": 0}
        if _in_memory(url)
        else {"pool_size": POOL_SIZE, "max_overflow": POOL_OVERFLOW}
    )
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_timeout=BUSY_TIMEOUT_MS / 1000,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000, "isolation_level": None},
        **size,
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(driver: Any, _record: object) -> None:
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        driver.execute(f"PRAGMA {pragma}")
    # The view behind the full-text index folds with the same function as we do.
    driver.create_function("vn_fold", 1, lambda text: fold(nfc(text or "")), deterministic=True)


def _on_begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _make_folder(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and not _in_memory(url):
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)


def _in_memory(url: URL) -> bool:
    return url.database in _MEMORY


@contextmanager
def _begin(engine: Engine, audit_key: bytes) -> Iterator[Tx]:
    try:
        connection = engine.connect()
    except sa.TimeoutError as error:
        raise StorageError("no database connection became free in time", trouble=StorageTrouble.LOCKED) from error
    with connection, connection.begin():
        yield Tx(connection, audit_key)


def _on_error(context: ExceptionContext) -> None:
    """Put our error in the place of the library's, with the driver's words alone: statements hold people's texts."""
    if isinstance(context.sqlalchemy_exception, sa.DatabaseError):
        cause = context.original_exception
        trouble = StorageTrouble.UNREACHABLE if context.is_disconnect else trouble_of(cause)
        raise StorageError(f"the database refused: {words_of(cause)}", trouble=trouble) from cause
