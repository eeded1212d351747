#!/usr/bin/env bash
# tilth publish on a made-up programme: no small cell is shown, earlier publications count, refusals change nothing.
set -euo pipefail
tilth="${TILTH:-build/release/bin/tilth}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
programme="$work/kitara.gpkg"
"$tilth" generate "$programme" --records 20000 >/dev/null 2>&1
faults=0
publish() { "$tilth" --json publish "$programme" "$@"; }
small_cells() { # number of cells that show 1 to 9 people
  python3 -c 'import json,sys
cells=json.load(sys.stdin)["cells"]
assert cells, "no cell at all"
print(sum(1 for c in cells if c["value"] is not None and 0 < c["value"] < 10))'
}
same() { if [ "$2" = "$3" ]; then echo "ok: $1"; else echo "FAULT: $1: $2, expected $3"; faults=1; fi; }
refused() { # what, code, arguments
  local what=$1 code=$2 answer
  shift 2
  answer=$(publish "$@" 2>/dev/null) && { echo "FAULT: $what: not refused"; faults=1; return; }
  same "$what" "$(python3 -c 'import json,sys; print(json.load(sys.stdin)["problem"])' <<<"$answer")" "$code"
}

same "no small cell by sex and outcome" "$(publish C1 --split sex --split outcome --dry-run | small_cells)" 0
same "a dry run remembers nothing" "$(publish C1 --split sex --dry-run >/dev/null; "$tilth" publish "$programme" C1 --dry-run | grep -c 'Audited together' || true)" 0
same "no small cell by place and sex" "$(publish C1 --period 2024 --split place --split sex | small_cells)" 0
same "no small cell by place, sex and outcome after it" "$(publish C1 --period 2024 --split place --split sex --split outcome | small_cells)" 0
same "the earlier publications are audited with the next" \
  "$("$tilth" publish "$programme" C1 --period 2024 --split outcome --dry-run | grep -c 'Audited together with 2')" 1
same "a table of large cells is shown whole" \
  "$(publish E2 --split method | python3 -c 'import json,sys; print(any(c["value"] is None for c in json.load(sys.stdin)["cells"]))')" False
refused "a share is no count" publication.not_a_count C2 --split place
refused "a limit of 1 protects nobody" publication.bad_limit C1 --k 1
refused "periods that overlap" publication.overlapping_periods C1 --period 2023-07..2024-06
same "the CSV has a star where a cell is kept back" "$(publish C1 --period 2024 --split place --split sex --csv "$work/c.csv" >/dev/null; grep -c '\*$' "$work/c.csv" | awk '{print ($1 > 0)}')" 1
same "records: each is one among ten at least who are alike" "$(publish C1 --period 2000..2022 --records --split sex --split age_band --split place --sensitive outcome --risk 0.1 \
  --csv "$work/r.csv" >"$work/r.json"; python3 - "$work" <<'PY'
import collections, csv, json, sys
told = json.load(open(sys.argv[1] + "/r.json"))
assert not told["withheld"], told
rows = list(csv.DictReader(open(sys.argv[1] + "/r.csv", encoding="utf-8")))
exposure = told["exposure"]
assert len(rows) == exposure["records"], (len(rows), exposure)
classes = collections.defaultdict(list)
for row in rows:
    classes[tuple(value for name, value in row.items() if name != "outcome")].append(row["outcome"])
print(min(len(of) for of in classes.values()) >= 10 and min(len(set(of)) for of in classes.values()) >= 2
      and len(classes) / len(rows) <= 0.1 and exposure["smallest_class"] == min(len(of) for of in classes.values()))
PY
)" True
same "records too few to hide among are withheld, and no file is written" \
  "$(publish C1 --period 2022 --records --split sex --k 900 --csv "$work/none.csv" | python3 -c 'import json,sys; print(json.load(sys.stdin)["withheld"])'; ls "$work/none.csv" 2>/dev/null || true)" True
refused "records of a sum of people" publication.not_a_count E2 --records --split method
refused "records that a guess may name" publication.bad_limit C1 --records --split sex --risk 2
same "a state of before is shown again" "$(publish C1 --period 2024 --split sex --known-at 7 --dry-run | python3 -c 'import json,sys; print(json.load(sys.stdin)["known_at"])')" 7
"$tilth" verify "$programme" >/dev/null || { echo "FAULT: the programme is not sound"; faults=1; }
exit "$faults"
