"""Builds the product for processes that share its work, and says why it cannot be where it cannot."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec

from monitor.app import App, Overrides, build
from monitor.core.errors import MonitorError
from monitor.core.settings import Settings
from monitor.workers.wakes import wake_others

EXTRA = "giam-sat-truyen-thong[postgres]"
_LIBRARIES = ("psycopg", "procrastinate")


def check_shared(settings: Settings) -> None:
    """Raises MonitorError, saying what to do, unless the database is one that several processes can share."""
    if not settings.database_url.startswith("postgresql"):
        raise MonitorError(
            "Lệnh này chia việc cho nhiều tiến trình nên cần PostgreSQL: hãy khai báo "
            "DATABASE_URL=postgresql+psycopg://ten:mat-khau@may-chu/co-so-du-lieu. "
            "Với một máy và SQLite, hãy dùng «monitor run»."
        )
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        raise MonitorError(f"Thiếu thư viện {', '.join(missing)}; hãy cài thêm: pip install '{EXTRA}'")


def build_shared(settings: Settings, overrides: Overrides | None = None) -> App:
    """The product over a shared database: what any of its transactions gives others to do, wakes a job.

    Raises MonitorError as `check_shared`, and what `build` raises.
    """
    check_shared(settings)
    app = build(settings, overrides)
    try:
        with app.store.transaction() as tx:
            tx.queue.prepare()
    except BaseException:
        app.close()
        raise
    app.store.before_commit(partial(wake_others, lanes=app.pipeline.lanes.names))
    return app
