"""Scores three customers of a made-up company; needs only kenko."""

from datetime import datetime, timedelta, timezone

import kenko

MODEL = """\
kenko: 1
name: logins
scorecards:
  - name: use
    signals: [{name: logins, measure: {count: session.*, window: 28d}, curve: [[0, 0], [10, 100]]}]
"""

now = datetime(2025, 1, 31, tzinfo=timezone.utc)
portfolio = kenko.Portfolio()
for name, logins in {"acme": 12, "bell": 5, "coop": 0}.items():
    portfolio.record_customer(customer_id=name)
    for days in range(logins):
        at = now - timedelta(days=days)
        portfolio.record_activity(customer_id=name, at=at, kind="session.started")

for row in kenko.Model.parse(MODEL).evaluate(portfolio, as_of=now)["health"].to_pylist():
    print(f"{row['customer_id']}: {row['band']}, {row['score']:.0f}")
