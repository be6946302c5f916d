"""The commands about more than one instant: series, changes, retention."""

import pyarrow.parquet
import pytest
from team import TEAM
from test_cli import kenko_command, rows

DATA = ["--customers", "customers.csv", "--activities", "activities.csv"]
PERIOD = ["--from", "2025-01-01", "--to", "2025-01-31"]
CHANGES = """\
customer_id,row,cause,points
a,logins,activity,50
a,onboarded,activity,25
b,logins,activity,5
"""
RETENTION = """\
group,customers,value,churned,churn_rate,gross_retention,net_retention
anna,2,350,1,0.5,0.5714285714285714,0.5714285714285714
ben,1,50,0,0,1,1
,1,300,0,0,1,1
"""


def run(command, *arguments):
    return kenko_command(command, "team.yaml", *DATA, *arguments)


def series(*arguments):
    return run("series", "--as-of", "2025-01-31", *arguments)


def test_series(team_files):
    done = series("--every", "7d", "--count", "3")
    assert (done.returncode, done.stderr) == (0, "")
    names = ("customer_id", "as_of", "score", "band", "raw_band", "band_reason")
    found = [tuple(row[name] for name in names) for row in rows(done.stdout)]
    assert found[:3] == [
        ("a", "2025-01-17T00:00:00.000000Z", "50", "BAD", "NORMAL", "held"),
        ("a", "2025-01-24T00:00:00.000000Z", "75", "BAD", "GOOD", "held"),
        ("a", "2025-01-31T00:00:00.000000Z", "100", "GOOD", "GOOD", "score"),
    ]
    assert [row[0] for row in found] == ["a", "a", "a", "b", "b", "b", "c", "d", "d", "d"]


def test_series_of_one_customer_is_a_score_at_each_instant(team_files):
    found = rows(series("--customer", "b", "--every", "1.5d", "--count", "5").stdout)
    assert [row.pop("as_of")[5:13] for row in found] == [
        *("01-25T00", "01-26T12", "01-28T00", "01-29T12", "01-31T00"),
    ]
    today = rows(run("score", "--as-of", "2025-01-31").stdout)
    assert found[-1] == today[1]
    assert len(rows(series("--customer", "b").stdout)) == 18  # of 26 weeks, since 2024-10-01
    assert len(rows(series("--customer", "b", "--count", "1", "--known", "2025-01-10").stdout)) == 1


def test_chosen_columns(team_files):
    done = series("--customer", "b", "--count", "2", "--columns", "band,score")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "customer_id,as_of,score,band"
    whole = rows(series("--customer", "b", "--count", "2").stdout)
    assert [row["score"] for row in rows(done.stdout)] == [row["score"] for row in whole]
    today = run("score", "--as-of", "2025-01-31", "--columns", "priority")
    assert today.stdout.splitlines()[0] == "customer_id,priority"
    unknown = series("--columns", "bnad")
    assert unknown.returncode != 0 and "did you mean 'band'?" in unknown.stderr
    elsewhere = run("score", "--as-of", "2025-01-31", "--table", "levers", "--columns", "band")
    assert elsewhere.returncode == 2 and "--columns is for --table health" in elsewhere.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--every", "7"], "'7' is not a duration"),
        (["--every=-7d"], "'-7d' is not a duration"),
        (["--every", "0d"], "above 0"),
        (["--every", "0.0000001s"], "whole number of microseconds"),
        (["--every", "6000w"], "at most 36500d"),
        (["--count", "0"], "'0' is not a whole number from 1 to 10,000"),
        (["--count", "2.5"], "'2.5' is not a whole number"),
        (["--count", "10001"], "from 1 to 10,000"),
        (["--every", "36500d", "--count", "30"], "before the year 1"),
    ],
)
def test_usage_of_series(team_files, arguments, said):
    done = series(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and "Traceback" not in done.stderr


def test_changes(team_files):
    done = run("changes", *PERIOD)
    assert (done.returncode, done.stdout, done.stderr) == (0, CHANGES, "")
    one = run("changes", *PERIOD, "--customer", "b")
    assert one.stdout == "customer_id,row,cause,points\nb,logins,activity,5\n"
    assert run("changes", *PERIOD, "--customer", "x").returncode == 1


def test_changes_of_the_model(team_files):
    """The second model declares an attribute that the first one does not know."""
    other = TEAM.replace("owner: text", "owner: text, seats: number").replace(
        "curve: [[0, 0], [10, 100]]", "curve: [[0, 0], [20, 100]]"
    )
    other = other.replace("    signals:\n", "    signals:\n      - {name: seats, formula: seats, "
                          "curve: [[0, 0], [10, 100]]}\n")  # fmt: skip
    (team_files / "other.yaml").write_text(other, encoding="utf-8")
    (team_files / "customers.csv").write_text(
        "account,mrr,signed_on,seats\na,200,2024-12-01,5\n", encoding="utf-8"
    )
    done = run("changes", *PERIOD, "--to-model", "other.yaml")
    assert done.stderr == "note: customers: no column owner, left_on; missing for all\n"
    causes = [(row["row"], row["cause"]) for row in rows(done.stdout)]
    assert ("seats", "model") in causes and ("logins", "activity") in causes
    points = sum(float(row["points"]) for row in rows(done.stdout))
    assert points == pytest.approx((50 + 50 + 100) / 3 - 25)
    same = run("changes", *PERIOD, "--to-model", "team.yaml")
    assert same.stdout == run("changes", *PERIOD).stdout


def test_models_that_clash(team_files):
    (team_files / "other.yaml").write_text(TEAM.replace("owner: text", "owner: number"))
    done = run("changes", *PERIOD, "--to-model", "other.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "kenko: customers: attribute owner is a text in team.yaml and a number in other.yaml\n"
    )
    (team_files / "wrong.yaml").write_text("kenko: 1\nname: x\nbandz: 1\n")
    done = run("changes", *PERIOD, "--to-model", "wrong.yaml")
    assert done.returncode == 1 and done.stderr.startswith("wrong.yaml:3:1: error: ")
    assert run("changes", *PERIOD, "--to-model", "absent.yaml").returncode == 1


def test_retention(team_files):
    done = run("retention", *PERIOD, "--by", "owner")
    assert (done.returncode, done.stdout, done.stderr) == (0, RETENTION, "")
    (row,) = rows(run("retention", *PERIOD).stdout)
    assert (row["group"], row["customers"], row["value"], row["churned"]) == ("", "4", "700", "1")


def test_out(team_files):
    for command, arguments in (
        ("series", ["--as-of", "2025-01-31", "--count", "2"]),
        ("changes", PERIOD),
        ("retention", PERIOD),
    ):
        text = run(command, *arguments).stdout
        for name in ("a.csv", "a.parquet", "folder"):
            done = run(command, *arguments, "--out", name)
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        for path in ("a.csv", f"folder/{command}.csv"):
            assert (team_files / path).read_text(encoding="utf-8") == text
        assert pyarrow.parquet.read_table("a.parquet").num_rows == len(rows(text))


def test_usage_of_periods(team_files):
    for command, arguments, said in (
        ("changes", ["--from", "2025-02-01", "--to", "2025-01-31"], "--from is after --to"),
        ("retention", ["--from", "2025-02-01", "--to", "2025-01-31"], "--from is after --to"),
        ("changes", ["--from", "9999-12-31T23:00-09", "--to", "0001-01-01"], "after --to"),
        ("changes", ["--from", "2025-02-01"], "--to"),
        ("changes", [*PERIOD, "--as-of", "2025-01-31"], "--as-of"),
        ("changes", ["--from", "someday", "--to", "2025-01-31"], "someday"),
        ("retention", [*PERIOD, "--by", "ownr"], "did you mean 'owner'?"),
        ("retention", [*PERIOD, "--known", "2025-01-31"], "--known"),
    ):
        done = run(command, *arguments)
        assert (done.returncode, done.stdout) == (2, ""), (command, arguments)
        assert said in done.stderr and "Traceback" not in done.stderr
