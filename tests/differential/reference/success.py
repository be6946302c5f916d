"""What the customer itself wants to achieve (MODEL.md 8)."""

from __future__ import annotations

from .expressions import Facts, least
from .snapping import at_most, finite, is_zero


def success_facts(model: dict, facts: Facts) -> dict[str, object]:
    found: dict[str, object] = {}
    attainments: list[float] = []
    attained: list[bool | None] = []
    for goal in model.get("success", []):
        measure, target = facts[goal["measure"]], _target(goal["target"], facts)
        lower = goal.get("better") == "lower"
        attainment = reached = None
        if measure is not None and target is not None:
            part, whole = (target, measure) if lower else (measure, target)
            attainment = None if is_zero(whole) else finite(part / whole)
            reached = at_most(whole, part)  # measure >= target, or target >= measure
        found[f"success.{goal['name']}.attainment"], found[f"success.{goal['name']}.attained"] = attainment, reached
        attainments += [] if attainment is None else [attainment]
        attained.append(reached)
    found["success.attainment"] = least(attainments) if attainments else None
    found["success.attained"] = False if False in attained else None if None in attained or not attained else True
    return found


def _target(target: str | float, facts: Facts) -> float | None:
    return facts[target] if isinstance(target, str) else float(target)
