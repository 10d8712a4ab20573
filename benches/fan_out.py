#!/usr/bin/env python3
"""One change reaches 1,000 open event streams in at most three times what bare writes of the same bytes to 1,000 sockets take."""

import os
import re
import resource
import selectors
import socket
import statistics
import sys
import time

from house import Server, report

STREAMS = 1000
TIMES = 5
FACTOR = 3
PATIENCE = 60


def spread(sockets, act, ends):
    """Lets `act` happen, and tells after how many ms the last of the sockets has a whole event."""
    selector = selectors.DefaultSelector()
    waiting = {}
    for stream in sockets:
        selector.register(stream, selectors.EVENT_READ)
        waiting[stream] = b""
    received = 0
    began = time.monotonic()
    act()
    while waiting:
        ready = selector.select(PATIENCE)
        if not ready:
            raise SystemExit(f"{len(waiting)} streams heard nothing within {PATIENCE} s")
        for key, _ in ready:
            stream = key.fileobj
            data = stream.recv(1 << 20)
            if not data:
                raise SystemExit("a stream ended")
            received += len(data)
            waiting[stream] += data
            if ends(waiting[stream]):
                del waiting[stream]
                selector.unregister(stream)
    return (time.monotonic() - began) * 1000, received // len(sockets)


def whole_event(data):
    return b"data:" in data and data.rstrip(b"\r").endswith(b"\n\n\r\n") or data.endswith(b"\n\n")


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


def open_stream(server, path):
    stream = socket.create_connection((server.host, server.port))
    stream.sendall(f"GET {path} HTTP/1.1\r\nHost: {server.host}\r\nCookie: {server.cookie}\r\n\r\n".encode())
    return stream


def drain(sockets):
    """Reads what a stream says at its opening: the present state."""
    spread(sockets, lambda: None, lambda data: b"\r\n\r\n" in data and b"event:" in data and whole_event(data))


resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
with Server.demo() as server:
    home = server.sign_in("judith")
    found = re.search(rf"{home}/deliberations/[0-9a-f-]+", server.text(home))
    if not found:
        raise SystemExit("the demo has no conversation under way")
    room = found[0]
    form = server.page(room)
    step = re.search(r'name="step" value="(\w+)"', form)[1]
    kind = re.search(r'name="text-(\w+)"', form)[1]
    sockets = [open_stream(server, f"{room}/stream") for _ in range(STREAMS)]
    drain(sockets)
    number = 0

    def write():
        global number
        number += 1
        server.post(f"{room}/contributions", {"step": step, f"text-{kind}": f"Wat ik zag, {number}."})

    runs = [spread(sockets, write, whole_event) for _ in range(TIMES)]
    measured, size = statistics.median(taken for taken, _ in runs), runs[-1][1]
    for stream in sockets:
        stream.close()
floor = bare_writes(size)
print(f"{STREAMS} streams, {size} bytes each")
sys.exit(not report("fan-out to the last stream", measured, FACTOR * floor, "ms", floor, "bare writes of the same bytes"))
