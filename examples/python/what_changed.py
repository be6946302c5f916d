"""Why a customer's score moved, how its weeks went, and what is to be done; needs only kenko."""

from datetime import datetime, timedelta, timezone

import kenko

MODEL = """\
kenko: 1
name: use and onboarding
customer:
  started_at: signed_on
  attributes: {signed_on: time}
onboarding:
  plans:
    - name: everyone
      milestones:
        - {name: invite the team, done_by: user.invited, due: 7d}
        - {name: first report, done_by: report.*, due: 30d, first_value: true}
scorecards:
  - name: use
    signals:
      - {name: logins, measure: {count: session.*, window: 28d}, curve: [[0, 0], [10, 100]]}
      - {name: set-up, measure: onboarding.progress, curve: [[0, 0], [1, 100]]}
stability: {every: 7d, margin: 5, confirm: 2}
plays:
  - {name: ask what is in the way, when: onboarding.status == "stalled", channel: call, within: 2d}
"""

now = datetime(2025, 1, 31, tzinfo=timezone.utc)
day = timedelta(days=1)
portfolio = kenko.Portfolio()
portfolio.record_customer(customer_id="acme", signed_on=now - 60 * day)
portfolio.record_activity(customer_id="acme", at=now - 55 * day, kind="user.invited")
for days in range(30, 50, 2):
    portfolio.record_activity(customer_id="acme", at=now - days * day, kind="session.started")

model = kenko.Model.parse(MODEL)
result = model.evaluate(portfolio, as_of=now, tables=["health", "worklist", "levers"])
(health,) = result["health"].to_pylist()
print(f"{health['band']} since {health['band_since']:%Y-%m-%d}: {health['score']:.0f}")
for row in model.changes(portfolio, start=now - 28 * day, end=now).to_pylist():
    print(f"  {row['points']:+.0f} {row['row']} ({row['cause']})")
weeks = [now - week * 7 * day for week in range(7, -1, -1)]
scores = model.series(portfolio, weeks).to_pydict()["score"]
print("week by week:", *(f"{score:.0f}" for score in scores))
for row in result["levers"].to_pylist():
    print(f"{row['row']} from {row['value']:g} to {row['needed']:g} would make it {row['band']}")
for row in result["worklist"].to_pylist():
    print(f"{row['rank']}. {row['channel']}: {row['play']}, by {row['due_at']:%Y-%m-%d}")
