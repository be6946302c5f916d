"""Questions about one customer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from kenko import NotFoundError
from kenko.cli.problems import Problem

Answer = TypeVar("Answer")


def ask(customer: str | None, question: Callable[[str | int | None], Answer]) -> Answer:
    """Puts a question with the id as text, then, as the portfolio's may be integers, as one.

    None asks it of all customers.
    """
    if customer is None:
        return question(None)
    ids: list[str | int] = [customer]
    if re.fullmatch("0|-?[1-9][0-9]{0,18}", customer) and -(2**63) <= int(customer) < 2**63:
        ids.append(int(customer))
    for one in ids:
        try:
            return question(one)
        except NotFoundError:
            continue
    raise Problem(f"customers: there is no customer {customer}")
