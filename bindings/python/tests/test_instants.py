from datetime import date, datetime, timedelta, timezone

import numpy
import pandas
import pytest
from conftest import AS_OF, AS_OF_MICROSECONDS

from kenko._instant import iso, microseconds, to_datetime


@pytest.mark.parametrize(
    "value",
    [
        AS_OF,
        AS_OF_MICROSECONDS,
        numpy.int64(AS_OF_MICROSECONDS),
        datetime(2025, 1, 31),  # naive: UTC
        datetime(2025, 1, 31, 9, tzinfo=timezone(timedelta(hours=9))),
        date(2025, 1, 31),
        pandas.Timestamp("2025-01-31"),
        pandas.Timestamp("2025-01-31 09:00", tz="Asia/Tokyo"),
        numpy.datetime64("2025-01-31"),
        numpy.datetime64("2025-01-31T00:00:00.000000000"),
        "2025-01-31",
        "2025-01-31T00:00",
        "2025-01-31T00:00:00Z",
        "2025-01-31 00:00:00.000000z",
        "2025-01-31T09:00:00+09:00",
        "2025-01-30T19:00:00-0500",
        "2025-01-31T01:00:00.0000009+01",
    ],
)
def test_every_way_to_write_an_instant(value):
    assert microseconds(value) == AS_OF_MICROSECONDS


@pytest.mark.parametrize(
    "value",
    ["", "today", "2025-02-30", "2025-1-3", "20250131", "2025-01-31T25:00:00", "2025-01-31T12"],
)
def test_text_that_is_no_instant(value):
    with pytest.raises(ValueError, match="not an instant"):
        microseconds(value)


@pytest.mark.parametrize("value", [None, 1.5, True, [], b"2025-01-31"])
def test_values_that_are_no_instant(value):
    with pytest.raises(TypeError):
        microseconds(value)


def test_the_ends_of_time():
    assert microseconds("0001-01-01") == -62_135_596_800_000_000
    assert microseconds("9999-12-31T23:59:59.999999Z") == 253_402_300_799_999_999
    assert microseconds("0001-01-01T00:00:00+09:00") < microseconds("0001-01-01")
    assert to_datetime(microseconds(datetime.max)) == datetime.max.replace(tzinfo=timezone.utc)
    assert iso(microseconds("0001-01-01")) == "0001-01-01T00:00:00.000000Z"
