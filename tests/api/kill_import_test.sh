#!/usr/bin/env bash
# An import by the built program that is killed at any moment: all of its records are there or none is, the file verifies, and
# the same import then completes it. 50 kills, spread over the time that an import takes. Made-up data.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
cd "$work"

kills=50 rows=2000
python3 - "$rows" >events.csv <<'PY'
import random, sys
random.seed(11)
print("number,day,lon,lat,remark")
for row in range(int(sys.argv[1])):
    print(f"E-{row},{2000 + row % 20}-{row % 12 + 1:02}-{row % 28 + 1:02},{random.uniform(10, 12):.6f},"
          f"{random.uniform(4, 6):.6f},made up {row}")
PY
cp "$here/support/made_up_events.yaml" events.yaml
"$TILTH" init empty.gpkg >/dev/null || fail "init"
told() { python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$@"; }
bring() { "$TILTH" --json import "$1" events.csv --profile events.yaml >"$2"; }

cp empty.gpkg whole.gpkg
start=$(date +%s%N)
bring whole.gpkg answer.json || fail "import: $(cat answer.json)"
took=$((($(date +%s%N) - start) / 1000000))
[ "$(told answer.json created)" -eq "$rows" ] || fail "the import made $(told answer.json created) records"

none=0 all=0 finished=0
RANDOM=5
for kill in $(seq "$kills"); do
  rm -f here.gpkg*
  cp empty.gpkg here.gpkg
  # Evenly over the time of an import and a little beyond, each moment moved by chance within its share.
  wait_ms=$(((kill - 1) * took * 11 / 10 / kills + RANDOM % (took / kills + 1)))
  "$TILTH" --json import here.gpkg events.csv --profile events.yaml >killed.json 2>killed.txt &
  import=$!
  sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
  kill -KILL "$import" 2>/dev/null || true
  code=0
  wait "$import" 2>/dev/null || code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 137 ] || fail "kill $kill: the import failed by itself: $(cat killed.txt)"
  "$TILTH" --json verify here.gpkg >verify.json || fail "kill $kill at $wait_ms ms: verify: $(cat verify.json)"
  [ "$(told verify.json sound)" = True ] || fail "kill $kill at $wait_ms ms: not sound: $(cat verify.json)"
  records=$(told verify.json records)
  case "$records" in
    0) none=$((none + 1)) ;;
    "$rows") all=$((all + 1)) ;;
    *) fail "kill $kill at $wait_ms ms left $records of $rows records" ;;
  esac
  if [ "$code" -eq 0 ]; then
    finished=$((finished + 1))
    [ "$records" -eq "$rows" ] || fail "kill $kill: the import said it was done, and its records are not there"
  fi
  start=$(date +%s%N)
  bring here.gpkg again.json || fail "kill $kill: the next import: $(cat again.json)"
  # A whole import again: the kills to come are spread over the time that one takes now, however busy the machine has become.
  [ "$records" -ne 0 ] || took=$((($(date +%s%N) - start) / 1000000))
  [ $(($(told again.json created) + records)) -eq "$rows" ] || fail "kill $kill: the next import made $(told again.json created)"
  "$TILTH" --json verify here.gpkg >verify.json || fail "kill $kill: verify after the next import: $(cat verify.json)"
  [ "$(told verify.json records)" -eq "$rows" ] || fail "kill $kill: $(told verify.json records) records after the next import"
done
[ "$none" -gt 0 ] && [ "$all" -gt 0 ] || fail "the kills came all before or all after the import's one moment: $none, $all"
echo "$kills kills of an import of $took ms: $none left nothing, $all left all ($finished of them had ended): passed"
