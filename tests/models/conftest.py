"""The helpers of the differential tests, the plain reference among them, are used here too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "differential"))
