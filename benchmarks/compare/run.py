"""kenko beside what a user would take instead: checks that all give the same answers, lets them
take turns, and writes results.json, results.md and chart.svg. See README.md of benchmarks/."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import chart
import machine
import numpy as np
import report
import suite
from engines import Engines

SIZES = {"small": 10_000, "medium": 100_000, "large": 1_000_000}  # customers; 100 activities each
SOURCE = Path(__file__).resolve().parent.parent


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


class Data:
    """Folders of workloads, written once and kept until the generator changes."""

    def __init__(self, programs: Path, folder: Path, size: str) -> None:
        self.program, self.folder, self.size = programs / "write_workload", folder, size
        sources = ("workload.cc", "workload_files.cc", "programs/write_workload.cc")
        contents = b"".join((SOURCE / source).read_bytes() for source in sources)
        self.version = hashlib.sha256(contents).hexdigest()[:8]

    def get(self, *, shuffled: bool = False, texts: bool = False) -> Path:
        customers = SIZES[self.size]
        options = ["--shuffled"] * shuffled + ["--text-ids"] * texts
        folder = self.folder / "".join([self.size, *options, "-", self.version])
        if not folder.exists():
            say(f"writing {customers * 100:,} activities {' '.join(options)} …")
            part = folder.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            counts = ["--customers", str(customers), "--activities", str(customers * 100)]
            subprocess.run([str(self.program), *counts, *options, str(part)], check=True)
            part.rename(folder)
        return folder


def check(entry: suite.Entry, answer: dict, reference: dict) -> None:
    """Ends the run where an engine's answer is not that of kenko."""
    score = answer["score"]
    if len(score) != len(reference["score"]):
        raise SystemExit(f"{entry.key}: {len(score)} scores, not {len(reference['score'])}")
    worst = int(np.argmax(np.abs(score - reference["score"])))
    difference = abs(score[worst] - reference["score"][worst])
    if not difference <= 1e-9:
        kenko = reference["score"][worst]
        raise SystemExit(f"{entry.key}: score {worst} is {score[worst]!r}, of kenko {kenko!r}")
    for name in ("band", "tier"):
        if name in answer and np.any(answer[name] != reference[name]):
            place = int(np.flatnonzero(answer[name] != reference[name])[0])
            raise SystemExit(f"{entry.key}: the {name} of score {place} is not that of kenko")


class Run:
    def __init__(self, arguments: argparse.Namespace) -> None:
        programs = arguments.programs
        self.data = Data(programs, arguments.data, arguments.size)
        self.engines = Engines(programs / "native_engine", arguments.size == "large")
        self.rounds, self.quick = arguments.rounds, arguments.quick
        self.wall: dict[str, list[float]] = {}
        self.cpu: dict[str, list[float]] = {}
        self.steps: dict[str, dict[str, float]] = {}

    def measure(self, group: suite.Group) -> None:
        folder = self.data.get(shuffled=group.shuffled, texts=bool(group.form))

        def process(entry: suite.Entry):
            return self.engines.get(entry.engine, folder, group.form, entry.threads)

        say(f"{group.name}: checking answers …")
        task = "series" if group is suite.SERIES else "evaluate"
        reference = self.engines.get("kenko", folder, group.form, 1).answer(task, 1)

        def check_answer(entry: suite.Entry) -> None:
            if not entry.yardstick:
                check(entry, process(entry).answer(entry.task, entry.threads), reference)

        changing = self.engines.one_at_a_time
        if not changing:
            for entry in group.entries:
                check_answer(entry)
        rounds = 1 if self.quick else min(self.rounds, group.rounds or self.rounds)
        seconds = 0 if self.quick else group.seconds
        for number in range(rounds):
            say(f"{group.name}: round {number + 1} of {rounds} …")
            for entry in group.entries:
                # The first run of a process is on cold memory: it checks, or it is not timed.
                if changing and number == 0:
                    check_answer(entry)
                elif changing:
                    process(entry).ask("run", entry.task, entry.threads, 1, 0)
                reply = process(entry).ask("run", entry.task, entry.threads, group.runs, seconds)
                self.wall.setdefault(entry.key, []).extend(reply["wall"])
                self.cpu.setdefault(entry.key, []).extend(reply["cpu"])
        self.engines.close()

    def measure_steps(self) -> None:
        folder = self.data.get()
        say("one customer after one new activity: checking answers …")
        reference = None
        for entry in suite.STEPS:
            process = self.engines.get(entry.engine, folder, "", 1)
            if entry.task == "one_customer":
                answer = process.answer(entry.task, 1)
                reference = reference or answer
                check(entry, {"score": answer["score"]}, reference)
            count = suite.STEP_COUNT.get(entry.engine, 2_000 if self.quick else 20_000)
            say(f"{entry.section}: {entry.label} …")
            self.steps[entry.key] = process.ask("run", entry.task, 1, count, 0)
            if entry.engine != "native":
                process.close()
        self.engines.close()
        memory = self.engines.get("native", folder, "", 1)
        self.steps["memory"] = memory.ask("run", "memory", 1, 1, 0)
        self.engines.close()

    def all(self) -> dict:
        start = time.time()
        for group in suite.GROUPS:
            if group.at_large or self.data.size != "large":
                self.measure(group)
        self.measure_steps()
        customers = SIZES[self.data.size]
        return {
            "machine": machine.describe(),
            "size": self.data.size,
            "quick": self.quick,
            "customers": customers,
            "activities": customers * 100,
            "took_seconds": round(time.time() - start),
            "seconds": {key: statistics.median(times) for key, times in self.wall.items()},
            "steps": self.steps,
            "all_wall": self.wall,
            "all_cpu": self.cpu,
        }


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("--quick", action="store_true", help="small, and one round: does it work?")
    parser.add_argument("--size", choices=SIZES, help="default medium, with --quick small")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--programs", type=Path, required=True, help="where the C++ programs are")
    parser.add_argument("--data", type=Path, required=True, help="where workloads are kept")
    parser.add_argument("--out", type=Path, required=True, help="where results go")
    arguments = parser.parse_args()
    arguments.size = arguments.size or ("small" if arguments.quick else "medium")
    arguments.data.mkdir(parents=True, exist_ok=True)
    arguments.out.mkdir(parents=True, exist_ok=True)
    results = Run(arguments).all()
    by_size = arguments.out / f"results-{arguments.size}.json"
    for path in (by_size, arguments.out / "results.json"):
        path.write_text(json.dumps(results, indent=1))
    smaller = {"large": "medium", "medium": "small"}.get(arguments.size)
    other = arguments.out / f"results-{smaller}.json"
    text = report.write(results, json.loads(other.read_text()) if other.exists() else None)
    (arguments.out / "results.md").write_text(text)
    (arguments.out / "chart.svg").write_text(chart.draw(results))
    print(text)
    say(f"written to {arguments.out}/results.json, results.md and chart.svg")


if __name__ == "__main__":
    main()
