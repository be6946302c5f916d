"""A company whose model uses everything: tiers, onboarding, success, stable bands, plays."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import kenko

# Half of a score is logins of 28 days on a line from 0 to 10, half is progress of onboarding.
TEAM = """\
kenko: 1
name: team
customer:
  id: account
  started_at: signed_on
  ended_at: left_on
  value: mrr
  attributes: {owner: text, mrr: number, signed_on: time, left_on: time}
measures:
  logins: {count: login, window: 28d}
tiers:
  levels: [{name: high, from: 100}, {name: low}]
  capacity: {high: {hours_per_customer: 2, hours: 3}}
onboarding:
  plans:
    - name: guided
      milestones:
        - {name: kickoff, done_by: call, due: 7d}
        - {name: first report, done_by: report, due: 30d, after: [kickoff], first_value: true}
success:
  - {name: busy, measure: logins, target: 5}
scorecards:
  - name: use
    signals:
      - {name: logins, measure: logins, curve: [[0, 0], [10, 100]], says: Logins in 28 days}
      - {name: onboarded, measure: onboarding.progress, curve: [[0, 0], [1, 100]]}
stability:
  every: 7d  # on Thursdays
  look_back: 56d
  confirm: 2
plays:
  - {name: rescue, when: band == "BAD", channel: meeting, within: 3d, done_by: call, quiet: 30d,
     says: Agree on a plan}
  - {name: kick off, when: '!done("kickoff")', within: 1d, done_by: call, quiet: 30d}
"""

CUSTOMERS = """\
account,owner,mrr,signed_on,left_on
a,anna,200,2024-12-01,
b,ben,50,2024-10-01,
c,anna,150,2024-06-01,2025-01-20
d,,300,2024-06-01,
"""

_DAYS = [date(2025, 1, 20) + timedelta(days=day) for day in range(10)]
ACTIVITIES = "\n".join(
    [
        "customer_id,at,kind",
        "a,2024-12-05,call",
        "a,2025-01-10,report",
        *(f"a,{day},login" for day in _DAYS),
        "b,2025-01-15,login",
        "c,2024-12-20,login",
        "",
    ]
)


def write_team(folder: Path) -> None:
    (folder / "team.yaml").write_text(TEAM, encoding="utf-8")
    (folder / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "activities.csv").write_text(ACTIVITIES, encoding="utf-8")


def team_portfolio() -> kenko.Portfolio:
    portfolio = kenko.Portfolio("account")
    for line in CUSTOMERS.splitlines()[1:]:
        account, owner, mrr, signed_on, left_on = line.split(",")
        portfolio.record_customer(
            account=account,
            owner=owner or None,
            mrr=float(mrr),
            signed_on=date.fromisoformat(signed_on),
            left_on=date.fromisoformat(left_on) if left_on else None,
        )
    for line in ACTIVITIES.splitlines()[1:]:
        customer_id, at, kind = line.split(",")
        portfolio.record_activity(customer_id=customer_id, at=at, kind=kind)
    return portfolio
