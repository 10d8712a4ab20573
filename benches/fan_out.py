#!/usr/bin/env python3
"""One change reaches 1,000 open event streams in at most three times what bare writes of the same bytes to 1,000 sockets take."""

import os
import resource
import socket
import statistics
import sys
import time

from fan_out_room import drain, open_room, open_stream, spread, whole_event
from house import Server, report

STREAMS = 1000
TIMES = 5
FACTOR = 3


def bare_writes(size):
    """The floor: a process of our own writes as many bytes to each of as many sockets."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=STREAMS)
    go_read, go_write = os.pipe()
    child = os.fork()
    if child == 0:
        served = [listener.accept()[0] for _ in range(STREAMS)]
        event = b"x" * size
        while os.read(go_read, 1) == b"g":
            for stream in served:
                stream.sendall(event)
        os._exit(0)
    sockets = [socket.create_connection(listener.getsockname()) for _ in range(STREAMS)]
    taken = [spread(sockets, lambda: os.write(go_write, b"g"), lambda data: len(data) >= size)[0] for _ in range(TIMES)]
    os.write(go_write, b".")
    os.waitpid(child, 0)
    for stream in sockets:
        stream.close()
    return statistics.median(taken)


resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
with Server.demo() as server:
    room, write = open_room(server)
    sockets = [open_stream(server, f"{room}/stream") for _ in range(STREAMS)]
    drain(sockets)
    runs = [spread(sockets, write, whole_event) for _ in range(TIMES)]
    measured, size = statistics.median(taken for taken, _ in runs), runs[-1][1]
    for stream in sockets:
        stream.close()
floor = bare_writes(size)
print(f"{STREAMS} streams, {size} bytes each")
sys.exit(not report("fan-out to the last stream", measured, FACTOR * floor, "ms", floor, "bare writes of the same bytes"))
