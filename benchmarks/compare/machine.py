"""The machine and the versions, in one line each."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
from datetime import date
from pathlib import Path

ENGINES = ("kenko", "numpy", "duckdb", "polars", "pandas", "pyarrow")


def describe() -> dict[str, str]:
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    name = cpu[1] if cpu else platform.machine()
    versions = [f"{engine} {importlib.metadata.version(engine)}" for engine in ENGINES]
    return {
        "machine": f"{cores} cores of {name}, {memory:.0f} GB, {platform.system()}, {date.today()}",
        "versions": ", ".join([*versions, f"Python {platform.python_version()}"]),
        "load_at_end": f"{os.getloadavg()[1]:.1f}",
    }
