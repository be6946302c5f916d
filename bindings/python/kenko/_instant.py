"""Instants: what people write, and the microseconds since 1970 that kenko counts."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Any

Instant = datetime | date | str | int
"""A datetime (naive is UTC), a date, ISO 8601 text or microseconds since 1970-01-01T00:00:00Z."""

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)

ISO_PATTERN = (
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?"
    r" ?(?:[Zz]|([+-])([0-9]{2})(?::?([0-9]{2}))?)?)?"
)
_ISO = re.compile(ISO_PATTERN)


def microseconds(value: Any) -> int:
    """Returns an instant as microseconds since 1970-01-01T00:00:00Z.

    Raises
    ------
    TypeError
        For a value that is no instant.
    ValueError
        For text that is not an ISO date or date and time.
    """
    if isinstance(value, datetime):
        aware = value if value.tzinfo is not None else value.replace(tzinfo=timezone.utc)
        return (aware - _EPOCH) // _MICROSECOND
    if isinstance(value, date):
        return (datetime(value.year, value.month, value.day, tzinfo=timezone.utc) - _EPOCH) // (
            _MICROSECOND
        )
    if isinstance(value, str):
        return _from_text(value)
    if type(value).__name__ == "datetime64":  # numpy's, in any unit
        return int(value.astype("datetime64[us]").astype("int64"))
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(
            "an instant must be a datetime, a date, ISO text or an int of microseconds, not "
            f"{type(value).__name__}"
        )
    return int(value.__index__())


def _from_text(text: str) -> int:
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise ValueError(
            f"not an instant: {text!r}; write 2025-01-31, 2025-01-31T12:00:00Z or "
            "2025-01-31T12:00:00+09:00"
        )
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = match.groups()
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int((fraction or "0")[:6].ljust(6, "0")),
            tzinfo=timezone.utc,
        )
    except ValueError as error:
        raise ValueError(f"not an instant: {text!r}: {error}") from None
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    # In whole microseconds, as moving a datetime could leave the years 1 to 9999.
    shift = offset // _MICROSECOND
    return (moment - _EPOCH) // _MICROSECOND + (shift if sign == "-" else -shift)


def to_datetime(instant: int) -> datetime:
    """Returns the aware datetime, in UTC, of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=instant)


def iso(instant: int) -> str:
    """Returns ``2025-01-31T00:00:00.000000Z``."""
    return to_datetime(instant).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")
