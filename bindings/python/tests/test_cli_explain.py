import re

import pytest
from conftest import MODEL
from test_cli import QUESTION, kenko_command

from kenko.cli.tree import _adding_up, _labels


def explain(customer, *arguments):
    return kenko_command("explain", "small.yaml", *QUESTION, "--customer", customer, *arguments)


def test_a_tree_that_adds_up(files):
    done = explain("3")
    assert (done.returncode, done.stderr) == (0, "")
    text = done.stdout
    assert "\x1b" not in text  # no colours where there is no terminal
    assert re.search(r"band +BAD \(score\)", text)
    assert re.search(r"logins +0 +0 +75.0% +0.00 +75 +Logins in 28 days", text)
    assert re.search(r"money +50 +50 +25.0% +12.50", text)
    assert re.search(r"score before rules +12.50", text)
    assert re.search(r"rule: urgent ticket +-12.50 +12.5 +An urgent ticket", text)
    assert re.search(r"score +0.00\n", text)


def test_what_is_missing(files):
    text = explain("ü,2").stdout
    assert re.search(r"money +– +0.0% +0.00", text)
    assert re.search(r"coverage +75%, could be 15.00 to 40.00", text)


def test_groups_are_indented(files):
    nested = MODEL.replace(
        "  - name: use\n    signals:",
        "  - name: use\n    groups:\n    - name: product\n      signals:",
    ).replace("      - {", "        - {")
    (files / "small.yaml").write_text(nested, encoding="utf-8")
    text = explain("00001").stdout
    assert re.search(r"\nproduct +100 +100.0%", text)
    assert re.search(r"\n  logins +10 +100 +75.0% +75.00", text)


def test_unknown_customers(files):
    done = explain("nobody")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no customer nobody" in done.stderr
    (files / "customers.csv").write_text("account,signed_on\n00001,2025-06-01\n")
    done = explain("00001")
    assert done.returncode == 1 and "does not exist" in done.stderr


def test_integer_ids(files):
    done = kenko_command(
        *["explain", "small.yaml", "--as-of", "2025-01-31", "--customer", "7"],
        *["--customers", "SELECT 7 AS account, 100 AS mrr"],
        *["--activities", "SELECT 7 AS customer_id, '2025-01-31' AS at, 'session.a' AS kind"],
    )
    assert done.returncode == 0 and re.search(r"customer +7\n", done.stdout)


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ([1 / 3, 1 / 3, 1 / 3], [34, 33, 33]),
        ([2 / 3, 2 / 3, 2 / 3], [66, 67, 67]),
        ([10.004, None, -0.004], [1000, None, 0]),
        ([], []),
        ([12.5], [1250]),
    ],
)
def test_rounded_points_add_up(points, shown):
    found = _adding_up(points)
    assert sum(point or 0 for point in found) == round(sum(point or 0 for point in points) * 100)
    assert sorted(map(str, found)) == sorted(map(str, shown))


def test_labels_of_names_with_slashes():
    rows = [("a/b", "group"), ("a/b/c", "signal"), ("a/b/(base)", "base"), ("a/d", "signal")]
    found = _labels([{"row": row, "kind": kind} for row, kind in rows])
    assert found == ["a/b", "  c", "  (base)", "a/d"]
