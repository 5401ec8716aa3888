"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

from tests.fakes.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")
# A deadline of wall time fails on a machine that has other work, and says nothing of the code.
