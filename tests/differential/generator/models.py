"""Random whole models, valid by MODEL.md."""

from __future__ import annotations

from random import Random

from .expressions import ExpressionWriter, Names
from .measures import MeasureWriter, random_activity_attributes
from .onboarding import names_of_onboarding, names_of_success, random_onboarding, random_success
from .outlook import random_plays, random_stability, random_trend
from .rules import random_bands, random_rules, names_of_rules
from .scorecards import ScorecardWriter
from .tiers import random_capacity, random_tiers
from .vocabulary import ATTRIBUTES, DURATIONS, MEASURE_NAMES, PATTERNS, ROLES, RULE_NAMES, TEXTS, WHOLE_ATTRIBUTES, ZONES


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
        model["tiers"] = random_tiers(random, names)
    tier_names = [level["name"] for level in model.get("tiers", {}).get("levels", [{"name": "x"}])]
    names = names.plus(texts={"tier": tier_names})
    if chance(0.5):
        model["onboarding"] = random_onboarding(random, names, measures)
    if "onboarding" in model or chance(0.3):
        names = names_of_onboarding(names, model.get("onboarding"))
    if chance(0.4):
        model["success"] = random_success(random, names, list(model["measures"]))
    if "success" in model or chance(0.3):
        names = names_of_success(names, model.get("success", []))

    scorecard_names = random.sample(["onboarding", "adopted", "採用", "rest"], random.choice([0, 1, 1, 1, 2, 2, 3]))
    paths: list[str] = []
    if scorecard_names:
        model["scorecards"] = _scorecards(random, names, measures, scorecard_names, paths)
    names = names.plus(["score", "coverage", "worst", "best"], texts={"scorecard": scorecard_names or ["x"]}, paths=paths)
    names = _rules_and_bands(random, names, model)
    if chance(0.5):
        model["trend"] = random_trend(random)
    names = names.plus(["trend"], texts={"direction": ["rising", "falling", "steady"]})
    if chance(0.5):
        model["priority"] = 7 if chance(0.05) else ExpressionWriter(random, names).number()
    names = names.plus(["priority"])
    if chance(0.6):
        model["plays"] = random_plays(random, names, measures)
    if "tiers" in model and chance(0.7):
        model["tiers"].update(random_capacity(random, names, tier_names))
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


def _scorecards(random: Random, names: Names, measures: MeasureWriter, card_names: list[str], paths: list[str]) -> list[dict]:
    """The first whose `when` is true applies: mostly all but the last have one."""
    choosing = ExpressionWriter(random, names)
    writer = ScorecardWriter(random, names.plus(texts={"scorecard": card_names}), measures)
    cards = []
    for name in card_names:
        card = writer.scorecard(name) if random.random() < 0.5 else writer.lively_scorecard(name)
        if name != card_names[-1] or random.random() < 0.2:
            card["when"] = choosing.flag(1)
        cards.append(card)
    paths.extend(dict.fromkeys(writer.paths))
    return cards


def _rules_and_bands(random: Random, names: Names, model: dict) -> Names:
    """With stability; scorecards get rules of their own. Returns the names that are known after the band."""
    bands = random_bands(random)
    if bands:
        model["bands"] = bands
    band_names = [band["name"] for band in bands or [{"name": "GOOD"}, {"name": "NORMAL"}, {"name": "BAD"}]]
    rule_names = random.sample(RULE_NAMES, len(RULE_NAMES))
    for card in model.get("scorecards", []):
        if random.random() < 0.2:
            card["rules"] = random_rules(random, names, rule_names[:2], band_names)  # two scorecards may use the same names
    if random.random() < 0.5:
        model["rules"] = random_rules(random, names, rule_names[2:], band_names)
    if random.random() < 0.3:
        model["unknown_below_coverage"] = random.choice([0.5, 0.3, 1, 0.75])
    if random.random() < 0.45:
        model["stability"] = random_stability(random, names_of_rules(model))
    elif random.random() < 0.7:
        return names.plus(texts={"band": band_names, "raw_band": band_names})
    any_band = band_names + ["UNKNOWN"]
    return names.plus(["days_in_band"], texts={"band": any_band, "raw_band": any_band, "previous_band": any_band})
