"""Kind patterns (MODEL.md 4): `a.b`, `a.*`, `*`, and `@set`."""

from __future__ import annotations


def plain_patterns(written: str | list[str], sets: dict[str, list[str]]) -> list[str]:
    """The patterns without `@`: each set's own in its place."""
    plain: list[str] = []
    for pattern in [written] if isinstance(written, str) else written:
        plain.extend(sets[pattern[1:]] if pattern.startswith("@") else [pattern])
    return plain


def matches(patterns: list[str], kind: str) -> bool:
    return any(_matches(pattern, kind) for pattern in patterns)


def _matches(pattern: str, kind: str) -> bool:
    return kind.startswith(pattern[:-1]) if pattern.endswith("*") else kind == pattern


def share_a_kind(a: str, b: str) -> bool:
    """Whether some kind matches both."""
    if a.endswith("*") and b.endswith("*"):
        return a.startswith(b[:-1]) or b.startswith(a[:-1])
    return _matches(a, b) if a.endswith("*") else _matches(b, a)
