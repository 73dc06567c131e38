"""The kinds of columns there are: portable types; instants and JSON as text. All tables belong to one schema."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, Dialect, Integer, MetaData, String, Text, TypeDecorator

metadata = MetaData()


def written(instant: datetime) -> str:
    """An aware instant as it is stored: UTC, always 27 characters, so that text sorts as time does."""
    if instant.tzinfo is None:
        raise ValueError("An instant of the record must be aware of its time zone.")
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, stored as text."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else written(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


Number = BigInteger().with_variant(Integer, "sqlite")


def number(name: str = "id") -> Column[int]:
    return Column(name, Number, primary_key=True, autoincrement=True)


def text(name: str, *, key: bool = False, default: str | None = None) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False, server_default=default)


def count(name: str, *, default: str | None = "0") -> Column[int]:
    return Column(name, Number, nullable=False, server_default=default)


def instant(name: str, *, optional: bool = False) -> Column[datetime]:
    return Column(name, Instant, nullable=optional)
