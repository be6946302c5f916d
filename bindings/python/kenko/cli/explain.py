"""``kenko explain``: why one customer has its score."""

from __future__ import annotations

import argparse

from rich.console import Console, RenderableType

from kenko import Model, NotFoundError, Portfolio, Result
from kenko.cli.problems import Problem
from kenko.cli.question import read_question
from kenko.cli.tree import render

_WIDTH = 140  # of plain text, where there is no terminal that has one


def run(arguments: argparse.Namespace) -> int:
    model, portfolio = read_question(arguments)
    result = _evaluate(model, portfolio, arguments)
    health = result["health"].to_pylist()
    if not health:
        raise Problem(f"customer {arguments.customer} does not exist at that instant")
    tree = render(model, health[0], result["explain"].to_pylist(), arguments.as_of)
    console = Console()
    if console.is_terminal:
        console.print(tree)
    else:
        print(plain_text(tree))
    return 0


def plain_text(tree: RenderableType) -> str:
    """Returns what a pipe or file gets: no colours, no blanks at the ends of lines."""
    console = Console(width=_WIDTH, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(tree)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def _evaluate(model: Model, portfolio: Portfolio, arguments: argparse.Namespace) -> Result:
    """Takes the id as text, and where the portfolio's ids are integers as one."""
    ids: list[str | int] = [arguments.customer]
    if arguments.customer.lstrip("-").isdecimal():
        ids.append(int(arguments.customer))
    for customer in ids:
        try:
            return model.evaluate(
                portfolio,
                as_of=arguments.as_of,
                known=arguments.known,
                tables=("health", "explain"),
                customers=customer,
            )
        except NotFoundError:
            if customer is ids[-1]:
                raise Problem(f"customers: there is no customer {arguments.customer}") from None
    raise AssertionError("unreachable")
