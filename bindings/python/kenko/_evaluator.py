"""One customer at a time, right after something happened."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kenko import _kenko
from kenko._instant import Instant, microseconds, to_datetime
from kenko._portfolio import Portfolio, Snapshot, snapshot_of


class CustomerSummary(NamedTuple):
    """How a customer is: its row of the table ``health``, and the plays that are to be done.

    What is missing is None. A customer that does not exist at the instant has nothing but
    ``exists``, which is False.
    """

    exists: bool
    score: float | None
    band: str | None
    raw_band: str | None
    band_reason: str | None
    band_since: datetime | None
    days_in_band: float | None
    previous_band: str | None
    scorecard: str | None
    coverage: float | None
    worst: float | None
    best: float | None
    trend: float | None
    direction: str | None
    tier: str | None
    tier_reason: str | None
    onboarding_plan: str | None
    onboarding_status: str | None
    onboarding_progress: float | None
    onboarding_late: int | None
    onboarding_stalled_days: float | None
    time_to_value_days: float | None
    next_milestone: str | None
    attainment: float | None
    attained: bool | None
    priority: float | None
    reasons: tuple[str, ...]
    plays: tuple[str, ...]


class Evaluator:
    """A model that is asked about one customer at a time; made by :meth:`Model.evaluator`.

    It keeps what it prepared for a question, so that the next one is a matter of microseconds, as
    long as the data are of one portfolio in which no new column, kind of activity or feed turns up.
    Threads may share one: each call waits for the one before it. It holds on to the snapshot of its
    last question.
    """

    __slots__ = ("_handle",)

    def __init__(self, handle: _kenko.Evaluator) -> None:
        self._handle = handle

    def assess(
        self,
        portfolio: Portfolio | Snapshot,
        customer_id: str | int,
        *,
        as_of: Instant,
        known: Instant | None = None,
    ) -> CustomerSummary:
        """Answers how one customer is at an instant, as :meth:`Model.evaluate` does.

        Parameters
        ----------
        portfolio : Portfolio or Snapshot
            The data; of a portfolio a snapshot is taken.
        customer_id : str or int
            The customer.
        as_of, known : datetime, date, str or int
            See :meth:`Model.evaluate`.

        Raises
        ------
        NotFoundError
            If the customer has no row in the portfolio.
        """
        values = self._handle.assess(
            snapshot_of(portfolio)._handle,
            customer_id,
            microseconds(as_of),
            None if known is None else microseconds(known),
        )
        summary = CustomerSummary._make(values)
        if summary.band_since is None:
            return summary
        return summary._replace(band_since=to_datetime(summary.band_since))
