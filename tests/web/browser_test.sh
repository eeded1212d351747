#!/usr/bin/env bash
# A made-up programme is served, and Debian's Chromium does on each page what a person does. Pictures go to build/web-pictures/.
# TILTH_ONLY=PATTERN runs the tests whose names it fits; TILTH_TESTS=NAME those of tests/web/NAME.mjs, all.mjs unless named.
set -euo pipefail
cd "$(dirname "$0")/../.."
tilth="${TILTH:-build/release/bin/tilth}"
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || { echo "no Chromium: ./setup installs it"; exit 77; }
[ -d web/node_modules/playwright-core ] || { echo "no packages of web/: ./setup fetches them"; exit 77; }
folder=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
"$tilth" init "$folder/kitara.gpkg" >/dev/null
"$tilth" generate "$folder/kitara.gpkg" --records "${TILTH_RECORDS:-6000}" --seed 7 --dirt 0.05 --dirt crossing_outline=0.05 --dirt activity_before_task=0.05 --dirt person_twice=0.04 >/dev/null
"$tilth" check "$folder/kitara.gpkg" >/dev/null || true
"$tilth" --json serve "$folder/kitara.gpkg" --listen 127.0.0.1:0 >"$folder/said.json" 2>"$folder/log" &
server=$!
for _ in $(seq 100); do
  grep -q '"url"' "$folder/said.json" && break
  kill -0 "$server" 2>/dev/null || { cat "$folder/log"; exit 1; }
  sleep 0.1
done
said() { node -e 'const said=JSON.parse(require("fs").readFileSync(process.argv[1],"utf8")); console.log(said[process.argv[2]] ?? "")' "$folder/said.json" "$1"; }
TILTH_URL=$(said url) TILTH_LINK=$(said first_link) TILTH_PICTURES="${TILTH_PICTURES:-build/web-pictures}" \
  node --test --test-reporter=spec ${TILTH_ONLY:+--test-name-pattern="makes the first|$TILTH_ONLY"} "tests/web/${TILTH_TESTS:-all}.mjs" || { tail -n 40 "$folder/log"; exit 1; }
# A warning in the server's log that no test asked for is a fault.
if grep -E '"level":"(error|warning)"' "$folder/log" | grep -vE 'wrong_password|bad_link'; then echo "the server's log has warnings"; exit 1; fi
