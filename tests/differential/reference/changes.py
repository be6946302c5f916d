"""What changed a score between two instants (MODEL.md 13): neighbouring evaluations, each of which moves one thing on."""

from __future__ import annotations

import math
from dataclasses import replace

from .assessment import Assessment, Assessments
from .explanation import SMALLEST
from .visibility import Customer, Held, customers_of

CAUSES = ("time", "activity", "attributes", "model")


def evaluations(model: dict, to_model: dict | None, held: Held, start: int, end: int,
                wanted: set[str] | None) -> dict[str, list[Assessment]]:
    """The four or five of each customer that exists and has a score at both ends. The last of them may be under another
    model, which then says whether the customer exists and has a score at the end."""
    last_model = model if to_model is None else to_model
    at_start = customers_of(held, model, start)
    clock_moved = [replace(it, attributes_until=start, happened_until=start, exists_unasked_at=end) for it in at_start]
    log_moved = [replace(it, attributes_until=start, exists_unasked_at=end)
                 for it in customers_of(held, model, start, log_known=end)]
    attributes_moved = [replace(it, exists_unasked_at=end) for it in customers_of(held, model, end)]
    at_end = customers_of(held, last_model, end)
    found = {}
    for first, second, third, fourth, last in zip(at_start, clock_moved, log_moved, attributes_moved, at_end):
        if (wanted is not None and first.id not in wanted) or not (first.exists(start) and last.exists(end)):
            continue
        steps = [_assess(model, first, held, start)] + [_assess(model, it, held, end) for it in (second, third, fourth)]
        if to_model is not None:
            steps.append(_assess(to_model, last, held, end))
        if steps[0].score is not None and steps[-1].score is not None:
            found[first.id] = steps
    return found


def _assess(model: dict, customer: Customer, held: Held, clock: int) -> Assessment:
    return Assessments(model, customer, held.feeds).at(clock)


def changes_rows(steps: list[Assessment]) -> list[dict[str, object]]:
    """Of one customer, by row (first seen first), then cause."""
    seen: dict[str, dict[str, float]] = {row: {} for row in _points(steps[0])}
    for cause, before, after in zip(CAUSES, steps, steps[1:]):
        was, now = _points(before), _points(after)
        if before.scorecard != after.scorecard:
            differences = {f"scorecard: {before.scorecard or 'none'} → {after.scorecard or 'none'}": _sum(now) - _sum(was)}
        else:
            differences = {row: now.get(row, 0.0) - was.get(row, 0.0) for row in {**was, **now}}
        for row in [*differences, *now]:
            seen.setdefault(row, {})
        for row, points in differences.items():
            seen[row][cause] = points
    return [{"row": row, "cause": cause, "points": points} for row, causes in seen.items()
            for cause, points in causes.items() if abs(points) >= SMALLEST]


def greatest_of(steps: list[Assessment]) -> float:
    return max((abs(points) for step in steps for points in _points(step).values()), default=0.0)


def _points(assessment: Assessment) -> dict[str, float]:
    return {row["row"]: row["points"] or 0.0 for row in assessment.explanation}


def _sum(points: dict[str, float]) -> float:
    return math.fsum(points.values())
