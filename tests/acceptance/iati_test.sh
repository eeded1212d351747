#!/usr/bin/env bash
# Grants and results of a made-up country as IATI 2.03: valid by a schema written from the standard and by the official one
# where ./setup could fetch it, money and figures as the programme has them.
set -euo pipefail
cd "$(dirname "$0")/../.."
settings=$PWD/examples/exchange/iati.yaml
schema=$PWD/tests/report/iati_2_03.xsd
official=$PWD/third_party/iati/iati-activities-schema.xsd
command -v xmllint >/dev/null || { echo "skipped: xmllint is not here; ./setup installs it"; exit 77; }
. tests/acceptance/scratch.sh

"$tilth" generate country.gpkg --records 20000 >/dev/null 2>&1
"$tilth" --json export country.gpkg iati.xml --format iati --settings "$settings" --period 2022..2024 >answer.json
xmllint --noout --nonet --schema "$schema" iati.xml 2>lint.txt && echo "ok: valid by the standard's rules" || { cat lint.txt; faults=1; }
official_valid() { # file
  [ -e "$official" ] || { echo "note: the official schema is not here, and was not asked; ./setup fetches it"; return; }
  xmllint --noout --nonet --schema "$official" "$1" 2>lint.txt && echo "ok: $1 is valid by the official schema" || { cat lint.txt; faults=1; }
}
official_valid iati.xml
# The schema refuses what it should.
sed '0,/<activity-status[^>]*>/s///' iati.xml >broken.xml
xmllint --noout --schema "$schema" broken.xml 2>/dev/null && { echo "FAULT: an activity without a status passes"; faults=1; }

"$tilth" export country.gpkg grants.csv --type grant >/dev/null
"$tilth" indicators country.gpkg LR2 --period 2023 --split entry --csv land.csv >/dev/null
"$tilth" --json indicators country.gpkg LR1 --period 2024 >left.json
python3 - <<'P'
import csv, json, sys, xml.etree.ElementTree as ET
root = ET.parse("iati.xml").getroot()
told = [r for r in csv.DictReader(open("grants.csv", encoding="utf-8-sig")) if r["kind"] in ("commitment", "disbursement")]
faults = 0
def same(what, found, wanted):
    global faults
    good = found == wanted
    faults += not good
    print(("ok" if good else "FAULT") + f": {what}: {found}" + ("" if good else f", expected {wanted}"))
same("one activity a grant, and the programme's", len(root), len(told) + 1)
money = {}
for value in root.iter("value"):
    money[value.get("currency")] = money.get(value.get("currency"), 0) + round(float(value.text) * 100)
wanted = {}
for row in told:
    wanted[row["currency"]] = wanted.get(row["currency"], 0) + int(row["amount"])
same("money, in minor units", money, wanted)
same("transaction types", sorted({t.get("code") for t in root.iter("transaction-type")}),
     sorted({{"commitment": "11", "disbursement": "1"}[r["kind"]] for r in told}))
land = {r["key"]: float(r["value"]) for r in csv.DictReader(open("land.csv"))}
figures = {}
for indicator in root.iter("indicator"):
    title = indicator.find("title/narrative").text
    for period in indicator.iter("period"):
        if period.find("period-start").get("iso-date") == "2023-01-01":
            figures[title] = float(period.find("actual").get("value"))
same("cleared in 2023", figures["Land cleared"], round(land["cleared"], 4))
same("reduced in 2023", figures["Land reduced by technical survey"], round(land["reduced"], 4))
same("identifiers begin with the reporter's", all(i.text.startswith("XM-EXAMPLE-1-") for i in root.iter("iati-identifier")), True)
sys.exit(1 if faults else 0)
P
[ $? -eq 0 ] || faults=1

echo "--- a share of what is not there is none"
sed 's/{indicator: LR1, ascending: false}/{indicator: LR4, cell: {organisation: Nobody}, title: {en: Share of nobody}}/' "$settings" >share.yaml
"$tilth" export country.gpkg share.xml --format iati --settings share.yaml --period 2024 >/dev/null
same "a share of nobody" "$(python3 -c 'import xml.etree.ElementTree as E
print([len(list(i.iter("actual"))) for i in E.parse("share.xml").iter("indicator") if i.find("title/narrative").text == "Share of nobody"])')" "[0]"

echo "--- figures about people through the disclosure gate"
sed 's/{indicator: LR1, ascending: false}/{indicator: C1, ascending: false}\n        - {indicator: C1, cell: {sex: female}, title: {en: Women hurt}}/' "$settings" >people.yaml
"$tilth" --json export country.gpkg people.xml --format iati --settings people.yaml --period 2021..2024 >people.answer
xmllint --noout --nonet --schema "$schema" people.xml 2>lint.txt || { cat lint.txt; faults=1; }
official_valid people.xml
python3 - <<'P' || faults=1
import json, xml.etree.ElementTree as ET
told, root = json.load(open("people.answer")), ET.parse("people.xml").getroot()
by_title = {i.find("title/narrative").text: [float(a.get("value")) for a in i.iter("actual")] for i in root.iter("indicator")}
people = [v for title, values in by_title.items() for v in values if not title.startswith("Land")]
assert people and all(v == 0 or v >= 10 for v in people), by_title
assert len(people) + told["kept_back"] == 8, (people, told)
print("ok: no small number of people in the activities;", told["kept_back"], "kept back")
P

echo "--- what is refused, with exit code 3 and no file"
refused() { # what, problem, settings
  local code=0
  rm -f no.xml
  "$tilth" --json export country.gpkg no.xml --format iati --settings "$3" --period "${4:-2024}" >answer.json 2>/dev/null || code=$?
  same "$1" "$(python3 -c 'import json; print(json.load(open("answer.json"))["problem"])') $code $([ -e no.xml ] && echo file)" "$2 3 "
}
published() { sqlite3 -readonly country.gpkg "SELECT coalesce(max(json_array_length(value)), 0) FROM tilth_setting WHERE name = 'publications'"; }
before=$(published)
sed -e 's/{indicator: LR1, ascending: false}/{indicator: C1, cell: {outcome: killed}}/' -e 's/donor: 10, academic/academic/; s/disbursement: 1, //' "$settings" >half.yaml
refused "people before a code that the settings leave open" export.unmapped_code half.yaml
same "what was not written is not published" "$(published)" "$before"
sed 's/indicator: LR1,/indicator: C2,/' "$settings" >rate.yaml
refused "a share of people" publication.not_a_count rate.yaml
sed 's/donor: 10, academic/academic/; s/disbursement: 1, //' "$settings" >unmapped.yaml
refused "a code that the settings leave open" export.unmapped_code unmapped.yaml
sed 's/starts: starts/starts: start/' "$settings" >field.yaml
refused "an unknown field" export.settings_unsound field.yaml
refused "half a year" export.whole_years_only "$settings" 2024-01..2024-06
code=0; "$tilth" export country.gpkg no.xml --format iati --period 2024 >/dev/null 2>&1 || code=$?
same "no settings" "$code" 3
[ "$faults" -eq 0 ] && echo "iati: activities as the standard asks"
exit "$faults"
