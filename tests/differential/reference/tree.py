"""The scorecard in force for one customer at one instant (MODEL.md 9): the nodes that apply, with all that the
customer's facts decide already filled in, so that combining is a function of the signals' subscores alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, Union

from .expressions import Facts, evaluate, is_true
from .measures import Measures
from .signals import Interval, case_in_force, pieces, possible, read, subscore
from .snapping import keep_within

Missing = Union[str, float]  # "skip", "fail", or the number that stands in


@dataclass
class Signal:
    path: str
    weight: float
    missing: Missing
    x: float | str | bool | None
    y: float | None
    possible: Interval
    says: str | None
    pieces: list[tuple[Interval, Interval]] | None  # of the curve or ranges in force, if there are such


@dataclass
class Group:
    """A group, or the root, whose path is empty."""

    path: str
    weight: float
    missing: Missing
    combine: str
    base: float
    limits: Interval | None
    round: bool
    override: float | None
    children: list[Union[Signal, Group]] = field(default_factory=list)

    def below(self, name: str) -> str:
        return f"{self.path}/{name}" if self.path else name

    def signals(self) -> Iterator[Signal]:
        for child in self.children:
            if isinstance(child, Signal):
                yield child
            else:
                yield from child.signals()


def scorecard_in_force(model: dict, facts: Facts) -> dict | None:
    return next((card for card in model.get("scorecards", []) if "when" not in card or is_true(card["when"], facts)), None)


def grow(spec: dict, facts: Facts, measures: Measures, path: str = "", under_sum: bool = False) -> Group:
    """The tree of a scorecard (or group), without the nodes that do not apply."""
    combine = spec.get("combine", "mean")
    limits = spec.get("limits", None if under_sum else [0, 100])
    group = Group(path, float(spec.get("weight", 1)), _policy(spec), combine, float(spec.get("base", 0)),
                  None if limits is None else (float(limits[0]), float(limits[1])),
                  spec.get("round", False), _override(spec, facts, under_sum))
    is_sum = combine == "sum"
    for child in _applying(spec.get("signals", []), facts):
        x = read(child, facts, measures)
        shape = case_in_force(child, facts) or {}
        group.children.append(Signal(group.below(child["name"]), float(child.get("weight", 1)), _policy(child), x,
                                     subscore(child, x, facts, is_sum), possible(child, is_sum), child.get("says"),
                                     pieces(shape, is_sum) if "curve" in shape or "ranges" in shape else None))
    for child in _applying(spec.get("groups", []), facts):
        group.children.append(grow(child, facts, measures, group.below(child["name"]), is_sum))
    return group


def _applying(specs: list[dict], facts: Facts) -> list[dict]:
    return [spec for spec in specs if "applies" not in spec or is_true(spec["applies"], facts)]


def _policy(spec: dict) -> Missing:
    policy = spec.get("missing", "skip")
    return policy if isinstance(policy, str) else float(policy)


def _override(spec: dict, facts: Facts, under_sum: bool) -> float | None:
    value = evaluate(spec["override"], facts) if "override" in spec else None
    return value if value is None or under_sum else keep_within(value, 0.0, 100.0)
