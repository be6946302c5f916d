"""Single rows as Python dictionaries, on their way into a portfolio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kenko._instant import microseconds

# As in kenko.h.
CUSTOMERS, ACTIVITIES, MILESTONES, FEEDS = range(4)
_MISSING, _INTEGER, _NUMBER, _FLAG, _TEXT, _TIME = range(6)

TABLES = {"customers": CUSTOMERS, "activities": ACTIVITIES}
TABLES |= {"milestones": MILESTONES, "feeds": FEEDS}

# The columns in which an int is an instant and a text an ISO date. (An attribute's value says by
# its type what it is.)
TIME_COLUMNS = {
    CUSTOMERS: frozenset({"recorded_at"}),  # and valid_from, which may have another name
    ACTIVITIES: frozenset({"at", "valid_until", "recorded_at"}),
    MILESTONES: frozenset({"due_at", "completed_at", "recorded_at"}),
    FEEDS: frozenset({"complete_from", "complete_until"}),
}


def fields(
    table: int, row: Mapping[str, Any], valid_from_column: str
) -> Iterator[tuple[str, int, Any]]:
    """Yields name, type and plain value of each cell."""
    times = TIME_COLUMNS[table]
    for name, value in row.items():
        is_time = name in times or (table == CUSTOMERS and name == valid_from_column)
        yield name, *_cell(name, value, is_time)


def _cell(name: str, value: Any, is_time: bool) -> tuple[int, Any]:
    kind = type(value)
    if not is_time:  # the most frequent ones first
        if kind is str:
            return _TEXT, value
        if kind is int:
            return _INTEGER, value
        if kind is float:
            return _NUMBER, value
        if kind is bool:
            return _FLAG, value
    if value is None or kind.__name__ in ("NaTType", "NAType"):  # pandas' two
        return _MISSING, None
    if is_time or isinstance(value, (datetime, date)) or kind.__name__ == "datetime64":
        if kind.__name__ == "datetime64" and value != value:  # numpy's NaT
            return _MISSING, None
        if isinstance(value, float):
            raise TypeError(f"column {name}: an instant is an int of microseconds, not a float")
        try:
            return _TIME, microseconds(value)
        except (TypeError, ValueError) as error:
            raise type(error)(f"column {name}: {error}") from None
    if isinstance(value, Decimal):
        return _NUMBER, float(value)
    if hasattr(value, "item") and hasattr(value, "dtype"):  # numpy's scalars
        return _cell(name, value.item(), is_time)
    for base, code in ((bool, _FLAG), (int, _INTEGER), (float, _NUMBER), (str, _TEXT)):
        if isinstance(value, base):
            return code, base(value) if base is not str else str.__str__(value)
    raise TypeError(f"column {name}: a cell can't be a {kind.__name__}")
