"""The command line: what may be asked."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module

from kenko import __version__, output_tables
from kenko.cli.values import cores, duration, instant, whole

_SOURCE = "a CSV, Parquet or JSON file, or a SQL query (DuckDB)"
# Commands that are one look at the portfolio: what they are for, their tables, their own options.
_LOOKS: dict[str, tuple[str, list[str], tuple[str, ...]]] = {
    "milestones": ("list the steps of onboarding", ["milestones"], ("customer",)),
    "levers": ("list what alone would lift to the next band", ["levers"], ("customer",)),
    "worklist": ("list the plays to do, most urgent first", ["worklist"], ("top",)),
    "tiers": ("plan the tiers under the hours there are", ["tier_load", "tier_plan"], ()),
    "summary": ("sum the portfolio up by a group", ["summary"], ("by",)),
}


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="kenko", description="Customer health scores that can be explained to the last point."
    )
    parser.add_argument("--version", action="version", version=f"kenko {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = _add(commands, "check", "say what is wrong with a model file")
    check.add_argument("model", metavar="MODEL")
    check.set_defaults(run=_command("check"))
    _add_looks(commands)
    _add_explain(commands)
    _add_times(commands)
    return parser.parse_args(argv)


def _add(commands: argparse._SubParsersAction, name: str, text: str) -> argparse.ArgumentParser:
    # No abbreviations: --customer must not be taken for --customers.
    return commands.add_parser(name, help=text, description=text, allow_abbrev=False)


def _add_looks(commands: argparse._SubParsersAction) -> None:
    score = _add(commands, "score", "score customers")
    _add_question(score)
    score.add_argument(
        "--table",
        action="append",
        dest="tables",
        metavar="NAME",
        choices=output_tables(),
        help=f"repeats; default health; one of {', '.join(output_tables())}",
    )
    _OPTIONS["by"](score)
    _add_columns(score)
    _add_out(score)
    score.set_defaults(run=_command("score"), customer=None, top=None)
    for name, (text, tables, options) in _LOOKS.items():
        parser = _add(commands, name, text)
        _add_question(parser)
        for option in options:
            _OPTIONS[option](parser)
        _add_out(parser)
        left = {option: None for option in _OPTIONS if option not in options}
        parser.set_defaults(run=_command("score"), tables=tables, columns=None, **left)


def _add_explain(commands: argparse._SubParsersAction) -> None:
    explain = _add(commands, "explain", "show why a customer has its score")
    _add_question(explain)
    explain.add_argument("--customer", required=True, metavar="ID")
    explain.set_defaults(run=_command("explain"))


def _add_times(commands: argparse._SubParsersAction) -> None:
    series = _add(commands, "series", "show health at many instants, the last --as-of")
    _add_question(series)
    series.add_argument("--every", type=duration, default="7d", metavar="D", help="default 7d")
    series.add_argument(
        "--count", type=whole(1, 10_000), default=26, metavar="N", help="how many; default 26"
    )
    _OPTIONS["customer"](series)
    _add_columns(series)
    changes = _add(commands, "changes", "show why scores moved between two instants")
    _add_data(changes)
    _add_period(changes)
    changes.add_argument("--to-model", metavar="MODEL", help="the model at --to, where another")
    _OPTIONS["customer"](changes)
    retention = _add(commands, "retention", "measure who stayed between two instants")
    _add_data(retention)
    _add_period(retention)
    _OPTIONS["by"](retention)
    for name, parser in (("series", series), ("changes", changes), ("retention", retention)):
        _add_out(parser)
        parser.set_defaults(run=_command(name))


def _add_columns(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--columns",
        type=lambda text: text.split(","),
        metavar="NAME,…",
        help="of health, these columns only; default all",
    )


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL")
    parser.add_argument("--customers", required=True, metavar="SRC", help=_SOURCE)
    parser.add_argument("--activities", required=True, metavar="SRC", help=_SOURCE)
    parser.add_argument("--milestones", metavar="SRC")
    parser.add_argument("--feeds", metavar="SRC")
    parser.add_argument(
        "--set-aside", action="store_true", help="leave bad rows out and list them, not fail"
    )
    parser.add_argument("--threads", type=whole(1, 1024), default=cores(), metavar="N")


def _add_question(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    parser.add_argument(
        "--as-of",
        required=True,
        type=instant,
        metavar="T",
        help="the instant of the question, e.g. 2025-01-31 or 2025-01-31T12:00:00Z",
    )
    parser.add_argument("--known", type=instant, metavar="T", help="what was known then")


def _add_period(parser: argparse.ArgumentParser) -> None:
    for option, dest in (("--from", "start"), ("--to", "end")):
        parser.add_argument(
            option, dest=dest, required=True, type=instant, metavar="T", help="e.g. 2025-01-31"
        )


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        metavar="FILE|DIR",
        help="FILE.csv, .parquet or .json for one table; else a folder of DIR/<table>.csv",
    )


def _add_by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", help="a text attribute or fact, e.g. tier")


def _add_customer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customer", metavar="ID", help="only this one")


def _add_top(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--top", type=whole(1, 10**18), metavar="N", help="only the first N rows")


_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "by": _add_by,
    "customer": _add_customer,
    "top": _add_top,
}


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """Imports a command's module, and with it DuckDB or rich, when it runs."""

    def run(arguments: argparse.Namespace) -> int:
        return import_module(f"kenko.cli.{name}").run(arguments)

    return run
