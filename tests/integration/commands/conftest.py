"""Runs `monitor` as its users do: inside this process for speed, or as a process of its own."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from monitor.cli import main

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Ran:
    """What one command left: exit status, standard output and error."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Every line of standard output as a record: fails when anything else is there."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"MONITOR_VAR": str(tmp_path / "var"), "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8", "COLUMNS": "200"}


@pytest.fixture
def monitor(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call the command inside this process, in an empty working directory."""

    def run(*arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ran:
        streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (stdin, b"", b"")]
        root, handlers = logging.getLogger(), list(logging.getLogger().handlers)
        level = root.level
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            for name in [name for name in os.environ if name.startswith("MONITOR_") or name == "DATABASE_URL"]:
                patch.delenv(name)
            for name, value in (environment | (env or {})).items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["monitor", *map(str, arguments)])
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as ended:
                main()
        root.handlers[:] = handlers
        root.setLevel(level)
        return Ran(int(ended.value.code or 0), *map(_written, streams[1:]))

    return run


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined]


@pytest.fixture
def process(environment: dict[str, str], tmp_path: Path) -> Run:
    """Start `python -m monitor.cli` in an empty working directory, with nothing of ours in the environment."""

    def run(*arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ran:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("MONITOR_") and k != "DATABASE_URL"}
        done = subprocess.run(
            [sys.executable, "-m", "monitor.cli", *map(str, arguments)], input=stdin, capture_output=True, check=False,
            cwd=tmp_path, env=inherited | environment | {"PYTHONPATH": str(ROOT)} | (env or {}), timeout=300,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def lines(tmp_path: Path) -> Callable[..., Path]:
    """Write records (or raw bytes) as a JSON Lines file."""

    def write(rows: Sequence[dict[str, Any] | bytes], name: str = "items.jsonl") -> Path:
        path = tmp_path / name
        raw = [row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() for row in rows]
        path.write_bytes(b"\n".join(raw) + b"\n")
        return path

    return write
