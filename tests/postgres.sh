# Sourced by tests/run and tests/long: starts a PostgreSQL of our own on a socket, and ends it with the shell.
# Sets OMGANG_TEST_POSTGRES to a URL in which {database} stands for the name of a database, and OMGANG_TEST_TABLES to a folder of the run.

SMALL_LOG="-c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=64MB -c min_wal_size=32MB"

start_postgres() {
  need_postgres
  POSTGRES_FOLDER=$(mktemp -d)
  trap stop_postgres EXIT
  trap 'exit 130' INT TERM
  # PostgreSQL refuses to run as root.
  if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || missing "the system's user postgres, under which root runs PostgreSQL"
    chown postgres "$POSTGRES_FOLDER"
  fi
  postgres_do initdb -U omgang --auth=trust --encoding=UTF8 --locale=C || postgres_failed
  # A test database needs no durability, and a small log: some tests look through every byte of it.
  postgres_do pg_ctl -l "$POSTGRES_FOLDER/server.log" -w -t 60 \
    -o "-c listen_addresses='' -c unix_socket_directories=$POSTGRES_FOLDER -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 $SMALL_LOG" \
    start || postgres_failed
  mkdir "$POSTGRES_FOLDER/tables"
  export OMGANG_TEST_TABLES="$POSTGRES_FOLDER/tables"
  export OMGANG_TEST_POSTGRES="postgres://omgang@localhost/{database}?host=$POSTGRES_FOLDER"
}

stop_postgres() {
  postgres_do pg_ctl -m immediate stop || true
  rm -rf "$POSTGRES_FOLDER"
}

# Runs a program of PostgreSQL on the data folder, as a user that may.
postgres_do() {
  local program=$1
  shift
  local as=()
  [ "$(id -u)" = 0 ] && as=(runuser -u postgres --)
  # From a folder that this user can enter, and without the caller's PG* variables.
  (cd "$POSTGRES_FOLDER" && env -u PGDATA -u PGHOST -u PGPORT -u PGUSER LC_ALL=C \
    "${as[@]}" "$POSTGRES_BIN/$program" -D "$POSTGRES_FOLDER/data" "$@" >>"$POSTGRES_FOLDER/commands.log" 2>&1)
}

postgres_failed() {
  cat "$POSTGRES_FOLDER"/*.log >&2
  missing "a PostgreSQL server that starts"
}
