#!/usr/bin/env bash
# A programme with records gets another model: what would be lost is refused by name, what stays is there under the new
# names, in the history and as of before, and the file verifies; a server that runs keeps it out.
set -euo pipefail
tilth="${TILTH:-build/release/bin/tilth}"
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
fail() { echo "model_apply_test: $*" >&2; exit 1; }
p="$work/p.gpkg"
"$tilth" generate "$p" --records 2000 --seed 7 >/dev/null 2>&1
rows() { sqlite3 -readonly "$p" "$1"; }
seq_before=$(rows "SELECT max(seq) FROM tilth_operation")
area_before=$(rows "SELECT sum(area_reported), count(area_reported) FROM hazard WHERE NOT removed")
hazards=$(rows "SELECT count(*) FROM hazard WHERE NOT removed")
boxes=$(rows "SELECT count(*) FROM rtree_hazard_perimeter")
"$tilth" ledger "$p" --json >"$work/ledger_before"

# Refused: a code that hazards have goes, and the table says which hazards.
mkdir -p "$work/lossy/codes"
cat >"$work/lossy/codes/contamination.yaml" <<'YAML'
extends_codes: contamination
remove: [cluster_munition]
YAML
rc=0; "$tilth" model apply "$p" "$work/lossy" --reason "no cluster munitions" >"$work/out" 2>&1 || rc=$?
[ "$rc" = 3 ] && grep -q "contamination.cluster_munition" "$work/out" && grep -q "HA-0" "$work/out" || { cat "$work/out"; fail "a code in use went with exit $rc"; }
[ "$(rows "SELECT max(seq) FROM tilth_operation")" = "$seq_before" ] || fail "a refused change is in the log"

# A first change: new fields and a list.
mkdir -p "$work/first/types" "$work/first/codes"
cat >"$work/first/codes/marking_seen.yaml" <<'YAML'
codes: marking_seen
title: {en: Marking, fr: a, es: b, ar: ج}
values:
  signs: {title: {en: Signs, fr: a, es: b, ar: ج}}
  fence: {title: {en: Fence, fr: a, es: b, ar: ج}}
YAML
cat >"$work/first/types/hazard.yaml" <<'YAML'
extends: hazard
fields:
  rows_of_mines: {kind: integer, title: {en: Rows of mines, fr: a, es: b, ar: ج}}
  marked_by: {kind: code, codes: marking_seen, title: {en: Marked by, fr: a, es: b, ar: ج}}
YAML
"$tilth" model apply "$p" "$work/first" --dry-run --json >"$work/out"
[ "$(rows "SELECT max(seq) FROM tilth_operation")" = "$seq_before" ] || fail "a dry run changed something"
rc=0; "$tilth" model apply "$p" "$work/first" >"$work/out" 2>&1 || rc=$?
[ "$rc" = 3 ] && grep -q -- "--reason" "$work/out" || { cat "$work/out"; fail "no reason was asked for"; }
"$tilth" model apply "$p" "$work/first" --reason "the form of 2026" --author ana >/dev/null
[ "$(rows "SELECT max(seq) FROM tilth_operation")" = "$((seq_before + 1))" ] || fail "it is not one operation"
[ "$(rows "SELECT sum(area_reported), count(area_reported) FROM hazard WHERE NOT removed")" = "$area_before" ] || fail "areas changed"
[ "$(rows "SELECT count(*) FROM rtree_hazard_perimeter")" = "$boxes" ] || fail "the spatial index lost shapes"
"$tilth" verify "$p" >/dev/null || fail "the file does not verify after the first change"

# Its field is filled by an import, then has another name; a code too.
rows "SELECT local_id FROM hazard WHERE NOT removed AND local_id IS NOT NULL ORDER BY local_id LIMIT 1" >"$work/id"
id=$(cat "$work/id")
printf 'local_id,rows,marked\n%s,4,fence\n' "$id" >"$work/rows.csv"
cat >"$work/rows.yaml" <<'YAML'
profile: rows
type: hazard
key: [local_id]
new_rows: leave
fields:
  local_id: local_id
  rows_of_mines: rows
  marked_by: marked
YAML
"$tilth" import "$p" "$work/rows.csv" --profile "$work/rows.yaml" --no-keep >"$work/out" 2>&1 || { cat "$work/out"; fail "the import failed"; }
seq_filled=$(rows "SELECT max(seq) FROM tilth_operation")
cp -r "$work/first" "$work/second"
sed -i 's/  fence: {title/  wire: {was: fence, title/' "$work/second/codes/marking_seen.yaml"
sed -i 's/  rows_of_mines: {kind: integer,/  mine_rows: {kind: decimal, was: rows_of_mines,/' "$work/second/types/hazard.yaml"
# Without `was` the field would go although it is in use.
cp -r "$work/second" "$work/without"
sed -i 's/was: rows_of_mines, //' "$work/without/types/hazard.yaml"
rc=0; "$tilth" model apply "$p" "$work/without" --reason "no more rows" >"$work/out" 2>&1 || rc=$?
[ "$rc" = 3 ] && grep -q "hazard.rows_of_mines" "$work/out" && grep -q "$id" "$work/out" ||
  { cat "$work/out"; fail "a field in use was not refused by its name and record"; }
"$tilth" model apply "$p" "$work/second" --dry-run >"$work/out" || fail "the dry run of a sound change fails"
grep -q "carried over" "$work/out" || { cat "$work/out"; fail "the dry run does not say what is carried over"; }
"$tilth" model apply "$p" "$work/second" --reason "better words" --author ana >/dev/null
[ "$(rows "SELECT mine_rows, marked_by FROM hazard WHERE local_id = '$id'")" = "4.0|wire" ] || fail "the value is not there under its new name"
[ "$(rows "SELECT count(*) FROM hazard WHERE NOT removed")" = "$hazards" ] || fail "hazards went"
rows "SELECT json_extract(payload, '$.after.rows_of_mines') FROM tilth_operation WHERE seq = $seq_filled" >"$work/written"
[ "$(cat "$work/written")" = 4 ] || fail "the old operation was written anew"
"$tilth" verify "$p" >/dev/null || fail "the file does not verify after the second change"
"$tilth" ledger "$p" --json >"$work/ledger_after"
python3 - "$work/ledger_before" "$work/ledger_after" <<'PY'
import json, sys
before, after = (json.load(open(name)) for name in sys.argv[1:])
def amounts(tree):
    if isinstance(tree, dict): return {k: amounts(v) for k, v in tree.items() if k not in ("seq", "known_at", "as_of", "generated_at", "model")}
    if isinstance(tree, list): return [amounts(v) for v in tree]
    return tree
assert amounts(before) == amounts(after), "the account of land changed with the words"
PY
ogrinfo -ro -so "$p" hazard 2>/dev/null | grep -q "mine_rows: Real" || fail "other programs do not see the field"

# A backup of it is whole, and so is what is restored from it.
"$tilth" backup "$p" "$work/backup.gpkg" >/dev/null
"$tilth" verify "$work/backup.gpkg" >/dev/null || fail "the backup does not verify"
"$tilth" restore "$work/backup.gpkg" "$work/again.gpkg" >/dev/null
"$tilth" verify "$work/again.gpkg" >/dev/null || fail "what was restored does not verify"
"$tilth" model diff "$work/again.gpkg" "$p" | grep -q " 0 differences" || fail "the restored file has another model"

# Whoever serves the file holds it.
"$tilth" --json serve "$p" --listen 127.0.0.1:0 >"$work/serve.log" 2>"$work/serve.err" & server=$!
for _ in $(seq 100); do grep -q '"url"' "$work/serve.log" && break; sleep 0.1; done
grep -q '"url"' "$work/serve.log" || { cat "$work/serve.err"; fail "the server did not start"; }
rc=0; "$tilth" model apply "$p" "$work/first" --reason "back" >"$work/out" 2>&1 || rc=$?
[ "$rc" = 3 ] && grep -q "is being written by" "$work/out" || { cat "$work/out"; fail "a served file was changed"; }
kill "$server"; wait "$server" || true; server=""
# The way back is a model too: it must say where the values go.
rc=0; "$tilth" model apply "$p" "$work/first" --reason "back" >"$work/out" 2>&1 || rc=$?
[ "$rc" = 3 ] && grep -q "model.loses_data\|no place for what records say" "$work/out" || { cat "$work/out"; fail "the way back lost values"; }
"$tilth" verify "$p" >/dev/null || fail "a refused change left something behind"
echo "model_apply_test: passed"
