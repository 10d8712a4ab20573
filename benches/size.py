#!/usr/bin/env python3
"""The program, stripped, has at most 40 MB."""

import os
import subprocess
import sys
import tempfile

from house import floor_program, program, report

BUDGET_MB = 40


def stripped_mb(path):
    with tempfile.NamedTemporaryFile() as copy:
        subprocess.run(["strip", "-o", copy.name, path], check=True)
        return os.path.getsize(copy.name) / 1e6


sys.exit(not report("stripped program", stripped_mb(program()), BUDGET_MB, "MB", stripped_mb(floor_program()), "a bare axum server with SQLite"))
