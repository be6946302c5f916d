"""Rows of instants: those of a series, and those that a band's history is drawn at."""

from __future__ import annotations

from datetime import timedelta

from kenko import Model
from kenko._instant import microseconds

_FIRST = microseconds("0001-01-01")
_WEEK = timedelta(days=7)
_WEEKS = 26
_DRAWN = 60  # what fits into a line
_MICROSECOND = timedelta(microseconds=1)


def ending_at(last: int, every: int, count: int) -> tuple[int, ...]:
    """Returns up to `count` instants in rising order, without those before the year 1."""
    instants = (last - every * back for back in reversed(range(count)))
    return tuple(one for one in instants if one >= _FIRST)


def history(model: Model, as_of: int) -> tuple[tuple[int, ...], timedelta]:
    """Returns the instants of a history, the last one `as_of`, and how far they are apart.

    They are the points of the grid of the model's stability (MODEL.md 11), as many as fit into a
    line; without stability the last weeks.
    """
    if model.stability is None:
        return ending_at(as_of, _WEEK // _MICROSECOND, _WEEKS), _WEEK
    every, look_back = model.stability
    step, back = every // _MICROSECOND, look_back // _MICROSECOND
    last = as_of - as_of % step
    points = ending_at(last, step, min((last - (as_of - back)) // step + 1, _DRAWN))
    return (points if last == as_of else (*points, as_of)), every
