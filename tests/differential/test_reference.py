"""The reference itself, on numbers worked out by hand from MODEL.md."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from random import Random

import pytest

from agreement import differences
from by_hand import T, measured, one, scored
from core_yaml import load_yaml
from engines import ReferenceEngine
from generate import generate
from generator.yaml_text import to_yaml
from properties import complaints
from reference import evaluate
from reference.durations import DAY, duration
from reference.expressions import Facts
from reference.expressions import evaluate as value_of
from reference.kind_patterns import matches, share_a_kind
from reference.snapping import round_half_away, snap
from reference.tiers import shortest

# Snapping and durations


def test_snapping_is_exact_and_ties_go_to_the_even_multiple() -> None:
    assert snap(2.0 ** -10) == 0.000976562  # 0.0009765625 exactly: between …562 and …563
    assert snap(3 * 2.0 ** -10) == 0.002929688  # 0.0029296875: between …687 and …688
    assert snap(0.1 + 0.2) == snap(0.3)
    assert snap(999999.9999999999) == 1e6
    assert snap(1234567.123456789) == 1234567.12345679
    random = Random(1)
    for _ in range(1000):
        x = random.choice([1, -1]) * random.random() * 10.0 ** random.randint(-10, 5)
        assert snap(x) == float(Decimal(x).quantize(Decimal("1e-9"), ROUND_HALF_EVEN))


def test_rounding_goes_away_from_zero_on_snapped_halves() -> None:
    assert [round_half_away(x) for x in (0.5, 1.5, -0.5, -2.5, 2.4999999999999)] == [1, 2, -1, -3, 3]
    assert round_half_away(2.499999) == 2


def test_durations() -> None:
    assert duration("1.5d") == 129_600_000_000
    assert duration("2w") == 14 * DAY
    assert duration("0.000001s") == 1


# Expressions


@pytest.mark.parametrize("text, expected", [
    ("f && n", False), ("n && f", False), ("t && n", None), ("n && n", None),
    ("t || n", True), ("n || t", True), ("f || n", None), ("!n", None),
    ("n ? 1 : 2", None), ("n == n", None), ("n != t", None), ("x + 1", None), ("x in []", None), ("1 in []", False),
    ("has(x)", False), ("has(t)", True), ("has(n && f)", True), ("coalesce(x, x)", None), ("coalesce(x, 3)", 3.0),
    ("min(1, x)", None), ("max(2)", 2.0), ("abs(-2)", 2.0),
    ("1 / 2", 0.5), ("1 / 0", None), ("1 / 1e-10", None), ("1e300 * 1e300", None), ("7 % 3", 1.0), ("-7 % 3", -1.0),
    ("1 + 2 * 3", 7.0), ("2 - 3 - 4", -5.0), ("12 / 3 / 2", 2.0), ("-2 - -3", 1.0), ("--2", 2.0),
    ("0.1 + 0.2 == 0.3", True), ("0.1 + 0.2 > 0.3", False), ("0.3 in [0.1, 0.30000000000000004]", True), ("1 in [-1, 1]", True),
    ("t || f && f", True), ("1 < 2 == t", True), ("1 > 2 ? 1 : 2 > 1 ? 3 : 4", 3.0), ("-1 in [-1]", True),
    ("s == 'größe'", True), ("s < 'h'", True), ("s.startsWith('gr') && s.endsWith(\"ße\") && s.contains('ö')", True),
    ("'\\x67r\\u00f6\\337e' == s", True), ("'it\\'s' == \"it's\"", True), (".5 + 5e-1", 1.0),
    ("größe.a_1 * 2", 14.0), ("'Z' < 'é'", True), ("'é' < '名'", True), ("'\\uffff' < '\\U00010000'", True),
])
def test_expression(text: str, expected: object) -> None:
    facts = Facts(T, {"t": True, "f": False, "n": None, "x": None, "s": "größe", "größe.a_1": 7.0})
    assert value_of(text, facts) == expected
    assert type(value_of(text, facts)) is type(expected)


def test_days_of_a_time_attribute() -> None:
    facts = Facts(T, {}, {"a": T - DAY // 2, "b": None})
    assert value_of("days_since(a)", facts) == 0.5
    assert value_of("days_until(a)", facts) == -0.5
    assert value_of("days_since(b)", facts) is None


# Visibility


def test_a_window_holds_its_end_but_not_its_beginning() -> None:
    at = [T, T - DAY + 1, T - DAY, T + 1]
    assert measured({"count": "k", "window": "1d"}, [{"at": instant} for instant in at]) == 2


def test_an_activity_is_visible_until_just_before_valid_until() -> None:
    assert measured({"count": "k"}, [{"at": T - 5, "valid_until": T}, {"at": T - 5, "valid_until": T + 1}]) == 1


def test_a_correction_counts_once_it_is_known_and_hides_what_it_replaces() -> None:
    rows = [{"at": T - 9, "id": "a", "value": 1, "recorded_at": T - 9},
            {"at": T - 9, "id": "a", "value": 5, "recorded_at": T + 3},
            {"at": T - 9, "id": "", "value": 100}, {"at": T - 9, "id": "", "value": 100}]
    assert measured({"sum": "k"}, rows) == 201
    assert measured({"sum": "k"}, rows, known=T + 3) == 205
    moved_past_t = rows[:1] + [{"at": T + 1, "id": "a", "value": 5, "recorded_at": T - 1}]
    assert measured({"sum": "k"}, moved_past_t) == 0
    retracted = rows[:1] + [{"at": T - 9, "id": "a", "recorded_at": T - 1, "retracted": True}]
    answer = one({"measures": {"m": {"count": "k"}}}, activities=retracted)
    assert answer["measures"]["m"] == 0
    assert answer["diagnostics"]["activities superseded"] == 2


def test_equally_recorded_corrections_go_by_at_then_kind_value_actor() -> None:
    rows = [{"at": T - 9, "id": "a", "value": 7}, {"at": T - 8, "id": "a", "value": None}, {"at": T - 8, "id": "a", "value": 3}]
    assert measured({"sum": "k"}, rows) == 3


def test_history_of_a_customer() -> None:
    model = {"customer": {"attributes": {"seats": "number"}}, "measures": {"m": {"formula": "seats"}}}
    rows = [{"customer_id": "c", "seats": 1}, {"customer_id": "c", "seats": 2, "valid_from": T - DAY},
            {"customer_id": "c", "seats": 3, "valid_from": T - DAY, "recorded_at": T},
            {"customer_id": "c", "seats": 4, "valid_from": T + 1}]

    def seats(as_of: int, known: int, *more_loads: dict) -> float:
        return evaluate(model, [{"customers": rows}, *more_loads], as_of, known)["measures"][0]["m"]

    assert [seats(T, T), seats(T, T - 1), seats(T - DAY - 1, T), seats(T + 1, T)] == [3, 2, 1, 4]
    assert seats(T, T, {"customers": [{"customer_id": "c", "seats": 9, "valid_from": T - DAY, "recorded_at": T}]}) == 9


def test_who_exists_and_the_diagnostics() -> None:
    model = {"customer": {"started_at": "s", "ended_at": "e", "attributes": {"s": "time", "e": "time"}}}
    customers = [{"customer_id": "new", "s": T}, {"customer_id": "later", "s": T + 1}, {"customer_id": "gone", "e": T},
                 {"customer_id": "going", "e": T + 1}, {"customer_id": "unknown yet", "recorded_at": T + 1}]
    answer = evaluate(model, [{"customers": customers, "activities": [{"customer_id": "nobody", "at": T, "kind": "k"}],
                               "milestones": [{"customer_id": "new", "milestone": "m"}]}], T)
    assert [row["customer_id"] for row in answer["health"]] == ["new", "going"]
    assert {row["what"]: row["count"] for row in answer["diagnostics"]} == {
        "activities read": 1, "activities superseded": 0, "activities of unknown customers": 1, "milestones read": 1,
        "milestones of unknown customers": 0, "milestones of unknown name": 1, "customers read": 5,
        "customers not started": 2, "customers ended": 1}


# Measures


def test_kind_patterns() -> None:
    assert [matches(["a.*"], kind) for kind in ("a.b", "a.", "a", "ab")] == [True, True, False, False]
    assert share_a_kind("a.*", "a.b.*") and share_a_kind("*", "x") and not share_a_kind("a.*", "b.*")
    assert not share_a_kind("a", "a.*") and share_a_kind("a.b", "a.*")


@pytest.mark.parametrize("spec, expected", [
    ({"count": "k"}, 4), ({"sum": "k"}, 9), ({"mean": "k"}, 3), ({"min": "k"}, 2), ({"max": "k"}, 4), ({"last": "k"}, 4),
    ({"distinct": "actor", "of": "k"}, 2), ({"distinct": "kind", "of": "*"}, 2), ({"active_days": "k"}, 2),
    ({"days_since_last": "k"}, 1), ({"days_since_first": "k"}, 2.5), ({"count": "*", "except": "k"}, 1),
    ({"count": "k", "where": "value >= 3"}, 2), ({"count": "k", "where": "!(value >= 3)"}, 1), ({"mean": "none"}, None),
    ({"count": "k", "decay": {"half_life": "1d"}}, 3 * 0.5 + 2 ** -2.5),
    ({"sum": "k", "decay": {"linear": "2d"}}, 3 * 0.5 + 4 * 0.5),
    ({"last": "x"}, None), ({"days_since_last": "none"}, None),
])
def test_measure(spec: dict, expected: float | None) -> None:
    day_before = {"at": T - DAY}
    rows = [{**day_before, "value": 3, "actor": "a"}, {**day_before, "value": 4, "actor": "b"}, {**day_before, "actor": "a"},
            {"at": T - DAY * 5 // 2, "value": 2}, {"at": T - 2 * DAY, "kind": "x"}]
    assert measured(spec, rows) == (None if expected is None else pytest.approx(expected, abs=1e-12))


def test_active_days_are_those_of_the_time_zone() -> None:
    rows = [{"at": T - 3_600_000_000}, {"at": T}]  # 23:00 and 00:00 UTC are one morning in Tokyo
    assert measured({"active_days": "k"}, rows) == 2
    assert measured({"active_days": "k"}, rows, model={"timezone": "Asia/Tokyo"}) == 1


def test_gaps_in_feeds() -> None:
    def windowed(feed: dict, **model) -> float | None:
        return measured({"count": "k.*", "window": "1d"}, feeds=[{"kind": "k.a", **feed}], model=model)

    assert windowed({"complete_from": T - DAY}) == 0 and windowed({"complete_from": T - DAY + 1}) is None
    assert windowed({"complete_until": T}) == 0 and windowed({"complete_until": T - 1}) is None
    assert windowed({"complete_until": T - 2 * DAY}, late_by="2d") == 0
    assert measured({"count": "k"}, feeds=[{"kind": "*", "complete_from": T}]) == 0  # without a window: exempt


def test_change_and_difference() -> None:
    model = {"customer": {"started_at": "s", "attributes": {"s": "time"}},
             "measures": {"n": {"count": "k", "window": "1d"}, "change": {"change": "n", "over": "1d"},
                          "careful": {"change": "n", "over": "1d", "base_at_least": 3}, "moved": {"difference": "n", "over": "1d"},
                          "again": {"difference": "moved", "over": "1d"}, "young": {"count": "k", "needs_history": "3d"}}}
    rows = [{"at": T}, {"at": T}, {"at": T}, {"at": T - DAY}, {"at": T - DAY}, {"at": T - 2 * DAY}]
    assert one(model, {}, rows)["measures"] == {"customer_id": "c", "n": 3, "change": 0.5, "careful": None, "moved": 1, "again": 0,
                                                "young": 6}
    young = one(model, {"s": T - 2 * DAY + 1}, rows)["measures"]
    assert (young["moved"], young["again"], young["young"]) == (1, None, None)


# Scorecards


AB = [{"name": "a", "measure": "a", "weight": 3, "curve": "identity"}, {"name": "b", "measure": "b", "curve": "identity"}]


def test_mean_coverage_worst_and_best_with_a_missing_signal() -> None:
    row = scored({"signals": AB}, {"a": 80})["health"]
    assert (row["score"], row["coverage"], row["worst"], row["best"]) == (80, 0.75, 60, 85)
    # staying missing may be the best that can happen
    signals = [AB[0], {**AB[1], "curve": [[0, 10], [1, 20]]}]
    row = scored({"signals": signals}, {"a": 80})["health"]
    assert (row["worst"], row["best"]) == (62.5, 80)


def test_missing_policies() -> None:
    def score(policy: object) -> float | None:
        return scored({"signals": [AB[0], {**AB[1], "missing": policy}]}, {"a": 80})["health"]["score"]

    assert [score("skip"), score(40), score("fail")] == [80, 70, None]
    row = scored({"signals": [AB[0], {**AB[1], "missing": "fail"}]}, {"a": 80})["health"]
    assert (row["worst"], row["best"], row["coverage"], row["band_reason"]) == (60, 85, 0.75, "no score")


@pytest.mark.parametrize("shape, ys", [
    ({"curve": [[0, 10], [2, 50], [3, 0]]}, {-1: 10, 0: 10, 1: 30, 2: 50, 2.5: 25, 4: 0}),
    ({"curve": [[0, 10], [2, 50]], "outside": "skip"}, {-1: None, 0: 10, 2: 50, 2.0000000001: 50, 2.1: None}),
    ({"curve": "identity"}, {-3: 0, 42: 42, 101: 100}),
    ({"ranges": [{"below": 1, "y": 5}, {"up_to": 2, "y": 6}, {"y": 7}]}, {0.9: 5, 1: 6, 0.99999999999: 6, 2: 6, 2.1: 7}),
    ({"cases": [{"when": "b > 0", "curve": "identity"}, {"when": "a > 5", "ranges": [{"y": 1}]}]}, {4: None, 6: 1}),
])
def test_subscores(shape: dict, ys: dict) -> None:
    for x, y in ys.items():
        assert scored({"signals": [{"name": "a", "measure": "a", **shape}]}, {"a": x})["health"]["score"] == y


def test_explanation_of_a_sum_its_limits_and_rounding() -> None:
    card = {"combine": "sum", "base": 90.25, "round": True,
            "signals": [{"name": "a", "measure": "a", "curve": "identity"}, {"name": "t", "true_if": "b > 0", "points": [2, 6]}],
            "groups": [{"name": "g", "missing": 1.5, "signals": [{"name": "c", "measure": "c", "curve": "identity"}]}]}
    answer = scored(card, {"a": 3.5, "b": -1})
    assert answer["health"]["score"] == 97  # 90.25 + 3.5 + 2 + 1.5 = 97.25
    cells = {name: (row["kind"], row["subscore"], row["weight"], row["points"], row["lost"]) for name, row in answer["explain"].items()}
    assert list(cells.items()) == [
        ("a", ("signal", 3.5, 1, 3.5, None)), ("t", ("signal", 2, 1, 2, 4)), ("g", ("group", 1.5, 1, None, None)),
        ("g/c", ("signal", None, 0, 0, None)), ("g/(base)", ("base", None, None, 1.5, None)),
        ("(base)", ("base", None, None, 90.25, None)), ("(round)", ("round", None, None, -0.25, None))]
    assert answer["explain"]["t"]["value"] == 0
    assert (answer["health"]["worst"], answer["health"]["best"]) == (96, 100)  # g/c from 0 to 100


def test_identity_under_a_sum_is_without_bound() -> None:
    card = {"combine": "sum", "base": 50, "signals": [{"name": "a", "measure": "a", "curve": "identity"}]}
    row = scored(card)["health"]
    assert (row["score"], row["worst"], row["best"], row["coverage"]) == (50, 0, 100, 0)


def test_min_takes_all_from_the_first_least_child() -> None:
    signals = [{**spec, "weight": 1} for spec in AB]
    for spec in signals:
        del spec["weight"]
    rows = scored({"combine": "min", "signals": signals}, {"a": 30, "b": 30.0000000001})["explain"]
    assert [(row["weight"], row["points"], row["lost"]) for row in rows.values()] == [(1, 30, 70), (0, 0, 0)]


def test_below_an_override_nothing_has_points() -> None:
    card = {"groups": [{"name": "g", "override": "c", "round": True, "signals": AB}, {"name": "h", "signals": AB}]}
    answer = scored(card, {"a": 10, "b": 50, "c": 120})
    points = {name: row["points"] for name, row in answer["explain"].items() if row["kind"] != "group"}
    assert points == {"g/a": 0, "g/b": 0, "g/(override)": 50, "h/a": 3.75, "h/b": 6.25}
    assert answer["explain"]["g"]["subscore"] == 100 and answer["explain"]["g/b"]["subscore"] == 50


def test_what_does_not_apply_is_not_there() -> None:
    card = {"signals": [AB[0], {**AB[1], "applies": "c > 0"}], "groups": [{"name": "g", "signals": [{**AB[1], "applies": "false"}]}]}
    answer = scored(card, {"a": 60, "b": 0})
    assert list(answer["explain"]) == ["a", "g"]
    assert (answer["health"]["score"], answer["health"]["coverage"], answer["explain"]["g"]["subscore"]) == (60, 1, None)


# Rules, bands, tiers, trend


def test_rules_act_in_order_and_their_rows_add_up() -> None:
    rules = [{"name": "r1", "when": "true", "add": 30}, {"name": "r2", "when": "score < 90", "cap": "70"},
             {"name": "none", "when": "true", "floor": "b"}, {"name": "r3", "when": "false", "score": 1},
             {"name": "r4", "when": "subscore('a') == 80", "band": "BAD"}]
    answer = scored({"signals": AB}, {"a": 80}, rules=rules)
    assert [(name, row["points"], row["lost"]) for name, row in answer["explain"].items() if row["kind"] == "rule"] == [
        ("rule: r1", 20, 0), ("rule: r2", -30, 30), ("rule: none", 0, 0), ("rule: r4", 0, 0)]
    row = answer["health"]
    assert (row["score"], row["band"], row["band_reason"], row["reasons"]) == (70, "BAD", "rule: r4", ["rule: r2", "a"])


def test_low_coverage_unless_a_rule_decides() -> None:
    model = {"unknown_below_coverage": 0.5, "rules": [{"name": "r", "when": "a > 0", "cap": 30, "decides": True}]}
    assert scored({"signals": AB}, {"b": 80}, **model)["health"]["band_reason"] == "coverage"
    assert scored({"signals": AB}, {"a": 80}, **model)["health"]["band"] == "BAD"
    assert scored({"signals": [{**AB[0], "weight": 1}, AB[1]]}, {"b": 80}, **model)["health"]["band"] == "GOOD"  # 0.5 is enough


def test_rules_alone_can_give_a_score() -> None:
    answer = one({"rules": [{"name": "a", "when": True, "add": 9}, {"name": "r", "when": True, "score": 130}]})
    assert {name: row["points"] for name, row in answer["explain"].items()} == {"rule: a": 0, "rule: r": 100}
    assert (answer["health"]["score"], answer["health"]["scorecard"], answer["health"]["trend"]) == (100, None, 0)


def test_tiers_and_their_reasons() -> None:
    tiers = {"levels": [{"name": "high", "from": 300000}, {"name": "low", "from": 3e4}, {"name": "tech"}],
             "exceptions": [{"name": "at least low", "when": "seats > 5", "at_least": "low"},
                            {"name": "flagship", "when": "seats > 7", "tier": "high"}]}
    model = {"customer": {"value": "mrr", "attributes": {"mrr": "number", "seats": "number"}}, "tiers": tiers}

    def tier(**attributes) -> tuple:
        row = one(model, attributes)["health"]
        return row["tier"], row["tier_reason"]

    assert tier(mrr=300000) == ("high", "value >= 300000")
    assert tier(mrr=30000) == ("low", "value >= 30000")
    assert tier(mrr=1) == ("tech", "value < 30000")
    assert tier() == ("tech", "value is missing")
    assert tier(seats=6) == ("low", "at least low")
    assert tier(seats=8) == ("high", "flagship")
    assert [shortest(x) for x in (1e22, 1e-7, 0.1, 12.5)] == ["1" + "0" * 22, "0.0000001", "0.1", "12.5"]


def test_trend_and_default_priority() -> None:
    model = {"customer": {"value": "v", "attributes": {"v": "number"}}, "measures": {"n": {"count": "k"}},
             "scorecards": [{"name": "s", "signals": [{"name": "n", "formula": "n * 10", "curve": "identity"}]}],
             "trend": {"over": "2d", "steady_within": 10}}
    row = one(model, {"v": 7}, [{"at": T - 2 * DAY}, {"at": T - 1}])["health"]
    assert (row["score"], row["trend"], row["direction"], row["priority"]) == (20, 10, "steady", 560)
    row = one(model, {"v": 7}, [{"at": T - 1}, {"at": T - 1}])["health"]
    assert (row["trend"], row["direction"]) == (20, "rising")


# The generator, and the properties on the reference itself


@pytest.mark.parametrize("seed", range(100))
def test_generated_case(seed: int) -> None:
    case = generate(seed)
    assert load_yaml(case.yaml) == case.model
    assert load_yaml(to_yaml(case.model)) == case.model
    assert complaints(ReferenceEngine(), case, 1) == []


def test_differences_are_found_and_rounding_is_not() -> None:
    row = {"customer_id": "c", "score": 1.0, "band": None}
    assert differences([row], [{**row, "score": 1.0 + 5e-10, "new column": 1}]) == []
    assert differences([row], [{**row, "score": 1.0 + 2e-9}]) != []
    assert differences([row], [{**row, "band": "GOOD"}]) != []
    assert differences([row], []) != []
