#!/usr/bin/env python3
"""A signed-in page costs at most 400 us of CPU a request: the room of a conversation with ten contributions, on the table and before
they are shown, and a case."""

import re
import statistics
import sys

from house import Server, report

BUDGET_US = 400
CONTRIBUTIONS = 10
# Statements that a page asks: tests/it/scale.rs counts them, and two less for a case without virtues and without anything like it.
OF_ROOM, OF_CASE = 3, 7
WARM_UP = 200
REQUESTS = 1000
ROUNDS = 5


def cost_us(server, path):
    """The median of some rounds."""
    ask = server.asker(path)
    for _ in range(WARM_UP):
        ask()
    rounds = []
    for _ in range(ROUNDS):
        before = server.cpu_us()
        for _ in range(REQUESTS):
            ask()
        rounds.append((server.cpu_us() - before) / REQUESTS)
    return statistics.median(rounds)


def first(server, pattern, page):
    found = re.search(pattern, server.text(page))
    if not found:
        raise SystemExit(f"{page} has no link to {pattern}")
    return found[0]


def fill(server, room):
    """Writes what is missing of ten contributions, as the note-taker does; returns the step that they belong to."""
    html = server.page(room)
    step = re.search(r'name="step" value="(\w+)"', html)[1]
    kind = re.search(r'name="text-(\w+)"', html)[1]
    for number in range(cards(html), CONTRIBUTIONS):
        server.post(f"{room}/contributions", {"step": step, f"text-{kind}": f"Wat ik zag, {number}."})
    return step


def cards(html):
    return html.count("<article class=")


def measured(server, path, least, statements):
    html = server.page(path)
    if cards(html) < least:
        raise SystemExit(f"{path} doesn't show {least} contributions")
    return cost_us(server, path), f"/{len(html.encode())}/{statements}"


with Server.demo() as server:
    home = server.sign_in("judith")
    room = first(server, rf"{home}/deliberations/[0-9a-f-]+", home)
    case = first(server, rf"{home}/cases/[0-9a-f-]+", f"{home}/cases")
    step = fill(server, room)
    costs = {"the room, ten of one's own not shown yet": measured(server, room, CONTRIBUTIONS, OF_ROOM)}
    server.post(f"{room}/reveal", {"step": step})
    costs["the room, ten on the table"] = measured(server, room, CONTRIBUTIONS, OF_ROOM)
    costs["a case"] = measured(server, case, 0, OF_CASE)
with Server.floor() as bare:
    floors = {name: (cost_us(bare, floor), floor) for name, (_, floor) in costs.items()}
within = [
    report(f"{name}, CPU a request", cost, BUDGET_US, "us", floors[name][0], f"a bare axum handler that reads as many rows, {floors[name][1]}")
    for name, (cost, _) in costs.items()
]
sys.exit(not all(within))
