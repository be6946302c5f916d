"""Random whole models, valid by MODEL.md."""

from __future__ import annotations

from random import Random

from .expressions import ExpressionWriter, Names
from .measures import MeasureWriter, random_activity_attributes
from .scorecards import ScorecardWriter
from .vocabulary import ATTRIBUTES, DURATIONS, MEASURE_NAMES, PATTERNS, ROLES, RULE_NAMES, TEXTS, WHOLE_ATTRIBUTES, ZONES

BANDS = [
    [{"name": "GOOD", "from": 70}, {"name": "NORMAL", "above": 40}, {"name": "BAD"}],
    [{"name": "緑", "above": 75}, {"name": "gelb", "above": 50}, {"name": "rot"}],
    [{"name": "A", "from": 100}, {"name": "B", "from": 62.5}, {"name": "C", "from": 0.1}, {"name": "D"}],
    [{"name": "all"}],
]


def random_model(random: Random) -> dict:
    chance = lambda share: random.random() < share
    model: dict = {"kenko": 1, "name": random.choice(["b2b-saas", "モデル", "no"])}
    if chance(0.5):
        model["timezone"] = random.choice(ZONES)
    if chance(0.3):
        model["late_by"] = random.choice(DURATIONS + ["0s"])
    model["customer"] = _customer(random)
    activity_attributes = random_activity_attributes(random)
    if activity_attributes:
        model["activity"] = {"attributes": activity_attributes}
    sets = random.sample(["usage", "お問い合わせ"], random.randint(0, 2))
    if sets:
        model["kinds"] = {name: random.sample(PATTERNS[:-1], random.randint(1, 3)) for name in sets}

    measures = MeasureWriter(random, _customer_names(model["customer"]), sets, activity_attributes)
    model["measures"] = measures.measures(random.randint(1, min(8, len(MEASURE_NAMES))))
    names = measures.names
    if chance(0.5):
        model["tiers"] = _tiers(random, names)
    tier_names = [level["name"] for level in model.get("tiers", {}).get("levels", [{"name": "x"}])]
    names = names.plus(texts={"tier": tier_names})

    scorecard_names = random.sample(["onboarding", "adopted", "採用", "rest"], random.choice([0, 1, 1, 1, 2, 2, 3]))
    paths: list[str] = []
    if scorecard_names:
        model["scorecards"] = _scorecards(random, names, measures, scorecard_names, paths)
    names = names.plus(["score", "coverage", "worst", "best"], texts={"scorecard": scorecard_names or ["x"]}, paths=paths)
    model.update(_after_the_score(random, names, model.get("scorecards", [])))
    if chance(0.1):
        random.choice(_mappings(model))["meta"] = {"owner": "cs-team", "reviewed": [1, None, "x"]}
    return model


def _mappings(part: object) -> list[dict]:
    """Every mapping of a model: `meta` may stand in any."""
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return ([part] if isinstance(part, dict) else []) + [mapping for value in inner for mapping in _mappings(value)]


def _customer(random: Random) -> dict:
    attributes = {name: kind for name, kind in ATTRIBUTES.items() if random.random() < 0.8}
    customer: dict = {role: name for role, name in ROLES.items() if name in attributes and random.random() < 0.8}
    customer["attributes"] = attributes
    if random.random() < 0.1:  # an attribute may be called value if it is the one in the role
        attributes["value"] = "number"
        customer["value"] = "value"
    return customer


def _customer_names(customer: dict) -> Names:
    readable = {name: kind for name, kind in customer["attributes"].items() if name != customer.get("ended_at")}
    of = lambda kind: [name for name, its in readable.items() if its == kind]
    numbers = list(dict.fromkeys(of("number") + ["age_days", "days_to_renewal", "value"]))
    return Names(numbers=numbers, whole=[name for name in WHOLE_ATTRIBUTES if name in readable],
                 texts={name: TEXTS[name] for name in of("text")}, flags=of("flag"), times=of("time"))


def _tiers(random: Random, names: Names) -> dict:
    tiers: dict = {}
    if random.random() < 0.6:
        tiers["by"] = random.choice(names.numbers)
    level_names = random.sample(["high", "mittel", "技術", "low"], random.randint(1, 4))
    edges = sorted(random.sample([0, 0.1, 1, 3, 50, 1000, 30000, 1e-7, 1234567.5], len(level_names) - 1), reverse=True)
    tiers["levels"] = [{"name": name, "from": edge} for name, edge in zip(level_names, edges)] + [{"name": level_names[-1]}]
    expressions = ExpressionWriter(random, names)
    effects = ["tier", "at_least", "at_most"]
    exceptions = [{"name": name, "when": expressions.flag(1), random.choice(effects): random.choice(level_names)}
                  for name in random.sample(["flagship brand", "複雑", "no", "klein"], random.randint(0, 4))]
    if exceptions:
        tiers["exceptions"] = exceptions
    return tiers


def _scorecards(random: Random, names: Names, measures: MeasureWriter, card_names: list[str], paths: list[str]) -> list[dict]:
    """The first whose `when` is true applies: mostly all but the last have one."""
    choosing = ExpressionWriter(random, names)
    writer = ScorecardWriter(random, names.plus(texts={"scorecard": card_names}), measures)
    cards = []
    for name in card_names:
        card = writer.scorecard(name)
        if name != card_names[-1] or random.random() < 0.2:
            card["when"] = choosing.flag(1)
        cards.append(card)
    paths.extend(dict.fromkeys(writer.paths))
    return cards


def _after_the_score(random: Random, names: Names, scorecards: list[dict]) -> dict:
    """Rules, bands, trend; the scorecards get rules of their own."""
    found: dict = {}
    bands = random.choice(BANDS) if random.random() < 0.6 else None
    if bands:
        found["bands"] = bands
    band_names = [band["name"] for band in bands or [{"name": "GOOD"}, {"name": "NORMAL"}, {"name": "BAD"}]]
    rule_names = random.sample(RULE_NAMES, len(RULE_NAMES))
    for card in scorecards:
        if random.random() < 0.3:
            card["rules"] = _rules(random, names, rule_names[:2], band_names)  # two scorecards may use the same names
    if random.random() < 0.7:
        found["rules"] = _rules(random, names, rule_names[2:], band_names)
    if random.random() < 0.3:
        found["unknown_below_coverage"] = random.choice([0.5, 0.3, 1, 0.75])
    if random.random() < 0.5:
        found["trend"] = {}
        if random.random() < 0.7:
            found["trend"]["over"] = random.choice(DURATIONS)
        if random.random() < 0.5:
            found["trend"]["steady_within"] = random.choice([0, 1, 10.5])
        found["trend"] = found["trend"] or {"over": "28d"}
    return found


def _rules(random: Random, names: Names, rule_names: list[str], band_names: list[str]) -> list[dict]:
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
