"""The plain second implementation of MODEL.md: slow and obvious, for the real engine to be compared with.

It covers the whole of it but what a loader says of bad rows. A model is the plain dict that YAML gives, and is taken to
be valid: nothing is checked here.
"""

from .evaluation import TABLES, changes, evaluate, greatest_points, retention, series

__all__ = ["TABLES", "changes", "evaluate", "greatest_points", "retention", "series"]
