"""The three-valued interpreter of expressions (MODEL.md 5). None is missing."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Callable, Mapping, Union

from .durations import DAY
from .expression_parser import parse
from .snapping import at_most, equal, finite, is_zero, less

Value = Union[float, str, bool, None]

_parse = lru_cache(maxsize=4096)(parse)


class Facts:
    """What an expression can read at its step: names, time attributes, the nodes of a scorecard, and which
    milestones of the plan in force are completed.

    A value may be a function without arguments, called when it is first read. A name that is not there yet
    is a KeyError: a valid model never asks for it.
    """

    def __init__(self, clock: int, values: Mapping[str, object], times: Mapping[str, int | None] | None = None,
                 subscores: Mapping[str, float | None] | None = None, done: Mapping[str, bool] | None = None) -> None:
        self.clock = clock
        self._values = dict(values)
        self.times = dict(times or {})
        self.subscores = dict(subscores or {})
        self.done = dict(done or {})

    def __getitem__(self, name: str) -> Value:
        value = self._values[name]
        if callable(value):
            value = self._values[name] = value()
        return value

    def plus(self, values: Mapping[str, object], subscores: Mapping[str, float | None] | None = None,
             done: Mapping[str, bool] | None = None) -> Facts:
        return Facts(self.clock, {**self._values, **values}, self.times, subscores or self.subscores, done or self.done)


def evaluate(expression: str | float | bool, facts: Facts) -> Value:
    """An expression as it stands in a model, where YAML may have read a number or a flag."""
    if isinstance(expression, bool):
        return expression
    if isinstance(expression, (int, float)):
        return float(expression)
    return _value(_parse(expression), facts)


def is_true(expression: str | float | bool, facts: Facts) -> bool:
    return evaluate(expression, facts) is True


def _value(tree: tuple, facts: Facts) -> Value:
    kind = tree[0]
    if kind == "literal":
        return tree[1]
    if kind == "name":
        return facts[tree[1]]
    if kind == "call":
        return _call(tree[1], tree[2], facts)
    if kind == "choose":
        condition = _value(tree[1], facts)
        if condition is None:
            return None
        return _value(tree[2] if condition else tree[3], facts)
    left = _value(tree[1], facts)
    if kind == "not":
        return None if left is None else not left
    if kind == "negate":
        return None if left is None else -left
    if kind == "in":
        return None if left is None else any(_same(left, literal) for literal in tree[2])
    right = _value(tree[2], facts)
    if kind == "&&":
        return False if left is False or right is False else None if left is None or right is None else True
    if kind == "||":
        return True if left is True or right is True else None if left is None or right is None else False
    if left is None or right is None:
        return None
    return _BINARY[kind](left, right)


def _same(a: Value, b: Value) -> bool:
    if type(a) is not type(b):
        raise TypeError(f"{a!r} and {b!r} are of different types")
    return equal(a, b) if isinstance(a, float) else a == b


def _before(a: Value, b: Value) -> bool:
    if type(a) is not type(b) or isinstance(a, bool):
        raise TypeError(f"{a!r} and {b!r} have no order")
    # order by code point is the order by UTF-8 byte
    return less(a, b) if isinstance(a, float) else a < b


def _divide(a: float, b: float) -> float | None:
    return None if is_zero(b) else finite(a / b)


def _remainder(a: float, b: float) -> float | None:
    return None if is_zero(b) else finite(math.fmod(a, b))


_BINARY: dict[str, Callable] = {
    "==": _same,
    "!=": lambda a, b: not _same(a, b),
    "<": _before,
    "<=": lambda a, b: not _before(b, a),
    ">": lambda a, b: _before(b, a),
    ">=": lambda a, b: not _before(a, b),
    "+": lambda a, b: finite(a + b),
    "-": lambda a, b: finite(a - b),
    "*": lambda a, b: finite(a * b),
    "/": _divide,
    "%": _remainder,
}


def _call(function: str, arguments: list[tuple], facts: Facts) -> Value:
    if function in ("days_since", "days_until"):
        return _days(function, facts.times[arguments[0][1]], facts.clock)
    if function == "subscore":
        return facts.subscores.get(arguments[0][1])
    if function == "done":
        return facts.done.get(arguments[0][1])
    if function == "has":
        if arguments[0][0] == "name" and arguments[0][1] in facts.times:
            return facts.times[arguments[0][1]] is not None
        return _value(arguments[0], facts) is not None
    values = [_value(argument, facts) for argument in arguments]
    if function == "coalesce":
        return next((value for value in values if value is not None), None)
    if any(value is None for value in values):
        return None
    if function == "abs":
        return abs(values[0])
    if function in ("min", "max"):
        return least(values) if function == "min" else greatest(values)
    text, part = values
    return {"startsWith": text.startswith, "endsWith": text.endswith, "contains": text.__contains__}[function](part)


def _days(function: str, instant: int | None, clock: int) -> float | None:
    if instant is None:
        return None
    return (clock - instant) / DAY if function == "days_since" else (instant - clock) / DAY


def least(values: list[float]) -> float:
    """The first of those that no other is below."""
    return next(x for x in values if all(at_most(x, other) for other in values))


def greatest(values: list[float]) -> float:
    return next(x for x in values if all(at_most(other, x) for other in values))
