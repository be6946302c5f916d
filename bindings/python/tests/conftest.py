"""A small company: what the tests load, and what must come out."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path

import pytest
from team import TEAM, team_portfolio, write_team

import kenko

# Scores by hand: logins of 28 days on a line from 0 to 10, money on one from 0 to 100, weighed 3:1.
MODEL = """\
kenko: 1
name: small
customer:
  id: account
  started_at: signed_on
  value: mrr
  attributes: {plan: text, mrr: number, strategic: flag, signed_on: time}
activity:
  attributes: {severity: text}
measures:
  logins: {count: session.*, window: 28d}
  urgent: {count: ticket.opened, where: severity == 'urgent'}
scorecards:
  - name: use
    signals:
      - {name: logins, measure: logins, weight: 3, curve: [[0, 0], [10, 100]],
         says: Logins in 28 days}
      - {name: money, measure: mrr, curve: [[0, 0], [100, 100]]}
rules:
  - {name: urgent ticket, when: urgent > 0, add: -20, says: "An urgent ticket"}
"""

AS_OF = datetime(2025, 1, 31, tzinfo=timezone.utc)
DAY = 86_400_000_000
AS_OF_MICROSECONDS = 1_738_281_600_000_000

CUSTOMERS = [
    {"account": "00001", "plan": "pro", "mrr": 100.0, "strategic": True},
    {"account": "ü,2", "plan": "free", "mrr": None, "strategic": None},
    {"account": "3", "plan": None, "mrr": 50.0, "strategic": False},
]
ACTIVITIES = [
    *({"customer_id": "00001", "at": AS_OF, "kind": "session.started"} for _ in range(10)),
    *({"customer_id": "ü,2", "at": AS_OF, "kind": "session.started"} for _ in range(2)),
    {"customer_id": "3", "at": AS_OF, "kind": "ticket.opened", "severity": "urgent"},
]
# Score and band by customer: (3·100 + 100)/4; 20; (3·0 + 50)/4 - 20 kept at 0.
EXPECTED = {"00001": (100.0, "GOOD"), "ü,2": (20.0, "BAD"), "3": (0.0, "BAD")}


@pytest.fixture
def model() -> kenko.Model:
    return kenko.Model.parse(MODEL, "small.yaml")


@pytest.fixture
def portfolio() -> kenko.Portfolio:
    made = kenko.Portfolio("account")
    for row in CUSTOMERS:
        made.record_customer(row)
    for row in ACTIVITIES:
        made.record_activity(row)
    return made


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the company as CSV files and its model, in which the test runs."""
    (tmp_path / "small.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "customers.csv").write_text(
        'account,plan,mrr,strategic,signed_on\n00001,pro,100,true,2024-01-01\n"ü,2",free,,,\n'
        "3,,50,false,2024-01-31T12:00:00+09:00\n",
        encoding="utf-8",
    )
    rows = ["customer_id,at,kind,severity,value"]
    rows += ["00001,2025-01-31,session.started,,"] * 10
    rows += ['"ü,2",2025-01-31T00:00:00Z,session.started,,'] * 2
    rows += ["3,2025-01-31T09:00:00+09:00,ticket.opened,urgent,1.5"]
    (tmp_path / "activities.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    old = os.getcwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(old)


@pytest.fixture
def team() -> kenko.Model:
    return kenko.Model.parse(TEAM, "team.yaml")


@pytest.fixture
def accounts() -> kenko.Portfolio:
    """The portfolio of the team's model."""
    return team_portfolio()


@pytest.fixture
def team_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the team's model and data, in which the test runs."""
    write_team(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scores(table: kenko.Table) -> dict[object, tuple[float | None, str]]:
    return {row["customer_id"]: (row["score"], row["band"]) for row in table.to_pylist()}
