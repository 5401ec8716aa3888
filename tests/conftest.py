"""What holds for every test."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

import tests.fakes.a_core_each  # noqa: F401 - first of all: it sets how many threads numpy may start
from tests.fakes.blank_database import blank_databases, from_nothing
from tests.fakes.cheap_passwords import make_passwords_cheap
from tests.fakes.postgres import postgres_server, postgres_url
from tests.fakes.read_once import keep_what_is_shipped

__all__ = ["blank_databases", "from_nothing", "postgres_server", "postgres_url"]

settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")
# A deadline of wall time fails on a machine that has other work, and says nothing of the code.

make_passwords_cheap()


@pytest.fixture(scope="session", autouse=True)
def shipped_files() -> Iterator[None]:
    """Plan, gazetteer and models as shipped are read once."""
    with pytest.MonkeyPatch.context() as patch:
        keep_what_is_shipped(patch)
        yield


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    """Shared by several processes, the files with slow tests begin: none of them is left over at the end."""
    yield
    if hasattr(config, "workerinput"):
        slow = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in slow)
