"""Scores the 23,570 customers of a real shop as of 1 October 1997, and shows why.

usage: demo.py [CUSTOMER]   (a customer to explain; default the BAD one that spent most)

The purchases go on until June 1998, so the demo can also look at what kenko could not see: who
bought again.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import duckdb
from purchases import purchases_csv
from report import Report
from rich.console import Console

import kenko

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "examples" / "models" / "shop.yaml"
CACHE = ROOT / "build" / "demo"
AS_OF = "1997-10-01T00:00:00Z"


def main() -> None:
    path = purchases_csv(CACHE)
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.read_csv(
        str(path), dtype={"customer_id": "VARCHAR", "at": "TIMESTAMPTZ", "value": "DOUBLE"}
    ).create_view("purchases")
    # What the shop knows of a customer at that instant.
    connection.sql(
        f"""
        SELECT customer_id, min("at") AS first_purchase,
               coalesce(sum(value) FILTER ("at" <= TIMESTAMPTZ '{AS_OF}'), 0) AS spent
        FROM purchases GROUP BY customer_id ORDER BY customer_id
        """
    ).create_view("customers")
    connection.view("customers").to_csv(str(CACHE / "customers.csv"))

    started = time.perf_counter()
    model = kenko.Model.load(MODEL)
    portfolio = kenko.Portfolio()
    # All purchases, also those of the future: nothing after as_of has influence.
    reports = portfolio.load(
        customers=connection.view("customers"), activities=connection.view("purchases")
    )
    loaded = time.perf_counter()
    result = model.evaluate(
        portfolio, as_of=AS_OF, tables=["health", "explain"], threads=os.cpu_count() or 1
    )
    done = time.perf_counter()

    report = Report(Console(), model, result, AS_OF)
    report.title(reports["activities"].rows_loaded, loaded - started, done - loaded)
    report.bands(connection)
    worst = report.most_valuable_bad(connection)
    report.explain(sys.argv[1] if len(sys.argv) > 1 else worst)


if __name__ == "__main__":
    main()
