"""One customer at any clock, in the order of decision (MODEL.md 3) up to its plain band (11)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .combining import coverage, settle, worst_and_best
from .explanation import scorecard_rows
from .expressions import Facts
from .measures import Measures
from .onboarding import Onboarding, onboarding_of
from .rules_bands import RuleOutcome, apply_rules, band_and_reason
from .success import success_facts
from .tiers import Tier, tier_of
from .tree import Group, grow, scorecard_in_force
from .visibility import Customer, Row


@dataclass
class Assessment:
    facts: Facts  # those that rules see
    tier: Tier
    onboarding: Onboarding
    scorecard: str | None
    root: Group | None  # of the scorecard
    ruled: RuleOutcome
    raw_band: str
    reason: str
    explanation: list[dict[str, object]]

    @property
    def score(self) -> float | None:
        return self.ruled.score


class Assessments:
    """Those of one customer; each clock is assessed once."""

    def __init__(self, model: dict, customer: Customer, feeds: list[Row]) -> None:
        self.model, self.customer = model, customer
        self.measures = Measures(model, customer, feeds)
        self._found: dict[int, Assessment] = {}

    def at(self, clock: int) -> Assessment:
        """At a clock at which the customer exists."""
        if clock not in self._found:
            self._found[clock] = _assess(self.model, self.measures, clock)
        return self._found[clock]


def _assess(model: dict, measures: Measures, clock: int) -> Assessment:
    facts = measures.facts(clock)
    tier = tier_of(model, facts)
    facts = facts.plus({"tier": tier.name})
    onboarding = onboarding_of(model, measures, facts)
    facts = facts.plus(onboarding.facts, done=onboarding.done())
    facts = facts.plus(success_facts(model, facts))
    card = scorecard_in_force(model, facts)
    name = None if card is None else card["name"]
    facts = facts.plus({"scorecard": name})

    before = covered = root = None
    rows: list[dict[str, object]] = []
    overridden = False
    rules = list(model.get("rules", []))
    subscores: dict[str, float | None] = {}
    if card is not None:
        root = grow(card, facts, measures)
        outcome = settle(root)
        before, covered, overridden = outcome.subscore, coverage(root), root.override is not None
        rows = scorecard_rows(outcome)
        rules = list(card.get("rules", [])) + rules
        subscores = {part.node.path: part.subscore for part in outcome.all() if part.node.path}

    @cache
    def extremes() -> tuple[float | None, float | None]:  # slow to find, so only where they are asked for
        return (None, None) if root is None else worst_and_best(root)

    facts = facts.plus({"score": before, "coverage": covered, "worst": lambda: extremes()[0], "best": lambda: extremes()[1]},
                       subscores)
    ruled = apply_rules(rules, facts, before)
    band, reason = band_and_reason(model, ruled, covered, overridden)
    return Assessment(facts, tier, onboarding, name, root, ruled, band, reason, rows + ruled.rows)
