#!/usr/bin/env bash
# Imports the real open data beside the project with the reviewed profiles of examples/mappings, and asks for the figures
# that their sources state. Skipped where the data are not there.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/acceptance/real_data.sh

"$tilth" init country.gpkg >/dev/null

echo "--- Colombia: places"
bring colombia-departments "$data/colombia-admin/municipios_mgn2021.geojson.gz"
expect "departments" created 33
bring colombia-places "$data/colombia-admin/municipios_mgn2021.geojson.gz"
expect "municipalities" created 1121
bring colombia-divipola "$data/colombia-admin/divipola.csv"
expect "municipalities with their official spelling" changed 1121
bring colombia-population "$data/colombia-admin/poblacion_municipio_2012_2024.csv"
expect "municipalities with population" changed 1121
expect "municipality without an outline" without_record 1

echo "--- Colombia: events"
bring colombia-events "$data/colombia-events/eventos_map_muse_1990_2016.geojson.gz"
expect "events" created 34960
expect "placed by folded name (94.6 %)" placed_by.name 33061
expect "placed by alias" placed_by.alias 1899
expect "without a place" placed_by.nothing 0
expect "outside the country" outside_country 1
expect "in a municipality of another name" point_otherwise_named 3082
expect "in another municipality, aliases known" point_elsewhere 1318
expect "in no municipality" point_outside_all 50
expect "repeated rows kept" repeated 4866
bring colombia-events "$data/colombia-events/eventos_map_muse_1990_2016.geojson.gz"
expect "the same file again: created" created 0
expect "the same file again: changed" changed 0
expect "the same file again: unchanged" unchanged 34960
python3 - "$data" <<'PY'
import gzip, json, random, sys
tree = json.load(gzip.open(sys.argv[1] + "/colombia-events/eventos_map_muse_1990_2016.geojson.gz"))
random.Random(1).shuffle(tree["features"])
json.dump(tree, open("reordered.geojson", "w"))
extra = json.loads(json.dumps(tree["features"][0]))
tree["features"].insert(17, extra)
json.dump(tree, open("one_more.geojson", "w"))
PY
bring colombia-events reordered.geojson
expect "rows reordered: created" created 0
expect "rows reordered: unchanged" unchanged 34960
bring colombia-events one_more.geojson
expect "one row added: created" created 1
expect "one row added: unchanged" unchanged 34960

echo "--- Colombia: casualties"
bring colombia-casualties "$data/colombia-victims/victimas_map_muse_1990_2018.csv"
expect "casualties" created 11716
expect "placed by code" placed_by.code 11716
expect "repeated rows kept" repeated 4608
"$tilth" --json export country.gpkg casualties.csv --type casualty >/dev/null
for pair in 2005=1176 2006=1224 2016=90 2018=179; do
  same "casualties of ${pair%=*}" "$(rows_where casualties.csv "r['happened_on'].startswith('${pair%=*}')")" "${pair#*=}"
done
same "shifted headers: sexes" "$(rows_where casualties.csv "r['sex'] == 'female'")" 621
same "shifted headers: outcomes" "$(rows_where casualties.csv "r['outcome'] == 'killed'")" 2294
"$tilth" import country.gpkg "$data/colombia-victims/victimas_map_muse_1990_2018.csv" --propose --type casualty >proposed.yaml 2>/dev/null
same "proposal: estado holds the sex" "$(python3 -c 'import re; print(bool(re.search(r"sex: *\n *column: estado", open("proposed.yaml").read())))')" True

echo "--- Colombia: clearance"
bring colombia-clearance "$data/colombia-demining/situacion_desminado_humanitario.xlsx"
expect "clearances from the sheet" created 333
bring colombia-clearance "$data/colombia-demining/situacion_desminado_humanitario.csv"
expect "from the text file: created" created 0
expect "from the text file: the same" unchanged 333
"$tilth" --json export country.gpkg releases.csv --type land_release_product >/dev/null
same "cleared m2" "$(column_sum releases.csv area_reported | cut -d. -f1)" 2170631
same "clearances placed" "$(rows_where releases.csv "r['place'] != ''")" 333

echo "--- a key: one corrected cell"
cat >keyed.yaml <<'PY'
profile: keyed
type: organisation
key: [local_id]
fields: {local_id: id, name: name, acronym: short, kind: {constant: local_ngo}}
PY
printf 'id,name,short\nO1,One,A\nO2,Two,B\nO3,Three,C\n' >organisations.csv
"$tilth" --json import country.gpkg organisations.csv --profile keyed.yaml >answer.json
expect "created" created 3
printf 'id,name,short\nO3,Three,C\nO1,One,A\nO2,Two,BB\n' >organisations.csv
"$tilth" --json import country.gpkg organisations.csv --profile keyed.yaml >answer.json
expect "changed" changed 1
expect "unchanged" unchanged 2

echo "--- Amsterdam"
"$tilth" init amsterdam.gpkg >/dev/null
bring amsterdam-suspected "$data/amsterdam-explosives/verdachte_gebieden.csv" amsterdam.gpkg
expect "suspected areas" created 4
bring amsterdam-surveys "$data/amsterdam-explosives/reeds_uitgevoerd_ce_onderzoek.csv" amsterdam.gpkg
expect "surveys" created 9
bring amsterdam-released "$data/amsterdam-explosives/gevrijwaard_gebied.csv" amsterdam.gpkg
expect "released areas" created 19
"$tilth" --json export amsterdam.gpkg hazards.csv --type hazard >/dev/null
# The grid's own scale is within 0.02 %; the two round buffers are stated as circles and drawn with fewer sides.
same "areas agree with the Dutch grid" "$(rows_where hazards.csv "abs(float(r['area_computed'])/float(r['area_reported'])-1) < 5e-3")" 4
"$tilth" --json export amsterdam.gpkg released.csv --type land_release_product >/dev/null
same "depths below ground read from the text" "$(rows_where released.csv "r['depth'] != ''")" 7

echo "--- Ukraine"
"$tilth" init ukraine.gpkg >/dev/null
bring ukraine-strikes "$data/ukraine-shelled-areas/mapvestigation_ukraine_dataset.zip" ukraine.gpkg
expect "strike areas" created 76
expect "areas in square degrees found out" "warnings.areas in square degrees, left out" 76
if command -v ogr2ogr >/dev/null; then
  ogr2ogr -f KML strikes.kml "/vsizip/$data/ukraine-shelled-areas/mapvestigation_ukraine_dataset.zip" 2>/dev/null
  bring ukraine-strikes strikes.kml ukraine.gpkg
  expect "from KML: created" created 0
  expect "from KML: the same" unchanged 76
fi

echo "--- HXL"
"$tilth" init hxl.gpkg >/dev/null
for file in csv tsv ssv xls xlsx json; do
  bring hxl-organisations "$data/hxl-samples/input-valid.$file" hxl.gpkg
  expect "$file: rows" rows 4
done
for file in objects nested; do
  bring hxl-organisations "$data/hxl-samples/input-valid-$file.json" hxl.gpkg
  expect "$file: rows" rows 4
  expect "$file: the same" unchanged 3
done
sed 's/^profile:.*/profile: several-headers/; s/#org+es/#org/' "$mappings/hxl-organisations.yaml" >several.yaml
"$tilth" --json import hxl.gpkg "$data/hxl-samples/input-multiple-headers.csv" --profile several.yaml --rejects "$work/rejects.csv" >answer.json
expect "several header rows: rows" rows 2
expect "several header rows: created" created 2

for file in country amsterdam ukraine hxl; do
  "$tilth" verify "$file.gpkg" >/dev/null || { echo "FAULT: $file.gpkg is not sound"; faults=1; }
done
[ "$faults" -eq 0 ] && echo "import: all figures as their sources state"
exit "$faults"
