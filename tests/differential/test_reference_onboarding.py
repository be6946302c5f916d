"""Onboarding and success of the reference (MODEL.md 7, 8), on numbers worked out by hand."""

from __future__ import annotations

import pytest

from by_hand import T, one, scored
from reference.durations import DAY

START = T - 20 * DAY
STEPS = [{"name": "kickoff", "done_by": "call", "due": "7d"},
         {"name": "invite team", "done_by": "user.*", "times": 3, "due": "14d", "after": ["kickoff"]},
         {"name": "first report", "done_by": "report", "where": "value > 0", "due": "30d", "weight": 2, "first_value": True}]


def onboarded(activities: list[dict] = (), milestones: list[dict] = (), steps: list[dict] = STEPS, start: int | None = START,
              as_of: int = T, known: int | None = None, **onboarding) -> dict:
    model = {"customer": {"started_at": "s", "attributes": {"s": "time"}},
             "onboarding": {"plans": [{"name": "guided", "milestones": steps}], **onboarding}}
    return one(model, {"s": start}, activities, as_of=as_of, known=known, milestones=milestones)


def states(answer: dict) -> list[tuple]:
    return [(row["milestone"], row["state"], row["days_late"]) for row in answer["milestones"].values()]


def columns(answer: dict) -> tuple:
    names = ("plan", "status", "progress", "late", "stalled_days")
    health = answer["health"]
    return (*(health[f"onboarding_{name}"] for name in names), health["time_to_value_days"], health["next_milestone"])


CALL = {"kind": "call", "at": START + DAY}
INVITED = [{"kind": f"user.{day}", "at": START + day * DAY} for day in (-1, 2, 3, 10)]  # the first is before the start


def test_a_plan_under_way() -> None:
    answer = onboarded([CALL, *INVITED, {"kind": "report", "at": START + 5 * DAY, "value": 0}])
    assert states(answer) == [("kickoff", "done", 0), ("invite team", "done", 0), ("first report", "open", 0)]
    assert [row["completed_at"] for row in answer["milestones"].values()] == [START + DAY, START + 10 * DAY, None]
    assert [row["due_at"] for row in answer["milestones"].values()] == [START + days * DAY for days in (7, 14, 30)]
    assert columns(answer) == ("guided", "on_track", 0.5, 0, 10, None, "first report")


def test_late_and_blocked() -> None:
    answer = onboarded([{"kind": "report", "at": START + 31 * DAY, "value": 1}], as_of=START + 32 * DAY)
    assert states(answer) == [("kickoff", "late", 25), ("invite team", "late", 18), ("first report", "done_late", 1)]
    assert columns(answer) == ("guided", "late", 0.5, 2, 1, 31, "kickoff")
    answer = onboarded(as_of=START + 7 * DAY)  # on the due instant itself it is not late
    assert states(answer) == [("kickoff", "open", 0), ("invite team", "blocked", 0), ("first report", "open", 0)]
    assert columns(answer) == ("guided", "on_track", 0, 0, 7, None, "kickoff")


def test_a_step_without_due_is_never_late_and_one_without_done_by_completes_through_the_table() -> None:
    steps = [{"name": "contract", "weight": 0}, {"name": "training", "after": ["contract"]}]
    assert states(onboarded(steps=steps)) == [("contract", "open", 0), ("training", "blocked", 0)]
    answer = onboarded(steps=steps, milestones=[{"milestone": "contract", "completed_at": T}])
    assert states(answer) == [("contract", "done", 0), ("training", "open", 0)]
    assert columns(answer) == ("guided", "on_track", 0, 0, 0, None, "training")
    assert columns(onboarded(steps=steps[:1]))[2] is None  # Σ weight is 0


def test_the_table_of_milestones() -> None:
    def kickoff(*rows: dict, known: int | None = None) -> tuple:
        row = onboarded([CALL], [{"milestone": "kickoff", **row} for row in rows], known=known)["milestones"]["kickoff"]
        return row["state"], row["due_at"], row["completed_at"], row["days_late"]

    assert kickoff({"completed_at": START - 3 * DAY}) == ("done", START + 7 * DAY, START - 3 * DAY, 0)  # the earliest counts
    assert kickoff({"completed_at": T + 1}) == ("done", START + 7 * DAY, START + DAY, 0)  # not yet
    assert kickoff({"due_at": START}) == ("done_late", START, START + DAY, 1)
    moved = [{"due_at": START}, {"due_at": START + 3 * DAY, "recorded_at": T - 5}, {"recorded_at": T + 1}]
    assert kickoff(*moved) == ("done", START + 3 * DAY, START + DAY, 0)
    assert kickoff(*moved, known=T - 6) == ("done_late", START, START + DAY, 1)
    assert kickoff(*moved, known=T + 1) == ("done", START + 7 * DAY, START + DAY, 0)  # a row counts whole


@pytest.mark.parametrize("onboarding, status", [
    ({}, "on_track"), ({"stalled_after": "10d"}, "on_track"), ({"stalled_after": "9.5d"}, "stalled"),
    ({"closes_after": "20d"}, "on_track"), ({"closes_after": "19.5d"}, "lapsed"),
    ({"closes_after": "19.5d", "stalled_after": "1d"}, "lapsed"),
])
def test_status(onboarding: dict, status: str) -> None:
    assert columns(onboarded([CALL, *INVITED], **onboarding))[1] == status


def test_a_complete_plan() -> None:
    rows = [CALL, *INVITED, *({"kind": "report", "at": START + day * DAY, "value": 2} for day in (6, 9))]
    assert columns(onboarded(rows, closes_after="1d")) == ("guided", "complete", 1, 0, 0, 6, None)


def test_which_plan_applies_and_where_there_is_none() -> None:
    model = {"customer": {"attributes": {"seats": "number", "live": "time"}},
             "onboarding": {"start": "live", "plans": [{"name": "big", "when": "seats > 9", "milestones": [{"name": "a"}]},
                                                       {"name": "small", "when": "seats < 5", "milestones": [{"name": "b"}]}]},
             "measures": {"a": {"formula": "1"}},
             "scorecards": [{"name": "s", "combine": "sum", "signals": [
                 {"name": "has a", "true_if": "has(done('a'))", "points": [0, 1]},
                 {"name": "not a", "true_if": "!done('a')", "points": [0, 10]}]}]}
    nothing = (None, "none", None, None, None, None, None)

    def asked(**customer) -> tuple:
        answer = one(model, customer)
        return answer["health"]["onboarding_plan"], answer["health"]["score"]

    assert asked(live=T, seats=10) == ("big", 11)
    assert asked(live=T, seats=1) == ("small", 0)
    assert [asked(live=T, seats=7), asked(live=T + 1, seats=10), asked(seats=10)] == [(None, 0)] * 3
    assert columns(one(model, {"live": T, "seats": 7})) == nothing
    assert columns(one({})) == nothing  # without an onboarding section


def test_facts_are_there_from_the_success_step_on() -> None:
    model = {"customer": {"started_at": "s", "attributes": {"s": "time"}}, "measures": {"n": {"count": "k"}},
             "onboarding": {"plans": [{"name": "p", "milestones": [{"name": "m", "done_by": "k"}, {"name": "o"}]}]},
             "success": [{"name": "g", "measure": "n", "target": "onboarding.stalled_days"}],
             "scorecards": [{"name": "s", "signals": [
                 {"name": "progress", "measure": "onboarding.progress", "curve": [[0, 0], [1, 100]]}]}]}
    health = one(model, {"s": T - 5 * DAY}, [{"at": T - 2 * DAY}, {"at": T - DAY}])["health"]
    assert (health["score"], health["attainment"], health["attained"]) == (50, 1, True)  # 2 activities, 2 days


# Success


def succeeded(goals: list[dict], **attributes) -> tuple:
    numbers = {name: "number" for name in "abcd"}
    formulas = {name + name: {"formula": name} for name in numbers}
    health = one({"customer": {"attributes": numbers}, "measures": formulas, "success": goals}, attributes)["health"]
    return health["attainment"], health["attained"]


def test_attainment() -> None:
    more, less = {"name": "more", "measure": "aa", "target": 8}, {"name": "less", "measure": "bb", "target": "c", "better": "lower"}
    assert succeeded([more], a=6) == (0.75, False)
    assert succeeded([more], a=8 - 1e-11) == (pytest.approx(1), True)
    assert succeeded([less], b=2, c=3) == (1.5, True)
    assert succeeded([less], b=0, c=3) == (None, True)  # attained, though it can't be divided
    assert succeeded([less], b=0, c=-1) == (None, False)
    assert succeeded([{**more, "target": 0}], a=0) == (None, True)
    assert succeeded([more], b=1) == (None, None)


def test_all_goals_together() -> None:
    goals = [{"name": name, "measure": name + name, "target": 4} for name in "abc"]
    assert succeeded(goals, a=8, b=6, c=4) == (1, True)
    assert succeeded(goals, a=8, b=3) == (0.75, False)
    assert succeeded(goals, a=8, b=6) == (1.5, None)
    assert succeeded([]) == (None, None)


def test_facts_of_a_single_goal() -> None:
    card = {"combine": "sum", "signals": [{"name": "x", "measure": "success.目標.attainment", "curve": "identity"},
                                          {"name": "y", "true_if": "success.目標.attained && success.attained", "points": [0, 10]}]}
    answer = scored(card, {"a": 6}, measures={"m": {"formula": "a"}}, success=[{"name": "目標", "measure": "m", "target": 4}])
    assert answer["health"]["score"] == 11.5
