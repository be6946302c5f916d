"""What must hold of any engine's answers, whatever the numbers are (issue 2, proof). Each returns its complaints."""

from __future__ import annotations

import math
from random import Random
from typing import Callable

from engines import Engine, Row, Tables
from generate import Case
from generator.yaml_text import to_yaml
from reference.visibility import activities_that_count, held_rows, is_known, row_that_counts

ANSWERS = ["health", "measures", "explain"]


def ask(engine: Engine, case: Case, **changed) -> Tables:
    """A case's answers, with some of its parts changed."""
    given = {"model": case.model, "yaml": case.yaml, "portfolio": case.portfolio, "as_of": case.as_of, "known": case.known,
             "tables": ANSWERS, **changed}
    return engine.evaluate(**given)


def bits(rows: list[Row]) -> list[list[tuple[str, object]]]:
    """Rows so that equality means the same to the last bit."""
    return [[(name, cell.hex() if isinstance(cell, float) else cell) for name, cell in row.items()] for row in rows]


def same_bits(what: str, one: Tables, other: Tables) -> list[str]:
    found = []
    for table in one:
        a, b = bits(one[table]), bits(other[table])
        if a != b:
            rows = [f"    {x}\n    {y}" for x, y in zip(a, b) if x != y][:3]
            found.append(f"{what}: {table} differs ({len(a)} and {len(b)} rows)\n" + "\n".join(rows))
    return found


def by_customer(tables: Tables) -> Tables:
    """Sorting is stable, so the rows of one customer stay in their order."""
    return {table: sorted(rows, key=lambda row: row["customer_id"]) for table, rows in tables.items()}


def adds_up(engine: Engine, case: Case) -> list[str]:
    answer = ask(engine, case)
    points: dict[object, list[float]] = {row["customer_id"]: [] for row in answer["health"]}
    for row in answer["explain"]:
        points[row["customer_id"]].append(row["points"] or 0.0)
    found = []
    for row in answer["health"]:
        parts = points[row["customer_id"]]
        total, score = math.fsum(parts), row["score"] or 0.0
        # points of 1e15 that limits take away again leave the rounding of such numbers behind
        if abs(total - score) > 1e-9 * max([1.0, *map(abs, parts)]):
            found.append(f"adds up: {row['customer_id']}: {total} for {score}")
    return found


def between_worst_and_best(engine: Engine, case: Case) -> list[str]:
    """Asked without rules, so that the score is the one before them."""
    model = {key: value for key, value in case.model.items() if key != "rules"}
    model["scorecards"] = [{key: value for key, value in card.items() if key != "rules"} for card in model.get("scorecards", [])]
    if not model["scorecards"]:
        return []
    health = ask(engine, case, model=model, yaml=to_yaml(model))["health"]
    return [f"worst and best: {row['customer_id']}: {row['worst']}, {row['score']}, {row['best']}" for row in health
            if row["score"] is not None and not row["worst"] - 1e-9 <= row["score"] <= row["best"] + 1e-9]


def order_of_rows(engine: Engine, case: Case) -> list[str]:
    random = Random(case.seed)
    shuffled = [{table: random.sample(rows, len(rows)) for table, rows in load.items()} for load in case.portfolio]
    return same_bits("shuffled rows", by_customer(ask(engine, case)), by_customer(ask(engine, case, portfolio=shuffled)))


def one_alone(engine: Engine, case: Case) -> list[str]:
    everyone = ask(engine, case)
    if not everyone["health"]:
        return []
    one = Random(case.seed).choice(everyone["health"])["customer_id"]
    of_it = {table: [row for row in rows if row["customer_id"] == one] for table, rows in everyone.items()}
    return same_bits(f"{one} alone", of_it, ask(engine, case, customers=[one]))


def records(engine: Engine, case: Case) -> list[str]:
    return same_bits("records", ask(engine, case), ask(engine, case, by_record=True))


def threads(engine: Engine, case: Case) -> list[str]:
    return same_bits("threads", ask(engine, case, threads=1), ask(engine, case, threads=3))


def only_the_visible(engine: Engine, case: Case) -> list[str]:
    """Rows that a correction or retraction took back go, too: else what they replaced would come back. Activities whose
    valid_until has passed stay, because measures at shifted clocks still see them."""
    known = case.as_of if case.known is None else case.known
    held = held_rows(case.portfolio)
    activities: dict[object, list[Row]] = {}
    for row in held.activities:
        activities.setdefault(row["customer_id"], []).append(row)
    visible = {id(row) for rows in activities.values() for row in activities_that_count(rows, known)
               if row["at"] <= case.as_of and not row.get("retracted")}
    kept = [{"customers": [row for row in held.customers if row_that_counts([row], case.as_of, known)],
             "activities": [row for row in held.activities if id(row) in visible],
             "milestones": [row for row in held.milestones if is_known(row, known)],
             "feeds": held.feeds}]
    return same_bits("only visible rows", by_customer(ask(engine, case)), by_customer(ask(engine, case, portfolio=kept)))


PROPERTIES: list[Callable[[Engine, Case], list[str]]] = [
    adds_up, between_worst_and_best, order_of_rows, one_alone, records, threads, only_the_visible]


def complaints(engine: Engine, case: Case, share: float) -> list[str]:
    """Of each property on a random share of the seeds."""
    random = Random(-1 - case.seed)
    return [complaint for check in PROPERTIES if random.random() < share for complaint in check(engine, case)]
