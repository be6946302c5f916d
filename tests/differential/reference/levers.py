"""What would help (MODEL.md 13): the value of one signal alone that lifts the score to the next better band.

The score never falls when one subscore rises: weights are not negative, and each rule keeps that order. So the subscores
that reach the band's edge are all those from some y on. That y is found by asking backwards what each step, from the last
rule down to the signal, needs of the one before it; whether an end of a piece reaches the edge is found forwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .assessment import Assessment
from .combining import Outcome, settle
from .rules_bands import act, band_of, bands_of, reaches
from .signals import Interval
from .snapping import at_most, less, snap
from .tree import Group, Signal

TIE = 1e-9  # distances within this tie


def lever_rows(model: dict, customer_id: str, now: Assessment) -> list[dict[str, object]]:
    goal = goal_of(model, now)
    if goal is None or now.root is None:
        return []
    signals = {signal.path: signal for signal in now.root.signals()}
    rows: list[dict[str, object]] = []
    for row in now.explanation:
        if row["kind"] == "signal" and row["weight"] != 0 and row["value"] is not None and signals[row["row"]].pieces:
            needed = _needed(now, goal, signals[row["row"]])
            if needed is not None:
                rows.append({"customer_id": customer_id, "row": row["row"], "value": row["value"], "needed": needed,
                             "band": goal["name"]})
    return rows


def goal_of(model: dict, now: Assessment) -> dict | None:
    """The band next better than the score's own."""
    if now.score is None:
        return None
    bands = bands_of(model)
    own = [band["name"] for band in bands].index(band_of(bands, now.score))
    return bands[own - 1] if own > 0 else None


def score_if(now: Assessment, path: str, y: float) -> float | None:
    """The score if this signal alone had the subscore y; today's true rules keep their amounts."""
    score = settle(now.root, {path: y}).subscore
    for effect, amount in now.ruled.acts:
        score = act(effect, amount, score)
    return score


def _needed(now: Assessment, goal: dict, signal: Signal) -> float | None:
    value, found = float(signal.x), []
    for (low, high), (y_low, y_high) in signal.pieces:
        low_reaches, high_reaches = (reaches(goal, score_if(now, signal.path, y)) for y in (y_low, y_high))
        if low_reaches != high_reaches:  # the edge lies on the piece
            crossing = _solve((low, high), (y_low, y_high), _least_y(now, goal, signal))
            low, high = (low, crossing) if low_reaches else (crossing, high)
        if low_reaches or high_reaches:
            found.append(min(max(value, low), high))
    below = max((x for x in found if x < value), default=None)
    above = min((x for x in found if x >= value), default=None)
    if below is None or above is None:
        return above if below is None else below
    return above if above - value <= value - below + TIE else below


def _solve(x: Interval, y: Interval, goal: float) -> float:
    if math.isinf(x[0]):  # identity without bound
        return goal
    return min(max(x[0] + (goal - y[0]) * (x[1] - x[0]) / (y[1] - y[0]), x[0]), x[1])


# Backwards


@dataclass
class Demand:
    """At least so much, or (strict) more than it."""

    least: float
    strict: bool

    def met_by(self, number: float) -> bool:
        return less(self.least, number) if self.strict else at_most(self.least, number)


ALWAYS, NEVER = Demand(-math.inf, False), Demand(math.inf, True)


def _least_y(now: Assessment, goal: dict, signal: Signal) -> float:
    demand = Demand(float(goal["from"]), False) if "from" in goal else Demand(float(goal["above"]), True)
    for effect, amount in reversed(now.ruled.acts):
        demand = _before_rule(demand, effect, amount)
    outcome = settle(now.root)
    while True:
        demand, child = _of_child(demand, outcome, signal)
        if child.node is signal:
            return demand.least
        outcome = child


def _before_rule(demand: Demand, effect: str, amount: float) -> Demand:
    demand = _before_limits(demand, (0.0, 100.0))
    if effect == "add":
        return Demand(demand.least - amount, demand.strict)
    if effect == "cap":
        return demand if demand.met_by(amount) else NEVER
    if effect == "floor":
        return ALWAYS if demand.met_by(amount) else demand
    return ALWAYS if demand.met_by(amount) else NEVER


def _before_limits(demand: Demand, limits: Interval) -> Demand:
    if demand.met_by(limits[0]):
        return ALWAYS
    return demand if demand.met_by(limits[1]) else NEVER


def _before_rounding(demand: Demand) -> Demand:
    if math.isinf(demand.least):
        return demand
    least = math.floor(snap(demand.least)) + 1 if demand.strict else math.ceil(snap(demand.least))
    return Demand(least - 0.5, least <= 0)  # halves go away from zero


def _of_child(demand: Demand, outcome: Outcome, signal: Signal) -> tuple[Demand, Outcome]:
    """What a group's demand asks of the child that the signal is, or is below; no group on the way is overridden, for
    then the signal would take no part."""
    group = outcome.node
    if group.round:
        demand = _before_rounding(demand)
    child = next(child for child in outcome.children if _holds(child.node, signal))
    others = [other for other in outcome.present() if other is not child]
    if group.combine == "min":
        return (demand if all(demand.met_by(other.subscore) for other in others) else NEVER), child
    if group.combine == "max":
        return (ALWAYS if any(demand.met_by(other.subscore) for other in others) else demand), child
    if group.combine == "sum":
        if group.limits is not None:
            demand = _before_limits(demand, group.limits)
        return Demand(demand.least - math.fsum([group.base, *(other.subscore for other in others)]), demand.strict), child
    weight = child.node.weight
    whole = weight + math.fsum(other.node.weight for other in others)
    rest = math.fsum(other.node.weight * other.subscore for other in others)
    return Demand((demand.least * whole - rest) / weight, demand.strict), child


def _holds(node: Signal | Group, signal: Signal) -> bool:
    return node is signal or (isinstance(node, Group) and any(it is signal for it in node.signals()))
