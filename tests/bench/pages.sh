#!/usr/bin/env bash
# Pages a second over HTTP: of one actor, and of a hundred in turn.
#
# usage: pages.sh MAKE_BASE ANNALS [EVENTS [SECONDS]]
set -euo pipefail
here="$(dirname "${BASH_SOURCE[0]}")"
folder="$(mktemp -d "${TMPDIR:-/tmp}/annals-pages-XXXXXX")"
port="${PORT:-8087}"
"$1" "$folder/base" "${3:-200000}"
"$2" serve --db "$folder/base" --port "$port" &
server=$!
trap 'kill $server; wait $server 2>/dev/null; rm -rf "$folder"' EXIT
url="http://127.0.0.1:$port/v1/events?involving=a0000000&limit=50"
until curl -sf "$url" >/dev/null; do sleep 0.1; done

cpu() { awk '{ print ($14 + $15) * 10 }' "/proc/$server/stat"; } # ms
measure() { # NAME WRK-ARGUMENT...
  local name="$1" before pages
  shift
  before="$(cpu)"
  pages="$(wrk -t 1 -c 4 -d "${seconds}s" --latency "$@" | tee /dev/stderr |
    awk '/requests in/ { print $1 }')"
  echo "$name: $((pages / seconds)) pages/s, $((($(cpu) - before) * 1000 / pages)) µs of the server's CPU each"
}
seconds="${4:-10}"
measure "one actor" "$url"
measure "a hundred actors" -s "$here/pages.lua" "$url"
