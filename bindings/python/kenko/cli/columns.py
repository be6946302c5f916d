"""Which type each column of a table should have: MODEL.md 2 and the model's declarations."""

from __future__ import annotations

from kenko import Model

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


def wanted_types(model: Model, table: str) -> dict[str, str]:
    """Returns column to ``id``, ``text``, ``number``, ``flag`` or ``time``."""
    fixed = dict(_FIXED[table])
    if table == "customers":
        fixed[valid_from_column(model)] = "time"
        fixed[model.customer_id_column] = "id"
        return {**model.customer_attributes, **fixed}
    if table == "activities":
        return {**model.activity_attributes, **fixed}
    return fixed


def valid_from_column(model: Model) -> str:
    return model.valid_from_column or "valid_from"


def absent_columns(model: Model, table: str, present: list[str]) -> list[str]:
    """Returns the attributes that the model declares and the table lacks: missing for all."""
    declared = {
        "customers": model.customer_attributes,
        "activities": model.activity_attributes,
    }.get(table, {})
    return [name for name in declared if name not in present]
