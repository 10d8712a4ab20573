#!/bin/sh
# Subsets the fonts of three npm packages to what Dutch and English need. Run in a folder whose node_modules holds
# @fontsource-variable/{atkinson-hyperlegible-next,source-serif-4}; needs fonttools and brotli from PyPI.
set -eu
out=$(dirname "$(readlink -f "$0")")
from=node_modules/@fontsource-variable
chars='U+0020-007E,U+00A0,U+00AB,U+00B7,U+00BB,U+00C0-00CF,U+00D1-00D6,U+00D9-00DC,U+00E0-00EF,U+00F1-00F6,U+00F9-00FC,U+2013,U+2014,U+2018-201E,U+2022,U+2026,U+2039,U+203A,U+20AC,U+2192,U+2190'
subset() {
  fonttools varLib.instancer "$from/$1" $3 -q -o "$out/part.ttf"
  pyftsubset "$out/part.ttf" --unicodes="$chars" --layout-features='kern,liga,calt,mark,locl' \
    --flavor=woff2 --no-hinting --desubroutinize --name-IDs='0,13,14' --output-file="$out/$2"
  rm "$out/part.ttf"
}
subset atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2 atkinson-next.woff2 wght=400:700
subset source-serif-4/files/source-serif-4-latin-opsz-normal.woff2 serif.woff2 'wght=400:600 opsz=14:40'
subset source-serif-4/files/source-serif-4-latin-wght-italic.woff2 serif-italic.woff2 wght=400
