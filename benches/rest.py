#!/usr/bin/env python3
"""At rest the program has at most 64 MB, after its index is built and people of each role asked for every kind of page that a link leads to."""

import re
import sys

from house import Server, report

BUDGET_MB = 64
PEOPLE = ["judith", "sharina", "lotte", "tomasz", "farida", "marijke"]
# Of one kind each person opens this many.
OF_A_KIND = 2


def kind_of(address):
    """The kind of a page: its address without what names one organisation, team, case or page."""
    path, asks, _ = address.partition("?")
    path = re.sub(r"^/o/[^/]+", "/o/*", path)
    path = re.sub(r"/[0-9a-f]{8}-[0-9a-f-]{27}", "/*", path)
    return re.sub(r"/handbook/.+", "/handbook/*", path) + asks


def walk(server, home):
    """Opens what links lead to; returns the kinds."""
    queue, met = [home, "/account"], {}
    known = set(queue)
    for address in queue:
        kind = kind_of(address)
        if met.get(kind, 0) >= OF_A_KIND:
            continue
        met[kind] = met.get(kind, 0) + 1
        _, headers, body = server.get(address)
        if "html" not in headers.get("Content-Type", ""):
            continue
        found = set(re.findall(r'href="(/[^"#]*)', body.decode().replace("&#x2f;", "/").replace("&amp;", "&")))
        queue.extend(sorted(found - known))
        known |= found
    return set(met)


with Server.floor() as bare:
    bare.page("/1000")
    floor = bare.memory_mb()
with Server.demo() as server:
    print(f"started: {server.memory_mb():.1f} MB")
    kinds = set()
    for name in PEOPLE:
        kinds |= walk(server, server.sign_in(name))
        print(f"after {name}: {server.memory_mb():.1f} MB, {len(kinds)} kinds of page")
    sys.exit(not report("at rest", server.memory_mb(), BUDGET_MB, "MB", floor, "a bare axum server with SQLite"))
