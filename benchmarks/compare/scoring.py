"""From measures to scores, bands and tiers, by workload.yaml, for engines that work with numpy."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from data import DAY

CURVES = {  # measure: weight, x, y
    "logins": (2, [0, 2, 6, 12], [0, 40, 80, 100]),
    "seat_use": (3, [0, 0.2, 0.6, 0.9], [0, 40, 80, 100]),
    "core_change": (2, [-0.5, 0, 0.25, 1], [0, 60, 85, 100]),
    "features": (1, [0, 2, 4, 6], [0, 50, 80, 100]),
    "open_tickets": (1, [-2, 0, 3, 8], [100, 90, 50, 0]),
    "quiet_days": (2, [0, 7, 21, 45], [100, 80, 40, 0]),
    "csat": (2, [1, 3, 4, 5], [0, 40, 80, 100]),
    "pricing_views": (1, [0, 1, 2, 4], [50, 70, 90, 100]),
}
# Beginnings of the kinds that count as use, and for how long ago the last activity was.
USE_KINDS = ("session.", "feature.", "report.")
RECENT_KINDS = (*USE_KINDS, "page.", "user.", "ticket.")
BANDS = np.array(["GOOD", "NORMAL", "BAD"])
TIERS = np.array(["high", "low", "tech"])


class Answer(NamedTuple):
    """Of every customer, in the order of the customers table: codes of BANDS and TIERS."""

    score: np.ndarray
    band: np.ndarray
    tier: np.ndarray


def score(measures: dict[str, np.ndarray], invites: np.ndarray, age: np.ndarray) -> np.ndarray:
    """`measures` as named in CURVES, NaN for missing; `age` in microseconds."""
    total, weights = 0.0, 0.0
    for name, (weight, x, y) in CURVES.items():
        value = measures[name]
        points = np.interp(value, x, y)  # of NaN: NaN
        if value.dtype.kind == "f":
            there = ~np.isnan(value)
            total = total + weight * np.where(there, points, 0)
            weights = weights + weight * there
        else:
            total, weights = total + weight * points, weights + weight
    result = total / weights
    return np.where((invites == 0) & (age > 14 * DAY), np.minimum(result, 30), result)


def bands(scores: np.ndarray) -> np.ndarray:
    # Sums that differ in their last bit must not fall to two sides of a bound.
    return 2 - (scores >= 40 - 1e-9).astype(np.int8) - (scores >= 70 - 1e-9)


def tiers(mrr: np.ndarray, strategic: np.ndarray) -> np.ndarray:
    by_value = 2 - (mrr >= 300).astype(np.int8) - (mrr >= 2000)
    return np.where(strategic, 0, by_value)


def answer_of(table: pa.Table) -> Answer:
    """Of a table with score, band and tier, these as dictionaries of texts."""

    def codes(name: str, names: np.ndarray) -> np.ndarray:
        column = table[name].combine_chunks()
        places = {text: place for place, text in enumerate(names)}
        of_texts = np.array([places.get(text, -1) for text in column.dictionary.to_pylist()])
        return of_texts[column.indices.to_numpy()]

    return Answer(table["score"].to_numpy(), codes("band", BANDS), codes("tier", TIERS))
