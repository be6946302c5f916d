"""The band with stability (MODEL.md 11): a pure function of what is visible, not of earlier runs."""

from __future__ import annotations

from dataclasses import dataclass

from .assessment import Assessment, Assessments
from .durations import DAY, duration
from .rules_bands import band_of, bands_of


@dataclass
class Standing:
    band: str
    reason: str
    since: int | None = None
    previous: str | None = None
    days: float | None = None


@dataclass
class _Held:
    """What the walk along the grid has come to."""

    band: str
    since: int | None = None  # where it last changed, and what it was before
    previous: str | None = None
    pending: str | None = None
    run: int = 0

    def become(self, band: str, at: int) -> None:
        if band != self.band:
            self.band, self.since, self.previous = band, at, self.band
        self.pending, self.run = None, 0


def standing(model: dict, assessments: Assessments, clock: int) -> Standing:
    now = assessments.at(clock)
    spec = model.get("stability")
    if spec is None:
        return Standing(now.raw_band, now.reason)
    held = _walk(model, spec, assessments, _grid(spec, assessments, clock))
    if held is None or now.raw_band == "UNKNOWN" or _at_once(spec, now):
        band, reason = now.raw_band, now.reason
    else:
        band, reason = held.band, now.reason if held.band == now.raw_band else "held"
    if held is None:
        return Standing(band, reason)
    since, previous = (held.since, held.previous) if band == held.band else (clock, held.band)
    return Standing(band, reason, since, previous, None if since is None else (clock - since) / DAY)


def _grid(spec: dict, assessments: Assessments, clock: int) -> list[int]:
    every, look_back = duration(spec["every"]), duration(spec.get("look_back", "180d"))
    first = -((look_back - clock) // every)  # (clock - look_back) / every, rounded up
    points = range(first * every, clock + 1, every)
    return [point for point in points if assessments.customer.exists(point) and assessments.at(point).raw_band != "UNKNOWN"]


def _at_once(spec: dict, there: Assessment) -> bool:
    return there.ruled.band is not None or any(name in there.ruled.true for name in spec.get("at_once", []))


def _walk(model: dict, spec: dict, assessments: Assessments, grid: list[int]) -> _Held | None:
    bands = bands_of(model)
    place = {band["name"]: rank for rank, band in enumerate(bands)}  # best first: a lower place is better
    margin, confirm = float(spec.get("margin", 0)), spec.get("confirm", 1)
    held = None
    for point in grid:
        there = assessments.at(point)
        if held is None:
            held = _Held(there.raw_band)
            continue
        if _at_once(spec, there):
            held.become(there.raw_band, point)
            continue
        target = held.band
        if place[there.raw_band] < place[held.band]:
            target = min(held.band, band_of(bands, there.score, margin), key=place.get)
        elif place[there.raw_band] > place[held.band]:
            target = max(held.band, band_of(bands, there.score, -margin), key=place.get)
        if target == held.band:
            held.pending, held.run = None, 0
            continue
        held.run = held.run + 1 if target == held.pending else 1
        held.pending = target
        if held.run == confirm:
            held.become(target, point)
    return held
