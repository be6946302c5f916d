"""All that is decided of one customer at the instant of the question: an assessment, then the steps that are not taken
at other clocks (MODEL.md 3): the band with stability, trend (12) and priority (14)."""

from __future__ import annotations

from dataclasses import dataclass

from .assessment import Assessment, Assessments
from .durations import duration
from .expressions import Facts, evaluate
from .measures import Measures
from .snapping import finite, less
from .stability import Standing, standing
from .visibility import Customer, Held, customers_of


@dataclass
class Judgement:
    customer: Customer
    clock: int
    measures: Measures
    now: Assessment
    standing: Standing
    trend: float | None
    direction: str | None
    priority: float | None
    facts: Facts  # of every step


def everyone(model: dict, held: Held, known: int, wanted: set[str] | None = None) -> list[Assessments]:
    return [Assessments(model, customer, held.feeds) for customer in customers_of(held, model, known)
            if wanted is None or customer.id in wanted]


def judgements(model: dict, customers: list[Assessments], clock: int) -> list[Judgement]:
    """Of the customers that exist."""
    return [judge(model, it, clock) for it in customers if it.customer.exists(clock)]


def judge(model: dict, assessments: Assessments, clock: int) -> Judgement:
    now = assessments.at(clock)
    band = standing(model, assessments, clock)
    facts = now.facts.plus({"score": now.score, "band": band.band, "raw_band": now.raw_band,
                            "previous_band": band.previous, "days_in_band": band.days})
    trend, direction = _trend_and_direction(model, assessments, clock)
    facts = facts.plus({"trend": trend, "direction": direction})
    priority = evaluate(model["priority"], facts) if "priority" in model else _default_priority(now.score, facts["value"])
    facts = facts.plus({"priority": priority})
    return Judgement(assessments.customer, clock, assessments.measures, now, band, trend, direction, priority, facts)


def _trend_and_direction(model: dict, assessments: Assessments, clock: int) -> tuple[float | None, str | None]:
    spec = model.get("trend", {})
    now, earlier = assessments.at(clock), clock - duration(spec.get("over", "28d"))
    if now.score is None or not assessments.customer.exists(earlier):
        return None, None
    then = assessments.at(earlier)
    if then.score is None or then.scorecard != now.scorecard:
        return None, None
    trend = now.score - then.score
    steady = float(spec.get("steady_within", 5))
    if less(steady, trend):
        return trend, "rising"
    return trend, "falling" if less(trend, -steady) else "steady"


def _default_priority(score: float | None, value: float | None) -> float | None:
    return finite((100.0 - (50.0 if score is None else score)) * (0.0 if value is None else value))
