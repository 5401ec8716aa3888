"""What every table is made of: the one `metadata` that knows them all, and the types of their columns."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, TypeDecorator

from monitor.store.storable import storable

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

BigKey = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit key; SQLite makes a primary key the row's own address only when it is declared INTEGER."""


class Text(TypeDecorator[str]):
    """A text. Compared and put in order by its code points (PostgreSQL: `monitor.store.postgres`).

    What cannot be kept everywhere (PostgreSQL refuses NUL, UTF-8 has no lone surrogates) is replaced on the way in, one
    character by one, so that offsets into the text stay true. This is the only place that does so.
    """

    impl = sqlalchemy.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return value if value is None else storable(value)


class Moment(TypeDecorator[datetime]):
    """An aware time, stored in UTC to the microsecond. A naive time is a bug and raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)
