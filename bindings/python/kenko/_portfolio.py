"""Portfolios: the customers, activities, milestones and feeds that models are evaluated on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kenko import _kenko
from kenko._errors import InvalidArgumentError
from kenko._record import ACTIVITIES, CUSTOMERS, FEEDS, MILESTONES, TABLES, fields
from kenko._source import arrow_source


@dataclass(frozen=True)
class BadRow:
    """A row that was set aside: its number from 0, the column, and what is wrong with it."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class LoadReport:
    """What a load took in and left out; of the bad rows the first hundred are listed."""

    rows_loaded: int
    rows_set_aside: int
    first_bad_rows: tuple[BadRow, ...]


class Snapshot:
    """What a portfolio held at one moment. Immutable; any number of threads may evaluate it."""

    __slots__ = ("_handle",)

    def __init__(self, handle: _kenko.Snapshot) -> None:
        self._handle = handle


def snapshot_of(portfolio: Portfolio | Snapshot) -> Snapshot:
    """Returns the snapshot itself, or what the portfolio holds now."""
    if isinstance(portfolio, Portfolio):
        return portfolio.snapshot()
    if not isinstance(portfolio, Snapshot):
        raise TypeError(f"not a Portfolio or Snapshot: {type(portfolio).__name__}")
    return portfolio


class Portfolio:
    """The data that models are evaluated on; it knows no model.

    Rows come in any order, in bulk (:meth:`load`) or one by one (``record_...``); both give the
    same portfolio. Threads may share one: each call waits for the one before it. Snapshots are free
    of that.

    Parameters
    ----------
    id_column, valid_from_column : str
        The names of these two columns of the customers table, where :meth:`load` or
        :meth:`record_customer` are not told others.
    """

    __slots__ = ("_handle", "_id_column", "_valid_from_column")

    def __init__(
        self, id_column: str = "customer_id", valid_from_column: str = "valid_from"
    ) -> None:
        self._handle = _kenko.Portfolio()
        self._id_column = id_column
        self._valid_from_column = valid_from_column

    def load(
        self,
        *,
        customers: Any = None,
        activities: Any = None,
        milestones: Any = None,
        feeds: Any = None,
        id_column: str | None = None,
        valid_from_column: str | None = None,
        set_aside: bool = False,
        progress: Callable[[int], Any] | None = None,
        threads: int = 1,
    ) -> dict[str, LoadReport]:
        """Takes in whole tables, without a copy on the way.

        Each table is loaded whole or, if it has a bad row, not at all; they are loaded in the order
        of the parameters. A row of the same key as one of an earlier load replaces it.

        Parameters
        ----------
        customers, activities, milestones, feeds : table, optional
            Anything with ``__arrow_c_stream__`` or ``__arrow_c_array__``: a DataFrame of pandas
            (2.2 or later) or Polars, a table or reader of pyarrow, a relation of DuckDB, ….
        id_column, valid_from_column : str, optional
            These columns of the customers table; default those of the portfolio.
        set_aside : bool
            Leave out bad rows, count and list them, instead of raising.
        progress : callable, optional
            Called with the number of rows handed on so far. ``False`` from it cancels.
        threads : int
            How many threads take in activities. The portfolio is the same for any number.

        Returns
        -------
        dict of str to LoadReport
            For each table that was given.

        Raises
        ------
        InvalidArgumentError
            For the first bad row; its ``table``, ``row`` and ``column`` say where.
        """
        if threads < 1:
            raise InvalidArgumentError(f"threads is {threads}; at least 1 is needed")
        given = {
            "customers": customers,
            "activities": activities,
            "milestones": milestones,
            "feeds": feeds,
        }
        sources = {
            name: arrow_source(name, source) for name, source in given.items() if source is not None
        }
        reports = {}
        for name, source in sources.items():
            loaded, aside, bad = self._handle.load(
                TABLES[name],
                source,
                self._id_column if id_column is None else id_column,
                self._valid_from_column if valid_from_column is None else valid_from_column,
                set_aside,
                progress,
                threads,
            )
            reports[name] = LoadReport(loaded, aside, tuple(BadRow(*row) for row in bad))
        return reports

    def record_customer(
        self,
        row: Mapping[str, Any] | None = None,
        /,
        *,
        id_column: str | None = None,
        valid_from_column: str | None = None,
        **cells: Any,
    ) -> None:
        """Takes in one row of customers: column names and values, as a mapping or as keywords.

        Values are int, float, str, bool, datetime (naive is UTC), date or None. In a column that
        always holds instants, such as recorded_at, an int is microseconds since 1970 and a str is
        ISO text; an attribute of time needs a datetime or date.
        """
        self._record(CUSTOMERS, row, cells, id_column, valid_from_column)

    def record_activity(self, row: Mapping[str, Any] | None = None, /, **cells: Any) -> None:
        """Takes in one activity, e.g. ``customer_id=7, at=now, kind="session.started"``.

        It may be late or out of order. See :meth:`record_customer` for the values.
        """
        self._record(ACTIVITIES, row, cells)

    def record_milestone(self, row: Mapping[str, Any] | None = None, /, **cells: Any) -> None:
        """Takes in one row of milestones; see :meth:`record_customer` for the values."""
        self._record(MILESTONES, row, cells)

    def record_feed(self, row: Mapping[str, Any] | None = None, /, **cells: Any) -> None:
        """Takes in one row of feeds; see :meth:`record_customer` for the values."""
        self._record(FEEDS, row, cells)

    def snapshot(self) -> Snapshot:
        """Returns what the portfolio holds now; cheap. What comes later is not seen by it."""
        return Snapshot(self._handle.snapshot())

    def _record(
        self,
        table: int,
        row: Mapping[str, Any] | None,
        cells: dict[str, Any],
        id_column: str | None = None,
        valid_from_column: str | None = None,
    ) -> None:
        if row is not None:
            cells = {**row, **cells}
        valid_from = self._valid_from_column if valid_from_column is None else valid_from_column
        self._handle.record(
            table,
            fields(table, cells, valid_from),
            self._id_column if id_column is None else id_column,
            valid_from,
        )
