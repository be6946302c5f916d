"""Polars."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pyarrow as pa
import scoring
from data import AS_OF, Workload
from scoring import RECENT_KINDS, USE_KINDS


def curve(x: pl.Expr, name: str) -> pl.Expr:
    """Missing where x is."""
    _, xs, ys = scoring.CURVES[name]
    y = pl.when(x <= xs[0]).then(float(ys[0]))
    for x0, x1, y0, y1 in zip(xs, xs[1:], ys, ys[1:]):
        y = y.when(x <= x1).then(y0 + (y1 - y0) * (x - x0) / (x1 - x0))
    return y.when(x > xs[-1]).then(float(ys[-1]))


class Engine:
    """With integer ids it gets what it likes best: kinds as an Enum, users as integers."""

    def __init__(self, workload: Workload, texts: bool = False) -> None:
        self.workload, self.texts, self.kinds = workload, texts, workload.kinds
        self.kind_type = pl.Enum(self.kinds)
        customers = workload.customers(texts)
        self.customers = pl.DataFrame(
            customers.select(["customer_id", "mrr", "seats", "started_at", "strategic"])
        )
        self.arrow = workload.activities(texts, batch_rows=1 << 40)
        if not texts:
            actor = workload.numbers("activities.actor", pa.int32())
            self.arrow = self.arrow.set_column(3, "actor", actor)
        self.loaded: pl.DataFrame | None = None

    def of(self, *prefixes: str) -> pl.Expr:
        return pl.col("kind").is_in([k for k in self.kinds if k.startswith(prefixes)])

    def load(self) -> pl.DataFrame:
        """The Arrow columns as Polars has them: only kinds are converted."""
        return pl.DataFrame(self.arrow).with_columns(pl.col("kind").cast(self.kind_type))

    def evaluate(self) -> pl.DataFrame:
        """From its own frame in memory."""
        if self.loaded is None:
            self.loaded = self.load()
        return self.answer_from(self.loaded)

    def score(self) -> pl.DataFrame:
        """From Arrow. A dictionary is fine as it is; texts are worth being made codes."""
        return self.answer_from(self.load() if self.texts else pl.DataFrame(self.arrow))

    def answer_from(self, frame: pl.DataFrame) -> pl.DataFrame:
        at = frame["at"]
        in_order = at.is_sorted()

        def since(days: int, until: int = 0) -> pl.LazyFrame:
            """Of ordered rows a slice; finding it is cheaper than filtering."""
            begin, end = AS_OF - timedelta(days=days), AS_OF - timedelta(days=until)
            if not in_order:
                return frame.lazy().filter((pl.col("at") > begin) & (pl.col("at") <= end))
            first, last = (at.search_sorted(edge, side="right") for edge in (begin, end))
            return frame.slice(first, last - first).lazy()

        kind, by = pl.col("kind"), "customer_id"
        core = kind.is_in(["feature.editor", "feature.search"])
        recent = self.of(*RECENT_KINDS)
        fourteen_days = AS_OF - timedelta(days=14)
        in_28 = since(28).group_by(by)
        in_28 = in_28.agg(
            (kind == "session.started").sum().alias("logins"),
            core.sum().alias("core_now"),
            ((kind == "page.pricing") & (pl.col("at") > fourteen_days)).sum().alias("pricing"),
            pl.col("at").filter(recent).max().alias("last_at"),
        )
        users = since(28).filter(self.of(*USE_KINDS)).select(by, "actor").unique()
        users = users.group_by(by).agg(pl.len().alias("active_users"))
        before = since(56, 28).filter(core).group_by(by).agg(pl.len().alias("core_before"))
        features = since(90).filter(self.of("feature.")).select(by, "kind").unique()
        features = features.group_by(by).agg(pl.len().alias("features"))
        csat = since(180).filter(kind == "survey.csat").group_by(by)
        csat = csat.agg(pl.col("value").mean().alias("csat"))
        rare = {"opened": "ticket.opened", "closed": "ticket.closed", "invites": "user.invited"}
        visible = since(100_000)
        of_all_time = visible.filter(kind.is_in(list(rare.values()))).group_by(by)
        of_all_time = of_all_time.agg((kind == k).sum().alias(name) for name, k in rare.items())
        customers = self.customers.lazy()
        for table in (users, before, features, csat, of_all_time):
            customers = customers.join(table, on=by, how="left")
        measures = customers.join(in_28, on=by, how="left").collect()
        # Only customers that were quiet for 28 days need a look further back.
        quiet = measures.lazy().filter(pl.col("last_at").is_null()).select(by)
        older = since(100_000, 28).join(quiet, on=by, how="semi").filter(recent)
        older = older.group_by(by).agg(pl.col("at").max().alias("last_before"))
        return self.score_of(measures.lazy().join(older, on=by, how="left")).collect()

    def score_of(self, measures: pl.LazyFrame) -> pl.LazyFrame:
        def count(name: str) -> pl.Expr:
            return pl.col(name).fill_null(0).cast(pl.Float64)

        age = AS_OF - pl.col("started_at")
        before = pl.col("core_before").cast(pl.Float64)
        change = (count("core_now") - before) / before
        last = pl.coalesce("last_at", "last_before")
        quiet_days = (AS_OF - last).dt.total_microseconds() / 86_400e6
        signals = {
            "logins": count("logins"),
            "seat_use": count("active_users") / pl.col("seats"),
            "core_change": pl.when(age >= timedelta(days=28)).then(change),
            "features": count("features"),
            "open_tickets": count("opened") - count("closed"),
            "quiet_days": quiet_days,
            "csat": pl.col("csat"),
            "pricing_views": count("pricing"),
        }
        subscores = measures.with_columns(curve(x, name).alias(name) for name, x in signals.items())
        weights = {name: weight for name, (weight, _, _) in scoring.CURVES.items()}
        total = pl.sum_horizontal(w * pl.col(n).fill_null(0) for n, w in weights.items())
        weight = pl.sum_horizontal(w * pl.col(n).is_not_null() for n, w in weights.items())
        is_capped = (count("invites") == 0) & (age > timedelta(days=14))
        score = pl.col("mean")
        scored = subscores.with_columns((total / weight).alias("mean")).select(
            "customer_id",
            "mrr",
            "strategic",
            pl.when(is_capped).then(pl.min_horizontal(score, 30.0)).otherwise(score).alias("score"),
        )
        # Sums that differ in their last bit must not fall to two sides of a bound.
        score, mrr = pl.col("score"), pl.col("mrr")
        band = pl.when(score >= 70 - 1e-9).then(0).when(score >= 40 - 1e-9).then(1).otherwise(2)
        tier = pl.when(pl.col("strategic") | (mrr >= 2000)).then(0).when(mrr >= 300).then(1)
        return scored.select(
            "customer_id", "score", band.alias("band"), tier.otherwise(2).alias("tier")
        )


def answer(frame: pl.DataFrame) -> scoring.Answer:
    """In the order of the customers table, whose ids rise."""
    frame = frame.sort("customer_id")
    return scoring.Answer(*(frame[name].to_numpy() for name in ("score", "band", "tier")))
