#!/usr/bin/env bash
# The demo ends with a readable summary, twice the same, and its GeoPackage opens in other people's software.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
cd "$work"

"$TILTH" demo first --records 3000 >first.txt 2>first.err || fail "the demo ended with $?: $(cat first.err)"
for words in "== What is in it" "== What is wrong with it" "== Every square metre" "== Where we stand" "Hazards" "closing m2" \
  "LR1" "LR2" "LR4" "C1" "E2" "For QGIS:"; do
  grep -q -- "$words" first.txt || fail "the summary does not say $words"
done
if grep -qiw safe first.txt; then fail "released land is called safe"; fi
awk 'length($0) > 120 && !/^For QGIS|^The programme|^In a browser|^   .*tilth / { exit 1 }' first.txt || fail "a line is wider than 120 columns"
open=$(sed -n 's/^For QGIS: *//p' first.txt)
[ -f "$open" ] || fail "no file $open"

# What it tells to type is typed: from where the demo was called, by the name that it was called by.
typed=$(grep "^   .* ledger first/" first.txt) || fail "no line to type"
bash -c "$typed" >typed.txt 2>&1 || fail "'$typed' cannot be typed: $(cat typed.txt)"
grep -q "opening .*closing" typed.txt || fail "'$typed' shows no account"
mkdir "a folder" && cp "$TILTH" "a folder/tilth" && cp "$(dirname "$TILTH")/tilth-formats" "a folder/"
(cd "a folder" && ./tilth demo "it's mine" --records 300 >../quoted.txt 2>&1) || fail "a demo in a folder with a quote: $(cat quoted.txt)"
typed=$(grep "^   .* check " quoted.txt)
(cd "a folder" && bash -c "$typed" >../typed.txt 2>&1) || fail "'$typed' cannot be typed: $(cat typed.txt)"
"a folder/tilth" init "a folder/b.gpkg" >next.txt
typed=$(sed -n 's/.*, or //p' next.txt)
bash -c "$typed --records 300" >typed.txt 2>&1 || fail "'$typed' cannot be typed: $(cat typed.txt)"

"$TILTH" demo second --records 3000 --json >second.json || fail "the demo as JSON"
"$TILTH" demo second --records 3000 --json >again.json || fail "a second demo in the same folder"
for answer in second again; do  # each programme file is a node of its own
  python3 -c 'import json,sys
j=json.load(open(sys.argv[1]))
for one in j["indicators"]: one["as_of"].pop("node")
json.dump(j, open(sys.argv[1], "w"))' $answer.json
done
cmp -s second.json again.json || fail "the same seed gave another summary"
"$TILTH" demo third --records 3000 --seed 2 --json >third.json || fail "another seed"
if cmp -s second.json third.json; then fail "another seed gave the same country"; fi

"$TILTH" ledger first/kitara.gpkg --json >ledger.json
python3 - <<'PY' || fail "the figures do not agree with each other"
import json
summary, ledger = json.load(open("second.json")), json.load(open("ledger.json"))
assert summary["sound"] is True
assert summary["records"] == sum(summary["counts"].values()) >= 3000
assert len(summary["indicators"]) == 5 and summary["worst"] and summary["open"]["error"] > 0
for year, before in zip(ledger["years"][1:], ledger["years"]):
    assert year["opening"] == before["closing"], (year["year"], year["opening"], before["closing"])
last = [year for year in ledger["years"] if year["year"] == 2025][0]
figures = {one["code"]: one["total"]["value"] for one in summary["indicators"]}
assert abs(figures["LR1"] - last["closing"]) < 0.01, (figures["LR1"], last["closing"])
assert summary["years"][-1]["closing"] == last["closing"]
PY

# The data quality stands beside a figure, and no check is no praise.
"$TILTH" --json indicators first/kitara.gpkg LR1 >passport.json
python3 -c 'import json
quality = json.load(open("passport.json"))[0]["data_quality"]
assert quality["open_errors"] > 0 and quality["checked_at"] >= 3000, quality' || fail "no data quality beside the figure"
"$TILTH" generate unchecked.gpkg --records 600 >/dev/null
"$TILTH" --json indicators unchecked.gpkg LR1 >passport.json
python3 -c 'import json; assert json.load(open("passport.json"))[0]["data_quality"] is None' || fail "praise without a check"
"$TILTH" check unchecked.gpkg --rule G05 >/dev/null
"$TILTH" --json indicators unchecked.gpkg LR1 >passport.json
python3 -c 'import json; assert json.load(open("passport.json"))[0]["data_quality"] is None' || fail "one rule is no whole check"

if command -v ogrinfo >/dev/null; then
  ogrinfo -ro -so -al "$open" >layers.txt 2>&1 || fail "ogrinfo: $(tail -3 layers.txt)"
  if grep -qE '^(ERROR|Warning)' layers.txt; then fail "$(grep -E '^(ERROR|Warning)' layers.txt | head -3)"; fi
  python3 - <<'PY' || fail "the layers do not hold what the summary counts"
import json, re
counted = sorted(json.load(open("second.json"))["counts"].values())
text = open("layers.txt").read()
layers = dict(zip(re.findall(r"^Layer name: (.*)$", text, re.M), map(int, re.findall(r"^Feature Count: (\d+)$", text, re.M))))
assert sorted(layers.values()) == counted, (layers, counted)
assert re.search(r'Layer name: hazard\n(.*\n){0,3}Geometry: ', text) and "WGS 84" in text
PY
else
  echo "ogrinfo is not here: the layers were not looked at"
fi
echo "the demo: passed"
