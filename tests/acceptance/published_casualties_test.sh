#!/usr/bin/env bash
# Colombia's casualties of 2018 by department, sex and outcome through the disclosure gate. Skipped without the data.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/acceptance/real_data.sh
programme="$work/country.gpkg"
"$tilth" init "$programme" >/dev/null
bring colombia-departments "$data/colombia-admin/municipios_mgn2021.geojson.gz" "$programme"
bring colombia-places "$data/colombia-admin/municipios_mgn2021.geojson.gz" "$programme"
bring colombia-casualties "$data/colombia-victims/victimas_map_muse_1990_2018.csv" "$programme"
"$tilth" --json publish "$programme" C1 --period 2018 --split place.parent --split sex --split outcome --k 10 >"$work/table.json"
python3 - "$work/table.json" <<'PY'
import json, sys
answer = json.load(open(sys.argv[1]))
cells = {tuple(sorted(c["of"].items())): c["value"] for c in answer["cells"]}
assert not answer["withheld"] and not answer["rolled_up"], "given up"
assert cells[(("period", "2018"),)] == 179, "the total"
departments = {dict(k)["place.parent"] for k in cells if "place.parent" in dict(k)}
assert len(departments) > 10, departments
shown = [v for v in cells.values() if v is not None]
assert not any(0 < v < 10 for v in shown), "a small cell is shown"
assert any(v is None for v in cells.values()) and len(shown) > len(cells) / 3
print(f"publish: {len(cells)} cells of {len(departments)} departments, {len(cells) - len(shown)} kept back, none below 10 shown")
PY
