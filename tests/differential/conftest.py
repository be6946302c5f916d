"""What the tests of this folder share."""

from __future__ import annotations

import pytest

from engines import KenkoEngine, ReferenceEngine


@pytest.fixture(params=["reference", "kenko"])
def engine(request):
    if request.param == "reference":
        return ReferenceEngine()
    pytest.importorskip("kenko", reason="the Python package is not built")
    pytest.importorskip("pyarrow")
    return KenkoEngine()
