"""The tables of results.md."""

from __future__ import annotations

import targets

COLUMNS = [
    *("by hand", "kenko", "kenko, all columns", "kenko (Python)"),
    *("numpy", "DuckDB", "Polars", "pandas"),
]
TITLES = {
    "columns": "From Arrow columns to every customer's health (load, sort, evaluate)",
    "loaded": "Evaluate what is loaded already",
    "texts": "From Arrow columns, ids, kinds and users as texts",
    "shuffled": "From Arrow columns, rows shuffled",
    "series": "All customers at 52 weekly instants",
}


def lookup(results: dict, section: str, label: str, threads: int) -> float | None:
    # numpy and pandas load nothing: what they take from columns is what they take.
    for place in (section, "columns" if section == "loaded" else section):
        found = results["seconds"].get(f"{place}/{label}/{threads}")
        if found is not None:
            return found
    return None


def duration(seconds: float) -> str:
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def ratio(value: float | None, base: float | None) -> str:
    return "" if value is None or base is None else f"{value / base:.2g} ×"


def table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def section_table(results: dict, section: str) -> str:
    rows = []
    unit = 1e9 / results["activities"]
    for label in COLUMNS:
        for threads in (1, 2):
            seconds = lookup(results, section, label, threads)
            if seconds is None:
                continue
            cells = [f"{label}{', 2 threads' if threads == 2 else ''}", duration(seconds)]
            if section != "series":
                cells.append(f"{seconds * unit:.1f}")
                cells.append(ratio(seconds, lookup(results, section, "by hand", threads)))
            # numpy's best may be on one thread.
            numpy = [lookup(results, section, "numpy", t) for t in range(1, threads + 1)]
            fastest = min((n for n in numpy if n is not None), default=None)
            cells.append(ratio(fastest, seconds))
            cells.append(ratio(lookup(results, section, "DuckDB", threads), seconds))
            rows.append(cells)
    header = ["what", "time"]
    if section != "series":
        header += ["ns an activity", "beside by hand"]
    header += ["numpy takes", "DuckDB takes"]
    return table(header, rows)


def steps_table(results: dict) -> str:
    rows = []
    for key, step in results["steps"].items():
        if "median" in step:
            section, label, _ = key.split("/")
            rows.append([f"{section}: {label}", duration(step["median"]), duration(step["p99"])])
    return table(["what", "median", "p99"], rows)


def yardsticks(results: dict) -> str:
    unit = 1e9 / results["activities"]
    rows = []
    names = {"plain read": "plain read of all columns", "one random add": "one random addition"}
    for name, text in names.items():
        times = [results["seconds"][f"yardstick/{name}/{threads}"] * unit for threads in (1, 2)]
        rows.append([text, *(f"{time:.2f}" for time in times)])
    return table(["ns an activity", "1 thread", "2 threads"], rows)


def targets_table(results: dict, smaller: dict | None) -> str:
    rows = [
        [target.what, target.must, target.aim, target.text, "yes" if target.met else "no"]
        for target in targets.all_targets(results, smaller)
    ]
    return table(["what", "must", "aim", "measured", "must met"], rows)


def write(results: dict, smaller: dict | None) -> str:
    memory, machine = results["steps"]["memory"], results["machine"]
    parts = [
        f"# kenko beside others: {results['customers']:,} customers, "
        f"{results['activities']:,} activities",
        f"{machine['machine']}. {machine['versions']}. Load at the end: {machine['load_at_end']}. "
        f"Medians of wall time; took {results['took_seconds']} s"
        f"{'; a quick run of one round' if results['quick'] else ''}.",
        "All engines gave the same score (within 1e-9), band and tier for every customer.",
        "## The machine",
        yardsticks(results),
    ]
    for section, title in TITLES.items():
        if lookup(results, section, "kenko", 1) is None:
            continue
        parts += [f"## {title}", section_table(results, section)]
    parts += [
        "## One step at a time",
        steps_table(results),
        f"A loaded portfolio takes {memory['bytes_per_activity']:.1f} bytes an activity and "
        f"{memory['bytes_per_customer']:.0f} bytes a customer.",
        "## Beside what it should be",
        targets_table(results, smaller),
    ]
    return "\n\n".join(parts) + "\n"
