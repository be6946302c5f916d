"""What stands above and below the tree of `kenko explain`."""

from datetime import timedelta

import pytest
from rich.console import Console
from team import ACTIVITIES, TEAM
from test_cli import QUESTION, kenko_command

import kenko
from kenko._instant import iso, microseconds
from kenko.cli.history import sparkline
from kenko.cli.instants import history
from kenko.cli.values import duration_text

B = """\
customer    b
model       team, as of 2025-01-31T00:00:00.000000Z
band        BAD (score)
score       5.00
scorecard   use
coverage    100%
tier        low (value < 100)
trend       +5.00 (steady)
onboarding  guided: stalled, 0% done, 2 late, no step for 122 days, next: kickoff
success     attainment 20% (the least of its targets), not attained
priority    4,750
history     ▁▁▁▁▁▁▁▁▁
            BBBBBBBBB
            2024-12-12 to 2025-01-31, every 7d

           value  subscore  weight  points  lost  says
logins         1        10   50.0%    5.00    45  Logins in 28 days
onboarded      0         0   50.0%    0.00    50
score                                 5.00

onboarding: guided
milestone     state  due         completed  days late
kickoff       late   2024-10-08                   115
first report  late   2024-10-31                    92

each alone would reach NORMAL
what       today  needed
logins     1      → 8
onboarded  0      → 0.7

to do
play      channel  due         says
rescue    meeting  2025-02-03  Agree on a plan
kick off           2025-02-01
"""
A = """\
onboarding  guided: complete, 100% done, first value after 40 days
success     attainment 200% (the least of its targets), attained
priority    0
history     ▃▃▃▃▃▅▆██
            BBBBBBBGG
            2024-12-12 to 2025-01-31, every 7d
"""


def explain(customer, *arguments, as_of="2025-01-31"):
    given = [*QUESTION[:-1], as_of, "--customer", customer, *arguments]
    return kenko_command("explain", "team.yaml", *given)


def test_every_part(team_files):
    done = explain("b")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == B


def test_a_band_that_moved(team_files):
    text = explain("a").stdout
    assert A in text
    assert "\nband        GOOD (score), since 2025-01-30, before that BAD\n" in text
    assert "\nfirst report  done_late  2024-12-31  2025-01-10         10\n" in text
    assert "each alone" not in text and "to do" not in text


def test_a_band_that_is_held(team_files):
    text = explain("a", as_of="2025-01-24T12:00:00Z").stdout
    assert "\nband        BAD (held; not yet GOOD)\n" in text
    assert "history     ▃▃▃▃▃▃▅▆▇\n            BBBBBBBBB\n" in text
    assert "2024-12-05 to 2025-01-24 12:00, every 7d" in text


def test_a_customer_that_was_not_there_yet(team_files):
    text = explain("b", as_of="2024-10-15").stdout
    assert "history     ······▁▁▁\n                  BBB\n" in text
    assert "1 late, no step for 14 days, next: kickoff" in text


def test_without_stability(files):
    done = kenko_command("explain", "small.yaml", *QUESTION, "--customer", "00001")
    assert f"history     {'▃' * 25}█\n            {'B' * 25}G\n" in done.stdout
    assert "2024-08-09 to 2025-01-31, every 7d" in done.stdout
    for title in ("onboarding", "success", "tier", "each alone", "to do"):
        assert f"\n{title}" not in done.stdout


def test_it_fits_into_100_columns(team_files):
    words = "and why that is of great weight in every one of these many cases " * 4
    model = TEAM.replace("Logins in 28 days", words).replace("Agree on a plan", words)
    (team_files / "team.yaml").write_text(model.replace("first report", "a report " * 5))
    text = explain("b").stdout
    assert max(map(len, text.splitlines())) <= 100
    assert words.split() == text.partition("says\n")[2].partition("\nonboarded")[0].split()[6:]


def test_texts_are_no_markup(team_files):
    (team_files / "team.yaml").write_text(TEAM.replace("Agree on a plan", "'[red] alert [/]'"))
    assert "[red] alert [/]" in explain("b").stdout


def test_known(team_files):
    with open(team_files / "activities.csv", "w", encoding="utf-8") as file:
        lines = ACTIVITIES.splitlines()
        file.write(f"{lines[0]},recorded_at\n")
        file.writelines(f"{line},2025-03-01\n" for line in lines[1:])
    assert "score       0.00" in explain("a").stdout
    assert A in explain("a", "--known", "2025-03-01").stdout


@pytest.mark.parametrize(
    ("settings", "first", "count", "every"),
    [
        ("", "2024-08-09", 26, "7d"),
        ("stability: {every: 1w}", "2024-08-08", 27, "7d"),
        ("stability: {margin: 3, every: '7d', look_back: 14d}", "2025-01-23", 3, "7d"),
        ("stability: {look_back: 36h, every: 12h}", "2025-01-29T12", 4, "12h"),
        ("stability: {every: 90m, look_back: 3h}", "2025-01-30T21", 3, "90m"),
        ("stability: {every: 5d, look_back: 1d}", "2025-01-31", 1, "5d"),
        ("stability: {every: 1d, look_back: 365d}", "2024-12-03", 60, "1d"),
    ],
)
def test_the_instants_of_a_history(settings, first, count, every):
    as_of = microseconds("2025-01-31")
    instants, found = history(kenko.Model.parse(f"kenko: 1\n{settings}\nname: x\n"), as_of)
    assert duration_text(found) == every and instants[-1] == as_of
    assert (iso(instants[0])[: len(first)], len(instants)) == (first, count)


def test_a_history_begins_with_the_year_1():
    as_of = microseconds("0001-01-20")
    for settings in ("", "stability: {every: 7d}"):
        instants, _ = history(kenko.Model.parse(f"kenko: 1\nname: x\n{settings}\n"), as_of)
        assert instants[0] >= microseconds("0001-01-01") and 3 <= len(instants) <= 4


def test_every_height_and_colours():
    instants = range(0, 11)
    rows = [
        {"as_of": instant, "score": score, "band": band}
        for instant, score, band in (
            *((i, 100 * i / 8, "NORMAL") for i in range(9)),
            (9, None, "UNKNOWN"),
        )
    ]
    lines = sparkline(instants, timedelta(days=1), rows)
    assert lines[0].plain == "▁▂▃▄▅▆▇██··" and lines[1].plain == "NNNNNNNNNU"
    console = Console(force_terminal=True, color_system="standard", width=80)
    with console.capture() as capture:
        console.print(lines[0])
    assert capture.get().startswith("\x1b[33m▁")
