"""What is looked at before the product opens its database: a damaged file must be told of, not built upon."""

from __future__ import annotations

import logging
import os

from monitor.core.errors import StorageError, StorageTrouble
from monitor.core.settings import Settings
from monitor.store.sqlite_file import check_file, database_file, was_left_open

log = logging.getLogger(__name__)

CHECK_S, CHECK_AFTER_KILL_S = 2.0, 20.0
"""The start is to be ready within seconds; after a kill it may take longer. What the time does not suffice for is
looked at by the nightly backup, which checks its whole copy."""


def check_database(settings: Settings) -> None:
    """Look at the database's file. Raises StorageError, with the trouble named, when it cannot be relied on."""
    path = database_file(settings.database_url)
    if path is None or not path.exists():
        return
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise StorageError(f"{path} is not writable", trouble=StorageTrouble.READ_ONLY)
    unclean = was_left_open(path)
    checked = check_file(path, limit_s=CHECK_AFTER_KILL_S if unclean else CHECK_S)
    if not checked.sound:
        raise StorageError(f"{path}: {'; '.join(checked.faults)}", trouble=StorageTrouble.DAMAGED)
    if unclean:
        log.warning("the last run did not end cleanly; database looked at finished=%s", checked.finished)
