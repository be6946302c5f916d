"""Summary and retention (MODEL.md 15)."""

from __future__ import annotations

import math
from statistics import median
from typing import Iterable

from .judgement import Judgement
from .rules_bands import bands_of
from .snapping import is_zero


def summary_rows(model: dict, judged: list[Judgement], by: str | None) -> list[dict[str, object]]:
    return [_summary(model, group, members) for group, members in _groups(judged, by).items()]


def _groups(judged: list[Judgement], by: str | None) -> dict[object, list[Judgement]]:
    """In the order of their first customer; all in one without `by`."""
    groups: dict[object, list[Judgement]] = {}
    for one in judged:
        groups.setdefault(None if by is None else one.facts[by], []).append(one)
    return groups


def _value(one: Judgement) -> float:
    """A missing value adds 0."""
    return one.facts["value"] or 0.0


def _share(part: float, whole: float) -> float | None:
    return None if is_zero(whole) else part / whole


def _summary(model: dict, group: object, members: list[Judgement]) -> dict[str, object]:
    bands = [band["name"] for band in bands_of(model)]
    scored = [one for one in members if one.now.score is not None and one.facts["value"] is not None]
    in_band = {band: [one for one in members if one.standing.band == band] for band in bands + ["UNKNOWN"]}
    value = lambda which: math.fsum(map(_value, which))
    status = lambda which: sum(one.facts["onboarding.status"] == which for one in members)
    return {
        "group": group, "customers": len(members), "value": value(members),
        "score": _share(math.fsum(_value(one) * one.now.score for one in scored), value(scored)),
        **{f"customers_{band}": len(which) for band, which in in_band.items()},
        **{f"value_{band}": value(which) for band, which in in_band.items()},
        "value_at_risk": value(in_band[bands[-1]]),
        "coverage": _mean(one.facts["coverage"] for one in members),
        **{f"onboarding_{which}": status(which) for which in ("on_track", "late", "stalled", "lapsed", "complete")},
        "median_time_to_value_days": median(_there(one.facts["onboarding.time_to_value_days"] for one in members) or [None]),
    }


def _there(numbers: Iterable[float | None]) -> list[float]:
    return [number for number in numbers if number is not None]


def _mean(numbers: Iterable[float | None]) -> float | None:
    there = _there(numbers)
    return math.fsum(there) / len(there) if there else None


def retention_rows(before: list[Judgement], values_after: dict[str, float | None], by: str | None) -> list[dict[str, object]]:
    """`values_after` is that of each customer that exists at the end."""
    return [_retention(group, members, values_after) for group, members in _groups(before, by).items()]


def _retention(group: object, members: list[Judgement], values_after: dict[str, float | None]) -> dict[str, object]:
    churned = sum(one.customer.id not in values_after for one in members)
    pairs = [(_value(one), values_after.get(one.customer.id) or 0.0) for one in members]
    value = math.fsum(was for was, _ in pairs)
    return {"group": group, "customers": len(members), "value": value, "churned": churned,
            "churn_rate": churned / len(members),
            "gross_retention": _share(math.fsum(min(pair) for pair in pairs), value),
            "net_retention": _share(math.fsum(now for _, now in pairs), value)}
