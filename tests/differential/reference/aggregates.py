"""The aggregating measure keys (MODEL.md 4), over the activities that a measure looks at."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from .durations import DAY, duration
from .snapping import finite
from .visibility import Row

AGGREGATING = ("count", "sum", "mean", "min", "max", "last", "distinct", "active_days",
               "days_since_last", "days_since_first")

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def aggregating_key(spec: dict) -> str | None:
    return next((key for key in AGGREGATING if key in spec), None)


def aggregate(spec: dict, activities: list[Row], clock: int, zone: ZoneInfo) -> float | None:
    key = aggregating_key(spec)
    values = [float(row["value"]) for row in activities if row.get("value") is not None]
    instants = [row["at"] for row in activities]
    if key == "count":
        return math.fsum(_faded(spec, row, clock) for row in activities)
    if key == "sum":
        return _total([_faded(spec, row, clock) * float(row["value"]) for row in activities if row.get("value") is not None])
    if key == "distinct":
        return float(len({row.get(spec["distinct"]) for row in activities} - {None}))
    if key == "active_days":
        return float(len({calendar_day(instant, zone) for instant in instants}))
    if key == "last":
        return _last(activities)
    if key in ("days_since_last", "days_since_first"):
        if not instants:
            return None
        return (clock - (max(instants) if key == "days_since_last" else min(instants))) / DAY
    if not values:
        return None
    if key == "mean":
        total = _total(values)
        return None if total is None else total / len(values)
    return min(values) if key == "min" else max(values)


def _total(numbers: list[float]) -> float | None:
    try:
        return finite(math.fsum(numbers))
    except OverflowError:
        return None


def _faded(spec: dict, row: Row, clock: int) -> float:
    """How much of an activity is left after its decay."""
    decay = spec.get("decay")
    if not decay:
        return 1.0
    age = clock - row["at"]
    if "half_life" in decay:
        return 2.0 ** (-age / duration(decay["half_life"]))
    return max(0.0, 1.0 - age / duration(decay["linear"]))


def _last(activities: list[Row]) -> float | None:
    if not activities:
        return None
    latest = max(row["at"] for row in activities)
    values = [float(row["value"]) for row in activities if row["at"] == latest and row.get("value") is not None]
    return max(values, default=None)


def calendar_day(instant: int, zone: ZoneInfo) -> object:
    return (_EPOCH + timedelta(microseconds=instant)).astimezone(zone).date()
