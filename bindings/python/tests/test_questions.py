"""What a model answers beside health at one instant: series, changes, retention, groups."""

from datetime import date, datetime, timedelta, timezone

import pyarrow
import pytest
from conftest import AS_OF, AS_OF_MICROSECONDS, DAY
from team import TEAM

import kenko

MONTH = {"start": "2025-01-01", "end": AS_OF}
WEEKS = [AS_OF - timedelta(days=7 * back) for back in (2, 1, 0)]


def types(table):
    return {field.name: str(field.type) for field in pyarrow.schema(table)}


def test_series(team, accounts):
    table = team.series(accounts, WEEKS, customers="a")
    assert table.name == "series" and table.column_names[:3] == ["customer_id", "as_of", "score"]
    assert types(table)["as_of"] == "timestamp[us, tz=UTC]"
    found = [(row["as_of"], row["score"], row["band"]) for row in table.to_pylist()]
    assert found == [(WEEKS[0], 50, "BAD"), (WEEKS[1], 75, "BAD"), (WEEKS[2], 100, "GOOD")]


def test_series_is_evaluating_at_each_instant(team, accounts):
    for known in (None, AS_OF):
        rows = team.series(accounts, WEEKS, known=known).to_pylist()
        for instant in WEEKS:
            health = team.evaluate(accounts, as_of=instant, known=known)["health"].to_pylist()
            then = [row for row in rows if row["as_of"] == instant]
            assert [{**row, "as_of": instant} for row in health] == then


def test_instants_in_any_form(team, accounts):
    forms = [date(2025, 1, 17), "2025-01-24", AS_OF_MICROSECONDS]
    expected = team.series(accounts, WEEKS).to_pylist()
    assert team.series(accounts, iter(forms)).to_pylist() == expected
    assert team.series(accounts.snapshot(), (AS_OF,), customers=["b", "a"]).num_rows == 2


def test_chosen_columns(team, accounts):
    whole = team.evaluate(accounts, as_of=AS_OF)["health"].to_pylist()
    some = team.evaluate(accounts, as_of=AS_OF, health_columns=["reasons", "score"])["health"]
    assert some.column_names == ["customer_id", "score", "reasons"]
    assert some.to_pylist() == [{name: row[name] for name in some.column_names} for row in whole]
    then = team.series(accounts, WEEKS, columns="band")
    assert then.column_names == ["customer_id", "as_of", "band"]
    assert then.to_pylist() == [
        {name: row[name] for name in then.column_names}
        for row in team.series(accounts, WEEKS).to_pylist()
    ]
    for ask in (
        lambda: team.evaluate(accounts, as_of=AS_OF, health_columns=["scor"]),
        lambda: team.series(accounts, WEEKS, columns=iter(["scor"])),
    ):
        with pytest.raises(kenko.NotFoundError, match="did you mean 'score'"):
            ask()
    with pytest.raises(TypeError):
        team.series(accounts, WEEKS, columns=[1])


def test_changes(team, accounts):
    table = team.changes(accounts, **MONTH)
    assert table.name == "changes" and table.column_names == [
        "customer_id",
        "row",
        "cause",
        "points",
    ]
    assert [tuple(row.values()) for row in table.to_pylist()] == [
        ("a", "logins", "activity", 50),
        ("a", "onboarded", "activity", 25),
        ("b", "logins", "activity", 5),
    ]
    assert len(team.changes(accounts, start=AS_OF, end=AS_OF)) == 0


def test_changes_of_the_model(team, accounts):
    other = kenko.Model.parse(TEAM.replace("[10, 100]", "[20, 100]"))
    rows = team.changes(accounts, start=AS_OF, end=AS_OF, to_model=other).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("a", "logins", "model", -25),
        ("b", "logins", "model", -2.5),
    ]


def test_retention(team, accounts):
    table = team.retention(accounts, **MONTH, by="owner")
    assert table.name == "retention"
    assert [types(table)[name] for name in ("customers", "value")] == ["int64", "double"]
    rows = [tuple(row.values()) for row in table.to_pylist()]
    assert rows[0] == ("anna", 2, 350, 1, 0.5, pytest.approx(4 / 7), pytest.approx(4 / 7))
    assert rows[1:] == [("ben", 1, 50, 0, 0, 1, 1), (None, 1, 300, 0, 0, 1, 1)]
    assert team.retention(accounts, **MONTH).to_pydict()["churned"] == [1]
    assert team.retention(accounts, **MONTH, customers="b").to_pydict()["churned"] == [0]


def test_groups_of_the_summary(team, accounts):
    def groups(by):
        return team.evaluate(accounts, as_of=AS_OF, tables="summary", group_by=by)["summary"]

    assert groups("owner").to_pydict()["group"] == ["anna", "ben", None]
    assert groups("tier").to_pydict()["customers"] == [2, 1]
    assert groups(None).to_pydict()["customers"] == [3]


def test_unknown_customers(team, accounts):
    for ask in (
        lambda: team.evaluate(accounts, as_of=AS_OF, customers=["a", "x"]),
        lambda: team.series(accounts, WEEKS, customers="x"),
        lambda: team.changes(accounts, **MONTH, customers=["a", "x"]),
        lambda: team.retention(accounts, **MONTH, customers=7),
    ):
        with pytest.raises(kenko.NotFoundError, match="no customer"):
            ask()


def test_what_is_refused(team, accounts):
    backwards = {"start": AS_OF, "end": AS_OF_MICROSECONDS - 1}
    for said, ask in (
        ("at least one instant", lambda: team.series(accounts, [])),
        ("must rise: 2025-01-31T", lambda: team.series(accounts, [AS_OF, AS_OF])),
        ("must rise", lambda: team.series(accounts, [AS_OF, "2025-01-30"])),
        ("years 0001 to 9999", lambda: team.series(accounts, [-(10**18)])),
        (
            "ends before it begins: from 2025-01-31T.* to 2025-01-30T",
            lambda: team.changes(accounts, **backwards),
        ),
        (
            "ends before it begins: from 2025-01-31T.* to 2025-01-30T",
            lambda: team.retention(accounts, **backwards),
        ),
        ("did you mean 'owner'", lambda: team.retention(accounts, **MONTH, by="ownr")),
        ("'mrr'", lambda: team.evaluate(accounts, as_of=AS_OF, tables="summary", group_by="mrr")),
        (
            "'tier_plan' is of a whole portfolio",
            lambda: team.evaluate(accounts, as_of=AS_OF, tables=["tier_plan"], customers="a"),
        ),
        (
            "'tier_load' is of a whole portfolio",
            lambda: team.evaluate(accounts, as_of=AS_OF, tables=["tier_load"], customers=["a"]),
        ),
    ):
        with pytest.raises(kenko.InvalidArgumentError, match=said):
            ask()
    for ask in (
        lambda: team.series(accounts, [None]),
        lambda: team.changes(accounts, start=1.5, end=2),
        lambda: team.retention("nothing", **MONTH),
    ):
        with pytest.raises(TypeError):
            ask()


@pytest.fixture(scope="module")
def many():
    portfolio = kenko.Portfolio("account")
    start = datetime(2024, 6, 1, tzinfo=timezone.utc)
    for number in range(3000):
        name = f"c{number}"
        portfolio.record_customer(
            account=name, owner=f"o{number % 7}", mrr=number / 7, signed_on=start
        )
        for back in range(number % 13):
            at = AS_OF_MICROSECONDS - (back * 5 + number % 3) * DAY
            portfolio.record_activity(customer_id=name, at=at, kind="login")
    return portfolio


def answers(team, many, threads, progress=None):
    shared = {"threads": threads, "progress": progress}
    yield team.series(many, WEEKS, **shared)
    yield team.changes(many, **MONTH, **shared)
    yield team.retention(many, **MONTH, by="owner", **shared)
    tables = kenko.output_tables()
    result = team.evaluate(many, as_of=AS_OF, tables=tables, group_by="owner", **shared)
    yield from result.values()


def test_same_bits_for_any_number_of_threads(team, many):
    pairs = list(zip(answers(team, many, 1), answers(team, many, 4)))
    assert len(pairs) == 3 + len(kenko.output_tables())
    for one, four in pairs:
        assert one.num_rows > 0 and csv(one) == csv(four), one.name


def csv(table):
    pieces = []
    table.write_csv(pieces.append)
    return b"".join(pieces)


def test_progress_and_cancelling(team, many):
    for ask in (
        lambda progress: team.series(many, WEEKS, progress=progress),
        lambda progress: team.changes(many, **MONTH, progress=progress),
        lambda progress: team.retention(many, **MONTH, progress=progress),
    ):
        shares = []
        ask(shares.append)
        assert shares and shares == sorted(shares) and shares[0] >= 0 and shares[-1] <= 1
        with pytest.raises(kenko.CancelledError):
            ask(lambda done: False)
        with pytest.raises(ZeroDivisionError):
            ask(lambda done: 1 / 0)
