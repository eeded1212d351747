#!/usr/bin/env bash
# The life of a programme file through the built commands: made, filled, verified, copied, restored, harmed, refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
file="$work/kitara.gpkg"

"$TILTH" init "$file" >/dev/null || fail "init"
[ "$(stat -c %a "$file")" = 600 ] || fail "the file is readable by others"
if "$TILTH" init "$file" 2>"$work/again"; then fail "init took a file that exists"; fi
grep -q 'exists' "$work/again" || fail "the refusal does not say that the file exists: $(cat "$work/again")"

"$TILTH" generate "$file" --records 1000 --seed 7 --json >"$work/made" || fail "generate"
records=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["records"])' "$work/made")
[ "$records" -ge 1000 ] || fail "only $records records"

"$TILTH" verify "$file" >"$work/verify" || fail "verify: $(cat "$work/verify")"
if command -v ogrinfo >/dev/null; then
  "$TILTH" export "$file" "$work/out.gpkg" >/dev/null || fail "export"
  ogrinfo -ro -so "$work/out.gpkg" hazard >"$work/layer" 2>&1 || fail "ogrinfo: $(cat "$work/layer")"
  grep -q 'Feature Count: [1-9]' "$work/layer" || fail "no hazard in the export"
  /usr/bin/python3 -m osgeo_utils.samples.validate_gpkg "$file" >"$work/gpkg" 2>&1 || fail "not a valid GeoPackage: $(tail -3 "$work/gpkg")"
fi

"$TILTH" backup "$file" "$work/copy.gpkg" >/dev/null || fail "backup"
"$TILTH" restore "$work/copy.gpkg" "$work/live.gpkg" >/dev/null || fail "restore"
"$TILTH" verify "$work/live.gpkg" >/dev/null || fail "verify of the restored file"
[ "$("$TILTH" verify "$file" --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["records"])')" = \
  "$("$TILTH" verify "$work/live.gpkg" --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["records"])')" ] ||
  fail "the restored file holds other records"

# One byte changed in the middle of the log is found, and nothing is written to a harmed file by looking at it.
python3 - "$work/copy.gpkg" <<'PY'
import sqlite3, sys
file = sqlite3.connect(sys.argv[1])
file.execute("PRAGMA writable_schema=1")
for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
    file.execute(f'DROP TRIGGER "{name}"')
column = "payload"
row = file.execute("SELECT seq, payload FROM tilth_operation ORDER BY seq LIMIT 1 OFFSET 500").fetchone()
text = row[1] if isinstance(row[1], str) else row[1].decode()
file.execute("UPDATE tilth_operation SET payload = ? WHERE seq = ?", (text.replace("e", "f", 1), row[0]))
file.commit()
PY
if "$TILTH" verify "$work/copy.gpkg" >"$work/harmed" 2>&1; then fail "a changed byte went unseen"; fi
if "$TILTH" restore "$work/copy.gpkg" "$work/never.gpkg" 2>/dev/null; then fail "an unsound backup was restored"; fi
[ ! -e "$work/never.gpkg" ] || fail "a refused restore left a file"

head -c 4096 "$file" >"$work/short.gpkg"
set +e
"$TILTH" verify "$work/short.gpkg" 2>"$work/short"; code=$?
set -e
[ "$code" -eq 3 ] || fail "a truncated file gave exit code $code"
set +e
"$TILTH" no-such-command 2>/dev/null; code=$?
set -e
[ "$code" -eq 2 ] || fail "misuse gave exit code $code"
echo "the life of a programme file: passed"
