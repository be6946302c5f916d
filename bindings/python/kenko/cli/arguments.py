"""The command line: what may be asked."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from importlib import import_module

from kenko import __version__, output_tables
from kenko._instant import microseconds

_SOURCE = "a CSV, Parquet or JSON file, or a SQL query (DuckDB)"


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="kenko", description="Customer health scores that can be explained to the last point."
    )
    parser.add_argument("--version", action="version", version=f"kenko {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="say what is wrong with a model file")
    check.add_argument("model", metavar="MODEL")
    check.set_defaults(run=_command("check"))

    score = commands.add_parser("score", help="score customers")
    _add_question(score)
    score.add_argument(
        "--table",
        action="append",
        dest="tables",
        metavar="NAME",
        choices=output_tables(),
        help=f"repeats; default health; one of {', '.join(output_tables())}",
    )
    score.add_argument(
        "--out",
        metavar="FILE|DIR",
        help="FILE.csv, .parquet or .json for one table; else a folder of DIR/<table>.csv",
    )
    score.set_defaults(run=_command("score"))

    explain = commands.add_parser("explain", help="show why a customer has its score")
    _add_question(explain)
    explain.add_argument("--customer", required=True, metavar="ID")
    explain.set_defaults(run=_command("explain"))
    return parser.parse_args(argv)


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL")
    parser.add_argument("--customers", required=True, metavar="SRC", help=_SOURCE)
    parser.add_argument("--activities", required=True, metavar="SRC", help=_SOURCE)
    parser.add_argument("--milestones", metavar="SRC")
    parser.add_argument("--feeds", metavar="SRC")
    parser.add_argument(
        "--as-of",
        required=True,
        type=_instant,
        metavar="T",
        help="the instant of the question, e.g. 2025-01-31 or 2025-01-31T12:00:00Z",
    )
    parser.add_argument("--known", type=_instant, metavar="T", help="what was known then")
    parser.add_argument(
        "--set-aside", action="store_true", help="leave bad rows out and list them, not fail"
    )
    parser.add_argument("--threads", type=_threads, default=_cores(), metavar="N")


def _command(name: str):
    """Imports a command's module, and with it DuckDB or rich, when it runs."""

    def run(arguments: argparse.Namespace) -> int:
        return import_module(f"kenko.cli.{name}").run(arguments)

    return run


def _instant(text: str) -> int:
    try:
        return microseconds(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _threads(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1024")
    return int(text)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
