"""Random `stability:` of MODEL.md 11, `trend:` of 12 and `plays:` of 14."""

from __future__ import annotations

from random import Random

from .expressions import ExpressionWriter, Names
from .measures import MeasureWriter
from .vocabulary import CHANNELS, DURATIONS, PLAY_NAMES

MOST_POINTS = 26  # of the grid; each is an assessment of every customer


def random_stability(random: Random, rule_names: list[str]) -> dict:
    chance = lambda share: random.random() < share
    every = random.choice([24, 36, 48, 72, 120, 168])  # hours
    found: dict = {"every": f"{every}h" if every % 24 or chance(0.3) else f"{every // 24}d"}
    if every != 168 or chance(0.6):
        found["look_back"] = f"{every * random.choice([1, 4, 8, 13, MOST_POINTS, MOST_POINTS]) + random.choice([0, 0, 5])}h"
    if chance(0.7):
        found["margin"] = random.choice([0, 1, 3, 7.5, 15])
    if chance(0.75):
        found["confirm"] = random.choice([1, 2, 2, 3])
    if rule_names and chance(0.6):
        found["at_once"] = random.sample(rule_names, random.randint(1, min(2, len(rule_names))))
    return found


def random_trend(random: Random) -> dict:
    found: dict = {}
    if random.random() < 0.7:
        found["over"] = random.choice(DURATIONS)
    if random.random() < 0.5:
        found["steady_within"] = random.choice([0, 1, 10.5])
    return found or {"over": "28d"}


def random_plays(random: Random, names: Names, measures: MeasureWriter) -> list[dict]:
    chance = lambda share: random.random() < share
    expressions = ExpressionWriter(random, names)
    plays = []
    for name in random.sample(PLAY_NAMES, random.randint(1, 4)):
        play: dict = {"name": name, "when": True if chance(0.2) else expressions.flag()}
        if chance(0.6):
            play["channel"] = random.choice(CHANNELS)
        if chance(0.6):
            play["within"] = random.choice(DURATIONS + ["0s"])
        if chance(0.4):
            play["done_by"], play["quiet"] = measures.pattern(), random.choice(DURATIONS)
        if chance(0.5):
            play["says"] = random.choice(["Agree on a plan in person", "電話する", "Bitte: #1"])
        plays.append(play)
    return plays
