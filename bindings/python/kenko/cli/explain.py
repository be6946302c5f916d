"""``kenko explain``: why one customer has its score, how it came there and what to do."""

from __future__ import annotations

import argparse

from rich.console import Console, Group, RenderableType
from rich.text import Text

from kenko import Model
from kenko.cli.customer import ask
from kenko.cli.facts import facts
from kenko.cli.history import Row, sparkline
from kenko.cli.instants import history
from kenko.cli.problems import Problem
from kenko.cli.question import read_portfolio
from kenko.cli.sections import levers, milestones, plays
from kenko.cli.tree import tree

_TABLES = ("health", "explain", "milestones", "levers", "worklist")
_WIDTH = 100  # of plain text, where there is no terminal that has one


def run(arguments: argparse.Namespace) -> int:
    model = Model.load(arguments.model)
    instants, every = history(model, arguments.as_of)
    portfolio = read_portfolio(arguments, {arguments.model: model})

    def question(customer: str | int | None) -> tuple[dict[str, list[Row]], list[Row]]:
        known, threads = arguments.known, arguments.threads
        result = model.evaluate(
            portfolio,
            as_of=arguments.as_of,
            known=known,
            tables=_TABLES,
            customers=customer,
            threads=threads,
        )
        known = arguments.as_of if known is None else known  # one for all, as stability has it
        past = model.series(portfolio, instants, known=known, customers=customer, threads=threads)
        return {name: table.to_pylist() for name, table in result.items()}, past.to_pylist()

    answer, past = ask(arguments.customer, question)
    if not answer["health"]:
        raise Problem(f"customer {arguments.customer} does not exist at that instant")
    _print(_page(model, arguments.as_of, answer, sparkline(instants, every, past)))
    return 0


def _page(
    model: Model, as_of: int, answer: dict[str, list[Row]], drawn: list[Text]
) -> RenderableType:
    """Puts the parts that there are below each other."""
    (health,) = answer["health"]
    parts = [
        facts(model, health, as_of, drawn),
        tree(health, answer["explain"]),
        milestones(answer["milestones"]),
        levers(answer["levers"]),
        plays(answer["worklist"]),
    ]
    lines: list[RenderableType] = []
    for part in parts:
        if part is not None:
            lines += [Text(), part] if lines else [part]
    return Group(*lines)


def _print(page: RenderableType) -> None:
    console = Console()
    if console.is_terminal:
        console.print(page)
    else:
        print(plain_text(page))


def plain_text(page: RenderableType) -> str:
    """Returns what a pipe or file gets: no colours, no blanks at the ends of lines."""
    console = Console(width=_WIDTH, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(page)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())
