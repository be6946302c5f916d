"""Random `rules:` of MODEL.md 10 and `bands:` of 11."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from .expressions import ExpressionWriter, Names

BANDS = [
    [{"name": "GOOD", "from": 70}, {"name": "NORMAL", "above": 40}, {"name": "BAD"}],
    [{"name": "緑", "above": 75}, {"name": "gelb", "above": 50}, {"name": "rot"}],
    [{"name": "A", "from": 100}, {"name": "B", "from": 62.5}, {"name": "C", "from": 0.1}, {"name": "D"}],
    [{"name": "all"}],
]


def random_bands(random: Random) -> list[dict] | None:
    return deepcopy(random.choice(BANDS)) if random.random() < 0.6 else None


def random_rules(random: Random, names: Names, rule_names: list[str], band_names: list[str]) -> list[dict]:
    expressions = ExpressionWriter(random, names)
    rules = []
    for name in rule_names[:random.randint(1, len(rule_names))]:
        rule: dict = {"name": name, "when": True if random.random() < 0.15 else expressions.flag(1)}
        effect = random.choice(["add", "add", "cap", "floor", "score", "band"])
        if effect == "band":
            rule["band"] = random.choice(band_names)
        elif random.random() < 0.4:
            rule[effect] = expressions.number(1)
        else:
            rule[effect] = random.choice([-15, -40, 5, 12.5] if effect == "add" else [0, 30, 50, 66.6, 100])
        if random.random() < 0.25:
            rule["decides"] = random.random() < 0.8
        if random.random() < 0.3:
            rule["says"] = "No teammate after two weeks"
        rules.append(rule)
    return rules


def names_of_rules(model: dict) -> list[str]:
    """The names of all rules, of scorecards and of the top level."""
    lists = [card.get("rules", []) for card in model.get("scorecards", [])] + [model.get("rules", [])]
    return list(dict.fromkeys(rule["name"] for rules in lists for rule in rules))
