"""What is made a thousand times is freed a thousand times."""

import gc
import tracemalloc

import polars
import pyarrow
import pytest
from conftest import ACTIVITIES, AS_OF, CUSTOMERS, MODEL

import kenko


def resident_kilobytes() -> int:
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


def use_everything():
    model = kenko.Model.parse(MODEL)
    portfolio = kenko.Portfolio("account")
    portfolio.load(
        customers=pyarrow.Table.from_pylist(CUSTOMERS), activities=polars.DataFrame(ACTIVITIES)
    )
    portfolio.record_activity(customer_id="3", at=AS_OF, kind="session.a", actor="x")
    result = model.evaluate(
        portfolio, as_of=AS_OF, tables=kenko.output_tables(), progress=lambda done: None
    )
    evaluator = model.evaluator()
    for customer in ("00001", "3"):
        evaluator.assess(portfolio, customer, as_of=AS_OF)
    for table in result.values():
        table.to_pylist()
        pyarrow.table(table)
        table.write_csv(len)
        table.__arrow_c_stream__()
        repr(table)


def fail_everything():
    for call in (
        lambda: kenko.Model.parse("kenko: 2"),
        lambda: kenko.Portfolio().load(customers=pyarrow.table({"customer_id": [None, "a"]})),
        lambda: kenko.Portfolio().record_activity(customer_id="a", kind="b"),
        lambda: kenko.Portfolio().record_activity(customer_id="a", kind=object()),
        lambda: kenko.Model.parse(MODEL).evaluate(kenko.Portfolio(), as_of=0, customers=["x"]),
        lambda: kenko.Model.parse(MODEL).evaluator().assess(kenko.Portfolio(), "x", as_of=0),
        lambda: kenko.Portfolio().load(
            customers=pyarrow.table({"customer_id": ["a"]}), progress=lambda rows: 1 / 0
        ),
    ):
        with pytest.raises((kenko.Error, TypeError, ZeroDivisionError)):
            call()


@pytest.mark.parametrize("use", [use_everything, fail_everything])
def test_nothing_leaks(use):
    tracemalloc.start()
    # The libraries beside kenko keep caches that take some hundred uses to fill; what leaks goes on
    # growing after that.
    for _ in range(400):
        use()
    gc.collect()
    blocks_before, kilobytes_before = tracemalloc.get_traced_memory()[0], resident_kilobytes()
    for _ in range(300):
        use()
    gc.collect()
    blocks, kilobytes = tracemalloc.get_traced_memory()[0], resident_kilobytes()
    tracemalloc.stop()
    assert blocks - blocks_before < 30_000  # far below 300 of anything that is worth a name
    assert kilobytes - kilobytes_before < 6_000
