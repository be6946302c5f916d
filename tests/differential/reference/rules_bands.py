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


def apply_rules(rules: list[dict], facts: Facts, score: float | None) -> RuleOutcome:
    outcome = RuleOutcome(score)
    for rule in rules:
        if not is_true(rule["when"], facts):
            continue
        before = outcome.score
        if "band" not in rule:
            outcome.score = _after(rule, facts, before)
        elif outcome.band is None:
            outcome.band, outcome.band_rule = rule["band"], rule["name"]
        outcome.decides = outcome.decides or rule.get("decides", False)
        points = (outcome.score or 0.0) - (before or 0.0)
        outcome.rows.append(explain_row(row=f"rule: {rule['name']}", kind="rule", points=points,
                                        lost=max(0.0, -points), says=rule.get("says")))
    return outcome


def _after(rule: dict, facts: Facts, score: float | None) -> float | None:
    effect = next(key for key in EFFECTS if key in rule)
    number = evaluate(rule[effect], facts)
    if number is None or (score is None and effect != "score"):
        return score
    if effect == "score":
        score = number
    elif effect == "add":
        score = score + number
    elif effect == "cap":
        score = number if less(number, score) else score
    else:
        score = number if less(score, number) else score
    return keep_within(score, 0.0, 100.0)


def band_and_reason(model: dict, rules: RuleOutcome, coverage: float | None, overridden: bool) -> tuple[str, str]:
    if rules.band is not None:
        return rules.band, f"rule: {rules.band_rule}"
    if rules.score is None:
        return "UNKNOWN", "no score"
    limit = float(model.get("unknown_below_coverage", 0))
    if coverage is not None and less(coverage, limit) and not rules.decides and not overridden:
        return "UNKNOWN", "coverage"
    return _band_of(model.get("bands", DEFAULT_BANDS), rules.score), "score"


def _band_of(bands: list[dict], score: float) -> str:
    for band in bands:
        if "from" in band and not at_most(float(band["from"]), score):
            continue
        if "above" in band and not less(float(band["above"]), score):
            continue
        return band["name"]
    raise ValueError("the last band has no edge")
