# SPDX-License-Identifier: Apache-2.0
"""OGC API Features Parts 1 to 3 and 5 as clients meet them: the assertions of the conformance suites, asked of a running
server (landing page with a slash, exact media types, boxes over the antimeridian and the poles, extents rounded outward,
paging that survives writes)."""
import json
import math
import urllib.parse

from server import Programme, Tally, described

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"


def links(document, rel):
    return [link for link in document.get("links", []) if link.get("rel") == rel]


def vertices(geometry):
    if geometry is None:
        return []
    if geometry["type"] == "GeometryCollection":
        return [v for g in geometry["geometries"] for v in vertices(g)]
    flat, stack = [], [geometry["coordinates"]]
    while stack:
        item = stack.pop()
        if item and isinstance(item[0], (int, float)):
            flat.append(item)
        else:
            stack.extend(item)
    return flat


def around(geometry):
    points = vertices(geometry)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def landing(p, t):
    for path in ("/ogc/", "/ogc"):
        page = p.get(path)
        t.status(page, 200, f"GET {path}")
    document = page.json()
    desc = links(document, "service-desc")
    t.that(desc and desc[0]["type"] == "application/vnd.oai.openapi+json;version=3.0", "service-desc of the exact media type")
    for rel in ("conformance", "data", "self", "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"):
        t.that(bool(links(document, rel)), f"the landing page links to {rel}")
    t.that(all(link["href"].startswith(p.url) for link in document["links"]), "links are absolute")
    for link in document["links"]:
        answer = p.get(link["href"], accept=link["type"])
        t.status(answer, 200, f"GET {link['href']}")
        t.that(answer.header("Content-Type").replace("; charset=utf-8", "") == link["type"],
               f"{link['href']} is {link['type']}: {answer.header('Content-Type')}")
    classes = p.get("/ogc/conformance").json()["conformsTo"]
    for name in ("ogcapi-features-1/1.0/conf/core", "ogcapi-features-1/1.0/conf/oas30", "ogcapi-features-2/1.0/conf/crs",
                 "ogcapi-features-3/1.0/conf/filter", "cql2/1.0/conf/basic-cql2",
                 "ogcapi-common-5/1.0/conf/create-replace-delete", "ogcapi-features-4/1.0/conf/create-replace-delete",
                 "ogcapi-common-3/1.0/conf/schemas", "ogcapi-tiles-1/1.0/conf/core"):
        t.that("http://www.opengis.net/spec/" + name in classes, f"conforms to {name}")
    api = p.get("/ogc/api", accept="application/vnd.oai.openapi+json;version=3.0").json()
    t.that(api["openapi"].startswith("3.0."), "OpenAPI 3.0")
    t.that('"$ref": "#/' in json.dumps(api) and '"$ref": "http' not in json.dumps(api), "the description stands alone")
    items = api["paths"].get("/collections/{collectionId}/items", {}).get("get", {})
    names = {parameter["name"]: parameter for parameter in items.get("parameters", [])}
    t.that({"limit", "bbox", "datetime", "crs", "bbox-crs", "filter"} <= names.keys(), "items describes its parameters")
    limit = names.get("limit", {}).get("schema", {})
    t.that({"minimum", "maximum", "default"} <= limit.keys() and limit.get("minimum") == 1, "limit has its bounds")
    t.that(any(".getTile" in operation.get("operationId", "") for path in api["paths"].values() for operation in path.values()),
           "an operation is called .getTile")


def collections(p, t):
    answer = p.get("/ogc/collections")
    t.status(answer, 200, "collections")
    document = answer.json()
    t.that(CRS84 in document["crs"] and EPSG + "4326" in document["crs"], "the shared list of systems")
    for one in document["collections"]:
        alone = p.get(f"/ogc/collections/{one['id']}").json()
        t.that(alone["id"] == one["id"] and bool(links(alone, "items")), f"{one['id']} stands alone")
        t.that(any(link["type"] == "application/geo+json" for link in links(one, "items")), "items as GeoJSON")
        if "extent" in one:
            w, s, e, n = one["extent"]["spatial"]["bbox"][0]
            t.that(-180 <= w <= e <= 180 and -90 <= s <= n <= 90, f"the extent of {one['id']}")
            for feature in p.items(one["id"], limit=1000).json()["features"]:
                if not vertices(feature["geometry"]):
                    continue
                fw, fs, fe, fn = around(feature["geometry"])
                if not t.that(w <= fw and s <= fs and fe <= e and fn <= n, f"{one['id']} lies in its extent"):
                    break
            t.that(one["storageCrs"] == CRS84 and one["crs"] == ["#/crs"], "systems by pointer in the list")
            t.that(CRS84 in alone["crs"], "systems in full where the collection stands alone")
        for part in ("schema", "queryables", "sortables"):
            schema = p.get(f"/ogc/collections/{one['id']}/{part}", accept="application/schema+json")
            t.status(schema, 200, f"{part} of {one['id']}")
            t.that(schema.header("Content-Type") == "application/schema+json" and schema.json()["type"] == "object" and
                   schema.json()["$id"].startswith(p.url), f"{part} of {one['id']} is JSON Schema")
    t.status(p.get("/ogc/collections/dUmmYColLection"), 404, "a collection that is none")
    t.status(p.get("/ogc/collections/hazard/items/none"), 404, "an item that is none")
    t.status(p.get("/ogc/collections/hazard/items/01890000-0000-7000-8000-000000000000"), 404, "an id that nobody has")
    roles = [field.get("x-ogc-role") for field in p.get("/ogc/collections/hazard/schema").json()["properties"].values()]
    t.that({"id", "primary-geometry", "primary-instant", "reference"} <= set(roles), "the schema names the roles")
    status = p.get("/ogc/collections/hazard/schema?lang=fr").json()["properties"]["status"]
    t.that(status["oneOf"] and p.get(status["x-ogc-codelistUri"]).json()["entries"], "codes with their titles")


def everything(p, collection, **parameters):
    page, all_features, pages = p.items(collection, **parameters).json(), [], 0
    while True:
        all_features += page["features"]
        pages += 1
        following = links(page, "next")
        if not following or pages > 200:
            return all_features, pages
        page = p.get(following[0]["href"]).json()


def items(p, t):
    answer = p.items("hazard", limit=7)
    t.status(answer, 200, "items")
    t.that(answer.header("Content-Type") == "application/geo+json", "items are GeoJSON")
    t.that(answer.header("Content-Crs") == f"<{CRS84}>", "Content-Crs")
    page = answer.json()
    t.that(page["type"] == "FeatureCollection" and page["numberReturned"] == 7 == len(page["features"]), "seven of them")
    t.that(page["timeStamp"].endswith("Z"), "timeStamp in UTC")
    paged, pages = everything(p, "hazard", limit=7)
    whole, _ = everything(p, "hazard", limit=10000)
    t.that(pages > 2 and [f["id"] for f in paged] == [f["id"] for f in whole], "pages give what one answer gives")
    t.that(len({f["id"] for f in paged}) == len(paged), "nothing twice")
    t.that(page["numberMatched"] == len(whole), "numberMatched")
    for bad in ({"limit": 0}, {"limit": "x"}, {"limit": -1}, {"unknown": 1}, {"bbox": "1,2,3"}, {"bbox": "1,2,3,x"},
                {"bbox": "1,5,2,3"}, {"datetime": "yesterday"}, {"datetime": "2020/2019"}, {"crs": "http://example.org/none"},
                {"bbox_crs": "EPSG:1", "bbox": "1,2,3,4"}, {"filter": "status ="}, {"filter": "nothing = 1"}, {"sortby": "none"},
                {"filter": "TRUE", "filter_lang": "sql"}, {"f": "xml"}, {"properties": "none"}, {"after": "???"},
                {"filter_crs": "EPSG:1"}, {"known_at": "soon"}, {"bbox": "nan,0,1,1"}, {"bbox": "1e400,0,1,1"}):
        t.status(p.items("hazard", **bad), 400, f"items?{bad}")
    t.status(p.items("hazard", limit=100000), 200, "a limit above the highest is the highest")
    one = p.get(f"/ogc/collections/hazard/items/{whole[0]['id']}")
    feature = one.json()
    t.that(feature["properties"] == whole[0]["properties"] and feature["geometry"] == whole[0]["geometry"], "one and the same")
    t.that(bool(links(feature, "self")) and bool(links(feature, "collection")), "an item links to itself and its collection")
    tag = one.header("ETag")
    t.that(tag and not tag.startswith("W/"), "a strong ETag")
    t.status(p.get(f"/ogc/collections/hazard/items/{feature['id']}", headers={"If-None-Match": tag}), 304, "not modified")
    lists = p.items("hazard", limit=7)
    t.status(p.get("/ogc/collections/hazard/items?limit=7", headers={"If-None-Match": lists.header("ETag")}), 304,
             "a list that nobody changed")


def boxes(p, t):
    whole, _ = everything(p, "hazard", limit=10000)
    placed = [f for f in whole if vertices(f["geometry"])]
    extent = p.get("/ogc/collections/hazard").json()["extent"]["spatial"]["bbox"][0]
    middle = around(placed[len(placed) // 2]["geometry"])
    for box in ([-1.5, 50, 1.5, 53], [-70, -20, -60, -10], [177, 65, -177, 70], [-180, 85, 180, 90], [-180, -90, 180, -85],
                extent, [middle[0] - 1, middle[1] - 1, middle[2] + 1, middle[3] + 1], list(middle), [-180, -90, 180, 90]):
        found, _ = everything(p, "hazard", bbox=",".join(map(repr, box)), limit=10000)
        w, s, e, n = box
        parts = [(w, e)] if w <= e else [(w, 180), (-180, e)]
        met = set()
        for f in placed:
            fw, fs, fe, fn = around(f["geometry"])
            if fs <= n and fn >= s and any(fw <= pe and fe >= pw for pw, pe in parts):
                met.add(f["id"])
        ids = {f["id"] for f in found}
        t.that(ids <= met, f"bbox {box}: nothing beyond it")
        # An outline may miss a box that its own box meets: a vertex inside the box is proof.
        sure = {f["id"] for f in placed if any(s < y < n and any(pw < x < pe for pw, pe in parts) for x, y in vertices(f["geometry"]))}
        t.that(sure <= ids, f"bbox {box}: nothing left out")
        six, _ = everything(p, "hazard", bbox=",".join(map(repr, [w, s, 0, e, n, 100])), limit=10000)
        t.that({f["id"] for f in six} == ids, f"bbox {box} with heights")
        flipped, _ = everything(p, "hazard", bbox=",".join(map(repr, [s, w, n, e])), bbox_crs=EPSG + "4326", limit=10000)
        t.that({f["id"] for f in flipped} == ids, f"bbox {box} with latitude first")
    t.that(len(everything(p, "hazard", bbox=",".join(map(repr, extent)), limit=10000)[0]) == len(placed), "the extent holds all")

    def mercator(lon, lat):
        return lon * 20037508.342789244 / 180, math.log(math.tan(math.pi / 4 + lat * math.pi / 360)) * 6378137

    low, high = mercator(middle[0] - .01, middle[1] - .01), mercator(middle[2] + .01, middle[3] + .01)
    found = p.items("hazard", bbox=",".join(map(repr, low + high)), bbox_crs=EPSG + "3857", limit=1000).json()["features"]
    t.that(any(around(f["geometry"]) == middle for f in found), "a box in web mercator")


def systems(p, t):
    feature = next(f for f in p.items("hazard", limit=100).json()["features"] if vertices(f["geometry"]))
    path = f"/ogc/collections/hazard/items/{feature['id']}"
    plain = vertices(feature["geometry"])
    turned = p.get(path + "?crs=" + urllib.parse.quote(EPSG + "4326"))
    t.that(turned.header("Content-Crs") == f"<{EPSG}4326>", "Content-Crs of EPSG:4326")
    t.that([v[::-1] for v in vertices(turned.json()["geometry"])] == plain, "EPSG:4326 has latitude first")
    metres = vertices(p.get(path + "?crs=" + urllib.parse.quote(EPSG + "3857")).json()["geometry"])
    for (lon, lat), (x, y) in zip(plain, metres):
        t.that(abs(lon * 20037508.342789244 / 180 - x) < 0.02 and
               abs(math.log(math.tan(math.pi / 4 + lat * math.pi / 360)) * 6378137 - y) < 0.02, "EPSG:3857 by the formula")
        break
    for crs in p.get("/ogc/collections/hazard").json()["crs"]:
        t.status(p.get(path + "?crs=" + urllib.parse.quote(crs)), 200, f"an item in {crs}")
        t.that(crs.startswith(EPSG) or crs == CRS84, "a system by a URI of the register")


def filters(p, t):
    whole, _ = everything(p, "hazard", limit=10000)
    confirmed = [f for f in whole if f["properties"].get("class") == "cha"]
    t.that(0 < len(confirmed) < len(whole), "there are confirmed areas and others")
    for parameters in ({"filter": "class = 'cha'"}, {"class": "cha"}, {"filter": '{"op":"=","args":[{"property":"class"},"cha"]}', "filter_lang": "cql2-json"}):
        found, _ = everything(p, "hazard", limit=10000, **parameters)
        t.that([f["id"] for f in found] == [f["id"] for f in confirmed], f"filtered by {parameters}")
    found, _ = everything(p, "hazard", limit=50, sortby="-identified_on,local_id")
    keys = [f["properties"].get("identified_on", "") for f in found]
    t.that(keys == sorted(keys, reverse=True) and len(found) == len(whole), "sorted, page by page")
    some = p.items("hazard", properties="local_id,status", limit=5).json()["features"]
    t.that(all(set(f["properties"]) <= {"local_id", "status"} for f in some), "the properties that were asked for")
    bare = p.items("hazard", skipGeometry="true", limit=5).json()["features"]
    t.that(all(f["geometry"] is None for f in bare), "no geometries where none is wanted")
    for when in ("2019-01-01/2019-12-31", "../2018", "2020-06-01T00:00:00Z/..", "2019", "2019-05-01T00:00:00Z"):
        first, last = (when.split("/") + [when])[:2] if "/" in when else (when, when)
        found, _ = everything(p, "hazard", datetime=when, limit=10000)
        ids = {f["id"] for f in found}
        low, high = first[:10].replace("..", ""), (last[:10].replace("..", "9999") + "-99-99")[:10]
        expected = {f["id"] for f in whole if not f["properties"].get("identified_on") or
                    low[:len(f["properties"]["identified_on"])] <= f["properties"]["identified_on"] and f["properties"]["identified_on"] <= high}
        t.that(ids == expected, f"datetime {when}: {len(ids)} of {len(expected)}")
    feature = next(f for f in whole if vertices(f["geometry"]))
    w, s, e, n = around(feature["geometry"])
    text = f"S_INTERSECTS(perimeter, BBOX({w},{s},{e},{n}))"
    flipped = f"S_INTERSECTS(perimeter, BBOX({s},{w},{n},{e}))"
    plain = [f["id"] for f in everything(p, "hazard", filter=text, limit=10000)[0]]
    t.that(feature["id"] in plain and plain == [f["id"] for f in everything(p, "hazard", filter=flipped, filter_crs=EPSG + "4326", limit=10000)[0]],
           "filter-crs turns the filter's geometries")


def writes_between_pages(p, t):
    before, _ = everything(p, "evidence", limit=10000)
    page, seen, made = p.items("evidence", limit=20).json(), [], 0
    while True:
        seen += [f["id"] for f in page["features"]]
        answer = p.ask("POST", "/ogc/collections/evidence/items", described(p, "evidence", also=["hazard"]), {"Content-Type": "application/geo+json"})
        made += t.status(answer, 201, "a record made between two pages")
        following = links(page, "next")
        if not following:
            break
        page = p.get(following[0]["href"]).json()
    t.that(made > 2, "records were made while pages were read")
    t.that([f["id"] for f in before] == [i for i in seen if i in {f["id"] for f in before}] and len(seen) == len(set(seen)),
           "pages lose nothing and repeat nothing while others write")


def pages_for_people(p, t):
    for path in ("/ogc/", "/ogc/collections", "/ogc/collections/hazard", "/ogc/collections/hazard/items", "/ogc/conformance",
                 "/ogc/api", "/ogc/collections/hazard/schema", "/ogc/collections/hazard/queryables", "/ogc/tiles",
                 "/ogc/codelists/hazard_status", "/ogc/collections/hazard/items/" + p.items("hazard", limit=1).json()["features"][0]["id"]):
        for language, direction in (("en", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar", "rtl")):
            page = p.get(f"{path}?f=html&lang={language}", accept=None)
            text = page.body.decode()
            t.that(page.status == 200 and page.header("Content-Type").startswith("text/html") and f'lang="{language}"' in text and
                   f'dir="{direction}"' in text and "<h1>" in text and "<script" not in text, f"{path} in {language}", page)
        t.that(p.get(path, accept="text/html,application/xhtml+xml,*/*;q=0.8").body.startswith(b"<!doctype html>"), f"{path} by Accept")
        t.that(p.get(path, accept="*/*").body.startswith(b"{"), f"{path} is JSON where the client takes anything")
    hostile = p.get("/ogc/collections/hazard/items?f=html&filter=" + urllib.parse.quote("local_id = '\"><script>alert(1)</script>'"), accept=None)
    t.that(hostile.status == 200 and b"<script" not in hostile.body, "what was asked is shown as text")


if __name__ == "__main__":
    tally = Tally()
    with Programme(generate=3000) as programme:
        for part in (landing, collections, items, boxes, systems, filters, writes_between_pages, pages_for_people):
            part(programme, tally)
    tally.end()
