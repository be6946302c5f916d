"""The workload's columns as numpy arrays and as Arrow tables, mapped from files without a copy."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pyarrow as pa

AS_OF = datetime(2025, 1, 1, tzinfo=timezone.utc)
DAY = 86_400_000_000
T = int(AS_OF.timestamp()) * 1_000_000
# Weekly, but not on the days' borders; the same as WeeklyInstants() of loaded_workload.cc.
INSTANTS = [T - week * 7 * DAY - 5 * 3_600_000_000 for week in reversed(range(52))]

BATCH_ROWS = 131_072  # as the C++ side's batches: DuckDB reads several at once


def to_datetime(instant: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(microseconds=instant)


class Workload:
    """A folder written by write_workload."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.kinds = self.texts("kinds").to_pylist()

    def column(self, name: str) -> np.ndarray:
        """E.g. ``activities.at``, of numbers or codes."""
        # Without the subclass memmap, whose slices are slow to make.
        return np.load(self.folder / f"{name}.npy", mmap_mode="r").view(np.ndarray)

    def texts(self, name: str) -> pa.Array:
        offsets, data = self.column(f"{name}.offsets"), self.column(f"{name}.bytes")
        buffers = [None, pa.py_buffer(offsets), pa.py_buffer(data)]
        return pa.Array.from_buffers(pa.utf8(), len(offsets) - 1, buffers)

    def codes(self, name: str, texts: str) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(self.column(name)), self.texts(texts))

    def numbers(self, name: str, kind: pa.DataType, valid: str | None = None) -> pa.Array:
        values = self.column(name)
        bits = None if valid is None else pa.py_buffer(self.column(valid))
        return pa.Array.from_buffers(kind, len(values), [bits, pa.py_buffer(values)])

    def flags(self, name: str, rows: int) -> pa.Array:
        return pa.Array.from_buffers(pa.bool_(), rows, [None, pa.py_buffer(self.column(name))])

    def customers(self, texts: bool = False) -> pa.Table:
        time = pa.timestamp("us", "UTC")
        ids = self.numbers("customers.customer_id", pa.int64())
        return pa.table(
            {
                "customer_id": self.texts("customers.customer_id_text") if texts else ids,
                "plan": self.codes("customers.plan", "plans"),
                "mrr": self.numbers("customers.mrr", pa.float64()),
                "seats": self.numbers("customers.seats", pa.int64()),
                "started_at": self.numbers("customers.started_at", time),
                "renews_at": self.numbers("customers.renews_at", time),
                "strategic": self.flags("customers.strategic_bits", len(ids)),
            }
        )

    def activities(self, texts: bool = False, batch_rows: int = BATCH_ROWS) -> pa.Table:
        """Kinds and actors are dictionaries or, with `texts`, texts as the ids."""
        time = pa.timestamp("us", "UTC")
        if texts:
            ids = self.texts("activities.customer_id_text")
            kinds, actors = self.texts("activities.kind_text"), self.texts("activities.actor_text")
        else:
            ids = self.numbers("activities.customer_id", pa.int64())
            kinds = self.codes("activities.kind", "kinds")
            actors = self.codes("activities.actor", "actors")
        columns = {
            "customer_id": ids,
            "at": self.numbers("activities.at", time),
            "kind": kinds,
            "actor": actors,
            "value": self.numbers("activities.value", pa.float64(), "activities.value_valid_bits"),
        }
        table = pa.table(columns)
        return pa.Table.from_batches(table.to_batches(max_chunksize=batch_rows))
