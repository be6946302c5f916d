"""The C module: kenko's C ABI in plain Python values. Use the package kenko instead."""

from collections.abc import Callable, Iterable
from typing import Any

version: str

class Model:
    name: str
    hash: str
    clocks: int
    stability: tuple[int, int] | None
    customer_id_column: str
    valid_from_column: str
    customer_attributes: list[tuple[str, int]]
    activity_attributes: list[tuple[str, int]]

class Snapshot: ...

class Portfolio:
    def __new__(cls) -> Portfolio: ...
    def load(
        self,
        table: int,
        source: Any,
        id_column: str | None,
        valid_from_column: str | None,
        set_aside: bool,
        progress: Callable[[int], Any] | None,
        threads: int,
        /,
    ) -> tuple[int, int, list[tuple[int, str, str]]]: ...
    def record(
        self,
        table: int,
        fields: Iterable[tuple[str, int, Any]],
        id_column: str | None,
        valid_from_column: str | None,
        /,
    ) -> None: ...
    def snapshot(self) -> Snapshot: ...

class Result:
    tables: tuple[str, ...]
    def stream(self, name: str, /) -> Any: ...
    def schema(self, name: str, /) -> Any: ...

class Evaluator:
    def assess(
        self, snapshot: Snapshot, customer: str | int, as_of: int, known: int | None, /
    ) -> tuple[Any, ...]: ...

def parse(
    text: str | bytes, file: str, /
) -> tuple[Model | None, list[tuple[int, int, int, str]], Exception | None]: ...
def evaluate(
    model: Model,
    snapshot: Snapshot,
    as_of: int,
    known: int | None,
    tables: Iterable[str],
    customers: Iterable[str] | Iterable[int] | None,
    threads: int,
    progress: Callable[[float], Any] | None,
    group_by: str | None,
    health_columns: Iterable[str] | None,
) -> Result: ...
def series(
    model: Model,
    snapshot: Snapshot,
    instants: tuple[int, ...],
    known: int | None,
    customers: Iterable[str] | Iterable[int] | None,
    threads: int,
    progress: Callable[[float], Any] | None,
    columns: Iterable[str] | None,
) -> Result: ...
def changes(
    model: Model,
    to_model: Model | None,
    snapshot: Snapshot,
    start: int,
    end: int,
    customers: Iterable[str] | Iterable[int] | None,
    threads: int,
    progress: Callable[[float], Any] | None,
) -> Result: ...
def retention(
    model: Model,
    snapshot: Snapshot,
    start: int,
    end: int,
    group_by: str | None,
    customers: Iterable[str] | Iterable[int] | None,
    threads: int,
    progress: Callable[[float], Any] | None,
) -> Result: ...
def evaluator(model: Model, /) -> Evaluator: ...
def output_tables() -> tuple[str, ...]: ...
def read_table(
    source: Any, instant: Callable[[int], Any], limit: int, /
) -> tuple[tuple[str, ...], tuple[list[Any], ...]]: ...
def table_shape(source: Any, /) -> tuple[int, tuple[str, ...]]: ...
def write_csv(source: Any, write: Callable[[bytes], Any], header: bool, /) -> None: ...
