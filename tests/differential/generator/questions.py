"""What is asked of a random case beside its tables at one instant."""

from __future__ import annotations

from random import Random

from .portfolios import durations_in
from reference.durations import DAY

TEXT_FACTS = ["tier", "scorecard", "onboarding.plan", "onboarding.status", "onboarding.next", "band", "raw_band",
              "previous_band", "direction"]


def random_groups(random: Random, model: dict) -> list[str | None]:
    attributes = [name for name, kind in model["customer"]["attributes"].items() if kind == "text"]
    return random.sample([None, *attributes, *attributes, *TEXT_FACTS], 3)


def random_start(random: Random, model: dict, as_of: int) -> int:
    back = random.choice([*durations_in(model), DAY, 28 * DAY, random.randint(1, 90 * DAY)]) + random.choice([0, 0, 1])
    return as_of - max(1, back)


def random_instants(random: Random, model: dict, as_of: int) -> list[int]:
    """Rising, mostly not on the grid of stability."""
    offsets = [0, DAY, random.choice(durations_in(model) + [7 * DAY]), random.randint(1, 60 * DAY), random.randint(1, 60 * DAY),
               -3 * DAY, as_of % (7 * DAY)]
    return sorted({as_of - offset for offset in random.sample(offsets, random.choice([1, 2, 3, 4]))})
