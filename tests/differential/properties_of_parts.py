"""What must hold of stability, series, changes, levers, capacity planning, milestones and summaries, each found in another
way than the reference finds it. Like those of properties.py, each returns its complaints."""

from __future__ import annotations

import math
from itertools import product
from typing import Callable, Iterator

import reference
from agreement import differences
from asking import ask, changes
from engines import Engine, Row
from generate import Case
from generator.yaml_text import to_yaml
from reference.durations import DAY, duration
from reference.evaluation import without_meta
from reference.expressions import is_true
from reference.judgement import Judgement, everyone, judgements
from reference.kind_patterns import matches, plain_patterns
from reference.levers import goal_of, score_if
from reference.rules_bands import reaches
from reference.signals import case_in_force, translate
from reference.snapping import snap
from reference.visibility import activities_that_count, held_rows, instant, is_known


def judged(case: Case) -> list[Judgement]:
    known = case.as_of if case.known is None else case.known
    model = without_meta(case.model)
    return judgements(model, everyone(model, held_rows(case.portfolio), known), case.as_of)


# Stability and series


def steadiest_at_a_grid_instant(engine: Engine, case: Case) -> list[str]:
    """Without margin and with one confirmation the held band follows the plain one from grid point to grid point."""
    every = case.model.get("stability", {}).get("every", "1d")
    model = {**case.model, "stability": {"every": every, "look_back": "10d"}}
    on_grid = case.as_of // duration(every) * duration(every)
    health = ask(engine, case, model=model, yaml=to_yaml(model), as_of=on_grid)["health"]
    return [f"on the grid: {row['customer_id']}: {row['band']}, not {row['raw_band']}" for row in health
            if row["band"] != row["raw_band"] or row["band_reason"] == "held"]


def series_is_evaluation(engine: Engine, case: Case) -> list[str]:
    found = []
    for known in (None, case.as_of):
        rows = engine.series(case.model, case.yaml, case.portfolio, case.instants, known)
        for at in case.instants:
            there = ask(engine, case, as_of=at, known=known, tables=["health"])
            of_series = [{name: cell for name, cell in row.items() if name != "as_of"} for row in rows if row["as_of"] == at]
            found += [f"series at {at}, known {known}: {line}" for line in differences(there["health"], of_series)]
        order = [(row["customer_id"], row["as_of"]) for row in rows]
        ids = list(dict.fromkeys(id_ for id_, _ in order))
        if order != sorted(order, key=lambda key: (ids.index(key[0]), key[1])):
            found.append(f"series: not by customer, then instant: {order}")
    return found


# Changes


def changes_add_up(engine: Engine, case: Case) -> list[str]:
    at_end = {} if case.to_model is None else {"model": case.to_model, "yaml": case.to_yaml}
    was, now = ({row["customer_id"]: row["score"] for row in ask(engine, case, known=None, tables=["health"], **asked)["health"]
                 if row["score"] is not None} for asked in ({"as_of": case.start}, at_end))
    parts: dict[object, list[float]] = {id_: [] for id_ in was if id_ in now}
    greatest = reference.greatest_points(case.model, case.portfolio, case.start, case.as_of, case.to_model)
    found = []
    for row in changes(engine, case):
        if row["customer_id"] not in parts:
            found.append(f"changes: {row['customer_id']} has no score at both ends")
        else:
            parts[row["customer_id"]].append(row["points"])
    return found + [f"changes: {id_}: {math.fsum(points)} for {now[id_] - was[id_]}" for id_, points in parts.items()
                    if abs(math.fsum(points) - (now[id_] - was[id_])) > 1e-9 * max(1.0, greatest[id_])]


def nothing_new_nothing_charged(engine: Engine, case: Case) -> list[str]:
    """Of a portfolio that ends at the start of the question nothing is charged to activity or attributes."""
    held, start = held_rows(case.portfolio), case.start
    activities = {id_: activities_that_count([row for row in held.activities if row["customer_id"] == id_], start)
                  for id_ in held.customer_ids()}
    ended = [{"customers": [row for row in held.customers if is_known(row, start) and instant(row, "valid_from") <= start],
              "activities": [row for rows in activities.values() for row in rows if row["at"] <= start],
              "milestones": [row for row in held.milestones
                             if is_known(row, start) and (row.get("completed_at") or start) <= start],
              "feeds": held.feeds}]
    return [f"nothing new: {row}" for row in changes(engine, case, portfolio=ended) if row["cause"] in ("activity", "attributes")]


# Levers


def levers_are_nearest(engine: Engine, case: Case) -> list[str]:
    """By trying many values of every signal: the one that is told reaches the edge, or lies where the reaching begins,
    and none that is nearer does."""
    told = {(row["customer_id"], row["row"]): row for row in ask(engine, case, tables=["levers"])["levers"]}
    found = []
    for one in judged(case):
        goal = goal_of(case.model, one.now)
        for row in one.now.explanation:
            lever = told.pop((one.customer.id, row["row"]), None)
            way = _way(case, one, row)
            if goal is None or way is None:
                found += [f"levers: none of {row['row']} was due: {lever}"] if lever else []
                continue
            lifts = lambda x: (y := way(x)) is not None and reaches(goal, score_if(one.now, row["row"], y))
            found += [f"levers: {one.customer.id}: {row['row']}: {complaint}" for complaint in _lever_complaints(lever, row, lifts)]
    return found + [f"levers: of an unknown row: {row}" for row in told.values()]


def _way(case: Case, one: Judgement, row: Row) -> Callable[[float], float | None] | None:
    """From a value to the subscore by the curve or ranges in force of an explanation row; None where no lever is due."""
    if row["kind"] != "signal" or row["weight"] == 0 or row["value"] is None:
        return None
    parent = next(card for card in without_meta(case.model)["scorecards"] if card["name"] == one.now.scorecard)
    names = _names_on_the_path(parent, row["row"])
    for name in names[:-1]:
        parent = next(group for group in parent["groups"] if group["name"] == name)
    signal = next(signal for signal in parent["signals"] if signal["name"] == names[-1])
    shape = case_in_force(signal, one.now.facts)
    if shape is None or not ("curve" in shape or "ranges" in shape):
        return None
    return lambda x: translate(shape, x, parent.get("combine") == "sum")


def _names_on_the_path(node: dict, path: str) -> list[str]:
    """A name may hold a slash."""
    for child in node.get("signals", []) + node.get("groups", []):
        if path == child["name"]:
            return [path]
        if path.startswith(child["name"] + "/"):
            below = _names_on_the_path(child, path[len(child["name"]) + 1:])
            if below:
                return [child["name"], *below]
    return []


def _lever_complaints(lever: Row | None, row: Row, lifts: Callable[[float], bool]) -> Iterator[str]:
    value = row["value"]
    distances = [10.0 ** power * step for power in range(-7, 5) for step in (1.0, 2.0, 3.5, 7.0)]
    likely = (-5, 0, 0.3, 0.5, 1, 1.5, 2, 2.5, 3, 5, 7, 10, 14, 28, 50, 100, 1000)
    edges = [x + nudge for x in likely for nudge in (-1e-6, 0, 1e-6)]
    tried = sorted({value + sign * distance for distance in distances for sign in (1, -1)} | set(edges),
                   key=lambda x: abs(x - value))
    nearest = next((x for x in tried if lifts(x)), None)
    if lever is None:
        if nearest is not None:
            yield f"none is told, but {nearest} lifts"
        return
    needed = lever["needed"]
    reach = abs(needed - value)
    small = 1e-7 * max(1.0, abs(needed), abs(value))
    if nearest is not None and abs(nearest - value) < reach - small:
        yield f"{needed} is told, but {nearest} is nearer to {value}"
    if not any(lifts(needed + sign * step) for step in (0, 1e-9, small, 1e-5, 1e-3) for sign in (1, -1)):
        yield f"{needed} is told, but does not lift"
    if needed < value - small and lifts(2 * value - needed):
        yield f"{needed} is told, but {2 * value - needed} ties and is greater"


# Capacity planning


def plan_is_the_best_of_all(engine: Engine, case: Case) -> list[str]:
    """Of all assignments of the ranked customers that keep to the hours, the plan is the one that is best for the first,
    then for the second, and so on."""
    answer = ask(engine, case, tables=["tier_plan", "tier_load"])
    rows = {row["customer_id"]: row for row in answer["tier_plan"]}
    if not rows:
        return []
    tiers = without_meta(case.model)["tiers"]
    names = [level["name"] for level in tiers["levels"]]
    everybody = judged(case)
    pinned = [one for one in everybody if rows[one.customer.id]["rank"] is None]
    ranked = sorted((one for one in everybody if rows[one.customer.id]["rank"] is not None),
                    key=lambda one: rows[one.customer.id]["rank"])
    by = tiers.get("rank_by", "value")
    worth = [(one.facts[by] is not None, 0.0 if one.facts[by] is None else snap(one.facts[by])) for one in ranked]
    found = []
    ranks = [rows[one.customer.id]["rank"] for one in ranked]
    if ranks != list(range(1, len(ranked) + 1)) or any(a < b for a, b in zip(worth, worth[1:])):
        found.append(f"plan: not ranked by {by}: {worth}")
    if any(one.now.tier.pinned != (one in pinned) or (one in pinned and rows[one.customer.id]["planned_tier"] != one.now.tier.name)
           for one in everybody):
        found.append("plan: pinned are those and there where an exception puts them")
    if len(names) ** len(ranked) <= 5000:
        taken = [sum(one.now.tier.place == place for one in pinned) for place in range(len(names))]
        assignments = product(range(len(names)), repeat=len(ranked))
        best = min(places for places in assignments if _keeps_to_hours(tiers, taken, ranked, places))
        planned = tuple(names.index(rows[one.customer.id]["planned_tier"]) for one in ranked)
        if planned != best:
            found.append(f"plan: {planned}, not {best}")
    for load in answer["tier_load"]:
        counts = tuple(sum(row[column] == load["tier"] for row in rows.values()) for column in ("tier", "planned_tier"))
        if counts != (load["customers"], load["planned_customers"]):
            found.append(f"plan: {counts} customers for {load}")
    return found


def _keeps_to_hours(tiers: dict, taken: list[int], ranked: list[Judgement], places: tuple[int, ...]) -> bool:
    """Whether each has room there after those before it, or is at its worst because none of its levels has."""
    names, taken = [level["name"] for level in tiers["levels"]], list(taken)

    def has_room(place: int) -> bool:
        limit = tiers["capacity"].get(names[place])
        return limit is None or snap((taken[place] + 1) * limit["hours_per_customer"]) <= snap(limit["hours"])

    for one, place in zip(ranked, places):
        allowed = [level for level in range(len(names)) if _stays(level, one, names)]
        if place not in allowed or not (has_room(place) or (place == allowed[-1] and not any(map(has_room, allowed)))):
            return False
        taken[place] += 1
    return True


def _stays(place: int, one: Judgement, names: list[str]) -> bool:
    moved = place
    for bound in one.now.tier.bounds:
        limit = names.index(bound.get("at_least", bound.get("at_most")))
        if moved > limit and "at_least" in bound or moved < limit and "at_most" in bound:
            moved = limit
    return moved == place


# Milestones


def milestones_are_a_replay(engine: Engine, case: Case) -> list[str]:
    """What happened in the order of time, each event ticking off what it can."""
    answer = ask(engine, case)
    health = {row["customer_id"]: row for row in answer["health"]}
    every_plan = without_meta(case.model).get("onboarding", {}).get("plans", [])
    found = []
    for one in judged(case):
        rows = [row for row in answer["milestones"] if row["customer_id"] == one.customer.id]
        row = health[one.customer.id]
        plans = [plan for plan in every_plan if plan["name"] == row["onboarding_plan"]]
        if bool(plans) != bool(rows) or (row["onboarding_plan"] is None) != (row["onboarding_status"] == "none"):
            found.append(f"milestones: {one.customer.id}: plan {row['onboarding_plan']}, {len(rows)} rows")
        for plan in plans:
            found += [f"milestones: {one.customer.id}: {complaint}" for complaint in _replay_complaints(case, one, plan, rows, row)]
    return found


def _replay_complaints(case: Case, one: Judgement, plan: dict, rows: list[Row], health: Row) -> Iterator[str]:
    spec, told = without_meta(case.model)["onboarding"], one.customer.milestones
    role = spec.get("start", case.model["customer"].get("started_at"))
    start, clock = one.customer.row_at(one.clock)[role], one.clock
    completed = _replayed(case, one, plan["milestones"], start)
    late = 0
    for step, row in zip(plan["milestones"], rows):
        due = told.get(step["name"], {}).get("due_at")
        if due is None:
            due = start + duration(step["due"]) if "due" in step else math.inf
        at = completed.get(step["name"])
        waits = any(name not in completed for name in step.get("after", []))
        if at is None:
            state = "late" if clock > due else "blocked" if waits else "open"
        else:
            state = "done" if at <= due else "done_late"
        late += state == "late"
        expected = {"milestone": step["name"], "state": state, "completed_at": at, "due_at": None if due == math.inf else due,
                    "days_late": max(0.0, ((clock if at is None else at) - due) / DAY)}
        if expected != {name: row[name] for name in expected}:
            yield f"expected {expected}, found {row}"
    stalled = 0.0 if len(completed) == len(rows) else (clock - max([*completed.values()] or [start])) / DAY
    wanted = {"onboarding_late": late, "onboarding_stalled_days": stalled}
    if wanted != {name: health[name] for name in wanted} or len(rows) != len(plan["milestones"]):
        yield f"expected {wanted}, found {health}"


def _replayed(case: Case, one: Judgement, steps: list[dict], start: int) -> dict[str, int]:
    """When each milestone was completed, in that order."""
    sets = without_meta(case.model).get("kinds", {})
    events = [(row["at"], step, 1) for row in one.customer.visible_activities(one.clock) for step in steps
              if row["at"] >= start and "done_by" in step and matches(plain_patterns(step["done_by"], sets), row["kind"])
              and is_true(step.get("where", True), one.measures.activity_facts(row, one.clock))]
    events += [(row["completed_at"], step, math.inf) for step in steps for row in [one.customer.milestones.get(step["name"], {})]
               if row.get("completed_at") is not None and row["completed_at"] <= one.clock]
    left = {step["name"]: step.get("times", 1) for step in steps}
    completed: dict[str, int] = {}
    for at, step, ticks in sorted(events, key=lambda event: event[0]):
        left[step["name"]] -= ticks
        if left[step["name"]] <= 0:
            completed.setdefault(step["name"], at)
    return completed


# Groups


def groups_add_up(engine: Engine, case: Case) -> list[str]:
    """Whatever they are taken by, what is counted is the same."""
    found = []
    health = ask(engine, case, tables=["health"])["health"]
    totals = []
    for by in {None, *case.groups}:
        rows = ask(engine, case, tables=["summary"], group_by=by)["summary"]
        totals.append({name: math.fsum(row[name] or 0 for row in rows) for name in (rows[0] if rows else {})
                       if name.startswith(("customers", "value", "onboarding"))})
        if sum(row["customers"] for row in rows) != len(health) or len({row["group"] for row in rows}) != len(rows):
            found.append(f"summary by {by}: {rows} for {len(health)} customers")
    for one in totals[1:]:
        wrong = [name for name in one if abs(one[name] - totals[0][name]) > 1e-9 * max(1.0, abs(one[name]))]
        found += [f"summary: {name} differs by group: {totals}" for name in wrong]
    return found


PROPERTIES_OF_PARTS = [steadiest_at_a_grid_instant, series_is_evaluation, changes_add_up, nothing_new_nothing_charged,
                       levers_are_nearest, plan_is_the_best_of_all, milestones_are_a_replay, groups_add_up]
