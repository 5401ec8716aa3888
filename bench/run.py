"""Run every measurement of this folder, each in a process of its own; print their tables and write them down.

Usage: python bench/run.py [NAME …] [--quick] [--peers PYTHON] [--write FILE]

A measurement is a `NAME.py` whose `main` needs no argument and knows `--quick`. `build_*.py` make data and `_*.py` are
shared parts; neither is run. What is written names the machine, the versions, the commands and the load: a page that
can be set beside docs/benchmarks.md, which says what the figures mean.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
_NOT_MEASURING = ("_", "build_", "run.")
_WITH_PEERS = frozenset({"crawl", "pipeline", "poll"})
"""Measurements that start other programs with an interpreter of their own."""
_VERSIONS = ("httpx", "lxml", "numpy", "scikit-learn", "SQLAlchemy", "underthesea")
_GIB = 2**30


@dataclass(frozen=True, slots=True)
class Done:
    """One measurement: what was asked, what it printed, how long it took (s), and whether it ended well."""

    name: str
    options: tuple[str, ...]
    printed: str
    seconds: float
    ended_well: bool
    load: float


def measurements() -> list[str]:
    """Names of the measurements, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.py") if not path.name.startswith(_NOT_MEASURING))


def run(name: str, options: Sequence[str]) -> Done:
    """Run one measurement; its tables are shown as they come and kept."""
    command = [sys.executable, "-m", f"{FOLDER.name}.{name}", *options]
    begun, printed = time.monotonic(), []
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with subprocess.Popen(command, cwd=FOLDER.parent, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:  # noqa: S603 - our own programs
        assert process.stdout is not None
        for line in process.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            printed.append(line)
    return Done(name, tuple(options), "".join(printed), time.monotonic() - begun, process.returncode == 0, load)


def machine() -> Iterator[str]:
    """Where this ran, a line each."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB if hasattr(os, "sysconf") else float("nan")
    yield f"{os.cpu_count()} processors, {memory:.0f} GiB, {platform.system()} {platform.machine()}"
    yield f"Python {platform.python_version()}; " + ", ".join(f"{name} {version(name)}" for name in _VERSIONS)


def page(done: Sequence[Done], *, on: datetime) -> str:
    """Everything that was run as one Markdown page."""
    lines = ["# A run of every measurement", "", f"{on:%Y-%m-%d}, written by `make bench`. Machine:", ""]
    lines += [f"- {line}" for line in machine()]
    lines += [
        "",
        "What the figures mean, and what was asked: [benchmarks.md](benchmarks.md). Load: at the start.",
    ]
    for one in done:
        ended = "" if one.ended_well else " **It ended with an error or missed a target.**"
        asked = " ".join(("python -m", f"bench.{one.name}", *one.options))
        lines += ["", f"## {one.name}", "", f"`{asked}`, {one.seconds:.0f} s, load {one.load:.1f}.{ended}", ""]
        lines += ["```", one.printed.rstrip("\n"), "```"]
    return "\n".join((*lines, ""))


def options_of(name: str, args: argparse.Namespace) -> tuple[str, ...]:
    """What one measurement is started with."""
    peers = ("--peers", args.peers) if args.peers and name in _WITH_PEERS else ()
    return (*(("--quick",) if args.quick else ()), *peers)


def main() -> None:
    """Run what was asked for, all by default. Exit status 1 when any failed, 2 for an unknown name."""
    known = measurements()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of: {', '.join(known)}")
    parser.add_argument("--quick", action="store_true", help="a short run: does everything still work?")
    parser.add_argument("--peers", default="", help="the interpreter that has the peers installed")
    parser.add_argument("--write", type=Path, help="a Markdown file for what was measured")
    args = parser.parse_args()
    unknown = [name for name in args.names if name not in known]
    if unknown:
        parser.error(f"no such measurement: {', '.join(unknown)}; there are: {', '.join(known)}")
    names, done = args.names or known, []
    for number, name in enumerate(names, start=1):
        print(f"# {name} ({number} of {len(names)})", flush=True)
        done.append(run(name, options_of(name, args)))
        print(f"({done[-1].seconds:.0f} s)\n", flush=True)
        if args.write:  # after each, so that a run that is broken off has told what it knew
            args.write.write_text(page(done, on=datetime.now(UTC)), "utf-8")
    failed = [one.name for one in done if not one.ended_well]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
