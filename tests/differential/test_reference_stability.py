"""Stability of the band in the reference (MODEL.md 11), on series worked out by hand."""

from __future__ import annotations

import pytest

from by_hand import T, one, one_load
from reference import evaluate, series
from reference.durations import DAY

MODEL = {"kenko": 1, "name": "m", "measures": {"n": {"last": "k"}},
         "scorecards": [{"name": "s", "signals": [{"name": "n", "measure": "n", "curve": "identity"}]}],
         "rules": [{"name": "outage", "when": "n == 12", "add": 0}, {"name": "forced", "when": "n == 13", "band": "GOOD"}]}


def daily(scores: list[float | None]) -> list[dict]:
    """One a day, the last of them at T; None takes the score back."""
    return [{"at": T - back * DAY, "value": score} for back, score in enumerate(reversed(scores))]


def held(scores: list[float | None], as_of: int = T, **stability) -> tuple:
    """Band, reason, days since it changed, the band before."""
    model = {**MODEL, "stability": {"every": "1d", "look_back": f"{len(scores) - 1}d", **stability}}
    row = one(model, {}, daily(scores), as_of=as_of)["health"]
    since = row["band_since"]
    return row["band"], row["band_reason"], None if since is None else (as_of - since) / DAY, row["previous_band"]


def test_without_margin_and_with_one_confirmation_the_band_is_the_plain_one() -> None:
    assert held([80, 80, 80]) == ("GOOD", "score", None, None)
    assert held([50, 80, 80]) == ("GOOD", "score", 1, "NORMAL")
    assert held([80, 10, 50, 80]) == ("GOOD", "score", 0, "NORMAL")


@pytest.mark.parametrize("scores, expected", [
    ([60, 72.5], ("NORMAL", "held", None, None)),  # 70 + 3 is not reached
    ([60, 73], ("GOOD", "score", 0, "NORMAL")),
    ([80, 67], ("GOOD", "held", None, None)),  # 70 - 3 is kept
    ([80, 66.9], ("NORMAL", "score", 0, "GOOD")),
    ([80, 38], ("NORMAL", "held", 0, "GOOD")),  # plainly BAD, but 40 - 3 is kept: as far as NORMAL
    ([30, 71], ("NORMAL", "held", 0, "BAD")),  # plainly GOOD, but only NORMAL beyond the margin
    ([60, 73 - 1e-10], ("GOOD", "score", 0, "NORMAL")),  # the same when snapped
])
def test_margin(scores: list[float], expected: tuple) -> None:
    assert held(scores, margin=3) == expected


def test_confirmations_in_a_row() -> None:
    assert held([80, 50, 50], confirm=3) == ("GOOD", "held", None, None)
    assert held([80, 50, 50, 50], confirm=3) == ("NORMAL", "score", 0, "GOOD")
    assert held([80, 50, 80, 50, 50], confirm=3) == ("GOOD", "held", None, None)  # a day of GOOD clears what was pending
    assert held([80, 50, 50, 10, 10], confirm=3) == ("GOOD", "held", None, None)  # another target begins a run of its own
    assert held([80, 50, 50, 10, 10, 10], confirm=3) == ("BAD", "score", 0, "GOOD")
    assert held([80, 50, 50, 50, 80], confirm=3) == ("NORMAL", "held", 1, "GOOD")


def test_at_once() -> None:
    assert held([80, 12], confirm=3) == ("GOOD", "held", None, None)
    assert held([80, 12], confirm=3, at_once=["outage"]) == ("BAD", "score", 0, "GOOD")
    assert held([80, 12, 80, 80], confirm=3, at_once=["outage"]) == ("BAD", "held", 2, "GOOD")
    assert held([80, 50, 50, 12, 50, 80], confirm=3, at_once=["outage"])[0] == "BAD"  # and what was pending is cleared
    assert held([50, 50, 13], confirm=3) == ("GOOD", "rule: forced", 0, "NORMAL")  # a band rule is at once, too


def test_between_grid_points() -> None:
    """The grid ends a day before T + 1 h; what came since shows in the plain band alone."""
    scores = [50, 50, 80]
    later = {"at": T + DAY // 4, "value": 10}
    model = {**MODEL, "stability": {"every": "1d", "look_back": "2.5d", "at_once": ["outage"]}}

    def asked(extra: dict) -> tuple:
        row = one(model, {}, daily(scores) + [extra], as_of=T + DAY // 2)["health"]
        return row["band"], row["band_reason"], row["band_since"], row["previous_band"]

    assert asked(later) == ("GOOD", "held", T, "NORMAL")
    assert asked({**later, "value": 12}) == ("BAD", "score", T + DAY // 2, "GOOD")  # differs from the held one: since t
    assert asked({**later, "value": 13}) == ("GOOD", "rule: forced", T, "NORMAL")
    assert asked({**later, "value": None}) == ("UNKNOWN", "no score", T + DAY // 2, "GOOD")


def test_unknown_points_are_not_on_the_grid() -> None:
    assert held([50, None, 50], confirm=2) == ("NORMAL", "score", None, None)
    assert held([80, 50, None, 50], confirm=2) == ("NORMAL", "score", 0, "GOOD")  # the run goes on over the gap
    assert held([80, 50, 50, None], confirm=2) == ("UNKNOWN", "no score", 0, "NORMAL")
    assert held([None, None]) == ("UNKNOWN", "no score", None, None)  # an empty grid
    assert held([None, 12], as_of=T + 1, look_back="0.5h") == ("BAD", "score", None, None)


def test_the_grid_lies_on_multiples_of_every_and_look_back_includes_its_end() -> None:
    scores = [80, 50, 50, 50, 50]
    assert held(scores, confirm=4) == ("NORMAL", "score", 0, "GOOD")
    assert held(scores, confirm=4, look_back="3.9d") == ("NORMAL", "score", None, None)  # the GOOD day is forgotten
    # day 20,000 is no multiple of 3 d: 19,998 and 19,995 are
    assert held(scores, every="3d", look_back="5d") == ("NORMAL", "score", None, None)
    assert held([50, 80, 80], every="3d", look_back="5d") == ("NORMAL", "held", None, None)


def test_only_where_the_customer_existed_and_by_what_is_known_throughout() -> None:
    model = {**MODEL, "customer": {"started_at": "s", "attributes": {"s": "time"}},
             "stability": {"every": "1d", "look_back": "4d", "confirm": 2}}
    assert one(model, {"s": T - 3 * DAY}, daily([80, 50, 80, 50, 80]))["health"]["band"] == "NORMAL"  # began with 50
    late = [{**row, "recorded_at": T + 5} for row in daily([80, 80, 80, 80])]
    rows = daily([50, 50, 50, 50, 50]) + late
    assert one(model, {}, rows)["health"]["band"] == "NORMAL"
    told = one(model, {}, rows, known=T + 5)["health"]  # what is known later makes the past another one
    assert (told["band"], told["band_since"], told["previous_band"]) == ("GOOD", T - 2 * DAY, "NORMAL")


def test_facts_and_trend() -> None:
    model = {**MODEL, "stability": {"every": "1d", "look_back": "4d", "confirm": 2}, "trend": {"over": "1d"},
             "priority": "band == 'NORMAL' && raw_band == 'GOOD' && previous_band == 'GOOD' ? days_in_band : -1"}
    row = one(model, {}, daily([80, 50, 50, 80]))["health"]
    assert (row["priority"], row["trend"], row["raw_band"]) == (1, 30, "GOOD")


def test_series() -> None:
    model = {**MODEL, "stability": {"every": "1d", "look_back": "5d", "confirm": 2}}
    load = one_load({}, daily([80, 50, 50, 80, 80]))
    instants = [T - days * DAY for days in range(4, -1, -1)]
    rows = series(model, [load], instants)
    assert list(rows[0])[:3] == ["customer_id", "as_of", "score"]
    assert [(row["as_of"], row["band"]) for row in rows] == list(zip(instants, ["GOOD", "GOOD", "NORMAL", "NORMAL", "GOOD"]))
    both = {"customers": [{"customer_id": "b", "recorded_at": T - DAY}, {"customer_id": "a"}]}
    assert [(row["customer_id"], row["as_of"]) for row in series(MODEL, [both], instants[-3:])] == [
        ("b", T - DAY), ("b", T), ("a", T - 2 * DAY), ("a", T - DAY), ("a", T)]
    assert len(series(MODEL, [both], instants[-3:], known=T)) == 6
    assert evaluate(MODEL, [both], T - 2 * DAY, T, ["health"])["health"][0]["customer_id"] == "b"
