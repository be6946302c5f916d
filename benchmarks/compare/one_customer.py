"""One customer's score after one new activity of it: row stores and DuckDB beside kenko."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator

import numpy as np
import scoring
from data import DAY, T, Workload
from scoring import RECENT_KINDS, USE_KINDS


def curve(name: str, x: str) -> str:
    """As SQL; null where x is."""
    _, xs, ys = scoring.CURVES[name]
    cases = [f"WHEN {x} <= {xs[0]} THEN {ys[0]}.0"]
    for x0, x1, y0, y1 in zip(xs, xs[1:], ys, ys[1:]):
        cases.append(f"WHEN {x} <= {x1} THEN {y0} + {y1 - y0} * ({x} - {x0}) / {float(x1 - x0)!r}")
    return f"CASE {' '.join(cases)} WHEN {x} > {xs[-1]} THEN {ys[-1]}.0 END"


def score_sql(kinds: list[str], customer: str) -> str:
    """The score of the customer `customer` (a parameter), in SQL that both engines take. Columns:
    activities (customer, at, kind, actor, value), with integers for instants and kinds."""

    def of(*prefixes: str) -> str:
        codes = [str(code) for code, kind in enumerate(kinds) if kind.startswith(prefixes)]
        return f"kind = {codes[0]}" if len(codes) == 1 else f"kind IN ({', '.join(codes)})"

    def since(days: int) -> str:
        return f"at > {T - days * DAY}"

    def count(condition: str) -> str:
        return f"coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0)"

    core = of("feature.editor", "feature.search")
    measures = {
        "logins": count(f"{of('session.started')} AND {since(28)}"),
        "users": f"count(DISTINCT CASE WHEN {since(28)} AND {of(*USE_KINDS)} THEN actor END)",
        "core_now": count(f"{core} AND {since(28)}"),
        "core_before": count(f"{core} AND {since(56)} AND NOT {since(28)}"),
        "features": f"count(DISTINCT CASE WHEN {of('feature.')} AND {since(90)} THEN kind END)",
        "opened": count(of("ticket.opened")),
        "closed": count(of("ticket.closed")),
        "last_at": f"max(CASE WHEN {of(*RECENT_KINDS)} THEN at END)",
        "csat": f"avg(CASE WHEN {of('survey.csat')} AND {since(180)} THEN value END)",
        "pricing": count(f"{of('page.pricing')} AND {since(14)}"),
        "invites": count(of("user.invited")),
    }
    signals = {
        "logins": "logins",
        "seat_use": "users * 1.0 / seats",
        "core_change": f"CASE WHEN core_before > 0 AND started_at <= {T - 28 * DAY} "
        "THEN (core_now - core_before) * 1.0 / core_before END",
        "features": "features",
        "open_tickets": "opened - closed",
        "quiet_days": f"({T} - last_at) / {DAY}.0",
        "csat": "csat",
        "pricing_views": "pricing",
    }
    columns = ", ".join(f"{sql} AS {name}" for name, sql in measures.items())
    inputs = ", ".join(f"{sql} AS x_{name}" for name, sql in signals.items())
    subscores = ", ".join(f"{curve(name, f'x_{name}')} AS y_{name}" for name in signals)
    weights = {name: weight for name, (weight, _, _) in scoring.CURVES.items()}
    total = " + ".join(f"{w} * coalesce(y_{n}, 0)" for n, w in weights.items())
    weight = " + ".join(f"CASE WHEN y_{n} IS NULL THEN 0 ELSE {w} END" for n, w in weights.items())
    return f"""
SELECT CASE WHEN invites = 0 AND started_at < {T - 14 * DAY} AND mean > 30 THEN 30.0 ELSE mean END
FROM (
  SELECT invites, started_at, ({total}) / ({weight}) AS mean FROM (
    SELECT invites, started_at, {subscores} FROM (
      SELECT invites, started_at, {inputs}
      FROM (SELECT {columns} FROM activities WHERE customer = {customer} AND at <= {T}) AS measured,
        (SELECT seats, started_at FROM customers WHERE customer = {customer}) AS its
    ) AS given
  ) AS scored
) AS weighed"""


class Events:
    """New activities of customers all over the portfolio, the same for all engines."""

    def __init__(self, workload: Workload) -> None:
        self.ids = workload.column("customers.customer_id")
        self.kind = workload.kinds.index("session.started")
        self.actor_count = len(workload.column("actors.offsets")) - 1

    def __iter__(self) -> Iterator[tuple[int, int, int, int]]:
        """Customer, at, kind, actor."""
        place, step = 0, 0
        while True:
            place = (place + 7_368_787) % len(self.ids)
            yield int(self.ids[place]), T - 1_000_000, self.kind, step % self.actor_count
            step += 1


def latency(events: Events, steps: int, act: Callable[[tuple], object]) -> dict[str, float]:
    seconds = []
    for _, event in zip(range(steps), events):
        start = time.perf_counter()
        act(event)
        seconds.append(time.perf_counter() - start)
    return {"median": float(np.median(seconds)), "p99": float(np.percentile(seconds, 99))}


class Sqlite:
    """In memory, activities clustered by customer and instant."""

    def __init__(self, workload: Workload) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        execute = self.connection.execute
        execute(
            "CREATE TABLE activities (customer INTEGER, at INTEGER, n INTEGER, kind INTEGER, "
            "actor INTEGER, value REAL, PRIMARY KEY (customer, at, n)) WITHOUT ROWID"
        )
        execute(
            "CREATE TABLE customers (customer INTEGER PRIMARY KEY, seats INTEGER, "
            "started_at INTEGER)"
        )
        names = ("customer_id", "seats", "started_at")
        columns = (workload.column(f"customers.{name}").tolist() for name in names)
        insert = self.connection.executemany
        insert("INSERT INTO customers VALUES (?, ?, ?)", zip(*columns))
        names = ("customer_id", "at", "kind", "actor", "value")
        columns = [workload.column(f"activities.{name}") for name in names]
        order = np.lexsort((columns[1], columns[0]))
        execute("BEGIN")
        for start in range(0, len(order), 1 << 20):
            rows = order[start : start + (1 << 20)]
            customer, at, kind, actor, value = (column[rows].tolist() for column in columns)
            batch = zip(customer, at, rows.tolist(), kind, actor, value)
            insert("INSERT INTO activities VALUES (?, ?, ?, ?, ?, ?)", batch)
        execute("COMMIT")
        self.next = len(order)
        self.sql = score_sql(workload.kinds, "?1")

    def act(self, event: tuple[int, int, int, int]) -> float:
        customer, at, kind, actor = event
        execute = self.connection.execute
        row = (customer, at, self.next, kind, actor, None)
        execute("INSERT INTO activities VALUES (?, ?, ?, ?, ?, ?)", row)
        self.next += 1
        return execute(self.sql, (customer,)).fetchone()[0]


class Duckdb:
    """In memory, activities ordered by customer, so that few row groups are read."""

    def __init__(self, workload: Workload) -> None:
        import duckdb
        import pyarrow as pa

        self.connection = duckdb.connect(config={"threads": 1})
        columns = {
            "activities": ("customer_id", "at", "kind", "actor", "value"),
            "customers": ("customer_id", "seats", "started_at"),
        }
        for table, names in columns.items():
            arrow = pa.table({name: workload.column(f"{table}.{name}") for name in names})
            arrow = arrow.rename_columns(["customer", *names[1:]])
            self.connection.register(f"given_{table}", arrow)
        self.connection.execute("CREATE TABLE customers AS FROM given_customers")
        self.connection.execute(
            'CREATE TABLE activities AS FROM given_activities ORDER BY customer, "at"'
        )
        # `at` is a keyword of DuckDB.
        self.sql = re.sub(r"\bat\b", '"at"', score_sql(workload.kinds, "$1"))

    def act(self, event: tuple[int, int, int, int]) -> float:
        customer, at, kind, actor = event
        execute = self.connection.execute
        execute("INSERT INTO activities VALUES (?, ?, ?, ?, NULL)", [customer, at, kind, actor])
        return execute(self.sql, [customer]).fetchone()[0]


class Kenko:
    """kenko through Python."""

    def __init__(self, workload: Workload, model) -> None:
        import kenko

        self.evaluator, self.portfolio = model.evaluator(), kenko.Portfolio()
        self.portfolio.load(customers=workload.customers(), activities=workload.activities())
        self.kinds, self.actors = workload.kinds, workload.texts("actors")

    def act(self, event: tuple[int, int, int, int]) -> float:
        customer, at, kind, actor = event
        actor = self.actors[actor].as_py()
        kind = self.kinds[kind]
        self.portfolio.record_activity(customer_id=customer, at=at, kind=kind, actor=actor)
        return self.evaluator.assess(self.portfolio, customer, as_of=T).score
