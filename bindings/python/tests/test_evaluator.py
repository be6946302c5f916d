"""One customer at a time."""

from datetime import date, timedelta

import pytest
from conftest import AS_OF, AS_OF_MICROSECONDS

import kenko

WEEKS = [AS_OF - timedelta(days=7 * back) for back in range(8)]


def test_summary_is_the_row_of_health(team, accounts):
    evaluator = team.evaluator()
    for week in WEEKS:
        answer = team.evaluate(accounts, as_of=week, tables=["health", "worklist"])
        rows = {row["customer_id"]: row for row in answer["health"].to_pylist()}
        plays = [(row["customer_id"], row["play"]) for row in answer["worklist"].to_pylist()]
        for customer in "abcd":
            summary = evaluator.assess(accounts, customer, as_of=week)
            assert summary.exists == (customer in rows)
            told = summary._asdict() | {"reasons": list(summary.reasons), "customer_id": customer}
            for name, cell in rows.get(customer, {}).items():
                assert told[name] == cell, (customer, name)
            assert [(customer, play) for play in summary.plays] == [
                pair for pair in plays if pair[0] == customer
            ]


def test_a_customer_that_is_gone_has_nothing(team, accounts):
    summary = team.evaluator().assess(accounts, "c", as_of=AS_OF)
    assert not summary.exists and summary.score is None and summary.band is None
    assert summary.reasons == () and summary.plays == ()


def test_sees_what_was_just_recorded(model, portfolio):
    evaluator = model.evaluator()
    assert evaluator.assess(portfolio, "ü,2", as_of=AS_OF).score == 20
    before = portfolio.snapshot()
    for logins in range(3, 8):
        portfolio.record_activity(customer_id="ü,2", at=AS_OF, kind="session.started")
        assert evaluator.assess(portfolio, "ü,2", as_of=AS_OF).score == 10 * logins
    portfolio.record_activity(customer_id="ü,2", at=AS_OF, kind="ticket.opened", severity="urgent")
    assert evaluator.assess(portfolio, "ü,2", as_of=AS_OF).score == 50
    assert evaluator.assess(before, "ü,2", as_of=AS_OF).score == 20


def test_instants_in_any_form_and_integer_ids(model):
    portfolio = kenko.Portfolio("account")
    portfolio.record_customer(account=7, mrr=100.0)
    evaluator = model.evaluator()
    for as_of in (AS_OF, AS_OF_MICROSECONDS, date(2025, 1, 31), "2025-01-31"):
        assert evaluator.assess(portfolio, 7, as_of=as_of, known="2025-02-01").score == 25


def test_wrong_questions(model, portfolio):
    evaluator = model.evaluator()
    with pytest.raises(kenko.NotFoundError, match="no customer 'nobody'"):
        evaluator.assess(portfolio, "nobody", as_of=AS_OF)
    with pytest.raises(kenko.NotFoundError, match="no customer 7"):
        evaluator.assess(portfolio, 7, as_of=AS_OF)
    with pytest.raises(TypeError):
        evaluator.assess(portfolio, 1.5, as_of=AS_OF)
    with pytest.raises(TypeError, match="not a Portfolio or Snapshot"):
        evaluator.assess(model, "3", as_of=AS_OF)
    with pytest.raises(TypeError):
        kenko.Evaluator(None).assess(portfolio, "3")
    assert evaluator.assess(portfolio, "3", as_of=AS_OF).score == 0


def test_outlives_model_portfolio_and_snapshot(portfolio):
    from conftest import MODEL

    evaluator = kenko.Model.parse(MODEL).evaluator()
    snapshot = portfolio.snapshot()
    del portfolio
    first = evaluator.assess(snapshot, "00001", as_of=AS_OF)
    assert evaluator.assess(snapshot, "00001", as_of=AS_OF) == first
