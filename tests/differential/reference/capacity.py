"""Capacity planning (MODEL.md 6): who is served on which level when hours are short."""

from __future__ import annotations

from dataclasses import dataclass, field

from .judgement import Judgement
from .snapping import at_most, snap
from .tiers import bounded, level_names


@dataclass
class Level:
    name: str
    hours_per_customer: float | None  # None: boundless
    hours: float | None
    customers: int = 0
    planned: int = 0
    ranked_by: list[float] = field(default_factory=list)  # of those that the planned edge is taken of

    def has_room(self) -> bool:
        return self.hours_per_customer is None or at_most((self.planned + 1) * self.hours_per_customer, self.hours)


@dataclass
class Placed:
    judgement: Judgement
    place: int
    rank: int | None  # None: pinned


def plan(model: dict, judged: list[Judgement]) -> tuple[list[Level], list[Placed]]:
    """Both empty without `capacity`. The customers come in the order given."""
    if "capacity" not in model.get("tiers", {}):
        return [], []
    names = level_names(model)
    levels = [_level(model, name) for name in names]
    by = model["tiers"].get("rank_by", "value")
    for one in judged:
        levels[one.now.tier.place].customers += 1
    pinned = [one for one in judged if one.now.tier.pinned]
    ranked = sorted((one for one in judged if not one.now.tier.pinned), key=lambda one: best_first(one.facts[by], one.customer.id))
    placed = [Placed(one, one.now.tier.place, None) for one in pinned]
    for one in pinned:
        levels[one.now.tier.place].planned += 1
    for rank, one in enumerate(ranked, 1):
        with_room = [place for place, level in enumerate(levels) if level.has_room()]
        allowed = [place for place in range(len(levels)) if bounded(place, one.now.tier.bounds, names) == place]
        otherwise = with_room[0] if with_room else len(levels) - 1
        place = next((place for place in allowed if place in with_room), allowed[-1])
        levels[place].planned += 1
        if place == otherwise and one.facts[by] is not None:
            levels[place].ranked_by.append(one.facts[by])
        placed.append(Placed(one, place, rank))
    order = [one.customer.id for one in judged]
    return levels, sorted(placed, key=lambda it: order.index(it.judgement.customer.id))


def _level(model: dict, name: str) -> Level:
    given = model["tiers"]["capacity"].get(name)
    return Level(name, None, None) if given is None else Level(name, float(given["hours_per_customer"]), float(given["hours"]))


def best_first(number: float | None, id_: str) -> tuple:
    """A sorting key: descending, missing last, ties by customer id. Order by code point is that by UTF-8 byte."""
    return (number is None, 0.0 if number is None else -snap(number), id_)


def tier_plan_rows(model: dict, judged: list[Judgement]) -> list[dict[str, object]]:
    levels, placed = plan(model, judged)
    return [{"customer_id": it.judgement.customer.id, "tier": it.judgement.now.tier.name,
             "planned_tier": levels[it.place].name, "rank": it.rank} for it in placed]


def tier_load_rows(model: dict, judged: list[Judgement]) -> list[dict[str, object]]:
    levels, _ = plan(model, judged)
    return [{"tier": level.name, "customers": level.customers, "hours_needed": _hours(level, level.customers),
             "hours": level.hours, "planned_customers": level.planned, "planned_hours": _hours(level, level.planned),
             "planned_edge": min(level.ranked_by, default=None) if level is not levels[-1] else None} for level in levels]


def _hours(level: Level, customers: int) -> float | None:
    return None if level.hours_per_customer is None else customers * level.hours_per_customer
