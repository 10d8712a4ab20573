# Sourced by tests/run and tests/long: starts a PostgreSQL of our own on a socket, and ends it with the shell.
# Sets OMGANG_TEST_POSTGRES to a URL in which {database} stands for the name of a database.

start_postgres() {
  local bin folder
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  if [ -z "$bin" ]; then
    install_packages postgresql
    bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  fi
  folder=$(mktemp -d)
  POSTGRES_BIN=$bin
  POSTGRES_FOLDER=$folder
  # PostgreSQL refuses to run as root.
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    AS_POSTGRES="runuser -u postgres --"
  else
    AS_POSTGRES=""
  fi
  $AS_POSTGRES "$bin/initdb" -D "$folder/data" -U omgang --auth=trust --encoding=UTF8 --locale=C >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log"; return 1; }
  # A test database needs no durability.
  $AS_POSTGRES "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w \
    -o "-c listen_addresses='' -c unix_socket_directories=$folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400" \
    start >/dev/null || { cat "$folder/server.log"; return 1; }
  trap stop_postgres EXIT
  OMGANG_TEST_POSTGRES="postgres://omgang@localhost/{database}?host=$folder"
  export OMGANG_TEST_POSTGRES
}

stop_postgres() {
  $AS_POSTGRES "$POSTGRES_BIN/pg_ctl" -D "$POSTGRES_FOLDER/data" -m immediate stop >/dev/null 2>&1
  rm -rf "$POSTGRES_FOLDER"
}

install_packages() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "missing: $* (install with your system's package manager, then run this again)" >&2
    return 1
  fi
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}
