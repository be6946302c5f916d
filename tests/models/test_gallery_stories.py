"""What the gallery's portfolios tell beyond one instant: why a score moved, which play lifts it, how bands hold, who moves to
another tier, and who left."""

from __future__ import annotations

import pytest

from agreement import cells_agree, differences
from engines import KenkoEngine, ReferenceEngine, Row
from gallery import EXAMPLES, Example
from test_configurations import micros


@pytest.fixture(params=["reference", "kenko"])
def engine(request):
    if request.param == "reference":
        return ReferenceEngine()
    pytest.importorskip("kenko", reason="the Python package is not built")
    pytest.importorskip("pyarrow")
    return KenkoEngine()


def example(name: str) -> Example:
    return next(one for one in EXAMPLES if one.path.stem == name)


@pytest.fixture
def saas() -> Example:
    return example("saas")


def health(engine, of: Example, as_of: int, customer: str, more: list[Row] = ()) -> Row:
    answer = engine.evaluate(of.model, of.yaml, loads(of, more), as_of, None, ["health"])["health"]
    return next(row for row in answer if row["customer_id"] == customer)


def loads(of: Example, more: list[Row] = ()) -> list[dict]:
    return [of.portfolio(), {"activities": list(more)}]


@pytest.mark.parametrize("start", ["2025-05-08", "2025-06-03", "2025-06-24"])
def test_changes_add_up(saas: Example, engine, start: str) -> None:
    begin = micros(f"{start}T00:00:00Z")
    rows = engine.changes(saas.model, saas.yaml, loads(saas), begin, saas.as_of)
    before, after = ({row["customer_id"]: row["score"] for row in engine.evaluate(
        saas.model, saas.yaml, loads(saas), clock, None, ["health"])["health"]} for clock in (begin, saas.as_of))
    assert rows
    for customer in before.keys() & after.keys():
        moved = sum(row["points"] for row in rows if row["customer_id"] == customer)
        assert cells_agree(float(moved), after[customer] - before[customer]), customer


def test_changes_tell_why(saas: Example, engine) -> None:
    rows = engine.changes(saas.model, saas.yaml, loads(saas), micros("2025-06-17T00:00:00Z"), saas.as_of)
    points = {(row["customer_id"], row["row"], row["cause"]): row["points"] for row in rows}
    # five more seats, on which nobody sits: from 60 to 40 for a weight of 0.3
    assert points["brook", "adoption/seats in use", "attributes"] == pytest.approx(-6)
    assert points["haven", "rule: champion left", "activity"] == pytest.approx(-15)
    # nothing happened but that time passed, and that was too much
    juno = {key[1:]: moved for key, moved in points.items() if key[0] == "juno"}
    assert juno == {("rule: silent before renewal", "time"): pytest.approx(-27)}

    rows = engine.changes(saas.model, saas.yaml, loads(saas), micros("2025-06-03T00:00:00Z"), saas.as_of)
    assert ("sable", "scorecard: adopted → renewal", "time") in {(row["customer_id"], row["row"], row["cause"]) for row in rows}


def test_a_play_pulls_the_lever(saas: Example, engine) -> None:
    tables = engine.evaluate(saas.model, saas.yaml, loads(saas), saas.as_of, None, ["levers", "worklist"])
    lever = next(row for row in tables["levers"] if (row["customer_id"], row["row"]) == ("sable", "sponsor met"))
    assert lever["value"] == 130 and lever["needed"] == pytest.approx(97.5) and lever["band"] == "GOOD"
    assert "meet the sponsor" in {row["play"] for row in tables["worklist"] if row["customer_id"] == "sable"}

    met = {"customer_id": "sable", "at": micros("2025-07-02T01:00:00Z"), "kind": "meeting.sponsor"}
    after = health(engine, saas, micros("2025-07-03T00:00:00Z"), "sable", [met])
    assert after["score"] == pytest.approx(85) and after["raw_band"] == "GOOD"
    assert (after["band"], after["band_reason"]) == ("NORMAL", "held")  # until it lasts
    worklist = engine.evaluate(saas.model, saas.yaml, loads(saas, [met]), micros("2025-07-03T00:00:00Z"), None, ["worklist"])
    assert "sable" not in {row["customer_id"] for row in worklist["worklist"]}


def test_bands_hold_and_fall_at_once(saas: Example, engine) -> None:
    thursdays = [micros(f"2025-{day}T00:00:00Z") for day in ("06-05", "06-12", "06-19", "06-26", "07-03")]
    rows = engine.series(saas.model, saas.yaml, loads(saas), thursdays)
    bands = {customer: [(row["raw_band"], row["band"]) for row in rows if row["customer_id"] == customer]
             for customer in ("cedar", "juno")}
    # two weeks below the edge, and a margin of 3 points: BAD when it has lasted
    assert bands["cedar"] == [("GOOD", "GOOD"), ("NORMAL", "GOOD"), ("BAD", "GOOD"), ("BAD", "BAD"), ("BAD", "BAD")]
    # silent before its renewal since 28 June, which doesn't wait
    assert bands["juno"] == [("NORMAL", "NORMAL")] * 4 + [("BAD", "BAD")]


def test_retention_of_saas(saas: Example, engine) -> None:
    rows = engine.retention(saas.model, saas.yaml, loads(saas), micros("2025-06-01T00:00:00Z"), saas.as_of, "plan")
    pro = next(row for row in rows if row["group"] == "pro")
    assert (pro["customers"], pro["value"], pro["churned"], pro["churn_rate"]) == (10, 1265000, 1, 0.1)  # lapis left
    assert pro["gross_retention"] == pytest.approx(1185 / 1265) == pro["net_retention"]


def test_flagship_takes_a_place_in_the_plan(engine) -> None:
    hotels = example("flagship")
    tables = engine.evaluate(hotels.model, hotels.yaml, loads(hotels), hotels.as_of, None, ["tier_plan", "tier_load"])
    moved = {row["customer_id"]: (row["tier"], row["planned_tier"])
             for row in tables["tier_plan"] if row["tier"] != row["planned_tier"]}
    assert moved == {"big-and-done": ("high touch", "low touch"), "growing": ("low touch", "high touch"),
                     "small-hopeful": ("tech touch", "low touch")}
    assert not differences([
        {"tier": "high touch", "customers": 3, "hours_needed": 24.0, "hours": 24.0, "planned_customers": 3, "planned_hours": 24.0,
         "planned_edge": 240000.0},
        # past its hours, for the customer to whom the contract promises somebody
        {"tier": "low touch", "customers": 4, "hours_needed": 8.0, "hours": 8.0, "planned_customers": 5, "planned_hours": 10.0,
         "planned_edge": 37500.0},
        {"tier": "tech touch", "customers": 4, "hours_needed": None, "hours": None, "planned_customers": 3, "planned_hours": None,
         "planned_edge": None}], tables["tier_load"])


def test_a_peak_is_no_fall(engine) -> None:
    """Of payroll: against last month it lost three quarters, against the same weeks of last year nothing."""
    payroll = example("payroll")
    measures = engine.evaluate(payroll.model, payroll.yaml, loads(payroll), payroll.as_of, None, ["measures"])["measures"]
    after_the_peak = next(row for row in measures if row["customer_id"] == "after-the-peak")
    assert after_the_peak["month_change"] == -0.75 and after_the_peak["season_change"] == 0
