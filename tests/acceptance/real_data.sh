# SPDX-License-Identifier: Apache-2.0
# What the scripts over real data share: where the real data lie, and bringing them in. To be sourced.
# shellcheck shell=bash
data="${TILTH_SHARED:-$PWD/../shared}/data"
[ -d "$data" ] || { echo "skipped: no ../shared/data here"; exit 77; }
data=$(cd "$data" && pwd)
mappings=$PWD/examples/mappings
. tests/acceptance/scratch.sh

bring() { # profile, file, programme: the answer stays in answer.json
  "$tilth" --json import "${3:-country.gpkg}" "$2" --profile "$mappings/$1.yaml" --rejects "$work/rejects.csv" >answer.json ||
    { echo "FAULT: $1 was refused"; cat answer.json; exit 1; }
}
bring_places() { # programme: Colombia's departments and municipalities
  bring colombia-departments "$data/colombia-admin/municipios_mgn2021.geojson.gz" "$1"
  bring colombia-places "$data/colombia-admin/municipios_mgn2021.geojson.gz" "$1"
}
expect() { # what, key of the answer, value
  local found
  found=$(answer "$2")
  if [ "$found" = "$3" ]; then echo "ok: $1: $3"; else echo "FAULT: $1: $found, expected $3"; faults=1; fi
}
column_sum() { # file, column, condition as Python over r
  python3 -c 'import csv,sys
print(round(sum(float(r[sys.argv[2]] or 0) for r in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig"))), 2))' "$@"
}
rows_where() { # file, Python condition over r
  python3 -c 'import csv,sys
print(sum(1 for r in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")) if eval(sys.argv[2])))' "$@"
}
