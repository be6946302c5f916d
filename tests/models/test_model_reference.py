"""The examples in docs/model-reference.md and its chapters: YAML that reads, links that lead somewhere, and a first model
that is free of errors and gives the numbers that the text works out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core_yaml import load_yaml
from engines import KenkoEngine, ReferenceEngine
from test_configurations import micros

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "model-reference.md", *sorted((DOCS / "model").glob("*.md"))]


def texts(page: Path) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """Of headings, as the usual viewers of Markdown make them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_read(page: Path) -> None:
    for text in texts(page):
        assert isinstance(load_yaml(text), dict), text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.fixture
def first_model() -> str:
    return next(text for text in texts(PAGES[0]) if text.startswith("kenko: 1"))


@pytest.mark.parametrize("engine", ["reference", "kenko"])
def test_first_model(first_model: str, engine: str) -> None:
    if engine == "kenko":
        pytest.importorskip("kenko", reason="the Python package is not built")
        pytest.importorskip("pyarrow")
    day = micros("2025-06-30T00:00:00Z")
    customers = [{"customer_id": name, "signed_on": micros("2025-01-01T00:00:00Z"), "seats": 10.0} for name in ("asked", "alone")]
    activities = [{"customer_id": name, "at": day, "kind": "session.started", "actor": f"person {n}"}
                  for name in ("asked", "alone") for n in range(6)]
    activities += [{"customer_id": name, "at": day, "kind": "survey.csat", "value": 4.0} for name in ("asked", "alone")]
    activities += [{"customer_id": "asked", "at": day, "kind": "user.invited"}]
    evaluate = (ReferenceEngine() if engine == "reference" else KenkoEngine()).evaluate
    answer = evaluate(load_yaml(first_model), first_model, [{"customers": customers, "activities": activities}],
                      micros("2025-07-01T00:00:00Z"), None, ["health"])
    asked, alone = answer["health"]
    assert asked["score"] == pytest.approx((2 * 100 * 0.6 / 0.9 + 75) / 3) and asked["band"] == "NORMAL"
    assert alone["score"] == 30 and alone["band"] == "BAD"


def test_first_model_has_no_warnings(first_model: str) -> None:
    kenko = pytest.importorskip("kenko", reason="the Python package is not built")
    assert kenko.check(first_model) == []
