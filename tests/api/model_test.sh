#!/usr/bin/env bash
# The model as a person meets it: the base is sound with every example, what is wrong in an overlay is named with its
# line, and a difference says how many records it touches.
set -euo pipefail
tilth="${TILTH:-build/release/bin/tilth}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "model_test: $*" >&2; exit 1; }

"$tilth" model check base >"$work/base" || { cat "$work/base"; fail "the base model is not sound"; }
grep -q "sound" "$work/base" || fail "the base model does not say that it is sound"

# An example whose value a person worked out wrongly.
mkdir -p "$work/wrong/indicators"
cat >"$work/wrong/indicators/finds.yaml" <<'YAML'
indicator: test_finds
code: T1
title: Finds
definition: Devices found.
unit: items
value: sum(quantity)
of: device_line
source: test
mark: P
example: {records: {device_line: [{category: mortar, quantity: 3}, {category: rocket, quantity: 2}]}, value: 6}
YAML
rc=0; "$tilth" model check "$work/wrong" >"$work/out" || rc=$?
[ "$rc" = 1 ] || fail "a wrong example exits with $rc, not 1"
grep -q "it is 5, not 6" "$work/out" || { cat "$work/out"; fail "the wrong example is not named"; }
sed -i 's/value: 6}/value: 5}/' "$work/wrong/indicators/finds.yaml"
"$tilth" model check "$work/wrong" >/dev/null || fail "a right example is refused"

# A record of an example with a field that does not exist, and a check that no code has.
sed -i 's/quantity: 3/quantty: 3/' "$work/wrong/indicators/finds.yaml"
rc=0; "$tilth" model check "$work/wrong" >"$work/out" || rc=$?
[ "$rc" = 1 ] && grep -q "no field quantty" "$work/out" || { cat "$work/out"; fail "an unknown field of an example passes"; }
mkdir -p "$work/check/types"
cat >"$work/check/types/hazard.yaml" <<'YAML'
extends: hazard
rules:
  - {id: hazard.odd, severity: note, check: no_such_check, message: Odd, source: test, mark: P}
YAML
rc=0; "$tilth" model check "$work/check" >"$work/out" || rc=$?
[ "$rc" = 1 ] && grep -q "no_such_check" "$work/out" || { cat "$work/out"; fail "a check that no code has passes"; }

# A programme, and a model after it: counts of what each difference touches.
"$tilth" generate "$work/p.gpkg" --records 2000 >/dev/null 2>&1
hazards=$("$tilth" model diff "$work/p.gpkg" base --json | grep -c '"name"' || true)
[ "$hazards" = 0 ] || fail "a programme differs from the base model it was made with"
mkdir -p "$work/after/types"
cat >"$work/after/types/hazard.yaml" <<'YAML'
extends: hazard
fields:
  rows_of_mines: {kind: integer, required: true, title: {en: Rows of mines, fr: a, es: b, ar: ج}}
YAML
"$tilth" model diff "$work/p.gpkg" "$work/after" --json >"$work/diff"
python3 - "$work/diff" <<'PY'
import json, sys
rows = json.load(open(sys.argv[1]))["differences"]
assert len(rows) == 1 and rows[0]["records"] > 0 and rows[0]["breaks"], rows
PY

# The national overlay among the examples: sound, and it changes what its page says.
overlay=$(cd "$(dirname "$0")/../.." && pwd)/examples/overlay
"$tilth" model check "$overlay" >"$work/out" || { cat "$work/out"; fail "the example of an overlay is not sound"; }
"$tilth" model diff base "$overlay" --json >"$work/diff"
python3 - "$work/diff" <<'PY'
import json, sys
text = open(sys.argv[1]).read()
for words in ("access_season -> tide_season", "hazard.rows_of_mines", "warning -> error", "land_use.salt_pans", "salt_pans_blocked", "pt: Zona perigosa"):
    assert words in text, words
PY
"$tilth" --language pt model doc "$overlay" >"$work/pt.md" && grep -q "Zona perigosa" "$work/pt.md" || fail "the dictionary does not speak the language of the overlay"

# The dictionary says what a step writes and what is never added up, in every language.
for language in en fr es ar; do
  "$tilth" --language "$language" model doc base >"$work/$language.md"
  ! grep -q '\[en\]' "$work/$language.md" || fail "the dictionary lacks a translation in $language"
done
grep -q "Never added up over" "$work/en.md" || fail "the dictionary does not say what is kept apart"
grep -q "approved_on = today()" "$work/en.md" || fail "the dictionary does not say what a step writes"
echo "model_test: passed"
