"""What the scripts share: starting programs, asking them for pages, reading what they used, and judging."""

import html
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STARTS_WITHIN = 30.0
RECEIVED_AT_ONCE = 1 << 18


def program():
    """The program to measure: the first argument, or the release build, which is made when it isn't there."""
    if len(sys.argv) > 1:
        return os.path.abspath(sys.argv[1])
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet", "--bin", "omgang"], cwd=ROOT, check=True)
    return os.path.join(ROOT, "target/release/omgang")


def floor_program():
    """The bare axum server, built as the measured program is."""
    release = [] if "/debug/" in program() else ["--release"]
    command = ["cargo", "build", "--locked", "--quiet", "--package", "floor", "--message-format=json", *release]
    built = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    return next(path for path in (json.loads(line).get("executable") for line in built) if path)


class Server:
    """A program that serves, on a folder of its own; `with` ends it."""

    def __init__(self, *command, folder=None, log=None):
        self.own_folder = None if folder else tempfile.mkdtemp(prefix="omgang-bench-")
        self.folder = folder or self.own_folder
        self.people = {}
        environment = {"PATH": os.environ["PATH"], "HOME": self.folder, "OMGANG_LOG": "warn"}
        self.began = time.monotonic()
        self.process = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        for line in self.process.stdout:
            if person := re.match(r"sign in: (\w+)@(\S+) (\S+)", line):
                self.people[person[1]] = (f"{person[1]}@{person[2]}", person[3])
            if url := re.match(r"url: http://(\S+):(\d+)", line):
                self.host, self.port = url[1], int(url[2])
                break
        else:
            raise SystemExit(f"{command[0]} did not start")
        self.connection = http.client.HTTPConnection(self.host, self.port, timeout=STARTS_WITHIN)
        self.cookie = ""

    @classmethod
    def demo(cls, folder=None, more=(), log=None):
        folder = folder or tempfile.mkdtemp(prefix="omgang-bench-")
        command = [program(), "demo", "--data", os.path.join(folder, "data"), "--port", "0", *more]
        server = cls(*command, folder=folder, log=log)
        server.own_folder = folder
        return server

    @classmethod
    def floor(cls):
        return cls(floor_program())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        if self.own_folder:
            shutil.rmtree(self.own_folder, ignore_errors=True)

    def stop(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait(STARTS_WITHIN)
        self.process.stdout.close()

    def get(self, path, headers=None):
        self.connection.request("GET", path, headers={"Cookie": self.cookie, **(headers or {})})
        response = self.connection.getresponse()
        return response.status, response.headers, response.read()

    def page(self, path):
        status, _, body = self.get(path)
        if status != 200:
            raise SystemExit(f"{path} answers {status}")
        return body.decode()

    def text(self, path):
        """A page in which an address can be looked for: the templates escape its slashes."""
        return html.unescape(self.page(path))

    def post(self, path, fields):
        body = urllib.parse.urlencode(fields)
        kind = "application/x-www-form-urlencoded"
        self.connection.request("POST", path, body, {"Cookie": self.cookie, "Content-Type": kind})
        response = self.connection.getresponse()
        response.read()
        return response

    def asker(self, path):
        """A way to ask for one page over and over: bare bytes on a socket, since a client that works takes the server's caches."""
        stream = socket.create_connection((self.host, self.port), STARTS_WITHIN)
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        request = f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nCookie: {self.cookie}\r\n\r\n".encode()

        def ask():
            stream.sendall(request)
            answer = bytearray(stream.recv(RECEIVED_AT_ONCE))
            head = bytes(answer[: answer.index(b"\r\n\r\n")])
            if not head.startswith(b"HTTP/1.1 200 "):
                raise SystemExit(f"{path} answers {head[:80]}")
            whole = len(head) + 4 + int(re.search(rb"content-length: (\d+)", head.lower())[1])
            while len(answer) < whole:
                answer += stream.recv(RECEIVED_AT_ONCE)

        return ask

    def sign_in(self, name):
        """Signs somebody of the demo in with the demo's password."""
        email = f"{name}@demo.example"
        response = self.post("/login", {"email": email, "password": f"{name}-schuift-aan", "back": "/"})
        cookie = response.headers["Set-Cookie"]
        if response.status != 303 or not cookie:
            raise SystemExit(f"{email} can't sign in: {response.status}")
        self.cookie = cookie.split(";")[0]
        return self.get("/")[1]["Location"]

    def cpu_us(self):
        """CPU time that the process used so far, in microseconds."""
        total = 0
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            with open(f"/proc/{self.process.pid}/task/{task}/schedstat") as file:
                total += int(file.read().split()[0])
        return total / 1000

    def memory_mb(self):
        """Memory that is resident, in MB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1]) / 1024


def report(name, measured, budget, unit, floor, floor_name):
    """Prints a line; tells whether the measured is within the budget."""
    within = measured <= budget
    said = "within" if within else "OVER"
    print(f"{name}: {measured:.1f} {unit}, budget {budget:.1f} {unit}: {said} (floor: {floor:.1f} {unit}, {floor_name})")
    return within
