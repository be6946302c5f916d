"""What kenko should reach, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    what: str
    must: str
    aim: str
    text: str
    met: bool


class Targets:
    """Those of which everything was measured."""

    def __init__(self, results: dict) -> None:
        self.seconds, self.found = results["seconds"], []

    def add(self, what: str, must: str, aim: str, text: str, met: bool) -> None:
        self.found.append(Target(what, must, aim, text, met))

    def faster(self, what: str, must: float, aim: float, other: str, own: str) -> None:
        if other in self.seconds and own in self.seconds:
            value = self.seconds[other] / self.seconds[own]
            name = other.split("/")[1]
            self.add(what, f"{must:g} × {name}", f"{aim:g} ×", f"{value:.2g} ×", value >= must)

    def at_most(self, what: str, must: float, aim: float, own: str, base: str) -> None:
        if base in self.seconds and own in self.seconds:
            value = self.seconds[own] / self.seconds[base]
            self.add(what, f"≤ {must:g} ×", f"{aim:g} ×", f"{value:.2f} ×", value <= must)

    def below(self, what: str, must: float, aim: str, value: float, unit: str) -> None:
        aim = aim and f"{aim} {unit}"
        self.add(what, f"{must:g} {unit}", aim, f"{value:.3g} {unit}", value <= must)


def all_targets(results: dict, smaller: dict | None) -> list[Target]:
    seconds, steps, t = results["seconds"], results["steps"], Targets(results)
    columns, loaded = "from columns to health", "evaluate what is loaded"
    t.faster(columns, 1.5, 1.5, "columns/numpy/1", "columns/kenko/1")
    t.faster(columns, 5, 5, "columns/DuckDB/1", "columns/kenko/1")
    t.at_most(f"{columns}, beside by hand", 2, 1.3, "columns/kenko/1", "columns/by hand/1")
    t.faster("the same with texts", 4, 7, "texts/DuckDB/1", "texts/kenko/1")
    t.at_most("shuffled beside ordered", 1.5, 1.2, "shuffled/kenko/1", "columns/kenko/1")
    t.faster(loaded, 6, 6, "columns/numpy/1", "loaded/kenko/1")
    t.faster(loaded, 15, 15, "loaded/DuckDB/1", "loaded/kenko/1")
    value = seconds["loaded/kenko/1"] / results["activities"] * 1e9
    t.add(loaded, "", "2 ns an activity", f"{value:.2f} ns an activity", value <= 2)
    t.faster("series, 2 threads", 10, 25, "series/DuckDB/2", "series/kenko/2")
    scoring = steps["scoring, measures ready/kenko/1"]["median"] * 1e9
    t.below("scoring alone, measures ready", 100, "40", scoring, "ns a customer")
    step = steps["one customer/kenko/1"]
    t.below("one customer, median", 4, "1.5", step["median"] * 1e6, "µs")
    t.below("one customer, p99", 20, "8", step["p99"] * 1e6, "µs")
    t.below("record one activity", 200, "100", steps["record only/kenko/1"]["median"] * 1e9, "ns")
    memory = steps["memory"]
    t.below("memory an activity", 32, "16", memory["bytes_per_activity"], "bytes")
    t.below("memory a customer", 1000, "", memory["bytes_per_customer"], "bytes")
    for section, what in (("columns", columns), ("loaded", loaded)):
        value = seconds[f"{section}/kenko/1"] / seconds[f"{section}/kenko/2"]
        t.add(f"{what}, 2 threads", "1.7 ×", "1.9 ×", f"{value:.2f} ×", value >= 1.7)
    t.at_most("Python over C++", 1.05, 1, "columns/kenko (Python)/1", "columns/kenko/1")
    if smaller is not None and not smaller["quick"] and not results["quick"]:
        value = seconds["columns/kenko/1"] / smaller["seconds"]["columns/kenko/1"]
        t.add("ten times the activities", "12 ×", "10 ×", f"{value:.1f} ×", value <= 12)
    return t.found
