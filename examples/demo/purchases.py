"""The CDNOW purchases: every purchase, until June 1998, of the 23,570 people who first bought at
an online music shop in the first quarter of 1997 (P. Fader and B. Hardie).

The PyPI package lifetimes ships them; only that file is taken from it, the package isn't installed.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile
from pathlib import Path

_PACKAGE = "lifetimes==0.11.3"
_MEMBER = "lifetimes/datasets/CDNOW_master.txt"
_PURCHASES, _CUSTOMERS = 69_659, 23_570


def purchases_csv(cache: Path) -> Path:
    """Returns activities as `kenko` reads them: customer_id, at, kind, value."""
    path = cache / "purchases.csv"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(".part")
        _write(made, _original(cache))
        made.replace(path)  # never half a file under its name
    return path


def _original(cache: Path) -> str:
    wheels = list(cache.glob("*.whl"))
    if not wheels:
        command = ["pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary", ":all:", "--dest", str(cache), _PACKAGE]
        done = subprocess.run([sys.executable, "-m", *command])
        wheels = list(cache.glob("*.whl"))
        if done.returncode != 0 or not wheels:
            sys.exit(f"demo: pip could not download {_PACKAGE}, which holds the data")
    with zipfile.ZipFile(wheels[0]) as wheel:
        return wheel.read(_MEMBER).decode("ascii")


def _write(path: Path, text: str) -> None:
    lines = [line.split() for line in text.splitlines()[1:] if line.strip()]
    found = len(lines), len({line[0] for line in lines})
    if found != (_PURCHASES, _CUSTOMERS):
        sys.exit(f"demo: {found[0]} purchases of {found[1]} customers are not what was expected")
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["customer_id", "at", "kind", "value"])
        for customer, day, _, dollars in lines:
            # The file knows days only: noon stands for the time of day.
            at = f"{day[:4]}-{day[4:6]}-{day[6:]}T12:00:00Z"
            writer.writerow([customer, at, "purchase", dollars])
