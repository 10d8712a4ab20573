#!/usr/bin/env python3
"""300 people follow one conversation: how long after a change is committed each of their pages has it, median and 99th percentile.

Measured from the moment at which the change is sent, which is before its commit: the true times are shorter by the write itself."""

import resource
import selectors
import statistics
import sys
import time

from house import Server
from fan_out_room import PATIENCE, drain, open_room, open_stream, whole_event

STREAMS = 300
CHANGES = 20
# A page that is half a second behind is still the same conversation.
BUDGET_MS = 500


def arrivals(sockets, act):
    """Lets `act` happen, and tells after how many ms each of the sockets had a whole event."""
    selector = selectors.DefaultSelector()
    waiting = {stream: b"" for stream in sockets}
    for stream in sockets:
        selector.register(stream, selectors.EVENT_READ)
    began = time.monotonic()
    act()
    taken = []
    while waiting:
        ready = selector.select(PATIENCE)
        if not ready:
            raise SystemExit(f"{len(waiting)} streams heard nothing within {PATIENCE} s")
        now = (time.monotonic() - began) * 1000
        for key, _ in ready:
            data = key.fileobj.recv(1 << 20)
            if not data:
                raise SystemExit("a stream ended")
            waiting[key.fileobj] += data
            if b"event: present" in waiting[key.fileobj] and whole_event(waiting[key.fileobj]):
                taken.append(now)
                del waiting[key.fileobj]
                selector.unregister(key.fileobj)
    return taken


resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
with Server.demo() as server:
    room, write = open_room(server)
    sockets = [open_stream(server, f"{room}/stream") for _ in range(STREAMS)]
    drain(sockets)
    taken = [ms for _ in range(CHANGES) for ms in arrivals(sockets, write)]
    for stream in sockets:
        stream.close()
taken.sort()
median, p99 = statistics.median(taken), taken[int(len(taken) * 0.99)]
within = p99 <= BUDGET_MS
print(f"{STREAMS} streams, {CHANGES} changes: from sending a change to each page, median {median:.1f} ms, p99 {p99:.1f} ms, last {taken[-1]:.1f} ms")
print(f"a page behind (p99): {p99:.1f} ms, budget {BUDGET_MS:.1f} ms: {'within' if within else 'OVER'}")
sys.exit(not within)
