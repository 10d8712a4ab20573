#!/usr/bin/env python3
"""Lets schemathesis loose on every route, as each kind of person.

    python3 tests/hostile/routes.py PROGRAM [--examples N] [--seed N] [--database URL] [--document] [KIND…]

The product has no OpenAPI document, so one is made here: routes from tests/it/access/matrix.txt, which a test holds against the router's
own list; ids and names of fields from the links and forms that this person finds in pages. Ids of other pages
serve where none were found. `--document` prints it. Exits with 1 when there was a status of 500 or more, a silence, or a failure in the log."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

from visit import ENDS_A_LOGIN, PEOPLE, ROOT, Demo, Visitor, crawl

# A live page never ends, so it never answers in full; forms.py asks for it. Signing out is forms.py's too.
LEFT_OUT = ("/stream", *ENDS_A_LOGIN)
NOTHING = "00000000-0000-0000-0000-000000000000"


def routes():
    """The methods and patterns of the access matrix."""
    with open(os.path.join(ROOT, "tests/it/access/matrix.txt")) as file:
        rows = [line.split()[:2] for line in file if line.startswith(("GET ", "POST "))]
    patterns = [(method, re.sub(r"=[^}]+", "", address.replace("~", "/o/{organisation}", 1))) for method, address in rows]
    return sorted({(method, pattern.replace("{*", "{")) for method, pattern in patterns})


def matching(pattern, path):
    """The parts of an address that fill a pattern, or None."""
    names = re.findall(r"{(\w+)}", pattern)
    found = re.fullmatch(re.sub(r"\\{\w+\\}", "([^/]+)", re.escape(pattern)), path.split("?")[0])
    return found and dict(zip(names, map(urllib.parse.unquote, found.groups())))


def any_of(values):
    """What was seen, or anything."""
    values = sorted(set(values))[:20]
    return {"anyOf": [{"enum": values}, {"type": "string"}]} if values else {"type": "string"}


def known_ids(seen):
    """What fills each name anywhere, for routes that this person found no way to."""
    known = {}
    for how, path, fields in seen:
        for method, pattern in routes():
            for name, value in (matching(pattern, path) or {} if method == how else {}).items():
                known.setdefault(name, set()).add(value)
        for one in fields:
            if one.value:
                known.setdefault(one.name, set()).add(one.value)
    return known


def document(pages, forms, links):
    """An OpenAPI document of all routes, with what was found."""
    seen = [("GET", path, []) for path, _ in pages] + [(form.method, form.action, form.fields) for form in forms]
    seen += [("GET", link, []) for link in links]
    known = known_ids(seen)
    paths = {}
    for method, pattern in routes():
        if pattern.endswith(LEFT_OUT) or pattern.startswith(LEFT_OUT):
            continue
        fitting = [(path, fields, parts) for how, path, fields in seen if how == method and (parts := matching(pattern, path)) is not None]
        parameters = []
        for name in re.findall(r"{(\w+)}", pattern):
            values = [parts[name] for _, _, parts in fitting] or known.get(name) or [NOTHING]
            # Mostly what exists: else all ends at the first part.
            schema = {"enum": sorted(set(values))[:20]} if name == "organisation" else any_of(values)
            parameters.append({"name": name, "in": "path", "required": True, "schema": schema})
        operation = {"parameters": parameters, "responses": {"default": {"description": "a page"}}}
        queries, properties = {}, {}
        for path, fields, _ in fitting:
            for key, value in urllib.parse.parse_qsl(path.partition("?")[2]):
                queries.setdefault(key, []).append(value)
            for one in fields:
                target = queries if method == "GET" else properties
                target.setdefault(one.name, []).extend([one.value] if one.value else [])
        parameters += [{"name": key, "in": "query", "schema": any_of(values)} for key, values in sorted(queries.items())]
        if method == "POST":
            schema = {"type": "object", "properties": {key: any_of(values) for key, values in sorted(properties.items())}}
            kind = "multipart/form-data" if pattern.endswith("/transfer") else "application/x-www-form-urlencoded"
            operation["requestBody"] = {"content": {kind: {"schema": schema}}}
        paths.setdefault(pattern, {})[method.lower()] = operation
    return {"openapi": "3.1.0", "info": {"title": "Omgang", "version": "0"}, "paths": paths}


def visit(kind, options, more):
    """Runs schemathesis as one kind of person; returns what went wrong, and a line about it."""
    with Demo(more) as demo, tempfile.TemporaryDirectory() as folder:
        visitor = Visitor(demo, kind)
        visitor.begin_journal()
        made = document(*crawl(visitor), visitor.links)
        if options.document:
            print(json.dumps(made, indent=1))
            return [], ""
        path = os.path.join(folder, "openapi.json")
        with open(path, "w") as file:
            json.dump(made, file)
        command = [options.schemathesis, "run", path, "--url", f"http://{demo.at}", "--checks", "not_a_server_error"]
        command += ["--phases", "examples,coverage,fuzzing", "-n", str(options.examples), "--seed", str(options.seed)]
        command += ["--max-redirects", "0", "--request-timeout", "20", "--continue-on-failure", "--no-shrink", "--warnings", "off"]
        command += ["--suppress-health-check", "all", "--exclude-path", "/health/ready", "--no-color"]
        command += ["-H", f"Cookie: {visitor.cookie}"] if visitor.cookie else []
        run = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL)
        wrong = [f"log: {line}" for line in demo.complaints()]
        if run.returncode != 0:
            wrong += [line for line in run.stdout.splitlines() if line.strip()][-80:]
        counted = re.findall(r"^.*(?:test cases?|generated|Operations|Tested).*$", run.stdout, re.M)
        return wrong, f"{kind}: {len(made['paths'])} addresses; {'; '.join(line.strip() for line in counted)[:300]}"


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("kinds", nargs="*", default=list(PEOPLE))
    options.add_argument("--examples", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--database", default="", help="{number} in it stands for a number of one's own")
    options.add_argument("--document", action="store_true")
    options.add_argument("--schemathesis", default=shutil.which("schemathesis"))
    options = options.parse_args()
    if not options.schemathesis and not options.document:
        raise SystemExit("missing: schemathesis (a package of PyPI)")
    sys.argv[1:] = [options.program]
    failed = 0
    for number, kind in enumerate(options.kinds):
        more = ["--database", options.database.replace("{number}", str(number))] if options.database else []
        wrong, line = visit(kind, options, more)
        if options.document:
            continue
        print(line, flush=True)
        for said in wrong:
            print(f"  {said}", flush=True)
        failed += bool(wrong)
    if not options.document:
        print(f"{len(options.kinds) - failed} passed, {failed} failed")
    sys.exit(failed > 0)
