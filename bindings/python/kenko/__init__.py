"""kenko: customer health scores that can be explained to the last point.

A :class:`Model` says what health means, a :class:`Portfolio` holds customers and what they did, and
``model.evaluate(portfolio, as_of=...)`` gives tables that any Arrow library takes. In one line::

    health = kenko.score("saas.yaml", customers, activities, as_of="2025-01-31")
"""

from kenko._errors import (
    CancelledError,
    Error,
    InvalidArgumentError,
    NotFoundError,
    ResourceExhaustedError,
)
from kenko._evaluator import CustomerSummary, Evaluator
from kenko._instant import Instant
from kenko._kenko import version as __version__
from kenko._model import Diagnostic, Model, check, output_tables
from kenko._portfolio import BadRow, LoadReport, Portfolio, Snapshot
from kenko._result import Result
from kenko._score import score
from kenko._table import Table

__all__ = [
    "BadRow",
    "CancelledError",
    "CustomerSummary",
    "Diagnostic",
    "Error",
    "Evaluator",
    "Instant",
    "InvalidArgumentError",
    "LoadReport",
    "Model",
    "NotFoundError",
    "Portfolio",
    "ResourceExhaustedError",
    "Result",
    "Snapshot",
    "Table",
    "__version__",
    "check",
    "output_tables",
    "score",
]
