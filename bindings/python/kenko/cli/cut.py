"""Only the first rows of a table."""

from __future__ import annotations

from typing import Any

from kenko import Table
from kenko.cli.sources import connect


class FirstRows(Table):
    """A table's first `limit` rows, cut by DuckDB on their way out."""

    __slots__ = ("_connection", "_limit", "_table")

    def __init__(self, table: Table, limit: int) -> None:
        super().__init__(table._handle, table.name)
        self._table = table
        self._limit = limit
        self._connection = connect()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        rows = self._connection.from_arrow(self._table).limit(self._limit)
        return rows.__arrow_c_stream__()
