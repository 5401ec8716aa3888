"""Every measurement can be started by `make bench`, and what was measured is written down."""

from __future__ import annotations

import importlib
from argparse import Namespace
from datetime import UTC, datetime

import pytest

from bench.run import Done, measurements, options_of, page


@pytest.mark.parametrize("name", measurements())
def test_every_measurement_knows_the_short_run(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    pytest.importorskip("procrastinate")
    module = importlib.import_module(f"bench.{name}")
    monkeypatch.setattr("sys.argv", [name, "--help"])
    run_it = getattr(module, "main", None)
    if name in {"crawl", "pipeline", "poll"}:
        main = importlib.import_module("bench._peers").main

        def run_it() -> None:
            main(name, f"bench.{name}", lambda _: [], "")

    with pytest.raises(SystemExit) as ended:
        run_it()
    assert ended.value.code in {0, None}
    assert "--quick" in capsys.readouterr().out


def test_the_page_names_machine_command_load_and_failures():
    done = [
        Done("outbox", ("--quick",), "messages 300, lost 0\n", 3.2, True, 0.5),
        Done("desk", (), "items 3\n", 9.0, False, 1.5),
    ]
    written = page(done, on=datetime(2026, 11, 2, tzinfo=UTC))
    assert "2026-11-02" in written
    assert "processors" in written
    assert "`python -m bench.outbox --quick`, 3 s, load 0.5.\n" in written
    assert "messages 300, lost 0" in written
    assert written.count("missed a target") == 1


def test_only_those_with_peers_are_given_them():
    asked = Namespace(quick=True, peers="python-of-peers")
    assert options_of("crawl", asked) == ("--quick", "--peers", "python-of-peers")
    assert options_of("outbox", asked) == ("--quick",)
