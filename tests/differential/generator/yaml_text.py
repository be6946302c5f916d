"""Models as YAML text: JSON (which YAML 1.2 contains), or block style with plain scalars where they are safe."""

from __future__ import annotations

import json
import re
from random import Random

# Words that the core schema reads as something else than a text; `no`, `on` and `yes` are texts.
_NOT_TEXT = {"null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"}
_PLAIN = re.compile(r"[^\W\d][\w .*/()<>=+@%&|!'\"-]*")
_DURATION = re.compile(r"[0-9]+(\.[0-9]+)?[smhdw]")


def to_yaml(model: dict, random: Random | None = None) -> str:
    """Without `random` plain JSON; with it one of several styles."""
    style = "json" if random is None else random.choice(["json", "indented json", "block", "block"])
    if style == "json":
        return json.dumps(model, ensure_ascii=False) + "\n"
    if style == "indented json":
        return json.dumps(model, ensure_ascii=False, indent=2) + "\n"
    return "# made by the generator\n" + "\n".join(_block(model, 0, random)) + "\n"


def _block(part: dict | list, indent: int, random: Random) -> list[str]:
    lines: list[str] = []
    pad = " " * indent
    entries = part.items() if isinstance(part, dict) else ((None, value) for value in part)
    for key, value in entries:
        head = f"{pad}- " if key is None else f"{pad}{_scalar(key, random)}: "
        if not isinstance(value, (dict, list)) or not value or random.random() < 0.25:
            lines.append(head + _flow(value, random))
        elif key is None:
            inner = _block(value, indent + 2, random)
            lines.append(head + inner[0][indent + 2:])
            lines.extend(inner[1:])
        else:
            lines.append(head.rstrip() + ("  # more below" if random.random() < 0.05 else ""))
            lines.extend(_block(value, indent + 2, random))
    return lines


def _flow(value: object, random: Random) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key, random)}: {_flow(inner, random)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner, random) for inner in value) + "]"
    return _scalar(value, random)


def _scalar(value: object, random: Random) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if _is_safe(value) and random.random() < 0.8:
        return value
    if random.random() < 0.3:
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value, ensure_ascii=False)


def _is_safe(text: str) -> bool:
    if _DURATION.fullmatch(text):
        return True
    return bool(_PLAIN.fullmatch(text)) and text not in _NOT_TEXT and not text.endswith(" ")
