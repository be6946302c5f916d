"""What the command itself finds wrong."""


class Problem(Exception):
    """The model or the data is wrong; exit status 1."""


class UsageProblem(Exception):
    """The command was called wrongly; exit status 2."""
