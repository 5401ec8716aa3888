"""Passwords of tests are kept by the same algorithm as people's, with less work: nobody is to be kept from guessing."""

from __future__ import annotations

from monitor.desk.accounts import passwords

SHIPPED = passwords.MEMORY_KIB, passwords.PASSES
"""How much work a guess costs at an office."""
CHEAP = 64, 1


def make_passwords_cheap() -> None:
    """For this whole process, before anything is hashed."""
    passwords.MEMORY_KIB, passwords.PASSES = CHEAP
