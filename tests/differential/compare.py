"""Compares the real engine with the plain reference on random cases: python compare.py --seeds 0:2000

Needs the Python package `kenko` and pyarrow. `--engine reference` checks the reference's own properties instead.
"""

from __future__ import annotations

import argparse
import sys
import traceback

import reference
from engines import Engine, KenkoEngine, ReferenceEngine, Row, Tables
from generate import Case, generate
from properties import complaints

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
            label = " ".join(str(want[name]) for name in ("customer_id", "row", "what") if name in want)
            found.append(f"row {place} ({label}): " + "; ".join(wrong))
    return found


def table_differences(expected: Tables, actual: Tables) -> list[str]:
    return [f"{table}: {line}" for table in expected for line in differences(expected[table], actual[table])]


def check(engine: Engine, case: Case, share_of_properties: float) -> list[str]:
    tables = list(reference.TABLES)
    expected = reference.evaluate(case.model, case.portfolio, case.as_of, case.known, tables)
    actual = engine.evaluate(case.model, case.yaml, case.portfolio, case.as_of, case.known, tables)
    return table_differences(expected, actual) or complaints(engine, case, share_of_properties)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", default="0:2000", help="FIRST:LAST, the last not included")
    options.add_argument("--engine", choices=["kenko", "reference"], default="kenko")
    options.add_argument("--properties", type=float, default=0.2, help="the share of seeds that each property is checked on")
    options.add_argument("--failures", type=int, default=3, help="stop after so many")
    given = options.parse_args()
    engine = KenkoEngine() if given.engine == "kenko" else ReferenceEngine()
    first, last = map(int, given.seeds.split(":"))
    failures = 0
    for seed in range(first, last):
        case = generate(seed)
        try:
            found = check(engine, case, given.properties)
        except Exception:  # an engine that throws on a valid case has failed it
            found = [traceback.format_exc()]
        if found:
            failures += 1
            print(f"seed {seed}: as_of {case.as_of}, known {case.known}\n{case.yaml}")
            print("\n".join(found[:20]), flush=True)
        if failures >= given.failures:
            break
    print(f"{seed + 1 - first} cases, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
