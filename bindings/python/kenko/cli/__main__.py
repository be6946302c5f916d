"""``python -m kenko.cli``."""

import sys

from kenko.cli import main

sys.exit(main())
