"""The one contract suite: a real database of each engine for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.store.database import Store, Tx, open_store
from tests.fakes.engines import POSTGRES, SQLITE


@pytest.fixture(params=[SQLITE, POSTGRES])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: a file, or one on the server of this run."""
    if request.param == SQLITE:
        return f"sqlite:///{tmp_path}/var/monitor.db"
    address: str = request.getfixturevalue("postgres_url")
    return address


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
