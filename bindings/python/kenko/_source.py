"""Tables on their way into a portfolio."""

from __future__ import annotations

from typing import Any


def without_unnamed_index(source: Any) -> Any:
    """Returns a pandas DataFrame without index levels that have no name.

    pandas would hand them over as columns ``__index_level_0__``, which mean nothing to a model; a
    level with a name, such as the customer's id, is a column like the others.
    """
    if type(source).__module__.partition(".")[0] != "pandas" or not hasattr(source, "index"):
        return source
    unnamed = [level for level, name in enumerate(source.index.names) if name is None]
    return source.reset_index(level=unnamed, drop=True) if unnamed else source


def arrow_source(table: str, source: Any) -> Any:
    """Returns what has the Arrow PyCapsule interface, or says what would."""
    source = without_unnamed_index(source)
    if hasattr(source, "__arrow_c_stream__") or hasattr(source, "__arrow_c_array__"):
        return source
    hint = ""
    if type(source).__name__ == "LazyFrame":
        hint = "; .collect() it first"
    elif isinstance(source, (list, tuple, dict)):
        hint = "; rows in Python go in one by one with portfolio.record_…()"
    elif type(source).__module__.partition(".")[0] == "pandas":
        hint = "; pandas has that from 2.2 on"
    raise TypeError(
        f"{table}: a table must have __arrow_c_stream__ or __arrow_c_array__ (pandas, Polars, "
        f"pyarrow, DuckDB, …), not be a {type(source).__name__}{hint}"
    )
