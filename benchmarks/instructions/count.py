#!/usr/bin/env python3
"""Counts the instructions of small fixed workloads and compares them with counts.json: a slow-down
is seen on a machine that is too noisy for a clock.

Counted are the instructions of the program's own code, kenko in it, under callgrind; those of the C
and C++ libraries are only told, since memcpy and others choose their code by the processor.

usage: count.py PROGRAM [--update]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

COUNTS = Path(__file__).with_name("counts.json")
TOLERANCE = 0.03


def self_costs(profile: Path) -> dict[str, int]:
    """Instructions by object file, from callgrind's output. Names are given once, as `ob=(3) name`
    or, of a callee, `cob=(3) name`; a line that follows `calls=` is what the callee took, which is
    counted there."""
    costs: dict[str, int] = {}
    names: dict[str, str] = {}
    current, after_call = "", False
    for line in profile.read_text().splitlines():
        if match := re.match(r"(c?)ob=(\(\d+\))(?: (.*))?", line):
            name = names.setdefault(match[2], match[3] or "")
            if match[1] == "":
                current = name
        elif line.startswith("calls="):
            after_call = True
        elif re.match(r"[\d+*-]", line):
            if not after_call:
                fields = line.split()
                costs[current] = costs.get(current, 0) + int(fields[1] if len(fields) > 1 else 0)
            after_call = False
    return costs


def count(program: Path, name: str) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "callgrind.out"
        command = ["valgrind", "--tool=callgrind", "--toggle-collect=kenko_measured"]
        command += [f"--callgrind-out-file={profile}", str(program), name]
        # An address depends on what else is in the environment, and how texts compare may on it.
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(command)}\n{done.stderr[-2000:]}")
        costs = self_costs(profile)
    own = sum(cost for file, cost in costs.items() if Path(file).name == program.name)
    return {"own": own, "libraries": sum(costs.values()) - own}


def compiler_of(program: Path) -> str:
    """E.g. "GCC 12": another one makes other code, to which the counts say nothing."""
    command = ["readelf", "--string-dump=.comment", str(program)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    match = re.search(r"(GCC|clang)\D*?(?:\([^)]*\) |version )(\d+)", text)
    return f"{match[1]} {match[2]}" if match else "unknown"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("--update", action="store_true", help="write counts.json anew")
    arguments = parser.parse_args()
    program = arguments.program.resolve()
    listed = subprocess.run([str(program)], capture_output=True, text=True, check=True)
    names = listed.stdout.split()
    compiler = f"{compiler_of(program)}, {os.uname().machine}"
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = dict(zip(names, pool.map(lambda name: count(program, name), names)))
    own = {name: counted["own"] for name, counted in counts.items()}
    if arguments.update:
        COUNTS.write_text(json.dumps({"compiler": compiler, "counts": own}, indent=1) + "\n")
    kept = json.loads(COUNTS.read_text())
    failed = False
    comparable = kept["compiler"] == compiler
    for name, now in counts.items():
        before = kept["counts"].get(name)
        change = now["own"] / before - 1 if before else 0.0
        verdict = "" if before else "not in counts.json"
        if abs(change) > TOLERANCE and comparable:
            verdict = "SLOWER" if change > 0 else "faster"
        failed |= comparable and verdict != ""
        print(
            f"{name:14} {now['own']:>13,} instructions {100 * change:+7.2f} %  "
            f"(libraries {now['libraries']:,})  {verdict}"
        )
    if not comparable:
        print(f"counts.json is of {kept['compiler']}, this of {compiler}: not compared")
    if failed:
        print(f"more than {TOLERANCE:.0%} off. If that is meant, faster ones too, take them over:")
        print("  KENKO_UPDATE_INSTRUCTIONS=1 ./dev check instructions")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
