"""The entry points: a model on a portfolio at one instant, at several, or between two.

A portfolio is a list of loads in order, a load a dict of table name → list of rows; a row is a dict in which a key that
is absent or None is missing, and an instant is an int in microseconds. An answer is a list of rows with all its columns.
What is asked of some customers alone is answered as if there were no others.
"""

from __future__ import annotations

from functools import cache
from typing import Iterable

from .assessment import Assessment
from .capacity import tier_load_rows, tier_plan_rows
from .changes import changes_rows, evaluations, greatest_of
from .judgement import everyone, judgements
from .levers import lever_rows
from .tables import diagnostics_rows, explain_rows, health_row, measures_row, milestone_rows, series_row
from .visibility import Load, customers_of, held_rows
from .whole_portfolio import retention_rows, summary_rows
from .worklist import worklist_rows

Rows = list[dict[str, object]]

TABLES = ("health", "measures", "explain", "milestones", "worklist", "levers", "tier_plan", "tier_load", "summary", "diagnostics")


def evaluate(model: dict, portfolio: list[Load], as_of: int, known: int | None = None, tables: Iterable[str] = TABLES,
             customers: Iterable[str] | None = None, group_by: str | None = None) -> dict[str, Rows]:
    """Each asked-for table."""
    model = without_meta(model)
    known = as_of if known is None else known
    held = held_rows(portfolio)
    judged = judgements(model, everyone(model, held, known, _wanted(customers)), as_of)
    ways = {
        "health": lambda: [health_row(one) for one in judged],
        "measures": lambda: [measures_row(one) for one in judged],
        "explain": lambda: [row for one in judged for row in explain_rows(one)],
        "milestones": lambda: [row for one in judged for row in milestone_rows(one)],
        "worklist": lambda: worklist_rows(model, judged),
        "levers": lambda: [row for one in judged for row in lever_rows(model, one.customer.id, one.now)],
        "tier_plan": lambda: tier_plan_rows(model, judged),
        "tier_load": lambda: tier_load_rows(model, judged),
        "summary": lambda: summary_rows(model, judged, group_by),
        "diagnostics": lambda: diagnostics_rows(model, held, customers_of(held, model, known), as_of, known),
    }
    return {table: ways[table]() for table in tables}


def changes(model: dict, portfolio: list[Load], start: int, end: int, to_model: dict | None = None,
            customers: Iterable[str] | None = None) -> Rows:
    found = _evaluations(model, portfolio, start, end, to_model, customers)
    return [{"customer_id": id_, **row} for id_, steps in found.items() for row in changes_rows(steps)]


def greatest_points(model: dict, portfolio: list[Load], start: int, end: int, to_model: dict | None = None) -> dict[str, float]:
    """Of any row that `changes` takes differences of, by customer: their rounding is a share of it."""
    return {id_: greatest_of(steps) for id_, steps in _evaluations(model, portfolio, start, end, to_model).items()}


def _evaluations(model: dict, portfolio: list[Load], start: int, end: int, to_model: dict | None,
                 customers: Iterable[str] | None = None) -> dict[str, list[Assessment]]:
    to_model = None if to_model is None else without_meta(to_model)
    return evaluations(without_meta(model), to_model, held_rows(portfolio), start, end, _wanted(customers))


def retention(model: dict, portfolio: list[Load], start: int, end: int, by: str | None = None) -> Rows:
    model = without_meta(model)
    held = held_rows(portfolio)
    after = {it.customer.id: it.measures.facts(end)["value"] for it in everyone(model, held, end) if it.customer.exists(end)}
    return retention_rows(judgements(model, everyone(model, held, start), start), after, by)


def series(model: dict, portfolio: list[Load], instants: list[int], known: int | None = None,
           customers: Iterable[str] | None = None) -> Rows:
    """By customer, then instant. Without `known` each instant is asked with what was known then."""
    model = without_meta(model)
    held = held_rows(portfolio)
    order = held.customer_ids()
    at_known = cache(lambda known: everyone(model, held, known, _wanted(customers)))
    rows = [series_row(one) for instant in instants
            for one in judgements(model, at_known(instant if known is None else known), instant)]
    return sorted(rows, key=lambda row: order.index(row["customer_id"]))  # stable: instants stay in order


def _wanted(customers: Iterable[str] | None) -> set[str] | None:
    return None if customers is None else set(customers)


def without_meta(part: object) -> object:
    """`meta` may stand in any mapping and is left alone."""
    if isinstance(part, dict):
        return {key: without_meta(value) for key, value in part.items() if key != "meta"}
    return [without_meta(value) for value in part] if isinstance(part, list) else part
