"""Capacity planning, plays and whole portfolios of the reference (MODEL.md 6, 14, 15), on numbers worked out by hand."""

from __future__ import annotations

from by_hand import T
from reference import evaluate, retention
from reference.durations import DAY

ATTRIBUTES = {"mrr": "number", "owner": "text", "pin": "flag", "floor": "flag", "lid": "flag", "score_now": "number", "end": "time"}
SCORE = {"scorecards": [{"name": "s", "signals": [{"name": "x", "measure": "score_now", "curve": "identity"}]}]}
CUSTOMER = {"customer": {"value": "mrr", "ended_at": "end", "attributes": ATTRIBUTES}}

TIERS = {"levels": [{"name": "high", "from": 750}, {"name": "low", "from": 650}, {"name": "tech"}],
         "exceptions": [{"name": "flagship", "when": "pin", "tier": "high"}, {"name": "complex", "when": "floor", "at_least": "low"},
                        {"name": "self-serve", "when": "lid", "at_most": "low"}],
         "capacity": {"high": {"hours_per_customer": 6, "hours": 12}, "low": {"hours_per_customer": 1.5, "hours": 3}}}


def asked(model: dict, customers: dict[str, dict], activities: list[dict] = (), **more) -> dict:
    load = {"customers": [{"customer_id": id_, **cells} for id_, cells in customers.items()], "activities": list(activities)}
    return evaluate({**CUSTOMER, **model}, [load], T, **more)


# Capacity planning


PORTFOLIO = {
    "e": {},  # without a value: last
    "d": {"mrr": 600, "floor": True},  # neither high nor low has room: low past its hours
    "c": {"mrr": 700},  # 2 × 1.5 ≤ 3: the last place on low
    "b": {"mrr": 800, "lid": True},  # high has no room, so low, lid or not
    "a": {"mrr": 900},  # 2 × 6 ≤ 12: the last place on high
    "p": {"mrr": 5, "pin": True},  # before all
}


def test_a_plan() -> None:
    answer = asked({"tiers": TIERS}, PORTFOLIO)
    assert [tuple(row.values()) for row in answer["tier_plan"]] == [
        ("e", "tech", "tech", 5), ("d", "low", "low", 4), ("c", "low", "low", 3), ("b", "low", "low", 2), ("a", "high", "high", 1),
        ("p", "high", "high", None)]
    assert [tuple(row.values()) for row in answer["tier_load"]] == [
        ("high", 2, 12, 12, 2, 12, 900), ("low", 3, 4.5, 3, 3, 4.5, 700), ("tech", 1, None, None, 1, None, None)]


def test_pinned_customers_go_past_the_hours() -> None:
    answer = asked({"tiers": TIERS}, {id_: {"mrr": 900, "pin": id_ != "d"} for id_ in "abcd"})
    assert [(row["planned_tier"], row["rank"]) for row in answer["tier_plan"]] == [("high", None)] * 3 + [("low", 1)]
    high = answer["tier_load"][0]
    assert (high["planned_hours"], high["hours"], high["planned_edge"]) == (18, 12, None)


def test_a_pinned_customer_keeps_to_its_bounds() -> None:
    row = asked({"tiers": TIERS}, {"a": {"mrr": 900, "pin": True, "lid": True}})["tier_plan"][0]
    assert (row["tier"], row["planned_tier"], row["rank"]) == ("low", "low", None)


def test_bounds_may_let_a_better_level_be_missed() -> None:
    answer = asked({"tiers": TIERS}, {"a": {"mrr": 900, "lid": True}, "b": {"mrr": 1}, "c": {"mrr": 2}})
    assert [row["planned_tier"] for row in answer["tier_plan"]] == ["low", "high", "high"]
    # a would have got high: it is no one to measure low's edge by
    assert [row["planned_edge"] for row in answer["tier_load"]] == [1, None, None]


def test_later_bounds_win() -> None:
    both = [{"name": "up", "when": "floor", "at_least": "high"}, {"name": "down", "when": "lid", "at_most": "tech"}]
    tiers = {**TIERS, "exceptions": both, "capacity": {"high": {"hours_per_customer": 1, "hours": 9}}}
    customers = {"a": {"mrr": 900, "floor": True, "lid": True}, "b": {"mrr": 1, "floor": True}}
    assert [row["planned_tier"] for row in asked({"tiers": tiers}, customers)["tier_plan"]] == ["tech", "high"]


def test_ranking_by_another_number_missing_last_ties_by_the_bytes_of_the_id() -> None:
    tiers = {**TIERS, "rank_by": "score", "capacity": {"high": {"hours_per_customer": 1, "hours": 2}}}
    customers = {"é": {"score_now": 50}, "z": {"score_now": 50.0000000001}, "a": {}, "b": {"score_now": 60}}
    answer = asked({"tiers": tiers, **SCORE}, customers)
    assert {row["customer_id"]: (row["rank"], row["planned_tier"]) for row in answer["tier_plan"]} == {
        "b": (1, "high"), "z": (2, "high"), "é": (3, "low"), "a": (4, "low")}


def test_without_capacity_there_is_no_plan() -> None:
    answer = asked({"tiers": {key: value for key, value in TIERS.items() if key != "capacity"}}, PORTFOLIO)
    assert (answer["tier_plan"], answer["tier_load"]) == ([], [])


# Plays


def test_worklist() -> None:
    plays = [{"name": "call", "when": "score < 50", "channel": "phone", "within": "3d", "says": "Call"},
             {"name": "visit", "when": "score < 30 || !has(score)"}]
    customers = {"é": {"mrr": 10, "score_now": 20}, "z": {"mrr": 10, "score_now": 20}, "x": {"mrr": 1},
                 "w": {"score_now": 90, "mrr": 1e6}}
    rows = asked({"plays": plays, **SCORE}, customers)["worklist"]
    assert [(row["rank"], row["customer_id"], row["priority"], row["play"]) for row in rows] == [
        (1, "z", 800, "call"), (2, "z", 800, "visit"), (3, "é", 800, "call"), (4, "é", 800, "visit"), (5, "x", 50, "visit")]
    assert rows[0] == {"rank": 1, "customer_id": "z", "priority": 800, "play": "call", "channel": "phone", "says": "Call",
                       "due_at": T + 3 * DAY, "band": "BAD", "tier": None, "reasons": ["x"]}
    assert (rows[4]["band"], rows[4]["due_at"], rows[4]["channel"]) == ("UNKNOWN", None, None)


def test_a_priority_of_its_own_may_be_missing() -> None:
    model = {"priority": "(has(trend) ? 1 : 2) * mrr", "plays": [{"name": "p", "when": "priority > 3 || !has(priority)"}], **SCORE}
    rows = asked(model, {"a": {}, "b": {"mrr": 2, "score_now": 1}, "c": {"mrr": 2}})["worklist"]
    assert [(row["customer_id"], row["priority"]) for row in rows] == [("c", 4), ("a", None)]


def test_a_play_that_was_done_is_quiet() -> None:
    play = {"name": "p", "when": True, "done_by": "meeting.*", "quiet": "2d"}
    activities = [{"customer_id": "a", "kind": "meeting.x", "at": T - 2 * DAY + 1},
                  {"customer_id": "b", "kind": "meeting.x", "at": T - 2 * DAY},
                  {"customer_id": "c", "kind": "meeting.x", "at": T, "retracted": True}]
    rows = asked({"plays": [play]}, {"a": {}, "b": {}, "c": {}}, activities)["worklist"]
    assert [row["customer_id"] for row in rows] == ["b", "c"]


# Whole portfolios


def test_summary() -> None:
    customers = {"a": {"mrr": 30, "score_now": 80, "owner": "mia"}, "b": {"mrr": 10, "score_now": 20},
                 "c": {"score_now": 10, "owner": "mia"}, "d": {"mrr": 5, "owner": "mia"}, "e": {"mrr": -10, "score_now": 50}}
    mia, nobody = asked(SCORE, customers, group_by="owner")["summary"]
    assert (mia["group"], mia["customers"], mia["value"], mia["score"]) == ("mia", 3, 35, 80)
    assert (mia["customers_GOOD"], mia["customers_NORMAL"], mia["customers_BAD"], mia["customers_UNKNOWN"]) == (1, 0, 1, 1)
    assert (mia["value_GOOD"], mia["value_NORMAL"], mia["value_BAD"], mia["value_UNKNOWN"], mia["value_at_risk"]) == (30, 0, 0, 5, 0)
    assert (mia["coverage"], mia["onboarding_on_track"], mia["median_time_to_value_days"]) == (2 / 3, 0, None)
    assert (nobody["group"], nobody["customers"], nobody["value"], nobody["score"], nobody["value_at_risk"]) == (None, 2, 0, None, 10)
    everyone, = asked(SCORE, customers)["summary"]
    assert (everyone["group"], everyone["customers"], everyone["value"]) == (None, 5, 35)
    assert everyone["score"] == (30 * 80 + 10 * 20 - 10 * 50) / 30
    assert [row["group"] for row in asked(SCORE, customers, group_by="band")["summary"]] == ["GOOD", "BAD", "UNKNOWN", "NORMAL"]
    assert asked(SCORE, {})["summary"] == []


def test_summary_of_onboarding() -> None:
    start = {"customer": {"started_at": "s", "attributes": {"s": "time"}},
             "onboarding": {"plans": [{"name": "p", "milestones": [{"name": "m", "done_by": "k", "due": "5d", "first_value": True}]}]}}
    customers = [{"customer_id": id_, "s": T - days * DAY} for id_, days in [("a", 30), ("b", 30), ("c", 6), ("d", 5), ("e", 30)]]
    activities = [{"customer_id": id_, "at": T - days * DAY, "kind": "k"} for id_, days in [("a", 29), ("b", 20)]]
    row, = evaluate(start, [{"customers": customers, "activities": activities}], T, tables=["summary"])["summary"]
    assert {name: row[f"onboarding_{name}"] for name in ("complete", "late", "on_track", "stalled", "lapsed")} == {
        "complete": 2, "late": 1, "on_track": 1, "stalled": 1, "lapsed": 0}
    assert row["median_time_to_value_days"] == 5.5  # of 1 and 10


def test_retention() -> None:
    rows = [{"customer_id": "grows", "mrr": 10, "owner": "mia"},
            {"customer_id": "grows", "mrr": 30, "owner": "tom", "valid_from": T - DAY},
            {"customer_id": "shrinks", "mrr": 20, "owner": "mia"}, {"customer_id": "shrinks", "mrr": 15, "valid_from": T - DAY},
            {"customer_id": "goes", "mrr": 10, "owner": "mia", "end": T}, {"customer_id": "free", "owner": "tom"},
            {"customer_id": "comes", "mrr": 99, "owner": "mia", "valid_from": T - DAY}]
    found = retention(CUSTOMER, [{"customers": rows}], T - 10 * DAY, T, "owner")
    assert found == [
        {"group": "mia", "customers": 3, "value": 40, "churned": 1, "churn_rate": 1 / 3,
         "gross_retention": 25 / 40, "net_retention": 45 / 40},
        {"group": "tom", "customers": 1, "value": 0, "churned": 0, "churn_rate": 0,
         "gross_retention": None, "net_retention": None}]
    everyone, = retention(CUSTOMER, [{"customers": rows}], T - 10 * DAY, T)
    assert (everyone["group"], everyone["customers"], everyone["net_retention"]) == (None, 4, 45 / 40)
