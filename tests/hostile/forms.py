#!/usr/bin/env python3
"""Crawls the demo as each kind of person, and sends every form it finds with what no browser would send.

    python3 tests/hostile/forms.py PROGRAM [--requests N] [--seed N] [--database URL] [KIND…]

Each kind of person has a demo to themselves, since some forms end things. N requests at the most for each kind. Exits with 1 when there was a status of 500
or more, a silence, script that came back as script, or a failure in the log."""

import argparse
import random
import sys
import uuid
from dataclasses import dataclass, field

from visit import ENDS_A_LOGIN, PEOPLE, TRACE, Demo, Visitor, crawl, pattern

FORM = "application/x-www-form-urlencoded"
SCRIPT = [
    f'"><script>{TRACE}()</script>',
    f"'><img src=x onerror={TRACE}()>",
    f'" autofocus onfocus="{TRACE}()',
    f"javascript:{TRACE}()//",
    f"</textarea></title><svg onload={TRACE}()><{TRACE}>",
    f"{{{{ {TRACE} }}}}{{% include 'x' %}}<{TRACE}>",
]
# Bytes as they go over the line, so that what no encoder would make can be sent too.
VALUES = [
    b"",
    b"%20%09%0D%0A",
    b"%00",
    b"a%00b",
    b"%",
    b"%zz%1",
    b"%FF%FE%80",
    b"\xff\xfe raw",
    b"%ED%A0%80",
    b"%F0%9F%98%80" * 50,
    b"e" + b"%CC%81" * 3000,
    b"%E2%80%AE%E2%80%8F%D8%A7%D8%AE%D8%AA%D8%A8%D8%A7%D8%B1%E2%81%A6",
    b"%EF%BB%BF%E2%80%8B",
    b"x" * 300,
    b"x" * 200_001,
    b"9" * 400,
    b"-1",
    b"0",
    b"1e309",
    b"NaN",
    b"99999999999999999999",
    b"2147483648",
    b"-9223372036854775808",
    b"2026-02-30",
    b"9999-12-31",
    b"-9999-01-01",
    b"0000-00-00",
    b"+262143-12-31",
    b"25%3A61",
    b"true",
    b"[]",
    b"%7B%22a%22%3A1%7D",
    b"..%2F..%2Fetc%2Fpasswd",
    b"%0D%0ASet-Cookie%3A+a%3Db",
    b"%2F%2Fexample.org%2F",
    b"https%3A%2F%2Fexample.org",
    b"%27%3B+DROP+TABLE+account%3B--",
    b"%25%27%22%5C_*",
    b"%28%28%28%28a+OR+AND+NOT+*%3A%5E~",
    b"00000000-0000-0000-0000-000000000000",
    b"ffffffff-ffff-ffff-ffff-ffffffffffff",
    b"01a2180e-fd16-7731-9eb6-ee1761e350b",
]


def escape(text):
    return "".join(f"%{byte:02X}" for byte in text.encode()).encode()


def typed(field, chance):
    """What somebody could have typed or chosen, as bytes on the line."""
    if field.value:
        return escape(field.value)
    words = {"email": f"{uuid.uuid4().hex[:8]}@demo.example", "date": "2026-12-01", "time": "14:00", "number": "3"}
    return escape(words.get(field.kind) or chance.choice(["iets", "Wat ik zag.", SCRIPT[0]]))


def pairs_of(form, chance):
    """The form as a browser would send it, with one button."""
    buttons = [field for field in form.fields if field.kind == "button" or field.kind == "submit"]
    chosen = chance.choice(buttons) if buttons else None
    radios, pairs = {}, []
    for field in form.fields:
        if field in buttons and field is not chosen:
            continue
        if field.kind == "radio":
            radios.setdefault(field.name, []).append(field)
        elif field.kind != "checkbox" or chance.random() < 0.5:
            pairs.append((field.name.encode(), typed(field, chance)))
    pairs += [(name.encode(), typed(chance.choice(choices), chance)) for name, choices in radios.items()]
    return pairs


def spoiled_values(form, chance):
    """A field after the other, with one hostile value, or script in all of them."""
    names = sorted({field.name for field in form.fields})
    for script in SCRIPT:
        yield "script everywhere", [(name.encode(), escape(script)) for name in names]
        free = {field.name for field in form.fields if field.is_free}
        yield "script where one types", [(n, escape(script) if n.decode() in free else v) for n, v in pairs_of(form, chance)]
    for name in names:
        for value in VALUES:
            pairs = [(n, v) for n, v in pairs_of(form, chance) if n.decode() != name]
            yield f"{name}={value[:40]!r}", [*pairs, (name.encode(), value)]
        pairs = pairs_of(form, chance)
        yield f"no {name}", [(n, v) for n, v in pairs if n.decode() != name]
        yield f"{name} twice", [*pairs, (name.encode(), b"een"), (name.encode(), b"twee")]
        yield f"{name}[]", [*pairs, (name.encode() + b"[]", b"een"), (name.encode() + b"[a][b]", b"een")]
        yield f"{name} a thousand times", [*pairs, *[(name.encode(), str(n).encode()) for n in range(1000)]]


def spoiled_bodies(form, chance):
    """The whole of what is sent, in ways that no form is sent."""
    body = b"&".join(n + b"=" + v for n, v in pairs_of(form, chance))
    yield "as it should be", FORM, body
    yield "nothing", FORM, b""
    yield "no type", None, body
    yield "JSON", "application/json", b'{"a":[1,null,{"b":"' + b"x" * 100 + b'"}]}'
    yield "a form that says it is text", "text/plain", body
    yield "another character set", FORM + "; charset=utf-16", body
    yield "signs only", FORM, b"&&==&=&%&=%&a&=b"
    yield "random bytes", FORM, chance.randbytes(5000)
    yield "ten thousand fields", FORM, b"&".join(b"f%d=1" % number for number in range(10_000))
    yield "too much", FORM, b"text=" + b"x" * (2 * 1024 * 1024 + 1)
    parts = b"".join(b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % pair for pair in pairs_of(form, chance))
    file = b'--B\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\nContent-Type: text/plain\r\n\r\n%s\r\n'
    yield "multipart", "multipart/form-data; boundary=B", parts + b"--B--\r\n"
    yield "multipart, cut off", "multipart/form-data; boundary=B", parts[: len(parts) // 2]
    yield "multipart without a boundary", "multipart/form-data", parts
    yield "multipart with another boundary", "multipart/form-data; boundary=C", parts
    for name in (b"a.md", b"../../a.md", b"a.csv", b"a\x00.md", b"a.zip", b'<script>.csv', b""):
        for content in (b"", b"\xff\xfe\x00", b"---\n" * 50, b"title,case\n\"", b"x" * 100_000, escape(SCRIPT[0]), SCRIPT[0].encode()):
            yield "a file", "multipart/form-data; boundary=B", parts + file % (name, content) + b"--B--\r\n"


def hostile(form, chance):
    """All that is tried on one form: what it is, the kind of content, and the body."""
    for said, pairs in spoiled_values(form, chance):
        yield said, FORM, b"&".join(n + b"=" + v for n, v in pairs)
    bodies = list(spoiled_bodies(form, chance))
    yield from bodies if form.is_multipart else bodies[:14]


def spoiled_addresses(path, chance):
    """An address with another id, sign, or part than it had."""
    base, _, query = path.partition("?")
    parts = base.split("/")
    for at in range(1, len(parts)):
        for value in (b"%00", b"%FF", b"..", b"%2e%2e", b"x" * 3000, b"00000000-0000-0000-0000-000000000000", b"%3Cscript%3E" + TRACE.encode()):
            yield "/".join([*parts[:at], value.decode("latin-1"), *parts[at + 1 :]])
    for name in {*[pair.split("=")[0] for pair in query.split("&") if pair], "q", "page", "back", "from", "team", "to", "sort", "as"}:
        for value in chance.sample(VALUES, 8) + [escape(chance.choice(SCRIPT)), b"9999999999999999999999"]:
            if len(value) < 5000 and all(byte < 128 for byte in value):
                yield f"{base}?{name}={value.decode()}"
                yield f"{base}?{query}&{name}={value.decode()}&{name}={value.decode()}"


HEADERS = [
    {"Cookie": "login=" + "x" * 5000},
    {"Cookie": "notice=%00; language=%FF; login=\x7f"},
    {"Cookie": f"notice={TRACE}<script>{TRACE}()</script>; language=<script>"},
    {"Range": "bytes=" + ",".join(f"{n}-" for n in range(500))},
    {"Accept-Encoding": "gzip;q=nan, br;q=9999, *;q=-1"},
    {"X-Forwarded-For": "<script>, 999.999.999.999"},
    {"If-None-Match": "*", "If-Modified-Since": "never"},
    {"Last-Event-ID": "99999999999999999999"},
    {"Referer": "javascript:alert(1)", "Origin": "null"},
    {"Accept-Language": "nl;q=" + "9" * 500},
    {"User-Agent": "\xff" * 900},
    {"Content-Length": "0", "Expect": "100-continue"},
]


@dataclass
class Try:
    sort: tuple
    said: str
    method: str
    path: str
    body: bytes | None = None
    headers: dict = field(default_factory=dict)


def tries_on_form(form, chance):
    for said, kind, body in hostile(form, chance):
        if form.method == "POST":
            yield Try(form.sort(), said, "POST", form.action, body, {"Content-Type": kind} if kind else {})
        elif kind == FORM and len(body) < 6000 and all(32 < byte < 127 for byte in body):
            yield Try(form.sort(), said, "GET", f"{form.action.split('?')[0]}?{body.decode()}")


def tries_on_page(path, chance):
    sort = ("GET", pattern(path))
    for address in spoiled_addresses(path, chance):
        yield Try(sort, "", "GET", address)
    for headers in HEADERS:
        yield Try(sort, str(headers), "GET", path, None, headers)


def visit(kind, requests, chance, more):
    """One kind of person does their worst; returns what went wrong, and a line about it."""
    with Demo(more) as demo:
        visitor = Visitor(demo, kind)
        visitor.begin_journal()
        pages, forms = crawl(visitor)
        tries = [one for form in forms for one in tries_on_form(form, chance)]
        tries += [one for path, _ in pages for one in tries_on_page(path, chance)]
        found = len(tries)
        tries = in_turn(tries, requests, chance)
        # What signs out or ends other things would leave little to try.
        tries.sort(key=lambda one: any(end in one.path for end in ENDS_A_LOGIN))
        by_class = {}
        for one in tries:
            answer = send(visitor, one)
            label = "none" if answer is None else str(answer.status)
            by_class[label] = by_class.get(label, 0) + 1
        # What was kept must not come back as script either.
        visitor.sign_in()
        after, _ = crawl(visitor)
        wrong = visitor.wrong + [f"{kind}: log: {line}" for line in demo.complaints()]
        counts = ", ".join(f"{count} {label}" for label, count in sorted(by_class.items()))
        line = f"{kind}: {len(pages)} pages, {len(forms)} forms; {len(tries)} of {found} tries: {counts}; {len(after)} pages afterwards"
        return wrong, f"{line}; {visitor.asked} requests, {len(wrong)} wrong"


def in_turn(tries, most, chance):
    """Picks from each sort of form and page in turn, so that what has many fields or comes often crowds out nothing; forms twice."""
    sorts = {}
    for one in tries:
        sorts.setdefault(one.sort, []).append(one)
    for sort in sorts.values():
        chance.shuffle(sort)
    picked = []
    while len(picked) < most and any(sorts.values()):
        for sort in sorts.values():
            for _ in range(2 if sort and sort[-1].method == "POST" else 1):
                if sort:
                    picked.append(sort.pop())
    chance.shuffle(picked)
    return picked[:most]


def send(visitor, one):
    headers = dict(one.headers)
    visitor.extra = headers.pop("Cookie", "")
    answer = visitor.ask(one.method, one.path, one.body, headers, f"({one.sort[1]}) {one.said[:80]}")
    visitor.extra = ""
    # A form that ended the login, or the end of somebody's membership.
    if answer is not None and answer.led_to().startswith("/login?") and visitor.cookie:
        visitor.sign_in()
    return answer


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("kinds", nargs="*", default=list(PEOPLE))
    options.add_argument("--requests", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--database", default="", help="{number} in it stands for a number of one's own")
    options = options.parse_args()
    sys.argv[1:] = [options.program]
    failed = 0
    for number, kind in enumerate(options.kinds):
        more = ["--database", options.database.replace("{number}", str(number))] if options.database else []
        wrong, line = visit(kind, options.requests, random.Random(f"{options.seed} {kind}"), more)
        print(line, flush=True)
        for said in sorted(set(wrong))[:40]:
            print(f"  {said}", flush=True)
        failed += bool(wrong)
    print(f"{len(options.kinds) - failed} passed, {failed} failed")
    sys.exit(failed > 0)
