# SPDX-License-Identifier: Apache-2.0
"""OGC API Features Part 4: creating, replacing, changing, removing; conditions, preferences, and what must not happen."""
import uuid

from server import Programme, Tally, described as a_feature

GEOJSON = {"Content-Type": "application/geo+json"}
MERGE = "application/merge-patch+json"
PATCH = "application/json-patch+json"
ITEMS = "/ogc/collections/event/items"


def described(p):
    return a_feature(p, "event")


def options(p, t, at):
    answer = p.ask("OPTIONS", ITEMS)
    t.status(answer, 200, "OPTIONS of a collection")
    t.that({"GET", "POST"} <= set(answer.header("Allow").replace(" ", "").split(",")), "Allow has POST")
    t.that("application/geo+json" in (answer.header("Accept-Post") or ""), "Accept-Post")
    answer = p.ask("OPTIONS", at)
    t.status(answer, 200, "OPTIONS of an item")
    t.that({"GET", "PUT", "PATCH", "DELETE"} <= set(answer.header("Allow").replace(" ", "").split(",")), "Allow has PUT, PATCH, DELETE")
    t.that({MERGE, PATCH} <= set((answer.header("Accept-Patch") or "").replace(" ", "").split(",")), "Accept-Patch")
    t.status(p.ask("POST", at, described(p), GEOJSON), 405, "POST to an item")
    t.status(p.ask("PUT", ITEMS, described(p), GEOJSON), 405, "PUT to a collection")


def creating(p, t):
    feature = described(p)
    answer = p.ask("POST", ITEMS, feature, GEOJSON)
    t.status(answer, 201, "POST")
    at = answer.header("Location")
    t.that(at and at.startswith(p.url + ITEMS + "/"), "Location is absolute")
    made = p.get(at)
    t.status(made, 200, "what was made is there")
    t.that(all(made.json()["properties"].get(k) == v for k, v in feature["properties"].items()), "as it was sent", made)
    t.that(made.json()["geometry"] == feature["geometry"] and made.header("ETag") == answer.header("ETag"), "geometry and ETag")
    shown = p.ask("POST", ITEMS, described(p), {**GEOJSON, "Prefer": "return=representation"})
    t.status(shown, 201, "POST that wants to see it")
    t.that(shown.json()["type"] == "Feature" and shown.header("Preference-Applied") == "return=representation", "the record as it is now")
    t.status(p.ask("POST", ITEMS, feature, {}), 400, "no Content-Type")
    t.status(p.ask("POST", ITEMS, feature, {"Content-Type": "text/csv"}), 415, "a Content-Type that is not taken")
    t.status(p.ask("POST", ITEMS, b"{nonsense", GEOJSON), 400, "no JSON")
    t.status(p.ask("POST", ITEMS, b"[" * 100000, GEOJSON), 400, "brackets without end")
    unknown = described(p)
    unknown["properties"]["no_such_field"] = 1
    t.status(p.ask("POST", ITEMS, unknown, GEOJSON), 400, "an unknown property")
    t.status(p.ask("POST", ITEMS, unknown, {**GEOJSON, "Prefer": "handling=strict"}), 400, "an unknown property, strictly")
    t.status(p.ask("POST", ITEMS, unknown, {**GEOJSON, "Prefer": "handling=lenient"}), 201, "an unknown property, leniently")
    for geometry in ({"type": "Point"}, {"type": "Point", "coordinates": ["a", "b"]}, {"type": "Sphere", "coordinates": []}, 7,
                     {"type": "Point", "coordinates": [500, 50]}):
        t.status(p.ask("POST", ITEMS, {**described(p), "geometry": geometry}, GEOJSON), 400, f"the geometry {geometry}")
    turned = p.ask("POST", ITEMS, {**described(p), "geometry": {"type": "Point", "coordinates": [50.2, 30.1]}},
                   {**GEOJSON, "Content-Crs": "<http://www.opengis.net/def/crs/EPSG/0/4326>"})
    t.status(turned, 201, "a body with latitude first")
    t.that(p.get(turned.header("Location")).json()["geometry"]["coordinates"] == [30.1, 50.2], "Content-Crs is heeded")
    mine = str(uuid.uuid4())
    answer = p.ask("POST", ITEMS, {**described(p), "id": mine}, GEOJSON)
    t.that(answer.status == 201 and answer.header("Location").endswith(mine), "an id of the author's own")
    t.status(p.ask("POST", ITEMS, {**described(p), "id": mine}, GEOJSON), 409, "the same record once more")
    return at


def replacing(p, t, at):
    feature = described(p)
    feature["geometry"]["coordinates"] = [31.5, 49.5]
    feature["id"] = "01890000-0000-7000-8000-000000000000"
    t.status(p.ask("PUT", at, feature, GEOJSON), 428, "PUT without If-Match")
    first = p.get(at)
    answer = p.ask("PUT", at, feature, {**GEOJSON, "If-Match": first.header("ETag")})
    t.status(answer, (200, 204), "PUT")
    after = p.get(at)
    t.that(after.json()["geometry"] == feature["geometry"] and after.json()["id"] == first.json()["id"], "replaced under its own id")
    t.that(after.header("ETag") != first.header("ETag"), "a new state has a new ETag")
    stale = p.ask("PUT", at, described(p), {**GEOJSON, "If-Match": first.header("ETag")})
    t.status(stale, 412, "PUT from an old state")
    values = stale.json()["values"]
    t.that(values["now"]["geometry"] == after.json()["geometry"] and values["seen"]["geometry"] == first.json()["geometry"], "both states are told", stale)
    t.that(p.get(at).header("ETag") == after.header("ETag"), "a refused write changes nothing")
    t.status(p.ask("PUT", at, feature, {**GEOJSON, "If-None-Match": "*"}), 412, "PUT that wants to make it")
    fresh = ITEMS + "/" + str(uuid.uuid4())
    t.status(p.ask("PUT", fresh, described(p), {**GEOJSON, "If-Match": '"7"'}), 412, "PUT of a state that is not there")
    t.status(p.get(fresh), 404, "and nothing was made")
    t.status(p.ask("PUT", fresh, described(p), GEOJSON), 201, "PUT makes a record under the author's id")
    t.status(p.ask("PUT", ITEMS + "/B.900", described(p), GEOJSON), 404, "PUT under an id that is none")
    t.status(p.ask("PUT", at, feature, {"If-Match": after.header("ETag")}), 400, "PUT without Content-Type")


def changing(p, t, at):
    before = p.get(at)
    tag = before.header("ETag")
    body = {"geometry": {"type": "Point", "coordinates": [32.25, 48.75]}}
    t.status(p.ask("PATCH", at, body, {"Content-Type": MERGE}), 428, "PATCH without If-Match")
    t.status(p.ask("PATCH", at, body, {"If-Match": tag}), 400, "PATCH without Content-Type")
    t.status(p.ask("PATCH", at, body, {"If-Match": tag, "Content-Type": "application/json"}), 415, "PATCH of another type")
    t.status(p.ask("PATCH", at, body, {"If-Match": tag, "Content-Type": MERGE}), (200, 204), "merge patch")
    after = p.get(at)
    t.that(after.json()["geometry"] == body["geometry"] and after.json()["properties"] == before.json()["properties"], "only what was named")
    t.status(p.ask("PATCH", at, {"id": "other"}, {"If-Match": after.header("ETag"), "Content-Type": MERGE}), (400, 422), "a patch of the id")
    t.status(p.ask("PATCH", at, body, {"If-Match": tag, "Content-Type": MERGE}), 412, "PATCH from an old state")
    patch = [{"op": "test", "path": "/geometry/type", "value": "Point"}, {"op": "replace", "path": "/geometry/coordinates/0", "value": 33.5}]
    shown = p.ask("PATCH", at, patch, {"If-Match": after.header("ETag"), "Content-Type": PATCH, "Prefer": "return=representation"})
    t.status(shown, 200, "JSON patch")
    t.that(shown.json()["geometry"]["coordinates"] == [33.5, 48.75], "the patch was applied", shown)
    tag = shown.header("ETag")
    for bad in ([{"op": "test", "path": "/geometry/type", "value": "Polygon"}], [{"op": "fly"}], {"op": "replace"},
                [{"op": "replace", "path": "/id", "value": "x"}], [{"op": "remove", "path": "/properties/none"}]):
        t.status(p.ask("PATCH", at, bad, {"If-Match": tag, "Content-Type": PATCH}), (400, 409, 422), f"the patch {bad}")
    t.that(p.get(at).header("ETag") == tag, "a refused patch changes nothing")


def geometries_stay(p, t):
    """What came back as it was served leaves the land where it is, though an answer has fewer digits than the store."""
    feature = described(p)
    feature["geometry"]["coordinates"] = [30.123456789012, 50.987654321098]
    at = p.ask("POST", ITEMS, feature, GEOJSON).header("Location")
    exact = "S_INTERSECTS(location, POINT(30.123456789012 50.987654321098))"
    identity = at.rsplit("/", 1)[1]
    there = lambda: identity in [f["id"] for f in p.items("event", filter=exact, limit=100).json()["features"]]
    t.that(there(), "a point keeps its digits")
    for _ in range(2):
        answer = p.get(at)
        body = answer.json()
        body.pop("links")
        body["properties"]["note"] = f"changed {uuid.uuid4()}"
        t.status(p.ask("PUT", at, body, {**GEOJSON, "If-Match": answer.header("ETag")}), (200, 204), "PUT of what was read, with a note")
        t.that(there() and p.get(at).json()["properties"]["note"] == body["properties"]["note"], "the note changed, the point did not move")
    patch = [{"op": "replace", "path": "/properties/note", "value": "once more"}]
    t.status(p.ask("PATCH", at, patch, {"If-Match": p.get(at).header("ETag"), "Content-Type": PATCH}), (200, 204), "JSON patch of a note")
    t.that(there(), "the point did not move")
    crs = "http://www.opengis.net/def/crs/EPSG/0/3857"
    answer = p.get(at + "?crs=" + crs)
    body = answer.json()
    body["properties"]["note"] = "in metres"
    t.status(p.ask("PUT", at, body, {**GEOJSON, "If-Match": answer.header("ETag"), "Content-Crs": f"<{crs}>"}), (200, 204), "PUT in metres")
    t.that(there(), "the point did not move by way of metres")


def read_only(p, t):
    feature = p.items("hazard", limit=1, filter="area_computed IS NOT NULL").json()["features"][0]
    at = f"/ogc/collections/hazard/items/{feature['id']}"
    tag = p.get(at).header("ETag")
    area = feature["properties"]["area_computed"]
    body = {"properties": {"area_computed": area + 1}}
    t.status(p.ask("PATCH", at, body, {"If-Match": tag, "Content-Type": MERGE}), 400, "a worked-out field")
    t.status(p.ask("PATCH", at, body, {"If-Match": tag, "Content-Type": MERGE, "Prefer": "handling=lenient"}), (200, 204), "leniently")
    t.that(p.get(at).json()["properties"]["area_computed"] == area, "it is worked out, not set")
    tag = p.get(at).header("ETag")
    same = {"properties": {"area_computed": area, "name": "renamed"}}
    t.status(p.ask("PATCH", at, same, {"If-Match": tag, "Content-Type": MERGE}), (200, 204), "a worked-out field as it is")
    tag = p.get(at).header("ETag")
    for name, value in (("class", "no_such_code"), ("identified_on", "31/12/2020"), ("area_reported", "much"), ("marked", "yes"),
                        ("contamination", "ap_mine"), ("area_reported", -5)):
        t.status(p.ask("PATCH", at, {"properties": {name: value}}, {"If-Match": tag, "Content-Type": MERGE}), 400, f"{name} = {value}")
    t.that(p.get(at).header("ETag") == tag, "refused values change nothing")


def workflow(p, t):
    found = p.items("land_release_product", limit=1, filter="status = 'approved'").json()["features"]
    if not t.that(bool(found), "there is an approved product"):
        return
    at = f"/ogc/collections/land_release_product/items/{found[0]['id']}"
    tag = p.get(at).header("ETag")
    for state in ("draft", "submitted", "rejected"):
        answer = p.ask("PATCH", at, {"properties": {"status": state}}, {"If-Match": tag, "Content-Type": MERGE})
        t.that(answer.status in (400, 409), f"the state {state} is not set by hand", answer)


def removing(p, t, at):
    t.status(p.ask("DELETE", at), 428, "DELETE without If-Match")
    tag = p.get(at).header("ETag")
    t.status(p.ask("DELETE", at, headers={"If-Match": '"1"'}), 412, "DELETE of an old state")
    t.status(p.get(at), 200, "still there")
    t.status(p.ask("DELETE", at, headers={"If-Match": tag}), 204, "DELETE")
    t.status(p.get(at), 404, "gone")
    t.status(p.ask("DELETE", at, headers={"If-Match": tag}), 404, "DELETE of what is gone")
    identity = at.rsplit("/", 1)[1]
    t.that(all(f["id"] != identity for f in p.items("event", limit=10000).json()["features"]), "gone from the list")
    seq = int(tag.strip('"'))
    t.status(p.get(f"{at}?known-at={seq}"), 200, "as it was known before it is there")


if __name__ == "__main__":
    tally = Tally()
    with Programme(generate=1500) as programme:
        place = creating(programme, tally)
        options(programme, tally, place)
        replacing(programme, tally, place)
        changing(programme, tally, place)
        geometries_stay(programme, tally)
        read_only(programme, tally)
        workflow(programme, tally)
        removing(programme, tally, place)
    tally.end()
