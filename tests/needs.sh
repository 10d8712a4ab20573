# Sourced by tests/run, tests/long and .ci/run: finds what they need, installs Debian's packages as root, or says what is missing.

need_build_tools() {
  command -v cargo >/dev/null || missing "cargo: install Rust $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) or later"
  command -v cc >/dev/null || install_packages gcc libc6-dev
}

# Sets POSTGRES_BIN to the folder of a server's programs.
need_postgres() {
  find_postgres && return
  # Debian's package would start a server of its own.
  install_packages postgresql-common
  mkdir -p /etc/postgresql-common/createcluster.d
  echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/omgang-tests.conf
  install_packages postgresql
  find_postgres || missing "a PostgreSQL server (initdb and pg_ctl)"
}

find_postgres() {
  POSTGRES_BIN=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)
  [ -n "$POSTGRES_BIN" ] || POSTGRES_BIN=$(command -v initdb) || return 1
  POSTGRES_BIN=$(dirname "$POSTGRES_BIN")
}

need_browser() {
  command -v node >/dev/null && command -v npm >/dev/null || install_packages nodejs npm
  find_chromium || (install_packages chromium-headless-shell) || install_packages chromium
  local folder=tests/e2e
  # npm's own copy of the lock tells what is installed.
  if ! [ -e $folder/node_modules/.installed ] || ! cmp -s $folder/package-lock.json $folder/node_modules/.installed; then
    (cd $folder && npm ci --omit=optional --no-audit --no-fund --loglevel=error)
    cp $folder/package-lock.json $folder/node_modules/.installed
  fi
}

find_chromium() {
  [ -x /usr/lib/chromium/chromium-headless-shell ] || command -v chromium >/dev/null || [ -x "${OMGANG_CHROMIUM:-}" ]
}

install_packages() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    missing "$* (names of Debian's packages)"
  fi
  echo "installing $*"
  local log
  log=$(mktemp)
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    missing "$* (apt-get could not install it)"
  }
  rm -f "$log"
}

missing() {
  echo "missing: $*. Install it, then run this again." >&2
  exit 1
}
