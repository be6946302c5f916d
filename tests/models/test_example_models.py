"""The models of the gallery: free of errors and warnings, and on their portfolios, by the plain reference and the real
engine, as their expected.csv says."""

from __future__ import annotations

import pytest

from compare import cells_agree, differences
from engines import KenkoEngine, ReferenceEngine, Tables
from gallery import EXAMPLES, MODELS, Example
from reference.rules_bands import DEFAULT_BANDS

GALLERY = ["chat-tool", "hundred-points", "saas", "three-level", "trial-to-paid"]  # those that must have a portfolio


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
    return engine.evaluate(example.model, example.yaml, [example.portfolio()], example.as_of, None, ["health", "explain"])


def test_gallery_is_complete() -> None:
    assert set(GALLERY) <= {example.path.stem for example in EXAMPLES}


def test_expected(example: Example, engine) -> None:
    wrong = differences(example.expected(), answer(engine, example)["health"])
    assert not wrong, "\n".join(wrong)


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
