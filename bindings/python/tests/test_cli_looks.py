"""The commands that are one look at a portfolio: milestones, levers, worklist, tiers, summary."""

import json

import pyarrow.parquet
import pytest
from test_cli import kenko_command, rows

import kenko

DATA = ["--customers", "customers.csv", "--activities", "activities.csv"]
LEVERS = """\
customer_id,row,value,needed,band
b,logins,1,8,NORMAL
b,onboarded,0,0.7,NORMAL
d,logins,0,8,NORMAL
d,onboarded,0,0.8,NORMAL
"""
MILESTONES = """\
customer_id,plan,milestone,state,due_at,completed_at,days_late
a,guided,kickoff,done,2024-12-08T00:00:00.000000Z,2024-12-05T00:00:00.000000Z,0
a,guided,first report,done_late,2024-12-31T00:00:00.000000Z,2025-01-10T00:00:00.000000Z,10
b,guided,kickoff,late,2024-10-08T00:00:00.000000Z,,115
b,guided,first report,late,2024-10-31T00:00:00.000000Z,,92
d,guided,kickoff,late,2024-06-08T00:00:00.000000Z,,237
d,guided,first report,late,2024-07-01T00:00:00.000000Z,,214
"""
WORKLIST = """\
rank,customer_id,priority,play,channel,due_at,says,band,tier,reasons
1,d,30000,rescue,meeting,2025-02-03T00:00:00.000000Z,Agree on a plan,BAD,high,logins|onboarded
2,d,30000,kick off,,2025-02-01T00:00:00.000000Z,,BAD,high,logins|onboarded
3,b,4750,rescue,meeting,2025-02-03T00:00:00.000000Z,Agree on a plan,BAD,low,onboarded|logins
4,b,4750,kick off,,2025-02-01T00:00:00.000000Z,,BAD,low,onboarded|logins
"""
TIER_LOAD = """\
tier,customers,hours_needed,hours,planned_customers,planned_hours,planned_edge
high,2,4,3,1,2,300
low,1,,,2,,
"""
TIER_PLAN = """\
customer_id,tier,planned_tier,rank
a,high,low,2
b,low,low,3
d,high,high,1
"""
SUMMARY = """\
group,customers,value,score,customers_GOOD,customers_NORMAL,customers_BAD,customers_UNKNOWN,\
value_GOOD,value_NORMAL,value_BAD,value_UNKNOWN,value_at_risk,coverage,onboarding_on_track,\
onboarding_late,onboarding_stalled,onboarding_lapsed,onboarding_complete,median_time_to_value_days
anna,1,200,100,1,0,0,0,200,0,0,0,0,1,0,0,0,0,1,40
ben,1,50,5,0,0,1,0,0,0,50,0,50,1,0,0,1,0,0,
,1,300,0,0,0,1,0,0,0,300,0,300,1,0,0,1,0,0,
"""


def look(command, *arguments):
    return kenko_command(command, "team.yaml", *DATA, "--as-of", "2025-01-31", *arguments)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["levers"], LEVERS),
        (["milestones"], MILESTONES),
        (["worklist"], WORKLIST),
        (["summary", "--by", "owner"], SUMMARY),
        (["tiers"], f"# tier_load\n{TIER_LOAD}\n# tier_plan\n{TIER_PLAN}"),
        (["score", "--table", "levers"], LEVERS),
        (["score", "--table", "summary", "--by", "owner"], SUMMARY),
        (["levers", "--threads", "1"], LEVERS),
        (["worklist", "--top", "1000"], WORKLIST),
        (["worklist", "--top", "2"], "".join(WORKLIST.splitlines(keepends=True)[:3])),
    ],
)
def test_what_is_printed(team_files, arguments, expected):
    done = look(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == expected


@pytest.mark.parametrize(("command", "text"), [("levers", LEVERS), ("milestones", MILESTONES)])
def test_one_customer(team_files, command, text):
    done = look(command, "--customer", "b")
    header, *lines = text.splitlines(keepends=True)
    assert done.stdout == header + "".join(line for line in lines if line.startswith("b,"))
    done = look(command, "--customer", "nobody")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "kenko: customers: there is no customer nobody\n"


def test_summary_of_all(team_files):
    (row,) = rows(look("summary").stdout)
    assert row["group"] == "" and row["customers"] == "3" and row["value"] == "550"
    by_tier = rows(look("summary", "--by", "tier").stdout)
    assert [(row["group"], row["customers"]) for row in by_tier] == [("high", "2"), ("low", "1")]


def test_every_table_at_once(team_files):
    tables = [word for name in kenko.output_tables() for word in ("--table", name)]
    done = look("score", *tables, "--by", "owner", "--out", "all")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {path.stem for path in (team_files / "all").iterdir()} == set(kenko.output_tables())
    for name, text in (("levers", LEVERS), ("tier_load", TIER_LOAD), ("summary", SUMMARY)):
        assert (team_files / "all" / f"{name}.csv").read_text(encoding="utf-8") == text


def test_out(team_files):
    for command, name in (("worklist", "w.csv"), ("levers", "l.parquet"), ("milestones", "m.json")):
        done = look(command, "--out", name)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (team_files / "w.csv").read_text(encoding="utf-8") == WORKLIST
    assert pyarrow.parquet.read_table("l.parquet")["needed"].to_pylist() == [8, 0.7, 8, 0.8]
    answer = json.loads((team_files / "m.json").read_text(encoding="utf-8"))
    assert answer[0]["completed_at"] == "2024-12-05T00:00:00.000000Z"
    assert look("tiers", "--out", "plan").returncode == 0
    assert (team_files / "plan" / "tier_load.csv").read_text(encoding="utf-8") == TIER_LOAD
    assert (team_files / "plan" / "tier_plan.csv").read_text(encoding="utf-8") == TIER_PLAN


def test_the_top_of_a_worklist_in_files(team_files):
    for name in ("w.csv", "w.parquet", "w.json", "folder/"):
        assert look("worklist", "--top", "3", "--out", name).returncode == 0
    first = "".join(WORKLIST.splitlines(keepends=True)[:4])
    assert (team_files / "w.csv").read_text(encoding="utf-8") == first
    assert (team_files / "folder" / "worklist.csv").read_text(encoding="utf-8") == first
    assert pyarrow.parquet.read_table("w.parquet")["rank"].to_pylist() == [1, 2, 3]
    answer = json.loads((team_files / "w.json").read_text(encoding="utf-8"))
    assert [row["reasons"] for row in answer][2] == ["onboarded", "logins"]


def test_models_without_these_things(files):
    for command in ("milestones", "levers", "worklist", "tiers", "summary"):
        done = kenko_command(command, "small.yaml", *DATA, "--as-of", "2025-01-31")
        assert (done.returncode, done.stderr) == (0, "")


def test_usage(team_files):
    for arguments, said in (
        (["summary", "--by", "ownr"], "did you mean 'owner'?"),
        (["summary", "--by", "mrr"], "mrr"),
        (["score", "--by", "owner"], "--by is for --table summary"),
        (["worklist", "--top", "0"], "'0' is not a whole number"),
        (["worklist", "--top", "2.5"], "'2.5' is not a whole number"),
        (["worklist", "--customer", "a"], "--customer"),
        (["tiers", "--by", "owner"], "--by"),
        (["levers", "--out", "levers.xlsx"], "levers.xlsx"),
    ):
        done = look(*arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert said in done.stderr and "Traceback" not in done.stderr, arguments
