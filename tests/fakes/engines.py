"""Which engine a test of the store runs on: both, unless it is about one of them."""

from __future__ import annotations

import pytest

SQLITE, POSTGRES = "sqlite", "postgres"

ON_SQLITE = pytest.mark.parametrize("url", [SQLITE], indirect=True)
"""About files, or about what SQLite alone has."""
ON_POSTGRES = pytest.mark.parametrize("url", [POSTGRES], indirect=True)
"""About several processes at work in one database, or about what PostgreSQL alone has."""
