#!/usr/bin/env bash
# The side-by-side, with a PostgreSQL of its own in a folder that goes with it,
# and with DuckDB if its modules are in duckdb/.
#
# usage: run.sh PEERS [EVENTS [ROUNDS]]
set -euo pipefail
peers="$1"
shift
folder="$(mktemp -d "${TMPDIR:-/tmp}/annals-peers-XXXXXX")"
chmod 755 "$folder"

# PostgreSQL refuses to run as root.
as_user() {
  if ((EUID == 0)); then runuser -u "${PEERS_USER:-postgres}" -- "$@"; else "$@"; fi
}
stop() {
  [[ -f "$folder/postgres/postmaster.pid" ]] &&
    as_user "$bin/pg_ctl" -D "$folder/postgres" -m immediate stop >/dev/null
  rm -rf "$folder"
}
trap stop EXIT

bin="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1 || true)"
if [[ -x "$bin/initdb" ]] && { ((EUID != 0)) || id "${PEERS_USER:-postgres}" >/dev/null 2>&1; }; then
  mkdir "$folder/postgres" "$folder/socket"
  ((EUID != 0)) || chown "${PEERS_USER:-postgres}" "$folder/postgres" "$folder/socket"
  as_user "$bin/initdb" -D "$folder/postgres" --auth=trust --username=peers \
    --encoding=UTF8 --locale=C >/dev/null
  as_user "$bin/pg_ctl" -D "$folder/postgres" -w -l "$folder/postgres/log" -o \
    "-k $folder/socket -c listen_addresses= -c shared_buffers=1GB -c work_mem=64MB -c maintenance_work_mem=256MB -c max_wal_size=8GB" start >/dev/null
  export ANNALS_PEERS_POSTGRES="host=$folder/socket user=peers dbname=postgres"
else
  echo "PostgreSQL: left out, no package postgresql is installed"
fi

duckdb="$(dirname "${BASH_SOURCE[0]}")/duckdb"
if (cd "$duckdb" && node --eval 'require("@duckdb/node-api")') 2>/dev/null; then
  export ANNALS_PEERS_DUCKDB="$duckdb/answer.mjs"
else
  echo "DuckDB: left out, node or its package @duckdb/node-api is not there"
fi
"$peers" "$folder/stores" "$@"
