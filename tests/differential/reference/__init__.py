"""The plain second implementation of MODEL.md: slow and obvious, for the real engine to be compared with.

It covers sections 1-6 (without capacity planning), 9, 10, 11 (without stability), 12, the default priority of 14, and
the tables health, measures, explain and diagnostics of 16. A model is the plain dict that YAML gives, and is taken to
be valid: nothing is checked here.
"""

from .evaluation import TABLES, evaluate

__all__ = ["TABLES", "evaluate"]
