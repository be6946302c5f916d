"""From a model another one over the same attributes, as a reviewed version of it would be: partly the same rows."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from .vocabulary import DURATIONS


def altered(random: Random, model: dict) -> dict:
    other = deepcopy(model)
    other["name"] = f"{model['name']} 2"
    chance = lambda share: random.random() < share
    cards = other.get("scorecards", [])
    for node in [node for card in cards for node in _nodes(card)]:
        if "weight" in node and chance(0.3):
            node["weight"] = random.choice([0, 1, 4, 0.25])
        if "curve" in node and node["curve"] != "identity" and chance(0.3):
            node["curve"] = [[x, random.choice([0, 25, 50, 90])] for x, _ in node["curve"]]
        if chance(0.1):
            node["applies"] = "false"  # a way to drop it that leaves its path known
    for card in cards:
        if chance(0.25):
            card["name"] = f"{card['name']} v2"
    if chance(0.3):
        cards.reverse()
    for rules in [card.get("rules", []) for card in cards] + [other.get("rules", [])]:
        for rule in rules:
            if "add" in rule and chance(0.5):
                rule["add"] = random.choice([-20, 3, -1.5])
            if chance(0.15):
                rule["when"] = random.choice(["true", "false"])
        if chance(0.2):
            rules.reverse()
    for spec in other["measures"].values():
        if "window" in spec and chance(0.3):
            spec["window"] = random.choice(DURATIONS)
    for role in ("started_at", "renews_at"):
        if chance(0.07):
            other["customer"].pop(role, None)
    return other


def _nodes(node: dict) -> list[dict]:
    """The signals and groups below a scorecard or group."""
    children = node.get("signals", []) + node.get("groups", [])
    return children + [below for child in children for below in _nodes(child)]
