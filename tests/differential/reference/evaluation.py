"""The entry point: a model on a portfolio at (as_of, known)."""

from __future__ import annotations

from typing import Iterable

from .assessment import assess
from .measures import Measures
from .tables import diagnostics_rows, explain_rows, health_row, measures_row
from .visibility import Load, customers_of, held_rows

TABLES = ("health", "measures", "explain", "diagnostics")


def evaluate(model: dict, portfolio: list[Load], as_of: int, known: int | None = None, tables: Iterable[str] = TABLES,
             customers: Iterable[str] | None = None) -> dict[str, list[dict[str, object]]]:
    """Each asked-for table as a list of rows with all its columns.

    A portfolio is a list of loads in order, a load a dict of table name → list of rows; a row is a dict in which a
    key that is absent or None is missing, and an instant is an int in microseconds.
    """
    model = _without_meta(model)
    known = as_of if known is None else known
    held = held_rows(portfolio)
    everyone = customers_of(held, model, known)
    wanted = None if customers is None else set(customers)
    answer: dict[str, list[dict[str, object]]] = {table: [] for table in tables}
    for customer in everyone:
        if (wanted is not None and customer.id not in wanted) or not customer.exists(as_of):
            continue
        measures = Measures(model, customer, held.feeds)
        if "measures" in answer:
            answer["measures"].append(measures_row(measures, as_of))
        if "health" in answer or "explain" in answer:
            now = assess(model, measures, as_of)
            if "health" in answer:
                answer["health"].append(health_row(model, measures, as_of, now))
            if "explain" in answer:
                answer["explain"].extend(explain_rows(customer, now))
    if "diagnostics" in answer:
        answer["diagnostics"] = diagnostics_rows(model, held, everyone, as_of, known)
    return answer


def _without_meta(part: object) -> object:
    """`meta` may stand in any mapping and is left alone."""
    if isinstance(part, dict):
        return {key: _without_meta(value) for key, value in part.items() if key != "meta"}
    return [_without_meta(value) for value in part] if isinstance(part, list) else part
