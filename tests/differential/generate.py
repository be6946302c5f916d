"""A seeded random case: a valid model, a portfolio, and what is asked.

`python generate.py SEED` prints one.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import datetime, timezone
from random import Random

from generator.models import random_model
from generator.questions import random_groups, random_instants, random_start
from generator.portfolios import PortfolioWriter
from generator.second_models import altered
from generator.yaml_text import to_yaml
from reference.durations import DAY


@dataclass
class Case:
    seed: int
    model: dict
    yaml: str
    portfolio: list[dict[str, list[dict[str, object]]]]
    as_of: int
    known: int | None
    groups: list[str | None]  # of summary and retention
    start: int  # of changes and retention; they end at as_of
    to_model: dict | None
    to_yaml: str | None
    instants: list[int]  # of series


def generate(seed: int) -> Case:
    random = Random(seed)
    model = random_model(random)
    as_of = _as_of(random)
    known = None if random.random() < 0.6 else as_of + random.choice([0, 1, -1, 3 * DAY, -3 * DAY, -20 * DAY, 40 * DAY])
    portfolio = PortfolioWriter(random, model, as_of, as_of if known is None else known).portfolio()
    to_model = altered(random, model) if random.random() < 0.5 else None
    return Case(seed, model, to_yaml(model, random), portfolio, as_of, known, random_groups(random, model),
                random_start(random, model, as_of), to_model, None if to_model is None else to_yaml(to_model, random),
                random_instants(random, model, as_of))


def _as_of(random: Random) -> int:
    """Often near a change of the clocks, or exactly on a day."""
    day = random.choice([(2024, 3, 10), (2024, 3, 31), (2024, 10, 27), (2024, 11, 3), (2024, 4, 7), (2025, 1, 1), (2024, 2, 29)])
    at = int(datetime(*day, tzinfo=timezone.utc).timestamp()) * 1_000_000
    return at + random.choice([0, 0, 3_600_000_000, random.randint(0, DAY)]) + random.choice([0, 0, 30 * DAY])


if __name__ == "__main__":
    case = generate(int(sys.argv[1]))
    print(case.yaml)
    print(case.to_yaml or "")
    asked = {"as_of": case.as_of, "known": case.known, "groups": case.groups, "start": case.start, "instants": case.instants}
    print(json.dumps({**asked, "portfolio": case.portfolio}, ensure_ascii=False, indent=1))
