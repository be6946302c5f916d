"""numpy, by an expert: nothing is sorted, work is in chunks that stay in the processor's cache, old
activities are looked at only where a measure asks for them, and every count is a bincount over
combined keys or a scatter of flags."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scoring
from data import DAY, T, Workload
from scoring import RECENT_KINDS, USE_KINDS

CHUNK = 1 << 16


class Engine:
    def __init__(self, workload: Workload, threads: int) -> None:
        self.pool = ThreadPoolExecutor(threads) if threads > 1 else None
        column = workload.column
        self.id, self.at = column("activities.customer_id"), column("activities.at")
        self.kind, self.actor = column("activities.kind"), column("activities.actor")
        self.value = column("activities.value")
        self.valid = column("activities.value_valid_bits")
        self.actors = len(column("actors.offsets")) - 1
        self.customer_ids = column("customers.customer_id")
        self.seats = column("customers.seats")
        self.started = column("customers.started_at")
        self.mrr = column("customers.mrr")
        bits = column("customers.strategic_bits")
        self.strategic = np.unpackbits(bits, bitorder="little", count=len(self.mrr)).view(bool)
        self.kinds = workload.kinds

    def codes(self, *prefixes: str) -> np.ndarray:
        """A flag a kind: whether it begins with one of them."""
        return np.array([kind.startswith(prefixes) for kind in self.kinds])

    def score(self) -> scoring.Answer:
        return Run(self).answer()


class Run:
    """One answer: nothing is kept from one to the next."""

    def __init__(self, data: Engine) -> None:
        self.data = data
        self.n = len(data.customer_ids)
        # A customer's place by its id: ids lie close together, so an array finds it.
        self.least = data.customer_ids.min()
        self.places = np.zeros(data.customer_ids.max() - self.least + 1, np.intp)
        self.places[data.customer_ids - self.least] = np.arange(self.n)
        at = data.at
        self.in_order = bool(np.all(at[1:] >= at[:-1]))
        self.last = np.zeros(self.n, np.int64)

    def answer(self) -> scoring.Answer:
        d = self.data
        parts = (self.recent, self.of_all_time)
        if d.pool is None:
            results = [part() for part in parts]
        else:
            results = list(d.pool.map(lambda part: part(), parts))
        m = {**results[0], **results[1]}
        with np.errstate(divide="ignore", invalid="ignore"):
            before = m["core_before"]
            change = np.where(before > 0, (m["core_now"] - before) / before, np.nan)
            csat = m["csat_sum"] / m["csat_count"]
        age = T - d.started
        change[age < 28 * DAY] = np.nan
        last = self.last
        measures = {
            "logins": m["logins"],
            "seat_use": m["active_users"] / d.seats,
            "core_change": change,
            "features": m["features"],
            "open_tickets": m["opened"] - m["closed"],
            "quiet_days": np.where(last > 0, (T - last) / DAY, np.nan),
            "csat": csat,
            "pricing_views": m["pricing"],
        }
        score = scoring.score(measures, m["invites"], age)
        return scoring.Answer(score, scoring.bands(score), scoring.tiers(d.mrr, d.strategic))

    def since(self, days: int, until: int = 0) -> np.ndarray | slice:
        """The rows of a window."""
        at, begin, end = self.data.at, T - days * DAY, T - until * DAY
        if self.in_order:
            return slice(*np.searchsorted(at, [begin, end], "right"))
        return np.flatnonzero((at > begin) & (at <= end))

    def place(self, ids: np.ndarray) -> np.ndarray:
        return self.places.take(ids - self.least)

    def chunks(self, rows: np.ndarray | slice, latest_first: bool = False):
        """Rows in pieces: slices of a slice (views), pieces of an array of row numbers."""
        if isinstance(rows, slice):
            starts = range(rows.start, rows.stop, CHUNK)
            pieces = [slice(start, min(start + CHUNK, rows.stop)) for start in starts]
        else:
            pieces = [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]
        return reversed(pieces) if latest_first else pieces

    def recent(self) -> dict[str, np.ndarray]:
        """What windows of up to 90 days ask for, and the last activity of most customers."""
        d, n = self.data, self.n
        # Counted: 0 logins, 1 core now, 2 core before, 3 pricing; 4 to 7: not counted.
        login = d.codes("session.started")
        core, pricing = d.codes("feature.editor", "feature.search"), d.codes("page.pricing")
        windows = [
            (self.since(14), np.select([login, core, pricing], [0, 1, 3], 4)),
            (self.since(28, 14), np.select([login, core], [0, 1], 4)),
            (self.since(56, 28), np.where(core, 2, 4)),
            (self.since(90, 56), None),
        ]
        feature = d.codes("feature.")
        feature_code = np.where(feature, np.cumsum(feature) - 1, 7)
        use, recent = d.codes(*USE_KINDS), d.codes(*RECENT_KINDS)
        counts = np.zeros(8 * n, np.intp)
        seen_feature = np.zeros(8 * n, bool)
        seen_actor = np.zeros(d.actors, bool)
        owner = np.zeros(d.actors, np.intp)  # an actor is of one customer
        for number, (rows, counter) in enumerate(windows):
            keys = []
            for piece in self.chunks(rows, latest_first=True):
                kind = d.kind[piece].astype(np.intp)
                place = self.place(d.id[piece])
                if number < 2:
                    self.note_last(place, d.at[piece], recent.take(kind))
                place *= 8
                seen_feature[place + feature_code.take(kind)] = True
                if counter is not None:
                    code = counter.take(kind)
                    keys.append((place + code)[code < 4])
                if number < 2:
                    used = np.flatnonzero(use.take(kind))
                    actor = d.actor[piece][used]
                    seen_actor[actor] = True
                    owner[actor] = place[used] >> 3
            if keys:
                counts += np.bincount(np.concatenate(keys), minlength=8 * n)
        self.find_last_of_others(recent)
        counts = counts.reshape(n, 8)
        return {
            "logins": counts[:, 0],
            "core_now": counts[:, 1],
            "core_before": counts[:, 2],
            "pricing": counts[:, 3],
            "features": seen_feature.reshape(n, 8)[:, :7].sum(axis=1),
            "active_users": np.bincount(owner[seen_actor], minlength=n),
        }

    def note_last(self, place: np.ndarray, at: np.ndarray, recent: np.ndarray) -> None:
        """Rows from later pieces to earlier ones; in a piece of ordered rows the last one stays."""
        rows = np.flatnonzero(recent & (self.last.take(place) == 0) if self.in_order else recent)
        if self.in_order:
            self.last[place[rows]] = at[rows]
        else:
            np.maximum.at(self.last, place[rows], at[rows])

    def find_last_of_others(self, recent: np.ndarray) -> None:
        """Goes back until every customer has a last activity, or to the beginning."""
        d = self.data
        # Of customers without one: a flag by id, so that most rows are done with after one look.
        missing = np.zeros(len(self.places), bool)
        missing[d.customer_ids - self.least] = self.last == 0
        left = np.count_nonzero(missing)
        if self.in_order:
            older = slice(0, self.since(28).start)
        else:
            older = np.flatnonzero(d.at <= T - 28 * DAY)
        for piece in self.chunks(older, latest_first=True):
            if left == 0:
                return
            rows = np.flatnonzero(missing.take(d.id[piece] - self.least))
            rows = rows[recent.take(d.kind[piece][rows])]
            ids = d.id[piece][rows] - self.least
            place = self.places[ids]
            if self.in_order:
                self.last[place] = d.at[piece][rows]
                missing[ids] = False
                left = np.count_nonzero(missing)
            else:
                np.maximum.at(self.last, place, d.at[piece][rows])

    def of_all_time(self) -> dict[str, np.ndarray]:
        """Tickets and invites of all time, and csat of 180 days: of rare kinds."""
        d, n = self.data, self.n
        names = ["ticket.opened", "ticket.closed", "user.invited", "survey.csat"]
        code = np.full(len(d.kinds), 4, np.intp)
        code[[d.kinds.index(name) for name in names]] = range(4)
        rare = code < 4
        half_year = self.since(180) if self.in_order else slice(0)
        keys, surveys = [], []
        for start in range(0, len(d.at), CHUNK):
            kind = d.kind[start : start + CHUNK]
            rows = np.flatnonzero(rare.take(kind, mode="clip"))
            counter = code[kind[rows]]
            rows += start
            place = self.place(d.id[rows])
            is_csat = counter == 3
            if self.in_order:  # row numbers tell what is visible, and what is of the window
                visible = rows < half_year.stop
                survey = is_csat & visible & (rows >= half_year.start)
            else:
                at = d.at[rows]
                visible = at <= T
                survey = is_csat & visible & (at > T - 180 * DAY)
            keys.append((place * 4 + counter)[visible & ~is_csat])
            surveys.append((rows[survey], place[survey]))
        counts = np.bincount(np.concatenate(keys), minlength=4 * n).reshape(n, 4)
        rows, place = (np.concatenate(parts) for parts in zip(*surveys))
        valid = (d.valid[rows >> 3] >> (rows & 7).astype(np.uint8)) & 1 > 0
        rows, place = rows[valid], place[valid]
        return {
            "opened": counts[:, 0],
            "closed": counts[:, 1],
            "invites": counts[:, 2],
            "csat_sum": np.bincount(place, d.value[rows], minlength=n),
            "csat_count": np.bincount(place, minlength=n),
        }
