#!/usr/bin/env bash
# The life of a finding through the built commands: found, repaired, mended, taken back, waived, and kept across checks.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
cd "$work"
file=kitara.gpkg
ask() { python3 -c 'import json,sys; a=json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2"; }
state_of() { "$TILTH" --json check $file --list --limit 0 >all.json; ask all.json "[f['state'] for f in a['findings'] if f['id'] == '$1'][0]"; }
outline() { "$TILTH" --json export $file out.geojson --type hazard >/dev/null; python3 -c 'import json,sys
print([f["geometry"] for f in json.load(open("out.geojson"))["features"] if (f.get("id") or f["properties"].get("id")) == sys.argv[1]][0])' "$1"; }

set +e
"$TILTH" generate never.gpkg --dirt no_such_kind=0.1 2>/dev/null; code=$?
set -e
[ "$code" = 2 ] && [ ! -e never.gpkg ] || fail "a refused generate ended with $code, or left a file"

"$TILTH" generate $file --records 1500 --dirt repeated_vertex=0.2 --dirt vague_contamination=0.1 --truth truth.csv >/dev/null
before=$("$TILTH" --json verify $file | python3 -c 'import json,sys; print(json.load(sys.stdin)["operations"])')
"$TILTH" --json check $file --dry-run >dry.json
"$TILTH" --json check $file --list >none.json
[ "$(ask none.json "a['count']")" = 0 ] || fail "a dry run saved findings"
"$TILTH" --json check $file >checked.json
[ "$(ask dry.json "a['open']")" = "$(ask checked.json "a['open']")" ] || fail "a dry run found something else"
"$TILTH" check $file --truth truth.csv >score.txt || fail "the checks miss planted faults or raise false alarms: $(cat score.txt)"
set +e
"$TILTH" check $file --fail-on error >/dev/null; code=$?
"$TILTH" check $file --rule hazard.null_island --fail-on note >/dev/null; clean=$?
set -e
[ "$code" = 1 ] && [ "$clean" = 0 ] || fail "--fail-on: $code, $clean"

"$TILTH" --json check $file --list --rule G05 --limit 0 >found.json
id=$(ask found.json "a['findings'][0]['id']"); record=$(ask found.json "a['findings'][0]['records'][0]")
faulty=$(outline "$record")
"$TILTH" check $file --accept "${id:0:13}" --author Amina >accepted.txt || fail "accept"
[ "$(state_of "$id")" = accepted ] || fail "not accepted"
repaired=$(outline "$record")
[ "$repaired" != "$faulty" ] || fail "the repair changed nothing"
"$TILTH" check $file >/dev/null
[ "$(state_of "$id")" = mended ] || fail "a repaired finding is $(state_of "$id") after the next check"

"$TILTH" check $file --undo "$id" >/dev/null || fail "undo"
[ "$(outline "$record")" = "$faulty" ] || fail "taking the repair back did not give the outline of before"
[ "$(state_of "$id")" = open ] || fail "not open again"
if "$TILTH" check $file --undo "$(ask found.json "a['findings'][1]['id']")" 2>refused; then fail "took back what was never applied"; fi
grep -q "No repair" refused || fail "$(cat refused)"
if "$TILTH" check $file --undo "$id" 2>/dev/null; then fail "took a repair back twice"; fi

"$TILTH" --json check $file --list --rule D15 >vague.json
waived=$(ask vague.json "a['findings'][0]['id']")
set +e
"$TILTH" check $file --waive "$waived" 2>refused; code=$?
set -e
[ "$code" = 3 ] && grep -q -- "--reason" refused || fail "waived without a reason: $code"
"$TILTH" check $file --waive "$waived" --reason "a mixed minefield, as surveyed" --author Amina >/dev/null
"$TILTH" check $file >/dev/null
[ "$(state_of "$waived")" = waived ] || fail "a waiver did not survive the next check"
"$TILTH" --json verify $file >verified.json || fail "the file is not sound"
# Two changes of the record, and one operation each for the acceptance, its taking back and the waiver.
[ "$(ask verified.json "a['operations']")" = $((before + 5)) ] || fail "a decision is missing from the log"
echo "the life of a finding: passed"
