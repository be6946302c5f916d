"""What the demo prints."""

from __future__ import annotations

import sys

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kenko import Model, Result
from kenko._instant import microseconds
from kenko.cli.terminal import band_text
from kenko.cli.tree import render

_BAR = 30


class Report:
    """Prints the parts of the demo, each from the tables of one evaluation."""

    def __init__(self, console: Console, model: Model, result: Result, as_of: str) -> None:
        # A pipe has no width: what fits on most screens.
        self.console = console if console.is_terminal else Console(width=120)
        self.model = model
        self.result = result
        self.as_of = as_of

    def title(self, purchases: int, loading: float, evaluating: float) -> None:
        health = self.result["health"]
        self._heading(
            f"{health.num_rows:,} customers, {purchases:,} purchases, as of {self.as_of[:10]}"
        )
        self.console.print(
            f"loaded in {loading:.2f} s, scored and explained in {evaluating:.2f} s, with "
            f"examples/models/{self.model.name}.yaml\n"
        )

    def bands(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Prints the bands, and how many of each bought again: what the model could not see."""
        connection.from_arrow(self.result["health"]).create("health")
        rows = connection.sql(
            f"""
            WITH later AS (
              SELECT DISTINCT customer_id FROM purchases WHERE "at" > TIMESTAMPTZ '{self.as_of}'
            )
            SELECT band, count(*), avg(score), avg((later.customer_id IS NOT NULL)::INTEGER)
            FROM health LEFT JOIN later USING (customer_id)
            GROUP BY band ORDER BY avg(score) DESC
            """
        ).fetchall()
        self._heading("Bands, and who bought again in the 39 weeks after")
        table = _table("band", ">customers", ">mean score", ">bought again", "")
        for band, count, score, again in rows:
            bar = Text("█" * round(again * _BAR), style=band_text(band).style)
            table.add_row(band_text(band), f"{count:,}", f"{score:.1f}", f"{again:.1%}", bar)
        self.console.print(table)
        self.console.print()

    def most_valuable_bad(self, connection: duckdb.DuckDBPyConnection) -> str:
        """Prints the ten BAD customers of most value; returns the first one's id."""
        rows = connection.sql(
            """
            SELECT customer_id, spent, score, trend, reasons
            FROM health JOIN customers USING (customer_id)
            WHERE band = 'BAD' ORDER BY spent DESC, customer_id LIMIT 10
            """
        ).fetchall()
        self._heading("The ten BAD customers of most value")
        table = _table("customer", ">spent", ">score", ">trend", "what costs them most")
        for customer, spent, score, trend, reasons in rows:
            moved = "" if trend is None else f"{trend:+.1f}"
            table.add_row(
                customer, f"${spent:,.0f}", f"{score:.1f}", moved, ", ".join(reasons or [])
            )
        self.console.print(table)
        self.console.print()
        return rows[0][0]

    def explain(self, customer: str) -> None:
        health = [
            row for row in self.result["health"].to_pylist() if row["customer_id"] == customer
        ]
        if not health:
            sys.exit(f"demo: there is no customer {customer}")
        rows = self.result["explain"].to_pylist()
        mine = [row for row in rows if row["customer_id"] == customer]
        self._heading(f"Customer {customer}, explained")
        self.console.print(render(self.model, health[0], mine, microseconds(self.as_of)))
        self.console.print(
            "\nThe same from the command line:\n"
            "  ./dev kenko explain examples/models/shop.yaml --customers build/demo/customers.csv "
            f"\\\n    --activities build/demo/purchases.csv --as-of {self.as_of[:10]} "
            f"--customer {customer}",
            style="dim",
            highlight=False,
            soft_wrap=True,
        )

    def _heading(self, text: str) -> None:
        self.console.print(Text(text, style="bold"))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in columns:
        table.add_column(name.lstrip(">"), justify="right" if name.startswith(">") else "left")
    return table
