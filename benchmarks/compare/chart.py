"""A bar chart as plain SVG, readable on light and on dark pages."""

from __future__ import annotations

from report import TITLES, duration, lookup

SECTIONS = ("columns", "loaded", "texts", "series")
LABELS = ("by hand", "kenko", "numpy", "DuckDB", "Polars", "pandas")
WIDTH, BAR, LEFT, RIGHT = 720, 18, 90, 90

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #333 }
.title { font-weight: 600 }
.bar { fill: #9aa5b1 } .kenko { fill: #0a7d5a } .by { fill: #c7ccd1 }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd } .bar { fill: #6b7683 } .kenko { fill: #2fbf8f } .by { fill: #4a525b }
}
"""


def draw(results: dict) -> str:
    """Each section's bars are as long as its times, on one thread."""
    y, shapes = 8, []
    for section in SECTIONS:
        bars = [(label, lookup(results, section, label, 1)) for label in LABELS]
        bars = [(label, seconds) for label, seconds in bars if seconds is not None]
        if section == "loaded":  # by hand there is no loading
            bars = [bar for bar in bars if bar[0] != "by hand"]
        if not bars:
            continue
        longest = max(seconds for _, seconds in bars)
        y += 22
        shapes.append(f'<text class="title" x="0" y="{y - 6}">{TITLES[section]}</text>')
        for label, seconds in bars:
            width = max(1.0, (WIDTH - LEFT - RIGHT) * seconds / longest)
            kind = {"kenko": "kenko", "by hand": "by"}.get(label, "bar")
            middle = y + BAR / 2 + 3
            shapes += [
                f'<text x="{LEFT - 8}" y="{middle}" text-anchor="end">{label}</text>',
                f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR - 4}"/>',
                f'<text x="{LEFT + width + 6:.1f}" y="{middle}">{duration(seconds)}</text>',
            ]
            y += BAR
        y += 12
    caption = f"{results['activities']:,} activities, one thread. {results['machine']['machine']}"
    shapes.append(f'<text x="0" y="{y + 10}">{caption}</text>')
    size = f'width="{WIDTH}" height="{y + 20}" viewBox="0 0 {WIDTH} {y + 20}"'
    body = "\n".join(shapes)
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return f"{start}\n<style>{STYLE}</style>\n{body}\n</svg>\n"
