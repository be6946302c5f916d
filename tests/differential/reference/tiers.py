"""Tiers with their exceptions and reasons (MODEL.md 6), without capacity planning."""

from __future__ import annotations

from decimal import Decimal

from .expressions import Facts, is_true
from .snapping import at_most


def tier_and_reason(model: dict, facts: Facts) -> tuple[str | None, str | None]:
    tiers = model.get("tiers")
    if not tiers:
        return None, None
    by = tiers.get("by", "value")
    levels = tiers["levels"]
    names = [level["name"] for level in levels]
    place, reason = _by_number(by, levels, facts[by])
    exceptions = [rule for rule in tiers.get("exceptions", []) if is_true(rule["when"], facts)]

    def move(to: int, exception: dict) -> None:
        nonlocal place, reason
        if to != place:
            place, reason = to, exception["name"]

    for rule in [rule for rule in exceptions if "tier" in rule][:1]:
        move(names.index(rule["tier"]), rule)
    for rule in exceptions:
        if "at_least" in rule:
            move(min(place, names.index(rule["at_least"])), rule)  # best first: a lower place is better
        elif "at_most" in rule:
            move(max(place, names.index(rule["at_most"])), rule)
    return names[place], reason


def _by_number(by: str, levels: list[dict], number: float | None) -> tuple[int, str | None]:
    last = len(levels) - 1
    if last == 0:
        return 0, None
    if number is None:
        return last, f"{by} is missing"
    for place, level in enumerate(levels[:-1]):
        if at_most(float(level["from"]), number):
            return place, f"{by} >= {shortest(level['from'])}"
    return last, f"{by} < {shortest(levels[-2]['from'])}"


def shortest(number: float) -> str:
    """The fewest decimal digits that read back as the same number, without an exponent."""
    text = format(Decimal(repr(float(number))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
