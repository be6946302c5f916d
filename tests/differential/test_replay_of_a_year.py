"""A score that is 75 on weekdays and 60 on weekends, asked on every day of a year: the band must flip exactly where
MODEL.md 11 says. With the default bands 75 is GOOD and 60 is NORMAL."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from generator.yaml_text import to_yaml
from reference.durations import DAY

FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)  # a Sunday, and a Sunday
DATES = [FIRST + timedelta(days=days) for days in range((LAST - FIRST).days + 1)]
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
TUESDAY, WEDNESDAY = date(2023, 6, 13), date(2023, 6, 14)


def instant(day: date) -> int:
    return (day - date(1970, 1, 1)).days * DAY


def replay(engine, outage: date | None = None, noon: bool = False, **stability) -> dict[date, dict]:
    """The health row of every day, at its first instant, which is one of a daily grid; or at noon."""
    model = {"kenko": 1, "name": "m", "measures": {"use": {"last": "use"}, "outages": {"count": "outage", "window": "1d"}},
             "scorecards": [{"name": "s", "signals": [{"name": "use", "measure": "use", "curve": "identity"}]}],
             "rules": [{"name": "outage", "when": "outages > 0", "score": 10}],
             "stability": {"every": "1d", "look_back": "28d", **stability}}
    days = [FIRST - timedelta(days=back) for back in range(60, 0, -1)] + DATES
    activities = [{"customer_id": "c", "kind": "use", "at": instant(day), "value": 60 if day.weekday() >= SAT else 75}
                  for day in days]
    if outage:
        activities.append({"customer_id": "c", "kind": "outage", "at": instant(outage)})
    instants = [instant(day) + noon * DAY // 2 for day in DATES]
    load = {"customers": [{"customer_id": "c"}], "activities": activities}
    rows = engine.series(model, to_yaml(model), [load], instants, instants[-1])
    assert [row["as_of"] for row in rows] == instants
    return dict(zip(DATES, rows))


def since(row: dict) -> date | None:
    return None if row["band_since"] is None else date(1970, 1, 1) + timedelta(microseconds=row["band_since"])


def flips(rows: dict[date, dict]) -> list[date]:
    return [day for before, day in zip(DATES, DATES[1:]) if rows[before]["band"] != rows[day]["band"]]


def test_without_margin_or_confirmation_it_flaps_twice_a_week(engine) -> None:
    rows = replay(engine)
    for day, row in rows.items():
        weekend = day.weekday() >= SAT
        assert (row["band"], row["raw_band"], row["band_reason"]) == (*["NORMAL" if weekend else "GOOD"] * 2, "score")
        assert since(row) == day - timedelta(days=day.weekday() - SAT if weekend else day.weekday())
        assert row["previous_band"] == ("GOOD" if weekend else "NORMAL")
    assert len(flips(rows)) == 104 and {day.weekday() for day in flips(rows)} == {SAT, MON}


def test_two_confirmations_come_a_day_late(engine) -> None:
    """GOOD ends on the second day of the weekend, and begins again on the second weekday."""
    for day, row in replay(engine, confirm=2).items():
        normal = day.weekday() in (SUN, MON)
        assert row["band"] == ("NORMAL" if normal else "GOOD")
        assert row["band_reason"] == ("held" if day.weekday() in (SAT, MON) else "score")
        assert since(row) == day - timedelta(days=(day.weekday() - (SUN if normal else TUE)) % 7)


def test_three_confirmations_outlast_every_weekend(engine) -> None:
    rows = replay(engine, confirm=3)
    assert {row["band"] for row in rows.values()} == {"GOOD"}
    for day, row in rows.items():
        first = day - timedelta(days=28)
        if first.weekday() < SAT:  # GOOD from the first grid point on
            assert (since(row), row["previous_band"]) == (None, None)
        else:  # it begins as NORMAL; the Wednesday after is the third day in a row of GOOD
            assert (since(row), row["previous_band"]) == (first + timedelta(days=(WED - first.weekday()) % 7), "NORMAL")
        assert row["band_reason"] == ("held" if day.weekday() >= SAT else "score")


@pytest.mark.parametrize("margin", [6, 9.5, 10])
def test_a_margin_that_weekdays_do_not_reach_but_weekends_leave(engine, margin: float) -> None:
    """GOOD ends below 70 - margin, at 60 only if that is above 60; it begins at 70 + margin, above 75."""
    for day, row in replay(engine, margin=margin).items():
        first = day - timedelta(days=28)
        if margin < 10 or first.weekday() >= SAT:
            assert row["band"] == "NORMAL"
        else:  # 60 is the edge itself: GOOD as long as the walk began with it
            assert row["band"] == "GOOD"
        if margin < 10:  # the first weekend ends GOOD for good
            ended = None if first.weekday() >= SAT else first + timedelta(days=SAT - first.weekday())
            assert (since(row), row["previous_band"]) == (ended, None if ended is None else "GOOD")


def test_a_margin_within_which_both_lie_keeps_what_came_first(engine) -> None:
    """5 is reached by 75, but 60 falls below 65: as without margin. 12 is neither: what the walk begins with stays."""
    for row in replay(engine, margin=5).values():
        assert row["band"] == row["raw_band"]
    for day, row in replay(engine, margin=12).items():
        assert row["band"] == ("NORMAL" if day.weekday() >= SAT else "GOOD")  # 28 days earlier it was the same day of the week
        assert (row["band_since"], row["previous_band"]) == (None, None)


def test_a_weekly_grid_sees_thursdays_alone(engine) -> None:
    """1970-01-01 was a Thursday."""
    for day, row in replay(engine, every="7d", noon=True).items():
        assert row["band"] == "GOOD"
        assert row["band_reason"] == ("held" if day.weekday() >= SAT else "score")
        assert row["band_since"] is None


def test_between_the_points_of_the_grid_the_band_waits(engine) -> None:
    """At noon the daily grid has seen this day's score already; every other day it has not."""
    for day, row in replay(engine, every="2d", look_back="27.5d", noon=True).items():
        last_seen = day if instant(day) % (2 * DAY) == 0 else day - timedelta(days=1)
        assert row["band"] == ("NORMAL" if last_seen.weekday() >= SAT else "GOOD")


def test_an_outage_is_taken_over_at_once_and_left_with_confirmation(engine) -> None:
    """From Wednesday: Thursday and Friday GOOD, Saturday and Sunday NORMAL, so the third day in a row of one band is the
    next Wednesday."""
    rows = replay(engine, outage=WEDNESDAY, confirm=3, at_once=["outage"])
    for days in range(7):
        row = rows[WEDNESDAY + timedelta(days=days)]
        assert (row["band"], since(row), row["previous_band"]) == ("BAD", WEDNESDAY, "GOOD")
    after = rows[WEDNESDAY + timedelta(days=7)]
    assert (after["band"], since(after), after["previous_band"]) == ("GOOD", WEDNESDAY + timedelta(days=7), "BAD")
    assert flips(rows) == [WEDNESDAY, WEDNESDAY + timedelta(days=7)]
    # without at_once a single day of it is not seen
    assert flips(replay(engine, outage=WEDNESDAY, confirm=3)) == []


def test_an_outage_clears_what_was_pending(engine) -> None:
    """On Monday GOOD was pending; after Tuesday it begins again, so Thursday is the second day of it."""
    rows = replay(engine, outage=TUESDAY, confirm=2, at_once=["outage"])
    week = [rows[TUESDAY + timedelta(days=days)]["band"] for days in range(-2, 6)]
    assert week == ["NORMAL", "NORMAL", "BAD", "BAD", "GOOD", "GOOD", "GOOD", "NORMAL"]
