"""The one-liner."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, overload

from kenko._instant import Instant
from kenko._model import Model
from kenko._portfolio import Portfolio
from kenko._result import Result
from kenko._table import Table


def _model(model: Model | str | bytes | os.PathLike[str]) -> Model:
    if isinstance(model, Model):
        return model
    if isinstance(model, bytes) or (isinstance(model, str) and "\n" in model):
        return Model.parse(model)
    return Model.load(model)


@overload
def score(
    model: Model | str | bytes | os.PathLike[str],
    customers: Any,
    activities: Any,
    milestones: Any = ...,
    feeds: Any = ...,
    *,
    as_of: Instant,
    known: Instant | None = ...,
    threads: int = ...,
    set_aside: bool = ...,
    tables: None = ...,
    columns: str | Iterable[str] | None = ...,
) -> Table: ...


@overload
def score(
    model: Model | str | bytes | os.PathLike[str],
    customers: Any,
    activities: Any,
    milestones: Any = ...,
    feeds: Any = ...,
    *,
    as_of: Instant,
    known: Instant | None = ...,
    threads: int = ...,
    set_aside: bool = ...,
    tables: Iterable[str],
    columns: str | Iterable[str] | None = ...,
) -> Result: ...


def score(
    model: Model | str | bytes | os.PathLike[str],
    customers: Any,
    activities: Any,
    milestones: Any = None,
    feeds: Any = None,
    *,
    as_of: Instant,
    known: Instant | None = None,
    threads: int = 1,
    set_aside: bool = False,
    tables: Iterable[str] | None = None,
    columns: str | Iterable[str] | None = None,
) -> Table | Result:
    """Scores customers in one call.

    Parameters
    ----------
    model : Model, path or text
        A model, the path of its file, or its text (which has more than one line).
    customers, activities, milestones, feeds : table
        Anything that speaks Arrow; see :meth:`Portfolio.load`. The id and valid_from columns of
        customers are those that the model names.
    as_of, known : datetime, date, str or int
        The instant at which the question is asked; see :meth:`Model.evaluate`.
    threads : int
        How many threads load and evaluate.
    set_aside : bool
        Leave out bad rows instead of raising. (To see which, load a :class:`Portfolio`.)
    tables : iterable of str, optional
        Which tables.
    columns : str or iterable of str, optional
        Which columns of ``health``; see `health_columns` of :meth:`Model.evaluate`.

    Returns
    -------
    Table or Result
        The table ``health``; with `tables`, all those that were asked for.

    Examples
    --------
    >>> kenko.score("saas.yaml", customers, activities, as_of="2025-01-31")  # doctest: +SKIP
    """
    model = _model(model)
    portfolio = Portfolio(model.customer_id_column, model.valid_from_column or "valid_from")
    portfolio.load(
        customers=customers,
        activities=activities,
        milestones=milestones,
        feeds=feeds,
        set_aside=set_aside,
        threads=threads,
    )
    result = model.evaluate(
        portfolio,
        as_of=as_of,
        known=known,
        tables=("health",) if tables is None else tables,
        threads=threads,
        health_columns=columns,
    )
    return result["health"] if tables is None else result
