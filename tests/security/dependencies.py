"""What the product runs on, looked at without a network: pinned, registered, of a licence that is allowed.

`python -m tests.security.dependencies` prints what is wrong and ends with 1; `--online` asks pip-audit as well, where
it is installed. Whether a version has a known hole, or was withdrawn, only a service can say: see docs/dependencies.md.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
REGISTER, PINS = ROOT / "docs" / "dependencies.md", ROOT / "constraints.txt"
PRODUCT, EXTRAS = "giam-sat-truyen-thong", ("postgres",)
OLD_YEARS = 3
"""No release for so long: somebody must have said why it stays."""
STALE_DAYS = 180
ALLOWED = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "LGPL-2.1-or-later",
    "LGPL-3.0-only", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0", "Public-Domain", "Zlib",
})  # fmt: skip
"""Licences under which an office may run and change the product and need publish nothing of its own.

The LGPL and the MPL ask for changes of the library itself, which is used as it is."""
_CHECKED_ON = re.compile(r"^Looked at on (\d{4}-\d\d-\d\d)", re.MULTILINE)
_ROW = re.compile(r"^\| *`([^`|]+)` *\|(.*)\|$", re.MULTILINE)
_MONTH = re.compile(r"(\d{4})-(\d\d)")


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is installed for the product. `licence` is "" where its metadata names none by its SPDX id."""

    name: str
    version: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register. `newest` is its last release, with the month; `note` why it stays nevertheless."""

    name: str
    version: str
    licence: str
    purpose: str
    newest: str
    note: str


@dataclass(frozen=True, slots=True)
class Register:
    """docs/dependencies.md: the day on which somebody looked, and a row for each package."""

    checked_on: date
    entries: Mapping[str, Entry]


def installed(root: str = PRODUCT, extras: Iterable[str] = EXTRAS) -> dict[str, Package]:
    """Every package that is installed because the product asks for it, or one that it asks for does."""
    found: dict[str, Package] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(root, extra) for extra in ("", *extras)]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if name != root:
            found[name] = Package(name, package.version, _licence_of(package))
        waiting += _wanted_by(package, extra)
    return found


def _licence_of(package: metadata.Distribution) -> str:
    told = package.metadata.get_all("License-Expression") or [""]
    return str(told[0])


def _wanted_by(package: metadata.Distribution, extra: str) -> Iterator[tuple[str, str]]:
    for line in package.requires or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            yield from ((canonicalize_name(wanted.name), own) for own in ("", *wanted.extras))


def read_pins(text: str) -> dict[str, str]:
    """Names and versions of lines `name==version`."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    pairs = (line.partition("==") for line in lines if "==" in line)
    return {canonicalize_name(name.strip()): version.strip() for name, _, version in pairs}


def read_register(text: str) -> Register:
    """The register as it is written. Raises ValueError without its date."""
    day = _CHECKED_ON.search(text)
    if day is None:
        raise ValueError("docs/dependencies.md names no day: a line must begin with “Looked at on 2026-01-31”")
    entries: dict[str, Entry] = {}
    for name, cells in _ROW.findall(text):
        version, licence, purpose, newest, note = ([cell.strip() for cell in cells.split("|")] + [""] * 5)[:5]
        entries[canonicalize_name(name)] = Entry(canonicalize_name(name), version, licence, purpose, newest, note)
    return Register(date.fromisoformat(day[1]), entries)


def faults(packages: Mapping[str, Package], pins: Mapping[str, str], register: Register) -> list[str]:
    """What is wrong, one sentence each, by name."""
    return [fault for name in sorted(packages) for fault in _faults_of(packages[name], pins, register)]


def _faults_of(package: Package, pins: Mapping[str, str], register: Register) -> Iterator[str]:
    name, pin, entry = package.name, pins.get(package.name), register.entries.get(package.name)
    if pin is None:
        yield f"{name} is installed and not pinned: add {name}=={package.version} to constraints.txt"
    elif pin != package.version:
        yield f"{name} {package.version} is installed, constraints.txt says {pin}: install anew"
    if entry is None:
        yield f"{name} has no row in docs/dependencies.md: read its licence, say what it is for"
        return
    if entry.version != package.version:
        yield f"{name} {package.version} was never looked at (docs/dependencies.md: {entry.version})"
    if package.licence and entry.licence != package.licence:
        yield f"{name} says its licence is {package.licence}, docs/dependencies.md says {entry.licence}"
    if not is_allowed(entry.licence):
        yield f"{name} has the licence {entry.licence or 'nobody knows which'}, which is not among those allowed"
    if not entry.purpose:
        yield f"{name} is for nothing: say in docs/dependencies.md what it is for, or do without it"
    if is_old(entry, register.checked_on) and not entry.note:
        yield f"{name} had no release for {OLD_YEARS} years ({entry.newest}): say why it stays, or replace it"


def is_allowed(licence: str) -> bool:
    """Whether an SPDX expression (`A AND B`, `A OR B`, no brackets) leaves a way that is allowed."""
    ways = (way.split(" AND ") for way in licence.split(" OR "))
    return any(all(part.strip() in ALLOWED for part in way) for way in ways)


def is_old(entry: Entry, checked_on: date) -> bool:
    """Whether its last release lies more than OLD_YEARS before the day somebody looked. An unknown one is old."""
    month = _MONTH.search(entry.newest)
    if month is None:
        return True
    return (checked_on.year - int(month[1])) * 12 + checked_on.month - int(month[2]) > OLD_YEARS * 12


def main() -> int:
    """Look, and say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--online", action="store_true", help="ask pip-audit for known holes as well")
    asked = parser.parse_args()
    packages, register = installed(), read_register(REGISTER.read_text("utf-8"))
    found = faults(packages, read_pins(PINS.read_text("utf-8")), register)
    for fault in found:
        sys.stdout.write(f"{fault}\n")
    age = (datetime.now(UTC).date() - register.checked_on).days
    if age > STALE_DAYS:
        sys.stdout.write(f"note: nobody has looked at docs/dependencies.md for {age} days\n")
    sys.stdout.write(f"{len(packages)} packages, {len(found)} faults; looked at on {register.checked_on}\n")
    return max(bool(found), asked.online and _known_holes())


def _known_holes() -> int:
    program = shutil.which("pip-audit")
    if program is None:
        sys.stdout.write("known holes were not asked for: pip-audit is not installed\n")
        return 1
    # Everything is pinned: nothing has to be resolved, or installed to look at it. Strict: what the service does not
    # know, or could not be asked about, is no clean bill.
    options = ["--strict", "--disable-pip", "--no-deps", "--progress-spinner", "off"]
    command = [program, *options, "--requirement", str(PINS)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
