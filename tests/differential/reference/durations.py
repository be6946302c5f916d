"""Durations as texts (MODEL.md 1), in microseconds."""

from __future__ import annotations

import re
from fractions import Fraction

DAY = 86_400_000_000

_UNITS = {"s": 1_000_000, "m": 60_000_000, "h": 3_600_000_000, "d": DAY, "w": 7 * DAY}


def duration(text: str) -> int:
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([smhdw])", text)
    if not match:
        raise ValueError(f"not a duration: {text!r}")
    micros = Fraction(match[1]) * _UNITS[match[2]]
    if micros.denominator != 1 or micros > 36_500 * DAY:
        raise ValueError(f"not a whole number of microseconds of at most 36,500 d: {text!r}")
    return int(micros)
