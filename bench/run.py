"""Run every measurement of this folder, each in a process of its own, and print their tables.

Usage: python bench/run.py [NAME …] [--quick]

A measurement is a `NAME.py` whose `main` needs no argument and knows `--quick`. `build_*.py` make data and `_*.py` are
shared parts; neither is run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
_NOT_MEASURING = ("_", "build_", "run.")


def measurements() -> list[str]:
    """Names of the measurements, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.py") if not path.name.startswith(_NOT_MEASURING))


def run(name: str, options: list[str]) -> bool:
    """Run one measurement; its tables go to standard output. Whether it ended well."""
    command = [sys.executable, "-m", f"{FOLDER.name}.{name}", *options]
    return subprocess.run(command, cwd=FOLDER.parent, check=False).returncode == 0  # noqa: S603 - our own programs


def main() -> None:
    """Run what was asked for, all by default. Exit status 1 when any failed, 2 for an unknown name."""
    known = measurements()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of: {', '.join(known)}")
    parser.add_argument("--quick", action="store_true", help="a short run: does everything still work?")
    args = parser.parse_args()
    unknown = [name for name in args.names if name not in known]
    if unknown:
        parser.error(f"no such measurement: {', '.join(unknown)}; there are: {', '.join(known)}")
    failed = []
    for name in args.names or known:
        begun = time.monotonic()
        print(f"# {name}", flush=True)
        if not run(name, ["--quick"] if args.quick else []):
            failed.append(name)
        print(f"({time.monotonic() - begun:.0f} s)\n", flush=True)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
