"""CSV as issue and reader have it: every detail of the format."""

import csv
import io
import math
import random
import struct
from datetime import datetime, timezone

import pyarrow
import pytest

from kenko import _kenko


def written(table) -> str:
    pieces = []
    _kenko.write_csv(table, pieces.append, True)
    return b"".join(pieces).decode()


def cells(array) -> list[str]:
    return written(pyarrow.table({"x": array})).split("\n")[1:-1]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (100.0, "100"),
        (-2.5, "-2.5"),
        (0.1, "0.1"),
        (1 / 3, "0.3333333333333333"),
        (66.66666666666667, "66.66666666666667"),
        (1e15, "1000000000000000"),
        (1e16, "1e16"),
        (1.5e300, "1.5e300"),
        (1e-5, "1e-5"),
        (5e-324, "5e-324"),
        (-1.25e-10, "-1.25e-10"),
    ],
)
def test_numbers(number, text):
    assert cells(pyarrow.array([number])) == [text]


def test_numbers_read_back_the_same():
    random.seed(1)
    bits = [struct.unpack("<d", random.randbytes(8))[0] for _ in range(5000)]
    numbers = [number for number in bits if math.isfinite(number)]
    assert [float(text) for text in cells(pyarrow.array(numbers))] == numbers


def test_instants_flags_counts_and_missing():
    table = pyarrow.table(
        {
            "at": pyarrow.array(
                [datetime(2025, 1, 31, 1, 2, 3, 4, timezone.utc), None],
                pyarrow.timestamp("us", "UTC"),
            ),
            "flag": [True, False],
            "none": pyarrow.nulls(2),
            "count": [2**62, -1],
        }
    )
    assert written(table) == (
        "at,flag,none,count\n2025-01-31T01:02:03.000004Z,true,,4611686018427387904\n,false,,-1\n"
    )


def test_instants_of_all_years():
    days = range(-719162, 2932896, 9973)
    at = pyarrow.array([day * 86_400_000_000 + 1 for day in days], pyarrow.timestamp("us", "UTC"))
    expected = [value.strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0") for value in at.to_pylist()]
    assert cells(at) == expected


def test_texts_are_quoted_where_they_must_be():
    texts = ["plain", "a,b", 'say "x"', "two\nlines", "\r", "", None, " space ", "ü名", '"', "a|b"]
    text = written(pyarrow.table({"a": texts, "b": pyarrow.array(texts).dictionary_encode()}))
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert rows == [[value or "", value or ""] for value in texts]
    assert '"",""' in text  # the empty text, unlike missing


def test_lists_are_joined():
    lists = [["a", "b"], [], None, ["x,y", 'q"'], ["one"]]
    assert cells(pyarrow.array(lists)) == ["a|b", "", "", '"x,y|q"""', "one"]
    names = pyarrow.array(["a", "b"]).dictionary_encode()
    nested = pyarrow.ListArray.from_arrays([0, 2, 2], names)
    assert cells(nested) == ["a|b", ""]


def test_slices_and_batches():
    table = pyarrow.table({"x": list(range(100)), "t": [None, "a"] * 50, "b": [True, None] * 50})
    sliced = pyarrow.concat_tables([table.slice(3, 5), table.slice(90, 1)])
    assert written(sliced) == ("x,t,b\n3,a,\n4,,true\n5,a,\n6,,true\n7,a,\n90,,true\n")


def test_a_failing_writer_stops_it():
    table = pyarrow.table({"x": ["y" * 1000] * 1000})
    with pytest.raises(ZeroDivisionError):
        _kenko.write_csv(table, lambda data: 1 / 0, True)


def test_types_that_are_not_known():
    with pytest.raises(TypeError, match="x has an Arrow type"):
        cells(pyarrow.array([{"a": 1}]))
