"""worker.py ENGINE FOLDER [text]: one engine of Python in a process of its own, driven over stdin
as native_engine is (see programs/native_engine.cc). `answer` writes an .npz of it."""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import scoring
from data import INSTANTS, T, Workload

MODEL = Path(__file__).resolve().parent.parent / "workload.yaml"

Task = Callable[[], object]
Answers = list[scoring.Answer]  # an instant each


def of_instants(answers: Answers) -> scoring.Answer:
    """By customer, then by instant, without the instants at which a customer did not exist."""
    columns = [np.stack(column, axis=1) for column in zip(*answers)]
    exists = ~np.isnan(columns[0])
    return scoring.Answer(*(column[exists] for column in columns))


class Kenko:
    def __init__(self, workload: Workload, texts: bool) -> None:
        import kenko

        self.kenko, self.model = kenko, kenko.Model.load(MODEL)
        self.customers, self.activities = (
            workload.customers(texts),
            workload.activities(texts),
        )
        self.workload, self.portfolio = workload, None

    def loaded(self):
        if self.portfolio is None:
            self.portfolio = self.kenko.Portfolio()
            self.portfolio.load(customers=self.customers, activities=self.activities)
        return self.portfolio

    def task(self, name: str, threads: int) -> Task:
        columns = ("score", "band", "tier")  # no more than the other engines compute
        if name == "score":
            return lambda: self.kenko.score(
                self.model,
                self.customers,
                self.activities,
                as_of=T,
                threads=threads,
                columns=columns,
            )
        portfolio = self.loaded()
        if name == "series":
            return lambda: self.model.series(
                portfolio, INSTANTS, threads=threads, columns=columns
            )
        return lambda: self.model.evaluate(
            portfolio, as_of=T, threads=threads, health_columns=columns
        )["health"]

    def answer(self, result) -> scoring.Answer:
        return scoring.answer_of(result.to_arrow())

    def one_customer(self):
        import one_customer

        return one_customer.Kenko(self.workload, self.model)


class Numpy:
    def __init__(self, workload: Workload, texts: bool) -> None:
        self.workload, self.engines = workload, {}

    def engine(self, threads: int):
        import numpy_engine

        if threads not in self.engines:
            self.engines[threads] = numpy_engine.Engine(self.workload, threads)
        return self.engines[threads]

    def task(self, name: str, threads: int) -> Task:
        import numpy_series

        engine = self.engine(threads)
        return (
            (lambda: numpy_series.series(engine)) if name == "series" else engine.score
        )

    def answer(self, result) -> scoring.Answer:
        return of_instants(result) if isinstance(result, list) else result


class Duckdb:
    def __init__(self, workload: Workload, texts: bool) -> None:
        self.workload, self.texts, self.engine = workload, texts, None

    def task(self, name: str, threads: int) -> Task:
        import duckdb_engine

        if self.engine is None:
            self.engine = duckdb_engine.Engine(self.workload, self.texts)
        self.engine.run(f"SET threads = {threads}")
        return getattr(self.engine, name)

    def answer(self, result) -> scoring.Answer:
        import duckdb_engine

        if not isinstance(result, list):
            return duckdb_engine.answer(result)
        ids = self.workload.column("customers.customer_id")
        answers = []
        for table in result:
            there = np.isin(ids, table["customer_id"].to_numpy(), assume_unique=True)
            filled = (
                np.full(len(ids), np.nan),
                np.zeros(len(ids), int),
                np.zeros(len(ids), int),
            )
            for into, column in zip(filled, duckdb_engine.answer(table)):
                into[there] = column
            answers.append(scoring.Answer(*filled))
        return of_instants(answers)

    def one_customer(self):
        import one_customer

        return one_customer.Duckdb(self.workload)


class Polars:
    def __init__(self, workload: Workload, texts: bool) -> None:
        import polars_engine

        self.engine, self.answer = (
            polars_engine.Engine(workload, texts),
            polars_engine.answer,
        )

    def task(self, name: str, threads: int) -> Task:
        import polars

        assert polars.thread_pool_size() == threads, (
            "POLARS_MAX_THREADS decides, at the start"
        )
        return getattr(self.engine, name)


class Pandas:
    def __init__(self, workload: Workload, texts: bool) -> None:
        import pandas_engine

        self.engine = pandas_engine.Engine(workload)

    def task(self, name: str, threads: int) -> Task:
        return self.engine.evaluate

    def answer(self, result) -> scoring.Answer:
        return result


class Sqlite:
    def __init__(self, workload: Workload, texts: bool) -> None:
        self.workload = workload

    def one_customer(self):
        import one_customer

        return one_customer.Sqlite(self.workload)


ENGINES = {
    engine.__name__.lower(): engine
    for engine in (Kenko, Numpy, Duckdb, Polars, Pandas, Sqlite)
}


def run(engine, name: str, threads: int, runs: int, seconds: float) -> dict:
    task = engine.task(name, threads)
    wall, cpu = [], []
    gc.collect()
    gc.disable()
    while len(wall) < runs or sum(wall) < seconds:
        cpu_start, start = time.process_time(), time.perf_counter()
        result = task()
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - cpu_start)
        del result
    gc.enable()
    return {"wall": wall, "cpu": cpu}


class OneCustomer:
    """Made when it is first asked for: SQLite takes a while to fill."""

    def __init__(self, engine, workload: Workload) -> None:
        import one_customer

        self.act, self.module = engine.one_customer().act, one_customer
        self.events = one_customer.Events(workload)

    def scores(self, count: int) -> np.ndarray:
        return np.array(
            [self.act(event) for _, event in zip(range(count), self.events)]
        )


def main() -> None:
    name, folder, *form = sys.argv[1:]
    workload = Workload(folder)
    engine, one_customer = ENGINES[name](workload, form == ["text"]), None
    for line in sys.stdin:
        command, task, *arguments = line.split()
        if task == "one_customer" and one_customer is None:
            one_customer = OneCustomer(engine, workload)
        reply: dict = {}
        if task == "one_customer" and command == "answer":
            np.savez(arguments[0], score=one_customer.scores(200), band=0, tier=0)
        elif task == "one_customer":
            steps = int(arguments[1])
            reply = one_customer.module.latency(
                one_customer.events, steps, one_customer.act
            )
        elif command == "answer":
            threads = int(arguments[1])
            answer = engine.answer(engine.task(task, threads)())
            np.savez(arguments[0], **answer._asdict())
        else:
            reply = run(
                engine, task, int(arguments[0]), int(arguments[1]), float(arguments[2])
            )
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
