"""The gallery of models in examples/models, and the small portfolio that each has in the folder of its name."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from core_yaml import load_yaml
from engines import Load, Row, columns_of
from test_configurations import micros

FOLDER = Path(__file__).parents[2] / "examples" / "models"
MODELS = sorted(FOLDER.glob("*.yaml"))
# of expected.csv: the columns that are no text
NUMBERS = {"score", "coverage", "worst", "best", "trend", "onboarding_progress", "time_to_value_days", "attainment", "priority"}
LISTS = {"reasons", "plays"}
FLAGS = {"attained"}
EXPLANATION = "why"  # the column that is for people
TABLES = ["health", "explain", "milestones", "worklist", "tier_plan"]  # what an example is asked for


@dataclass
class Example:
    """A model that has a portfolio, and what must come out."""

    path: Path

    def __post_init__(self) -> None:
        self.yaml = self.path.read_text(encoding="utf-8")
        self.model = load_yaml(self.yaml)
        self.as_of = micros(self._beside("as_of.txt").read_text(encoding="utf-8").strip())

    def _beside(self, file: str) -> Path:
        return self.path.with_suffix("") / file

    def portfolio(self) -> Load:
        customer = self.model.get("customer", {})
        # the file's own names of these two columns
        renamed = {customer.get("id", "customer_id"): "customer_id", customer.get("valid_from", "valid_from"): "valid_from"}
        load = {"customers": self._rows("customers", renamed), "activities": self._rows("activities", {})}
        load.update({table: self._rows(table, {}) for table in ("milestones", "feeds") if self._beside(f"{table}.csv").exists()})
        return load

    def _rows(self, table: str, renamed: dict[str, str]) -> list[Row]:
        columns = columns_of(table, self.model)
        rows = []
        for cells in read_csv(self._beside(f"{table}.csv")):
            named = {renamed.get(name, name): cell for name, cell in cells.items()}
            rows.append({name: typed(cell, columns[name]) for name, cell in named.items() if cell != ""})
        return rows

    def expected(self) -> list[Row]:
        """The columns of `told` that the example tells."""
        return [{name: expected_cell(name, cell) for name, cell in row.items() if name != EXPLANATION}
                for row in read_csv(self._beside("expected.csv"))]


def told(tables: dict[str, list[Row]]) -> list[Row]:
    """The rows of `health`, each with its plays in the order of the worklist and its tier in the plan of capacity."""
    plays: dict[str, list] = {row["customer_id"]: [] for row in tables["health"]}
    for row in tables["worklist"]:
        plays[row["customer_id"]].append(row["play"])
    planned = {row["customer_id"]: row["planned_tier"] for row in tables["tier_plan"]}
    return [{**row, "plays": plays[row["customer_id"]], "planned_tier": planned.get(row["customer_id"])}
            for row in tables["health"]]


EXAMPLES = [Example(path) for path in MODELS if (path.with_suffix("") / "expected.csv").exists()]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def typed(cell: str, kind: str) -> object:
    if kind == "time":
        return micros(cell)
    if kind == "flag":
        return {"true": True, "false": False}[cell]
    return float(cell) if kind == "number" else cell


def expected_cell(name: str, cell: str) -> object:
    if name in LISTS:
        return cell.split("|") if cell else []
    if cell == "":
        return None
    if name in FLAGS:
        return typed(cell, "flag")
    return float(cell) if name in NUMBERS else cell
