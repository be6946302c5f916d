"""From a signal's number or text to its subscore y (MODEL.md 9), and which y it could produce."""

from __future__ import annotations

import math

from .expressions import Facts, evaluate, is_true
from .measures import Measures
from .snapping import at_most, equal, keep_within, less

Interval = tuple[float, float]


def read(spec: dict, facts: Facts, measures: Measures) -> float | str | bool | None:
    """What the signal looks at."""
    if "true_if" in spec:
        return evaluate(spec["true_if"], facts)
    if "formula" in spec:
        return evaluate(spec["formula"], facts)
    if isinstance(spec["measure"], dict):
        return measures.of(spec["measure"], facts.clock)
    return facts[spec["measure"]]


def subscore(spec: dict, x: float | str | bool | None, facts: Facts, under_sum: bool) -> float | None:
    if x is None:
        return None
    if "true_if" in spec:
        return _points(spec)[1 if x else 0]
    case = case_in_force(spec, facts)
    return None if case is None else translate(case, x, under_sum)


def case_in_force(spec: dict, facts: Facts) -> dict | None:
    """What translates the value now: the signal itself, or one of its cases."""
    if "cases" not in spec:
        return spec
    return next((case for case in spec["cases"] if "when" not in case or is_true(case["when"], facts)), None)


def _points(spec: dict) -> list[float]:
    return [float(y) for y in spec.get("points", [0, 100])]


def translate(spec: dict, x: float | str, under_sum: bool) -> float | None:
    """By a curve, ranges or values."""
    if "values" in spec:
        y = spec["values"].get(x, spec["values"].get("*"))
        return None if y is None else float(y)
    if "ranges" in spec:
        return next(float(range_["y"]) for range_ in spec["ranges"] if _fits(range_, x))
    if spec["curve"] == "identity":
        return x if under_sum else keep_within(x, 0.0, 100.0)
    return _on_curve([(float(px), float(py)) for px, py in spec["curve"]], x, spec.get("outside") == "skip")


def _fits(range_: dict, x: float) -> bool:
    if "below" in range_:
        return less(x, float(range_["below"]))
    return "up_to" not in range_ or at_most(x, float(range_["up_to"]))


def _on_curve(points: list[tuple[float, float]], x: float, skip_outside: bool) -> float | None:
    if less(x, points[0][0]):
        return None if skip_outside else points[0][1]
    if less(points[-1][0], x):
        return None if skip_outside else points[-1][1]
    for px, py in points:
        if equal(x, px):
            return py
    (x0, y0), (x1, y1) = next((a, b) for a, b in zip(points, points[1:]) if less(x, b[0]))
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def pieces(shape: dict, under_sum: bool) -> list[tuple[Interval, Interval]]:
    """A curve or ranges as (x from, to), (y there, y there): on each piece a straight line, or one y."""
    if "ranges" in shape:
        bounds = [-math.inf, *(float(range_.get("below", range_.get("up_to", math.inf))) for range_ in shape["ranges"])]
        return [(part, (float(range_["y"]),) * 2) for part, range_ in zip(zip(bounds, bounds[1:]), shape["ranges"])]
    if shape["curve"] == "identity" and under_sum:
        return [((-math.inf, math.inf), (-math.inf, math.inf))]
    points = [(0.0, 0.0), (100.0, 100.0)] if shape["curve"] == "identity" else [(float(x), float(y)) for x, y in shape["curve"]]
    found = [((x0, x1), (y0, y1)) for (x0, y0), (x1, y1) in zip(points, points[1:])]
    if shape.get("outside") == "skip":
        return found
    (x0, y0), (xn, yn) = points[0], points[-1]
    return [((-math.inf, x0), (y0, y0)), *found, ((xn, math.inf), (yn, yn))]


def possible(spec: dict, under_sum: bool) -> Interval:
    """The least and the greatest y of the signal, of one with cases over all of them."""
    if "true_if" in spec:
        return min(_points(spec)), max(_points(spec))
    intervals = [_possible(case, under_sum) for case in spec.get("cases", [spec])]
    return min(low for low, _ in intervals), max(high for _, high in intervals)


def _possible(spec: dict, under_sum: bool) -> Interval:
    if spec.get("curve") == "identity":
        return (-math.inf, math.inf) if under_sum else (0.0, 100.0)
    if "values" in spec:
        ys = list(spec["values"].values())
    elif "ranges" in spec:
        ys = [range_["y"] for range_ in spec["ranges"]]
    else:
        ys = [y for _, y in spec["curve"]]
    return float(min(ys)), float(max(ys))
