"""A conversation of the demo with many open event streams: what the scripts about streams share."""

import re
import selectors
import socket
import time

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


def open_stream(server, path):
    stream = socket.create_connection((server.host, server.port))
    stream.sendall(f"GET {path} HTTP/1.1\r\nHost: {server.host}\r\nCookie: {server.cookie}\r\n\r\n".encode())
    return stream


def drain(sockets):
    """Reads what a stream says at its opening: the present state."""
    spread(sockets, lambda: None, lambda data: b"\r\n\r\n" in data and b"event:" in data and whole_event(data))


def open_room(server):
    """Signs the facilitator of the demo's conversation in; returns its address, and what puts a card on its table."""
    home = server.sign_in("judith")
    found = re.search(rf"{home}/deliberations/[0-9a-f-]+", server.text(home))
    if not found:
        raise SystemExit("the demo has no conversation under way")
    room = found[0]
    form = server.page(room)
    step = re.search(r'name="step" value="(\w+)"', form)[1]
    kind = re.search(r'name="text-(\w+)"', form)[1]
    number = 0

    def write():
        nonlocal number
        number += 1
        server.post(f"{room}/contributions", {"step": step, f"text-{kind}": f"Wat ik zag, {number}."})

    return room, write
