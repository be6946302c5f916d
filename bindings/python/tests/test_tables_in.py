"""Bulk data from every library that people have it in: no row lost, no zone wrong."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest
from conftest import ACTIVITIES, AS_OF, CUSTOMERS, EXPECTED, scores

import kenko

TIME = pyarrow.timestamp("us", "UTC")


def arrow_customers():
    return pyarrow.Table.from_pylist(CUSTOMERS)


def arrow_activities():
    schema = pyarrow.schema(
        [("customer_id", "string"), ("at", TIME), ("kind", "string"), ("severity", "string")]
    )
    return pyarrow.Table.from_pylist(ACTIVITIES, schema)


def as_reader(table):
    return table.to_reader(max_chunksize=2)


def as_duckdb(table):
    return duckdb.from_arrow(table)


class OnlyArray:
    def __init__(self, table):
        self.batch = table.combine_chunks().to_batches()[0]

    def __arrow_c_array__(self, requested_schema=None):
        return self.batch.__arrow_c_array__(requested_schema)


class OnlyStream:
    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


@pytest.mark.parametrize(
    "convert",
    [
        lambda table: table,
        as_reader,
        as_duckdb,
        OnlyArray,
        OnlyStream,
        polars.from_arrow,
        lambda table: table.to_pandas(),
        lambda table: table.to_pandas(types_mapper=pandas.ArrowDtype),
        lambda table: table.combine_chunks().to_batches()[0],
        lambda table: pyarrow.concat_tables([table.slice(0, 1), table.slice(1)]),
    ],
)
def test_every_library(model, convert):
    health = kenko.score(
        model, convert(arrow_customers()), convert(arrow_activities()), as_of=AS_OF
    )
    assert scores(health) == EXPECTED


def test_threads_do_not_matter(model):
    count = 10_000
    activities = pyarrow.table(
        {
            "customer_id": [CUSTOMERS[i % len(CUSTOMERS)]["account"] for i in range(count)],
            "at": [AS_OF - timedelta(minutes=i) for i in range(count)],
            "kind": ["session.started"] * count,
        }
    )
    one, three = (
        kenko.score(model, arrow_customers(), activities, as_of=AS_OF, threads=threads)
        for threads in (1, 3)
    )
    assert one.to_pydict() == three.to_pydict()
    with pytest.raises(kenko.InvalidArgumentError, match="threads is 0"):
        kenko.Portfolio().load(activities=activities, threads=0)


def test_reports_count_the_rows(model):
    portfolio = kenko.Portfolio("account")
    reports = portfolio.load(customers=arrow_customers(), activities=arrow_activities())
    assert {name: report.rows_loaded for name, report in reports.items()} == {
        "customers": len(CUSTOMERS),
        "activities": len(ACTIVITIES),
    }
    assert reports["customers"].rows_set_aside == 0


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Tokyo", "America/New_York"])
def test_pandas_time_zones(model, unit, zone):
    at = pandas.Series([pandas.Timestamp(AS_OF)]).dt.tz_convert(zone or "UTC")
    if zone is None:
        at = at.dt.tz_localize(None)
    activities = pandas.DataFrame(
        {"customer_id": ["00001"], "at": at.dt.as_unit(unit), "kind": "session.a"}
    )
    assert _logins(model, activities, AS_OF) == 1
    assert _logins(model, activities, AS_OF - timedelta(seconds=1)) == 0


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Tokyo"])
def test_polars_time_zones(model, unit, zone):
    moment = AS_OF.astimezone(ZoneInfo(zone)) if zone else AS_OF.replace(tzinfo=None)
    at = polars.Series([moment], dtype=polars.Datetime(unit, zone))
    activities = polars.DataFrame({"customer_id": ["00001"], "at": at, "kind": ["session.a"]})
    assert _logins(model, activities, AS_OF) == 1
    assert _logins(model, activities, AS_OF - timedelta(microseconds=1)) == 0


@pytest.mark.parametrize(
    "column",
    ["TIMESTAMPTZ '2025-01-31 09:00:00+09'", "TIMESTAMP '2025-01-31'", "DATE '2025-01-31'"],
)
def test_duckdb_times(model, column):
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'America/New_York'")
    activities = connection.sql(f"SELECT '00001' AS customer_id, {column} AS at, 'session.a' kind")
    assert _logins(model, activities, AS_OF) == 1
    assert _logins(model, activities, AS_OF - timedelta(microseconds=1)) == 0


def test_dates(model):
    activities = pyarrow.table(
        {"customer_id": ["00001"], "at": [date(2025, 1, 31)], "kind": ["session.a"]}
    )
    for type_ in (pyarrow.date32(), pyarrow.date64()):
        at = activities["at"].cast(type_)
        assert _logins(model, activities.set_column(1, "at", at), AS_OF) == 1


def _logins(model, activities, as_of):
    portfolio = kenko.Portfolio("account")
    portfolio.load(customers=arrow_customers(), activities=activities)
    result = model.evaluate(portfolio, as_of=as_of, tables=["measures"])
    return result["measures"].to_pydict()["logins"][0]


def test_a_pandas_index_without_a_name_is_no_column(model):
    customers = arrow_customers().to_pandas()
    activities = arrow_activities().to_pandas()
    activities.index = pandas.date_range("2020-01-01", periods=len(activities))  # no time column
    assert scores(kenko.score(model, customers[::-1], activities, as_of=AS_OF)) == EXPECTED
    assert scores(kenko.score(model, customers[:0], activities, as_of=AS_OF)) == {}


def test_a_pandas_index_with_a_name_is_a_column(model):
    customers = arrow_customers().to_pandas().set_index("account")
    assert scores(kenko.score(model, customers, arrow_activities(), as_of=AS_OF)) == EXPECTED


def test_categories_and_nan_of_pandas(model):
    customers = arrow_customers().to_pandas()
    customers["plan"] = customers["plan"].astype("category")
    customers["mrr"] = [100.0, numpy.nan, 50.0]  # missing, as everywhere in pandas
    activities = arrow_activities().to_pandas().astype({"kind": "category"})
    assert scores(kenko.score(model, customers, activities, as_of=AS_OF)) == EXPECTED


def test_nan_of_polars_is_a_bad_number(model):
    customers = polars.from_arrow(arrow_customers()).with_columns(
        mrr=polars.Series([1.0, float("nan"), 2.0])
    )
    with pytest.raises(kenko.InvalidArgumentError) as caught:
        kenko.score(model, customers, arrow_activities(), as_of=AS_OF)
    assert (caught.value.table, caught.value.row, caught.value.column) == ("customers", 1, "mrr")


def test_a_million_rows_of_many_batches(model):
    count = 1_000_000
    activities = polars.DataFrame(
        {
            "customer_id": polars.Series(["00001", "3"] * (count // 2)),
            "at": polars.Series([AS_OF] * count).dt.cast_time_unit("us"),
            "kind": ["session.a"] * count,
        }
    )
    portfolio = kenko.Portfolio("account")
    chunks = polars.concat([activities[i : i + 70_001] for i in range(0, count, 70_001)])
    report = portfolio.load(customers=arrow_customers(), activities=chunks)["activities"]
    assert report.rows_loaded == count
    result = model.evaluate(portfolio, as_of=AS_OF, tables=["measures"])
    assert result["measures"].to_pydict()["logins"] == [count / 2, 0, count / 2]


def test_all_rows_or_none(model, portfolio):
    bad = arrow_activities().to_pylist()
    bad[5] = {**bad[5], "kind": None}
    bad[7] = {**bad[7], "at": None}
    table = pyarrow.Table.from_pylist(bad, arrow_activities().schema)
    with pytest.raises(kenko.InvalidArgumentError) as caught:
        portfolio.load(activities=table)
    assert (caught.value.table, caught.value.row, caught.value.column) == ("activities", 5, "kind")
    assert scores(model.evaluate(portfolio, as_of=AS_OF)["health"]) == EXPECTED

    report = portfolio.load(activities=table, set_aside=True)["activities"]
    assert (report.rows_loaded, report.rows_set_aside) == (len(bad) - 2, 2)
    assert [(row.row, row.column) for row in report.first_bad_rows] == [(5, "kind"), (7, "at")]
    assert "5" in report.first_bad_rows[0].message


def test_an_attribute_of_another_type(model):
    customers = pyarrow.table({"account": ["a"], "mrr": ["much"]})
    with pytest.raises(kenko.InvalidArgumentError, match="mrr"):
        kenko.score(model, customers, arrow_activities(), as_of=AS_OF)


def test_what_is_no_table(portfolio):
    lazy = polars.from_arrow(arrow_customers()).lazy()
    if not hasattr(lazy, "__arrow_c_stream__"):
        with pytest.raises(TypeError, match="collect"):
            portfolio.load(customers=lazy)
    with pytest.raises(TypeError, match="record_"):
        portfolio.load(customers=CUSTOMERS)
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        portfolio.load(customers=7)


def test_a_stream_can_be_read_once(portfolio):
    capsule = arrow_customers().__arrow_c_stream__()

    class Once:
        def __arrow_c_stream__(self, requested_schema=None):
            return capsule

    portfolio.load(customers=Once())
    with pytest.raises(ValueError, match="consumed"):
        portfolio.load(customers=Once())


def test_a_stream_that_fails_leaves_the_portfolio_as_it_was(model, portfolio):
    def batches():
        yield arrow_activities().to_batches()[0]
        raise RuntimeError("the network is gone")

    reader = pyarrow.RecordBatchReader.from_batches(arrow_activities().schema, batches())
    with pytest.raises(kenko.Error, match="the network is gone"):
        portfolio.load(activities=reader)
    assert scores(model.evaluate(portfolio, as_of=AS_OF)["health"]) == EXPECTED


def test_naive_datetimes_of_python_are_utc(model):
    activities = pyarrow.table(
        {"customer_id": ["00001"], "at": [datetime(2025, 1, 31)], "kind": ["session.a"]}
    )
    assert _logins(model, activities, AS_OF.astimezone(timezone(timedelta(hours=9)))) == 1
