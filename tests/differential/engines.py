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
    """A model comes as a dict and as its YAML, `to_model` and `to_yaml` likewise."""

    def evaluate(self, model: dict, yaml: str, portfolio: list[Load], as_of: int, known: int | None, tables: list[str],
                 customers: list[str] | None = None, threads: int = 1, by_record: bool = False,
                 group_by: str | None = None) -> Tables: ...

    def changes(self, model: dict, yaml: str, portfolio: list[Load], start: int, end: int, to_model: dict | None = None,
                to_yaml: str | None = None, customers: list[str] | None = None, threads: int = 1) -> list[Row]: ...

    def retention(self, model: dict, yaml: str, portfolio: list[Load], start: int, end: int, by: str | None = None,
                  threads: int = 1) -> list[Row]: ...

    def series(self, model: dict, yaml: str, portfolio: list[Load], instants: list[int], known: int | None = None,
               customers: list[str] | None = None, threads: int = 1) -> list[Row]: ...

    def assess(self, model: dict, yaml: str, portfolio: list[Load], instants: list[int], known: int | None = None) -> list[Row]:
        """The rows of `series`, asked for one by one."""
        ...


class ReferenceEngine:
    """Knows no threads, and takes records as it takes loads."""

    def evaluate(self, model: dict, yaml: str, portfolio: list[Load], as_of: int, known: int | None, tables: list[str],
                 customers: list[str] | None = None, threads: int = 1, by_record: bool = False,
                 group_by: str | None = None) -> Tables:
        return reference.evaluate(model, portfolio, as_of, known, tables, customers, group_by)

    def changes(self, model: dict, yaml: str, portfolio: list[Load], start: int, end: int, to_model: dict | None = None,
                to_yaml: str | None = None, customers: list[str] | None = None, threads: int = 1) -> list[Row]:
        return reference.changes(model, portfolio, start, end, to_model, customers)

    def retention(self, model: dict, yaml: str, portfolio: list[Load], start: int, end: int, by: str | None = None,
                  threads: int = 1) -> list[Row]:
        return reference.retention(model, portfolio, start, end, by)

    def series(self, model: dict, yaml: str, portfolio: list[Load], instants: list[int], known: int | None = None,
               customers: list[str] | None = None, threads: int = 1) -> list[Row]:
        return reference.series(model, portfolio, instants, known, customers)

    def assess(self, model: dict, yaml: str, portfolio: list[Load], instants: list[int], known: int | None = None) -> list[Row]:
        return self.series(model, yaml, portfolio, instants, known)


class KenkoEngine:
    def __init__(self) -> None:
        import kenko
        import pyarrow

        self.kenko, self.pyarrow = kenko, pyarrow

    def evaluate(self, model: dict, yaml: str, portfolio: list[Load], as_of: int, known: int | None, tables: list[str],
                 customers: list[str] | None = None, threads: int = 1, by_record: bool = False,
                 group_by: str | None = None) -> Tables:
        result = self.kenko.Model.parse(yaml).evaluate(
            self._loaded(portfolio, model, by_record), as_of=as_of, known=known, tables=tables, customers=customers,
            threads=threads, group_by=group_by)
        return {table: self._rows(result[table]) for table in tables}

    def changes(self, model: dict, yaml: str, portfolio: list[Load], start: int, end: int, to_model: dict | None = None,
                to_yaml: str | None = None, customers: list[str] | None = None, threads: int = 1) -> list[Row]:
        to = None if to_yaml is None else self.kenko.Model.parse(to_yaml)
        return self._rows(self.kenko.Model.parse(yaml).changes(
            self._loaded(portfolio, model), start=start, end=end, to_model=to, customers=customers, threads=threads))

    def retention(self, model: dict, yaml: str, portfolio: list[Load], start: int, end: int, by: str | None = None,
                  threads: int = 1) -> list[Row]:
        return self._rows(self.kenko.Model.parse(yaml).retention(
            self._loaded(portfolio, model), start=start, end=end, by=by, threads=threads))

    def series(self, model: dict, yaml: str, portfolio: list[Load], instants: list[int], known: int | None = None,
               customers: list[str] | None = None, threads: int = 1) -> list[Row]:
        return self._rows(self.kenko.Model.parse(yaml).series(
            self._loaded(portfolio, model), instants=instants, known=known, customers=customers, threads=threads))

    def assess(self, model: dict, yaml: str, portfolio: list[Load], instants: list[int], known: int | None = None) -> list[Row]:
        """Of one evaluator, after each load, forth and back."""
        evaluator, loaded = self.kenko.Model.parse(yaml).evaluator(), self.kenko.Portfolio()
        customers: dict[str, None] = {}  # in the order in which they first came
        found = {}
        for load in portfolio:
            self._load(loaded, load, model)
            customers |= dict.fromkeys(row["customer_id"] for row in load.get("customers", []))
            for t in [*instants, *reversed(instants)]:
                found |= {(one, t): evaluator.assess(loaded, one, as_of=t, known=known) for one in customers}
        return [{"customer_id": one, "as_of": t, **self._health_row(found[one, t])}
                for one in customers for t in instants if found[one, t].exists]

    def _health_row(self, summary) -> Row:
        row = summary._asdict() | {"reasons": list(summary.reasons)}
        if row["band_since"] is not None:
            row["band_since"] = (row["band_since"] - _EPOCH) // timedelta(microseconds=1)
        return {name: cell for name, cell in row.items() if name not in ("exists", "days_in_band", "plays")}

    def _loaded(self, portfolio: list[Load], model: dict, by_record: bool = False):
        loaded = self.kenko.Portfolio()
        for load in portfolio:
            if by_record:
                self._record(loaded, load, model)
            else:
                self._load(loaded, load, model)
        return loaded

    def _load(self, loaded, load: Load, model: dict) -> None:
        loaded.load(**{table: self.arrow(rows, columns_of(table, model)) for table, rows in load.items() if rows})

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
        table = pa.table(table)
        for place, field in enumerate(table.schema):
            if pa.types.is_timestamp(field.type):
                table = table.set_column(place, field.name, table.column(place).cast(pa.int64()))
        return table.to_pylist()
