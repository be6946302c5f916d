"""Plays and the worklist (MODEL.md 14)."""

from __future__ import annotations

from .capacity import best_first
from .durations import duration
from .explanation import reasons
from .expressions import is_true
from .judgement import Judgement
from .kind_patterns import matches, plain_patterns


def worklist_rows(model: dict, judged: list[Judgement]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for one in sorted(judged, key=lambda one: best_first(one.priority, one.customer.id)):
        for play in model.get("plays", []):
            if not is_true(play["when"], one.facts) or _done_lately(model, play, one):
                continue
            rows.append({"rank": len(rows) + 1, "customer_id": one.customer.id, "priority": one.priority, "play": play["name"],
                         "channel": play.get("channel"), "says": play.get("says"),
                         "due_at": one.clock + duration(play["within"]) if "within" in play else None,
                         "band": one.standing.band, "tier": one.now.tier.name, "reasons": reasons(one.now.explanation)})
    return rows


def _done_lately(model: dict, play: dict, one: Judgement) -> bool:
    """Feeds have no say in this."""
    if "done_by" not in play:
        return False
    patterns = plain_patterns(play["done_by"], model.get("kinds", {}))
    since = one.clock - duration(play["quiet"])
    return any(row["at"] > since and matches(patterns, row["kind"]) for row in one.customer.visible_activities(one.clock))
