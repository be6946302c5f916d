"""The configurations of others in tests/configurations, against the plain reference and the real engine."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from agreement import cells_agree
from core_yaml import load_yaml
from engines import columns_of

CONFIGURATIONS = sorted((Path(__file__).parent.parent / "configurations").glob("*/model.yaml"))
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def micros(text: str) -> int:
    return (datetime.fromisoformat(text.replace("Z", "+00:00")) - EPOCH) // timedelta(microseconds=1)


def typed_rows(table: str, rows: list[dict], model: dict) -> list[dict]:
    """Instants as microseconds, as the engines take them."""
    columns = columns_of(table, model)
    return [{name: micros(cell) if columns[name] == "time" else cell for name, cell in row.items()} for row in rows]


@pytest.mark.parametrize("path", CONFIGURATIONS, ids=lambda path: path.parent.name)
def test_configuration(path: Path, engine) -> None:
    yaml = path.read_text(encoding="utf-8")
    model = load_yaml(yaml)
    cases = load_yaml(path.with_name("cases.yaml").read_text(encoding="utf-8"))
    load = {table: typed_rows(table, cases.get(table, []), model) for table in ("customers", "activities", "milestones", "feeds")}
    for case in cases["expected"]:
        known = micros(case["known"]) if "known" in case else None
        answer = engine.evaluate(model, yaml, [load], micros(case["as_of"]), known, ["health", "measures", "explain"])
        wrong = [f"{case['as_of']}: {complaint}" for complaint in complaints(case, answer)]
        assert not wrong, "\n".join(wrong)


def complaints(case: dict, answer: dict) -> list[str]:
    found = []
    for table in ("health", "measures"):
        rows = {row["customer_id"]: row for row in answer[table]}
        for customer, cells in case.get(table, {}).items():
            found += [f"{table}: {customer}: {name} is {rows[customer][name]!r}, not {cell!r}"
                      for name, cell in cells.items() if not agree(cell, rows[customer][name])]
    for customer, points in case.get("points", {}).items():
        rows = {row["row"]: row["points"] for row in answer["explain"]
                if row["customer_id"] == customer and row["points"] is not None}
        if list(rows) != list(points) or not all(agree(cell, rows[row]) for row, cell in points.items()):
            found.append(f"points: {customer}: {rows}, not {points}")
    return found


def agree(expected: object, actual: object) -> bool:
    """YAML writes a number without a point as an int."""
    return cells_agree(float(expected) if type(expected) is int else expected, actual)
