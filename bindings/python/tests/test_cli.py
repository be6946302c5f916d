"""The command from end to end, as its users call it."""

import csv
import io
import json
import subprocess
import sys

import duckdb
import pyarrow.parquet
import pytest
from conftest import EXPECTED, MODEL

import kenko

QUESTION = ["--customers", "customers.csv", "--activities", "activities.csv"]
QUESTION += ["--as-of", "2025-01-31"]


def kenko_command(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kenko.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def score(*arguments: str, model: str = "small.yaml") -> subprocess.CompletedProcess[str]:
    return kenko_command("score", model, *QUESTION, *arguments)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_version():
    done = kenko_command("--version")
    assert (done.returncode, done.stdout) == (0, f"kenko {kenko.__version__}\n")


def test_check(files):
    done = kenko_command("check", "small.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "small.yaml: ok"
    assert "name: small" in lines and "clocks: 1" in lines


def test_check_warns(files):
    (files / "warned.yaml").write_text(MODEL.replace("measures:", "measures:\n  u: {count: a}"))
    done = kenko_command("check", "warned.yaml")
    assert done.returncode == 0
    assert "warned.yaml:11:" in done.stderr and ": warning: " in done.stderr
    assert "warned.yaml: ok (1 warning)" in done.stdout


def test_check_lists_every_error(files):
    (files / "wrong.yaml").write_text("kenko: 1\nname: x\nbandz: 1\nruless: 1\n")
    done = kenko_command("check", "wrong.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    first, second, count = done.stderr.splitlines()
    assert first.startswith("wrong.yaml:3:1: error: ") and "bands" in first
    assert second.startswith("wrong.yaml:4:1: error: ")
    assert count == "wrong.yaml: 2 errors"


def test_a_wrong_model_stops_score_too(files):
    (files / "wrong.yaml").write_text("kenko: 1\nname: x\nbandz: 1\n")
    done = score(model="wrong.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("wrong.yaml:3:1: error: ")


def test_score_prints_csv(files):
    done = score()
    assert (done.returncode, done.stderr) == (0, "")
    found = {row["customer_id"]: (float(row["score"]), row["band"]) for row in rows(done.stdout)}
    assert found == EXPECTED
    first = rows(done.stdout)[0]
    assert first["score"] == "100" and first["coverage"] == "1"
    assert first["band_since"] == "" and first["onboarding_plan"] == ""
    assert rows(done.stdout)[2]["reasons"] == "logins|money|rule: urgent ticket"


def test_several_tables(files):
    done = score("--table", "measures", "--table", "explain", "--out", "deep/answers")
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(path.name for path in (files / "deep/answers").iterdir()) == [
        "explain.csv",
        "measures.csv",
    ]
    text = (files / "deep/answers/measures.csv").read_text(encoding="utf-8")
    assert text == 'customer_id,logins,urgent\n00001,10,0\n"ü,2",2,0\n3,0,1\n'
    printed = score("--table", "measures", "--table", "diagnostics").stdout
    assert printed.startswith("# measures\ncustomer_id,") and "\n# diagnostics\nwhat," in printed


def test_out_files(files):
    for name in ("health.csv", "health.parquet", "health.json"):
        done = score("--out", name)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (files / "health.csv").read_text(encoding="utf-8") == score().stdout
    assert pyarrow.parquet.read_table("health.parquet")["score"].to_pylist() == [100, 20, 0]
    answer = json.loads((files / "health.json").read_text(encoding="utf-8"))
    assert [row["band"] for row in answer] == ["GOOD", "BAD", "BAD"]
    assert score("--out", "folder").returncode == 0
    assert (files / "folder" / "health.csv").exists()


@pytest.mark.parametrize("kind", ["parquet", "json", "jsonl", "csv.gz", "tsv", "sql"])
def test_sources(files, kind):
    connection = duckdb.connect()
    sources = {}
    for table in ("customers", "activities"):
        everything = f"FROM read_csv('{table}.csv', all_varchar=true, header=true)"
        to = f"{table}.{kind}"
        if kind in ("parquet", "csv.gz"):
            connection.execute(f"COPY ({everything}) TO '{to}'")
        elif kind == "tsv":
            connection.execute(f"COPY ({everything}) TO '{to}' (FORMAT csv, DELIMITER '\t')")
        elif kind == "sql":
            to = everything
        else:
            array = "true" if kind == "json" else "false"
            connection.execute(f"COPY ({everything}) TO '{to}' (FORMAT json, ARRAY {array})")
        sources[table] = to
    done = kenko_command(
        *["score", "small.yaml", "--as-of", "2025-01-31"],
        *["--customers", sources["customers"], "--activities", sources["activities"]],
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == score().stdout


def test_types_of_a_query(files):
    customers = (
        "SELECT 7::HUGEINT AS account, 50.00::DECIMAL(9,2) AS mrr, 1 AS strategic, 5 AS plan, "
        "TIMESTAMPTZ '2025-01-31 09:00:00+09' AS signed_on, uuid() AS u, [1] AS list, NULL AS n;"
    )
    activities = "WITH a AS (SELECT 7 AS customer_id, '2025-01-31' AS at, 'x' AS kind) FROM a"
    done = kenko_command(
        *["score", "small.yaml", "--as-of", "2025-01-31T00:00:00Z"],
        *["--customers", customers, "--activities", activities],
    )
    assert done.stderr == "note: activities: no column severity; missing for all\n"
    assert [(row["customer_id"], row["score"]) for row in rows(done.stdout)] == [("7", "12.5")]


def test_ids_that_are_decimals_are_refused(files):
    done = kenko_command(
        *["score", "small.yaml", "--as-of", "2025-01-31", "--activities", "activities.csv"],
        *["--customers", "SELECT 7.5::DECIMAL(4,1) AS account"],
    )
    assert done.returncode == 1
    assert "customers" in done.stderr and "account" in done.stderr


@pytest.mark.parametrize(
    ("table", "line", "row", "column", "text"),
    [
        ("customers", "4,,fifty,,", 3, "mrr", "fifty"),
        ("customers", "4,,1_000,,", 3, "mrr", "1_000"),
        ("customers", "4,,,maybe,", 3, "strategic", "maybe"),
        ("customers", "4,,,,yesterday", 3, "signed_on", "yesterday"),
        ("customers", "4,,,,2025-02-30", 3, "signed_on", "2025-02-30"),
        ("activities", "3,noon,session.a,,", 13, "at", "noon"),
        ("activities", "3,2025-01-01,session.a,,x", 13, "value", "x"),
    ],
)
def test_a_cell_of_the_wrong_type(files, table, line, row, column, text):
    with open(files / f"{table}.csv", "a", encoding="utf-8") as file:
        file.write(line + "\n")
    done = score()
    assert (done.returncode, done.stdout) == (1, "")
    for word in (table, f"row {row},", f"column {column}", repr(text), "Traceback"):
        assert (word in done.stderr) == (word != "Traceback")
    aside = score("--set-aside")
    assert aside.returncode == 0
    assert aside.stdout == _without_last_line(files, table)
    assert f"{table}: 1 of " in aside.stderr and f"row {row}," in aside.stderr


def _without_last_line(files, table):
    path = files / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    return score().stdout


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (",2025-01-01,session.a,,", "customer_id"),
        ("3,,session.a,,", "at"),
        ("3,2025-01-01,,,", "kind"),
        ("3,2025-01-01,session.a,,NaN", "value"),
        ("3,2025-01-01,session.a,,-inf", "value"),
        ("3,0000-01-01,session.a,,", "at"),
    ],
)
def test_a_bad_row_is_named_with_its_number(files, line, column):
    with open(files / "activities.csv", "a", encoding="utf-8") as file:
        file.write(f"3,oops,session.a,,\n{line}\n")
    aside = score("--set-aside")
    assert (aside.returncode, aside.stdout) == (0, score("--set-aside").stdout)
    assert "activities: 2 of 15 rows set aside:" in aside.stderr
    assert "row 13, column at: 'oops'" in aside.stderr
    assert "row 14" in aside.stderr and f"{column}" in aside.stderr.splitlines()[-1]
    assert score().returncode == 1


def test_a_key_twice(files):
    with open(files / "customers.csv", "a", encoding="utf-8") as file:
        file.write("3,,1,,\n")
    done = score()
    assert done.returncode == 1 and "3" in done.stderr and "customers" in done.stderr


def test_broken_files(files):
    (files / "ragged.csv").write_text("customer_id,at,kind\na,2025-01-01\n")
    (files / "latin.csv").write_bytes("customer_id,at,kind\né,2025-01-01,a\n".encode("latin-1"))
    (files / "twice.csv").write_text("customer_id,at,kind,at\n")
    (files / "empty.csv").write_text("")
    (files / "wrong.txt").write_text("customer_id,at,kind\n")
    for source in (
        *("ragged.csv", "latin.csv", "twice.csv", "empty.csv", "wrong.txt", "absent.csv", "."),
        *("SELECT nonsense", "SELECT 1/0 AS x FROM nowhere", "DROP TABLE x"),
    ):
        done = kenko_command(
            *["score", "small.yaml", "--as-of", "2025-01-31"],
            *["--customers", "customers.csv", "--activities", source],
        )
        assert (done.returncode, done.stdout) == (1, ""), source
        assert "activities: " in done.stderr and "Traceback" not in done.stderr, source
    assert "Line: 2" in _stderr_of("ragged.csv")


def _stderr_of(source):
    return kenko_command(
        *["score", "small.yaml", "--as-of", "2025-01-31"],
        *["--customers", "customers.csv", "--activities", source],
    ).stderr


def test_csv_as_people_write_it(files):
    (files / "customers.csv").write_bytes(
        '\ufeffaccount;plan;mrr;Plan\r\n00001;"a;""b";100;x\r\n# c;;;\r\n'.encode()
    )
    done = kenko_command("score", "small.yaml", *QUESTION)
    assert done.returncode == 0
    assert [row["customer_id"] for row in rows(done.stdout)] == ["00001", "# c"]
    assert "no column strategic, signed_on" in done.stderr


def test_usage(files):
    for arguments in (
        [],
        ["shout"],
        ["check"],
        ["score", "small.yaml"],
        ["score", "small.yaml", *QUESTION[:-1], "someday"],
        ["score", "small.yaml", *QUESTION, "--table", "wealth"],
        ["score", "small.yaml", *QUESTION, "--threads", "0"],
        ["score", "small.yaml", *QUESTION, "--out", "health.xlsx"],
        ["score", "small.yaml", *QUESTION, "--table=health", "--table=explain", "--out=small.yaml"],
        ["explain", "small.yaml", *QUESTION],
    ):
        done = kenko_command(*arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert "Traceback" not in done.stderr
    assert kenko_command("check", "absent.yaml").returncode == 1


def test_known_and_milestones_and_feeds(files):
    (files / "milestones.csv").write_text("customer_id,milestone,due_at\n3,kickoff,2025-01-01\n")
    (files / "feeds.csv").write_text("kind,complete_until\nsession.*,2025-01-30\n")
    done = score(
        *["--milestones", "milestones.csv", "--feeds", "feeds.csv", "--known", "2025-02-01"],
        *["--table", "measures", "--threads", "2"],
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["logins"] for row in rows(done.stdout)] == ["", "", ""]


def test_a_closed_pipe_is_no_error(files):
    command = f"{sys.executable} -m kenko.cli score small.yaml {' '.join(QUESTION)} | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("customer_i", "")
