"""Rules (MODEL.md 10) and the plain band (11)."""

from __future__ import annotations

from dataclasses import dataclass, field

from .explanation import explain_row
from .expressions import Facts, evaluate, is_true
from .snapping import at_most, keep_within, less

DEFAULT_BANDS = [{"name": "GOOD", "from": 70}, {"name": "NORMAL", "from": 40}, {"name": "BAD"}]
EFFECTS = ("add", "cap", "floor", "score")


@dataclass
class RuleOutcome:
    score: float | None
    rows: list[dict[str, object]] = field(default_factory=list)
    band: str | None = None  # that of the first true band rule, and its name
    band_rule: str | None = None
    decides: bool = False
    true: list[str] = field(default_factory=list)  # the names of the true rules
    acts: list[tuple[str, float]] = field(default_factory=list)  # the number effects that took place, with their amounts


def apply_rules(rules: list[dict], facts: Facts, score: float | None) -> RuleOutcome:
    outcome = RuleOutcome(score)
    for rule in rules:
        if not is_true(rule["when"], facts):
            continue
        before = outcome.score
        outcome.true.append(rule["name"])
        if "band" not in rule:
            effect = next(key for key in EFFECTS if key in rule)
            amount = evaluate(rule[effect], facts)
            if amount is not None:
                outcome.acts.append((effect, amount))
                outcome.score = act(effect, amount, before)
        elif outcome.band is None:
            outcome.band, outcome.band_rule = rule["band"], rule["name"]
        outcome.decides = outcome.decides or rule.get("decides", False)
        points = (outcome.score or 0.0) - (before or 0.0)
        outcome.rows.append(explain_row(row=f"rule: {rule['name']}", kind="rule", points=points,
                                        lost=max(0.0, -points), says=rule.get("says")))
    return outcome


def act(effect: str, amount: float, score: float | None) -> float | None:
    """The score after one number effect."""
    if effect == "score":
        return keep_within(amount, 0.0, 100.0)
    if score is None:
        return None
    if effect == "add":
        score = score + amount
    elif effect == "cap":
        score = amount if less(amount, score) else score
    else:
        score = amount if less(score, amount) else score
    return keep_within(score, 0.0, 100.0)


def band_and_reason(model: dict, rules: RuleOutcome, coverage: float | None, overridden: bool) -> tuple[str, str]:
    if rules.band is not None:
        return rules.band, f"rule: {rules.band_rule}"
    if rules.score is None:
        return "UNKNOWN", "no score"
    limit = float(model.get("unknown_below_coverage", 0))
    if coverage is not None and less(coverage, limit) and not rules.decides and not overridden:
        return "UNKNOWN", "coverage"
    return band_of(bands_of(model), rules.score), "score"


def bands_of(model: dict) -> list[dict]:
    return model.get("bands", DEFAULT_BANDS)


def band_of(bands: list[dict], score: float, raised_by: float = 0.0) -> str:
    """The band of a score, every edge moved up by so much."""
    return next(band["name"] for band in bands if reaches(band, score, raised_by))


def reaches(band: dict, score: float, raised_by: float = 0.0) -> bool:
    """Whether the score meets the band's edge; the last has none."""
    if "from" in band:
        return at_most(float(band["from"]) + raised_by, score)
    return "above" not in band or less(float(band["above"]) + raised_by, score)
