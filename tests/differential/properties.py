"""What must hold of any engine's answers, whatever the numbers are (issue 2, proof). Each returns its complaints.

Those of one part of MODEL.md alone are in properties_of_parts.py.
"""

from __future__ import annotations

import math
from random import Random
from typing import Callable

from asking import ACROSS_CUSTOMERS, ANSWERS, EVERY_TABLE, ask, by_customer, changes, same_bits
from engines import Engine, Row, Tables
from generate import Case
from generator.yaml_text import to_yaml
from properties_of_parts import PROPERTIES_OF_PARTS
from reference.visibility import activities_that_count, held_rows, instant, is_known

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
    """Asked without rules (and so without stability, which may name them), so that the score is the one before them."""
    model = {key: value for key, value in case.model.items() if key not in ("rules", "stability")}
    model["scorecards"] = [{key: value for key, value in card.items() if key != "rules"} for card in model.get("scorecards", [])]
    if not model["scorecards"]:
        return []
    health = ask(engine, case, model=model, yaml=to_yaml(model))["health"]
    return [f"worst and best: {row['customer_id']}: {row['worst']}, {row['score']}, {row['best']}" for row in health
            if row["score"] is not None and not row["worst"] - 1e-9 <= row["score"] <= row["best"] + 1e-9]


def order_of_rows(engine: Engine, case: Case) -> list[str]:
    random = Random(case.seed)
    shuffled = [{table: random.sample(rows, len(rows)) for table, rows in load.items()} for load in case.portfolio]
    tables = ANSWERS + ACROSS_CUSTOMERS
    return same_bits("shuffled rows", by_customer(ask(engine, case, tables=tables)),
                     by_customer(ask(engine, case, tables=tables, portfolio=shuffled)))


def one_alone(engine: Engine, case: Case) -> list[str]:
    everyone = ask(engine, case)
    if not everyone["health"]:
        return []
    one = Random(case.seed).choice(everyone["health"])["customer_id"]
    everyone["changes"] = changes(engine, case)
    everyone["series"] = engine.series(case.model, case.yaml, case.portfolio, case.instants)
    alone = ask(engine, case, customers=[one])
    alone["changes"] = changes(engine, case, customers=[one])
    alone["series"] = engine.series(case.model, case.yaml, case.portfolio, case.instants, customers=[one])
    of_it = {table: [row for row in rows if row["customer_id"] == one] for table, rows in everyone.items()}
    return same_bits(f"{one} alone", of_it, alone)


def one_at_a_time(engine: Engine, case: Case) -> list[str]:
    """Beside one evaluation an instant: a series puts sums together from other parts, which may round otherwise."""
    asked = {t: ask(engine, case, as_of=t, tables=["health"])["health"] for t in case.instants}
    rows = [{"customer_id": row["customer_id"], "as_of": t, **row} for t, health in asked.items() for row in health]
    one_by_one = engine.assess(case.model, case.yaml, case.portfolio, case.instants, case.known)

    def in_order(found: list[Row]) -> Tables:
        return {"health": sorted(found, key=lambda row: (row["as_of"], str(row["customer_id"])))}

    return same_bits("one at a time", in_order(rows), in_order(one_by_one))


def records(engine: Engine, case: Case) -> list[str]:
    return same_bits("records", ask(engine, case, tables=EVERY_TABLE), ask(engine, case, tables=EVERY_TABLE, by_record=True))


def threads(engine: Engine, case: Case) -> list[str]:
    def by(threads: int) -> Tables:
        asked = (case.model, case.yaml, case.portfolio)
        return {**ask(engine, case, tables=EVERY_TABLE, threads=threads), "changes": changes(engine, case, threads=threads),
                "retention": engine.retention(*asked, case.start, case.as_of, case.groups[0], threads=threads),
                "series": engine.series(*asked, case.instants, threads=threads)}

    return same_bits("threads", by(1), by(3))


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
    kept = [{"customers": [row for row in held.customers if is_known(row, known) and instant(row, "valid_from") <= case.as_of],
             "activities": [row for row in held.activities if id(row) in visible],
             "milestones": [without_the_future(row, case.as_of) for row in held.milestones if is_known(row, known)],
             "feeds": held.feeds}]
    tables = ANSWERS + ACROSS_CUSTOMERS
    return same_bits("only visible rows", by_customer(ask(engine, case, tables=tables)),
                     by_customer(ask(engine, case, tables=tables, portfolio=kept)))


def without_the_future(row: Row, clock: int) -> Row:
    """A milestone's completion is not known of before it happened; when it is due is."""
    completed_at = row.get("completed_at")
    return {**row, "completed_at": None if completed_at is None or completed_at > clock else completed_at}


PROPERTIES: list[Callable[[Engine, Case], list[str]]] = [
    adds_up, between_worst_and_best, order_of_rows, one_alone, one_at_a_time, records, threads, only_the_visible,
    *PROPERTIES_OF_PARTS]


def complaints(engine: Engine, case: Case, share: float) -> list[str]:
    """Of each property on a random share of the seeds."""
    random = Random(-1 - case.seed)
    return [complaint for check in PROPERTIES if random.random() < share for complaint in check(engine, case)]
