"""Compares the real engine with the plain reference on random cases: python compare.py --seeds 0:2000

Needs the Python package `kenko` and pyarrow. `--engine reference` checks the reference's own properties instead.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from random import Random

import reference
from agreement import TOLERANCE, differences
from engines import Engine, KenkoEngine, ReferenceEngine, Row, Tables
from generate import Case, generate
from properties import complaints

def table_differences(expected: Tables, actual: Tables) -> list[str]:
    return [f"{table}: {line}" for table in expected if table != "changes" for line in differences(expected[table], actual[table])]


def changes_differences(case: Case, expected: list[Row], actual: list[Row]) -> list[str]:
    """Points of 1e15 that limits take away again leave the rounding of such numbers in their differences."""
    if not differences(expected, actual):
        return []
    greatest = reference.greatest_points(case.model, case.portfolio, case.start, case.as_of, case.to_model)
    want, got = ({(row["customer_id"], row["row"], row["cause"]): row["points"] for row in rows} for rows in (expected, actual))
    found = [f"changes: {key}: expected {want.get(key)}, found {got.get(key)}" for key in {**want, **got}
             if not abs(want.get(key, 0.0) - got.get(key, 0.0)) <= TOLERANCE * max(1.0, greatest.get(key[0], 0.0))]
    if len(got) != len(actual) or [key for key in want if key in got] != [key for key in got if key in want]:
        found.append(f"changes: expected the order {list(want)}, found {list(got)}")
    return found


def check(engine: Engine, case: Case, share_of_properties: float) -> list[str]:
    expected, actual = answers(ReferenceEngine(), case), answers(engine, case)
    found = table_differences(expected, actual)
    if "changes" in expected:
        found += changes_differences(case, expected["changes"], actual["changes"])
    return found or complaints(engine, case, share_of_properties)


def answers(engine: Engine, case: Case) -> Tables:
    """Every table at one instant; on a share of the seeds also what is asked of several."""
    model, yaml, portfolio = case.model, case.yaml, case.portfolio
    random = Random(case.seed)
    found = engine.evaluate(model, yaml, portfolio, case.as_of, case.known, list(reference.TABLES), group_by=case.groups[0])
    if random.random() < 0.3:
        for by in case.groups[1:]:
            found[f"summary by {by}"] = engine.evaluate(
                model, yaml, portfolio, case.as_of, case.known, ["summary"], group_by=by)["summary"]
    if random.random() < 0.7:
        found["changes"] = engine.changes(model, yaml, portfolio, case.start, case.as_of, case.to_model, case.to_yaml)
    if random.random() < 0.4:
        found["retention"] = engine.retention(model, yaml, portfolio, case.start, case.as_of, case.groups[0])
    if random.random() < 0.5:
        found["series"] = engine.series(model, yaml, portfolio, case.instants, random.choice([None, case.as_of, case.known]))
    return found


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
