#!/usr/bin/env bash
# The figures that follow from the real open data: the account of Colombia's clearances and of Amsterdam's ground, against
# areas that GEOS alone works out on the Dutch grid; the survey that appears twice; the strike areas in every format.
# Skipped where the data are not there.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/acceptance/real_data.sh

of_json() { # file, Python expression over j
  python3 -c 'import json,sys
j=json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$@"
}
near() { # what, found, expected, largest share apart
  if python3 -c 'import sys; a,b,s=map(float,sys.argv[1:]); sys.exit(abs(a-b)>s*abs(b))' "$2" "$3" "$4"; then
    echo "ok: $1: $2 (expected $3)"
  else
    echo "FAULT: $1: $2, expected $3"
    faults=1
  fi
}

echo "--- Colombia: the account of clearances, from the sheet and from the text file"
for kind in xlsx csv; do
  "$tilth" init "$kind.gpkg" >/dev/null
  bring colombia-departments "$data/colombia-admin/municipios_mgn2021.geojson.gz" "$kind.gpkg"
  bring colombia-places "$data/colombia-admin/municipios_mgn2021.geojson.gz" "$kind.gpkg"
  bring colombia-divipola "$data/colombia-admin/divipola.csv" "$kind.gpkg"
  bring colombia-clearance "$data/colombia-demining/situacion_desminado_humanitario.$kind" "$kind.gpkg"
  expect "$kind: clearances" created 333
  "$tilth" --json ledger "$kind.gpkg" >"$kind.years.json"
  "$tilth" --json ledger "$kind.gpkg" --by province >"$kind.provinces.json"
  "$tilth" --json ledger "$kind.gpkg" --entries >"$kind.entries.json"
  "$tilth" --json ledger "$kind.gpkg" --findings >"$kind.findings.json"
done
for part in years provinces entries; do
  same "the same $part from both" "$(cmp xlsx.$part.json csv.$part.json && echo same)" same
done
released="[e for e in j['entries'] if e['entry'] == 'cleared']"
same "cleared m2" "$(of_json xlsx.entries.json "int(sum(e['area'] for e in $released))")" 2170631
same "bases of all entries" "$(of_json xlsx.entries.json "sorted({e['basis'] for e in j['entries']})")" "['reported']"
# 9 operations report 0 m2: nothing to enter, and said so. The other 324 enter, each once.
same "operations in the account" "$(of_json xlsx.entries.json "len({e['source'] for e in $released})")" 324
same "entries of clearance" "$(of_json xlsx.entries.json "len($released)")" 324
same "operations of 0 m2, named" "$(of_json xlsx.findings.json "sum(f['check'] == 'release_without_area' for f in j['findings'])")" 9
same "operations without a hazard, named" "$(of_json xlsx.findings.json "sum(f['check'] == 'release_without_hazard' for f in j['findings'])")" 333
"$tilth" --json ledger xlsx.gpkg >years.json
same "remaining, of which no hazard tells" "$(of_json years.json "j['total'].get('remaining', 'unknown')")" unknown

echo "--- Colombia: the same figures as answers of indicators"
bring colombia-casualties "$data/colombia-victims/victimas_map_muse_1990_2018.csv" xlsx.gpkg
value() { "$tilth" --json indicators xlsx.gpkg "$@" >one.json; of_json one.json "round(j[0]['total']['value'], 2)"; }
for pair in 2005=1176 2006=1224 2016=90 2018=179; do
  same "casualties of ${pair%=*}" "$(value C1 --period "${pair%=*}")" "${pair#*=}.0"
done
same "casualties by year add up" "$("$tilth" --json indicators xlsx.gpkg C1 --split year >years.json
  of_json years.json "sum(c['value'] for c in j[0]['cells']) == j[0]['total']['value'] == 11716")" True
same "cleared m2" "$(value LR2 | cut -d. -f1)" 2170631
# Nine of the 333 operations report 0 m2: the account, which the indicator reads, has no land from them.
same "clearance operations behind it" "$(of_json one.json "j[0]['total']['n']")" 324
same "their record ids" "$(of_json one.json "len(set(j[0]['total']['records']))")" 324
same "a cost that no record tells" "$("$tilth" --json indicators xlsx.gpkg LR8 >cost.json
  of_json cost.json "(j[0]['total']['value'], j[0]['total']['reason_if_null'])")" "(None, 'ZERO_DENOMINATOR')"

echo "--- Amsterdam: suspected, surveyed, released, remaining"
"$tilth" init amsterdam.gpkg >/dev/null
bring amsterdam-suspected "$data/amsterdam-explosives/verdachte_gebieden.csv" amsterdam.gpkg
bring amsterdam-surveys "$data/amsterdam-explosives/reeds_uitgevoerd_ce_onderzoek.csv" amsterdam.gpkg
bring amsterdam-released "$data/amsterdam-explosives/gevrijwaard_gebied.csv" amsterdam.gpkg
"$tilth" --json ledger amsterdam.gpkg --by hazard >account.json
same "suspected areas in the account" "$(of_json account.json "sorted(a['name'] for a in j['accounts'] if a['name'])")" \
  "['VGA_400630B', 'VGA_400712A', 'VGA_400726B', 'VGA_400815A']"
same "m2 suspected" "$(of_json account.json "round(sum(a['created'] for a in j['accounts'] if a['name']))")" 191292
same "m2 released" "$(of_json account.json "round(j['total']['released'])")" 60314
same "m2 released a second time, counted once" "$(of_json account.json "j['total']['released_again']")" 219.47
same "m2 remaining" "$(of_json account.json "round(j['total']['remaining'])")" 191292
same "the account closes" "$(of_json account.json "round(j['total']['created'] - j['total']['released'] - j['total']['remaining'], 2) == 0")" True
same "basis" "$(of_json account.json "list(j['total']['by_basis'])")" "['geometric']"
if /usr/bin/python3 -c 'from osgeo import ogr' 2>/dev/null; then
  # The grid's scale is 0.9999 there, within 0.02 % of ground areas.
  /usr/bin/python3 - "$data/amsterdam-explosives" >geos.json <<'PY'
import csv, json, sys
from osgeo import ogr
csv.field_size_limit(1 << 30)
def shapes(name):
    return [ogr.CreateGeometryFromWkt(row["WKT"]) for row in csv.DictReader(open(f"{sys.argv[1]}/{name}.csv", encoding="utf-8-sig"))]
def union(all):
    out = ogr.Geometry(ogr.wkbPolygon)
    for shape in all: out = out.Union(shape)
    return out
suspected, released = shapes("verdachte_gebieden"), shapes("gevrijwaard_gebied")
print(json.dumps({"suspected": sum(s.GetArea() for s in suspected), "suspected_union": union(suspected).GetArea(),
                  "released": union(released).GetArea(), "again": sum(s.GetArea() for s in released) - union(released).GetArea(),
                  "both": union(suspected).Intersection(union(released)).GetArea()}))
PY
  near "suspected, against GEOS" "$(of_json account.json "sum(a['created'] for a in j['accounts'] if a['name'])")" "$(of_json geos.json "j['suspected_union']")" 3e-4
  near "released, against GEOS" "$(of_json account.json "j['total']['released']")" "$(of_json geos.json "j['released']")" 3e-4
  near "released again, against GEOS" "$(of_json account.json "j['total']['released_again']")" "$(of_json geos.json "j['again']")" 3e-3
  same "land both suspected and released, GEOS" "$(of_json geos.json "round(j['both'])")" 0
fi
"$tilth" --json check amsterdam.gpkg >/dev/null
"$tilth" --json check amsterdam.gpkg --list --rule activity.surveyed_twice >twice.json
same "surveys that appear twice" "$(of_json twice.json "j['count']")" 1
same "the survey twice" "$(of_json twice.json "len(j['findings'][0]['records'])")" 2
"$tilth" --json export amsterdam.gpkg activities.csv --type activity >/dev/null
same "it is that of Zeeburgereiland" "$(python3 - <<'PY'
import csv, json
twice = set(json.load(open("twice.json"))["findings"][0]["records"])
csv.field_size_limit(1 << 30)
print(sorted(r["local_id"] for r in csv.DictReader(open("activities.csv", encoding="utf-8-sig")) if r["id"] in twice))
PY
)" "['128103', 'S2008/JS-AW']"

echo "--- Ukraine: the strike areas in every format"
if command -v ogr2ogr >/dev/null; then
  "$tilth" init ukraine.gpkg >/dev/null
  archive="/vsizip/$data/ukraine-shelled-areas/mapvestigation_ukraine_dataset.zip"
  bring ukraine-strikes "$data/ukraine-shelled-areas/mapvestigation_ukraine_dataset.zip" ukraine.gpkg
  ogr2ogr -f KML strikes.kml "$archive" 2>/dev/null
  python3 -c 'import zipfile; zipfile.ZipFile("strikes.kmz", "w", zipfile.ZIP_DEFLATED).write("strikes.kml", "doc.kml")'
  ogr2ogr -f GPKG strikes.gpkg "$archive" 2>/dev/null
  ogr2ogr -f GeoJSON -lco COORDINATE_PRECISION=15 strikes.geojson "$archive" 2>/dev/null
  mkdir shape && ogr2ogr -f "ESRI Shapefile" -lco ENCODING=UTF-8 shape/strikes.shp "$archive" 2>/dev/null
  ogr2ogr -f GPKG -t_srs EPSG:32637 utm.gpkg "$archive" 2>/dev/null
  for file in strikes.kml strikes.kmz strikes.gpkg strikes.geojson shape/strikes.shp utm.gpkg; do
    bring ukraine-strikes "$file" ukraine.gpkg
    expect "$file: rows" rows 76
    expect "$file: the same" unchanged 76
  done
fi
[ "$faults" -eq 0 ] && echo "figures: all as their sources and GEOS state"
exit "$faults"
