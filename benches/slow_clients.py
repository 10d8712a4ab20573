#!/usr/bin/env python3
"""500 connections that dawdle (slowhttptest: headers, a form, reading, ranges): do pages and live pages go on for everybody else?

Beside each attack somebody asks for pages, each on a connection of its own, and ten people follow a conversation in which cards
are laid. A line a part: how many were answered, median and 99th percentile, and how many of the dawdlers the server sent away."""

import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

from house import Server
from fan_out_room import drain, open_room, open_stream, spread, whole_event

CONNECTIONS = int(os.environ.get("DAWDLERS", "500"))
LASTS = int(os.environ.get("DAWDLE_SECONDS", "60"))
FOLLOWERS = 10
PAUSE = 0.05
# Whoever waits longer for a page has gone.
PAGE_WITHIN = 10
BUDGET_MS = 500


def attacks(server, room):
    """What each part does: the words for it, and slowhttptest's arguments."""
    base = f"http://{server.host}:{server.port}"
    cookie = ["-j", server.cookie]
    return [
        ("slow headers", ["-H", "-i", "5", "-u", f"{base}/login"]),
        ("slow form", ["-B", "-i", "5", "-s", "8192", "-u", f"{base}/login"]),
        ("slow form, signed in", ["-B", "-i", "5", "-s", "8192", *cookie, "-u", f"{base}{room}/contributions"]),
        ("slow reading", ["-X", "-n", "5", "-z", "32", "-w", "512", "-y", "1024", "-k", "3", *cookie, "-u", f"{base}/handbook"]),
        ("slow reading of a live page", ["-X", "-n", "5", "-z", "32", "-w", "512", "-y", "1024", *cookie, "-u", f"{base}{room}/stream"]),
        ("ranges", ["-R", "-a", "1", "-b", "3000", *cookie, "-u", f"{base}/handbook"]),
    ]


class Others:
    """Ordinary people: pages one after the other, and a live page that ten follow, for as long as `act` takes."""

    def __init__(self, server, room, write, followers):
        self.server, self.room, self.write, self.followers = server, room, write, followers

    def during(self, act):
        over = threading.Event()
        pages, streams = [], []
        threads = [
            threading.Thread(target=self.read_pages, args=(over, pages)),
            threading.Thread(target=self.follow, args=(over, streams)),
        ]
        for thread in threads:
            thread.start()
        act()
        over.set()
        for thread in threads:
            thread.join()
        return pages, streams

    def read_pages(self, over, pages):
        paths = [self.room, "/account", "/handbook", "/login"]
        while not over.is_set():
            began = time.monotonic()
            pages.append(self.ms_since(began) if self.is_answered(paths[len(pages) % len(paths)]) else None)
            time.sleep(PAUSE)

    def is_answered(self, path):
        connection = http.client.HTTPConnection(self.server.host, self.server.port, timeout=PAGE_WITHIN)
        try:
            connection.request("GET", path, headers={"Cookie": self.server.cookie})
            response = connection.getresponse()
            response.read()
            return response.status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def follow(self, over, streams):
        while not over.is_set():
            heard = lambda data: b"event: present" in data and whole_event(data)
            streams.append(spread(self.followers, self.write, heard)[0])
            over.wait(1)

    @staticmethod
    def ms_since(began):
        return (time.monotonic() - began) * 1000


def dawdle(arguments):
    """Runs slowhttptest; returns how many of its connections were open and sent away at its end."""
    command = ["slowhttptest", "-c", str(CONNECTIONS), "-r", "250", "-l", str(LASTS), "-p", str(PAGE_WITHIN), *arguments]
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL).stdout
    said = re.sub(r"\x1b\[[0-9;]*m", "", said)
    count = lambda word: int((re.findall(rf"^{word}:\s+(\d+)", said, re.M) or ["0"])[-1])
    ending = (re.findall(r"Exit status:\s*(.+)", said) or ["it said nothing"])[-1].strip()
    if not re.search(r"^closed:", said, re.M):
        raise SystemExit(f"slowhttptest did not run:\n{said[-2000:]}")
    return count("connected"), count("closed"), ending


def told(name, pages, streams, after=""):
    """Prints what the others saw; tells whether that is good enough."""
    answered = sorted(ms for ms in pages if ms is not None)
    p99 = answered[int(len(answered) * 0.99)] if answered else float("inf")
    good = len(answered) == len(pages) and p99 <= BUDGET_MS and bool(streams)
    print(
        f"{name}: pages {len(answered)} of {len(pages)}, median {statistics.median(answered or [0]):.1f} ms, p99 {p99:.1f} ms; "
        f"live pages {len(streams)} changes, median {statistics.median(streams or [0]):.1f} ms, slowest {max(streams, default=0):.1f} ms"
        f"{after}: {'within' if good else 'OVER'}",
        flush=True,
    )
    return good


if not shutil.which("slowhttptest"):
    raise SystemExit("missing: slowhttptest (a package of Debian)")
with Server.demo() as server:
    room, write = open_room(server)
    followers = [open_stream(server, f"{room}/stream") for _ in range(FOLLOWERS)]
    drain(followers)
    others = Others(server, room, write, followers)
    good = [told("nobody dawdles", *others.during(lambda: time.sleep(10)))]
    for name, arguments in attacks(server, room):
        seen = []
        pages, streams = others.during(lambda: seen.append(dawdle(arguments)))
        connected, closed, ending = seen[0]
        after = f"; after {LASTS} s {connected} of {CONNECTIONS} dawdlers hold on, {closed} are gone ({ending}); {server.memory_mb():.0f} MB"
        good.append(told(name, pages, streams, after))
    for stream in followers:
        stream.close()
print(f"{sum(good)} passed, {len(good) - sum(good)} failed")
sys.exit(not all(good))
