"""What changed and what would help, in the reference (MODEL.md 13), on numbers worked out by hand."""

from __future__ import annotations

import pytest

from by_hand import T, one_load, scored
from reference import changes
from reference.durations import DAY

T0 = T - 10 * DAY

MODEL = {
    "kenko": 1, "name": "m",
    "customer": {"started_at": "s", "attributes": {"s": "time", "a": "number"}},
    "scorecards": [{"name": "all", "combine": "sum", "signals": [
        {"name": "age", "measure": "age_days", "curve": "identity"}, {"name": "a", "measure": "a", "curve": "identity"},
        {"name": "n", "measure": {"count": "k", "window": "10d"}, "curve": "identity"}]}]}
HISTORY = [{"customer_id": "c", "s": T - 30 * DAY, "a": 5},
           {"customer_id": "c", "s": T - 30 * DAY, "a": 9, "valid_from": T - 3 * DAY}]


def changed(model: dict, load: dict, to_model: dict | None = None, start: int = T0, end: int = T) -> list[tuple]:
    return [(row["row"], row["cause"], row["points"]) for row in changes(model, [load], start, end, to_model)]


def test_each_difference_is_charged_to_what_moved() -> None:
    load = {**one_load({}, [{"at": T - 15 * DAY}, {"at": T - 2 * DAY}, {"at": T - 2 * DAY}]), "customers": HISTORY}
    # 20 + 5 + 1, then 30 + 5 + 0, then 30 + 5 + 2, then 30 + 9 + 2
    assert changed(MODEL, load) == [("age", "time", 10), ("a", "attributes", 4), ("n", "time", -1), ("n", "activity", 2)]
    other = {**MODEL, "rules": [{"name": "bonus", "when": "a > 5", "add": 7}]}
    assert changed(MODEL, load, other)[-1] == ("rule: bonus", "model", 7)
    assert changed(MODEL, load, MODEL) == changed(MODEL, load)


def test_what_was_learned_late_belongs_to_its_own_cause() -> None:
    late = [{"at": T - 5 * DAY - 10 * DAY, "recorded_at": T}, {"at": T0 - 1}, {"at": T0 - 1, "id": "x"},
            {"at": T0 - 1, "id": "x", "recorded_at": T, "retracted": True}]
    customers = [HISTORY[0], {**HISTORY[0], "a": 6, "recorded_at": T}]
    # both of n leave the window by the clock alone; what was learned of the time before is out of it, too
    assert changed(MODEL, {**one_load({}, late), "customers": customers}) == [
        ("age", "time", 10), ("a", "attributes", 1), ("n", "time", -2)]
    model = {**MODEL, "scorecards": [{"name": "all", "combine": "sum", "signals": [
        {"name": "n", "measure": {"count": "k"}, "curve": "identity"}]}]}
    assert changed(model, {**one_load({}, late[:3]), "customers": customers}) == [("n", "activity", 1)]
    assert changed(model, {**one_load({}, late[1:]), "customers": customers}) == [("n", "activity", -1)]


def test_valid_until_passes_with_the_clock() -> None:
    model = {**MODEL, "scorecards": [{"name": "all", "combine": "sum", "signals": [
        {"name": "pulse", "measure": {"last": "k"}, "missing": 50, "curve": "identity"}]}]}
    assert changed(model, one_load({}, [{"at": T0, "value": 80, "valid_until": T}])) == [("pulse", "time", -30)]


def test_at_a_shifted_clock_attributes_are_not_later_than_they_are_held_at() -> None:
    model = {"kenko": 1, "name": "m", "customer": {"attributes": {"a": "number"}},
             "measures": {"size": {"formula": "a"}, "moved": {"difference": "size", "over": "2d"}},
             "scorecards": [{"name": "all", "combine": "sum", "base": 50, "signals": [
                 {"name": "x", "measure": "moved", "curve": "identity"}]}]}
    rows = [{"customer_id": "c", "a": 1}, {"customer_id": "c", "a": 4, "valid_from": T0 - DAY},
            {"customer_id": "c", "a": 9, "valid_from": T0 + 5 * DAY}, {"customer_id": "c", "a": 11, "valid_from": T - DAY}]
    # at T0: 4 - 1. At T with the attributes of T0: 4 - 4. With those of T: 11 - 9.
    assert changed(model, {"customers": rows}) == [("x", "time", -3), ("x", "attributes", 2)]


def test_milestones_move_with_activity_but_are_due_all_along() -> None:
    model = {"kenko": 1, "name": "m", "customer": {"started_at": "s", "attributes": {"s": "time"}},
             "onboarding": {"plans": [{"name": "p", "milestones": [{"name": "m", "due": "100d"}, {"name": "o"}]}]},
             "scorecards": [{"name": "all", "combine": "sum", "signals": [
                 {"name": "done", "measure": "onboarding.progress", "curve": [[0, 0], [1, 50]]},
                 {"name": "late", "measure": "onboarding.late", "curve": [[0, 40], [1, 0]]}]}]}
    load = one_load({"s": T - 30 * DAY}, milestones=[{"milestone": "m", "completed_at": T - DAY, "due_at": T - 2 * DAY}])
    # late by the clock alone; then completed
    assert changed(model, load) == [("done", "activity", 25), ("late", "time", -40), ("late", "activity", 40)]
    known_late = one_load({"s": T - 30 * DAY}, milestones=[{"milestone": "m", "due_at": T0 - DAY, "recorded_at": T0 + 1}])
    assert changed(model, known_late) == [("late", "activity", -40)]


def test_another_scorecard() -> None:
    cards = [{"name": "young", "when": "age_days < 25", "signals": [{"name": "x", "formula": "30", "curve": "identity"}]},
             {**MODEL["scorecards"][0], "when": "a < 9"}]
    model = {**MODEL, "scorecards": cards, "rules": [{"name": "bonus", "when": "true", "add": 2},
                                                     {"name": "rest", "when": "!has(scorecard)", "score": 11}]}
    load = {**one_load({}, [{"at": T - 2 * DAY}]), "customers": HISTORY}
    # young: 30 + 2; all: 30 + 5 + 0 + 2; then n: + 1; then none: 11
    assert changed(model, load) == [("scorecard: young → all", "time", 5), ("n", "activity", 1),
                                    ("scorecard: all → none", "attributes", -27)]
    renamed = {**model, "scorecards": [], "rules": [{"name": "rest", "when": "true", "score": 12}]}
    assert changed(model, load, renamed)[-1] == ("rule: rest", "model", 1)  # none and none are the same


def test_rows_come_as_they_were_first_seen() -> None:
    cards = [{"name": "young", "when": "a == 5", "signals": [{"name": "x", "formula": "30", "curve": "identity"}]},
             MODEL["scorecards"][0]]
    load = {**one_load({}, []), "customers": HISTORY}
    model = {**MODEL, "scorecards": cards, "rules": [{"name": "late bonus", "when": "age_days > 25", "add": 2}]}
    assert changed(model, load) == [("rule: late bonus", "time", 2), ("scorecard: young → all", "attributes", 9)]


def test_only_who_exists_and_has_a_score_at_both() -> None:
    rows = [{"customer_id": "new", "s": T0 + 1, "a": 1}, {"customer_id": "unscored"}, {"customer_id": "there", "s": T0, "a": 1}]
    model = {**MODEL, "scorecards": [{"name": "all", "combine": "sum", "signals": [
        {**signal, "missing": "fail"} for signal in MODEL["scorecards"][0]["signals"]]}]}
    assert {row["customer_id"] for row in changes(model, [{"customers": rows}], T0, T)} == {"there"}


def test_who_is_held_exists_though_an_end_was_announced() -> None:
    """By the attributes of T0 the customer was to end before T; by those of T it did not."""
    model = {**MODEL, "customer": {**MODEL["customer"], "ended_at": "e", "attributes": {"s": "time", "a": "number", "e": "time"}}}
    rows = [{"customer_id": "c", "s": T - 30 * DAY, "a": 5, "e": T - DAY},
            {"customer_id": "c", "s": T - 30 * DAY, "a": 5, "valid_from": T - 2 * DAY}]
    assert changed(model, {"customers": rows}) == [("age", "time", 10)]


# Levers


TWO = [{"name": "seats", "measure": "a", "weight": 3, "curve": [[0, 0], [10, 100]]},
       {"name": "csat", "measure": "b", "curve": "identity"}]


def levers(card: dict, attributes: dict, **model) -> dict[str, tuple]:
    return {name: (row["value"], row["needed"], row["band"]) for name, row in scored(card, attributes, **model)["levers"].items()}


def test_levers_of_a_mean() -> None:
    # (3 × 40 + 60) / 4 = 45; seats need (280 - 60) / 3 = 73.3; csat would need 160
    assert levers({"signals": TWO}, {"a": 4, "b": 60}) == {"seats": (4, pytest.approx(22 / 3), "GOOD")}
    assert levers({"signals": TWO}, {"a": 1, "b": 90}) == {"seats": (1, pytest.approx(7 / 3), "NORMAL")}  # 30; csat would need 130
    assert levers({"signals": TWO}, {"a": 3, "b": 60}) == {"seats": (3, pytest.approx(10 / 3), "NORMAL"), "csat": (60, 70, "NORMAL")}
    assert levers({"signals": TWO}, {"a": 9, "b": 60}) == {}  # in the best band already
    assert levers({"signals": TWO}, {"a": 4}) == {"seats": (4, 7, "GOOD")}  # csat is missing and took no part


def test_rules_keep_their_truth_and_their_amounts() -> None:
    def with_rules(*rules: dict) -> dict[str, tuple]:
        named = [{"name": str(number), "when": "score < 50", **rule} for number, rule in enumerate(rules)]
        return levers({"signals": TWO}, {"a": 4, "b": 60}, rules=named)

    assert with_rules({"add": -10})["seats"] == (4, pytest.approx((4 * 50 - 60) / 30), "NORMAL")  # 35 is BAD
    assert with_rules({"add": 15})["seats"] == (4, pytest.approx((4 * 55 - 60) / 30), "GOOD")
    assert with_rules({"cap": 60}) == {}
    assert with_rules({"cap": 70})["seats"] == (4, pytest.approx(22 / 3), "GOOD")
    assert with_rules({"add": "score - 35"})["seats"] == (4, 6, "GOOD")  # today's amount is 10
    assert with_rules({"cap": 30}) == {}  # BAD, and 40 is out of reach
    assert with_rules({"floor": 50}, {"add": 5})["seats"] == (4, pytest.approx((4 * 65 - 60) / 30), "GOOD")
    assert with_rules({"score": 50}) == {}


def test_a_forced_band_says_nothing_of_the_scores_own() -> None:
    answer = levers({"signals": TWO}, {"a": 4, "b": 60}, rules=[{"name": "r", "when": "true", "band": "BAD"}])
    assert answer == {"seats": (4, pytest.approx(22 / 3), "GOOD")}


def only(shape: dict, value: float, combine: dict | None = None, **model) -> tuple | None:
    found = levers({"signals": [{"name": "x", "measure": "a", **shape}], **(combine or {})}, {"a": value, "b": 1}, **model)
    return found.get("x")


@pytest.mark.parametrize("shape, value, expected", [
    ({"curve": [[0, 100], [5, 0], [10, 100]]}, 5, (5, 7, "NORMAL")),  # 3 ties with 7
    ({"curve": [[0, 100], [5, 0], [10, 100]]}, 4.9, (4.9, 3, "NORMAL")),
    ({"curve": [[0, 0], [10, 39], [20, 39]]}, 5, None),
    ({"curve": [[0, 20], [10, 70]]}, 20, None),  # is GOOD
    ({"curve": [[0, 70], [10, 30]]}, 30, (30, 7.5, "NORMAL")),
    ({"curve": [[0, 70], [10, 30]], "outside": "skip", "missing": 5}, 30, (30, 7.5, "NORMAL")),  # by its stand-in it took part
    ({"curve": "identity"}, -3, (-3, 40, "NORMAL")),
    ({"ranges": [{"up_to": 2, "y": 80}, {"below": 5, "y": 50}, {"y": 10}]}, 9, (9, 5, "NORMAL")),  # an open end
    ({"ranges": [{"up_to": 2, "y": 80}, {"below": 5, "y": 50}, {"y": 10}]}, 5, (5, 5, "NORMAL")),
    ({"ranges": [{"up_to": 2, "y": 80}, {"below": 5, "y": 50}, {"y": 10}]}, 3, (3, 2, "GOOD")),
    ({"ranges": [{"up_to": 2, "y": 10}, {"y": 50}]}, 1, (1, 2, "NORMAL")),
    ({"cases": [{"when": "b > 1", "curve": [[0, 0], [1, 100]]}, {"curve": [[0, 0], [2, 100]]}]}, 0, (0, 0.8, "NORMAL")),
])
def test_shapes(shape: dict, value: float, expected: tuple | None) -> None:
    assert only(shape, value) == expected


def test_what_is_no_curve_has_no_lever() -> None:
    assert only({"cases": [{"when": "b > 1", "curve": "identity"}], "missing": 10}, 3) is None  # no case is in force
    signals = [{"name": "t", "true_if": "a > 5"}, {"name": "m", "measure": "c", "missing": 0, "curve": "identity"}]
    assert levers({"signals": signals}, {"a": 1}) == {}  # the value of m is missing


def test_an_exclusive_edge_and_rounding() -> None:
    bands = [{"name": "A", "above": 70}, {"name": "B"}]
    assert only({"curve": "identity"}, 5, bands=bands) == (5, 70, "A")
    assert only({"curve": [[0, 0], [10, 70]]}, 5, bands=bands) is None  # 70 is not above 70
    assert only({"curve": "identity"}, 5, {"round": True}) == (5, 39.5, "NORMAL")
    assert only({"curve": "identity"}, 5, {"round": True}, bands=bands) == (5, 70.5, "A")


def test_levers_through_min_max_sums_and_groups() -> None:
    inner = {"name": "g", "signals": TWO}
    assert levers({"combine": "min", "groups": [inner], "signals": [{"name": "c", "measure": "c", "curve": "identity"}]},
                  {"a": 4, "b": 60, "c": 72}) == {"g/seats": (4, pytest.approx(22 / 3), "GOOD")}
    assert levers({"combine": "min", "groups": [inner], "signals": [{"name": "c", "measure": "c", "curve": "identity"}]},
                  {"a": 4, "b": 60, "c": 69}) == {}
    assert levers({"combine": "max", "groups": [inner], "signals": [{"name": "c", "measure": "c", "curve": "identity"}]},
                  {"a": 4, "b": 60, "c": 44}) == {"g/seats": (4, pytest.approx(22 / 3), "GOOD")}
    card = {"combine": "sum", "base": 10, "limits": [0, 75], "signals": [{"name": "x", "measure": "a", "curve": "identity"}],
            "groups": [{"name": "g", "combine": "sum", "limits": [-5, 30], "signals": [
                {"name": "y", "measure": "b", "curve": "identity"}]}]}
    assert levers(card, {"a": 20, "b": 15}) == {"x": (20, 45, "GOOD")}  # 45; g could give 15 more at most
    assert levers(card, {"a": 32, "b": 15}) == {"x": (32, 45, "GOOD"), "g/y": (15, 28, "GOOD")}


def test_below_an_override_there_is_no_lever() -> None:
    assert levers({"override": "c", "signals": TWO}, {"a": 4, "b": 60, "c": 20}) == {}


def test_only_this_signal_changes_not_others_that_read_the_same() -> None:
    signals = [{"name": "x", "measure": "a", "curve": "identity"}, {"name": "y", "measure": "a", "curve": "identity"}]
    assert levers({"signals": signals}, {"a": 50}) == {"x": (50, 90, "GOOD"), "y": (50, 90, "GOOD")}
