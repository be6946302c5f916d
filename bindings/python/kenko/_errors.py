"""The exceptions of kenko."""

from __future__ import annotations

from typing import Any


class Error(Exception):
    """Something that kenko refuses, or that went wrong.

    Attributes
    ----------
    code : int
        The number of ``absl::StatusCode``, e.g. 3 for an invalid argument.
    table, row, column : str, int, str or None
        The input table, the row from 0 (counted over the whole load) and the column.
    file, line, file_column : str, int, int or None
        The place in a model file; line and column count from 1.
    diagnostics : tuple of Diagnostic
        Of a model that has errors: all of them, and the warnings.
    """

    code: int = 13
    table: str | None = None
    row: int | None = None
    column: str | None = None
    file: str | None = None
    line: int | None = None
    file_column: int | None = None
    diagnostics: tuple[Any, ...] = ()


class CancelledError(Error):
    """A progress callback returned ``False``."""

    code = 1


class InvalidArgumentError(Error, ValueError):
    """The model, the data or an argument is wrong; the message says what would be right."""

    code = 3


class NotFoundError(Error, LookupError):
    """A file, customer or table that is not there."""

    code = 5


class ResourceExhaustedError(Error, MemoryError):
    """Out of memory, or beyond a limit of kenko."""

    code = 8


_TYPES: dict[int, type[Error]] = {
    kind.code: kind
    for kind in (CancelledError, InvalidArgumentError, NotFoundError, ResourceExhaustedError)
}


def make_error(
    code: int,
    message: str,
    table: str | None = None,
    row: int = -1,
    column: str | None = None,
    file: str | None = None,
    line: int = 0,
    file_column: int = 0,
) -> Error:
    """Makes the exception of a failed call; -1 and 0 stand for "does not apply", as in the ABI."""
    error = _TYPES.get(code, Error)(message)
    error.code = code
    error.table = table
    error.row = row if row >= 0 else None
    error.column = column
    error.file = file
    error.line = line or None
    error.file_column = file_column or None
    return error
