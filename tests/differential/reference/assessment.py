"""One customer at one instant, in the order of decision (MODEL.md 3); then the trend (12) and priority (14)."""

from __future__ import annotations

from dataclasses import dataclass

from .combining import coverage, settle, worst_and_best
from .durations import duration
from .explanation import scorecard_rows
from .measures import Measures
from .rules_bands import apply_rules, band_and_reason
from .snapping import finite, less
from .tiers import tier_and_reason
from .tree import grow, scorecard_in_force


@dataclass
class Assessment:
    tier: str | None
    tier_reason: str | None
    scorecard: str | None
    score_before_rules: float | None
    score: float | None
    coverage: float | None
    worst: float | None
    best: float | None
    band: str
    band_reason: str
    value: float | None
    explanation: list[dict[str, object]]


def assess(model: dict, measures: Measures, clock: int) -> Assessment:
    facts = measures.facts(clock)
    tier, tier_reason = tier_and_reason(model, facts)
    facts = facts.plus({"tier": tier})
    card = scorecard_in_force(model, facts)
    name = None if card is None else card["name"]
    facts = facts.plus({"scorecard": name})

    before = covered = worst = best = None
    rows: list[dict[str, object]] = []
    overridden = False
    rules = list(model.get("rules", []))
    subscores: dict[str, float | None] = {}
    if card is not None:
        root = grow(card, facts, measures)
        outcome = settle(root)
        before, covered, overridden = outcome.subscore, coverage(root), root.override is not None
        worst, best = worst_and_best(root)
        rows = scorecard_rows(outcome)
        rules = list(card.get("rules", [])) + rules
        subscores = {part.node.path: part.subscore for part in outcome.all() if part.node.path}
    facts = facts.plus({"score": before, "coverage": covered, "worst": worst, "best": best}, subscores)
    ruled = apply_rules(rules, facts, before)
    band, reason = band_and_reason(model, ruled, covered, overridden)
    return Assessment(tier, tier_reason, name, before, ruled.score, covered, worst, best, band, reason, facts["value"],
                      rows + ruled.rows)


def trend_and_direction(model: dict, measures: Measures, clock: int, now: Assessment) -> tuple[float | None, str | None]:
    spec = model.get("trend", {})
    earlier = clock - duration(spec.get("over", "28d"))
    if now.score is None or not measures.customer.exists(earlier):
        return None, None
    then = assess(model, measures, earlier)
    if then.score is None or then.scorecard != now.scorecard:
        return None, None
    trend = now.score - then.score
    steady = float(spec.get("steady_within", 5))
    if less(steady, trend):
        return trend, "rising"
    return trend, "falling" if less(trend, -steady) else "steady"


def default_priority(now: Assessment) -> float | None:
    score = 50.0 if now.score is None else now.score
    return finite((100.0 - score) * (0.0 if now.value is None else now.value))
