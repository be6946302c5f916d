"""The explanation rows of a scorecard (MODEL.md 9, 16): what each signal put into the score before rules."""

from __future__ import annotations

import math

from .combining import Outcome
from .snapping import less, snap
from .tree import Signal

SMALLEST = 1e-9  # base, limits and round rows below this are left out, by their points as they are

COLUMNS = ("row", "kind", "value", "text", "subscore", "weight", "points", "lost", "says")


def explain_row(**cells: object) -> dict[str, object]:
    return {column: cells.get(column) for column in COLUMNS}


def scorecard_rows(root: Outcome) -> list[dict[str, object]]:
    """In file order, a group before its children; all points add up to the score before rules."""
    rows: list[dict[str, object]] = []
    _group_rows(root, 0.0 if root.subscore is None else 1.0, rows)
    return rows


def _group_rows(outcome: Outcome, factor: float, rows: list[dict[str, object]]) -> None:
    """The rows below a group whose subscore takes part with `factor`."""
    group = outcome.node
    overridden = group.override is not None
    # below an override, and below a group that is missing, nothing takes part
    inner = 0.0 if overridden or outcome.own is None else factor
    for child, weight in zip(outcome.children, _effective_weights(outcome, inner)):
        if isinstance(child.node, Signal):
            rows.append(_signal_row(child, weight))
        else:
            rows.append(explain_row(row=child.node.path, kind="group", subscore=child.subscore, weight=weight))
            _group_rows(child, weight, rows)
    rows.extend(_rows_of_its_own(outcome, factor, inner))
    if overridden:
        rows.append(explain_row(row=group.below("(override)"), kind="override", points=factor * group.override))


def _effective_weights(outcome: Outcome, factor: float) -> list[float]:
    combine = outcome.node.combine
    present = outcome.present()
    total = math.fsum(child.node.weight for child in present)
    weights = []
    for child in outcome.children:
        if factor == 0 or child.subscore is None:
            weights.append(0.0)
        elif combine == "mean":
            weights.append(factor * child.node.weight / total)
        elif combine == "sum":
            weights.append(factor)
        else:
            weights.append(factor if child is outcome.chosen else 0.0)
    return weights


def _rows_of_its_own(outcome: Outcome, factor: float, inner: float) -> list[dict[str, object]]:
    group = outcome.node
    points = {"base": 0.0, "limits": 0.0, "round": 0.0}
    if outcome.own is None:
        points["base"] = factor * (outcome.subscore or 0.0)  # a stand-in
    elif inner != 0:
        if group.combine == "sum":
            points["base"] = inner * group.base
            points["limits"] = inner * (outcome.combined - outcome.summed)
        points["round"] = inner * (outcome.own - outcome.combined)
    return [explain_row(row=group.below(f"({kind})"), kind=kind, points=value)
            for kind, value in points.items() if abs(value) >= SMALLEST]


def _signal_row(outcome: Outcome, weight: float) -> dict[str, object]:
    signal = outcome.node
    points = weight * outcome.subscore if outcome.subscore is not None else 0.0
    return explain_row(
        row=signal.path, kind="signal", value=None if signal.x is None or isinstance(signal.x, str) else float(signal.x),
        text=signal.x if isinstance(signal.x, str) else None, subscore=outcome.subscore, weight=weight,
        points=points, lost=_lost(signal, weight), says=signal.says)


def _lost(signal: Signal, weight: float) -> float | None:
    highest = signal.possible[1]
    if signal.y is None or math.isinf(highest):
        return None
    return weight * (highest - signal.y)


def reasons(rows: list[dict[str, object]]) -> list[str]:
    """Up to three rows that lost the most; sorting is stable, so ties stay in row order."""
    lost = [row for row in rows if row["lost"] is not None and less(1e-9, row["lost"])]
    return [row["row"] for row in sorted(lost, key=lambda row: -snap(row["lost"]))[:3]]
