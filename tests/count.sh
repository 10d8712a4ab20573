# Sourced by tests/run and tests/long: runs the runners and adds up what they counted, so that the last line tells all.

PASSED=0
FAILED=0
SKIPPED=0

# Runs cargo's tests with nextest where it is there, with cargo test where not.
cargo_tests() {
  if command -v cargo-nextest >/dev/null; then
    counted nextest cargo nextest run --locked --workspace --color=never "$@"
  else
    counted cargo_test cargo test --locked --workspace --no-fail-fast --color=never -- "$@"
  fi
}

# Runs the journeys in the browser; arguments name files below tests/e2e.
journeys() {
  cd tests/e2e
  counted node node --test --test-concurrency=2 --test-reporter=spec "$@"
  cd ../..
}

# counted KIND COMMAND…: runs a command, reads its summary. A failure that no summary counts is counted as one.
counted() {
  local kind=$1 log status=0 failed_before=$FAILED
  shift
  log=$(mktemp)
  "$@" 2>&1 </dev/null | tee "$log" || status=$?
  "count_$kind" "$log"
  rm -f "$log"
  if [ "$status" != 0 ] && [ "$FAILED" = "$failed_before" ]; then FAILED=$((FAILED + 1)); fi
}

count_nextest() {
  local line
  line=$(grep -E '^ +Summary \[.*tests? run:' "$1" | tail -n 1)
  add "$(number "$line" ' passed')" "$(($(number "$line" ' failed') + $(number "$line" ' timed out')))" "$(number "$line" ' skipped')"
}

count_cargo_test() {
  local line
  while read -r line; do
    add "$(number "$line" ' passed')" "$(number "$line" ' failed')" "$(number "$line" ' ignored')"
  done < <(grep -E '^test result: ' "$1")
}

count_node() {
  add "$(sum "$1" pass)" "$(($(sum "$1" fail) + $(sum "$1" cancelled)))" "$(sum "$1" skipped)"
}

# A script of ours: its last line is like the one below.
count_script() {
  local line
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$1" | tail -n 1)
  add "$(number "$line" ' passed')" "$(number "$line" ' failed')" 0
}

# number LINE WORD: the number before a word; 0 when there is none.
number() {
  local found
  found=$(grep -oE "[0-9]+$2" <<<"$1" | grep -oE '[0-9]+' | head -n 1) || true
  echo "${found:-0}"
}

sum() {
  sed -nE "s/^ℹ $2 ([0-9]+)$/\1/p" "$1" | tail -n 1 | grep . || echo 0
}

add() {
  PASSED=$((PASSED + $1))
  FAILED=$((FAILED + $2))
  SKIPPED=$((SKIPPED + $3))
}

# Prints the closing line and ends: with 1 when something failed, or when nothing ran.
close_count() {
  local status=0
  if [ "$FAILED" != 0 ] || [ "$PASSED" = 0 ]; then status=1; fi
  echo
  echo "$PASSED passed, $FAILED failed, $SKIPPED skipped"
  exit "$status"
}
