#!/usr/bin/env python3
"""Makes the JSON lines of each tagged text beside this file.

    python3 tests/data/redaction/build.py

A tagged text begins with `=== id genre`; `⟦PERSON|Bouchra⟧` is a label. Offsets count code points, end exclusive.
"""
import json
import pathlib
import re

HERE = pathlib.Path(__file__).parent
LABEL = re.compile(r"⟦([A-Z]+)\|([^⟦⟧|]+)⟧")


def row(head, tagged):
    key, genre = head.split()
    text, labels, end = "", [], 0
    for label in LABEL.finditer(tagged):
        text += tagged[end:label.start()]
        labels.append([len(text), len(text) + len(label[2]), label[1]])
        text += label[2]
        end = label.end()
    text += tagged[end:]
    if "⟦" in text or "⟧" in text:
        raise SystemExit(f"{key}: a label isn't closed")
    return {"id": key, "genre": genre, "text": text, "label": labels}


for source in sorted(HERE.glob("*.txt")):
    texts = source.read_text(encoding="utf-8").split("=== ")[1:]
    rows = [row(*text.split("\n", 1)) for text in (text.rstrip("\n") for text in texts)]
    with open(source.with_suffix(".jsonl"), "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    print(source.stem, len(rows), "texts", sum(len(row["label"]) for row in rows), "labels")
