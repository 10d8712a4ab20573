#!/usr/bin/env python3
"""A first visit transfers at most 60 KB compressed, without fonts: the page, its stylesheet, script and pictures."""

import re
import sys

from house import Server, report

BUDGET_KB = 60
FONTS_KB = 80


def transferred(server, path):
    status, headers, body = server.get(path, {"Accept-Encoding": "gzip"})
    if status != 200:
        raise SystemExit(f"{path} answers {status}")
    return len(body) + len(str(headers))


with Server.demo() as server:
    home = server.sign_in("judith")
    html = server.text(home)
    parts = set(re.findall(r'(?:href|src)="(/assets/[^"#]+)', html))
    fonts = {part for part in parts if part.endswith(".woff2")}
    sizes = {part: transferred(server, part) / 1000 for part in {home, *parts}}
    for part, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"  {size:6.1f} KB  {part}")
    plain = sum(len(server.get(part)[2]) for part in {home, *parts} - fonts) / 1000
    print(f"the page's own fonts: {sum(sizes[font] for font in fonts):.1f} KB, budget {FONTS_KB} KB")
    visit = sum(size for part, size in sizes.items() if part not in fonts)
    sys.exit(not report("first visit", visit, BUDGET_KB, "KB", plain, "not a floor: the same uncompressed"))
