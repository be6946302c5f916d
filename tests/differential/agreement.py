"""When two answers agree, and where they do not (MODEL.md, at its head)."""

from __future__ import annotations

from engines import Row

TELLING = ("customer_id", "as_of", "row", "cause", "milestone", "play", "tier", "group", "what")  # columns that say which row
TOLERANCE = 1e-9  # relative; absolute near 0


def cells_agree(expected: object, actual: object) -> bool:
    """Numbers to within the tolerance; texts, counts, states and instants exactly."""
    if isinstance(expected, float) and isinstance(actual, float):
        return abs(expected - actual) <= TOLERANCE * max(1.0, abs(expected), abs(actual))
    return type(expected) is type(actual) and expected == actual


def differences(expected: list[Row], actual: list[Row]) -> list[str]:
    """Readable, row by row. Columns that only the actual rows have are left alone: they may be added later."""
    found = []
    if len(expected) != len(actual):
        found.append(f"{len(expected)} rows expected, {len(actual)} found")
    for place, (want, got) in enumerate(zip(expected, actual)):
        wrong = [f"{name}: expected {cell!r}, found {got.get(name, 'no column')!r}" for name, cell in want.items()
                 if name not in got or not cells_agree(cell, got[name])]
        if wrong:
            label = " ".join(str(want[name]) for name in TELLING if name in want)
            found.append(f"row {place} ({label}): " + "; ".join(wrong))
    return found
