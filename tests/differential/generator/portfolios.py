"""Random portfolios for a model: rows on the very edges of its windows and clocks, late ones, corrections, gaps."""

from __future__ import annotations

import re
from random import Random

from .vocabulary import ACTIVITY_ATTRIBUTES, ACTIVITY_IDS, CUSTOMER_IDS, KINDS, PATTERNS, STRAY_MILESTONES, TEXTS
from reference.durations import DAY, duration

Row = dict[str, object]


def durations_in(part: object) -> list[int]:
    """All durations that a model names."""
    if isinstance(part, dict):
        return [micros for value in part.values() for micros in durations_in(value)]
    if isinstance(part, list):
        return [micros for value in part for micros in durations_in(value)]
    return [duration(part)] if isinstance(part, str) and re.fullmatch(r"[0-9.]+[smhdw]", part) else []


class PortfolioWriter:
    def __init__(self, random: Random, model: dict, as_of: int, known: int) -> None:
        self.random, self.model, self.as_of, self.known = random, model, as_of, known
        self.durations = durations_in(model) + [28 * DAY]
        self.customer_attributes = {name: kind for name, kind in model["customer"]["attributes"].items()
                                    if random.random() < 0.95}  # a declared attribute may lack a column
        plans = model.get("onboarding", {}).get("plans", [])
        self.milestone_names = [step["name"] for plan in plans for step in plan["milestones"]]
        self.starts: list[int] = []  # of onboarding, that windows of it are counted from
        self.whole = {name for name in self.customer_attributes if name == "seats" or random.random() < 0.3}

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def instant(self) -> int:
        """Often exactly on an edge, or a microsecond beside it."""
        random = self.random
        if self.starts and self._chance(0.1):
            return random.choice(self.starts) + random.choice([0, 0, *self.durations]) + random.choice([0, 0, 1, -1])
        if self._chance(0.5):
            back = sum(random.choice(self.durations) for _ in range(random.choice([0, 1, 1, 1, 2])))
            return self.as_of - back + random.choice([0, 0, 0, 1, -1])
        if self._chance(0.1):
            return self.known + random.choice([0, 1, -1])
        if self._chance(0.5):
            return self.as_of - random.randint(-5, 120) * DAY // 2
        if self._chance(0.5):  # a few close together, so that days in one time zone are not those in another
            return self.as_of - random.randint(0, 60) * DAY // 12
        return self.as_of + random.randint(-120 * DAY, 5 * DAY)

    def recorded_at(self, at: int | None = None) -> int | None:
        if self._chance(0.6):
            return None
        if at is not None and self._chance(0.5):
            return at + self.random.choice([0, DAY, 10 * DAY])
        return self.instant()

    def portfolio(self) -> list[dict[str, list[Row]]]:
        random = self.random
        ids = random.sample(CUSTOMER_IDS, random.choice([1, 1, 2, 2, 3, 4, 5, 8]))
        loads = []
        for _ in range(random.choice([1, 1, 1, 2, 3])):
            loads.append({"customers": [row for id_ in ids for row in self._history(id_, repeat=bool(loads))],
                          "activities": [], "milestones": self._milestones(ids), "feeds": self._feeds()})
        for id_ in ids + ["nobody"] * self._chance(0.4):
            for row in self._activities(id_):
                random.choice(loads)["activities"].append(row)
        for load in loads:
            for rows in load.values():
                random.shuffle(rows)
        return loads

    def _history(self, id_: str, repeat: bool) -> list[Row]:
        """Rows of one customer with different keys; in a later load some of them replace earlier ones."""
        if repeat and self._chance(0.5):
            return []
        rows: dict[tuple, Row] = {}
        for _ in range(self.random.choice([1, 1, 1, 2, 3, 4])):
            row: Row = {"customer_id": id_}
            if self._chance(0.4):
                row["valid_from"] = self.instant() if self._chance(0.7) else self.as_of - 60 * DAY
            if self._chance(0.4):
                row["recorded_at"] = self.recorded_at()
            for name, kind in self.customer_attributes.items():
                row[name] = self._attribute(name, kind)
            start = row.get(self.model.get("onboarding", {}).get("start", self.model["customer"].get("started_at")))
            self.starts += [] if start is None else [start]
            rows[row.get("valid_from"), row.get("recorded_at")] = row
        return list(rows.values())

    def _attribute(self, name: str, kind: str) -> object:
        random = self.random
        roles = self.model["customer"]
        if name == roles.get("ended_at"):
            return self.instant() if self._chance(0.12) else None
        if name == roles.get("started_at"):
            if self._chance(0.15):
                return None
            return self.instant() if self._chance(0.3) else self.as_of - random.randint(20, 900) * DAY
        if self._chance(0.15):
            return None
        if kind == "text":
            return random.choice(TEXTS[name])
        if kind == "flag":
            return self._chance(0.5)
        if kind == "time":
            return self.instant() if self._chance(0.4) else self.as_of + random.randint(-200, 200) * DAY
        if name in self.whole:
            return random.choice([0, 1, 3, 10, -7, 50, 1000, 30000, 40000000])
        return random.choice([0.1, 0.3, 2.5, 999.99, 1234567.5, 1e15, -7.25, round(random.random() * 100, 3)])

    def _activities(self, id_: str) -> list[Row]:
        random = self.random
        rows: dict[tuple, Row] = {}
        at = self.instant()
        for _ in range(random.choice([0, 3, 8, 12, 20, 30, 60])):
            if not self._chance(0.2):  # else at the same instant as the one before
                at = self.instant()
            row: Row = {"customer_id": id_, "at": at, "kind": random.choice(KINDS)}
            if self._chance(0.7):
                row["value"] = random.choice([0, 1, 2, 5, 9, 10, 0.1, 0.2, 0.3, -3.5, 20000.25, round(random.random() * 100, 2)])
            if self._chance(0.6):
                row["actor"] = random.choice(TEXTS["actor"])
            if self._chance(0.35):
                row["id"] = random.choice(ACTIVITY_IDS + [""])
            if self._chance(0.12):
                row["valid_until"] = self.instant() if self._chance(0.5) else at + random.choice(self.durations)
            row["recorded_at"] = self.recorded_at(at)
            if self._chance(0.1):
                row["retracted"] = self._chance(0.7)
            for name, kind in ACTIVITY_ATTRIBUTES.items():
                if self._chance(0.6):
                    row[name] = (random.choice(TEXTS[name]) if kind == "text" else self._chance(0.5) if kind == "flag"
                                 else random.choice([1, 15, 30.5, 60]))
            # which one counts of rows equal in all these is open, so there is one of each
            rows[(row.get("id") or len(rows), row["recorded_at"], at, row["kind"], row.get("value"), row.get("actor"))] = row
        return list(rows.values())

    def _milestones(self, ids: list[str]) -> list[Row]:
        rows: dict[tuple, Row] = {}
        names = self.milestone_names * 3 + STRAY_MILESTONES
        for _ in range(self.random.choice([0, 0, 2, 4, 10] if self.milestone_names else [0, 0, 2])):
            row: Row = {"customer_id": self.random.choice(ids * 4 + ["nobody"]), "milestone": self.random.choice(names),
                        "due_at": self.instant() if self._chance(0.5) else None,
                        "completed_at": self.instant() if self._chance(0.5) else None, "recorded_at": self.recorded_at()}
            rows[row["customer_id"], row["milestone"], row["recorded_at"]] = row
        return list(rows.values())

    def _feeds(self) -> list[Row]:
        if self._chance(0.65):
            return []
        rows: list[Row] = []
        for _ in range(self.random.randint(1, 2)):
            row: Row = {"kind": self.random.choice(PATTERNS)}
            if self._chance(0.6):
                row["complete_from"] = self.instant()
            if self._chance(0.4):
                late_by = duration(self.model.get("late_by", "0s"))
                row["complete_until"] = self.as_of - late_by + self.random.choice([0, 0, 1, -1, 5 * DAY, -5 * DAY])
            rows.append(row)
        return rows
