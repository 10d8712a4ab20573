"""What the hostile visitors share: the demo on a database of one's own, its people, asking, and finding links and forms in pages."""

import http.client
import os
import re
import sys
import tempfile
import time
import urllib.parse
from html.parser import HTMLParser

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "benches"))

from house import Server  # noqa: E402

# A kind of person, and who of the demo is one; nobody signs in as the first.
PEOPLE = {
    "nobody": None,
    "member": "youssef",
    "facilitator": "judith",
    "trainee": "lotte",
    "manager": "farida",
    "administrator": "marijke",
    "guest": "dirk",
    "reader": "tomasz",
}
# Longer than this nobody waits for an answer.
ANSWERS_WITHIN = 20.0
# Whoever gets to run this is where they should not be.
TRACE = "omgangxss"
ENDS_A_LOGIN = ("/logout", "/account/logins", "/account/password")


class Demo:
    """A demo that one visitor may wreck, with its log; `with` ends it."""

    def __init__(self, more=()):
        self.log = tempfile.TemporaryFile(mode="w+")
        self.server = Server.demo(more=more, log=self.log)
        self.at = f"{self.server.host}:{self.server.port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.__exit__()

    def complaints(self):
        """What the log says of failures."""
        self.log.seek(0)
        return [line.strip() for line in self.log if " ERROR " in line or "panicked" in line]

    def cookie_of(self, person):
        """Signs somebody in by a tap on their card."""
        if person is None:
            return ""
        connection = http.client.HTTPConnection(self.at, timeout=ANSWERS_WITHIN)
        body = urllib.parse.urlencode({"person": person})
        connection.request("POST", "/demo/login", body, {"Content-Type": "application/x-www-form-urlencoded"})
        response = connection.getresponse()
        response.read()
        cookie = response.headers["Set-Cookie"]
        if response.status != 303 or not cookie:
            raise SystemExit(f"{person} of the demo can't sign in: {response.status}")
        return cookie.split(";")[0]


class Answer:
    def __init__(self, status, headers, body, ms):
        self.status, self.headers, self.body, self.ms = status, headers, body, ms
        self.kind = (headers.get("Content-Type") or "").split(";")[0]

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def led_to(self):
        return self.headers.get("Location") or ""


class Visitor:
    """Somebody with a cookie and a connection, who notes what should not have happened."""

    def __init__(self, demo, kind):
        self.demo, self.kind, self.asked, self.wrong, self.links = demo, kind, 0, [], set()
        self.extra = ""
        self.sign_in()
        self.connection = None

    def sign_in(self):
        journal = getattr(self, "cookie", "").partition("; ")[2]
        self.cookie = "; ".join(filter(None, [self.demo.cookie_of(PEOPLE[self.kind]), journal]))

    def begin_journal(self):
        """Opens a journal, so that its pages are there too."""
        if self.cookie:
            words = urllib.parse.urlencode({"passphrase": "wilgen aan het water", "again": "wilgen aan het water"}).encode()
            answer = self.ask("POST", "/journal/begin", words, {"Content-Type": "application/x-www-form-urlencoded"})
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                self.cookie += "; " + cookie.split(";")[0]

    def ask(self, method, path, body=None, headers=None, said=""):
        """Asks; whoever is told to wait comes back with another login, or a moment later. Returns an answer or None."""
        answer = self.ask_once(method, path, body, headers, said)
        if answer is not None and answer.status == 429 and method == "POST":
            if PEOPLE[self.kind]:
                self.sign_in()
            else:
                time.sleep(0.25)
            answer = self.ask_once(method, path, body, headers, said)
        return answer

    def ask_once(self, method, path, body=None, headers=None, said=""):
        """Asks, and notes a 5xx, a silence, and script that came back as script. Returns an answer or None."""
        sent = {"Cookie": "; ".join(filter(None, [self.cookie, self.extra])), **(headers or {})}
        self.asked += 1
        began = time.monotonic()
        for attempt in (1, 2):
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPConnection(self.demo.at, timeout=ANSWERS_WITHIN)
                self.connection.putrequest(method, path, skip_accept_encoding=True)
                if body is not None:
                    sent.setdefault("Content-Length", str(len(body)))
                for name, value in sent.items():
                    self.connection.putheader(name, value)
                self.connection.endheaders(body)
                response = self.connection.getresponse()
                # A live page never ends.
                is_stream = "text/event-stream" in (response.headers.get("Content-Type") or "")
                data = response.read1(1 << 16) if is_stream else response.read()
                if is_stream:
                    self.hang_up()
                break
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                # The server closes a connection whose last body it didn't read, and doesn't wait for what is too large.
                self.hang_up()
                if attempt == 2:
                    if len(body or b"") < 1 << 20:
                        self.note(f"{method} {path} {said}: no answer")
                    return None
            except (TimeoutError, OSError, http.client.HTTPException) as error:
                self.hang_up()
                self.note(f"{method} {path} {said}: {error!r}")
                return None
        answer = Answer(response.status, response.headers, data, (time.monotonic() - began) * 1000)
        self.judge(answer, f"{method} {path} {said}")
        return answer

    def hang_up(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def judge(self, answer, what):
        if answer.status >= 500 and not what.startswith("GET /health/ready"):
            self.note(f"{answer.status} {what}")
        to = urllib.parse.urlsplit(answer.led_to().replace("\\", "/"))
        if to.netloc not in ("", self.demo.at) or to.scheme not in ("", "http") or answer.led_to().startswith(("/\\", "\\")):
            self.note(f"leads to {answer.led_to()} {what}")
        if any(cookie.startswith("a=b") for cookie in answer.headers.get_all("Set-Cookie") or []):
            self.note(f"header let in {what}")
        if answer.kind == "text/html" and TRACE in answer.text:
            page = Page(answer.text)
            if page.runs:
                self.note(f"script {page.runs[0]} {what}")

    def note(self, what):
        if len(self.wrong) < 200:
            self.wrong.append(f"{self.kind}: {what}")


class Field:
    def __init__(self, name, kind, value, is_free):
        self.name, self.kind, self.value, self.is_free = name, kind, value, is_free


class Form:
    def __init__(self, attributes, page):
        self.action = attributes.get("action") or page
        self.method = (attributes.get("method") or "get").upper()
        self.is_multipart = attributes.get("enctype") == "multipart/form-data"
        self.fields = []

    def sort(self):
        """Forms of one sort differ in ids and values only."""
        return self.method, pattern(self.action), tuple(sorted({field.name for field in self.fields}))


class Page(HTMLParser):
    """Finds links, forms, and script that isn't ours."""

    def __init__(self, text, path=""):
        super().__init__(convert_charrefs=True)
        self.path, self.links, self.forms, self.runs = path, [], [], []
        self.form, self.select, self.area, self.in_script = None, None, None, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if any(name.startswith("on") and TRACE in (value or "") for name, value in attributes):
            self.runs.append(f"<{tag} on…>")
        attributes = {name: value or "" for name, value in attributes}
        self.in_script = tag == "script" and "json" not in attributes.get("type", "")
        if tag.startswith(TRACE) or tag == "script" and TRACE in attributes.get("src", ""):
            self.runs.append(f"<{tag}>")
        for name in ("href", "src", "action", "formaction"):
            if re.match(rf"\s*(javascript|data|vbscript):.*{TRACE}", attributes.get(name, ""), re.I | re.S):
                self.runs.append(f"<{tag} {name}>")
        if tag == "a" and "href" in attributes:
            self.links.append(urllib.parse.urljoin(self.path, attributes["href"]).split("#")[0])
        self.see_form(tag, attributes)

    def see_form(self, tag, attributes):
        name = attributes.get("name")
        if tag == "form":
            self.form = Form(attributes, self.path)
            self.form.action = urllib.parse.urljoin(self.path, self.form.action)
            self.forms.append(self.form)
        if self.form is None or not name:
            if tag == "option" and self.select is not None and not self.select.value:
                self.select.value = attributes.get("value", "")
            return
        if tag == "input":
            kind = attributes.get("type", "text")
            self.form.fields.append(Field(name, kind, attributes.get("value", ""), kind not in ("hidden", "radio", "checkbox")))
        elif tag == "textarea":
            self.area = Field(name, tag, "", True)
            self.form.fields.append(self.area)
        elif tag == "select":
            self.select = Field(name, tag, "", False)
            self.form.fields.append(self.select)
        elif tag == "button":
            self.form.fields.append(Field(name, tag, attributes.get("value", ""), False))

    def handle_data(self, data):
        if self.in_script and TRACE in data:
            self.runs.append("<script>…")
        if self.area is not None:
            self.area.value += data

    def handle_endtag(self, tag):
        self.in_script = False
        if tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.form = None


def pattern(path):
    """Leaves ids out of an address."""
    path = path.split("?")[0]
    path = re.sub(r"/[0-9a-f]{8}-[0-9a-f-]{27}", "/{id}", path)
    path = re.sub(r"^/assets/.*", "/assets/…", path)
    path = re.sub(r"/(handbook)/[^/]+$", r"/\1/{page}", path)
    return re.sub(r"/\d{4}-\d\d-\d\d|/[A-Z]{4}-?\d{4}", "/{…}", path)


def crawl(visitor, each=2, most=300):
    """Visits what can be reached, a few pages of each sort; returns the addresses with what they answered, and the forms found."""
    waiting, seen, sorts, pages, forms = ["/", "/login", "/join", "/account", "/journal"], set(), {}, [], {}
    while waiting and len(pages) < most:
        path = waiting.pop(0)
        if path in seen or not path.startswith("/") or path.startswith(("//", "/assets/", "/demo")):
            continue
        seen.add(path)
        query = urllib.parse.parse_qs(path.partition("?")[2])
        # Choices can be combined without end: one at a time is followed.
        sort = f"{pattern(path)}?{min(query, default='')}"
        sorts[sort] = sorts.get(sort, 0) + 1
        if len(query) > 1 and sorts[sort] > 1 or sorts[sort] > each:
            continue
        answer = visitor.ask("GET", path)
        if answer is None:
            continue
        pages.append((path, answer))
        if answer.status in (302, 303, 307):
            waiting.append(urllib.parse.urljoin(path, answer.led_to()))
        if answer.kind == "text/html":
            page = Page(answer.text, path)
            waiting += page.links
            visitor.links.update(link for link in page.links if link.startswith("/"))
            for form in page.forms:
                forms.setdefault(form.sort(), form)
    return pages, list(forms.values())
