"""Random `scorecards:` of MODEL.md 9."""

from __future__ import annotations

from random import Random

from .expressions import ExpressionWriter, Names
from .measures import MeasureWriter
from .vocabulary import NODE_NAMES

MOST_SIGNALS = 7  # worst and best are found by trying every choice of arriving signals


class ScorecardWriter:
    def __init__(self, random: Random, names: Names, measures: MeasureWriter) -> None:
        self.random, self.names, self.measures = random, names, measures
        self.expressions = ExpressionWriter(random, names)
        self.paths: list[str] = []
        self._signals_left = 0

    def scorecard(self, name: str) -> dict:
        self._signals_left = MOST_SIGNALS
        return {"name": name, **self._node("", 1, under_sum=False)}

    def lively_scorecard(self, name: str) -> dict:
        """Of what happened lately, so that its score moves from day to day, across the edges of bands."""
        random = self.random
        node: dict = {"name": name}
        combine = random.choice(["mean", "mean", "min", "max", "sum"])
        if combine != "mean":
            node["combine"] = combine
        if self._chance(0.2):
            node["round"] = True
        node["signals"] = []
        for child in random.sample(NODE_NAMES, random.randint(1, 3)):
            of = "*" if self._chance(0.5) else self.measures.pattern()
            lately = random.choice([{"count": of, "window": random.choice(["1d", "3d", "7d", "14d"])},
                                    {"days_since_last": of}, {"last": of}])
            top = random.choice([1, 2, 3, 5, 14])
            ys = random.choice([[0, 100], [100, 0], [30, 90], [85, 20]])
            shape = random.choice([{"curve": [[0, ys[0]], [top, ys[1]]]},
                                   {"curve": [[0, ys[0]], [top / 2, ys[1]], [top, 50]]},
                                   {"ranges": [{"up_to": 0, "y": ys[0]}, {"below": top, "y": 55}, {"y": ys[1]}]}])
            if self._chance(0.2):
                shape = {"cases": [{"when": self.expressions.flag(1), **shape}, {"curve": [[0, ys[1]], [top, ys[0]]]}]}
            node["signals"].append({"name": child, **self._of_a_child(combine), "measure": lately, **shape})
            self.paths.append(child)
        return node

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _node(self, path: str, depth: int, under_sum: bool) -> dict:
        """All of a scorecard or group but its name and what its parent asks of it."""
        random = self.random
        node: dict = {}
        combine = random.choice(["mean", "mean", "mean", "min", "max", "sum", "sum"])
        if combine != "mean" or self._chance(0.2):
            node["combine"] = combine
        if combine == "sum":
            node.update(self._of_a_sum(under_sum))
        if self._chance(0.2):
            node["round"] = self._chance(0.85)
        if self._chance(0.12):
            node["override"] = self.expressions.number(1)
        signals = random.randint(0 if depth < 4 else 1, 3)
        groups = random.choice([0, 0, 1, 1, 2]) if depth < 4 else 0
        if signals + groups == 0 or self._signals_left == 0:
            signals, groups = max(signals, 1), 0
        names = random.sample(NODE_NAMES, signals + groups)
        if signals:
            self._signals_left = max(0, self._signals_left - signals)
            node["signals"] = [self._signal(path, name, combine) for name in names[:signals]]
        if groups:
            node["groups"] = [self._group(path, name, combine, depth) for name in names[signals:]]
        if self._chance(0.2):  # signals come before groups wherever they are written
            node = dict(reversed(list(node.items())))
        return node

    def _of_a_sum(self, under_sum: bool) -> dict:
        found: dict = {}
        if self._chance(0.7):
            found["base"] = self.random.choice([0, 10, 50, 100, 12.5, -5])
        if self._chance(0.4):
            found["limits"] = self.random.choice([[0, 100], [10, 90], [0, 40], [25.5, 75]] + [[-20, 20], [0, 500]] * under_sum)
        return found

    def _of_a_child(self, combine: str) -> dict:
        random, found = self.random, {}
        if combine == "mean" and self._chance(0.6):
            found["weight"] = random.choice([0, 1, 2, 3, 0.5, 10, 60])
        if self._chance(0.4):
            found["missing"] = random.choice(["skip", "fail", 0, 50, 33.3] + ([-10, 120] if combine == "sum" else [100]))
        if self._chance(0.2):
            found["applies"] = self.expressions.flag(1)
        return found

    def _group(self, path: str, name: str, combine: str, depth: int) -> dict:
        below = f"{path}/{name}" if path else name
        self.paths.append(below)
        return {"name": name, **self._of_a_child(combine), **self._node(below, depth + 1, combine == "sum")}

    def _signal(self, path: str, name: str, combine: str) -> dict:
        self.paths.append(f"{path}/{name}" if path else name)
        random, under_sum = self.random, combine == "sum"
        signal: dict = {"name": name, **self._of_a_child(combine)}
        if self._chance(0.3):
            signal["says"] = random.choice(["Share of paid seats", "Zu wenig: bitte prüfen", "席の利用率 #1"])
        pick = random.random()
        if pick < 0.12:
            signal["true_if"] = self.expressions.flag(1)
            if self._chance(0.6):
                signal["points"] = [self._y(under_sum), self._y(under_sum)]
            return signal
        if pick < 0.27 and self.names.texts:
            name_of_text = random.choice(list(self.names.texts))
            signal["measure"] = name_of_text
            signal["values"] = self._values(self.names.texts[name_of_text], under_sum)
            return signal
        signal.update(self._number())
        if self._chance(0.2):
            signal["cases"] = [{"when": self.expressions.flag(1), **self._shape(under_sum)} for _ in range(random.randint(1, 2))]
            if self._chance(0.6):
                signal["cases"].append(self._shape(under_sum))
        else:
            signal.update(self._shape(under_sum))
        return signal

    def _number(self) -> dict:
        pick = self.random.random()
        if pick < 0.15:
            in_place = self.measures.aggregating()
            if self._chance(0.1):
                in_place["needs_history"] = "30d"
            return {"measure": in_place}
        if pick < 0.35 or not self.names.numbers:
            return {"formula": self.expressions.number(1)}
        return {"measure": self.random.choice(self.names.numbers)}

    def _shape(self, under_sum: bool) -> dict:
        """A curve or ranges."""
        random, pick = self.random, self.random.random()
        if pick < 0.2:
            return {"curve": "identity"}
        bounds = sorted(random.sample([-5, 0, 0.3, 1, 2, 3, 5, 7, 10, 14, 28, 50, 100, 1000], random.randint(2, 4)))
        if pick < 0.65:
            curve: dict = {"curve": [[x, self._y(under_sum)] for x in bounds]}
            if self._chance(0.3):
                curve["outside"] = "skip"
            return curve
        ranges = [{random.choice(["below", "up_to"]): x, "y": self._y(under_sum)} for x in bounds]
        return {"ranges": ranges + [{"y": self._y(under_sum)}]}

    def _values(self, likely: list[str], under_sum: bool) -> dict:
        values = {text: self._y(under_sum) for text in likely if self._chance(0.6)} or {likely[0]: 40}
        if self._chance(0.5):
            values["*"] = self._y(under_sum)
        return values

    def _y(self, under_sum: bool) -> float:
        return self.random.choice([0, 10, 20, 33.3, 50, 62.5, 75, 80, 100] + [-15, -50, 2.25, 150] * under_sum)
