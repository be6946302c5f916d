"""The measures of one customer at any clock (MODEL.md 4), and the facts of the step before them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from .aggregates import aggregate, aggregating_key
from .durations import DAY, duration
from .expressions import Facts, evaluate, is_true
from .kind_patterns import matches, plain_patterns, share_a_kind
from .snapping import finite, is_zero, less
from .visibility import Customer, Row


class Measures:
    def __init__(self, model: dict, customer: Customer, feeds: list[Row]) -> None:
        self.model, self.customer, self.feeds = model, customer, feeds
        self.named: dict[str, dict] = model.get("measures", {})
        self.zone = ZoneInfo(model.get("timezone", "UTC"))
        self._found: dict[tuple[str, int], float | None] = {}
        self._facts: dict[int, Facts] = {}

    def value(self, name: str, clock: int) -> float | None:
        """A named measure; missing where the customer did not exist."""
        if not self.customer.exists(clock):
            return None
        if (name, clock) not in self._found:
            self._found[name, clock] = self.of(self.named[name], clock)
        return self._found[name, clock]

    def facts(self, clock: int) -> Facts:
        """The customer's attributes and facts, and the measures, at a clock at which it exists."""
        if clock not in self._facts:
            measures = {name: lambda name=name: self.value(name, clock) for name in self.named}
            self._facts[clock] = self._customer_facts(clock).plus(measures)
        return self._facts[clock]

    def _customer_facts(self, clock: int) -> Facts:
        row = self.customer.row_at(clock)
        spec = self.model.get("customer", {})
        values: dict[str, object] = {}
        times: dict[str, int | None] = {}
        for name, kind in spec.get("attributes", {}).items():
            if name == spec.get("ended_at"):  # nothing but the role may read it
                continue
            if kind == "time":
                times[name] = row.get(name)
            else:
                values[name] = typed(row.get(name), kind)
        started_at, renews_at = self.customer.role("started_at", row), self.customer.role("renews_at", row)
        values["age_days"] = None if started_at is None else (clock - started_at) / DAY
        values["days_to_renewal"] = None if renews_at is None else (renews_at - clock) / DAY
        values["value"] = typed(self.customer.role("value", row), "number")
        return Facts(clock, values, times)

    def of(self, spec: dict, clock: int) -> float | None:
        """A measure by what is written of it, named or in place."""
        if self._too_young(spec, clock):
            return None
        if aggregating_key(spec):
            return self._aggregate(spec, clock)
        if "formula" in spec:
            value = evaluate(spec["formula"], self.facts(clock))
            return None if value is None else finite(value)
        if "days_since" in spec or "days_until" in spec:
            return self._days(spec, clock)
        return self._movement(spec, clock)

    def _too_young(self, spec: dict, clock: int) -> bool:
        started_at = self.customer.role("started_at", self.customer.row_at(clock))
        return "needs_history" in spec and started_at is not None and clock - started_at < duration(spec["needs_history"])

    def _days(self, spec: dict, clock: int) -> float | None:
        attribute = self.facts(clock).times[spec.get("days_since", spec.get("days_until"))]
        if attribute is None:
            return None
        return (clock - attribute) / DAY if "days_since" in spec else (attribute - clock) / DAY

    def _movement(self, spec: dict, clock: int) -> float | None:
        """`change` and `difference`."""
        name = spec.get("change", spec.get("difference"))
        now, then = self.value(name, clock), self.value(name, clock - duration(spec["over"]))
        if now is None or then is None:
            return None
        if "difference" in spec:
            return finite(now - then)
        if is_zero(then) or ("base_at_least" in spec and less(abs(then), float(spec["base_at_least"]))):
            return None
        return finite((now - then) / abs(then))

    def _aggregate(self, spec: dict, clock: int) -> float | None:
        key = aggregating_key(spec)
        sets = self.model.get("kinds", {})
        wanted = plain_patterns(spec["of"] if key == "distinct" else spec[key], sets)
        unwanted = plain_patterns(spec.get("except", []), sets)
        if self._gap(wanted, spec.get("window"), clock):
            return None
        chosen = [row for row in self.customer.visible_activities(clock)
                  if matches(wanted, row["kind"]) and not matches(unwanted, row["kind"])
                  and ("window" not in spec or row["at"] > clock - duration(spec["window"]))
                  and ("where" not in spec or is_true(spec["where"], self.activity_facts(row, clock)))]
        return aggregate(spec, chosen, clock, self.zone)

    def _gap(self, wanted: list[str], window: str | None, clock: int) -> bool:
        """Whether a feed leaves open what happened in the window."""
        late_by = duration(self.model.get("late_by", "0s"))
        for feed in self.feeds:
            if not any(share_a_kind(feed["kind"], pattern) for pattern in wanted):
                continue
            since, until = feed.get("complete_from"), feed.get("complete_until")
            if window is not None and since is not None and clock - duration(window) < since:
                return True
            if until is not None and clock > until + late_by:
                return True
        return False

    def activity_facts(self, row: Row, clock: int) -> Facts:
        declared = self.model.get("activity", {}).get("attributes", {})
        values: dict[str, object] = {name: typed(row.get(name), kind) for name, kind in declared.items()}
        values.update(value=typed(row.get("value"), "number"), actor=row.get("actor"), kind=row["kind"])
        return Facts(clock, values)


def typed(value: object, kind: str) -> object:
    return float(value) if kind == "number" and value is not None else value
