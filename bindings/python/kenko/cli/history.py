"""A customer's past in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from rich.text import Text

from kenko._instant import microseconds, to_datetime
from kenko.cli.terminal import band_style, plain
from kenko.cli.values import duration_text

Row = dict[str, Any]
_BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(instants: Sequence[int], every: timedelta, rows: Sequence[Row]) -> list[Text]:
    """Draws a character an instant: the score, below it the band's first letter; then says when.

    · is a score that is missing; without a letter below it, the customer did not exist.
    """
    found = {microseconds(row["as_of"]): row for row in rows}
    scores, bands = Text(), Text()
    for instant in instants:
        row = found.get(instant, {"score": None, "band": None})
        style = band_style(row["band"])
        scores.append(_block(row["score"]), style=style)
        bands.append((row["band"] or " ")[0], style=style)
    bands.rstrip()
    first, last = (plain(to_datetime(instant)) for instant in (instants[0], instants[-1]))
    return [scores, bands, Text(f"{first} to {last}, every {duration_text(every)}", style="dim")]


def _block(score: float | None) -> str:
    if score is None:
        return "·"
    return _BLOCKS[min(int(score / 100 * len(_BLOCKS)), len(_BLOCKS) - 1)]
