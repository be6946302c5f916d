"""One customer's explanation as a tree whose points add up to the score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kenko import Model
from kenko.cli.facts import facts, hundredths
from kenko.cli.terminal import number, plain

Row = dict[str, Any]
_COLUMNS = ("value", "subscore", "weight", "points", "lost")


def render(model: Model, health: Row, explain: Sequence[Row], as_of: int) -> RenderableType:
    """Returns what rich prints: the answer, then what it is made of."""
    return Group(facts(model, health, as_of), Text(), tree(health, explain))


def tree(health: Row, explain: Sequence[Row]) -> Table:
    """Returns a row a term of the score, then the score."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("", overflow="fold")
    for name in _COLUMNS:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("says", style="dim")
    shown = _adding_up([row["points"] for row in explain])
    rules = [row["kind"] == "rule" for row in explain]
    first_rule = rules.index(True) if True in rules else len(explain)
    labels = _labels(explain[:first_rule]) + [row["row"] for row in explain[first_rule:]]
    for index, (row, label, points) in enumerate(zip(explain, labels, shown)):
        if index == first_rule:
            before = sum(point for point in shown[:first_rule] if point is not None)
            table.add_row(*_sum("score before rules", before), style="bold")
        table.add_row(*map(Text, (label, *_cells(row, points), row["says"] or "")))
    score = None if health["score"] is None else round(health["score"] * 100)
    table.add_row(*_sum("score", score), style="bold")
    return table


def _cells(row: Row, points: int | None) -> tuple[str, ...]:
    value = row["text"] if row["value"] is None else number(row["value"])
    return (
        "–" if value is None and row["kind"] == "signal" else value or "",
        plain(row["subscore"]),
        "" if row["weight"] is None else f"{row['weight']:.1%}",
        "" if points is None else hundredths(points / 100),
        plain(row["lost"]),
    )


def _sum(label: str, points: int | None) -> tuple[str, ...]:
    return (label, "", "", "", "none" if points is None else hundredths(points / 100), "", "")


def _adding_up(points: Sequence[float | None]) -> list[int | None]:
    """Rounds to hundredths such that the rounded numbers add up to the rounded sum.

    Where plain rounding would not, the numbers nearest to the middle give way by one hundredth.
    """
    exact = [0.0 if point is None else point * 100 for point in points]
    rounded = [round(number) for number in exact]
    step = 1 if sum(exact) > sum(rounded) else -1
    order = sorted(range(len(exact)), key=lambda i: step * (rounded[i] - exact[i]))
    for index in order[: abs(round(sum(exact)) - sum(rounded))]:
        rounded[index] += step
    return [None if point is None else number for point, number in zip(points, rounded)]


def _labels(rows: Sequence[Row]) -> list[str]:
    """Returns each row's own name, indented below the groups that it is in."""
    labels: list[str] = []
    groups: list[str] = []
    for row in rows:
        path = row["row"]
        while groups and not path.startswith(groups[-1] + "/"):
            groups.pop()
        name = path[len(groups[-1]) + 1 :] if groups else path
        labels.append("  " * len(groups) + name)
        if row["kind"] == "group":
            groups.append(path)
    return labels
