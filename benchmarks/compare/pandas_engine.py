"""pandas: windows as slices of the ordered rows, group-bys on what the measures ask for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import scoring
from data import DAY, T, Workload
from scoring import RECENT_KINDS, USE_KINDS


class Engine:
    def __init__(self, workload: Workload) -> None:
        column = workload.column
        self.kinds = workload.kinds
        value, bits = column("activities.value"), column("activities.value_valid_bits")
        valid = np.unpackbits(bits, bitorder="little", count=len(value)).view(bool)
        self.activities = pd.DataFrame(
            {
                "customer_id": column("activities.customer_id"),
                "at": column("activities.at"),
                "kind": pd.Categorical.from_codes(column("activities.kind"), self.kinds),
                "actor": column("activities.actor"),
                "value": np.where(valid, value, np.nan),
            },
            copy=False,
        )
        names = ("seats", "started_at", "mrr")
        self.customers = pd.DataFrame({name: column(f"customers.{name}") for name in names})
        self.customers.index = pd.Index(column("customers.customer_id"))
        bits = column("customers.strategic_bits")
        count = len(self.customers)
        self.strategic = np.unpackbits(bits, bitorder="little", count=count).view(bool)

    def of(self, rows: pd.DataFrame, *prefixes: str) -> np.ndarray:
        wanted = np.array([kind.startswith(prefixes) for kind in self.kinds])
        return wanted[rows["kind"].cat.codes.to_numpy()]

    def evaluate(self) -> scoring.Answer:
        activities, customers = self.activities, self.customers
        at = activities["at"]
        if not at.is_monotonic_increasing:
            activities = activities.sort_values("at")
            at = activities["at"]

        def since(days: int, until: int = 0) -> pd.DataFrame:
            edges = [T - days * DAY, T - until * DAY]
            return activities.iloc[slice(*np.searchsorted(at.to_numpy(), edges, "right"))]

        def by_customer(rows: pd.DataFrame):
            return rows.groupby("customer_id", sort=False)

        def align(result: pd.Series, missing: float = 0) -> np.ndarray:
            return result.reindex(customers.index, fill_value=missing).to_numpy()

        def count(rows: pd.DataFrame, *prefixes: str) -> np.ndarray:
            return align(by_customer(rows[self.of(rows, *prefixes)]).size())

        in_28, every = since(28), since(100_000)
        core = ("feature.editor", "feature.search")
        now, before = count(in_28, *core), count(since(56, 28), *core)
        users = in_28[self.of(in_28, *USE_KINDS)][["customer_id", "actor"]].drop_duplicates()
        in_90 = since(90)
        features = in_90[self.of(in_90, "feature.")][["customer_id", "kind"]].drop_duplicates()
        surveys = since(180)
        surveys = surveys[self.of(surveys, "survey.csat")]
        recent = every[self.of(every, *RECENT_KINDS)]
        last = recent.drop_duplicates("customer_id", keep="last").set_index("customer_id")["at"]
        last = align(last)
        age = T - customers["started_at"].to_numpy()
        with np.errstate(divide="ignore", invalid="ignore"):
            change = np.where(before > 0, (now - before) / before, np.nan)
        change[age < 28 * DAY] = np.nan
        measures = {
            "logins": count(in_28, "session.started"),
            "seat_use": align(by_customer(users).size()) / customers["seats"].to_numpy(),
            "core_change": change,
            "features": align(by_customer(features).size()),
            "open_tickets": count(every, "ticket.opened") - count(every, "ticket.closed"),
            "quiet_days": np.where(last > 0, (T - last) / DAY, np.nan),
            "csat": align(by_customer(surveys)["value"].mean(), np.nan),
            "pricing_views": count(since(14), "page.pricing"),
        }
        score = scoring.score(measures, count(every, "user.invited"), age)
        tier = scoring.tiers(customers["mrr"].to_numpy(), self.strategic)
        return scoring.Answer(score, scoring.bands(score), tier)
