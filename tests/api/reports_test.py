# SPDX-License-Identifier: Apache-2.0
"""Reports through the built program: every figure is the indicator's, paper and workbooks hold them, what is published stays."""
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from reported import ReportTest, tilth  # noqa: E402
from serving import Person, Serving, account, signed_in  # noqa: E402

ABOUT = {"hazard_dossier": "hazard", "task_order": "task", "completion_report": "completion_report", "handover_certificate": "handover",
         "environmental_closeout": "env_closeout", "maturity": "assessment", "case_file": "survivor_case", "building_floors": "site_unit"}
OF_A_YEAR = ["annual_land_release", "national_balance", "casualty_bulletin", "risk_education", "quality_log", "operator_performance",
             "beneficiaries"]


class Reports(ReportTest):
    def test_the_list_names_every_report_of_the_model(self):
        listed = {one["name"] for one in self.answered("report", self.file, "--list")["reports"]}
        files = {name[:-5] for name in os.listdir(os.path.join(os.path.dirname(__file__), "../../model/reports"))}
        self.assertEqual(listed, files)
        self.assertTrue(set(ABOUT) | set(OF_A_YEAR) | {"monthly_land_release"} <= listed)

    def test_where_no_hazard_is_recorded_nothing_is_known_to_be_left(self):
        file = os.path.join(self.work, "empty.gpkg")
        tilth("init", file)
        (left,) = self.answered("indicators", file, "LR1")
        self.assertEqual((left["total"]["value"], left["total"]["reason_if_null"]), (None, "NO_DATA"))
        (released,) = self.answered("indicators", file, "LR2")
        self.assertEqual(released["total"]["value"], 0, "nothing was released, which is known")
        document = self.answered("report", file, "national_balance", "--period", "2024")
        self.assertEqual([one["value"] for one in document["figures"] if one["code"] == "LR1"][:1], [None])
        self.assertNotIn("remaining", self.answered("ledger", file)["total"])

    def test_before_the_first_hazard_was_recorded_nothing_is_known_to_be_left(self):
        first = min(str(line["year"]) for line in self.answered("ledger", self.file)["years"] if line["year"])
        before = str(int(first) - 1)
        if any(line["year"] is None for line in self.answered("ledger", self.file, "--as-at", f"{before}-12-31")["years"]):
            self.skipTest("the made-up programme has land that nobody dated")
        (left,) = self.answered("indicators", self.file, "LR1", "--period", before)
        self.assertEqual((left["total"]["value"], left["total"]["reason_if_null"]), (None, "NO_DATA"))
        (known,) = self.answered("indicators", self.file, "LR1", "--period", first)
        self.assertGreater(known["total"]["value"], 0)
        for name in ("national_balance", "annual_land_release"):
            document = self.answered("report", self.file, name, "--period", before)
            for figure in document["figures"]:
                if figure["code"] in ("LR1", "LR3") and figure["to"] == f"{before}-12-31":
                    self.assertEqual((figure["value"], figure["reason_if_null"]), (None, "NO_DATA"), figure["name"])
        account = self.parts(self.answered("report", self.file, "national_balance", "--period", before), "table")[0]
        self.assertEqual((account["rows"], account["notes"]), ([], ["no data"]))

    def test_what_organisations_did_is_of_the_year(self):
        document = self.answered("report", self.file, "operator_performance", "--period", "2024")
        table = self.parts(document, "table")[0]
        titles = [column["title"] for column in table["columns"]]
        for entry in ("cleared", "reduced", "cancelled"):
            (released,) = self.answered("indicators", self.file, "LR2", "--period", "2024", "--split", "entry")
            of_year = next((cell["value"] for cell in released["cells"] if cell["key"] == [entry]), 0)
            at = titles.index(entry.capitalize())
            self.assertAlmostEqual(table["sums"][at]["value"], of_year, places=2, msg=entry)
            self.assertAlmostEqual(sum(row[at]["value"] for row in table["rows"]), of_year, places=1, msg=entry)

    def test_a_group_is_not_compared_with_a_year_of_itself(self):
        asked = tilth("--json", "indicators", self.file, "DI10", "--split", "year")
        self.assertEqual((asked.returncode, json.loads(asked.stdout)["problem"]), (3, "indicator.unknown_split"))

    def test_events_that_others_read_of_are_those_of_the_gate(self):
        (inside,) = self.answered("indicators", self.file, "EV1", "--period", "2024", "--split", "kind")
        few = {cell["key"][0] for cell in inside["cells"] if 0 < cell["value"] < 10}
        document = self.answered("report", self.file, "annual_land_release", "--period", "2024", "--for", "public")
        told = {figure["cell"][0]["value"]: figure for figure in document["figures"] if figure["code"] == "EV1" and figure["cell"]}
        for kind in few & set(told):
            self.assertEqual((told[kind]["value"], told[kind]["n"]), (None, None), kind)
        self.assertTrue(all(figure["about_people"] for figure in document["figures"] if figure["code"] == "EV1"))

    def test_every_figure_of_a_yearly_report_is_the_indicators(self):
        for name in OF_A_YEAR:
            with self.subTest(name):
                document = self.answered("report", self.file, name, "--period", "2024")
                self.assertGreater(self.held_against_the_indicators(document), 1, name)

    def test_every_figure_of_a_month_is_the_indicators(self):
        document = self.answered("report", self.file, "monthly_land_release", "--period", "2024-03")
        self.assertGreater(self.held_against_the_indicators(document), 8)
        self.assertIn("March 2024", json.dumps(document["parameters"]))
        before = [figure for figure in document["figures"] if figure["from"] == "2024-02-01"]
        self.assertTrue(before and all(figure["to"] == "2024-02-29" for figure in before))

    def test_every_figure_about_one_record_is_the_indicators(self):
        for name, type_name in ABOUT.items():
            with self.subTest(name):
                record = self.released_hazard()[1] if type_name == "hazard" else self.first(type_name)
                document = self.answered("report", self.file, name, "--record", record)
                self.held_against_the_indicators(document)
                self.assertTrue(self.parts(document, "facts")[0]["rows"], name)

    def test_the_dossier_of_a_hazard_tells_its_account(self):
        raw, hazard = self.released_hazard()
        document = self.answered("report", self.file, "hazard_dossier", "--record", hazard)
        account = self.answered("ledger", self.file, "--hazard", hazard)["total"]
        told = {figure["name"].split(" ..")[0]: figure["value"] for figure in document["figures"]}
        self.assertAlmostEqual(told["remaining_area"], account["remaining"], places=2)
        for kind in ("cleared", "reduced", "cancelled"):
            self.assertAlmostEqual(told[f"land_released entry={kind}"], account[kind], places=2)
        products = next(part for part in self.parts(document, "records") if part["type"] == "land_release_product")
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
            count = file.execute("SELECT count(*) FROM land_release_product WHERE hazard = ?", (raw,)).fetchone()[0]
        self.assertEqual(products["total_rows"], count)
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
            file.create_function("told", 1, self.told, deterministic=True)
            raw_found, found = file.execute(
                "SELECT a.hazard, count(*) FROM device_line d JOIN activity a ON told(a.id) = told(d.activity) WHERE a.hazard IS NOT NULL AND d.hazard IS NULL "
                "GROUP BY 1 ORDER BY 2 DESC LIMIT 1").fetchone()
            count = file.execute("SELECT count(*) FROM device_line d LEFT JOIN activity a ON told(a.id) = told(d.activity) WHERE d.hazard = ?1 OR a.hazard = ?1",
                                 (raw_found,)).fetchone()[0]
        self.assertGreater(found, 0)
        found_there = self.answered("report", self.file, "hazard_dossier", "--record", self.told(raw_found))
        devices = next(part for part in self.parts(found_there, "records") if part["type"] == "device_line")
        self.assertEqual(devices["total_rows"], count, "what the work on the land found is of the land")
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
            one_of_each = [(drawn, file.execute(f"SELECT id FROM hazard WHERE perimeter IS NOT NULL AND status {test} 'closed' LIMIT 1").fetchone()[0])
                           for drawn, test in (("danger", "<>"), ("closed", "="))]
        for drawn, raw_one in one_of_each:
            shapes = self.parts(self.answered("report", self.file, "hazard_dossier", "--record", self.told(raw_one)), "map")[0]["shapes"]
            self.assertEqual([shape["role"] for shape in shapes if shape.get("record", {}).get("id") == self.told(raw_one)], [drawn])
            if drawn == "danger":
                self.assertEqual(shapes[-1]["role"], "danger", "danger lies on top")
            else:
                self.assertNotIn("danger", {shape["role"] for shape in shapes})

    def test_the_map_of_a_past_year_has_the_danger_of_then(self):
        for year in (2019, 2023):
            document = self.answered("report", self.file, "annual_land_release", "--period", str(year))
            shapes = next(part for part in self.parts(document, "map") if any(entry["role"] == "danger" for entry in part["legend"]))["shapes"]
            with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
                end = f"{year}-12-31"
                for role, query in (("danger", "SELECT count(*), sum(status = 'closed') FROM hazard WHERE removed = 0 AND perimeter IS NOT NULL "
                                               "AND identified_on <= ?1 AND (status <> 'closed' OR closed_on > ?1)"),
                                    ("released", "SELECT count(*), count(*) FROM land_release_product WHERE removed = 0 AND perimeter IS NOT NULL "
                                                 "AND status = 'approved' AND released_on <= ?1")):
                    count, telling = file.execute(query, (end,)).fetchone()
                    self.assertGreater(telling, 0, "closed since: the test says something")
                    self.assertEqual(sum(shape["role"] == role for shape in shapes), count, f"{role} of {year}")

    def test_the_balance_is_the_ledgers(self):
        document = self.answered("report", self.file, "national_balance", "--period", "2024")
        table = self.parts(document, "table")[0]
        years = {str(line["year"]): line for line in self.answered("ledger", self.file, "--as-at", "2024-12-31")["years"]}
        titles = [column["title"] for column in table["columns"]]
        self.assertGreaterEqual(len(table["rows"]), 5)
        closing = None
        for row in table["rows"]:
            cells = dict(zip(titles, row))
            line = years[cells["Year"]["text"]]
            for title, key in (("Opening", "opening"), ("Closing", "closing"), ("Created", "created"), ("Cancelled", "cancelled"),
                               ("Reduced", "reduced"), ("Cleared", "cleared")):
                self.assertAlmostEqual(cells[title]["value"], line[key], places=2)
            if closing is not None:
                self.assertEqual(cells["Opening"]["text"], closing, "each closing is the next opening")
            closing = cells["Closing"]["text"]
            shown = {title: int(cell["text"].replace(",", "")) for title, cell in cells.items() if title != "Year"}
            out = sum(shown.get(title, 0) for title in ("Cancelled", "Reduced", "Cleared", "Transferred out", "Reclassified out"))
            into = sum(shown.get(title, 0) for title in ("Created", "Extended", "Transferred in", "Reclassified in", "Corrected"))
            self.assertEqual(shown["Opening"] + into - out, shown["Closing"], "every line adds up as it is shown")
        remaining = next(figure for figure in document["figures"] if figure["name"].startswith("remaining_area 2024-01-01"))
        self.assertAlmostEqual(remaining["value"], years["2024"]["closing"], places=2)

    def test_a_place_is_narrowed_to_and_its_parts_add_up_to_the_whole(self):
        whole = self.answered("report", self.file, "annual_land_release", "--period", "2024")
        table = next(part for part in self.parts(whole, "table") if len(part["rows"]) > 1 and part.get("sums") and len(part["columns"]) > 2)
        self.assertAlmostEqual(sum(row[-1]["value"] for row in table["rows"]), table["sums"][-1]["value"], places=1)
        province = self.first("place", "level = 1")
        part = self.answered("report", self.file, "annual_land_release", "--period", "2024", "--place", province)
        name = part["parameters"]["place"]["words"]
        cleared = next(f for f in part["figures"] if f["name"].startswith("land_released entry=cleared 2024-01-01..2024-12-31"))
        of_whole = next((f for f in whole["figures"] if f["name"].startswith(f"land_released province={name} entry=cleared 2024")), None)
        self.assertEqual(cleared["value"], of_whole["value"] if of_whole else 0)

    def test_as_of_an_earlier_day_a_bulletin_is_another(self):
        now = self.answered("report", self.file, "casualty_bulletin", "--period", "2024")
        then = self.answered("report", self.file, "casualty_bulletin", "--period", "2024", "--as-of", "1")
        of = lambda document: next(f for f in document["figures"] if f["name"].startswith("casualties 2024-01-01"))
        self.assertGreater(of(now)["value"], 0)
        self.assertEqual(of(then)["value"], 0)
        self.assertEqual(of(then)["as_of"]["operation"], 1)
        # 2024 would be an operation, and people mean the year.
        asked = tilth("--json", "report", self.file, "casualty_bulletin", "--period", "2024", "--as-of", "2024")
        self.assertEqual((asked.returncode, json.loads(asked.stdout)["problem"]), (2, "ledger.bad_date"))

    def test_nothing_is_called_safe_and_land_is_never_green(self):
        for name in ("annual_land_release", "national_balance"):
            for language in ("en", "fr", "es", "ar"):
                page = tilth("--language", language, "report", self.file, name, "--period", "2024", "--format", "html").stdout
                self.assertNotRegex(page, r"(?i)\bsafe\b|\bsûre?s?\b|\bsegur[oa]s?\b|آمن")
                self.assertNotRegex(page, r"(?i)\.(released|place|work)\{fill:(green|#0f0|lime)")
        certificate = tilth("report", self.file, "handover_certificate", "--record", self.first("handover"), "--format", "html").stdout
        self.assertNotRegex(certificate, r"(?i)\bsafe\b")
        self.assertIn("no promise that nothing is left", certificate)

    def test_paper_holds_the_figures_in_english_and_arabic(self):
        for language, title, word in (("en", "Annual land release", "Definition"), ("ar", None, None)):
            file = os.path.join(self.work, f"annual-{language}.pdf")
            done = tilth("--language", language, "report", self.file, "annual_land_release", "--period", "2024", "-o", file)
            self.assertEqual(done.returncode, 0, done.stderr)
            text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
            document = json.loads(tilth("--json", "--language", language, "report", self.file, "annual_land_release", "--period", "2024").stdout)
            for figure in document["figures"][:6]:
                digits = re.findall(r"[\d,.]+", figure["text"])
                if digits:
                    self.assertIn(digits[0], text, figure["name"])
            fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
            self.assertTrue(fonts and all(" yes " in line for line in fonts), "every font lies in the file")
            if title:
                self.assertIn(title, text)
                self.assertIn(word, text)
            else:
                self.assertRegex(text, r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]{3}")

    def test_without_a_font_for_the_language_no_page_is_written_and_it_says_so(self):
        latin = os.path.join(self.work, "latin")
        os.makedirs(latin, exist_ok=True)
        found = subprocess.run(["fc-list", ":", "file", "family"], capture_output=True, text=True, check=True).stdout
        font = next(line.split(":")[0] for line in found.splitlines() if "NotoSansOgham" in line or "NotoSansOldItalic" in line or "D050000L" in line)
        shutil.copy(font, latin)
        settings = os.path.join(latin, "fonts.conf")
        with open(settings, "w", encoding="utf-8") as out:
            out.write(f"<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>{latin}</dir><cachedir>{latin}</cachedir></fontconfig>")
        file = os.path.join(self.work, "none.pdf")
        done = tilth("--json", "--language", "ar", "report", self.file, "national_balance", "--period", "2024", "-o", file,
                     env={"FONTCONFIG_FILE": settings})
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        self.assertEqual(json.loads(done.stdout)["problem"], "report.no_font")

    def test_a_workbook_holds_numbers_and_passports(self):
        file = os.path.join(self.work, "balance.xlsx")
        self.assertEqual(tilth("report", self.file, "national_balance", "--period", "2024", "-o", file).returncode, 0)
        told = subprocess.run(["ogrinfo", "-ro", "-al", file], capture_output=True, text=True, check=True).stdout
        document = self.answered("report", self.file, "national_balance", "--period", "2024")
        remaining = next(figure for figure in document["figures"] if figure["name"].startswith("remaining_area 2024-01-01"))
        self.assertIn(f"{remaining['value']:.2f}".rstrip("0").rstrip("."), told)
        self.assertIn(remaining["definition"][:40], told)

    def test_what_is_published_never_changes_though_records_do(self):
        file = os.path.join(self.work, "published.gpkg")
        shutil.copy(self.file, file)
        if os.path.exists(self.file + ".keys"):
            shutil.copy(self.file + ".keys", file + ".keys")
        published = json.loads(tilth("--json", "report", file, "annual_land_release", "--period", "2024", "--publish", "--author", "amina").stdout)
        document = json.loads(tilth("report", file, "--show", published["id"]).stdout)
        canonical = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
        self.assertEqual(published["by"], "amina")
        self.assertEqual(json.loads(tilth("--json", "report", file, "--compare", published["id"]).stdout)["differing"], [])
        rows = os.path.join(self.work, "late.csv")
        with open(rows, "w", encoding="utf-8") as out:
            place = self.sql("SELECT name FROM place GROUP BY name HAVING count(*) = 1 LIMIT 1")[0][0]
            out.write("local_id,class,status,place,contamination,basis,area_reported,identified_on\n"
                      f"LATE-1,sha,open,{place},ap_mine,reported,12345,2024-05-05\n")
        profile = os.path.join(self.work, "late.yaml")
        with open(profile, "w", encoding="utf-8") as out:
            out.write(tilth("import", file, rows, "--type", "hazard", "--propose").stdout)
        done = tilth("import", file, rows, "--profile", profile)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        again = json.loads(tilth("report", file, "--show", published["id"]).stdout)
        self.assertEqual(again, document)
        self.assertEqual(len(hashlib.sha256(canonical.encode()).hexdigest()), len(published["sha256"]))
        changed = json.loads(tilth("--json", "report", file, "--compare", published["id"]).stdout)
        self.assertTrue(changed["differing"], "today says something else")
        self.assertTrue(any(one["difference"] == 12345 for one in changed["differing"]), changed["differing"])
        self.assertEqual(tilth("verify", file).returncode, 0)

    def test_for_the_public_no_small_number_of_people_shows(self):
        file = os.path.join(self.work, "public.gpkg")
        shutil.copy(self.file, file)
        if os.path.exists(self.file + ".keys"):
            shutil.copy(self.file + ".keys", file + ".keys")
        dry = json.loads(tilth("--json", "report", file, "casualty_bulletin", "--period", "2024", "--for", "public").stdout)
        self.assertEqual(json.loads(tilth("--json", "report", file, "--published").stdout)["published"], [])
        done = tilth("--json", "report", file, "casualty_bulletin", "--period", "2024", "--for", "public", "--publish")
        self.assertEqual(done.returncode, 0, done.stdout)
        document = json.loads(tilth("report", file, "--show", json.loads(done.stdout)["id"]).stdout)
        for made in (dry, document):
            people = [figure for figure in made["figures"] if figure["about_people"]]
            self.assertTrue(any(figure["value"] for figure in people), "something is shown")
            for figure in people:
                self.assertFalse(figure["value"] is not None and 0 < figure["value"] < 10, figure["name"])
                self.assertIsNone(figure["n"], figure["name"])
                self.assertIsNone(figure["records"], figure["name"])

    def test_questions_that_do_not_fit_are_refused(self):
        for words, code in ((["nothing"], "report.unknown"), (["hazard_dossier"], "report.needs_record"),
                            (["hazard_dossier", "--record", "no such"], "store.unknown_record"),
                            (["task_order", "--period", "2024"], "report.takes_no"),
                            (["national_balance", "--place", self.first("place")], "report.takes_no"),
                            (["national_balance", "--period", "2024", "--format", "pdf"], "report.needs_output"),
                            (["--show", "none"], "report.unknown_published")):
            done = tilth("--json", "report", self.file, *words)
            self.assertNotEqual(done.returncode, 0, words)
            self.assertEqual(json.loads(done.stdout)["problem"], code, words)


class Served(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=3000)
        for role in ("viewer", "collector", "information_manager"):
            account(cls.server, role, role)
        cls.server.start()
        cls.people = {role: signed_in(cls.server, role) for role in ("viewer", "collector", "information_manager")}
        cls.people["nobody"] = Person(cls.server)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def test_a_report_is_read_as_document_page_paper_and_workbook(self):
        manager = self.people["information_manager"]
        listed = manager.get("/api/reports").json()["items"]
        self.assertGreaterEqual(len(listed), 14)
        document = manager.get("/api/reports/annual_land_release?period=2024").json()
        self.assertEqual(document["report"], "annual_land_release")
        for kind, start in (("html", b"<!doctype html>"), ("pdf", b"%PDF-"), ("xlsx", b"PK")):
            answer = manager.get(f"/api/reports/annual_land_release?period=2024&f={kind}")
            self.assertEqual(answer.status, 200)
            self.assertTrue(answer.body.startswith(start), kind)
        self.assertEqual(manager.get("/api/reports/annual_land_release?period=2024&f=doc").status, 400)
        self.assertEqual(manager.get("/api/reports/none").status, 404)

    def test_every_report_answers_as_described(self):
        manager = self.people["information_manager"]
        for one in manager.get("/api/reports").json()["items"]:
            query = ""
            if one["about"]:
                query = "?record=" + manager.get(f"/api/tables/{one['about']}?limit=1").json()["rows"][0][0]
            answer = manager.get(f"/api/reports/{one['name']}{query}")
            if answer.status == 400 and answer.json()["code"] == "report.other_record":
                continue  # the first record is of another kind, such as a report under another treaty
            self.assertEqual(answer.status, 200, one["name"] + answer.body.decode()[:300])

    def test_a_viewer_sees_no_figure_about_people_and_no_hidden_record(self):
        document = self.people["viewer"].get("/api/reports/casualty_bulletin?period=2024").json()
        self.assertTrue(all(figure["value"] is None for figure in document["figures"] if figure["about_people"]))
        names = {one["name"] for one in self.people["viewer"].get("/api/reports").json()["items"]}
        self.assertNotIn("hazard_dossier", names)
        hazard = self.people["information_manager"].get("/api/tables/hazard?limit=1").json()["rows"][0][0]
        self.assertEqual(self.people["viewer"].get(f"/api/reports/hazard_dossier?record={hazard}").json()["code"], "report.not_for_reader")

    def test_what_is_published_is_read_by_those_it_was_made_for(self):
        manager, viewer = self.people["information_manager"], self.people["viewer"]
        ask = lambda reader: manager.ask("POST", "/api/reports/national_balance/published", {"period": "2024", "reader": reader})
        self.assertEqual(self.people["collector"].ask("POST", "/api/reports/national_balance/published", {}).status, 403)
        made = {reader: ask(reader) for reader in ("inside", "partners", "public")}
        for reader, answer in made.items():
            self.assertEqual(answer.status, 201, answer.body)
            self.assertEqual(answer.json()["reader"], reader)
        seen = {one["reader"] for one in viewer.get("/api/published-reports").json()["items"]}
        self.assertEqual(seen, {"partners", "public"})
        inside = made["inside"].json()["id"]
        self.assertEqual(viewer.get(f"/api/published-reports/{inside}").status, 404)
        self.assertEqual(manager.get(f"/api/published-reports/{inside}").json()["document"]["report"], "national_balance")
        self.assertEqual(manager.get(f"/api/published-reports/{inside}?f=pdf").body[:5], b"%PDF-")
        changes = manager.get(f"/api/published-reports/{inside}/changes").json()
        self.assertEqual(changes["differing"], [])
        self.assertGreater(changes["same"], 3)
        self.assertEqual(viewer.get(f"/api/published-reports/{made['public'].json()['id']}/changes").json()["code"], "access.partial_view")
        self.assertEqual(self.people["nobody"].get("/api/published-reports").status, 401)


if __name__ == "__main__":
    unittest.main()
