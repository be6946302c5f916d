"""The head of an explanation: one line a fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from kenko import Model
from kenko._instant import iso
from kenko.cli.terminal import band_text, number, plain

Row = dict[str, Any]


def facts(model: Model, health: Row, as_of: int, history: Sequence[Text] = ()) -> Table:
    """Returns a table of what is there; what is missing has no line, but for the score."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True, min_width=10)
    table.add_column()
    table.add_row("customer", Text(str(health["customer_id"]), style="bold"))
    table.add_row("model", Text(f"{model.name}, as of {iso(as_of)}"))
    table.add_row("band", _band(health))
    table.add_row("score", "none" if health["score"] is None else hundredths(health["score"]))
    for name, text in (
        ("scorecard", health["scorecard"]),
        ("coverage", _coverage(health)),
        ("tier", _tier(health)),
        ("trend", _trend(health)),
        ("onboarding", _onboarding(health)),
        ("success", _success(health)),
        ("priority", None if health["priority"] is None else number(health["priority"])),
    ):
        if text is not None:
            table.add_row(name, Text(text))
    for index, line in enumerate(history):
        table.add_row("history" if index == 0 else "", line)
    return table


def hundredths(value: float) -> str:
    return f"{value:.2f}"


def _band(health: Row) -> Text:
    reason = health["band_reason"]
    if reason == "held":
        reason = f"held; not yet {health['raw_band']}"
    text = f" ({reason})"
    if health["band_since"] is not None:
        text += f", since {plain(health['band_since'])}"
        if health["previous_band"] is not None:
            text += f", before that {health['previous_band']}"
    return band_text(health["band"]) + Text(text, style="dim")


def _coverage(health: Row) -> str | None:
    """Also what the score could still become if what is missing arrived."""
    if health["coverage"] is None:
        return None
    worst, best = health["worst"], health["best"]
    could = ""
    if worst is not None and best is not None and best - worst >= 1e-9:
        could = f", could be {hundredths(worst)} to {hundredths(best)}"
    return f"{health['coverage']:.0%}{could}"


def _tier(health: Row) -> str | None:
    if health["tier"] is None:
        return None
    return health["tier"] + (f" ({health['tier_reason']})" if health["tier_reason"] else "")


def _trend(health: Row) -> str | None:
    return None if health["trend"] is None else f"{health['trend']:+.2f} ({health['direction']})"


def _onboarding(health: Row) -> str | None:
    if health["onboarding_plan"] is None:
        return None
    status = health["onboarding_status"]
    said = [f"{health['onboarding_plan']}: {status.replace('_', ' ')}"]
    if health["onboarding_progress"] is not None:
        said.append(f"{health['onboarding_progress']:.0%} done")
    if health["onboarding_late"]:
        said.append(f"{health['onboarding_late']} late")
    if status != "complete" and health["onboarding_stalled_days"] is not None:
        said.append(f"no step for {number(health['onboarding_stalled_days'])} days")
    if health["time_to_value_days"] is not None:
        said.append(f"first value after {number(health['time_to_value_days'])} days")
    if health["next_milestone"] is not None:
        said.append(f"next: {health['next_milestone']}")
    return ", ".join(said)


def _success(health: Row) -> str | None:
    said = []
    if health["attainment"] is not None:
        said.append(f"attainment {health['attainment']:.0%} (the least of its targets)")
    if health["attained"] is not None:
        said.append("attained" if health["attained"] else "not attained")
    return ", ".join(said) or None
