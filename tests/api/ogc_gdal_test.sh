#!/usr/bin/env bash
# GDAL's OGC API Features client against the running server: layers, counts, paging, boxes and filters.
set -euo pipefail
tilth="${TILTH:-build/release/bin/tilth}"
command -v ogrinfo >/dev/null || { echo "skipped: gdal-bin is not installed"; exit 77; }
folder=$(mktemp -d)
server=""
cleanup() { [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true; rm -rf "$folder"; }
trap cleanup EXIT
fail() { echo "FAILED: $1"; exit 1; }
"$tilth" init "$folder/p.gpkg" >/dev/null
"$tilth" generate "$folder/p.gpkg" --records 3000 >/dev/null 2>&1
"$tilth" export "$folder/p.gpkg" "$folder/hazards.geojson" --type hazard >/dev/null
"$tilth" account add "$folder/p.gpkg" reader --role administrator --password-file - <<<"seven made-up words" >/dev/null
export GDAL_HTTP_AUTH=BASIC GDAL_HTTP_USERPWD="reader:seven made-up words"
"$tilth" serve "$folder/p.gpkg" --listen 127.0.0.1:0 >"$folder/out" 2>"$folder/log" &
server=$!
for _ in $(seq 100); do grep -q 'http://' "$folder/out" && break; sleep 0.1; done
url=$(grep -oE 'http://[0-9.:]+' "$folder/out" | head -n 1)
[ -n "$url" ] || { cat "$folder/log"; fail "the server did not start"; }

layers=$(ogrinfo -ro "OAPIF:$url/ogc")
grep -q 'hazard' <<<"$layers" || fail "GDAL finds the layer hazard: $layers"
features() { ogr2ogr -f GeoJSON /vsistdout/ "$@" | { grep -o '"type": "Feature"' || true; } | wc -l; }
count() { ogrinfo -ro -al -so "$@" 2>"$folder/err" | sed -nE 's/^Feature Count: //p'; }
truth=$(ogrinfo -ro -al -so "$folder/hazards.geojson" | sed -nE 's/^Feature Count: //p')
read_all=$(features "OAPIF:$url/ogc" hazard -oo PAGE_SIZE=37)
[ "$read_all" = "$truth" ] || fail "GDAL reads $read_all hazards by pages of 37, the export has $truth"
box=$(ogrinfo -ro -al -so "$folder/hazards.geojson" | sed -nE 's/^Extent: \(([-0-9.]+), ([-0-9.]+)\) - \(([-0-9.]+), ([-0-9.]+)\)/\1 \2 \3 \4/p')
read -r west south east north <<<"$box"
middle=$(python3 -c "print(($west+$east)/2, ($south+$north)/2)")
read -r mx my <<<"$middle"
for spat in "$west $south $mx $my" "$mx $my $east $north" "$west $south $east $north" "100 10 101 11"; do
  # shellcheck disable=SC2086
  ours=$(features "OAPIF:$url/ogc" hazard -spat $spat)
  # shellcheck disable=SC2086
  theirs=$(features "$folder/hazards.geojson" -spat $spat)
  [ "$ours" = "$theirs" ] || fail "in the box $spat GDAL finds $ours by the server, $theirs in the export"
done
for where in "status = 'open'" "class = 'cha' AND status <> 'closed'" "local_id = 'none'"; do
  ours=$(features "OAPIF:$url/ogc" hazard -where "$where")
  theirs=$(features "$folder/hazards.geojson" -where "$where")
  [ "$ours" = "$theirs" ] || fail "where $where GDAL finds $ours by the server, $theirs in the export"
done
ogr2ogr -f GPKG "$folder/copy.gpkg" "OAPIF:$url/ogc" hazard
[ "$(count "$folder/copy.gpkg")" = "$truth" ] || fail "a copy by GDAL has all hazards"
grep -q '"level":"error"' "$folder/log" && fail "the server's log has an error: $(grep '"level":"error"' "$folder/log")"
echo "GDAL reads $truth hazards: pages, boxes and filters agree with the export"
