"""Quoting for DuckDB."""


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def name_of(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
