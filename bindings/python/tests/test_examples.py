"""The examples that need kenko's Python package, run as their readers would."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
pytestmark = pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the package was taken by itself")


def test_score_in_ten_lines():
    command = [sys.executable, str(EXAMPLES / "python" / "score.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "acme: GOOD, 100\nbell: NORMAL, 50\ncoop: BAD, 0\n"


def test_the_shop_model_has_no_warnings():
    command = [sys.executable, "-m", "kenko.cli", "check", str(EXAMPLES / "models" / "shop.yaml")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_shop_model_shows_every_band(tmp_path):
    """A regular, one who slows down, one who came once; the answer a shopkeeper would give."""
    customers = """
        FROM (VALUES ('regular', 800), ('slowing', 160), ('once', 20)) t(customer_id, spent)
        CROSS JOIN (SELECT TIMESTAMP '1997-01-05' AS first_purchase)
    """
    activities = """
        SELECT 'regular' AS customer_id, 'purchase' AS kind, 40 AS value,
               unnest(range(TIMESTAMP '1997-01-05', TIMESTAMP '1997-09-28', INTERVAL 14 DAY)) AS at
        UNION ALL SELECT 'slowing', 'purchase', 40, unnest([TIMESTAMP '1997-01-05',
               TIMESTAMP '1997-03-05', TIMESTAMP '1997-05-20', TIMESTAMP '1997-07-20'])
        UNION ALL SELECT 'once', 'purchase', 20, TIMESTAMP '1997-01-05'
    """
    command = [sys.executable, "-m", "kenko.cli", "score", str(EXAMPLES / "models" / "shop.yaml")]
    command += ["--customers", customers, "--activities", activities]
    command += ["--as-of", "1997-10-01", "--out", str(tmp_path / "health.parquet")]
    subprocess.run(command, check=True)
    health = duckdb.sql(f"SELECT customer_id, band FROM '{tmp_path}/health.parquet'").fetchall()
    assert health == [("regular", "GOOD"), ("slowing", "NORMAL"), ("once", "BAD")]


def test_the_demo():
    """Only where its data is there already: tests download nothing."""
    if not (EXAMPLES.parent / "build" / "demo" / "purchases.csv").exists():
        pytest.skip("./dev demo has not been run here")
    command = [sys.executable, str(EXAMPLES / "demo" / "demo.py")]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "23,570 customers, 69,659 purchases, as of 1997-10-01" in text
    again = {
        band: float(re.search(rf"^{band} .* ([0-9.]+)%", text, re.MULTILINE)[1])
        for band in ("GOOD", "NORMAL", "BAD")
    }
    assert again["GOOD"] > again["NORMAL"] + 10 > again["BAD"] + 20
