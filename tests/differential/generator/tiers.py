"""Random `tiers:` of MODEL.md 6."""

from __future__ import annotations

from random import Random

from .expressions import ExpressionWriter, Names


def random_tiers(random: Random, names: Names) -> dict:
    """Without capacity: that may be ranked by what is known later."""
    tiers: dict = {}
    if random.random() < 0.6:
        tiers["by"] = random.choice(names.numbers)
    level_names = random.sample(["high", "mittel", "技術", "low"], random.choice([1, 2, 2, 3, 3, 4]))
    edges = sorted(random.sample([0, 0.1, 1, 3, 50, 1000, 30000, 1e-7, 1234567.5], len(level_names) - 1), reverse=True)
    tiers["levels"] = [{"name": name, "from": edge} for name, edge in zip(level_names, edges)] + [{"name": level_names[-1]}]
    expressions = ExpressionWriter(random, names)
    effects = ["tier", "at_least", "at_most", "at_least", "at_most"]
    exceptions = [{"name": name, "when": expressions.flag(1), random.choice(effects): random.choice(level_names)}
                  for name in random.sample(["flagship brand", "複雑", "no", "klein"], random.randint(0, 4))]
    if exceptions:
        tiers["exceptions"] = exceptions
    return tiers


def random_capacity(random: Random, names: Names, level_names: list[str]) -> dict:
    """For some of the levels, mostly the best."""
    limited = [name for place, name in enumerate(level_names) if random.random() < (0.8 if place == 0 else 0.5)]
    found: dict = {"capacity": {name: {"hours_per_customer": random.choice([1, 0.5, 0.1, 1.5, 6]),
                                       "hours": random.choice([0, 1, 1.5, 0.3, 2, 3, 6, 12])} for name in limited}}
    if not limited:
        return {}
    if random.random() < 0.7:
        found["rank_by"] = random.choice(names.numbers)
    return found
