"""What is measured: groups of entries, which take turns."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """A task of an engine. `section` and `label` say where it appears in the tables."""

    section: str
    label: str
    engine: str
    task: str
    threads: int = 1
    yardstick: bool = False  # gives no scores

    @property
    def key(self) -> str:
        return f"{self.section}/{self.label}/{self.threads}"


@dataclass(frozen=True)
class Group:
    """Entries on one workload."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    shuffled: bool = False
    form: str = ""
    # Runs of an entry each time its turn comes.
    runs: int = 3
    seconds: float = 0.3
    rounds: int | None = None  # default: what the command line says
    at_large: bool = False  # measured with the large workload too


def on(threads: tuple[int, ...], *entry: object, **more: bool) -> list[Entry]:
    return [Entry(*entry, threads=count, **more) for count in threads]


ONE, BOTH = (1,), (1, 2)

ORDERED = Group(
    "integer ids, in order of time",
    [
        *on(BOTH, "yardstick", "plain read", "native", "plain_read", yardstick=True),
        *on(BOTH, "yardstick", "one random add", "native", "random_add", yardstick=True),
        *on(BOTH, "columns", "by hand", "native", "by_hand"),
        *on(BOTH, "columns", "kenko", "native", "load_and_evaluate"),
        *on(BOTH, "columns", "kenko, all columns", "native", "load_and_evaluate_all"),
        *on(BOTH, "columns", "kenko (Python)", "kenko", "score"),
        *on(BOTH, "columns", "numpy", "numpy", "score"),
        *on(BOTH, "columns", "DuckDB", "duckdb", "score"),
        *on(BOTH, "columns", "Polars", "polars", "score"),
        *on(BOTH, "load", "kenko", "native", "load"),
        *on(BOTH, "loaded", "kenko", "native", "evaluate"),
        *on(BOTH, "loaded", "kenko, all columns", "native", "evaluate_all"),
        *on(BOTH, "loaded", "kenko (Python)", "kenko", "evaluate"),
        *on(BOTH, "loaded", "DuckDB", "duckdb", "evaluate"),
        *on(BOTH, "loaded", "Polars", "polars", "evaluate"),
        *on(ONE, "loaded", "pandas", "pandas", "evaluate"),
    ],
    at_large=True,
)
TEXTS = Group(
    "text ids, kinds and users as texts",
    [
        *on(BOTH, "texts", "kenko", "native", "load_and_evaluate"),
        *on(BOTH, "texts", "DuckDB", "duckdb", "score"),
        *on(BOTH, "texts", "Polars", "polars", "score"),
    ],
    form="text",
)
SHUFFLED = Group(
    "shuffled rows",
    [
        *on(BOTH, "shuffled", "by hand", "native", "by_hand"),
        *on(BOTH, "shuffled", "kenko", "native", "load_and_evaluate"),
        *on(ONE, "shuffled", "numpy", "numpy", "score"),
        *on(BOTH, "shuffled", "DuckDB", "duckdb", "score"),
        *on(BOTH, "shuffled", "Polars", "polars", "score"),
    ],
    shuffled=True,
)
SERIES = Group(
    "52 weekly instants",
    [
        *on(BOTH, "series", "kenko", "native", "series"),
        *on(BOTH, "series", "kenko, all columns", "native", "series_all"),
        *on(BOTH, "series", "kenko (Python)", "kenko", "series"),
        *on(ONE, "series", "numpy", "numpy", "series"),
        *on(BOTH, "series", "DuckDB", "duckdb", "series"),
    ],
    runs=1,
    seconds=0,
    rounds=3,
)
GROUPS = [ORDERED, TEXTS, SHUFFLED, SERIES]

# One customer after one new activity; how many steps.
STEPS = [
    Entry("one customer", "kenko", "native", "one_customer"),
    Entry("one customer, asked only", "kenko", "native", "ask_one_customer"),
    Entry("record only", "kenko", "native", "record"),
    Entry("scoring, measures ready", "kenko", "native", "scoring"),
    Entry("scoring, measures ready, one by one", "kenko", "native", "scoring_one_by_one"),
    Entry("one customer", "kenko (Python)", "kenko", "one_customer"),
    Entry("one customer", "SQLite", "sqlite", "one_customer"),
    Entry("one customer", "DuckDB", "duckdb", "one_customer"),
]
STEP_COUNT = {"duckdb": 200}
