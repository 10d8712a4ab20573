#!/usr/bin/env python3
"""From the start of the program to its first page it takes at most 300 ms: the middle of seven starts on a filled folder."""

import shutil
import statistics
import sys
import tempfile
import time

from house import Server, report

BUDGET_MS = 300
TIMES = 7


def first_page_ms(start, path):
    server = start()
    status = server.get(path)[0]
    taken = (time.monotonic() - server.began) * 1000
    if status != 200:
        raise SystemExit(f"{path} answers {status}")
    server.stop()
    return taken


folder = tempfile.mkdtemp(prefix="omgang-bench-")
filling = first_page_ms(lambda: Server.demo(folder), "/login")
measured = statistics.median(first_page_ms(lambda: Server.demo(folder), "/login") for _ in range(TIMES))
floor = statistics.median(first_page_ms(Server.floor, "/1000") for _ in range(TIMES))
shutil.rmtree(folder, ignore_errors=True)
print(f"the first start, which makes the demo: {filling:.0f} ms")
sys.exit(not report("start to first page", measured, BUDGET_MS, "ms", floor, "a bare axum server with SQLite"))
