#!/usr/bin/env bash
# The types that the pages are written against are what the built server says of itself.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -d web/node_modules/openapi-typescript ] || { echo "no packages of web/: ./setup fetches them"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TILTH="${TILTH:-build/release/bin/tilth}" node web/types.mjs "$work/types.gen.ts"
diff -u web/src/lib/api/types.gen.ts "$work/types.gen.ts" >"$work/difference" || {
  head -n 40 "$work/difference"
  echo "FAULT: web/src/lib/api/types.gen.ts is not what the server says; run: cd web && npm run types"
  exit 1
}
echo "ok: the types of the pages are those of the server"
