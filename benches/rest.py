#!/usr/bin/env python3
"""At rest the program has at most 64 MB, after its index is built and every kind of page was asked for."""

import sys

from house import Server, report

BUDGET_MB = 64
PAGES = ["", "/library?q=geduld", "/handbook", "/handbook/privacy", "/cases", "/records", "/teams"]

with Server.floor() as bare:
    bare.page("/1000")
    floor = bare.memory_mb()
with Server.demo() as server:
    home = server.sign_in("judith")
    for _ in range(50):
        for page in PAGES:
            server.page(home + page)
    sys.exit(not report("at rest", server.memory_mb(), BUDGET_MB, "MB", floor, "a bare axum server"))
