"""A store on a real file for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.store.database import Store, Tx, open_store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/var/monitor.db"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = open_store(url)
    yield store
    store.close()


@pytest.fixture
def tx(store: Store) -> Iterator[Tx]:
    """One transaction for the whole test."""
    with store.transaction() as tx:
        yield tx
