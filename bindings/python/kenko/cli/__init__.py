"""The command ``kenko``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from kenko import Error
from kenko.cli.arguments import parse_arguments
from kenko.cli.problems import Problem, UsageProblem

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command; returns 0, or 1 where the model or data is wrong (2, usage, exits)."""
    arguments = parse_arguments(sys.argv[1:] if argv is None else argv)
    try:
        return arguments.run(arguments)
    except UsageProblem as problem:
        print(f"kenko {arguments.command}: error: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output, such as head, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except (Error, Problem, OSError) as error:
        print(_message(error), file=sys.stderr)
        return 1


def _message(error: Exception) -> str:
    if isinstance(error, Error) and error.file is not None:
        return str(error)  # each line begins with its place
    if isinstance(error, OSError) and error.filename is not None:
        return f"kenko: {error.filename}: {error.strerror}"
    return f"kenko: {error}"
