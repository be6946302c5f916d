"""The models of the gallery: free of errors and warnings, and on their portfolios, by the plain reference and the real
engine, as their expected.csv says."""

from __future__ import annotations

import pytest

from agreement import cells_agree, differences
from engines import KenkoEngine, ReferenceEngine, Tables
from gallery import EXAMPLES, MODELS, TABLES, Example, told
from reference.rules_bands import DEFAULT_BANDS

GALLERY = ["car-subscription", "chat-tool", "flagship", "hundred-points", "payroll", "prescriptions", "restaurants", "saas",
           "streaming", "three-level", "trial-to-paid"]  # those that must have a portfolio


@pytest.fixture(params=["reference", "kenko"])
def engine(request):
    if request.param == "reference":
        return ReferenceEngine()
    pytest.importorskip("kenko", reason="the Python package is not built")
    pytest.importorskip("pyarrow")
    return KenkoEngine()


@pytest.fixture(params=EXAMPLES, ids=lambda example: example.path.stem)
def example(request) -> Example:
    return request.param


def answer(engine, example: Example) -> Tables:
    return engine.evaluate(example.model, example.yaml, [example.portfolio()], example.as_of, None, TABLES)


def test_gallery_is_complete() -> None:
    assert set(GALLERY) <= {example.path.stem for example in EXAMPLES}


def test_expected(example: Example, engine) -> None:
    wrong = differences(example.expected(), told(answer(engine, example)))
    assert not wrong, "\n".join(wrong)


def test_one_at_a_time(example: Example, engine) -> None:
    """Day by day, as a host asks that keeps an evaluator."""
    days = [example.as_of - day * 86_400_000_000 for day in range(20, -1, -1)]
    asked = (example.model, example.yaml, [example.portfolio()], days)
    assert engine.assess(*asked) == engine.series(*asked)


def test_explanation_adds_up(example: Example, engine) -> None:
    tables = answer(engine, example)
    for row in tables["health"]:
        points = [line["points"] for line in tables["explain"] if line["customer_id"] == row["customer_id"] and line["points"]]
        assert cells_agree(row["score"] or 0.0, float(sum(points))), row["customer_id"]


def test_everything_shows_up(example: Example, engine) -> None:
    """Each band, tier, exception, scorecard and rule has a customer."""
    model, tables = example.model, answer(engine, example)
    seen = {column: {row[column] for row in tables["health"]} for column in ("band", "tier", "tier_reason", "scorecard")}
    tiers, cards = model.get("tiers", {}), model.get("scorecards", [])

    bands = names(model.get("bands", DEFAULT_BANDS)) | ({"UNKNOWN"} if "unknown_below_coverage" in model else set())
    assert seen["band"] == bands
    assert seen["tier"] == (names(tiers["levels"]) if tiers else {None})
    assert names(tiers.get("exceptions", [])) <= seen["tier_reason"]
    assert seen["scorecard"] == (names(cards) or {None})
    rules = names(model.get("rules", [])).union(*(names(card.get("rules", [])) for card in cards))
    assert {f"rule: {name}" for name in rules} == {row["row"] for row in tables["explain"] if row["kind"] == "rule"}


def test_every_play_is_due_for_somebody(example: Example, engine) -> None:
    assert names(example.model.get("plays", [])) == {row["play"] for row in answer(engine, example)["worklist"]}


def test_a_play_rests_once_it_was_done(example: Example) -> None:
    """Of the plays that can be done, one at least would be due for one more customer, had it not been done lately."""
    if not any("done_by" in play for play in example.model.get("plays", [])):
        pytest.skip("no play rests")
    plays = [{key: value for key, value in play.items() if key not in ("done_by", "quiet")} for play in example.model["plays"]]
    tireless = ReferenceEngine().evaluate(
        {**example.model, "plays": plays}, "", [example.portfolio()], example.as_of, None, ["worklist"])
    assert len(tireless["worklist"]) > len(answer(ReferenceEngine(), example)["worklist"])


def test_onboarding_shows_up(example: Example, engine) -> None:
    """Each plan, each status and each state that a milestone of the model can have."""
    onboarding = example.model.get("onboarding")
    if not onboarding:
        pytest.skip("no onboarding")
    tables = answer(engine, example)
    steps = [step for plan in onboarding["plans"] for step in plan["milestones"]]
    states = {"done", "open"} | ({"done_late", "late"} if any("due" in step for step in steps) else set())
    states |= {"blocked"} if any("after" in step for step in steps) else set()
    statuses = {"on_track", "stalled", "complete"} | ({"late"} if "late" in states else set())
    statuses |= {"lapsed"} if "closes_after" in onboarding else set()

    assert {row["state"] for row in tables["milestones"]} == states
    assert {row["onboarding_status"] for row in tables["health"]} - {"none"} == statuses
    assert {row["onboarding_plan"] for row in tables["health"]} - {None} == names(onboarding["plans"])
    assert all(any(row["milestone"] == step["name"] and row["completed_at"] for row in tables["milestones"]) for step in steps)


def test_success_shows_up(example: Example, engine) -> None:
    if "success" not in example.model:
        pytest.skip("no targets")
    assert {True, False} <= {row["attained"] for row in answer(engine, example)["health"]}


def test_stability_holds_a_band(example: Example, engine) -> None:
    if "stability" not in example.model:
        pytest.skip("no stability")
    held = [row for row in answer(engine, example)["health"] if row["band_reason"] == "held"]
    assert held and all(row["band"] != row["raw_band"] for row in held)


def test_capacity_moves_somebody(example: Example, engine) -> None:
    if "capacity" not in example.model.get("tiers", {}):
        pytest.skip("no capacity")
    assert any(row["planned_tier"] != row["tier"] for row in answer(engine, example)["tier_plan"])


def names(entries: list[dict]) -> set[str]:
    return {entry["name"] for entry in entries}


def test_says_when_to_use_it(example: Example) -> None:
    head = [line for line in example.yaml.split("kenko: 1")[0].splitlines() if line]
    assert all(line.startswith("#") for line in head)
    assert any("When to use it:" in line for line in head) and any("The idea:" in line for line in head)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_no_warnings(path) -> None:
    kenko = pytest.importorskip("kenko", reason="the Python package is not built")
    assert kenko.Model.load(path).warnings == []
    assert kenko.check(path.read_bytes(), path.name) == []
