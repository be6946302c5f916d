"""DuckDB; the SQL is in duckdb_sql.py and duckdb_series.py."""

from __future__ import annotations

import duckdb
import duckdb_series
import duckdb_sql
import pyarrow as pa
import scoring
from data import BATCH_ROWS, Workload


class Engine:
    """With integer ids it gets what it likes best: kinds as an ENUM, users as integers."""

    def __init__(self, workload: Workload, texts: bool = False) -> None:
        self.texts, self.kinds = texts, workload.kinds
        self.connection = duckdb.connect()
        self.run("SET preserve_insertion_order = false")
        self.run("SET TimeZone = 'UTC'")
        self.run(duckdb_sql.MACROS)
        for name, values in (
            ("kinds", workload.kinds),
            ("bands", scoring.BANDS),
            ("tiers", scoring.TIERS),
        ):
            listed = ", ".join(f"'{value}'" for value in values)
            self.run(f"CREATE TYPE {name} AS ENUM ({listed})")
        self.connection.register("arrow_customers", workload.customers(texts))
        self.run(
            "CREATE TABLE customers AS SELECT customer_id, mrr, seats, strategic, "
            "started_at::TIMESTAMP AS started_at FROM arrow_customers"
        )
        self.connection.register("arrow_activities", self.arrow_activities(workload))
        self.run(
            'CREATE VIEW given AS SELECT customer_id, "at" AS ts, kind::kinds AS kind, actor, '
            "value FROM arrow_activities"
        )
        self.is_loaded = False

    def arrow_activities(self, workload: Workload) -> pa.Table:
        table = workload.activities(self.texts)
        # Without a time zone, whose arithmetic of days would be that of a calendar.
        at = pa.chunked_array([workload.numbers("activities.at", pa.timestamp("us"))])
        columns = {name: table[name] for name in table.column_names} | {"at": at}
        if not self.texts:
            columns["actor"] = pa.chunked_array([workload.numbers("activities.actor", pa.int32())])
        table = pa.table(columns)
        return pa.Table.from_batches(table.to_batches(max_chunksize=BATCH_ROWS))

    def run(self, sql: str) -> None:
        self.connection.execute(sql)

    def query(self, sql: str) -> pa.Table:
        return self.connection.sql(sql).to_arrow_table()

    def load(self) -> None:
        """Arrow into a table in memory."""
        self.run("CREATE OR REPLACE TABLE activities AS FROM given")
        self.is_loaded = True

    def evaluate(self) -> pa.Table:
        """From the table in memory."""
        if not self.is_loaded:
            self.load()
        return self.query(duckdb_sql.score(self.kinds, "activities"))

    def score(self) -> pa.Table:
        """From Arrow. Texts are best read once; integers are best loaded first, as one scan a
        window of a table beats one scan of Arrow for all."""
        if self.texts:
            return self.query(duckdb_sql.score_in_one_scan(self.kinds, "given"))
        self.load()
        return self.evaluate()

    def series(self) -> list[pa.Table]:
        if not self.is_loaded:
            self.load()
        return list(duckdb_series.series(self.connection, self.kinds))


def answer(table: pa.Table) -> scoring.Answer:
    """In the order of the customers table, whose ids rise."""
    return scoring.answer_of(table.sort_by("customer_id"))
