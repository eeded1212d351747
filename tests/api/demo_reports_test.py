# SPDX-License-Identifier: Apache-2.0
"""What `tilth demo` shows: every report has something to say in every section, and the made-up history agrees with itself."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH  # noqa: E402

# What a report about a record is asked about. The second site shows a little of all work.
SUBJECTS = {"treaty_report": {"apmbc_article_7": "A7-2024", "ccm_article_7": "C7-2024"}, "extension_request": "EX-1", "grant": "GR-2020-A",
            "meeting": "Twenty-fourth meeting (made up)", "hazard": "HA-0000002", "task": "T-0000002", "completion_report": "C-0000002",
            "handover": "H-0000002", "assessment": "AS-2025-SELF",
            "evaluation": "EV-2025", "return_area": "Return 2 (made up)",
            "coalition": "Coalition of the two shores (made up)", "priority_run": "PR-2024"}
# Sections that may be empty, and why.
MAY_BE_EMPTY = {
    ("building_floors", "not_released"): "a building is made up with the floors that were released in it",
    ("environmental_closeout", "incidents"): "no incident happened at the site, as at most",
    ("referral_log", "waiting"): "a referral that waits too long is a finding, and nobody planted one",
    ("legal_framework", "missing"): "what is missing stands in sentences; nothing waits to be in force or runs out",
    ("va_services", "stale"): "a service that nobody verified in a year is a finding, and nobody planted one",
}


class DemoReports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="tilth-demo-reports-")
        cls.file = os.path.join(cls.work, "kitara.gpkg")
        subprocess.run([TILTH, "demo", cls.work], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.work, ignore_errors=True)

    def asked(self, *words):
        done = subprocess.run([TILTH, "--json", *words], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, f"{words}: {done.stdout[:400]} {done.stderr[:400]}")
        return json.loads(done.stdout)

    def sql(self, question):
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
            # The file keeps ids as blobs, and references as the text that the program tells.
            file.create_function("told", 1, lambda raw: str(uuid.UUID(bytes=raw)), deterministic=True)
            return file.execute(question).fetchall()

    def subject(self, report, about):
        if about == "env_closeout":
            close_out = self.sql("SELECT told(e.id) FROM env_closeout e JOIN completion_report c ON e.completion = told(c.id) WHERE c.local_id = 'C-0000002'")
            return close_out[0][0]
        if about == "survivor_case":
            return self.sql("SELECT told(c.id) FROM survivor_case c WHERE EXISTS (SELECT 1 FROM need n JOIN service_given s ON s.\"case\" = n.\"case\" JOIN referral r "
                            "ON r.\"case\" = n.\"case\" WHERE n.\"case\" = told(c.id)) ORDER BY c.local_id LIMIT 1")[0][0]
        if about == "site_unit":
            return self.sql("SELECT told(b.id) FROM site_unit b WHERE b.kind = 'building' AND EXISTS (SELECT 1 FROM site_unit f WHERE f.part_of = told(b.id)) ORDER BY b.local_id LIMIT 1")[0][0]
        known = SUBJECTS[about]
        return known if isinstance(known, str) else known[report]

    def says_something(self, part, figures):
        """A figure that is known and not nothing, a row, a value."""
        kind = part["kind"]
        if kind == "text":
            return any("figure" in piece and figures[piece["figure"]]["value"] not in (None, 0) for piece in part["pieces"])
        if kind in ("table", "records"):
            return bool(part["rows"])
        if kind == "facts":
            return any(row["cell"]["text"] not in ("", "–") for row in part["rows"])
        return bool(part.get("bars") or part.get("shapes") or part.get("areas"))

    def test_no_report_has_a_section_without_a_figure_or_a_row(self):
        empty, reports = [], self.asked("report", self.file, "--list")["reports"]
        self.assertGreaterEqual(len(reports), 49)
        for report in reports:
            words = ["--record", self.subject(report["name"], report["about"])] if report["about"] else []
            document = self.asked("report", self.file, report["name"], *words)
            for section in document["sections"]:
                parts = [part for part in section["parts"] if part["kind"] != "signatures"]
                if all(part["kind"] == "text" and not any("figure" in piece for piece in part["pieces"]) for part in parts):
                    continue  # prose alone
                if parts and not any(self.says_something(part, document["figures"]) for part in parts):
                    empty.append((report["name"], section["id"]))
        self.assertEqual(sorted(set(empty) - set(MAY_BE_EMPTY)), [])

    def test_the_close_out_draws_what_could_be_harmed_and_says_where_its_rules_come_from(self):
        subject = ["report", self.file, "environmental_closeout", "--record", self.subject("environmental_closeout", "env_closeout")]
        legend = {entry["role"]: entry["words"] for section in self.asked(*subject)["sections"] for part in section["parts"] if part["kind"] == "map" for entry in part["legend"]}
        self.assertEqual(legend["place"], "Receptors")
        for language, words in (("en", "to be checked with the standard"), ("ar", "يجب التحقق منه مع المعيار")):
            page = subprocess.run([TILTH, "--language", language, *subject, "--format", "html"], capture_output=True, text=True, check=True).stdout
            head = page[page.index("<h1>"):page.index("<h2>")]
            self.assertIn("IMAS 07.13", head)
            self.assertIn(words, head)

    def test_the_month_that_is_shown_is_the_last_with_records(self):
        document = self.asked("report", self.file, "monthly_land_release")
        latest = self.sql("SELECT max(d) FROM (SELECT max(released_on) d FROM land_release_product WHERE status = 'approved' AND released_on <= date('now') UNION "
                          "SELECT max(disposed_on) FROM device_line WHERE disposed_on <= date('now', 'start of month', '-1 day'))")[0][0]
        self.assertEqual(document["parameters"]["period"]["from"], latest[:8] + "01")

    def test_a_bulletin_does_not_say_that_nothing_was_known_before_the_log_began(self):
        document = self.asked("report", self.file, "casualty_bulletin", "--period", "2025")
        then = next(one for one in document["figures"] if one["known_then"])
        self.assertEqual((then["value"], then["reason_if_null"]), (None, "LOG_BEGINS_LATER"))
        told = next(section for section in document["sections"] if section["id"] == "then")["parts"][0]
        self.assertIn("the log of this programme begins later", "".join(piece["text"] for piece in told["pieces"]))

    def test_the_draft_of_the_treaty_states_what_the_account_contradicts(self):
        found = self.asked("check", self.file, "--list", "--rule", "form_entry.area_differs")
        form = self.sql("SELECT told(f.id) FROM form_entry f JOIN treaty_report t ON f.report = told(t.id) WHERE t.local_id = 'A7-2025' AND f.form = 'c'")[0][0]
        self.assertIn(form, json.dumps(found))

    def test_land_with_mines_gives_mines_and_nothing_else(self):
        found = self.sql("SELECT h.contamination, d.category FROM device_line d JOIN activity a ON d.activity = told(a.id) "
                         "JOIN hazard h ON a.hazard = told(h.id)")
        self.assertGreater(len(found), 100)
        wrong = [row for row in found if "ap_mine" in row[0] and not row[1].startswith("ap_")]
        self.assertEqual(wrong, [])

    def test_what_a_page_shows_is_filled(self):
        for table, fields in {"task": ("due_on", "priority", "depth", "method", "threat_summary", "method_plan", "quality_plan"),
                              "completion_report": ("quality_summary", "recommendations", "devices"),
                              "land_release_product": ("submitted_on", "method"), "kap_survey": ("cluster_size",),
                              "staff_snapshot": ("age_group", "disability")}.items():
            for field in fields:
                self.assertEqual(self.sql(f"SELECT count(*) FROM {table} WHERE {field} IS NULL"), [(0,)], f"{table}.{field}")
        pillars = {row[0] for row in self.sql("SELECT DISTINCT pillar FROM beneficiary_count")}
        self.assertEqual(pillars, {"land_release", "eore", "eod_spot", "victim_assistance", "capacity", "marking"})
        for table in ("activity", "eore_session"):
            paid = self.sql(f"SELECT count(*) FROM {table} WHERE \"grant\" IS NOT NULL")[0][0]
            self.assertGreater(paid, self.sql(f"SELECT count(*) FROM {table}")[0][0] / 3, table)
        years = [row[0] for row in self.sql("SELECT DISTINCT substr(recorded_on, 1, 4) FROM border_record WHERE kind = 'survey' ORDER BY 1")]
        self.assertEqual(years, ["2022", "2023", "2024", "2025"])

    def test_no_indicator_of_the_review_is_without_a_value(self):
        for code, period in (("C7", "2025"), ("DI5", "2025"), ("LR16b", "2025"), ("N5b", "2025"), ("N5c", "2025"), ("TR2", "2019")):
            self.assertIsNotNone(self.asked("indicators", self.file, code, "--period", period)[0]["total"]["value"], code)
        standards = self.asked("indicators", self.file, "CE5", "--period", "2025", "--split", "assessment.local_id")[0]["cells"]
        self.assertTrue(any(cell["value"] for cell in standards))


if __name__ == "__main__":
    unittest.main()
