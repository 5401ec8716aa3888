"""The look at what the product runs on: it passes, and it would not pass otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.security.dependencies import (
    PINS,
    REGISTER,
    Entry,
    Package,
    Register,
    faults,
    installed,
    is_allowed,
    read_pins,
    read_register,
)

PACKAGE = Package("thu-vien", "1.2", "MIT")
ENTRY = Entry("thu-vien", "1.2", "MIT", "reading feeds", "1.2, 2026-03", "")
DAY = date(2026, 11, 25)


def test_what_is_installed_is_pinned_registered_and_allowed() -> None:
    found = faults(installed(), read_pins(PINS.read_text("utf-8")), read_register(REGISTER.read_text("utf-8")))
    assert not found, "\n".join(found)


def test_all_that_the_product_asks_for_is_looked_at() -> None:
    names = set(installed())
    assert {"sqlalchemy", "lxml", "psycopg-binary", "procrastinate", "starlette"} <= names
    assert "pytest" not in names


@pytest.mark.parametrize(
    ("package", "pins", "entry", "words"),
    [
        (PACKAGE, {"thu-vien": "1.2"}, ENTRY, None),
        (PACKAGE, {}, ENTRY, "add thu-vien==1.2 to constraints.txt"),
        (PACKAGE, {"thu-vien": "1.1"}, ENTRY, "constraints.txt says 1.1"),
        (PACKAGE, {"thu-vien": "1.2"}, None, "no row in docs/dependencies.md"),
        (replace(PACKAGE, version="1.3"), {"thu-vien": "1.3"}, ENTRY, "never looked at"),
        (replace(PACKAGE, licence="BSD-3-Clause"), {"thu-vien": "1.2"}, ENTRY, "says its licence is BSD-3-Clause"),
        (replace(PACKAGE, licence=""), {"thu-vien": "1.2"}, ENTRY, None),
        (replace(PACKAGE, licence=""), {"thu-vien": "1.2"}, replace(ENTRY, licence="AGPL-3.0-only"), "not among"),
        (replace(PACKAGE, licence=""), {"thu-vien": "1.2"}, replace(ENTRY, licence=""), "nobody knows which"),
        (PACKAGE, {"thu-vien": "1.2"}, replace(ENTRY, purpose=""), "for nothing"),
        (PACKAGE, {"thu-vien": "1.2"}, replace(ENTRY, newest="1.2, 2023-10"), "no release for 3 years"),
        (PACKAGE, {"thu-vien": "1.2"}, replace(ENTRY, newest="1.2, 2023-11"), None),
        (PACKAGE, {"thu-vien": "1.2"}, replace(ENTRY, newest="unknown"), "no release for 3 years"),
        (PACKAGE, {"thu-vien": "1.2"}, replace(ENTRY, newest="1.2, 2020-01", note="finished"), None),
    ],
    ids=[
        "well", "not pinned", "pinned otherwise", "no row", "another version", "another licence",
        "no licence in its metadata", "licence not allowed", "licence unknown", "no purpose", "old", "just not old",
        "release unknown", "old with a reason",
    ],
)  # fmt: skip
def test_faults(package: Package, pins: dict[str, str], entry: Entry | None, words: str | None) -> None:
    found = faults({package.name: package}, pins, Register(DAY, {entry.name: entry} if entry else {}))
    assert (len(found), words in found[0] if words and found else None) == ((1, True) if words else (0, None))


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("MIT AND BSD-3-Clause", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-2.0-only OR MIT", True),
        ("GPL-2.0-only OR AGPL-3.0-only", False),
        ("", False),
    ],
)
def test_licences(licence: str, *, allowed: bool) -> None:
    assert is_allowed(licence) is allowed


def test_the_register_is_read_as_it_is_written() -> None:
    text = "# A\n\nLooked at on 2026-11-25.\n\n| `Thu_Vien` | 1.2 | MIT | reading feeds | 1.2, 2026-03 | |\n"
    assert read_register(text) == Register(DAY, {"thu-vien": ENTRY})
    with pytest.raises(ValueError, match="names no day"):
        read_register("| `a` |")


def test_pins_are_read_as_they_are_written() -> None:
    assert read_pins("# nothing\nAPScheduler==3.11 # why\n\net_xmlfile==2.0\n") == {
        "apscheduler": "3.11",
        "et-xmlfile": "2.0",
    }
