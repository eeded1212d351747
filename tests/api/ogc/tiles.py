# SPDX-License-Identifier: Apache-2.0
"""OGC API Tiles as clients meet them, read by GDAL: what a tile must hold is asked of the items by a box."""
import json
import math
import os
import subprocess
import tempfile

from features import around, everything, links, vertices
from server import Programme, Tally

VECTOR = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
MVT = "application/vnd.mapbox-vector-tile"


def read(tile, z, x, y):
    """Layer -> features in degrees, by GDAL's driver."""
    folder = tempfile.mkdtemp(prefix="tilth-tile-")
    path = os.path.join(folder, str(z), str(x))
    os.makedirs(path)
    name = os.path.join(path, f"{y}.pbf")
    with open(name, "wb") as out:
        out.write(tile)
    found = {}
    names = subprocess.run(["ogrinfo", "-ro", "-q", name], capture_output=True, text=True).stdout
    for line in names.splitlines():
        layer = line.split(":", 1)[1].split("(")[0].strip() if ":" in line else ""
        if not layer:
            continue
        text = subprocess.run(["ogr2ogr", "-f", "GeoJSON", "-t_srs", "EPSG:4326", "-oo", "CLIP=NO", "/vsistdout/", name, layer], capture_output=True, text=True).stdout
        found[layer] = json.loads(text)["features"]
    subprocess.run(["rm", "-r", folder])
    return found


def tile_at(lon, lat, z):
    n = 2 ** z
    return int((lon + 180) / 360 * n), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)


def box_of(z, x, y):
    n = 2 ** z
    lat = lambda row: math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / n))))
    return x / n * 360 - 180, lat(y + 1), (x + 1) / n * 360 - 180, lat(y)


def descriptions(p, t):
    for holder, path in (("/ogc/", "/ogc/tiles"), ("/ogc/collections/hazard", "/ogc/collections/hazard/tiles")):
        link = links(p.get(holder).json(), VECTOR)
        t.that(link and "/tiles" in link[0]["href"] and "f=json" in link[0]["href"], f"{holder} links to its tile sets")
        listed = p.get(link[0]["href"]).json()
        for entry in listed["tilesets"]:
            t.that(entry["tileMatrixSetURI"].startswith("http://www.opengis.net/def/tilematrixset/OGC/1.0/"), "a registered grid")
            self_link = links(entry, "self")[0]
            t.that(self_link["type"] == "application/json", "the tile set as JSON")
            document = p.get(self_link["href"]).json()
            item = links(document, "item")[0]
            t.that(item["templated"] and all(part in item["href"] for part in ("{tileMatrix}", "{tileRow}", "{tileCol}")) and item["type"] == MVT, "a template")
            t.that(document["dataType"] == "vector" and document["layers"], "layers")
            limits = {limit["tileMatrix"]: limit for limit in document["tileMatrixSetLimits"]}
            low = limits["10"]
            for row, column in ((low["minTileRow"], low["minTileCol"]), (low["maxTileRow"], low["maxTileCol"]), (low["minTileRow"], low["maxTileCol"])):
                at = item["href"].replace("{tileMatrix}", "10").replace("{tileRow}", str(row)).replace("{tileCol}", str(column))
                answer = p.get(at, accept=None)
                t.status(answer, 200, f"a tile in range {at}")
                t.that(answer.header("Content-Type") == MVT, "media type of a tile")
            for z, row, column in ((10, 2147483647, 0), (10, 0, 2147483647), (30, 0, 0), (0, 1, 0), ("x", 0, 0), (0, -1, 0), (0, 0, "0.5")):
                at = item["href"].replace("{tileMatrix}", str(z)).replace("{tileRow}", str(row)).replace("{tileCol}", str(column))
                t.status(p.get(at), (400, 404), f"a tile out of range {z}/{row}/{column}")
            scheme = p.get(links(document, "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme")[0]["href"]).json()
            t.that(len(scheme["tileMatrices"]) == 25 and scheme["uri"] == entry["tileMatrixSetURI"], "the grid's definition")
    t.status(p.get("/ogc/collections/hazard/tiles/NoSuchQuad"), 404, "a grid that is none")
    t.status(p.get("/ogc/collections/organisation/tiles"), (400, 404), "tiles of what has no land")
    t.that(p.get("/ogc/collections/hazard/tiles/WebMercatorQuad?f=tilejson").json()["tilejson"] == "3.0.0", "TileJSON")
    blank = p.get("/ogc/collections/hazard/tiles/WebMercatorQuad/5/0/0")
    t.that(blank.status == 200 and blank.body == b"", "a blank tile is 200 and empty")


def contents(p, t):
    whole, _ = everything(p, "hazard", limit=10000)
    placed = [f for f in whole if vertices(f["geometry"])]
    for z in (9, 11, 13):
        for feature in placed[:: max(1, len(placed) // 6)]:
            lon, lat = vertices(feature["geometry"])[0]
            x, y = tile_at(lon, lat, z)
            tile = p.get(f"/ogc/collections/hazard/tiles/WebMercatorQuad/{z}/{y}/{x}").body
            found = read(tile, z, x, y)
            w, s, e, n = box_of(z, x, y)
            margin_x, margin_y = (e - w) / 64, (n - s) / 64
            grown = f"{w - margin_x},{s - margin_y},{e + margin_x},{n + margin_y}"
            expected = {f["id"]: f for f in everything(p, "hazard", bbox=grown, limit=10000)[0]}
            drawn = {f["properties"]["id"]: f for f in found.get("hazard", [])}
            missing = set(expected) - set(drawn)
            # A box that an outline meets beyond the grid's last unit may differ; inside the tile nothing may be missing.
            inner = {f["id"] for f in everything(p, "hazard", bbox=f"{w},{s},{e},{n}", limit=10000)[0]}
            t.that(not missing & inner, f"tile {z}/{y}/{x} holds every record that meets it: {len(missing & inner)} missing")
            t.that(not set(drawn) - {f["id"] for f in placed}, f"tile {z}/{y}/{x} holds nothing else")
            for identity, f in drawn.items():
                if identity in expected:
                    t.that(f["properties"]["status"] == expected[identity]["properties"]["status"], "a code in a tile")
    feature = placed[0]
    x, y = tile_at(*vertices(feature["geometry"])[0], 12)
    base = f"/ogc/collections/hazard/tiles/WebMercatorQuad/12/{y}/{x}"
    filtered = read(p.get(f"{base}?filter=local_id%3D'{feature['properties']['local_id']}'").body, 12, x, y)
    t.that([f["properties"]["id"] for f in filtered["hazard"]] == [feature["id"]], "a filter in CQL2 holds in tiles")
    t.that(p.get(f"{base}?filter=FALSE").body == b"", "a filter that nothing holds")
    for bad in ("filter=status+%3D", "filter=none+%3D+1", "unknown=1", "f=png", "properties=none", "datetime=never"):
        t.status(p.get(f"{base}?{bad}"), 400, f"a tile with {bad}")
    several = read(p.get(f"/ogc/tiles/WebMercatorQuad/6/{tile_at(*vertices(feature['geometry'])[0], 6)[1]}/{tile_at(*vertices(feature['geometry'])[0], 6)[0]}?collections=hazard,place").body,
                   6, *tile_at(*vertices(feature["geometry"])[0], 6))
    t.that({"hazard", "place"} <= set(several), f"several layers in one tile: {sorted(several)}")
    t.status(p.get("/ogc/tiles/WebMercatorQuad/0/0/0?collections=hazard,nothing"), 404, "a layer that is none")
    low = p.get("/ogc/collections/hazard/tiles/WebMercatorQuad/2/" + "/".join(map(str, reversed(tile_at(*vertices(feature["geometry"])[0], 2)))))
    merged = int(low.header("Tilth-Merged") or 0)
    counts = [f["properties"].get("count", 1) for f in read(low.body, 2, *tile_at(*vertices(feature["geometry"])[0], 2))["hazard"]]
    t.that(merged == sum(counts) - len(counts) and sum(counts) >= len(placed) * 0.9, f"what was merged is said: {merged}")


def caching(p, t):
    feature = next(f for f in p.items("hazard", limit=100).json()["features"] if vertices(f["geometry"]))
    w, s, e, n = around(feature["geometry"])
    x, y = tile_at((w + e) / 2, (s + n) / 2, 13)
    here, elsewhere = (f"/ogc/collections/hazard/tiles/WebMercatorQuad/13/{row}/{x}" for row in (y, y + 800))
    first, other = p.get(here), p.get(elsewhere)
    tag = first.header("ETag")
    t.status(p.get(here, headers={"If-None-Match": tag}), 304, "a tile that nobody changed")
    at = f"/ogc/collections/hazard/items/{feature['id']}"
    patch = {"properties": {"local_id": "renamed by a test"}}
    t.status(p.ask("PATCH", at, patch, {"If-Match": p.get(at).header("ETag"), "Content-Type": "application/merge-patch+json"}), (200, 204), "a change")
    second = p.get(here, headers={"If-None-Match": tag})
    t.that(second.status == 200 and b"renamed by a test" in second.body, "the tile of a changed record is made anew at once")
    t.status(p.get(elsewhere, headers={"If-None-Match": other.header("ETag")}), 304, "a tile elsewhere stays")
    before = p.get(f"{here}?known-at={tag and p.get(at).header('ETag').strip(chr(34)) and int(p.get(at).header('ETag').strip(chr(34))) - 1}")
    t.that(b"renamed by a test" not in before.body and before.status == 200, "a tile as it was known before")


if __name__ == "__main__":
    tally = Tally()
    with Programme(generate=3000) as programme:
        for part in (descriptions, contents, caching):
            part(programme, tally)
    tally.end()
