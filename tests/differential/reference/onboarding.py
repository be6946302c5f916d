"""Onboarding: the plan in force, its milestones and the facts of them (MODEL.md 7)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from .durations import DAY, duration
from .expressions import Facts, is_true
from .kind_patterns import matches, plain_patterns
from .measures import Measures
from .snapping import less

NAMES = ("onboarding.plan", "onboarding.progress", "onboarding.late", "onboarding.stalled_days",
         "onboarding.time_to_value_days", "onboarding.next")


@dataclass
class Milestone:
    name: str
    state: str
    due_at: int | None
    completed_at: int | None
    days_late: float


@dataclass
class Onboarding:
    facts: dict[str, object]
    milestones: list[Milestone] = field(default_factory=list)

    def done(self) -> dict[str, bool]:
        return {step.name: step.completed_at is not None for step in self.milestones}


def onboarding_of(model: dict, measures: Measures, facts: Facts) -> Onboarding:
    spec = model.get("onboarding", {})
    clock = facts.clock
    start = _start(spec, measures, facts)
    plan = None if start is None or start > clock else next(
        (plan for plan in spec.get("plans", []) if "when" not in plan or is_true(plan["when"], facts)), None)
    if plan is None:
        return Onboarding({**dict.fromkeys(NAMES), "onboarding.status": "none"})
    completed = {step["name"]: _completed_at(step, measures, clock, start) for step in plan["milestones"]}
    milestones = [_milestone(step, measures, clock, start, completed) for step in plan["milestones"]]
    return Onboarding(_facts(spec, plan, clock, start, milestones), milestones)


def _start(spec: dict, measures: Measures, facts: Facts) -> int | None:
    if "start" in spec:
        return facts.times[spec["start"]]
    return measures.customer.role("started_at", measures.customer.row_at(facts.clock))


def _completed_at(step: dict, measures: Measures, clock: int, start: int) -> int | None:
    """The earlier of what the table says and what the activities show."""
    customer, instants = measures.customer, []
    told = customer.milestones.get(step["name"], {}).get("completed_at")
    if told is not None and told <= customer.happened_by(clock):
        instants.append(told)
    if "done_by" in step:
        patterns = plain_patterns(step["done_by"], measures.model.get("kinds", {}))
        times = sorted(row["at"] for row in customer.visible_activities(clock)
                       if row["at"] >= start and matches(patterns, row["kind"])
                       and ("where" not in step or is_true(step["where"], measures.activity_facts(row, clock))))
        needed = step.get("times", 1)
        if len(times) >= needed:
            instants.append(times[needed - 1])
    return min(instants, default=None)


def _milestone(step: dict, measures: Measures, clock: int, start: int, completed: dict[str, int | None]) -> Milestone:
    due_at = measures.customer.milestones.get(step["name"], {}).get("due_at")
    if due_at is None and "due" in step:
        due_at = start + duration(step["due"])
    completed_at = completed[step["name"]]
    overdue = 0 if due_at is None else max(0, (clock if completed_at is None else completed_at) - due_at)
    if completed_at is not None:
        state = "done_late" if overdue else "done"
    elif overdue:
        state = "late"
    else:
        state = "blocked" if any(completed[name] is None for name in step.get("after", [])) else "open"
    return Milestone(step["name"], state, due_at, completed_at, overdue / DAY)


def _facts(spec: dict, plan: dict, clock: int, start: int, milestones: list[Milestone]) -> dict[str, object]:
    steps = plan["milestones"]
    completed = {step.name: step.completed_at for step in milestones if step.completed_at is not None}
    weight = lambda which: math.fsum(float(step.get("weight", 1)) for step in which)
    complete = len(completed) == len(steps)
    stalled_days = 0.0 if complete else (clock - max(completed.values(), default=start)) / DAY
    late = sum(step.state == "late" for step in milestones)
    first_values = [completed[step["name"]] for step in steps if step.get("first_value") and step["name"] in completed]
    if complete:
        status = "complete"
    elif "closes_after" in spec and clock - start > duration(spec["closes_after"]):
        status = "lapsed"
    elif less(duration(spec.get("stalled_after", "14d")) / DAY, stalled_days):
        status = "stalled"
    else:
        status = "late" if late else "on_track"
    return {
        "onboarding.plan": plan["name"],
        "onboarding.progress":
            None if weight(steps) == 0 else weight(step for step in steps if step["name"] in completed) / weight(steps),
        "onboarding.late": float(late),
        "onboarding.stalled_days": stalled_days,
        "onboarding.time_to_value_days": (min(first_values) - start) / DAY if first_values else None,
        "onboarding.status": status,
        "onboarding.next": next((step["name"] for step in steps if step["name"] not in completed
                                 and all(name in completed for name in step.get("after", []))), None),
    }
