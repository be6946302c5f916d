"""Random `measures:` of MODEL.md 4."""

from __future__ import annotations

from random import Random

from .expressions import ExpressionWriter, Names
from .vocabulary import ACTIVITY_ATTRIBUTES, DURATIONS, MEASURE_NAMES, PATTERNS, TEXTS
from reference.durations import duration

AGGREGATING = ["count", "count", "sum", "mean", "min", "max", "last", "distinct actor", "distinct kind",
               "active_days", "active_days", "days_since_last", "days_since_first"]
MOST_CLOCKS = 60  # well below the limit of 256, trend's doubling included


class MeasureWriter:
    """Knows which measures there are so far, and at which offsets before t each is needed."""

    def __init__(self, random: Random, customer_names: Names, sets: list[str], activity_attributes: dict[str, str]) -> None:
        self.random, self.sets = random, sets
        self.names = customer_names
        self.activity_names = Names(
            numbers=["value"] + [name for name, kind in activity_attributes.items() if kind == "number"],
            texts={"actor": TEXTS["actor"], "kind": PATTERNS[:8]}
            | {name: TEXTS[name] for name, kind in activity_attributes.items() if kind == "text"},
            flags=[name for name, kind in activity_attributes.items() if kind == "flag"])
        self.written: dict[str, dict] = {}
        self.offsets: dict[str, set[int]] = {}

    def measures(self, how_many: int) -> dict[str, dict]:
        for name in self.random.sample(MEASURE_NAMES, how_many):
            spec, offsets, whole = self._any()
            if self.random.random() < 0.12:
                spec["needs_history"] = self.random.choice(DURATIONS + ["0s", "300d"])
            self.written[name], self.offsets[name] = spec, offsets
            self.names = self.names.plus([name], [name] if whole else [])
        in_file_order = list(self.written.items())
        self.random.shuffle(in_file_order)  # a measure may use others in any order of writing
        return dict(in_file_order)

    def _any(self) -> tuple[dict, set[int], bool]:
        """A measure, the offsets at which it needs the clock, and whether it is always a whole number."""
        pick = self.random.random()
        if self.written and pick < 0.25:
            moved = self._movement()
            if moved is not None:
                return moved
        if pick < 0.45:
            used = set().union(*self.offsets.values()) | {0}
            return {"formula": ExpressionWriter(self.random, self.names).number()}, used, False
        if pick < 0.5 and self.names.times:
            return {self.random.choice(["days_since", "days_until"]): self.random.choice(self.names.times)}, {0}, False
        spec = self.aggregating()
        return spec, {0}, "decay" not in spec and any(key in spec for key in ("count", "distinct", "active_days"))

    def _movement(self) -> tuple[dict, set[int], bool] | None:
        of, over = self.random.choice(list(self.written)), self.random.choice(DURATIONS)
        offsets = self.offsets[of] | {offset + duration(over) for offset in self.offsets[of]}
        if len(set().union(offsets, *self.offsets.values())) > MOST_CLOCKS:
            return None
        if self.random.random() < 0.5:
            return {"difference": of, "over": over}, offsets, False
        spec = {"change": of, "over": over}
        if self.random.random() < 0.3:
            spec["base_at_least"] = self.random.choice([1, 2, 0.5])
        return spec, offsets, False

    def aggregating(self) -> dict:
        random, key = self.random, self.random.choice(AGGREGATING)
        spec: dict = {key: self.pattern()} if " " not in key else {"distinct": key.split()[1], "of": self.pattern()}
        if random.random() < 0.65:
            spec["window"] = random.choice(DURATIONS)
        if random.random() < 0.2:
            spec["except"] = self.pattern()
        if random.random() < 0.3:
            spec["where"] = ExpressionWriter(random, self.activity_names).flag(1)
        if key in ("count", "sum") and random.random() < 0.25:
            spec["decay"] = {random.choice(["half_life", "linear"]): random.choice(DURATIONS)}
        return spec

    def pattern(self) -> str | list[str]:
        choices = PATTERNS + [f"@{name}" for name in self.sets] * 4
        if self.random.random() < 0.75:
            return self.random.choice(choices)
        return [self.random.choice(choices) for _ in range(self.random.randint(1, 3))]


def random_activity_attributes(random: Random) -> dict[str, str]:
    return {name: kind for name, kind in ACTIVITY_ATTRIBUTES.items() if random.random() < 0.7}
