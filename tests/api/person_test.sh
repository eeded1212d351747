#!/usr/bin/env bash
# A person in an encrypted field: imported, found by name, in no file in the clear, forgotten for ever. Made-up data.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
cd "$work"
cat >casualties.yaml <<'YAML'
profile: made-up-casualties
type: casualty
key: [source_id]
rules: count
fields: {source_id: number, name: name, happened_on: day}
YAML
printf 'number,name,day\nC1,Zénobie Madeupname,2020-01-01\nC2,Quirin Madeupname,2020-01-02\n' >casualties.csv
"$TILTH" init p.gpkg >/dev/null || fail "init"
"$TILTH" import p.gpkg casualties.csv --profile casualties.yaml >/dev/null || fail "import"
[ "$(stat -c %a p.gpkg.keys)" = 600 ] || fail "the keys are readable by others"
ask() { "$TILTH" --json person find p.gpkg "$@" >found.json || fail "find $*"; python3 -c 'import json; print(json.load(open("found.json"))["count"])'; }
[ "$(ask madeupname)" = 2 ] || fail "two people of one name"
[ "$(ask 'ZENOBIE madeupname')" = 1 ] || fail "by both words"
[ "$(ask zeno)" = 0 ] || fail "by part of a word"
ask zenobie >/dev/null
id=$(python3 -c 'import json; print(json.load(open("found.json"))["records"][0]["id"])')
for file in p.gpkg*; do ! grep -qiaE 'madeupname|quirin' "$file" || fail "$file holds a name in the clear"; done
code=0
"$TILTH" export p.gpkg out.csv --type casualty --class personal --where "name = 'Quirin Madeupname'" 2>words.txt || code=$?
[ "$code" -eq 3 ] && grep -q 'encrypted' words.txt || fail "a filter on an encrypted field: $code $(cat words.txt)"
code=0
"$TILTH" person forget p.gpkg "$id" 2>/dev/null || code=$?
[ "$code" -eq 2 ] || fail "forgotten without a reason: $code"
"$TILTH" person forget p.gpkg "$id" --reason "asked for it" >/dev/null || fail "forget"
[ "$(ask zenobie)" = 0 ] && [ "$(ask quirin)" = 1 ] || fail "who was forgotten is found, or another is not"
"$TILTH" export p.gpkg out.csv --type casualty --class personal >/dev/null || fail "export"
! grep -q 'nobie' out.csv && grep -q Quirin out.csv || fail "the export: $(cat out.csv)"
"$TILTH" verify p.gpkg >verify.txt || fail "verify: $(cat verify.txt)"
"$TILTH" backup p.gpkg copy.gpkg >/dev/null && "$TILTH" restore copy.gpkg live.gpkg >/dev/null || fail "backup, restore"
"$TILTH" export live.gpkg live.csv --type casualty --class personal >/dev/null || fail "export of the restored file"
! grep -q 'Quirin' live.csv || fail "a restored file without its keys tells names"
cp p.gpkg.keys live.gpkg.keys
"$TILTH" export live.gpkg live.csv --type casualty --class personal >/dev/null && grep -q Quirin live.csv || fail "with its keys it does not"
echo "a person found and forgotten: passed"
