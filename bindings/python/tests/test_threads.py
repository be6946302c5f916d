"""The GIL is released, callbacks come back, and one portfolio may be shared."""

import _thread
import threading
import time

import polars
import pytest
from conftest import AS_OF, MODEL

import kenko

COUNT = 200_000


@pytest.fixture(scope="module")
def large():
    ids = polars.Series([f"c{i}" for i in range(COUNT)])
    portfolio = kenko.Portfolio("account")
    portfolio.load(
        customers=polars.DataFrame({"account": ids, "mrr": polars.arange(0, COUNT, eager=True)}),
        activities=polars.DataFrame(
            {"customer_id": ids, "at": [AS_OF] * COUNT, "kind": ["session.a"] * COUNT}
        ),
    )
    return portfolio


def test_the_gil_is_released_while_evaluating(model, large):
    ticks = []
    stop = threading.Event()

    def tick():
        while not stop.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    began = time.perf_counter()
    model.evaluate(large, as_of=AS_OF, tables=kenko.output_tables())
    ended = time.perf_counter()
    stop.set()
    thread.join()
    inside = [tick for tick in ticks if began < tick < ended]
    assert len(inside) >= (ended - began) / 0.05  # many times while the call ran, not only after it


def test_progress_goes_from_0_to_1(model, large):
    shares = []
    model.evaluate(large, as_of=AS_OF, progress=shares.append)
    assert shares == sorted(shares)
    assert shares and shares[0] >= 0 and shares[-1] <= 1


def test_progress_of_a_load():
    rows = []
    frame = polars.DataFrame({"customer_id": [str(i) for i in range(1000)]})
    chunks = polars.concat([frame[i : i + 100] for i in range(0, 1000, 100)])
    kenko.Portfolio().load(customers=chunks, progress=rows.append)
    assert rows == sorted(rows) and len(rows) > 1


def test_false_cancels(model, large):
    with pytest.raises(kenko.CancelledError) as caught:
        model.evaluate(large, as_of=AS_OF, progress=lambda done: False)
    assert caught.value.code == 1
    portfolio = kenko.Portfolio()
    with pytest.raises(kenko.CancelledError):
        portfolio.load(
            customers=polars.DataFrame({"customer_id": ["a"]}), progress=lambda rows: False
        )
    assert len(model.evaluate(portfolio, as_of=AS_OF)["health"]) == 0


def test_an_exception_in_a_callback_comes_out(model, large):
    def fail(done):
        raise ZeroDivisionError("from the callback")

    with pytest.raises(ZeroDivisionError, match="from the callback"):
        model.evaluate(large, as_of=AS_OF, progress=fail)
    with pytest.raises(ZeroDivisionError):
        kenko.Portfolio().load(customers=polars.DataFrame({"customer_id": ["a"]}), progress=fail)


def test_control_c_stops_an_evaluation(model, large):
    with pytest.raises(KeyboardInterrupt):
        model.evaluate(large, as_of=AS_OF, progress=lambda done: _thread.interrupt_main())


def test_a_callback_must_not_use_the_portfolio_that_is_loaded():
    portfolio = kenko.Portfolio()
    with pytest.raises(RuntimeError, match="in use"):
        portfolio.load(
            customers=polars.DataFrame({"customer_id": ["a"]}),
            progress=lambda rows: portfolio.record_customer(customer_id="b"),
        )


def test_threads_share_portfolio_and_model():
    model = kenko.Model.parse(MODEL)
    portfolio = kenko.Portfolio("account")
    failures = []

    def record(name):
        try:
            for i in range(300):
                portfolio.record_customer(account=f"{name}-{i}", mrr=i)
                portfolio.record_activity(customer_id=f"{name}-{i}", at=AS_OF, kind="session.a")
        except Exception as error:
            failures.append(error)

    def evaluate():
        try:
            for _ in range(30):
                table = model.evaluate(portfolio, as_of=AS_OF, threads=2)["health"]
                assert all(row["score"] is not None for row in table.to_pylist())
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=record, args=(name,)) for name in "abc"]
    threads += [threading.Thread(target=evaluate) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(model.evaluate(portfolio, as_of=AS_OF)["health"]) == 900
