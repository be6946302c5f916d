import sys
from datetime import timedelta

import duckdb
import polars
import pyarrow
import pytest
from conftest import ACTIVITIES, AS_OF, CUSTOMERS, EXPECTED, MODEL, scores

import kenko


@pytest.fixture
def result(model, portfolio):
    return model.evaluate(portfolio, as_of=AS_OF, tables=kenko.output_tables(), threads=2)


def test_a_result_is_a_mapping(result):
    assert list(result) == list(kenko.output_tables())
    assert len(result) == len(kenko.output_tables())
    assert "health" in result and "nothing" not in result
    assert "health" in repr(result)


def test_every_way_out_has_every_row(result):
    for table in result.values():
        arrow = pyarrow.table(table)
        assert arrow.num_rows == len(table) == table.num_rows
        assert arrow.column_names == table.column_names
        assert table.to_pylist() == arrow.to_pylist()
        assert table.to_pydict() == arrow.to_pydict()
        assert table.to_polars().rows() == polars.from_arrow(arrow).rows()
        assert len(table.to_pandas()) == len(table)
        assert duckdb.connect().from_arrow(table).fetchall() == [
            tuple(row.values()) for row in table.to_pylist()
        ]
        assert pyarrow.schema(table) == arrow.schema


def test_types(result):
    types = {field.name: str(field.type) for field in pyarrow.schema(result["health"])}
    assert types["score"] == "double"
    assert types["band_since"] == "timestamp[us, tz=UTC]"
    assert types["onboarding_late"] == "int64"
    assert types["attained"] == "bool"
    assert types["customer_id"] in ("string", "large_string")
    assert "dictionary" in types["band"]
    metadata = pyarrow.schema(result["health"]).metadata
    assert any(b"small" in value for value in metadata.values())


def test_the_explanation_adds_up(result):
    points = {}
    for row in result["explain"].to_pylist():
        points[row["customer_id"]] = points.get(row["customer_id"], 0) + (row["points"] or 0)
    assert points == pytest.approx({name: score for name, (score, _) in EXPECTED.items()})


def test_a_table_outlives_everything(model, portfolio):
    table = model.evaluate(portfolio, as_of=AS_OF)["health"]
    stream = table.__arrow_c_stream__()
    arrow = pyarrow.RecordBatchReader._import_from_c_capsule(stream)
    del model, portfolio, table, stream
    assert arrow.read_all().num_rows == len(EXPECTED)


def test_an_unused_stream_is_released(result):
    for _ in range(3):
        result["health"].__arrow_c_stream__()
        result["health"].__arrow_c_schema__()
    assert pyarrow.table(result["health"]).num_rows == len(EXPECTED)


def test_repr_shows_rows_that_mean_something(result):
    text = repr(result["health"])
    assert text.startswith("kenko.Table health: 3 rows, ")
    assert "00001" in text and "GOOD" in text
    assert all(len(line) <= 110 for line in text.splitlines())


def test_head(result):
    assert result["health"].head(1)["customer_id"] == ["00001"]
    assert result["health"].head(0)["customer_id"] == []


def test_score_in_one_line(tmp_path, model):
    customers = pyarrow.Table.from_pylist(CUSTOMERS)
    activities = polars.DataFrame(ACTIVITIES)
    path = tmp_path / "small.yaml"
    path.write_text(MODEL)
    for given in (model, MODEL, MODEL.encode(), path, str(path)):
        health = kenko.score(given, customers, activities, as_of=AS_OF)
        assert scores(health) == EXPECTED
    chosen = kenko.score(model, customers, activities, as_of=AS_OF, columns="score")
    assert chosen.column_names == ["customer_id", "score"]
    both = kenko.score(model, customers, activities, as_of=AS_OF, tables=["measures", "explain"])
    assert list(both) == ["measures", "explain"]


def test_read_without_any_library(result):
    """to_pylist must not even import pyarrow."""
    code = (
        "import sys, kenko\n"
        "p = kenko.Portfolio(); p.record_customer(customer_id='a')\n"
        "m = kenko.Model.parse('kenko: 1\\nname: x\\nrules: [{name: all, when: true, score: 7}]')\n"
        "print(m.evaluate(p, as_of='2025-01-31')['health'].to_pylist()[0]['score'])\n"
        "assert not {'pyarrow', 'pandas', 'numpy', 'duckdb', 'rich'} & set(sys.modules)\n"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("7.0", "")


def test_same_bits_for_any_number_of_threads(model, portfolio):
    one, four = (
        model.evaluate(portfolio, as_of=AS_OF, tables=["health", "explain"], threads=threads)
        for threads in (1, 4)
    )
    for name in one:
        assert one[name].to_arrow().equals(four[name].to_arrow())


def test_nothing_exists_before_its_start(model, portfolio):
    portfolio.record_customer(account="later", signed_on=AS_OF + timedelta(days=1))
    assert "later" not in scores(model.evaluate(portfolio, as_of=AS_OF)["health"])
