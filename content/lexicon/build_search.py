#!/usr/bin/env python3
"""Rebuilds forms.fst, what search and redaction know about Dutch words, and search-parts.fst and search-families.fst.

    pip download --no-deps spacy-lookups-data==1.0.5      # unpack it; a wheel is a zip
    python3 content/lexicon/build_search.py WORDLIST LOOKUPS

WORDLIST is the file `dutch` of Debian's package wdutch, LOOKUPS the folder spacy_lookups_data/data of the wheel. Run it from
the root of the repository. See NOTICE for sources and licences.

The lowest bit of a form says that the word list has it, which makes it an ordinary word to the redaction.
A form gets at most two common forms: that of its noun or adjective, and that of its verb, which is the verb's stem
(`loslaten` and `losgelaten` give `loslaat`, so that `bezoek` and `bezoeken` meet). What search-forms.tsv and search-verbs.tsv say goes before
all rules. A part of a compound costs less the more words of the list are made with it.
"""
import gzip
import json
import math
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
VOWELS = set("aeiou")
PARTICLES = ("bijeen tegen achter onder plaats samen terug thuis voort voor over deel door goed hoog klaar mee neer toe uit vast weer "
             "weg los aan bij af in na om op dicht open vrij stil rond binnen buiten").split()
INSEPARABLE = "be ge her ont ver er mis onder over door voor om weer aan".split()
# Endings and small words that look like a part of a compound and are none.
NO_PART = set("""aan aar aard acht age ale als ant baar ben bij bus dan dat den der des die dit doe dom dor ede een eer eel ent ere erij
ers ert est eten euro even ext fel gen ges had heb heid her hen iek ien ier ies iet ing ins isch ist lat les lij lijk lijke loos los maar
maat male met min mij mis mits naar net niet nis non ons ont over per ras rede ren reu ring rist schap schappen sel sen ste ster tal te
ten ter tie tig tot uit van vel ven ver voor was wel wie wij zaam zal zeer zijn zin zou door onder achter tegen toe mee weg terug samen
voort neer uiten lange lang dien dient heden delijk ends ouds ster iken ting ling ken oven even eren eert eerde staan gaan zien gang
aren aren ees eind elen eling enen erom ering gel gelen geven hoor ijl ijs iken kers lee legen lem lens leren lie lin man mand mat mee
mos nde nen ner nok oor oord oren pen pin pol por pot rat red reed ree rek rel rij rijk ris rol ros rot rug rum rus sar sta stal stand
steen stel sten steren stik tel tent teren tin toon tor tred tren trek uren vat veel vis vol vorm war weer wee wen zen zet""".split())
# Common forms that look like a derivation of another word and are not about the same.
NO_FAMILY = set("houding rekening regering mening leerling vergadering kleding uitkering instelling afdeling voeding ding zending belasting "
                "omgeving richting verdieping tekening jongeling hoogheid overheid gezondheid waarheid eenheid minderheid persoonlijkheid "
                "gelegenheid aangelegenheid verleiding verloving opening werking wandeling woning stelling veiling leiding".split())


def fold(word):
    lower = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in lower if not unicodedata.combining(c))


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as lines:
        for line in lines:
            line = line.strip()
            if line and not line.startswith("#"):
                lemma, _, forms = line.partition("\t")
                yield lemma, forms.split()


def lookup(folder, kind):
    with gzip.open(os.path.join(folder, f"nl_lemma_{kind}.json.gz")) as file:
        return json.load(file)


def plain(word):
    return word.isascii() and word.isalpha()


def long_end(base):
    """Doubles the vowel of an open syllable: lat -> laat, stud er -> studeer."""
    if len(base) > 2 and base[-1] not in VOWELS and base[-2] in "aeou" and base[-3] not in VOWELS:
        return base[:-1] + base[-2] + base[-1]
    return None


def hard_end(base):
    return base[:-1] + {"v": "f", "z": "s"}.get(base[-1], base[-1])


def verb_stem(verb, words):
    if not verb.endswith("en") or len(verb) < 4 or verb in ("zien", "doen"):
        return verb[:-2] if verb.endswith(("aan",)) else verb[:-1]
    base = verb[:-2]
    if len(base) > 2 and base[-1] == base[-2] and base[-1] not in VOWELS:
        return hard_end(base[:-1])
    longer = long_end(base)
    if longer and (hard_end(longer) in words or base[-2] != "e"):
        if hard_end(longer) in words or hard_end(base) not in words:
            return hard_end(longer)
    return hard_end(base)


def soft_ends(base):
    """What a word looks like before an ending that starts with a vowel."""
    syllables = sum(a in VOWELS and b not in VOWELS for a, b in zip(base, base[1:] + "t"))
    short = len(base) > 2 and base[-1] not in VOWELS and base[-2] in VOWELS and base[-3] not in VOWELS
    out = set() if short and syllables == 1 else {base}
    if len(base) > 2 and base[-1] not in VOWELS:
        if base[-2] in VOWELS and base[-3] == base[-2]:
            open_end = base[:-2] + base[-1]
            out |= {open_end, open_end[:-1] + {"f": "v", "s": "z"}.get(base[-1], base[-1])}
        elif base[-2] in VOWELS and base[-3] not in VOWELS:
            out.add(base + base[-1])
        if base[-1] in "fs":
            out.add(base[:-1] + {"f": "v", "s": "z"}[base[-1]])
    return out


def noun_forms(noun):
    out = {noun + "s", noun + "je", noun + "tje", noun + "pje", noun + "kje", noun + "en" if noun.endswith(("ee", "ie")) else noun + "s"}
    for soft in soft_ends(noun):
        out |= {soft + "en", soft + "etje"}
    if noun.endswith("heid"):
        out.add(noun[:-4] + "heden")
    if noun.endswith("um"):
        out.add(noun[:-2] + "a")
    if noun.endswith("icus"):
        out.add(noun[:-2] + "i")
    if noun.endswith("ng"):
        out.add(noun[:-1] + "kje")
    if noun.endswith("e"):
        out.add(noun + "n")
    if noun.endswith("man"):
        out |= {noun[:-3] + "lieden", noun[:-3] + "lui"}
    return out | {form + "s" for form in out if form.endswith("je")}


def adjective_forms(adjective):
    out = set()
    for soft in soft_ends(adjective):
        out |= {soft + "e", soft + "er", soft + "ere"}
    if adjective.endswith("r"):
        out |= {adjective + "der", adjective + "dere"}
    return out | {adjective + "st", adjective + "ste"}


def weak_forms(verb, words):
    stem, base = verb_stem(verb, words), verb[:-2]
    voiceless = base.endswith(("t", "k", "f", "s", "p", "x", "ch"))
    past = "t" if voiceless else "d"
    done = stem if stem.endswith(past) else stem + past
    return {verb, stem, stem + "t", stem + past + "e", stem + past + "en", verb + "d", verb + "de"}, {done, done + "e"}


def read_verbs(index, exceptions, lookups, words):
    """Gives each verb its finite forms and its participles without ge-."""
    verbs = {fold(v) for v in index["verb"]}
    verbs = {v for v in verbs if plain(v) and v in words and (v.endswith("en") or v.endswith(("aan", "zien", "doen")))}
    strong = defaultdict(set)
    for form, lemma in lookups.items():
        if fold(lemma) in verbs:
            strong[fold(lemma)].add(fold(form))
    for form, lemmas in exceptions["verb"].items():
        for lemma in lemmas:
            if fold(lemma) in verbs:
                strong[fold(lemma)].add(fold(form))
    finite, done = {}, {}
    for lemma, forms in table("search-verbs.tsv"):
        verbs.add(lemma)
        strong[lemma] |= {form for form in forms if not form.startswith("-")}
        done[lemma] = {form[1:] for form in forms if form.startswith("-")}
        for form in forms:
            if form.startswith("ge"):
                done[lemma].add(form[2:])
    for verb in verbs:
        weak, participles = weak_forms(verb, words)
        finite[verb] = weak | strong[verb]
        more = {form[2:] for form in strong[verb] if form.startswith("ge")}
        done.setdefault(verb, set())
        done[verb] |= more or participles
        done[verb] |= {p + "e" for p in done[verb] if not p.endswith("e")}
        finite[verb] |= {"ge" + p for p in done[verb]}
    for verb in sorted(verbs, key=len):
        for particle in sorted(PARTICLES + INSEPARABLE, key=len, reverse=True):
            base = verb[len(particle):]
            if verb.startswith(particle) and base in finite and base != verb and len(base) > 3:
                finite[verb] |= {particle + form for form in finite[base] if not form.startswith("ge")}
                finite[verb] |= {particle + "ge" + p for p in done[base]} | {particle + p for p in done[base]}
                break
    return finite


def read_readings(words, index, exceptions, lookups):
    """Lists (form, rank, common form): the lower the rank, the sooner it counts."""
    weak = {fold(line.strip()) for line in open(os.path.join(HERE, "search-weak.txt"), encoding="utf-8") if line[0] != "#"}
    explicit, readings = {}, defaultdict(dict)

    def read(form, rank, common):
        if form in words and common not in weak:
            readings[form].setdefault(common, rank)
            readings[form][common] = min(rank, readings[form][common])

    finite = read_verbs(index, exceptions, lookups, words)
    stems = {verb: verb_stem(verb, words) for verb in finite}
    nouns = {fold(n) for n in index["noun"]} & words
    adjectives = {fold(a) for a in index["adj"]} & words
    participles = {form for verb, forms in finite.items() for form in forms if form != verb and form != stems[verb]}
    for lemma, forms in table("search-forms.tsv"):
        for form in [lemma, *forms]:
            explicit[form.replace("-", "")] = lemma
    for noun in nouns:
        if noun not in participles or not noun.startswith("ge"):
            read(noun, 1, noun)
        for form in noun_forms(noun):
            if form not in nouns or form.endswith(("en", "jes", "je")):
                read(form, 2, noun)
    for adjective in adjectives:
        if adjective not in participles:
            read(adjective, 1, adjective)
        for form in adjective_forms(adjective):
            if form not in nouns:
                read(form, 3, adjective)
    named = nouns | adjectives
    for form, lemma in lookups.items():
        form, lemma = fold(form), fold(lemma)
        if lemma in named and form not in nouns:
            read(form, 3, lemma)
    for verb, forms in finite.items():
        for form in forms:
            read(form, 2 if form != stems[verb] else 4, stems[verb])
    for lemma, forms in table("search-verbs.tsv"):
        for form in [lemma, *forms]:
            if not form.startswith("-") and form not in explicit:
                words.add(form)
                readings[form] = {stems[lemma]: 0, **{k: v for k, v in readings[form].items() if v < 3}}
    out = {}
    for form in words:
        if form in weak:
            out[form] = [form]
        elif form in explicit:
            out[form] = [explicit[form]]
        else:
            ranked = sorted(readings[form].items(), key=lambda pair: (pair[1], len(pair[0]), pair[0]))
            out[form] = [common for common, _ in ranked[:2]] or [form]
    for form, common in explicit.items():
        out[form] = [common]
    return out, nouns, adjectives, set(stems.values()), stems


def read_parts(words, readings, nouns, adjectives, stems):
    """Counts how many words are made with a part in front and at the end."""
    heads = {w for w in words if len(w) > 2 and any(c in nouns or c in adjectives for c in readings.get(w, []))}
    fronts = {w for w in words if len(w) > 2 and (w in heads or w in stems)}
    front, head = Counter(), Counter()
    for word in words:
        for at in range(3, len(word) - 2):
            rest = word[at:]
            if rest not in heads:
                continue
            start = word[:at]
            for linker in ("", "s", "en", "e", "er"):
                base = start[:len(start) - len(linker)] if linker else start
                if start.endswith(linker) and base in fronts:
                    front[base] += 1
                    head[rest] += 1
                    break
    out = {}
    for part in fronts | heads:
        count = max(front[part], head[part])
        if part in NO_PART or any(ord(c) > 127 for c in part):
            continue
        least = {3: 60, 4: 12, 5: 5}.get(len(part), 1)
        if count >= least:
            can = (1 if part in fronts else 0) | (2 if part in heads else 0)
            cost = min(31, round(2.2 * (math.log(20000) - math.log(count + 1))))
            out[part] = cost << 2 | can
    return out


def families(readings, nouns, adjectives, stems_of):
    """Names the word that a derivation is about: begeleiding -> begeleid, eenzaamheid -> eenzaam."""
    out = {}
    stem_words = set(stems_of.values())
    by_base = {verb[:-2]: stem for verb, stem in stems_of.items() if verb.endswith("en")}
    for noun in nouns:
        if noun in NO_FAMILY or len(noun) < 7:
            continue
        if noun.endswith("ing") and noun[:-3] in by_base:
            out[noun] = by_base[noun[:-3]]
        elif noun.endswith("heid") and noun[:-4] in adjectives:
            out[noun] = noun[:-4]
        elif noun.endswith("atie") and noun[:-4] + "er" in by_base:
            out[noun] = by_base[noun[:-4] + "er"]
        elif noun.endswith("er") and len(noun) > 7 and noun[:-2] in by_base:
            out[noun] = by_base[noun[:-2]]
    for adjective in adjectives:
        bases = [adjective[:-2], adjective[:-3]] if adjective[-3:-2] == adjective[-4:-3] else [adjective[:-2]]
        for base in bases:
            if adjective.endswith("ig") and len(base) > 4 and base in nouns and adjective not in NO_FAMILY:
                out[adjective] = base
    known = stem_words | adjectives | nouns
    return {noun: about for noun, about in out.items() if about in known}


def operation(form, common):
    same = len(os.path.commonprefix([form, common]))
    return (len(form) - same, common[same:])


def main():
    words = set()
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            word = line.strip()
            if word.isalpha() and word == word.lower() and len(word) > 1:
                words.add(fold(word))
    index, exceptions, lookups = (lookup(sys.argv[2], kind) for kind in ("index", "exc", "lookup"))
    words = {word for word in words if plain(word)}
    ordinary = frozenset(words)
    words |= {fold(n) for n in index["noun"] if plain(fold(n)) and len(n) > 3}
    readings, nouns, adjectives, stems, stems_of = read_readings(words, index, exceptions, lookups)
    parts = read_parts(words, readings, nouns, adjectives, stems)
    about = families(readings, nouns, adjectives, stems_of)
    operations = Counter(operation(form, common) for form, commons in readings.items() for common in commons)
    operations.update(operation(noun, base) for noun, base in about.items())
    numbered = {op: number for number, (op, _) in enumerate(operations.most_common())}
    assert len(numbered) < 1 << 16 and numbered[(0, "")] == 0
    print(len(readings), "forms,", len(numbered), "operations,", len(parts), "parts,", len(about), "families")
    with open(os.path.join(HERE, "search-operations.txt"), "w", encoding="utf-8") as out:
        out.writelines(f"{strip}{add}\n" for strip, add in numbered)
    with tempfile.TemporaryDirectory() as folder:
        keep = os.environ.get("LEXICON_KEEP", folder)
        with open(os.path.join(keep, "forms"), "w", encoding="utf-8") as out:
            for form in sorted(readings):
                numbers = [numbered[operation(form, common)] for common in readings[form]]
                packed = sum((n + 1) << 16 * i for i, n in enumerate(numbers))
                out.write(f"{form}\t{packed << 1 | (form in ordinary)}\n")
        with open(os.path.join(keep, "search-parts"), "w", encoding="utf-8") as out:
            out.writelines(f"{part}\t{parts[part]}\n" for part in sorted(parts))
        with open(os.path.join(keep, "search-families"), "w", encoding="utf-8") as out:
            out.writelines(f"{noun}\t{numbered[operation(noun, about[noun])]}\n" for noun in sorted(about))
        subprocess.run(
            ["cargo", "test", "-p", "dutch", "analyser::lexicon::tests::rebuild", "--", "--ignored", "--exact"],
            env={**os.environ, "LEXICON_SOURCE": keep},
            check=True,
        )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main()
