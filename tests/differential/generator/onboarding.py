"""Random `onboarding:` of MODEL.md 7 and `success:` of 8, and the facts that they give."""

from __future__ import annotations

from random import Random

from .expressions import ExpressionWriter, Names
from .measures import MeasureWriter
from .vocabulary import DURATIONS, GOAL_NAMES, MILESTONE_NAMES, ONBOARDING_STATES, PLAN_NAMES


def random_onboarding(random: Random, names: Names, measures: MeasureWriter) -> dict:
    chance = lambda share: random.random() < share
    found: dict = {}
    if names.times and chance(0.5):
        found["start"] = random.choice(names.times)
    if chance(0.5):
        found["stalled_after"] = random.choice(DURATIONS + ["0s"])
    if chance(0.4):
        found["closes_after"] = random.choice(DURATIONS + ["180d", "300d"])
    expressions = ExpressionWriter(random, names)
    plans = []
    for name in random.sample(PLAN_NAMES, random.choice([1, 1, 2, 3])):
        plan: dict = {"name": name, "milestones": _milestones(random, measures)}
        if chance(0.4):
            plan["when"] = expressions.flag(1)
        plans.append(plan)
    found["plans"] = sorted(plans, key=lambda plan: "when" not in plan)  # a plan after one that always applies would be dead
    return found


def _milestones(random: Random, measures: MeasureWriter) -> list[dict]:
    """Each after some of those made before it; then in any order of writing."""
    chance = lambda share: random.random() < share
    made: list[dict] = []
    for name in random.sample(MILESTONE_NAMES, random.choice([1, 2, 3, 4, 5])):
        step: dict = {"name": name}
        if chance(0.75):
            step["done_by"] = measures.pattern()
            if chance(0.35):
                step["times"] = random.choice([1, 2, 2, 3, 5])
            if chance(0.25):
                step["where"] = ExpressionWriter(random, measures.activity_names).flag(1)
        if chance(0.7):
            step["due"] = random.choice(DURATIONS + ["0d"])
        if made and chance(0.5):
            step["after"] = [earlier["name"] for earlier in random.sample(made, random.randint(1, min(2, len(made))))]
        if chance(0.3):
            step["weight"] = random.choice([0, 2, 0.5, 3.25])
        if chance(0.35):
            step["first_value"] = chance(0.85)
        made.append(step)
    return random.sample(made, len(made))


def names_of_onboarding(names: Names, onboarding: dict | None) -> Names:
    """Without onboarding its facts are there, too."""
    plans = (onboarding or {}).get("plans", [])
    steps = list(dict.fromkeys(step["name"] for plan in plans for step in plan["milestones"]))
    return names.plus(
        ["onboarding.progress", "onboarding.late", "onboarding.stalled_days", "onboarding.time_to_value_days"], ["onboarding.late"],
        {"onboarding.plan": [plan["name"] for plan in plans] or ["x"], "onboarding.status": ONBOARDING_STATES,
         "onboarding.next": steps or ["x"]}, milestones=steps)


def random_success(random: Random, names: Names, measure_names: list[str]) -> list[dict]:
    found = []
    for name in random.sample(GOAL_NAMES, random.randint(1, 3)):
        goal: dict = {"name": name, "measure": random.choice(measure_names)}
        goal["target"] = random.choice(names.numbers) if random.random() < 0.5 else random.choice([0, 1, 3, 0.5, 10, -2])
        if random.random() < 0.5:
            goal["better"] = "lower"
        found.append(goal)
    return found


def names_of_success(names: Names, goals: list[dict]) -> Names:
    parts = ["success"] + [f"success.{goal['name']}" for goal in goals]
    return names.plus([f"{part}.attainment" for part in parts], flags=[f"{part}.attained" for part in parts])
