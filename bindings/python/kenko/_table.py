"""A table of an answer, and ways into other libraries."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kenko import _kenko
from kenko._instant import to_datetime

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_SHOWN_ROWS = 10
_SHOWN_WIDTH = 100


class Table:
    """One table, e.g. ``result["health"]``.

    Anything that speaks Arrow takes it without a copy: ``pyarrow.table(t)``,
    ``polars.DataFrame(t)``, ``duckdb.sql("from t")``. Without any library, :meth:`to_pylist` and
    :meth:`to_pydict` give Python values: None for missing, datetimes in UTC for instants.
    """

    __slots__ = ("_handle", "_shape", "name")

    def __init__(self, handle: _kenko.Result, name: str) -> None:
        self._handle = handle
        self._shape: tuple[int, tuple[str, ...]] | None = None
        self.name = name

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The Arrow PyCapsule interface; the table's own types are given in any case."""
        return self._handle.stream(self.name)

    def __arrow_c_schema__(self) -> Any:
        return self._handle.schema(self.name)

    @property
    def num_rows(self) -> int:
        return self._measured()[0]

    @property
    def column_names(self) -> list[str]:
        return list(self._measured()[1])

    def __len__(self) -> int:
        return self.num_rows

    def to_pydict(self) -> dict[str, list[Any]]:
        """Returns the columns: name to list of values."""
        names, columns = self._read(to_datetime, -1)
        return dict(zip(names, columns))

    def to_pylist(self) -> list[dict[str, Any]]:
        """Returns the rows, each as a dictionary."""
        names, columns = self._read(to_datetime, -1)
        return [dict(zip(names, row)) for row in zip(*columns)]

    def head(self, rows: int = 10) -> dict[str, list[Any]]:
        """Returns the columns of the first rows: name to list of values."""
        names, columns = self._read(to_datetime, rows)
        return dict(zip(names, columns))

    def to_arrow(self) -> pyarrow.Table:
        """Returns a ``pyarrow.Table``; needs pyarrow."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Returns a pandas DataFrame; needs pandas and pyarrow."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """Returns a Polars DataFrame; needs Polars."""
        import polars

        return polars.DataFrame(self)

    def write_csv(self, target: str | os.PathLike[str] | Callable[[bytes], Any]) -> None:
        """Writes the table as CSV in UTF-8.

        Missing is empty, numbers have the shortest form that reads back the same, instants are
        ``2025-01-31T00:00:00.000000Z``, lists are joined by ``|``.

        Parameters
        ----------
        target : path or callable
            A file, or what takes the bytes piece by piece, e.g. ``sys.stdout.buffer.write``.
        """
        if callable(target):
            _kenko.write_csv(self, target, True)
            return
        with open(target, "wb") as file:
            _kenko.write_csv(self, file.write, True)

    def _measured(self) -> tuple[int, tuple[str, ...]]:
        if self._shape is None:
            self._shape = _kenko.table_shape(self)
        return self._shape

    def _read(
        self, instant: Callable[[int], datetime], limit: int
    ) -> tuple[tuple[str, ...], tuple[list[Any], ...]]:
        return _kenko.read_table(self, instant, limit)

    def __repr__(self) -> str:
        rows, names = self._measured()
        title = f"kenko.Table {self.name}: {rows:,} rows, {len(names)} columns"
        texts = [
            [name, *map(_cell_text, values)]
            for name, values in self.head(_SHOWN_ROWS).items()
            if any(value is not None for value in values)
        ]
        lines = [""] * (1 + min(rows, _SHOWN_ROWS))
        for cells in texts:
            width = max(map(len, cells))
            if len(lines[0]) + width > _SHOWN_WIDTH:
                lines = [f"{line}…" if i == 0 else line for i, line in enumerate(lines)]
                break
            lines = [f"{line}{cell:<{width}}  " for line, cell in zip(lines, cells)]
        more = [f"… {rows - _SHOWN_ROWS:,} more"] if rows > _SHOWN_ROWS else []
        return "\n".join([title, *(line.rstrip() for line in lines), *more]).rstrip()


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return "|".join(map(str, value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value)
