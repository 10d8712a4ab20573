#!/bin/sh
# Makes the fonts of printed pages from two npm packages, for src/pdf: TrueType, without hints and layout that print needs not.
# Run in a folder whose node_modules holds @fontsource/{atkinson-hyperlegible-next,source-serif-4}; needs fonttools and
# brotli from PyPI. Names of people use more letters than our own words: that is what the `ext` files are for.
set -eu
out=$(dirname "$(readlink -f "$0")")
from=node_modules/@fontsource
subset() {
  fonttools ttLib.woff2 decompress -o "$out/part.ttf" "$from/$1"
  pyftsubset "$out/part.ttf" --unicodes='*' --layout-features='kern,liga,mark,mkmk,ccmp,locl' --no-hinting --desubroutinize \
    --name-IDs='0,13,14' --output-file="$out/$2"
  rm "$out/part.ttf"
}
subset atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff2 sans.ttf
subset atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-400-normal.woff2 sans-ext.ttf
subset atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff2 sans-bold.ttf
subset atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff2 sans-bold-ext.ttf
subset source-serif-4/files/source-serif-4-latin-600-normal.woff2 serif.ttf
subset source-serif-4/files/source-serif-4-latin-ext-600-normal.woff2 serif-ext.ttf
