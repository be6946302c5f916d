"""The tables of an answer that have rows of one customer each, and the diagnostics (MODEL.md 16)."""

from __future__ import annotations

from .explanation import reasons
from .judgement import Judgement
from .visibility import Customer, Held, activities_that_count, is_known


def health_row(one: Judgement) -> dict[str, object]:
    now, standing, facts = one.now, one.standing, one.facts
    late = facts["onboarding.late"]
    return {
        "customer_id": one.customer.id, "score": now.score, "band": standing.band, "raw_band": now.raw_band,
        "band_reason": standing.reason, "band_since": standing.since, "previous_band": standing.previous,
        "scorecard": now.scorecard, "coverage": facts["coverage"], "worst": facts["worst"], "best": facts["best"],
        "trend": one.trend, "direction": one.direction, "tier": now.tier.name, "tier_reason": now.tier.reason,
        "onboarding_plan": facts["onboarding.plan"], "onboarding_status": facts["onboarding.status"],
        "onboarding_progress": facts["onboarding.progress"], "onboarding_late": None if late is None else int(late),
        "onboarding_stalled_days": facts["onboarding.stalled_days"],
        "time_to_value_days": facts["onboarding.time_to_value_days"], "next_milestone": facts["onboarding.next"],
        "attainment": facts["success.attainment"], "attained": facts["success.attained"], "priority": one.priority,
        "reasons": reasons(now.explanation),
    }


def series_row(one: Judgement) -> dict[str, object]:
    row = health_row(one)
    return {"customer_id": row.pop("customer_id"), "as_of": one.clock, **row}


def measures_row(one: Judgement) -> dict[str, object]:
    return {"customer_id": one.customer.id, **{name: one.measures.value(name, one.clock) for name in one.measures.named}}


def explain_rows(one: Judgement) -> list[dict[str, object]]:
    return [{"customer_id": one.customer.id, **row} for row in one.now.explanation]


def milestone_rows(one: Judgement) -> list[dict[str, object]]:
    return [{"customer_id": one.customer.id, "plan": one.facts["onboarding.plan"], "milestone": step.name, "state": step.state,
             "due_at": step.due_at, "completed_at": step.completed_at, "days_late": step.days_late}
            for step in one.now.onboarding.milestones]


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
