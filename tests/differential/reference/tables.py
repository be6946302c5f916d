"""The tables of an answer (MODEL.md 16)."""

from __future__ import annotations

from .assessment import Assessment, default_priority, trend_and_direction
from .measures import Measures
from .snapping import less, snap
from .visibility import Customer, Held, activities_that_count, is_known

HEALTH_COLUMNS = (
    "customer_id", "score", "band", "raw_band", "band_reason", "band_since", "previous_band", "scorecard", "coverage",
    "worst", "best", "trend", "direction", "tier", "tier_reason", "onboarding_plan", "onboarding_status",
    "onboarding_progress", "onboarding_late", "onboarding_stalled_days", "time_to_value_days", "next_milestone",
    "attainment", "attained", "priority", "reasons")
EXPLAIN_COLUMNS = ("customer_id", "row", "kind", "value", "text", "subscore", "weight", "points", "lost", "says")


def health_row(model: dict, measures: Measures, clock: int, now: Assessment) -> dict[str, object]:
    trend, direction = trend_and_direction(model, measures, clock, now)
    # columns of sections that come later stay missing
    row: dict[str, object] = dict.fromkeys(HEALTH_COLUMNS)
    row.update(customer_id=measures.customer.id, score=now.score, band=now.band, raw_band=now.band,
               band_reason=now.band_reason, scorecard=now.scorecard, coverage=now.coverage, worst=now.worst,
               best=now.best, trend=trend, direction=direction, tier=now.tier, tier_reason=now.tier_reason,
               priority=default_priority(now), reasons=_reasons(now.explanation))
    return row


def _reasons(rows: list[dict[str, object]]) -> list[str]:
    """Up to three rows that lost the most; sorting is stable, so ties stay in row order."""
    lost = [row for row in rows if row["lost"] is not None and less(1e-9, row["lost"])]
    return [row["row"] for row in sorted(lost, key=lambda row: -snap(row["lost"]))[:3]]


def measures_row(measures: Measures, clock: int) -> dict[str, object]:
    return {"customer_id": measures.customer.id, **{name: measures.value(name, clock) for name in measures.named}}


def explain_rows(customer: Customer, now: Assessment) -> list[dict[str, object]]:
    return [{"customer_id": customer.id, **row} for row in now.explanation]


def diagnostics_rows(model: dict, held: Held, customers: list[Customer], clock: int, known: int) -> list[dict[str, object]]:
    ids = {customer.id for customer in customers}
    superseded = _superseded(held, known)
    milestone_names = {step["name"] for plan in model.get("onboarding", {}).get("plans", []) for step in plan["milestones"]}
    counts = {
        "activities read": len(held.activities),
        "activities superseded": len(superseded),
        "activities of unknown customers": sum(
            row["customer_id"] not in ids and id(row) not in superseded for row in held.activities),
        "milestones read": len(held.milestones),
        "milestones of unknown customers": sum(row["customer_id"] not in ids for row in held.milestones),
        "milestones of unknown name": sum(
            row["customer_id"] in ids and row["milestone"] not in milestone_names for row in held.milestones),
        "customers read": len(held.customers),
        "customers not started": sum(not customer.started(clock) for customer in customers),
        "customers ended": sum(customer.started(clock) and customer.ended(clock) for customer in customers),
    }
    return [{"what": what, "count": count} for what, count in counts.items()]


def _superseded(held: Held, known: int) -> set[int]:
    """The id()s of the known activities that do not count, or are retracted."""
    by_customer: dict[str, list[dict]] = {}
    for row in held.activities:
        by_customer.setdefault(row["customer_id"], []).append(row)
    superseded: set[int] = set()
    for rows in by_customer.values():
        counting = {id(row) for row in activities_that_count(rows, known)}
        superseded |= {id(row) for row in rows if is_known(row, known) and (id(row) not in counting or row.get("retracted"))}
    return superseded
