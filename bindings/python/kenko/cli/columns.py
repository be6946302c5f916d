"""Which type each column of a table should have: MODEL.md 2 and the model's declarations."""

from __future__ import annotations

from collections.abc import Mapping

from kenko import Model
from kenko.cli.problems import Problem

# "id" is text or an integer; the others are the types of attributes.
_FIXED = {
    "customers": {"recorded_at": "time"},
    "activities": {
        "customer_id": "id",
        "at": "time",
        "kind": "text",
        "value": "number",
        "actor": "text",
        "id": "text",
        "valid_until": "time",
        "recorded_at": "time",
        "retracted": "flag",
    },
    "milestones": {
        "customer_id": "id",
        "milestone": "text",
        "due_at": "time",
        "completed_at": "time",
        "recorded_at": "time",
    },
    "feeds": {"kind": "text", "complete_from": "time", "complete_until": "time"},
}


def wanted_types(models: Mapping[str, Model], table: str) -> dict[str, str]:
    """Returns column to ``id``, ``text``, ``number``, ``flag`` or ``time``.

    Raises a Problem where two of the models, given by their files, declare another type.
    """
    fixed = dict(_FIXED[table])
    if table == "customers":
        first = next(iter(models.values()))
        fixed[valid_from_column(first)] = "time"
        fixed[first.customer_id_column] = "id"
    return {**_attributes(models, table), **fixed}


def valid_from_column(model: Model) -> str:
    return model.valid_from_column or "valid_from"


def absent_columns(models: Mapping[str, Model], table: str, present: list[str]) -> list[str]:
    """Returns the attributes that the models declare and the table lacks: missing for all."""
    return [name for name in _attributes(models, table) if name not in present]


def _attributes(models: Mapping[str, Model], table: str) -> dict[str, str]:
    types: dict[str, str] = {}
    files: dict[str, str] = {}
    for file, model in models.items():
        declared = {
            "customers": model.customer_attributes,
            "activities": model.activity_attributes,
        }.get(table, {})
        for name, kind in declared.items():
            if types.setdefault(name, kind) != kind:
                raise Problem(
                    f"{table}: attribute {name} is a {types[name]} in {files[name]} and a {kind} "
                    f"in {file}"
                )
            files.setdefault(name, file)
    return types
