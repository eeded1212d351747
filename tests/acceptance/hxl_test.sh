#!/usr/bin/env bash
# HXL there and back: the sample tables of the HXL standard's own library come in, go out with the same tags, come in
# again and change nothing. Skipped where the data are not there.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/acceptance/real_data.sh

mkdir -p overlay/types overlay/hxl
cat >overlay/types/who_where.yaml <<'Y'
type: who_where
title: Who does what where
source: HXL sample table
label: organisation_named
fields:
  sector: {kind: text, required: true}
  subsector: {kind: text}
  organisation_named: {kind: text, required: true}
  targeted_women: {kind: integer}
  targeted_men: {kind: integer}
  country: {kind: text}
  province: {kind: text}
  reported_on: {kind: date}
Y
cat >overlay/hxl/who_where.yaml <<'Y'
hxl: who_where
fields:
  sector: "#sector+es"
  subsector: "#subsector+es"
  organisation_named: "#org+es"
  targeted_women: "#targeted+f"
  targeted_men: "#targeted+m"
  country: "#country"
  province: "#adm1"
  reported_on: "#date+reported"
Y
cat >who_where.yaml <<'Y'
profile: who-where
type: who_where
key: [sector, subsector, organisation_named]
fields:
  sector: "#sector+es"
  subsector: "#subsector+es"
  organisation_named: "#org+es"
  targeted_women: "#targeted+f"
  targeted_men: "#targeted+m"
  country: "#country"
  province: "#adm1"
  reported_on: {column: "#date+reported", format: "d mon yyyy"}
Y
mappings=$work
for file in csv tsv ssv xls xlsx json; do
  rm -f hxl.gpkg hxl.gpkg.keys
  "$tilth" init hxl.gpkg --overlay overlay >/dev/null
  bring who_where "$data/hxl-samples/input-valid.$file" hxl.gpkg
  expect "$file: came in" created 4
  for out in csv xlsx; do
    "$tilth" --json export hxl.gpkg "out.$out" --type who_where --hxl >answer.json
    same "$file: exported as $out, no column untagged" "$(answer untagged)" "[]"
    bring who_where "out.$out" hxl.gpkg
    expect "$file: back from $out: the same" unchanged 4
    expect "$file: back from $out: created" created 0
    expect "$file: back from $out: changed" changed 0
  done
done
same "tags as the sample has them, under the headers" "$(sed -n 2p out.csv | tr -d '\r')" \
  "#meta+id,#sector+es,#subsector+es,#org+es,#targeted+f,#targeted+m,#country,#adm1,#date+reported"

echo "--- the model's own tags"
"$tilth" init own.gpkg >/dev/null
sed 's/^key:.*/key: [name]/' "$OLDPWD/examples/mappings/hxl-organisations.yaml" >organisations.yaml
bring organisations "$data/hxl-samples/input-valid.csv" own.gpkg
"$tilth" export own.gpkg organisations.csv --type organisation --hxl >/dev/null
cat >back.yaml <<'Y'
profile: back
ids: hxl-organisations
type: organisation
key: [name]
fields: {name: "#org+name", local_id: "#org+code", kind: "#org+type"}
Y
bring back organisations.csv own.gpkg
expect "organisations: the same" unchanged 3
expect "organisations: created" created 0
"$tilth" indicators own.gpkg LR2 --csv figures.csv --hxl >/dev/null
same "figures: every column has its tag" "$(sed -n 2p figures.csv | tr ',' '\n' | grep -c '^#')" "$(sed -n 1p figures.csv | tr ',' '\n' | wc -l)"
if python3 -c 'import hxl' 2>/dev/null; then
  same "libhxl reads the export" "$(python3 -c 'import hxl
print(len([r for r in hxl.data("out.csv", hxl.InputOptions(allow_local=True))]))')" 4
  same "libhxl reads the figures" "$(python3 -c 'import hxl
print(hxl.data("figures.csv", hxl.InputOptions(allow_local=True)).tags[0])')" "#indicator"
fi
[ "$faults" -eq 0 ] && echo "hxl: there and back, nothing changed"
exit "$faults"
