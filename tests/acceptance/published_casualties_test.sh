#!/usr/bin/env bash
# Colombia's casualties of 2018 by department, sex and outcome through the disclosure gate. Skipped without the data.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/acceptance/real_data.sh
programme="$work/country.gpkg"
"$tilth" init "$programme" >/dev/null
bring_places "$programme"
bring colombia-casualties "$data/colombia-victims/victimas_map_muse_1990_2018.csv" "$programme"
"$tilth" --json publish "$programme" C1 --period 2018 --split place.parent --split sex --split outcome --k 10 >"$work/table.json"
python3 - "$work/table.json" <<'PY'
import json, sys
answer = json.load(open(sys.argv[1]))
cells = {tuple(c["key"]): c["value"] for c in answer["cells"]}
department = answer["split_by"].index("place.parent")
assert not answer["withheld"] and not answer["rolled_up"], "given up"
assert cells[("", "", "")] == 179 and answer["period"] == "2018", "the total"
departments = {key[department] for key in cells} - {""}
assert len(departments) > 10, departments
shown = [v for v in cells.values() if v is not None]
assert not any(0 < v < 10 for v in shown), "a small cell is shown"
assert any(v is None for v in cells.values()) and len(shown) > len(cells) / 3
print(f"publish: {len(cells)} cells of {len(departments)} departments, {len(cells) - len(shown)} kept back, none below 10 shown")
PY
