"""Tables as a terminal of 100 columns shows them."""

import pytest
from conftest import AS_OF
from rich.console import Console

import kenko
from kenko.cli.cut import FirstRows
from kenko.cli.terminal import plain, print_tables, rich_table

SUMMARY = """\
group  customers  value  score  GOOD  BAD  value at risk  coverage  stalled  complete  days
anna           1    200    100     1    0              0         1        0         1    40
ben            1     50      5     0    1             50         1        1         0
               1    300      0     0    1            300         1        1         0
"""


def shown(table, width=100):
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(rich_table(table, 50))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


@pytest.fixture
def result(team, accounts):
    return team.evaluate(
        accounts, as_of=AS_OF, tables=kenko.output_tables(), group_by="owner", threads=2
    )


def test_no_cell_is_cut(result, team, accounts):
    tables = {**result, "series": team.series(accounts, [AS_OF])}
    for name, table in tables.items():
        text = shown(table)
        assert "…" not in text and max(map(len, text.splitlines())) <= 100, name
    assert shown(tables["series"]).splitlines()[1].split() == [
        *("a", "2025-01-31", "GOOD", "100", "1", "75", "rising", "high", "0"),
    ]


def test_a_summary(result):
    text = shown(result["summary"], 140).replace("median time to value days", "days")
    assert [line.split() for line in text.splitlines()] == [
        line.split() for line in SUMMARY.splitlines()
    ]


def test_a_worklist_has_no_empty_column(result):
    assert "channel" in shown(result["worklist"])
    kickoffs = kenko.Model.parse("kenko: 1\nname: x\nplays: [{name: a, when: true}]\n")
    portfolio = kenko.Portfolio()
    portfolio.record_customer(customer_id="x")
    table = kickoffs.evaluate(portfolio, as_of=AS_OF, tables="worklist")["worklist"]
    assert shown(table).splitlines()[0].split()[:4] == ["rank", "customer_id", "priority", "play"]
    assert "channel" not in shown(table)


def test_long_tables_are_cut_unless_asked_for(capsys):
    model = kenko.Model.parse("kenko: 1\nname: x\nplays: [{name: a, when: true}]\n")
    portfolio = kenko.Portfolio()
    for number in range(70):
        portfolio.record_customer(customer_id=number)
    table = model.evaluate(portfolio, as_of=AS_OF, tables="worklist")["worklist"]
    print_tables({"worklist": table})
    assert "… 20 more; --out writes all" in capsys.readouterr().out
    print_tables({"worklist": FirstRows(table, 60)})
    text = capsys.readouterr().out
    assert text.startswith("worklist: 60 rows\n") and "more" not in text
    assert len(text.splitlines()) == 62


def test_first_rows_is_a_table(result):
    table = FirstRows(result["worklist"], 2)
    assert (table.name, len(table), table.num_rows) == ("worklist", 2, 2)
    assert table.to_pylist() == result["worklist"].to_pylist()[:2] == table.to_pylist()
    assert len(FirstRows(result["worklist"], 100)) == 4
    assert table.column_names == result["worklist"].column_names


def test_instants_and_numbers():
    assert plain(AS_OF) == "2025-01-31"
    assert plain(AS_OF.replace(hour=9)) == "2025-01-31 09:00"
    assert [plain(value) for value in (None, True, 1234.5, 0.001234)] == [
        *("", "yes", "1,234.5", "0.0012"),
    ]
