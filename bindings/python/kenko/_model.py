"""Models, and what kenko has to say about their text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from kenko import _kenko
from kenko._errors import Error
from kenko._evaluator import Evaluator
from kenko._instant import Instant, microseconds
from kenko._portfolio import Portfolio, Snapshot, snapshot_of
from kenko._result import Result
from kenko._table import Table

Customers = str | int | Iterable[Any] | None
"""A customer's id, several, or None for all customers."""

_TYPES = ("text", "number", "flag", "time")
_SEVERITIES = ("error", "warning")


@dataclass(frozen=True)
class Diagnostic:
    """One thing that is wrong with a model file, or surely a mistake in it.

    ``str()`` of it is ``saas.yaml:12:5: error: ...``; line and column count from 1.
    """

    severity: str  # "error" or "warning"
    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message}"


def _parse(
    text: str | bytes, file: str
) -> tuple[_kenko.Model | None, tuple[Diagnostic, ...], Exception | None]:
    handle, found, error = _kenko.parse(text, file)
    diagnostics = tuple(
        Diagnostic(_SEVERITIES[severity], file, line, column, message)
        for severity, line, column, message in found
    )
    if isinstance(error, Error):
        error.diagnostics = diagnostics
    return handle, diagnostics, error


def check(text: str | bytes, file: str = "model.yaml") -> list[Diagnostic]:
    """Returns every error and warning of a model's text, in the order of the file.

    Parameters
    ----------
    text : str or bytes
        The content of a model file.
    file : str
        Its name, for the messages. Nothing is read from disk.
    """
    handle, diagnostics, error = _parse(text, file)
    if handle is None and error is not None and not diagnostics:
        raise error  # not about the text: out of memory, say
    return list(diagnostics)


def output_tables() -> tuple[str, ...]:
    """Returns the names of the tables that an evaluation may be asked for."""
    return _kenko.output_tables()


class Model:
    """A health model, parsed and checked once. Immutable; any number of threads may use it.

    Make one with :meth:`parse` or :meth:`load`.

    Attributes
    ----------
    warnings : list of Diagnostic
        What is legal in the file but surely a mistake.
    """

    __slots__ = ("_handle", "warnings")

    def __init__(self, handle: _kenko.Model, warnings: Sequence[Diagnostic]) -> None:
        self._handle = handle
        self.warnings = list(warnings)

    @classmethod
    def parse(cls, text: str | bytes, file: str = "model.yaml") -> Model:
        """Parses and checks the content of a model file.

        Parameters
        ----------
        text : str or bytes
            The content, in UTF-8 where it is bytes.
        file : str
            Its name, for the messages. Nothing is read from disk.

        Raises
        ------
        InvalidArgumentError
            With every error of the text, one a line, each ``file:line:column: error: ...``; its
            ``diagnostics`` holds them one by one.
        """
        handle, diagnostics, error = _parse(text, file)
        if error is not None:
            raise error
        assert handle is not None
        return cls(handle, diagnostics)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Model:
        """Parses and checks a model file; see :meth:`parse`."""
        return cls.parse(Path(path).read_bytes(), os.fspath(path))

    @property
    def name(self) -> str:
        """What the file says after ``name:``."""
        return self._handle.name

    @property
    def hash(self) -> str:
        """16 hexadecimal digits; the same text has the same hash."""
        return self._handle.hash

    @property
    def clocks(self) -> int:
        """How many different earlier clocks the model needs: what makes evaluating it dear."""
        return self._handle.clocks

    @property
    def stability(self) -> tuple[timedelta, timedelta] | None:
        """The step of the grid on which bands are held, and how far back it reaches, if at all."""
        found = self._handle.stability
        if found is None:
            return None
        every, look_back = found
        return timedelta(microseconds=every), timedelta(microseconds=look_back)

    @property
    def customer_id_column(self) -> str:
        """The column of the customers table that holds the id."""
        return self._handle.customer_id_column

    @property
    def valid_from_column(self) -> str | None:
        """The column that says from when a customer's row holds, where the model names one."""
        return self._handle.valid_from_column or None

    @property
    def customer_attributes(self) -> dict[str, str]:
        """The declared attributes: name to ``text``, ``number``, ``flag`` or ``time``."""
        return {name: _TYPES[kind] for name, kind in self._handle.customer_attributes}

    @property
    def activity_attributes(self) -> dict[str, str]:
        """The declared attributes of activities."""
        return {name: _TYPES[kind] for name, kind in self._handle.activity_attributes}

    def evaluate(
        self,
        portfolio: Portfolio | Snapshot,
        *,
        as_of: Instant,
        known: Instant | None = None,
        tables: str | Iterable[str] = ("health",),
        customers: Customers = None,
        threads: int = 1,
        progress: Callable[[float], Any] | None = None,
        group_by: str | None = None,
        health_columns: str | Iterable[str] | None = None,
    ) -> Result:
        """Answers how the customers are at an instant.

        Parameters
        ----------
        portfolio : Portfolio or Snapshot
            The data; of a portfolio a snapshot is taken.
        as_of : datetime, date, str or int
            The instant at which the question is asked; nothing after it has influence. Naive
            datetimes are UTC, text is ISO 8601, an int is microseconds since 1970.
        known : datetime, date, str or int, optional
            What was known when; default `as_of`.
        tables : str or iterable of str
            Which tables, of :func:`output_tables`. One that is not asked for costs nothing.
        customers : id or iterable of ids, optional
            Only these, in the portfolio's order; default all. (``tier_plan`` and ``tier_load`` are
            of a whole portfolio.)
        threads : int
            The answer is the same to the last bit for any number.
        progress : callable, optional
            Called now and then with the share done, from 0 to 1. ``False`` from it cancels.
        group_by : str, optional
            By which text attribute or text fact (``"tier"``, ``"onboarding.plan"``, …) the table
            ``summary`` groups; default all customers are one group.
        health_columns : str or iterable of str, optional
            The table ``health`` has these columns only, in its own order, and ``customer_id``;
            what no column shows is not computed. Default all.

        Returns
        -------
        Result
            The tables by name.

        Raises
        ------
        NotFoundError
            If one of `customers` has no row in the portfolio.
        CancelledError
            If `progress` returned ``False``.
        """
        result = _kenko.evaluate(
            self._handle,
            snapshot_of(portfolio)._handle,
            microseconds(as_of),
            None if known is None else microseconds(known),
            (tables,) if isinstance(tables, str) else tuple(tables),
            _ids(customers),
            threads,
            progress,
            group_by,
            _column_names(health_columns),
        )
        return Result(result)

    def series(
        self,
        portfolio: Portfolio | Snapshot,
        instants: Iterable[Instant],
        *,
        known: Instant | None = None,
        customers: Customers = None,
        threads: int = 1,
        progress: Callable[[float], Any] | None = None,
        columns: str | Iterable[str] | None = None,
    ) -> Table:
        """Answers how the customers were at many instants, for little more than the cost of one.

        Parameters
        ----------
        portfolio, customers, threads, progress
            See :meth:`evaluate`.
        instants : iterable of datetime, date, str or int
            At least one, each after the one before it.
        known : datetime, date, str or int, optional
            What was known at one instant, for all of the series; default at each its own.
        columns : str or iterable of str, optional
            These columns only, in the table's own order, with ``customer_id`` and ``as_of``; what
            no column shows is not computed. Default all.

        Returns
        -------
        Table
            ``series``: the columns of ``health`` and, behind ``customer_id``, ``as_of``; by
            customer, then by instant. A customer has rows for the instants at which it existed.
        """
        result = _kenko.series(
            self._handle,
            snapshot_of(portfolio)._handle,
            tuple(microseconds(instant) for instant in instants),
            None if known is None else microseconds(known),
            _ids(customers),
            threads,
            progress,
            _column_names(columns),
        )
        return Table(result, "series")

    def changes(
        self,
        portfolio: Portfolio | Snapshot,
        *,
        start: Instant,
        end: Instant,
        to_model: Model | None = None,
        customers: Customers = None,
        threads: int = 1,
        progress: Callable[[float], Any] | None = None,
    ) -> Table:
        """Explains why scores moved between two instants, each seen as it was known then.

        Parameters
        ----------
        portfolio, customers, threads, progress
            See :meth:`evaluate`.
        start, end : datetime, date, str or int
            The two instants.
        to_model : Model, optional
            The score at `end` is that model's: what a change of the model does.

        Returns
        -------
        Table
            ``changes``: for each customer that has a score at both, the points by which each row of
            its explanation moved and what moved it: ``time``, ``activity``, ``attributes`` or
            ``model``. They add up to the difference of the scores.
        """
        result = _kenko.changes(
            self._handle,
            None if to_model is None else to_model._handle,
            snapshot_of(portfolio)._handle,
            microseconds(start),
            microseconds(end),
            _ids(customers),
            threads,
            progress,
        )
        return Table(result, "changes")

    def retention(
        self,
        portfolio: Portfolio | Snapshot,
        *,
        start: Instant,
        end: Instant,
        by: str | None = None,
        customers: Customers = None,
        threads: int = 1,
        progress: Callable[[float], Any] | None = None,
    ) -> Table:
        """Measures what became of the customers of one instant until another.

        Parameters
        ----------
        portfolio, customers, threads, progress
            See :meth:`evaluate`.
        start, end : datetime, date, str or int
            The two instants, each seen as it was known then.
        by : str, optional
            The text attribute or text fact, at `start`, that customers are grouped by.

        Returns
        -------
        Table
            ``retention``: by group, customers and value at `start`, how many churned, and the gross
            and net retention of value.
        """
        result = _kenko.retention(
            self._handle,
            snapshot_of(portfolio)._handle,
            microseconds(start),
            microseconds(end),
            by,
            _ids(customers),
            threads,
            progress,
        )
        return Table(result, "retention")

    def evaluator(self) -> Evaluator:
        """Makes what answers for one customer at a time, in microseconds: right after something
        happened. It keeps what it prepares, so keep it, too."""
        return Evaluator(_kenko.evaluator(self._handle))

    def __repr__(self) -> str:
        return f"<kenko.Model {self.name!r} {self.hash}>"


def _column_names(columns: str | Iterable[str] | None) -> tuple[str, ...] | None:
    if columns is None:
        return None
    return (columns,) if isinstance(columns, str) else tuple(columns)


def _ids(customers: Customers) -> tuple[Any, ...] | None:
    if customers is None:
        return None
    if isinstance(customers, str) or not isinstance(customers, Iterable):
        return (customers,)  # one id
    return tuple(customers)
