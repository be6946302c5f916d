"""The processes in which engines run, and how they are talked to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent


class Process:
    """One engine with one workload; started when it is first asked something."""

    def __init__(self, command: list[str], threads: int) -> None:
        self.command, self.threads = command, threads
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        # A setting of BLAS for another kind of processor slows all of numpy down, and its threads
        # would disturb those that are counted here.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS_")}
        environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        environment["POLARS_MAX_THREADS"] = str(self.threads)
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def ask(self, *words: object) -> dict:
        if self.process is None:
            self.start()
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        reply = self.process.stdout.readline()
        if not reply:
            raise SystemExit(f"{' '.join(self.command)} ended at: {' '.join(map(str, words))}")
        return json.loads(reply)

    def answer(self, task: str, threads: int) -> dict[str, np.ndarray]:
        """Scores and, where the engine gives them, codes of bands and tiers."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answer.npz"
            self.ask("answer", task, path, threads)
            if "worker.py" in " ".join(self.command):
                return dict(np.load(path))
            return {"score": np.fromfile(path)}

    def close(self) -> None:
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()
            self.process = None


class Engines:
    """All processes of a run. With `one_at_a_time`, for workloads that fill the memory, a process
    ends when another one is asked for."""

    def __init__(self, native: Path, one_at_a_time: bool) -> None:
        self.native, self.one_at_a_time = native, one_at_a_time
        self.processes: dict[tuple, Process] = {}

    def get(self, name: str, folder: Path, form: str, threads: int) -> Process:
        # Only Polars has to be told at its start how many threads it may use.
        key = (name, folder, form, threads if name == "polars" else 1)
        if self.one_at_a_time:
            for other, process in self.processes.items():
                if other != key:
                    process.close()
        if key not in self.processes:
            if name == "native":
                command = [str(self.native)]
            else:
                command = [sys.executable, str(HERE / "worker.py"), name]
            self.processes[key] = Process([*command, str(folder), *form.split()], threads)
        return self.processes[key]

    def close(self) -> None:
        for process in self.processes.values():
            process.close()
        self.processes.clear()
