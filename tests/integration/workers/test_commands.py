"""`monitor worker`, `scheduler` and `web`: refused where they cannot work, served and stopped where they can."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from monitor.commands import working
from monitor.core.errors import MonitorError
from monitor.core.settings import load_settings
from monitor.workers import building

ON_POSTGRES = {"DATABASE_URL": "postgresql+psycopg://ai:do@127.0.0.1/kho"}


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(lambda settings: working.worker(settings, queues="", concurrency=1), id="worker"),
        pytest.param(working.scheduler, id="scheduler"),
        pytest.param(lambda settings: working.web(settings, port=0), id="web"),
    ],
)
def test_on_sqlite_the_commands_say_what_is_needed(command, tmp_path):
    with pytest.raises(MonitorError, match="DATABASE_URL=postgresql"):
        command(load_settings({"MONITOR_VAR": str(tmp_path)}))
    assert not any(tmp_path.iterdir())


def test_without_the_libraries_the_commands_say_how_to_install_them(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "find_spec", lambda name: None if name == "procrastinate" else find_spec(name))
    with pytest.raises(
        MonitorError, match=r"procrastinate; hãy cài thêm: pip install 'giam-sat-truyen-thong\[postgres"
    ):
        working.scheduler(load_settings({"MONITOR_VAR": str(tmp_path), **ON_POSTGRES}))


@pytest.mark.parametrize(
    ("given", "served"),
    [
        pytest.param("", ("collect", "judge", "deliver", "clock"), id="all"),
        pytest.param("deliver", ("deliver",), id="one"),
        pytest.param(" collect, judge,collect ", ("collect", "judge"), id="spaces and repeats"),
    ],
)
def test_queues_are_read(given, served):
    assert working.read_queues(given) == served


def test_a_queue_that_there_is_not_is_refused():
    with pytest.raises(MonitorError, match="gom"):
        working.read_queues("collect,gom")
