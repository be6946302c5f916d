"""Snapping (MODEL.md 1): how computed numbers are compared, ordered and rounded."""

from __future__ import annotations

import math


def snap(x: float) -> float:
    """To the nearest multiple of 1e-9 (ties to even) below 1e6, else to 15 significant digits.

    Python's round() and format() both work on the exact binary value, ties to even.
    """
    if math.isinf(x):  # only in the search for worst and best, where identity has no bound
        return x
    if abs(x) < 1e6:
        return round(x, 9)
    return float(f"{x:.15g}")


def equal(a: float, b: float) -> bool:
    return snap(a) == snap(b)


def less(a: float, b: float) -> bool:
    return snap(a) < snap(b)


def at_most(a: float, b: float) -> bool:
    return snap(a) <= snap(b)


def is_zero(x: float) -> bool:
    return snap(x) == 0.0


def keep_within(x: float, low: float, high: float) -> float:
    """The bound where x is beyond it; x itself, unsnapped, otherwise."""
    if less(x, low):
        return low
    if less(high, x):
        return high
    return x


def round_half_away(x: float) -> float:
    if math.isinf(x):
        return x
    return math.copysign(math.floor(abs(snap(x)) + 0.5), x)


def finite(x: float) -> float | None:
    """A result that is NaN or infinite is missing."""
    return x if math.isfinite(x) else None
