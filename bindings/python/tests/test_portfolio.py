from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import numpy
import pandas
import pytest
from conftest import ACTIVITIES, AS_OF, AS_OF_MICROSECONDS, CUSTOMERS, DAY, EXPECTED, scores

import kenko


def test_records_one_by_one(model, portfolio):
    assert scores(model.evaluate(portfolio, as_of=AS_OF)["health"]) == EXPECTED


def test_a_snapshot_does_not_see_what_comes_later(model, portfolio):
    before = portfolio.snapshot()
    portfolio.record_activity(customer_id="3", at=AS_OF - timedelta(days=2), kind="session.late")
    after = model.evaluate(portfolio, as_of=AS_OF, tables="measures")["measures"].to_pydict()
    assert after["logins"] == [10, 2, 1]
    earlier = model.evaluate(before, as_of=AS_OF, tables="measures")["measures"].to_pydict()
    assert earlier["logins"] == [10, 2, 0]


def test_customers_by_id(model, portfolio):
    for asked in ("3", ["3"], ("3",), {"3": 1}):
        health = model.evaluate(portfolio, as_of=AS_OF, customers=asked)["health"]
        assert scores(health) == {"3": EXPECTED["3"]}
    assert len(model.evaluate(portfolio, as_of=AS_OF, customers=[])["health"]) == 0
    with pytest.raises(kenko.NotFoundError) as caught:
        model.evaluate(portfolio, as_of=AS_OF, customers=["nobody"])
    assert isinstance(caught.value, LookupError)
    assert caught.value.code == 5


def test_integer_ids_come_out_as_they_went_in(model):
    portfolio = kenko.Portfolio("account")
    for customer in (7, numpy.int32(-1)):
        portfolio.record_customer(account=customer, mrr=100)
    portfolio.record_activity(customer_id=7, at=AS_OF_MICROSECONDS, kind="session.a")
    health = model.evaluate(portfolio, as_of=AS_OF, customers=numpy.array([7]))["health"]
    assert health.to_pydict()["customer_id"] == [7]
    everyone = model.evaluate(portfolio, as_of=AS_OF)["health"].to_arrow()
    assert everyone["customer_id"].to_pylist() == [7, -1]
    assert str(everyone.schema.field("customer_id").type) == "int64"
    with pytest.raises(kenko.Error):
        portfolio.record_customer(account="text")


@pytest.mark.parametrize(
    "signed_on",
    [
        AS_OF,
        datetime(2025, 1, 31),
        date(2025, 1, 31),
        datetime(2025, 1, 31, 9, tzinfo=timezone(timedelta(hours=9))),
        pandas.Timestamp("2025-01-31", tz="UTC"),
        numpy.datetime64("2025-01-31", "ns"),
    ],
)
def test_times_in_records(model, signed_on):
    portfolio = kenko.Portfolio("account")
    portfolio.record_customer(account="a", signed_on=signed_on)
    assert len(model.evaluate(portfolio, as_of=AS_OF)["health"]) == 1
    assert len(model.evaluate(portfolio, as_of=AS_OF_MICROSECONDS - 1)["health"]) == 0


@pytest.mark.parametrize("mrr", [50, 50.0, Decimal(50), numpy.float32(50), numpy.int8(50)])
def test_numbers_in_records(model, mrr):
    portfolio = kenko.Portfolio("account")
    portfolio.record_customer({"account": "a", "strategic": numpy.bool_(True)}, mrr=mrr, plan=None)
    health = model.evaluate(portfolio, as_of=AS_OF)["health"].to_pylist()
    assert health[0]["score"] == 12.5


@pytest.mark.parametrize("missing", [None, pandas.NaT, pandas.NA, numpy.datetime64("NaT")])
def test_missing_in_records(model, missing):
    portfolio = kenko.Portfolio("account")
    portfolio.record_customer(account="a", signed_on=missing, recorded_at=missing)
    assert len(model.evaluate(portfolio, as_of=AS_OF)["health"]) == 1


def test_renamed_valid_from(model):
    portfolio = kenko.Portfolio("account", "changed_at")
    portfolio.record_customer(account="a", changed_at=AS_OF_MICROSECONDS - DAY, mrr=100)
    portfolio.record_customer(account="a", changed_at="2025-01-31", mrr=0)
    portfolio.record_customer(account="a", changed_at=AS_OF + timedelta(days=1), mrr=50)
    score = {
        at: model.evaluate(portfolio, as_of=at)["health"].to_pydict()["score"]
        for at in ("2025-01-30", "2025-01-31", "2025-02-01")
    }
    assert score == {"2025-01-30": [25], "2025-01-31": [0], "2025-02-01": [12.5]}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"at": AS_OF, "kind": "a"}, "customer_id"),
        ({"customer_id": "", "at": AS_OF, "kind": "a"}, "customer_id"),
        ({"customer_id": "a", "kind": "a"}, "at"),
        ({"customer_id": "a", "at": AS_OF}, "kind"),
        ({"customer_id": "a", "at": AS_OF, "kind": "a", "value": float("nan")}, "value"),
        ({"customer_id": "a", "at": 2**62, "kind": "a"}, "at"),
    ],
)
def test_bad_records_say_where(portfolio, row, column):
    with pytest.raises(kenko.InvalidArgumentError) as caught:
        portfolio.record_activity(row)
    assert (caught.value.table, caught.value.column) == ("activities", column)


def test_cells_that_no_table_holds(portfolio):
    for row in ({"at": 1.5}, {"at": "soon"}, {"value": []}, {"value": 2**70}, {1: 2}):
        with pytest.raises((TypeError, ValueError, OverflowError)):
            portfolio.record_activity({"customer_id": "a", "kind": "a", "at": AS_OF, **row})


def test_milestones_and_feeds_are_taken(model, portfolio):
    portfolio.record_milestone(customer_id="3", milestone="kickoff", due_at=AS_OF)
    portfolio.record_feed(kind="session.*", complete_until=AS_OF - timedelta(days=1))
    result = model.evaluate(portfolio, as_of=AS_OF, tables=["measures", "diagnostics"])
    assert result["measures"].to_pydict()["logins"] == [None, None, None]  # a gap is not silence
    counts = {row["what"]: row["count"] for row in result["diagnostics"].to_pylist()}
    assert counts["customers read"] == len(CUSTOMERS)
    assert counts["activities read"] == len(ACTIVITIES)
    assert counts["milestones read"] == 1


def test_known_is_the_second_clock(model, portfolio):
    portfolio.record_activity(
        customer_id="3", at=AS_OF, kind="session.late", recorded_at=AS_OF + timedelta(days=1)
    )
    for known, logins in ((None, 0), (AS_OF, 0), ("2025-02-01", 1)):
        result = model.evaluate(portfolio, as_of=AS_OF, known=known, tables=["measures"])
        assert result["measures"].to_pydict()["logins"][2] == logins


def test_wrong_arguments(model, portfolio):
    with pytest.raises(kenko.Error):
        model.evaluate(portfolio, as_of=AS_OF, tables=["helth"])
    with pytest.raises(kenko.InvalidArgumentError):
        model.evaluate(portfolio, as_of=AS_OF, threads=0)
    with pytest.raises(TypeError):
        model.evaluate("portfolio", as_of=AS_OF)
    with pytest.raises(TypeError):
        model.evaluate(portfolio, as_of=AS_OF, customers=[1, "a"])
    with pytest.raises(KeyError, match="was not asked for"):
        model.evaluate(portfolio, as_of=AS_OF)["explain"]
