"""The two engines behind one interface: the plain reference, and the real one through its Python package."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Protocol

import reference

Row = dict[str, object]
Load = dict[str, list[Row]]
Tables = dict[str, list[Row]]

CUSTOMER_COLUMNS = {"customer_id": "text", "valid_from": "time", "recorded_at": "time"}
ACTIVITY_COLUMNS = {"customer_id": "text", "at": "time", "kind": "text", "value": "number", "actor": "text", "id": "text",
                    "valid_until": "time", "recorded_at": "time", "retracted": "flag"}
MILESTONE_COLUMNS = {"customer_id": "text", "milestone": "text", "due_at": "time", "completed_at": "time", "recorded_at": "time"}
FEED_COLUMNS = {"kind": "text", "complete_from": "time", "complete_until": "time"}

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def columns_of(table: str, model: dict) -> dict[str, str]:
    """The columns of a table and their types, the model's attributes among them."""
    if table == "customers":
        return {**CUSTOMER_COLUMNS, **_attributes(model, "customer")}
    if table == "activities":
        return {**ACTIVITY_COLUMNS, **_attributes(model, "activity")}
    return MILESTONE_COLUMNS if table == "milestones" else FEED_COLUMNS


def _attributes(model: dict, of: str) -> dict[str, str]:
    return {name: kind for name, kind in model.get(of, {}).get("attributes", {}).items() if name != "meta"}


class Engine(Protocol):
    def evaluate(self, model: dict, yaml: str, portfolio: list[Load], as_of: int, known: int | None, tables: list[str],
                 customers: list[str] | None = None, threads: int = 1, by_record: bool = False) -> Tables: ...


class ReferenceEngine:
    """Knows no threads, and takes records as it takes loads."""

    def evaluate(self, model: dict, yaml: str, portfolio: list[Load], as_of: int, known: int | None, tables: list[str],
                 customers: list[str] | None = None, threads: int = 1, by_record: bool = False) -> Tables:
        return reference.evaluate(model, portfolio, as_of, known, tables, customers)


class KenkoEngine:
    def __init__(self) -> None:
        import kenko
        import pyarrow

        self.kenko, self.pyarrow = kenko, pyarrow

    def evaluate(self, model: dict, yaml: str, portfolio: list[Load], as_of: int, known: int | None, tables: list[str],
                 customers: list[str] | None = None, threads: int = 1, by_record: bool = False) -> Tables:
        compiled = self.kenko.Model.parse(yaml)
        loaded = self.kenko.Portfolio()
        for load in portfolio:
            if by_record:
                self._record(loaded, load, model)
            else:
                loaded.load(**{table: self.arrow(rows, columns_of(table, model)) for table, rows in load.items() if rows})
        result = compiled.evaluate(loaded, as_of=as_of, known=known, tables=tables, customers=customers, threads=threads)
        return {table: self._rows(self.pyarrow.table(result[table])) for table in tables}

    def _record(self, loaded, load: Load, model: dict) -> None:
        ways = {"customers": loaded.record_customer, "activities": loaded.record_activity, "milestones": loaded.record_milestone}
        for table, record in ways.items():
            columns = columns_of(table, model)
            for row in load.get(table, []):
                record({name: _EPOCH + timedelta(microseconds=cell) if columns[name] == "time" else cell
                        for name, cell in row.items() if name in columns and cell is not None})
        if load.get("feeds"):
            loaded.load(feeds=self.arrow(load["feeds"], FEED_COLUMNS))

    def arrow(self, rows: list[Row], columns: dict[str, str]):
        """In small batches. Every other column in which nothing stands is left out."""
        pa = self.pyarrow
        types = {"text": pa.string(), "time": pa.timestamp("us", "UTC"), "flag": pa.bool_()}
        made = {}
        for place, (name, kind) in enumerate(columns.items()):
            cells = [row.get(name) for row in rows]
            if place % 2 and all(cell is None for cell in cells):
                continue
            whole = all(isinstance(cell, int) for cell in cells if cell is not None)
            made[name] = pa.array(cells, types.get(kind) or (pa.int64() if whole else pa.float64()))
        return pa.Table.from_batches(pa.table(made).to_batches(max_chunksize=7), pa.table(made).schema)

    def _rows(self, table) -> list[Row]:
        """Instants as microseconds."""
        pa = self.pyarrow
        for place, field in enumerate(table.schema):
            if pa.types.is_timestamp(field.type):
                table = table.set_column(place, field.name, table.column(place).cast(pa.int64()))
        return table.to_pylist()
