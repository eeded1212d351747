#!/usr/bin/env bash
# The same three hazards from files that other programs wrote (ogr2ogr, Python), in every format, several encodings and
# coordinate systems: after the first file, none changes anything. And exported in every format, read by other programs.
# Made-up data; skipped where GDAL's programs are not there.
set -euo pipefail
command -v ogr2ogr >/dev/null && /usr/bin/python3 -c 'from osgeo import ogr' 2>/dev/null || { echo "skipped: no ogr2ogr here"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
cd "$work"
told() { python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$@"; }

cat >profile.yaml <<'YAML'
profile: formats
type: hazard
country_box: [14, 44, 17, 47]
key: [local_id]
rules: count
fields:
  local_id: number
  class: {constant: sha}
  status: {constant: open}
  identified_on: found_on
  area_reported: area_m2
  threat_note: remark
  perimeter: GEOMETRY
YAML
python3 - <<'PY'
import json
rows = [("H1", "2021-03-04", 1234.5, "Périmètre près du ruisseau, «nord»", 15.1),
        ("H2", "2022-12-31", 250, "Señal roja; \"dos\" postes", 15.2), ("H3", "2023-01-01", 9999.25, "Größe unbekannt", 15.3)]
json.dump({"type": "FeatureCollection", "features": [{"type": "Feature",
  "properties": {"number": n, "found_on": d, "area_m2": a, "remark": t},
  "geometry": {"type": "Polygon", "coordinates": [[[x, 45], [x + .001, 45], [x + .001, 45.0008], [x, 45.0008], [x, 45]]]}} for n, d, a, t, x in rows]},
  open("base.geojson", "w"), ensure_ascii=False)
PY
cp base.geojson one.geojson
gzip -k one.geojson
quiet() { ogr2ogr "$@" 2>/dev/null; }
quiet -f CSV -lco GEOMETRY=AS_WKT utf8.csv base.geojson
quiet -f CSV -lco GEOMETRY=AS_WKT -lco SEPARATOR=SEMICOLON semicolon.csv base.geojson
quiet -f CSV -lco GEOMETRY=AS_WKT -lco SEPARATOR=TAB tab.csv base.geojson
quiet -f CSV -lco GEOMETRY=AS_WKT -t_srs EPSG:32633 utm.csv base.geojson
quiet -f XLSX plain.xlsx utf8.csv
quiet -f GPKG one.gpkg base.geojson
quiet -f GPKG -t_srs EPSG:3857 mercator.gpkg base.geojson
mkdir shape
quiet -f "ESRI Shapefile" -lco ENCODING=ISO-8859-1 -t_srs EPSG:32633 shape/one.shp base.geojson
(cd shape && python3 -c 'import glob, zipfile
with zipfile.ZipFile("../shape.zip", "w") as z:
    for name in sorted(glob.glob("one.*")): z.write(name)')
quiet -f KML one.kml base.geojson
python3 - <<'PY'
import csv, zipfile
with zipfile.ZipFile("one.kmz", "w", zipfile.ZIP_DEFLATED) as z: z.write("one.kml", "doc.kml")
text = open("utf8.csv", encoding="utf-8").read()
open("bom.csv", "w", encoding="utf-8-sig").write(text)
open("utf16.csv", "w", encoding="utf-16").write(text)
open("windows.csv", "w", encoding="windows-1252").write(text)
open("dos.csv", "w", encoding="utf-8", newline="").write(text.replace("\n", "\r\n"))
rows = list(csv.reader(open("utf8.csv", encoding="utf-8")))
with open("tagged.csv", "w", encoding="utf-8", newline="") as out:
    write = csv.writer(out)
    write.writerow(["Umriss", "Nummer", "Gefunden", "Fläche", "Bemerkung"])
    write.writerow(["#geo+wkt", "#loc+id", "#date+found", "#value+m2", "#remark"])
    write.writerows(rows[1:])
PY

"$TILTH" init p.gpkg >/dev/null || fail "init"
first=yes
bring() { # file, geometry of the profile, sed program for the profile, further arguments
  local file=$1 geometry=$2 change=$3
  shift 3
  sed "s/GEOMETRY/$geometry/; $change" profile.yaml >used.yaml
  "$TILTH" --json import p.gpkg "$file" --profile used.yaml "$@" >answer.json || fail "$file: $(cat answer.json)"
  [ "$(told answer.json rows)" -eq 3 ] || fail "$file: $(told answer.json rows) rows"
  if [ "$first" = yes ]; then
    [ "$(told answer.json created)" -eq 3 ] || fail "$file: created $(told answer.json created)"
    first=no
  else
    [ "$(told answer.json unchanged)" -eq 3 ] || fail "$file differs: $(cat answer.json)"
  fi
  echo "the same: $file"
}
source='{geometry: source}' text='{wkt: WKT}'
bring one.geojson "$source" ''
bring one.geojson.gz "$source" ''
bring utf8.csv "$text" ''
bring bom.csv "$text" ''
bring dos.csv "$text" ''
bring utf16.csv "$text" ''
bring windows.csv "$text" '' --encoding windows-1252
bring semicolon.csv "$text" ''
bring tab.csv "$text" ''
bring utm.csv "$text" 's/^country_box/crs: EPSG:32633\ncountry_box/'
bring plain.xlsx "$text" ''
bring one.gpkg "$source" ''
bring mercator.gpkg "$source" ''
bring shape/one.shp "$source" ''
bring shape.zip "$source" ''
bring one.kml "$source" ''
bring one.kmz "$source" ''
bring tagged.csv '{wkt: "#geo+wkt"}' 's/: number/: "#loc+id"/; s/: found_on/: "#date+found"/; s/: area_m2/: "#value+m2"/; s/: remark/: "#remark"/'

# Exports, read by programs that share no code with us.
for file in out.gpkg out.geojson out.csv out.xlsx out.kml; do "$TILTH" export p.gpkg "$file" --type hazard >/dev/null || fail "export $file"; done
ogrinfo -ro -al -so out.gpkg hazard >layer.txt 2>&1 || fail "ogrinfo: $(cat layer.txt)"
grep -q 'Feature Count: 3' layer.txt && grep -q 'ID\["EPSG",4326\]' layer.txt || fail "GeoPackage: $(cat layer.txt)"
/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg out.gpkg >valid.txt 2>&1 || fail "not a valid GeoPackage: $(tail -3 valid.txt)"
/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg p.gpkg >valid.txt 2>&1 || fail "the programme's own file is not valid: $(tail -3 valid.txt)"
/usr/bin/python3 - <<'PY' || fail "an export does not hold what was imported"
import csv, json, sys
from osgeo import ogr
ogr.UseExceptions()
expected = {f["properties"]["number"]: (f["properties"], ogr.CreateGeometryFromJson(json.dumps(f["geometry"]))) for f in json.load(open("base.geojson"))["features"]}
def same(name, rows):
    assert sorted(rows) == sorted(expected), (name, sorted(rows))
    for number, (fields, shape) in rows.items():
        wanted, outline = expected[number]
        assert fields["threat_note"] == wanted["remark"], (name, fields)
        assert float(fields["area_reported"]) == float(wanted["area_m2"]), (name, fields)
        assert str(fields["identified_on"])[:10].replace("/", "-") == wanted["found_on"], (name, fields)
        assert shape.SymDifference(outline).GetArea() < 1e-12, name
for name in ("out.gpkg", "out.geojson", "out.kml"):
    rows = {}
    opened = ogr.Open(name)  # the layer lives as long as it
    for feature in opened.GetLayer(0):
        fields = feature.items()
        rows[fields["local_id"]] = (fields, feature.GetGeometryRef().Clone())
    same(name, rows)
table = {row["local_id"]: (row, ogr.CreateGeometryFromWkt(row["wkt"])) for row in csv.DictReader(open("out.csv", encoding="utf-8-sig"))}
same("out.csv", table)
opened = ogr.Open("out.xlsx")
same("out.xlsx", {f["local_id"]: (f.items(), ogr.CreateGeometryFromWkt(f["wkt"])) for f in opened.GetLayer(0)})
PY
echo "every format in and out: passed"
