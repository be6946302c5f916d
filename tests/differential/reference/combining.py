"""Combining subscores up to the score before rules; coverage, worst and best (MODEL.md 9)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import product
from typing import Union

from .expressions import greatest, least
from .snapping import keep_within, round_half_away
from .tree import Group, Signal


@dataclass
class Outcome:
    """What came out for one node."""

    node: Union[Signal, Group]
    own: float | None = None  # before any stand-in
    children: list[Outcome] = field(default_factory=list)
    chosen: Outcome | None = None  # the child that a min or max took
    summed: float | None = None  # of a sum: before its limits
    combined: float | None = None  # before rounding

    @property
    def subscore(self) -> float | None:
        """What goes into the combining."""
        if self.own is None and isinstance(self.node.missing, float):
            return self.node.missing
        return self.own

    def fails(self) -> bool:
        return self.own is None and self.node.missing == "fail"

    def present(self) -> list[Outcome]:
        return [child for child in self.children if child.subscore is not None]

    def all(self) -> list[Outcome]:
        return [self] + [outcome for child in self.children for outcome in child.all()]


def settle(node: Union[Signal, Group], arrived: dict[str, float] | None = None) -> Outcome:
    """The outcome of a node, the signals of `arrived` (by path) having that y instead of their own."""
    if isinstance(node, Signal):
        return Outcome(node, own=(arrived or {}).get(node.path, node.y))
    outcome = Outcome(node, children=[settle(child, arrived) for child in node.children])
    _combine(node, outcome)
    outcome.own = outcome.combined
    if outcome.own is not None and node.round:
        outcome.own = round_half_away(outcome.own)
    if node.override is not None:
        outcome.own = node.override
    return outcome


def _combine(group: Group, outcome: Outcome) -> None:
    if not outcome.children or any(child.fails() for child in outcome.children):
        return
    present = outcome.present()
    scores = [child.subscore for child in present]
    if group.combine == "sum":
        outcome.summed = group.base + math.fsum(scores)
        outcome.combined = outcome.summed if group.limits is None else keep_within(outcome.summed, *group.limits)
    elif group.combine == "mean":
        weights = math.fsum(child.node.weight for child in present)
        if weights != 0:
            outcome.combined = math.fsum(child.node.weight * child.subscore for child in present) / weights
    elif present:
        outcome.combined = least(scores) if group.combine == "min" else greatest(scores)
        outcome.chosen = present[scores.index(outcome.combined)]


def coverage(root: Group) -> float | None:
    """The share of nominal weight of the signals that have a subscore of their own."""
    weights: list[tuple[float, Signal]] = []
    _nominal(root, 1.0, weights)
    there = math.fsum(weight for weight, _ in weights)
    if there == 0:
        return None
    return math.fsum(weight for weight, signal in weights if signal.y is not None) / there


def _nominal(group: Group, factor: float, found: list[tuple[float, Signal]]) -> None:
    weights = [child.weight if group.combine == "mean" else 1.0 for child in group.children]
    total = math.fsum(weights)
    for child, weight in zip(group.children, weights):
        share = 0.0 if total == 0 else factor * weight / total
        if isinstance(child, Signal):
            found.append((share, child))
        else:
            _nominal(child, share, found)


def worst_and_best(root: Group) -> tuple[float | None, float | None]:
    """Try every choice of which missing signals arrive. For a given choice it is fixed which nodes are missing, and
    the score rises with every y (weights are not negative), so the least score has every arrived y at its least, the
    greatest at its greatest."""
    missing = [signal for signal in root.signals() if signal.y is None]
    found: list[list[float]] = [[], []]
    for arrives in product((False, True), repeat=len(missing)):
        for side in (0, 1):
            arrived = {signal.path: signal.possible[side] for signal, yes in zip(missing, arrives) if yes}
            score = settle(root, arrived).subscore
            if score is not None:
                found[side].append(score)
    return min(found[0], default=None), max(found[1], default=None)
