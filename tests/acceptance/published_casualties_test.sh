#!/usr/bin/env bash
# Colombia's casualties of 2018 by department, sex and outcome through the disclosure gate, before and after rows come in late. What an outsider can work out of
# both tables is audited with GLPK's own program, and every figure is counted again in Python: neither shares code with Tilth. Skipped without the data.
set -euo pipefail
cd "$(dirname "$0")/../.."
audit=$PWD/tests/acceptance/published_audit.py
. tests/acceptance/real_data.sh
victims="$data/colombia-victims/victimas_map_muse_1990_2018.csv"
programme="$work/country.gpkg"
ask() { "$tilth" --json "$@"; }
published() { # file of the answer, further words
  ask publish "$programme" C1 --period 2018 --split place.parent --split sex --split outcome --k 10 "${@:2}" >"$work/$1"
}
# The list comes twice: the second time with rows of 2018 that came late, and of every fifth of those nobody knows the status.
python3 "$audit" split "$victims" "$work/first.csv" "$work/whole.csv"
sed 's/^  civil_status: .*/  civil_status: {column: condicion, values: {Civil: civilian, Fuerza pública: security_force, Sin Información: unknown}}/' \
  "$mappings/colombia-casualties.yaml" >"$work/late.yaml"
"$tilth" init "$programme" >/dev/null
bring_places "$programme"
bring colombia-casualties "$work/first.csv" "$programme"
published before.json
ask indicators "$programme" C1 --period 2018 >"$work/count-before.json"
ask indicators "$programme" C3 >"$work/share-before.json"

ask import "$programme" "$work/whole.csv" --profile "$work/late.yaml" --rejects "$work/rejects.csv" >"$work/late.json"
published after.json
known=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["known_at"])' "$work/before.json")
published then.json --known-at "$known" --dry-run
ask indicators "$programme" C3 --period 2018 >"$work/share-2018-after.json"
ask indicators "$programme" C3 >"$work/share-after.json"
ask report "$programme" casualty_bulletin --period 2018 >"$work/bulletin-now.json"
ask report "$programme" casualty_bulletin --period 2018 --as-of "$known" >"$work/bulletin-then.json"
python3 "$audit" check "$work"
