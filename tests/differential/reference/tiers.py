"""Tiers with their exceptions and reasons (MODEL.md 6)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .expressions import Facts, is_true
from .snapping import at_most


@dataclass
class Tier:
    place: int  # among the levels, 0 being the best
    name: str | None
    reason: str | None
    pinned: bool = False  # by an exception's `tier:`
    bounds: tuple[dict, ...] = ()  # the true exceptions with at_least or at_most, in file order


def tier_of(model: dict, facts: Facts) -> Tier:
    tiers = model.get("tiers")
    if not tiers:
        return Tier(0, None, None)
    by = tiers.get("by", "value")
    names = level_names(model)
    place, reason = _by_number(by, tiers["levels"], facts[by])
    true = [rule for rule in tiers.get("exceptions", []) if is_true(rule["when"], facts)]
    pins = [rule for rule in true if "tier" in rule][:1]
    bounds = [rule for rule in true if "tier" not in rule]
    for rule in pins + bounds:
        moved = names.index(rule["tier"]) if "tier" in rule else bounded(place, [rule], names)
        if moved != place:
            place, reason = moved, rule["name"]
    return Tier(place, names[place], reason, bool(pins), tuple(bounds))


def level_names(model: dict) -> list[str]:
    return [level["name"] for level in model["tiers"]["levels"]]


def bounded(place: int, bounds: list[dict] | tuple[dict, ...], names: list[str]) -> int:
    """Where bounds, one after the other, move a place."""
    for rule in bounds:
        if "at_least" in rule:
            place = min(place, names.index(rule["at_least"]))  # best first: a lower place is better
        else:
            place = max(place, names.index(rule["at_most"]))
    return place


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
