"""What an evaluation answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kenko import _kenko
from kenko._table import Table


class Result(Mapping[str, Table]):
    """The tables of one evaluation by name, in the order in which they were asked for."""

    __slots__ = ("_handle", "_names")

    def __init__(self, handle: _kenko.Result) -> None:
        self._handle = handle
        self._names = handle.tables

    def __getitem__(self, name: str) -> Table:
        if name not in self._names:
            raise KeyError(f"{name!r} was not asked for; there are: {', '.join(self._names)}")
        return Table(self._handle, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"<kenko.Result: {', '.join(self._names)}>"
