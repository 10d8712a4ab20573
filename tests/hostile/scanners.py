#!/usr/bin/env python3
"""Lets wapiti and sqlmap search the demo for holes, signed in.

    python3 tests/hostile/scanners.py PROGRAM [--wapiti PATH] [--sqlmap PATH] [--seconds N] [--only wapiti|sqlmap] [--database URL] [KIND…]

What they say that docs/ATTACKS.md explains is not a hole; anything else is a finding. Exits with 1 when there is one, or a failure in the log. Says by
name which of the two isn't there."""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from visit import ENDS_A_LOGIN, Demo, Visitor, crawl

# Left out: spring4shell, which calls each answer a hole whose status differs from the one before (docs/ATTACKS.md); what needs lists that are downloaded (nikto, htp, wapp, cms, wp_enum, takeover), or other machines than ours (network_device, ssl).
MODULES = (
    "backup,brute_login_form,buster,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,log4shell,methods,permanentxss,"
    "redirect,shellshock,sql,ssrf,timesql,upload,xss,xxe"
)
# What wapiti says without a hole being there; docs/ATTACKS.md tells why.
EXPLAINED = [
    r"Cross Site Request Forgery: .*: Lack of anti CSRF token",
    r"HTTP Methods: .*: OPTIONS \(405\)",
    r"Secure Flag cookie: .*: Secure flag is not set in the cookie : (journal|login|notice|language|notes-[0-9a-f-]+)",
    r"LDAP Injection: /o/maaskant/library: q: LDAP Injection via injection in the parameter q",
]


def cookie_file(demo, visitor, folder):
    """The cookies of somebody signed in, as wapiti wants them."""
    path = os.path.join(folder, "cookies.json")
    pairs = dict(pair.split("=", 1) for pair in visitor.cookie.split("; ") if pair)
    as_kept = {"expires": None, "secure": False, "port": None, "version": 0}
    with open(path, "w") as file:
        json.dump({demo.server.host: {"/": {name: {"value": value, **as_kept} for name, value in pairs.items()}}}, file)
    return path


def run_wapiti(options, demo, visitor, folder):
    """Crawls and attacks; returns what was found, and a line about it."""
    at, report = f"http://{demo.at}", os.path.join(folder, "report.json")
    command = [options.wapiti, "-u", f"{at}/o/maaskant", "--scope", "domain", "-m", MODULES, "-f", "json", "-o", report]
    command += ["-c", cookie_file(demo, visitor, folder), "--flush-session", "--store-session", folder, "--no-bugreport"]
    for start in ("/account", "/journal", "/o/maaskant/library", "/o/maaskant/insight", "/o/maaskant/signals"):
        command += ["-s", at + start]
    for end in (*ENDS_A_LOGIN, "/demo", "/language"):
        command += ["-x", f"{at}{end}*"]
    command += ["-x", f"{at}/o/*/stream", "--max-links-per-page", "60", "--max-files-per-dir", "8", "-d", "6", "--tasks", "8"]
    command += ["--max-scan-time", str(options.seconds), "--max-attack-time", str(options.seconds), "-v", "1"]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL, cwd=folder)
    if not os.path.exists(report):
        raise SystemExit(f"wapiti made no report:\n{run.stdout[-2000:]}")
    with open(report) as file:
        found = json.load(file)
    said = [
        ": ".join([category, one["path"], one["parameter"] or "", one["info"]])
        for part in ("vulnerabilities", "anomalies", "additionals")
        for category, ones in found[part].items()
        for one in ones
    ]
    explained = [one for one in said if any(re.match(words, one) for words in EXPLAINED)]
    findings = sorted(set(said) - set(explained))
    pages = found["infos"].get("crawled_pages_nbr", "?")
    return findings, f"wapiti {found['infos']['version']} as {visitor.kind}: {pages} pages crawled, {len(said)} said, {len(explained)} explained"


def run_sqlmap(options, demo, visitor, folder):
    """Tries every field and part of an address for SQL; returns what was found, and a line about it."""
    pages, forms = crawl(visitor, each=1)
    targets = [(f"http://{demo.at}{path}", None) for path, _ in pages if "?" in path and "=" in path]
    for form in forms:
        if any(end in form.action for end in ENDS_A_LOGIN):
            continue
        fields = "&".join(f"{name}={next(one.value for one in form.fields if one.name == name) or 'iets'}" for name in sorted({one.name for one in form.fields}))
        fields = re.sub(r"[\s%]+", " ", fields).replace(" ", "%20")
        targets.append((f"http://{demo.at}{form.action.split('?')[0]}" + (f"?{fields}" if form.method == "GET" else ""), fields if form.method == "POST" else None))
    # The parts of an address are tried too; a star marks what.
    for path, _ in pages:
        if re.search(r"/[0-9a-f]{8}-[0-9a-f-]{27}", path) and "?" not in path:
            targets.append((f"http://{demo.at}" + re.sub(r"(/[0-9a-f]{8}-[0-9a-f-]{27})", r"\1*", path), None))
    findings, tried, kept = [], 0, f"--cookie={visitor.cookie}"
    dbms = "PostgreSQL" if options.database else "SQLite"
    for url, data in random.Random(1).sample(targets, min(len(targets), options.targets)):
        command = [options.sqlmap, "-u", url, "--batch", "--level", "2", "--risk", "1", "--technique", "BEUSQ", "--dbms", dbms, "--drop-set-cookie"]
        command += [kept, "--output-dir", folder, "--ignore-code", "*", "--flush-session", "--answers", "redirect=N,follow=N", "--skip", "cookie", "--disable-coloring"]
        command += ["--ignore-redirects", "--threads", "4", "--timeout", "20", "-v", "1"] + (["--data", data] if data else [])
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL, cwd=folder)
        tried += len(re.findall(r"testing if .*dynamic|testing for SQL injection on", run.stdout))
        if re.search(r"identified the following injection point|is vulnerable", run.stdout):
            findings.append(f"{url} {data}: {run.stdout[-1500:]}")
        elif "do not appear to be injectable" not in run.stdout and "no parameter(s) found" not in run.stdout:
            findings.append(f"{url} {data}: it said neither: {run.stdout[-600:]}")
    return findings, f"sqlmap as {visitor.kind} on {dbms}: {min(len(targets), options.targets)} of {len(targets)} addresses, {tried} fields"


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("kinds", nargs="*", default=["facilitator", "administrator"])
    options.add_argument("--wapiti", default=shutil.which("wapiti"))
    options.add_argument("--sqlmap", default=shutil.which("sqlmap"))
    options.add_argument("--seconds", type=int, default=120, help="for crawling, and for each of wapiti's attacks")
    options.add_argument("--targets", type=int, default=40, help="addresses that sqlmap tries")
    options.add_argument("--only", choices=["wapiti", "sqlmap"])
    options.add_argument("--database", default="")
    options = options.parse_args()
    sys.argv[1:] = [options.program]
    failed = passed = 0
    for name, path, run in (("wapiti", options.wapiti, run_wapiti), ("sqlmap", options.sqlmap, run_sqlmap)):
        if options.only not in (None, name):
            continue
        if not path:
            print(f"missing: {name}", flush=True)
            failed += 1
            continue
        for kind in options.kinds:
            more = ["--database", options.database] if options.database else []
            with Demo(more) as demo, tempfile.TemporaryDirectory() as folder:
                visitor = Visitor(demo, kind)
                visitor.begin_journal()
                findings, line = run(options, demo, visitor, folder)
                findings += [f"log: {line}" for line in demo.complaints()]
            print(f"{line}; {len(findings)} findings", flush=True)
            for finding in findings:
                print(f"  {finding}", flush=True)
            failed, passed = failed + bool(findings), passed + (not findings)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)
