"""``python -m bongsu``."""

import sys

from bongsu.cli import main

sys.exit(main())
