"""Ways to ask an engine about a case, with some of its parts changed, and to compare its answers to the last bit."""

from __future__ import annotations

import reference
from engines import Engine, Row, Tables
from generate import Case

EVERY_TABLE = list(reference.TABLES)
ANSWERS = ["health", "measures", "explain", "milestones", "levers"]
ACROSS_CUSTOMERS = ["worklist", "tier_plan"]  # which know no order of customers


def ask(engine: Engine, case: Case, **changed) -> Tables:
    """A case's answers, with some of its parts changed."""
    given = {"model": case.model, "yaml": case.yaml, "portfolio": case.portfolio, "as_of": case.as_of, "known": case.known,
             "tables": ANSWERS, "group_by": case.groups[0], **changed}
    return engine.evaluate(**given)


def changes(engine: Engine, case: Case, **changed) -> list[Row]:
    given = {"model": case.model, "yaml": case.yaml, "portfolio": case.portfolio, "start": case.start, "end": case.as_of,
             "to_model": case.to_model, "to_yaml": case.to_yaml, **changed}
    return engine.changes(**given)


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
