#!/usr/bin/env bash
# A made-up IMSMA NG comes in whole, by all its roads: maXML with a report of every class, tables as CSV in an archive and
# tables as an SQLite file; again, and nothing changes. What is broken or hostile is refused and changes nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
mappings=$PWD/examples/mappings
imsma=$PWD/examples/imsma
. tests/acceptance/scratch.sh
bring() { # profile, file, programme, created, then
  "$tilth" --json import "$3" "$2" --profile "$mappings/$1.yaml" --rejects rejects.csv >answer.json 2>/dev/null ||
    { echo "FAULT: $1 was refused"; cat answer.json; exit 1; }
  same "$1" "$(answer created) created, $(answer changed) changed, $(answer unchanged) the same" "$4"
}
python3 - "$imsma/tables" "$imsma/staging" <<'P'
import csv, glob, os, sqlite3, sys, zipfile
for folder in sys.argv[1:]:
    with zipfile.ZipFile(os.path.basename(folder) + ".zip", "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(glob.glob(folder + "/*.csv")): out.write(file, os.path.basename(file))
base = sqlite3.connect("tables.sqlite")
for file in sorted(glob.glob(sys.argv[1] + "/*.csv")):
    head, *rows = csv.reader(open(file))
    name = os.path.basename(file)[:-4]
    base.execute(f"CREATE TABLE {name} ({', '.join(c + ' TEXT' for c in head)})")
    base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(head))})", [[c or None for c in r] for r in rows])
base.commit()
P
tables() { # file, programme, what is expected of each
  local again="${3:-}"
  bring imsma-gazetteer "$1" "$2" "$([ -z "$again" ] && echo "2 created, 0 changed, 0 the same" || echo "0 created, 0 changed, 2 the same")"
  bring imsma-gazetteer-parents "$1" "$2" "$([ -z "$again" ] && echo "0 created, 1 changed, 1 the same" || echo "0 created, 0 changed, 2 the same")"
  for line in organisation:2 location:2 place:1 hazard:2 hazard-devices:1 hazreduc:2 activity-devices:1 activity-points:1 accident:1 accident-devices:1 victim:2 victim-assistance:1 mre:1 qa:1 task:1; do
    local count="${line#*:}"
    bring "imsma-${line%:*}" "$1" "$2" "$([ -z "$again" ] && echo "$count created, 0 changed, 0 the same" || echo "0 created, 0 changed, $count the same")"
  done
  bring imsma-mre-detail "$1" "$2" "$([ -z "$again" ] && echo "0 created, 1 changed, 0 the same" || echo "0 created, 0 changed, 1 the same")"
}
facts() { # programme
  for type in hazard activity task eore_session casualty device_line accident evidence place; do "$tilth" export "$1" "$type.csv" --type $type --class personal >/dev/null; done
  python3 - <<'P'
import csv
def rows(name, key): return {r[key]: r for r in csv.DictReader(open(name + ".csv", encoding="utf-8-sig"))}
h = rows("hazard", "local_id")
print("class and status by enum:", h["HA-1"]["class"], h["HA-1"]["status"], h["HA-2"]["class"], h["HA-2"]["status"])
print("outline in the order of its points:", h["HA-1"]["wkt"])
print("place by its location:", h["HA-1"]["place_label"], "and", h["HA-1"]["organisation_label"])
print("hazard of an activity by its link:", rows("activity", "local_id")["CLR-1"]["hazard_label"])
print("objectives of a task:", len(rows("task", "number")["TSK-1"]["hazards"].split(";")))
e = rows("eore_session", "local_id")["MRE-1"]
print("audience:", e["reached_men"], e["reached_women"], e["reached_boys"], e["reached_girls"])
v = rows("casualty", "code")
print("casualties:", v["VIC-1"]["sex"], v["VIC-1"]["outcome"], v["VIC-1"]["consent_authorities"], v["VIC-2"]["accident_label"])
d = rows("device_line", "id").values()
land, work, accident = (next(r for r in d if wanted(r)) for wanted in (lambda r: not r["activity"] and not r["accident"], lambda r: r["activity"], lambda r: r["accident"]))
print("devices:", land["quantity"], land["subcategory"], land["hazard_label"])
print("devices of an activity:", work["quantity"], work["category"], work["activity_label"] + ",", work.get("hazard_label") or "none of its own land")
print("devices of an accident:", accident["category"], accident["accident_label"], accident["quantity"] or "no quantity")
e = next(iter(rows("evidence", "id").values()))
print("a point of an activity:", e["point_id"], e["hazard_label"], e["wkt"])
print("point of an accident:", rows("accident", "local_id")["ACC-1"]["wkt"])
print("country structure:", rows("place", "pcode")["KX0101"]["parent_label"])
print("fields of the country's own:", h["HA-1"]["source"], "and", h["HA-1"]["place_source_value"])
P
}
python3 - <<'P'
import sqlite3
base = sqlite3.connect("virtual.sqlite")
base.execute("CREATE TABLE hazard (hazard_guid TEXT, hazard_localid TEXT)")
base.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
P
cat >wanted.txt <<'T'
class and status by enum: cha open sha closed
outline in the order of its points: POLYGON ((30 10.001, 30.0015 10.001, 30.0015 10.002, 30 10.002, 30 10.001))
place by its location: Old mill and River Deminers
hazard of an activity by its link: HA-1
objectives of a task: 2
audience: 12 15 8 6
casualties: female injured true ACC-1
devices: 14 PMN HA-1
devices of an activity: 6 ap_blast CLR-1, none of its own land
devices of an accident: ap_blast ACC-1 no quantity
a point of an activity: EP1 HA-1 POINT (30.0008 10.0015)
point of an accident: POINT (30.002 10.0031)
country structure: Kitama
fields of the country's own: River Deminers and Market hall
T
for file in tables.zip tables.sqlite; do
  echo "--- $file"
  "$tilth" init "$file.gpkg" >/dev/null
  tables "$file" "$file.gpkg"
  facts "$file.gpkg" >facts.txt
  cmp -s facts.txt wanted.txt && echo "ok: what the tables say" || { diff facts.txt wanted.txt || true; faults=1; }
  tables "$file" "$file.gpkg" again >again.txt || true
  same "again: nothing changes" "$(grep -c '^FAULT' again.txt || true)" 0
  grep '^FAULT' again.txt || true
done
echo "--- the same tables by the other road change nothing"
tables tables.sqlite tables.zip.gpkg again >again.txt || true
same "SQLite after CSV" "$(grep -c '^FAULT' again.txt || true)" 0

echo "--- the staging area, where enums are texts"
"$tilth" init staging.gpkg >/dev/null
bring imsma-organisation tables.zip staging.gpkg "2 created, 0 changed, 0 the same"
for line in gazetteer:2 staging-hazard:2 staging-hazreduc:1 staging-activity-devices:2 activity-points:2 staging-mre:1 task:1; do
  bring "imsma-${line%:*}" staging.zip staging.gpkg "${line#*:} created, 0 changed, 0 the same"
done
bring imsma-mre-detail staging.zip staging.gpkg "0 created, 1 changed, 0 the same"
for type in hazard activity device_line eore_session task; do "$tilth" export staging.gpkg "$type.csv" --type $type --class personal >/dev/null; done
python3 -c '
import csv
def rows(name, key): return {r[key]: r for r in csv.DictReader(open(name + ".csv", encoding="utf-8-sig"))}
h, a, d = rows("hazard", "local_id"), rows("activity", "local_id"), rows("device_line", "point_id")
print(h["HA-1"]["status"], h["HA-3"]["status"], a["CLR-1"]["status"], a["CLR-1"]["hazard_label"], d["EP2"]["category"], d["EP2"]["quantity"], d["EP2"]["hazard_label"])' >found.txt
same "status, land and devices" "$(cat found.txt)" "open closed ongoing HA-1 submunition 2 HA-1"
python3 -c '
import csv
(e,), (t,) = (list(csv.DictReader(open(name + ".csv", encoding="utf-8-sig"))) for name in ("eore_session", "task"))
print(e["local_id"], e["place_label"], e["reached_men"], e["reached_women"], e["reached_boys"], e["reached_girls"], t["number"], t["status"], len(t["hazards"].split(";")))' >found.txt
same "sessions and tasks" "$(cat found.txt)" "MRE-2 Upper Kitama 9 11 5 7 TSK-2 ongoing 2"

echo "--- earlier versions of land, the oldest first, are its history"
"$tilth" init versions.gpkg >/dev/null
for line in gazetteer:2 organisation:2 location:2; do bring "imsma-${line%:*}" tables.zip versions.gpkg "${line#*:} created, 0 changed, 0 the same"; done
known=()
version() { # number, what is expected
  sed "s/\[\"1\"\]/[\"$1\"]/" "$mappings/imsma-hazard-version.yaml" >version.yaml
  mappings=$work bring version tables.zip versions.gpkg "$2"
  known+=("$(answer last_seq)")
}
version 1 "1 created, 0 changed, 0 the same"
version 2 "0 created, 1 changed, 0 the same"
bring imsma-hazard tables.zip versions.gpkg "1 created, 1 changed, 0 the same"
known+=("$(answer last_seq)")
for seq in "${known[@]}"; do
  "$tilth" export versions.gpkg state.csv --type hazard --class personal --known-at "$seq" >/dev/null
  python3 -c '
import csv
print(*(one for row in csv.DictReader(open("state.csv", encoding="utf-8-sig")) if row["local_id"] == "HA-1" for one in (row["class"], row["area_reported"], row["identified_on"])), end="; ")'
done >found.txt
same "what was known of HA-1 then" "$(cat found.txt)" "sha 15000 2020-02-01; cha 13000 2020-09-12; cha 12000 2021-03-05; "
sed '/^only:/d' "$mappings/imsma-hazard-version.yaml" >all.yaml
code=0
"$tilth" --json import versions.gpkg tables.zip --profile all.yaml --rejects rejects.csv >answer.json 2>/dev/null || code=$?
same "all versions at once" "$(answer problem) $code" "import.rejected 3"

echo "--- the example names every column that IMSMA NG was seen to have"
python3 - "$imsma" <<'P' >found.txt
import csv, os, sys
NAMES = {
    "tables/geospatialinfo": "geospatialinfo_guid shapeenum_guid shape_id isactive dataentrydate dataenterer poly_prop_enum_guid",
    "tables/geopoint": "geopoint_guid geospatialinfo_guid pointlocal_id pointno pointtypeenum_guid pointdescription latitude longitude coordrefsys fixedby_guid bearing distance "
                       "frompoint_guid frompointinput userinputformat coordformat elevation user_entered_x user_entered_y user_entered_mgrs dataentrydate dataenterer",
    "tables/imsmaenum": "imsmaenum_guid enumvalue", "tables/ordnance": "ordnance_guid model ordcategoryenum_guid ordsubcategoryenum_guid",
    "tables/hazdeviceinfo": "ordnance_guid qty", "tables/hazreducdeviceinfo": "ordnance_guid qty", "tables/accdeviceinfo": "ordnance_guid",
    "tables/customdefinedfield": "cdf_id name cdf_datatype", "tables/cdfvalue": "cdfvalue_guid stringvalue datevalue numbervalue organisation_value place_value gazetteer_value",
    "tables/hazardinfoversion": "hazardinfoversion_guid",
    "staging/hazard": "areasize status_enum status_changed_date isactive gazetteer_level4_localid",
    "staging/hazreduc": "hazreduc_localid areasize enddate org_localid gazetteer_level3_name gazetteer_level4_localid", "staging/hazreduc_point": "hazreduc_guid point_type point_local_id",
    "staging/hazreducdeviceinfo": "hazreduc_guid resource model qty ordcategoryenum_enum", "staging/mre": "qty enddate org_localid",
    "staging/mredetail": "totalaudience malepercentage femalepercentage", "staging/task": "guid status_enum data_entry_date", "staging/task_has_objective": "task_guid hazard_guid",
    "staging/gazetteer": "gazetteer_localid gazetteername seqno"}
for table, names in NAMES.items():
    there = next(csv.reader(open(os.path.join(sys.argv[1], table + ".csv"))))
    for name in names.split():
        if name not in there: print(table, "lacks", name)
P
same "columns that lack" "$(cat found.txt)" ""

echo "--- maXML, a report of every class"
"$tilth" init maxml.gpkg >/dev/null
"$tilth" import maxml.gpkg tables.zip --profile "$mappings/imsma-gazetteer.yaml" >/dev/null
reports() {
  for line in location:1 hazard:1 hazard-devices:2 hazard-reduction:1 accident:1 victim:1 victim-assistance:1 mre-activity:1 qa-activity:1; do
    local count="${line#*:}"
    bring "maxml-${line%:*}" "$1" maxml.gpkg "$([ -z "${2:-}" ] && echo "$count created, 0 changed, 0 the same" || echo "0 created, 0 changed, $count the same")"
  done
}
reports "$imsma/field_reports.xml"
"$tilth" export maxml.gpkg hazard.csv --type hazard --class personal >/dev/null
python3 -c '
import csv
r = next(csv.DictReader(open("hazard.csv", encoding="utf-8-sig")))
print(r["local_id"], r["class"], r["status"], r["area_reported"], r["identified_on"], r["place_label"], r["organisation_label"], r["wkt"])' >found.txt
same "a hazard of maXML" "$(cat found.txt)" "HA-M1 cha open 9000 2021-03-05 Terraces & wells River Deminers POLYGON ((30.01 10.011, 30.011 10.011, 30.011 10.012, 30.01 10.012, 30.01 10.011))"
reports "$imsma/field_reports.xml" again >again.txt || true
same "again: nothing changes" "$(grep -c '^FAULT' again.txt || true)" 0
grep '^FAULT' again.txt || true
for set in UTF-16 ISO-8859-1; do
  sed "s/encoding=\"UTF-8\"/encoding=\"$set\"/" "$imsma/field_reports.xml" | iconv -f UTF-8 -t "$set" >other.xml
  bring maxml-hazard other.xml maxml.gpkg "0 created, 0 changed, 1 the same"
done
"$tilth" import maxml.gpkg "$imsma/field_reports.xml" --propose --type hazard --layer Hazard 2>/dev/null | grep -q 'format: maxml\|layer: Hazard\|LocalID' &&
  echo "ok: a profile is proposed" || { echo "FAULT: no profile is proposed"; faults=1; }

echo "--- what is refused, with exit code 3 and no change"
before=$("$tilth" --json verify maxml.gpkg | python3 -c 'import json,sys; print(json.dumps(json.load(sys.stdin), sort_keys=True))')
refused() { # what, file, problem, profile
  local code=0
  "$tilth" --json import maxml.gpkg "$2" --profile "$mappings/${4:-maxml-hazard}.yaml" --rejects rejects.csv >answer.json 2>/dev/null || code=$?
  same "$1" "$(answer problem) $code" "$3 3"
}
reports=$imsma/field_reports.xml
sed 's/<MineActionFieldReport>/<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "\&a;\&a;\&a;\&a;\&a;\&a;\&a;\&a;">]>\n<MineActionFieldReport>/; s/Terraces</\&b;</' "$reports" >bomb.xml
refused "entities" bomb.xml import.unreadable
sed 's/<MineActionFieldReport>/<!DOCTYPE m SYSTEM "file:\/\/\/etc\/passwd">\n<MineActionFieldReport>/' "$reports" >outside.xml
refused "a document type that points outside" outside.xml import.unreadable
head -c 3000 "$reports" >cut.xml
refused "cut off" cut.xml import.unreadable
sed 's/<Latitude>10.012</<Latitude>ten</' "$reports" >degrees.xml
refused "a point that has no degrees" degrees.xml import.rejected
sed 's/10.012</95.5</' "$reports" >north.xml
refused "a point beyond the pole" north.xml import.rejected
sed 's/MineActionFieldReport/Something/' "$reports" >other.xml
refused "another XML" other.xml import.unknown_format
printf '<MineActionFieldReport></MineActionFieldReport>' >empty.xml
refused "no report" empty.xml import.unreadable
grep -v '<Hazard>' "$reports" >/dev/null
python3 - "$reports" <<'P'
import re, sys
text = open(sys.argv[1]).read()
open("without.xml", "w").write(re.sub(r"  <FieldReport>(?:(?!</FieldReport>).)*<Hazard>\n.*?</FieldReport>\n", "", text, count=1, flags=re.S))
deep = "<x>" * 5000 + "</x>" * 5000
open("deep.xml", "w").write(text.replace("<Blockage>farming", deep + "<Blockage>farming"))
P
refused "no report of the class" without.xml import.unknown_layer
refused "elements thousands deep" deep.xml import.unreadable
head -c 20000 /dev/urandom >noise.bin; (printf 'SQLite format 3\0'; cat noise.bin) >noise.sqlite
refused "noise that calls itself SQLite" noise.sqlite import.unreadable imsma-hazard
refused "virtual tables" virtual.sqlite import.unreadable imsma-hazard
sed 's/layer: hazard/layer: rivers/' "$mappings/imsma-hazard.yaml" >rivers.yaml
mappings=$work refused "a table that is not there" tables.sqlite import.unknown_layer rivers
same "nothing was changed" "$("$tilth" --json verify maxml.gpkg | python3 -c 'import json,sys; print(json.dumps(json.load(sys.stdin), sort_keys=True))')" "$before"
[ "$faults" -eq 0 ] && echo "imsma: everything came in, once"
exit "$faults"
