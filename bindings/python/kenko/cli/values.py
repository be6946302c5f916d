"""What stands behind an option, checked before any work begins."""

from __future__ import annotations

import os
import re
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

from kenko._instant import microseconds

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}
_DURATION = re.compile(r"([0-9]{1,20}(?:\.[0-9]{1,20})?)([smhdw])")
_LONGEST = 36_500 * 86_400 * 1_000_000


def instant(text: str) -> int:
    try:
        return microseconds(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def duration(text: str) -> int:
    """Returns a duration as a model writes it, such as 7d or 1.5h, in microseconds."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ArgumentTypeError(
            f"{text!r} is not a duration: digits and a unit (s, m, h, d or w), such as 7d or 1.5h"
        )
    length = Fraction(match[1]) * _UNITS[match[2]] * 1_000_000
    if length.denominator != 1 or not 0 < length <= _LONGEST:
        raise ArgumentTypeError(
            f"{text!r} must be a whole number of microseconds, above 0 and at most 36500d"
        )
    return int(length)


def duration_text(length: timedelta) -> str:
    """Returns a duration in the largest unit, up to days, of which it is a whole number."""
    for unit in "dhm":
        count, rest = divmod(length, timedelta(seconds=_UNITS[unit]))
        if not rest:
            return f"{count}{unit}"
    return f"{length.total_seconds():g}s"


def whole(least: int, most: int) -> Callable[[str], int]:
    """Returns what takes whole numbers from `least` to `most`."""

    def take(text: str) -> int:
        if re.fullmatch("[0-9]{1,18}", text) is None or not least <= int(text) <= most:
            raise ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most:,}")
        return int(text)

    return take


def cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
