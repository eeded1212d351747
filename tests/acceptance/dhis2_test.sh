#!/usr/bin/env bash
# Figures of a made-up country as a DHIS2 data value set and as ADX: the shapes that are documented, the same values as
# the indicators, and a refusal for every figure that the mapping does not know.
set -euo pipefail
cd "$(dirname "$0")/../.."
mapping=$PWD/examples/exchange/dhis2.yaml
schema=$PWD/tests/report/adx_2015.xsd
command -v xmllint >/dev/null || { echo "skipped: xmllint is not here; ./setup installs it"; exit 77; }
. tests/acceptance/scratch.sh

"$tilth" generate country.gpkg --records 20000 >/dev/null 2>&1
"$tilth" --json export country.gpkg values.json --format dhis2 --settings "$mapping" --period 2022..2023 >values.answer
"$tilth" --json export country.gpkg values.xml --format adx --settings "$mapping" --period 2022..2023 >adx.answer
xmllint --noout --nonet --schema "$schema" values.xml 2>lint.txt && echo "ok: ADX by its profile" || { cat lint.txt; faults=1; }
"$tilth" indicators country.gpkg LR2 --period 2023 --split entry --split province --csv land.csv >/dev/null
sed 's/^period: year.*/period: quarter/' "$mapping" >quarter.yaml
"$tilth" export country.gpkg quarter.json --format dhis2 --settings quarter.yaml --period 2023 >/dev/null
"$tilth" export country.gpkg quarter.xml --format adx --settings quarter.yaml --period 2023 >/dev/null
xmllint --noout --nonet --schema "$schema" quarter.xml 2>lint.txt || { cat lint.txt; faults=1; }
sed 's/^period: year.*/period: month/' "$mapping" >month.yaml
"$tilth" export country.gpkg month.json --format dhis2 --settings month.yaml --period 2023-01..2023-03 >/dev/null
python3 - "$mapping" <<'P' || faults=1
import csv, json, re, sys, xml.etree.ElementTree as ET
faults = 0
def same(what, found, wanted):
    global faults
    good = found == wanted
    faults += not good
    print(("ok" if good else "FAULT") + f": {what}: {str(found)[:120]}" + ("" if good else f", expected {str(wanted)[:120]}"))
sent = json.load(open("values.json"))
uid = re.compile(r"[A-Za-z][A-Za-z0-9]{10}$")
same("data set", bool(uid.match(sent["dataSet"])), True)
fits = all(set(v) <= {"dataElement", "period", "orgUnit", "value", "categoryOptionCombo"} and uid.match(v["dataElement"]) and uid.match(v["orgUnit"])
           and re.match(r"\d{4}$", v["period"]) and re.match(r"-?\d+(\.\d+)?$", v["value"]) for v in sent["dataValues"])
same("every value has the documented shape", fits, True)
keys = [(v["dataElement"], v["period"], v["orgUnit"], v.get("categoryOptionCombo")) for v in sent["dataValues"]]
same("no value twice", len(set(keys)), len(keys))
land = {r["key"]: float(r["value"]) for r in csv.DictReader(open("land.csv"))}
text = open(sys.argv[1]).read()
units = dict(re.findall(r"(\w+): \{uid: (\w{11}), code: PROV", text))
codes = dict(re.findall(r"(\w+): \{uid: \w{11}, code: (PROV_\w+)\}", text))
combos = dict(re.findall(r"(cleared|reduced): .*?category_option_combo: (\w{11})", text))
by_key = {(v["period"], v["orgUnit"], v.get("categoryOptionCombo")): float(v["value"]) for v in sent["dataValues"]}
wanted = {k: round(v, 2) for k, v in land.items() if k.split(" / ")[0] in combos}
same("values as the indicators give them", {k: by_key[("2023", units[k.split(" / ")[1]], combos[k.split(" / ")[0]])] for k in wanted}, wanted)
ns = {"a": "urn:ihe:qrph:adx:2015"}
adx = ET.parse("values.xml").getroot()
in_adx = {f"{d.get('METHOD').lower()} / {p}": float(d.get("value")) for p, c in codes.items()
          for g in adx.findall("a:group", ns) if g.get("orgUnit") == c and g.get("period") == "2023-01-01/P1Y"
          for d in g.findall("a:dataValue", ns)}
same("ADX says the same", in_adx, wanted)
same("quarters", sorted({v["period"] for v in json.load(open("quarter.json"))["dataValues"]}), ["2023Q1", "2023Q2", "2023Q3", "2023Q4"])
same("quarters of ADX", sorted({g.get("period") for g in ET.parse("quarter.xml").getroot()}),
     ["2023-01-01/P3M", "2023-04-01/P3M", "2023-07-01/P3M", "2023-10-01/P3M"])
same("months", sorted({v["period"] for v in json.load(open("month.json"))["dataValues"]}), ["202301", "202302", "202303"])
same("as many by both roads", json.load(open("values.answer"))["values"], json.load(open("adx.answer"))["values"])
sys.exit(1 if faults else 0)
P

echo "--- figures about people through the disclosure gate"
sed -e 's/indicator: E1 .*/indicator: C1/' -e '/indicator: C1/a\    split: [sex]' -e '/EORE_SESSIONS/d' -e 's/^org_units/readers: public\norg_units/' "$mapping" >gate.yaml
python3 - <<'P' >>gate.yaml
cells = ("male", "female", "unknown", "(not recorded)")
print("    cells:")
for n, cell in enumerate(cells):
    print(f"      {cell}: {{data_element: {{uid: Pe{n:09d}, code: PE_{n}}}}}")
print("  - indicator: E2\n    data_element: {uid: Pe000000009, code: PE_9}")
P
"$tilth" --json export country.gpkg gate.json --format dhis2 --settings gate.yaml --period 2022..2023 --author amal >gate.answer
python3 - <<'P' || faults=1
import json
told, sent = json.load(open("gate.answer")), json.load(open("gate.json"))
people = [int(v["value"]) for v in sent["dataValues"] if v["dataElement"].startswith("Pe")]
small = [v for v in people if 0 < v < 10]
assert people and not small, (people, small)
assert told["kept_back"] > 0, told
print("ok: no small number of people in the data value set,", told["kept_back"], "kept back")
P
same "they are remembered" "$("$tilth" publish country.gpkg C1 --period 2022 --split sex --dry-run | grep -c 'Audited together with 1')" 1
sed 's/^readers: public/readers: inside/' gate.yaml >inside.yaml
"$tilth" --json export country.gpkg inside.json --format dhis2 --settings inside.yaml --period 2022..2023 >inside.answer
same "the programme's own system gets every number" "$(python3 -c 'import json; print(json.load(open("inside.answer"))["kept_back"])')" 0
sed '/PE_0}/d' gate.yaml >hole.yaml
before=$("$tilth" publish country.gpkg C1 --period 2021 --dry-run | grep -c 'Audited' || true)
"$tilth" export country.gpkg hole.json --format dhis2 --settings hole.yaml --period 2021 >/dev/null 2>&1 || true
same "a mapping with a hole publishes nothing" "$("$tilth" publish country.gpkg C1 --period 2021 --dry-run | grep -c 'Audited' || true)" "$before"

echo "--- what is refused, with exit code 3 and no file"
refused() { # what, problem, settings, period
  local code=0
  rm -f no.json
  "$tilth" --json export country.gpkg no.json --format dhis2 --settings "$3" --period "${4:-2023}" >answer.json 2>/dev/null || code=$?
  same "$1" "$(python3 -c 'import json; print(json.load(open("answer.json"))["problem"])') $code $([ -e no.json ] && echo file)" "$2 3 "
}
sed '/ Bende:/d' "$mapping" >unit.yaml
refused "a province that is not mapped" export.unmapped_figure unit.yaml
same "it is named" "$(python3 -c 'import json; print(json.load(open("answer.json"))["values"]["first"])')" "LR2, Bende"
sed '/leave: \[cancelled\]/d' "$mapping" >cell.yaml
refused "a cell that is not mapped" export.unmapped_figure cell.yaml
sed 's/indicator: E1/indicator: C1/' "$mapping" >people.yaml
refused "figures about people for readers that nobody named" export.about_people people.yaml
sed 's/uid: .*, code: MINE_ACTION/uid: short, code: MINE_ACTION/' "$mapping" >uid.yaml
refused "an id that is none" export.settings_unsound uid.yaml
refused "half a year" export.whole_periods_only "$mapping" 2023-01..2023-06
sed 's/category_option_combo: [A-Za-z0-9]*, //' "$mapping" >twice.yaml
refused "two figures in one place" export.figure_twice twice.yaml
[ "$faults" -eq 0 ] && echo "dhis2: values and ADX as documented"
exit "$faults"
