"""Short ways to ask the reference about one customer, for the tests on numbers worked out by hand."""

from __future__ import annotations

from reference import evaluate
from reference.durations import DAY

T = 20_000 * DAY


def one_load(customer: dict | None = None, activities: list[dict] = (), feeds: list[dict] = (), milestones: list[dict] = ()) -> dict:
    """The rows of a single customer."""
    return {"customers": [{"customer_id": "c", **(customer or {})}],
            "activities": [{"customer_id": "c", "kind": "k", **row} for row in activities], "feeds": list(feeds),
            "milestones": [{"customer_id": "c", **row} for row in milestones]}


def one(model: dict, customer: dict | None = None, activities: list[dict] = (), feeds: list[dict] = (), as_of: int = T,
        known: int | None = None, milestones: list[dict] = ()) -> dict:
    """The answer for a single customer: the row of health and of measures, the rows of explain, milestones and levers by
    name."""
    load = one_load(customer, activities, feeds, milestones)
    answer = evaluate({"kenko": 1, "name": "m", **model}, [load], as_of, known)
    return {"health": answer["health"][0], "measures": answer["measures"][0],
            "explain": {row["row"]: row for row in answer["explain"]},
            "milestones": {row["milestone"]: row for row in answer["milestones"]},
            "levers": {row["row"]: row for row in answer["levers"]},
            "diagnostics": {row["what"]: row["count"] for row in answer["diagnostics"]}}


def measured(spec: dict, activities: list[dict] = (), **more) -> float | None:
    return one({"measures": {"m": spec}, **more.pop("model", {})}, activities=activities, **more)["measures"]["m"]


def scored(scorecard: dict, attributes: dict | None = None, **model) -> dict:
    """Numbers of the customer are attributes of the same name."""
    names = {name: "number" for name in "abcd"}
    return one({"customer": {"attributes": names}, "scorecards": [{"name": "s", **scorecard}], **model}, attributes)
