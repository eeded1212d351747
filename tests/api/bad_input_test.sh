#!/usr/bin/env bash
# What bad input gets from the built program: exit code 3, a message with place and remedy, and a programme file that is the
# same to the byte. Made-up data.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
cd "$work"

cat >events.yaml <<'YAML'
profile: bad-events
type: event
crs: EPSG:4326
country_box: [9, 3, 13, 7]
fields: {name: name, kind: {constant: suspected_area}, happened_on: day, location: {lon: lon, lat: lat}}
YAML
cat >shapes.yaml <<'YAML'
profile: bad-shapes
type: hazard
country_box: [9, 3, 13, 7]
fields: {local_id: name, class: {constant: sha}, status: {constant: open}, perimeter: {geometry: source}}
rules: count
YAML
"$TILTH" init p.gpkg >/dev/null || fail "init"
printf 'name,day,lon,lat\nE1,2020-01-01,10.5,4.5\n' >good.csv
"$TILTH" import p.gpkg good.csv --profile events.yaml >/dev/null || fail "the good file was refused"
whole=$(sha256sum p.gpkg)

refused() { # what, problem's or row fault's code, words of the message (regular expression), arguments of tilth
  local what=$1 expected=$2 words=$3 code=0 found
  shift 3
  "$TILTH" --json "$@" >answer.json 2>words.txt || code=$?
  [ "$code" -eq 3 ] || fail "$what: exit code $code: $(cat words.txt answer.json)"
  found=$(python3 -c 'import json
a=json.load(open("answer.json")); print(a["values"].get("code", a["problem"]))')
  [ "$found" = "$expected" ] || fail "$what: $found, expected $expected: $(cat words.txt)"
  grep -qE "$words" words.txt || fail "$what: the message does not say where: $(cat words.txt)"
  [ "$(wc -l <words.txt)" -ge 2 ] && [ "$(sed -n 2p words.txt | wc -w)" -ge 4 ] || fail "$what: no remedy: $(cat words.txt)"
  ! grep -q 'fault of the program' words.txt || fail "$what: $(cat words.txt)"
  [ "$(sha256sum p.gpkg)" = "$whole" ] || fail "$what: the programme file has changed"
  [ ! -s p.gpkg-wal ] || fail "$what: something waits in the file's log"
  echo "refused as it should be: $what ($found)"
}
events() { local what=$1 code=$2 words=$3 file=$4; refused "$what" "$code" "$words" import p.gpkg "$file" --profile events.yaml --rejects rejects.csv; }
shapes() { local what=$1 code=$2 words=$3 file=$4; refused "$what" "$code" "$words" import p.gpkg "$file" --profile shapes.yaml --rejects rejects.csv; }

events "no such file" import.unreadable 'nowhere.csv' nowhere.csv
mkdir folder.csv
events "a folder" import.unreadable 'folder.csv' folder.csv
if [ "$(id -u)" -ne 0 ]; then
  install -m 000 good.csv locked.csv
  events "a file without the right to read it" import.unreadable 'locked.csv' locked.csv
fi
head -c 300 /dev/urandom >noise.xlsx
events "noise named as a sheet" import.unreadable 'noise.xlsx' noise.xlsx
printf 'name,day,lon,lat\nE1,2020-01-01,10.5,4.5\nNari\xf1o,2020-01-01,10.5,4.5\n' >latin.csv
events "wrong encoding" import.wrong_encoding 'latin.csv, line 3.*windows-1252' latin.csv
printf 'name,day,lon,lat\nE2,2020-01-01,10.5,4.5\nE3,2020-01-01,4.5,10.5\n' >swapped.csv
events "swapped coordinates" coordinates.swapped 'row 3' swapped.csv
sed 's/EPSG:4326/EPSG:999999/' events.yaml >crs.yaml
refused "unknown coordinate system" geometry.unknown_crs 'EPSG:999999' import p.gpkg good.csv --profile crs.yaml --rejects rejects.csv
printf 'name,day,lon,lat\nE2,2099-01-01,10.5,4.5\n' >future.csv
events "a date in 2099" date.implausible 'row 2, column day' future.csv
printf 'name,day,lon,lat\n=1+1,2020-01-01,10.5,4.5\n' >formula.csv
events "a formula in a text file" formula.without_value 'row 2, column name' formula.csv
printf 'name,day,lon,lat\n"E2,2020-01-01,10.5,4.5\n' >quote.csv
events "a quotation mark never closed" import.quote_not_closed 'quote.csv, line 2' quote.csv

python3 - <<'PY'
import json, zipfile
head = '<?xml version="1.0" encoding="UTF-8"?>'
package = "http://schemas.openxmlformats.org/package/2006/"
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
def workbook(name, rows):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", head + f'<Types xmlns="{package}content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
            f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
        z.writestr("_rels/.rels", head + f'<Relationships xmlns="{package}relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        z.writestr("xl/workbook.xml", head + f'<workbook xmlns="{sheet}" xmlns:r="{office}"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>')
        z.writestr("xl/_rels/workbook.xml.rels", head + f'<Relationships xmlns="{package}relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        z.writestr("xl/worksheets/sheet1.xml", head + f'<worksheet xmlns="{sheet}"><sheetData>' + rows + "</sheetData></worksheet>")
def text(cell, words): return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'
title = '<row r="1">' + text("A1", "name") + text("B1", "day") + text("C1", "lon") + text("D1", "lat") + "</row>"
workbook("formula.xlsx", title + '<row r="2">' + text("A2", "E2") + text("B2", "2020-01-01") + '<c r="C2"><f>5*2.1</f><v>10.5</v></c><c r="D2"><v>4.5</v></c></row>')
workbook("bomb.xlsx", title + "0" * (100 << 20))
ring = [[10 + i * 1e-7, 4 + (i % 7) * 1e-3] for i in range(1_000_000)]
ring.append(ring[0])
json.dump({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"name": "H1"}, "geometry": {"type": "Polygon", "coordinates": [[[10, 4], [10.1, 4], [10.1, 4.1], [10, 4]]]}},
    {"type": "Feature", "properties": {"name": "H2"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]}, open("many.geojson", "w"))
json.dump({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "H1"},
           "geometry": {"type": "Polygon", "coordinates": [[[10, 4], [10.1]]]}}]}, open("short.geojson", "w"))
PY
events "a formula cell in a sheet" formula.refused 'row 2, column lon' formula.xlsx
events "a zip bomb" import.inflates_too_much 'bomb.xlsx' bomb.xlsx
shapes "a polygon of a million vertices" geometry.too_many_vertices 'row 2' many.geojson

printf 'name,day,lon,lat\nE2,' >endless.csv
truncate -s 10G endless.csv # zeros that take no room on the disk
(
  ulimit -v 524288
  events "a line of 10 GB" import.record_too_long 'endless.csv, line 2' endless.csv
)
rm endless.csv

mkdir -p cycle/types anchors/types
printf 'extends: hazard\nfields:\n  one: {kind: decimal, computed: two + 1, title: {en: One}}\n  two: {kind: decimal, computed: one + 1, title: {en: Two}}\n' >cycle/types/hazard.yaml
refused "a model whose fields go in a circle" model.unsound 'hazard.yaml:3: .*one -> two -> one' init new.gpkg --overlay cycle
printf 'extends: hazard\nfields: &all\n  one: *all\n' >anchors/types/hazard.yaml
refused "a model file that holds itself" model.unsound 'hazard.yaml:2: ' init new.gpkg --overlay anchors
for file in new.gpkg*; do [ ! -e "$file" ] || fail "a refused model left $file"; done

python3 -c 'print("NOT (" * 1000 + "status = '"'open'"'" + ")" * 1000, end="")' >deep.txt
refused "a filter nested a thousand deep" cql2.too_deep '200 levels' export p.gpkg out.csv --type hazard --where "$(cat deep.txt)"
refused "a filter that cannot be read" cql2.syntax 'column 10' export p.gpkg out.csv --type hazard --where "status = = 'open'"
[ ! -e out.csv ] || fail "a refused export left a file"
echo "bad input: passed"
