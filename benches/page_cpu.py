#!/usr/bin/env python3
"""A signed-in page costs at most 400 us of CPU a request: the room of a conversation with ten contributions, and a case."""

import re
import sys

from house import Server, report

BUDGET_US = 400
CONTRIBUTIONS = 10
WARM_UP = 200
REQUESTS = 2000


def cost_us(server, path):
    for _ in range(WARM_UP):
        server.page(path)
    before = server.cpu_us()
    for _ in range(REQUESTS):
        server.page(path)
    return (server.cpu_us() - before) / REQUESTS


def first(server, pattern, page):
    found = re.search(pattern, server.text(page))
    if not found:
        raise SystemExit(f"{page} has no link to {pattern}")
    return found[0]


def fill(server, room):
    """Writes on the table what is missing of ten contributions, as the note-taker does."""
    html = server.page(room)
    step = re.search(r'name="step" value="(\w+)"', html)[1]
    kind = re.search(r'name="text-(\w+)"', html)[1]
    for number in range(cards(html), CONTRIBUTIONS):
        server.post(f"{room}/contributions", {"step": step, f"text-{kind}": f"Wat ik zag, {number}."})
    if cards(server.page(room)) < CONTRIBUTIONS:
        raise SystemExit(f"{room} doesn't show its {CONTRIBUTIONS} contributions")


def cards(html):
    return html.count('<article class=')


measured = {}
with Server.demo() as server:
    home = server.sign_in("judith")
    pages = {
        "the room of a conversation": first(server, rf"{home}/deliberations/[0-9a-f-]+", home),
        "a case": first(server, rf"{home}/cases/[0-9a-f-]+", f"{home}/cases"),
    }
    fill(server, pages["the room of a conversation"])
    for name, path in pages.items():
        html = server.page(path)
        print(f"{name}: {len(html.encode())} bytes, {cards(html)} cards")
        measured[name] = cost_us(server, path), len(html.encode())
with Server.floor() as bare:
    floors = {name: cost_us(bare, f"/{size}") for name, (_, size) in measured.items()}
within = [
    report(f"{name}, CPU a request", cost, BUDGET_US, "us", floors[name], "a bare axum handler, as many bytes")
    for name, (cost, _) in measured.items()
]
sys.exit(not all(within))
