# SPDX-License-Identifier: Apache-2.0
"""The interface of the pages against the running server: every route answers, refuses, and stands in the docs."""
import base64
import io
import os
import re
import subprocess
import sys
import unittest
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import PASSWORD, TILTH, Serving, wait_until  # noqa: E402

DOCS = os.path.join(os.path.dirname(__file__), "../../docs/http-api.md")


class SignedIn:
    """The server as an administrator asks it, by name and password."""

    def __init__(self, server):
        self.server = server
        self.proof = "Basic " + base64.b64encode(f"amina:{PASSWORD}".encode()).decode()

    def ask(self, method, path, body=None, headers=None):
        return self.server.ask(method, path, body, {**(headers or {}), "Authorization": self.proof})

    def get(self, path):
        return self.ask("GET", path)

    def __exit__(self, *how):
        self.server.__exit__(*how)


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        server = Serving(records=3000)
        subprocess.run([TILTH, "account", "add", server.file, "amina", "--role", "administrator", "--password-file", "-"],
                       input=PASSWORD.encode() + b"\n", check=True, stdout=subprocess.DEVNULL)
        cls.server = SignedIn(server.start())

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def got(self, path):
        answer = self.server.get(path)
        self.assertEqual(answer.status, 200, path + " " + answer.body.decode()[:500])
        return answer.json()

    def done(self, method, path, body=None, status=200):
        answer = self.server.ask(method, path, body=body)
        self.assertEqual(answer.status, status, path + " " + answer.body.decode()[:500])
        return answer.json() if answer.body else None

    def refused(self, path, code, body=None, method="GET"):
        answer = self.server.ask(method, path, body=body)
        self.assertEqual(answer.json()["code"], code, path)
        return answer

    def job(self, started):
        wait_until(lambda: self.got("/api/jobs/" + started["job"])["state"] in ("done", "failed", "cancelled"))
        job = self.got("/api/jobs/" + started["job"])
        self.assertEqual(job["state"], "done", job)
        return job["result"]

    def test_every_route_stands_in_the_docs_and_in_the_description(self):
        with open(DOCS, encoding="utf-8") as file:
            docs = file.read()
        paths = self.got("/api")["paths"]
        self.assertGreater(len(paths), 40)
        for path, methods in paths.items():
            if not path.startswith("/api"):
                continue
            self.assertRegex(docs, re.escape(path) + "[`, ]", path)
            for method, operation in methods.items():
                self.assertTrue(operation["operationId"], path)
                self.assertTrue(operation["summary"], path)

    def test_the_model_and_its_tag(self):
        answer = self.server.get("/api/model?lang=fr")
        self.assertEqual(answer.json()["language"], "fr")
        again = self.server.ask("GET", "/api/model?lang=fr", headers={"If-None-Match": answer.header("ETag")})
        self.assertEqual(again.status, 304)

    def test_tables_scroll_and_export(self):
        for kind in self.got("/api/model")["types"]:
            table = self.got(f"/api/tables/{kind['name']}?limit=5")
            self.assertLessEqual(len(table["rows"]), 5)
        whole = self.got("/api/tables/hazard?limit=1000&sortby=local_id&fields=local_id")
        parts = [row for offset in range(0, whole["total"], 100)
                 for row in self.got(f"/api/tables/hazard?limit=100&offset={offset}&sortby=local_id&fields=local_id")["rows"]]
        self.assertEqual(parts[:1000], whole["rows"])
        for format, begin in (("csv", b""), ("xlsx", b"PK"), ("geojson", b"{"), ("gpkg", b"SQLite"), ("kml", b"<?xml")):
            answer = self.server.get(f"/api/tables/hazard/export?format={format}&filter=class='cha'&fields=local_id,class")
            self.assertEqual(answer.status, 200, answer.body[:300])
            self.assertTrue(answer.body.startswith(begin), format)
            self.assertIn("attachment", answer.header("Content-Disposition"))
        self.refused("/api/tables/hazard?colour=red", "request.unknown_parameter")
        self.refused("/api/tables/nothing", "store.unknown_type")

    def test_a_record_with_all_around_it(self):
        id = self.got("/api/tables/hazard?limit=1")["rows"][0][0]
        self.assertGreaterEqual(len(self.got(f"/api/records/hazard/{id}/history")["operations"]), 1)
        links = self.got(f"/api/records/hazard/{id}/links")
        self.assertIn("place", [link["field"] for link in links["refers_to"]])
        self.assertIn("state", self.got(f"/api/records/hazard/{id}/transitions"))
        self.assertIn("items", self.got(f"/api/records/hazard/{id}/findings"))
        self.refused(f"/api/records/place/{id}/history", "store.unknown_record")

    def test_a_draft_a_measure_and_a_coordinate(self):
        square = {"type": "Polygon", "coordinates": [[[30, 10], [30.001, 10], [30.001, 10.001], [30, 10.001], [30, 10]]]}
        checked = self.done("POST", "/api/records/check", {"type": "hazard", "geometry": square})
        self.assertAlmostEqual(checked["computed"]["area_computed"], 12120, delta=50)
        self.assertEqual(self.done("POST", "/api/measure", {"geometry": square})["area_m2"],
                         checked["computed"]["area_computed"])
        self.assertEqual(self.got("/api/coordinates?text=10%20N%2030%20E")["lon"], 30)
        self.assertEqual(self.done("POST", "/api/legs", {"start": "10 N 30 E", "legs": ["0 10", "90 10", "180 10"]})["walked_m"], 30)
        self.refused("/api/coordinates", "request.missing_parameter")

    def test_a_bulk_edit_and_its_undo(self):
        change = {"type": "hazard", "filter": "class = 'cha'", "set": {"priority": "high"}, "reason": "test"}
        shown = self.done("POST", "/api/bulk", {**change, "dry_run": True})
        changed = self.done("POST", "/api/bulk", change)
        self.assertEqual(changed["count"], shown["count"])
        self.assertEqual(self.done("POST", f"/api/batches/{changed['batch']}/undo")["count"], changed["count"])
        self.refused(f"/api/batches/{changed['batch']}/undo", "batch.moved_on", method="POST")

    def test_a_check_its_findings_and_its_scores(self):
        started = self.done("POST", "/api/checks", status=202)
        result = self.job(started)
        found = self.got("/api/findings?limit=3")
        self.assertEqual(found["total"], sum(result["open"].values()))
        scores = self.got("/api/quality/scores?type=hazard")["checks"]
        self.assertTrue(any(row["organisation"] == "*" for row in scores[-1]["rows"]))
        if found["items"]:
            id = found["items"][0]["id"]
            self.refused(f"/api/findings/{id}/settle", "finding.reason_missing", {"state": "waived"}, "POST")
            settled = self.done("POST", f"/api/findings/{id}/settle", {"state": "waived", "reason": "known"})
            self.assertEqual(settled["state"], "waived")
            self.assertEqual(self.got("/api/findings?limit=0")["total"], found["total"] - 1)

    def test_the_ledger_agrees_with_the_indicator_and_the_home_page(self):
        ledger = self.got("/api/ledger?by=province")
        self.assertAlmostEqual(sum(row["remaining"] for row in ledger["rows"]), ledger["total"]["remaining"], delta=0.01)
        remaining = ledger["total"]["remaining"]
        self.assertAlmostEqual(self.got("/api/indicators/remaining_area")["total"]["value"], remaining, delta=0.01)
        self.assertAlmostEqual(self.got("/api/home")["remaining_total_m2"], remaining, delta=0.01)
        years = self.got("/api/ledger?by=year")["rows"]
        self.assertAlmostEqual(years[-1]["closing"], remaining, delta=0.01)
        hazard = self.got("/api/ledger?by=hazard&limit=1")["rows"][0]["key"]
        self.assertTrue(self.got(f"/api/ledger/{hazard}")["entries"])
        self.assertIn("total", self.got("/api/ledger/findings"))

    def test_every_indicator_answers(self):
        for indicator in self.got("/api/indicators")["items"]:
            table = self.got(f"/api/indicators/{indicator['id']}?period=2020..2025")
            self.assertEqual(table["indicator"], indicator["id"])
        book = self.server.get("/api/indicators/land_released?split=method&f=xlsx")
        self.assertIn("xl/workbook.xml", zipfile.ZipFile(io.BytesIO(book.body)).namelist())
        self.assertIn(b"land_released", self.server.get("/api/indicators/land_released?f=csv").body)

    def test_a_figure_made_of_others_follows_its_records(self):
        made_of_others = ("grade_gap?period=2011", "women_representation?period=2011&split=grade")
        before = [self.got("/api/indicators/" + one) for one in made_of_others]
        self.assertIsNone(before[0]["total"]["value"])
        self.assertEqual(before[1]["cells"], [])
        organisation = self.got("/ogc/collections/organisation/items?limit=1")["features"][0]["id"]
        for sex, grade, people in (("female", "senior", 5), ("female", "junior", 45), ("male", "senior", 16), ("male", "junior", 163)):
            made = self.server.ask("POST", "/ogc/collections/staff_snapshot/items", {"type": "Feature", "geometry": None, "properties": {
                "organisation": organisation, "year": 2011, "counted_on": "2011-12-31", "function": "operations", "grade": grade, "contract": "permanent",
                "nationality": "national", "sex": sex, "people": people}}, {"Content-Type": "application/geo+json"})
            self.assertEqual(made.status, 201, made.body)
        self.assertAlmostEqual(self.got("/api/indicators/" + made_of_others[0])["total"]["value"], (5 / 21 - 50 / 229) * 100, places=9)
        senior = next(cell for cell in self.got("/api/indicators/" + made_of_others[1])["cells"] if cell["key"] == ["senior"])
        self.assertAlmostEqual(senior["value"], (5 / 21) / (50 / 229), places=9)
        self.assertEqual([senior["shares"][name] for name in ("group_in_part", "part", "group", "all")], [5, 21, 50, 229])

    def test_dashboards_are_saved(self):
        made = self.done("POST", "/api/dashboards", {"title": "Mine", "items": [{"indicator": "land_released"}]}, 201)
        self.assertIn(made["id"], [one["id"] for one in self.got("/api/dashboards")["items"]])
        self.done("PUT", "/api/dashboards/" + made["id"], {"title": "Ours", "items": [], "shared": True})
        self.assertEqual(self.got("/api/dashboards/" + made["id"])["title"], "Ours")
        self.done("DELETE", "/api/dashboards/" + made["id"], status=204)
        self.refused("/api/dashboards/" + made["id"], "dashboard.unknown")

    def test_an_import_from_the_file_to_its_rejected_rows(self):
        rows = "local_id;class;status;identified_on;contamination\nNEW-1;sha;open;2024-03-01;ap_mine\nNEW-2;sha;open;soon;ap_mine\n"
        upload = self.send("/api/imports?name=../new%20hazards.csv", rows.encode())
        self.assertEqual([column["name"] for column in upload["tables"][0]["columns"]],
                         ["local_id", "class", "status", "identified_on", "contamination"])
        path = "/api/imports/" + upload["upload"]
        self.assertIn(upload["upload"], [one["upload"] for one in self.got("/api/imports")["items"]])
        proposal = self.done("POST", path + "/proposal", {"type": "hazard"})
        self.assertEqual(proposal["type"], "hazard")
        tried = self.job(self.done("POST", path + "/dry-run", {"profile": proposal["profile"]}, 202))
        self.assertTrue(tried["dry_run"])
        before = self.got("/api/tables/hazard?limit=0")["total"]
        if tried["rejected"]:
            self.assertIn(b"reason", self.server.get(path + "/rejects").body)
        self.job(self.done("POST", path + "/run", {"profile": proposal["profile"], "partial": True}, 202))
        self.assertGreater(self.got("/api/tables/hazard?limit=0")["total"], before)
        refused = self.refused(path + "/dry-run", "import.profile_unsound", {"profile": "nothing: here"}, "POST")
        self.assertTrue(refused.json()["values"]["problems"])
        self.done("DELETE", path, status=204)
        self.refused(path, "import.unknown_upload")
        self.refused("/api/imports/..%2f..", "request.bad_path")

    def send(self, path, body, status=201):
        answer = self.server.ask("POST", path, body=body, headers={"Content-Type": "application/octet-stream"})
        self.assertEqual(answer.status, status, answer.body[:300])
        return answer.json()

    def test_an_attachment_is_what_its_content_says(self):
        picture = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
        kept = self.send("/api/attachments", picture)
        self.assertEqual(kept["media_type"], "image/png")
        answer = self.server.get("/api/attachments/" + kept["sha256"])
        self.assertEqual((answer.body, answer.header("Content-Type")), (picture, "image/png"))
        for bad in (b"<html><script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x7fELF\x02\x01", b""):
            self.assertEqual(self.send("/api/attachments", bad, 415)["code"], "attachment.not_taken")
        self.refused("/api/attachments/" + "0" * 64, "attachment.unknown")

    def test_an_export_of_everything_is_a_job(self):
        started = self.done("POST", "/api/exports", {"format": "gpkg"}, 202)
        self.assertIn("hazard", self.job(started)["rows"])
        self.assertTrue(self.server.get("/api/exports/" + started["export"]).body.startswith(b"SQLite"))
        self.refused("/api/exports", "store.unknown_type", {"format": "csv", "types": ["nothing"]}, "POST")

    def test_settings_and_help(self):
        settings = self.done("PUT", "/api/settings", {"title": "Kitara", "base_maps": [{"name": "Own", "url": "/tiles/{z}/{x}/{y}"}]})
        self.assertEqual(self.got("/api/settings")["title"], "Kitara")
        self.assertEqual(settings["base_maps"][0]["kind"], "xyz")
        for bad in ({"title": ""}, {"public_view": "yes"}, {"languages": ["xx"]}, {"colour": "red"},
                    {"base_maps": [{"name": "x", "url": "javascript:alert(1)"}]}):
            self.refused("/api/settings", "settings.bad_value", bad, "PUT")
        for page in self.got("/api/help")["items"]:
            html = self.got("/api/help/" + page["page"])["html"]
            self.assertNotIn("<script", html)
            self.assertRegex(html, "<h1")
        self.refused("/api/help/nothing", "help.unknown_page")

    def test_the_home_page_says_what_changed_since(self):
        seq = self.got("/api/home")["seq"]
        self.done("POST", "/api/bulk", {"type": "organisation", "filter": "name IS NOT NULL", "set": {"kind": "ngo"}})
        changes = self.got(f"/api/home?since={seq}")["changes_since"]
        self.assertEqual(list(changes["by_type"]) if changes["count"] else [], ["organisation"] if changes["count"] else [])


if __name__ == "__main__":
    unittest.main()
