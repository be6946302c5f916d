"""Many instants in numpy: one sweep through time. What enters a window is added to its customers'
counts, what leaves it is taken away, and the latest use of each feature and the latest activity of
each user say which of them a window holds. For any rising instants and windows."""

from __future__ import annotations

import numpy as np
import scoring
from data import DAY, INSTANTS
from numpy_engine import Engine, Run
from scoring import RECENT_KINDS, USE_KINDS


class Windows:
    """Activities of some kinds in order of time, and counts of those in a window by customer."""

    def __init__(self, at: np.ndarray, place: np.ndarray, rows: np.ndarray, n: int) -> None:
        self.at, self.place, self.n = at[rows], place[rows], n
        self.begin = self.end = 0
        self.counts = np.zeros(n, np.intp)

    def move(self, begin: int, end: int) -> np.ndarray:
        """To (begin, end]; both never go back."""
        begin, end = np.searchsorted(self.at, [begin, end], "right")
        self.counts += np.bincount(self.place[self.end : end], minlength=self.n)
        self.counts -= np.bincount(self.place[self.begin : begin], minlength=self.n)
        self.begin, self.end = begin, end
        return self.counts


class Sweep:
    def __init__(self, data: Engine) -> None:
        run = Run(data)
        at, kind = data.at, data.kind.astype(np.uint8)
        # Half as wide as numpy's own indices: what is kept here is read from memory 52 times.
        place = np.empty(len(at), np.int32)
        for piece in run.chunks(slice(0, len(at))):
            place[piece] = run.place(data.id[piece])
        actor = data.actor
        if not run.in_order:
            order = np.argsort(at, kind="stable")
            at, kind, place, actor = at[order], kind[order], place[order], actor[order]
        n = self.n = run.n
        self.data, self.at = data, at

        def rows(*names: str) -> np.ndarray:
            return np.flatnonzero(data.codes(*names)[kind])

        def windows(*names: str) -> Windows:
            return Windows(at, place, rows(*names), n)

        self.logins = windows("session.started")
        self.core_now = windows("feature.editor", "feature.search")
        self.core_before = windows("feature.editor", "feature.search")
        self.pricing = windows("page.pricing")
        self.opened, self.closed = windows("ticket.opened"), windows("ticket.closed")
        self.invited = windows("user.invited")

        surveys = rows("survey.csat")
        valid = (data.valid[surveys >> 3] >> (surveys & 7).astype(np.uint8)) & 1 > 0
        surveys = surveys[valid] if run.in_order else rows("survey.csat")
        value = data.value if run.in_order else data.value[order]
        # Answers to surveys are small whole numbers: their sums are exact, and so are differences.
        self.survey_at, self.survey_place = at[surveys], place[surveys]
        self.survey_value = value[surveys]

        feature = data.codes("feature.")
        feature_rows = rows("feature.")
        code = (np.cumsum(feature) - 1).astype(np.int32)
        self.feature_at = at[feature_rows]
        self.feature_key = place[feature_rows] * 8 + code[kind[feature_rows]]
        self.last_feature = np.zeros(8 * n, np.int64)

        use_rows = rows(*USE_KINDS)
        # Users are numbered by their customer, so that a customer's lie together.
        owner = np.full(data.actors, n, np.int32)
        owner[actor] = place
        by_owner = np.argsort(owner, kind="stable")
        number = np.empty(data.actors, np.int32)
        number[by_owner] = np.arange(data.actors, dtype=np.int32)
        self.use_at, self.use_actor = at[use_rows], number[actor[use_rows]]
        self.first_actor = np.searchsorted(owner[by_owner], np.arange(n + 1))
        self.last_use = np.zeros(data.actors, np.int64)

        recent_rows = rows(*RECENT_KINDS)
        self.recent_at, self.recent_place = at[recent_rows], place[recent_rows]
        self.last = np.zeros(n, np.int64)
        self.tier = scoring.tiers(data.mrr, data.strategic)

    def between(self, at: np.ndarray, begin: int, end: int) -> slice:
        return slice(*np.searchsorted(at, [begin, end], "right"))

    def run(self) -> list[scoring.Answer]:
        answers, before = [], -(1 << 62)
        for t in INSTANTS:
            answers.append(self.at_instant(before, t))
            before = t
        return answers

    def at_instant(self, before: int, t: int) -> scoring.Answer:
        new = self.between(self.feature_at, before, t)
        self.last_feature[self.feature_key[new]] = self.feature_at[new]  # the last one stays
        new = self.between(self.use_at, before, t)
        self.last_use[self.use_actor[new]] = self.use_at[new]
        new = self.between(self.recent_at, before, t)
        self.last[self.recent_place[new]] = self.recent_at[new]

        beginning, n = -(1 << 62), self.n
        seen = np.zeros(len(self.last_use) + 1, np.intp)
        np.cumsum(self.last_use > t - 28 * DAY, out=seen[1:])
        active_users = np.diff(seen[self.first_actor])
        features = (self.last_feature.reshape(n, 8) > t - 90 * DAY).sum(axis=1)
        now = self.core_now.move(t - 28 * DAY, t)
        then = self.core_before.move(t - 56 * DAY, t - 28 * DAY)
        surveys = self.between(self.survey_at, t - 180 * DAY, t)
        place = self.survey_place[surveys]
        age = t - self.data.started
        with np.errstate(divide="ignore", invalid="ignore"):
            change = np.where(then > 0, (now - then) / then, np.nan)
            csat = np.bincount(place, self.survey_value[surveys], minlength=n)
            csat /= np.bincount(place, minlength=n)
        change[age < 28 * DAY] = np.nan
        opened, closed = self.opened.move(beginning, t), self.closed.move(beginning, t)
        measures = {
            "logins": self.logins.move(t - 28 * DAY, t),
            "seat_use": active_users / self.data.seats,
            "core_change": change,
            "features": features,
            "open_tickets": opened - closed,
            "quiet_days": np.where(self.last > 0, (t - self.last) / DAY, np.nan),
            "csat": csat,
            "pricing_views": self.pricing.move(t - 14 * DAY, t),
        }
        score = scoring.score(measures, self.invited.move(beginning, t), age)
        score[age < 0] = np.nan  # not there yet
        return scoring.Answer(score, scoring.bands(score), self.tier)


def series(data: Engine) -> list[scoring.Answer]:
    """An answer an instant; the score is NaN where a customer does not exist yet."""
    return Sweep(data).run()
