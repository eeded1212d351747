#!/usr/bin/env bash
# Colombia's annual land release report of 2014 and casualty bulletin of 2018 with their maps, held against figures that
# Python alone counts in the open data. Skipped where the data are not there.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/acceptance/real_data.sh
programme="$work/country.gpkg"
"$tilth" init "$programme" >/dev/null
bring_places "$programme"
bring colombia-divipola "$data/colombia-admin/divipola.csv" "$programme"
bring colombia-events "$data/colombia-events/eventos_map_muse_1990_2016.geojson.gz" "$programme"
bring colombia-casualties "$data/colombia-victims/victimas_map_muse_1990_2018.csv" "$programme"
bring colombia-clearance "$data/colombia-demining/situacion_desminado_humanitario.csv" "$programme"
for ending in json html pdf xlsx; do
  "$tilth" report "$programme" annual_land_release --period 2014 -o "annual.$ending" >/dev/null
  "$tilth" report "$programme" casualty_bulletin --period 2018 -o "bulletin.$ending" >/dev/null
done
"$tilth" --language ar report "$programme" annual_land_release --period 2014 -o annual-ar.pdf >/dev/null
"$tilth" report "$programme" casualty_bulletin --period 2018 --for public -o public.json >/dev/null
[ -z "${TILTH_KEEP:-}" ] || cp ./*.json ./*.html ./*.pdf ./*.xlsx "$TILTH_KEEP"
python3 - "$data" <<'PY'
import collections, csv, gzip, json, math, re, sys, zipfile

data = sys.argv[1]
rows = lambda name: list(csv.DictReader(open(f"{data}/{name}", encoding="utf-8-sig")))
clearances = rows("colombia-demining/situacion_desminado_humanitario.csv")
victims = [row for row in rows("colombia-victims/victimas_map_muse_1990_2018.csv") if row["ano"].replace(",", "") == "2018"]
events = [one for one in json.load(gzip.open(f"{data}/colombia-events/eventos_map_muse_1990_2016.geojson.gz"))["features"] if one["properties"]["AÑO"] == "2014"]
municipalities = json.load(gzip.open(f"{data}/colombia-admin/municipios_mgn2021.geojson.gz"))["features"]
annual, bulletin, public = (json.load(open(name)) for name in ("annual.json", "bulletin.json", "public.json"))
faults = 0


def same(what, found, expected):
    global faults
    if found == expected:
        print(f"ok: {what}: {str(expected)[:90]}")
    else:
        print(f"FAULT: {what}: {str(found)[:300]}, expected {str(expected)[:300]}")
        faults += 1


def part(document, title, kind):
    return next(one for section in document["sections"] for one in section["parts"] if one["kind"] == kind and one.get("title", "") == title)


def figure(document, code, of="2014", **cell):
    return next(one["value"] for one in document["figures"] if one["code"] == code and (one["from"] or "").startswith(of) and one["to"].startswith(of) and
                {split["split"]: split["value"] for split in one["cell"]} == cell)


def box(geometry):
    """The middle of the box around an outline."""
    points = []
    def walk(one):
        points.append(one) if isinstance(one[0], (int, float)) else [walk(inner) for inner in one]
    walk(geometry["coordinates"])
    lon, lat = [point[0] for point in points], [point[1] for point in points]
    return (min(lon) + max(lon)) / 2, (min(lat) + max(lat)) / 2


def fits(what, drawn, known):
    """Whether drawn points are where the known ones are: x goes by longitude and y by latitude, both in one straight measure."""
    (x0, y0, lon0, lat0), (x1, y1, lon1, lat1) = min((*d, *k) for d, k in zip(drawn, known)), max((*d, *k) for d, k in zip(drawn, known))
    across = (x1 - x0) / (lon1 - lon0)
    order = sorted(zip(drawn, known), key=lambda one: one[1][1])
    up = (order[0][0][1] - order[-1][0][1]) / (order[-1][1][1] - order[0][1][1])
    apart = max(max(abs(x0 + (lon - lon0) * across - x), abs(y0 - (lat - lat0) * up - y)) for (x, y), (lon, lat) in zip(drawn, known))
    same(f"{what}: all within a unit of where they are, north up", (apart < 1, across > 0, up > 0), (True, True, True))
    middle = math.radians((min(lat for _, lat in known) + max(lat for _, lat in known)) / 2)
    same(f"{what}: a degree of longitude is shrunk as at that latitude", abs(across / up - math.cos(middle)) < 0.02, True)


print("--- land released in 2014")
area = lambda chosen: sum(float(row["areadespejada"] or 0) for row in chosen)
of_year = [row for row in clearances if row["ano"] == "2014" and float(row["areadespejada"] or 0) > 0]
same("cleared m2", figure(annual, "LR2", entry="cleared"), area(of_year))
same("cleared m2 of the year before", figure(annual, "LR2", of="2013", entry="cleared"), area(row for row in clearances if row["ano"] == "2013"))
by_department = collections.Counter()
by_place = collections.Counter()
for row in of_year:
    by_department[row["departamento"]] += float(row["areadespejada"])
    by_place[row["departamento"], row["municipio"]] += float(row["areadespejada"])
table = part(annual, "Released area by product and place", "table")
column = next(i for i, one in enumerate(table["columns"]) if one["title"].startswith("Cleared"))
same("cleared by department", sorted(row[column]["value"] for row in table["rows"]), sorted(by_department.values()))
by_year = collections.Counter()
for row in clearances:
    if row["ano"] <= "2014":
        by_year[row["ano"]] += float(row["areadespejada"] or 0)
same("cleared by year", {bar["title"]: bar["value"] for bar in part(annual, "Cleared area by year", "chart")["bars"]}, dict(by_year))

print("--- where land was cleared")
land = part(annual, "Cleared area by place", "map")
outlines = [shape for shape in land["shapes"] if shape["role"] == "place"]
circles = [shape for shape in land["shapes"] if shape["role"] == "amount"]
same("outlines of municipalities", len(outlines), len(municipalities))
same("departments have no outline, and the map says so", any("for want of an outline: 33." in note for note in land["notes"]), True)
same("a circle for each municipality with cleared land", len(circles), len(by_place))
told = [int(re.search(r": ([\d,]+)\u00a0m²$", shape["label"]).group(1).replace(",", "")) for shape in circles]
same("their areas", sorted(told), sorted(round(one) for one in by_place.values()))
largest = max(told)
same("circles are as large as their areas", max(abs(shape["circle"]["radius"] - max(3, 40 * math.sqrt(amount / largest))) for shape, amount in zip(circles, told)) < 0.06, True)
same("large circles lie under small ones", told, sorted(told, reverse=True))
# By their official names, which a map tells apart where two are of one name.
plain = lambda text: text.upper().translate(str.maketrans("ÁÉÍÓÚÜ", "AEIOUU"))
middles = {}
for one in municipalities:
    middles.setdefault(plain(one["properties"]["MPIO_CNMBR"]), []).append(box(one["geometry"]))
placed = [(shape, middles[plain(shape["label"].split(":")[0].split(",")[0])]) for shape in circles if plain(shape["label"].split(":")[0].split(",")[0]) in middles]
placed = [(shape, found[0]) for shape, found in placed if len(found) == 1]
same("circles whose municipality has a name of its own", len(placed) >= len(circles) * 0.6, True)
fits("circles", [(shape["circle"]["x"], shape["circle"]["y"]) for shape, _ in placed], [middle for _, middle in placed])
same("no clearance has an outline of its own, and the map says so", any("for want of an outline" in note for note in part(annual, "", "map")["notes"]), True)

print("--- events of 2014")
same("events", figure(annual, "EV1"), len(events))
kinds = {"1": "Accident with an AP mine", "2": "Accident with UXO", "3": "Stored arsenal", "4": "Military demining in operations", "5": "Seizure", "6": "UXO found", "7": "Mine factory", "8": "Suspected mined area"}
same("by kind", {row[0]["text"]: row[1]["value"] for row in part(annual, "By kind", "table")["rows"]},
     {kinds[kind]: count for kind, count in collections.Counter(one["properties"]["TIPO_EVENTO"] for one in events).items()})
drawn = [tuple(point) for shape in part(annual, "Where events were reported", "map")["shapes"] if shape["role"] == "point" for point in shape["points"]]
same("a point for each event", len(drawn), len(events))
known = [tuple(one["geometry"]["coordinates"]) for one in events]
# By the four that lie furthest out, where all the others must be.
(west, east), (south, north) = (((min(one), max(one)) for one in zip(*known)))
(left, right), (top, bottom) = (((min(one), max(one)) for one in zip(*drawn)))
expected = [(left + (lon - west) / (east - west) * (right - left), bottom - (lat - south) / (north - south) * (bottom - top)) for lon, lat in known]
near = lambda points, others: all(any((round(x) + i, round(y) + j) in others for i in (-1, 0, 1) for j in (-1, 0, 1)) for x, y in points)
rounded = lambda points: {(round(x), round(y)) for x, y in points}
same("points: where the events were", (near(expected, rounded(drawn)), near(drawn, rounded(expected))), (True, True))

print("--- casualties of 2018")
same("casualties", figure(bulletin, "C1", of="2018"), len(victims))
sexes = {"Hombre": "male", "Mujer": "female"}
same("by sex and outcome", {(sex, outcome): figure(bulletin, "C1", of="2018", sex=sex, outcome=outcome) for sex in ("male", "female") for outcome in ("injured", "killed")},
     {(sexes[sex], {"Herido": "injured", "Muerto": "killed"}[outcome]): sum(row["estado"] == sex and row["genero"] == outcome for row in victims) for sex in sexes for outcome in ("Herido", "Muerto")})
people = part(bulletin, "Casualties by place", "map")
circles = [shape for shape in people["shapes"] if shape["role"] == "amount"]
by_code = collections.Counter(row["codigodanemunicipio"].replace(",", "") for row in victims)
same("a circle for each municipality with casualties", len(circles), len(by_code))
same("their numbers", sorted(int(re.search(r": (\d+)\u00a0people$", shape["label"]).group(1)) for shape in circles), sorted(by_code.values()))
shown = [shape for shape in part(public, "Casualties by place", "map")["shapes"] if shape["role"] == "amount"]
same("in public no place shows fewer than 10", all(int(re.search(r": (\d+)", shape["label"]).group(1)) >= 10 for shape in shown), True)
same("and the map says that some are kept back", any("not shown" in note or "kept back" in note for note in part(public, "Casualties by place", "map")["notes"]), True)

print("--- as files")
page = open("annual.html", encoding="utf-8").read()
same("circles on the page", page.count('<circle class="amount"'), len(by_place))
same("points on the page", page.count('<circle class="point"'), len(events))
same("no word of the page promises safety", re.search(r"(?i)\bsafe\b", re.sub(r"<style>.*?</style>", "", page, flags=re.S)), None)
for name in ("annual.pdf", "annual-ar.pdf", "bulletin.pdf"):
    content = open(name, "rb").read()
    same(f"{name} is pages", (content[:5], content.rstrip()[-5:], len(content) > 20000), (b"%PDF-", b"%%EOF", True))
for name, number in (("annual.xlsx", "532485"), ("bulletin.xlsx", "179")):
    book = zipfile.ZipFile(name)
    sheets = [book.read(one).decode() for one in book.namelist() if one.startswith("xl/worksheets/")]
    same(f"{name} holds {number}", any(f"<v>{number}" in sheet for sheet in sheets), True)
sys.exit(1 if faults else 0)
PY
echo "annual report: as counted in the data"
