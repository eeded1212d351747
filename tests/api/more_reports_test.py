# SPDX-License-Identifier: Apache-2.0
"""Reports of meetings, treaties, money, coordination and people through the built program."""
import json
import os
import re
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from reported import ReportTest, tilth  # noqa: E402

MODEL = os.path.join(os.path.dirname(__file__), "../../model")
MEETING = "Twenty-fourth meeting (made up)"
SAFE = r"(?i)\bsafe\b|\bsûre?s?\b|\bsegur[oa]s?\b|آمن"


class MoreReports(ReportTest):
    records = 10000

    def of(self, name, *words, language="en"):
        return self.answered("--language", language, "report", self.file, name, *words)

    def section(self, document, section_id):
        return next(one for one in document["sections"] if one["id"] == section_id)

    def sentences(self, document, section_id):
        return ["".join(piece["text"] for piece in part["pieces"]) for part in self.section(document, section_id)["parts"] if part["kind"] == "text"]

    def tables(self, document, section_id):
        return [part for part in self.section(document, section_id)["parts"] if part["kind"] in ("table", "records")]

    def copy(self, name):
        """A file of its own to write to."""
        file = os.path.join(self.work, name)
        shutil.copy(self.file, file)
        if os.path.exists(self.file + ".keys"):
            shutil.copy(self.file + ".keys", file + ".keys")
        return file

    def enter(self, file, type_name, text, references=None, key="local_id"):
        rows = os.path.join(self.work, type_name + ".csv")
        profile = os.path.join(self.work, type_name + ".yaml")
        with open(rows, "w", encoding="utf-8") as out:
            out.write(text)
        columns = text.split("\n", 1)[0].split(",")
        fields = {one: {"column": one, **({"find_by": references[one]} if one in (references or {}) else {})} for one in columns}
        with open(profile, "w", encoding="utf-8") as out:
            out.write(f"profile: made_up\ntitle: made up\nsource: made up\ntype: {type_name}\nkey: [{key}]\nfields: {json.dumps(fields)}\n")
        done = tilth("import", file, rows, "--profile", profile)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def for_the_public(self, name, *words):
        """What would be published to everybody: no record beyond the public class, no small number of people."""
        document = self.of(name, *words, "--for", "public")
        for figure in document["figures"]:
            if figure["about_people"]:
                self.assertFalse(figure["value"] is not None and 0 < figure["value"] < 10, figure["name"])
                self.assertIsNone(figure["n"], figure["name"])
                self.assertIsNone(figure["records"], figure["name"])
        for part in self.parts(document, "records"):
            if part["rows"]:
                with open(os.path.join(MODEL, "types", part["type"] + ".yaml"), encoding="utf-8") as text:
                    self.assertRegex(text.read(), r"(?m)^class: public$", part["type"])
        return document

    # The meeting

    def test_the_meeting_says_its_statistics_with_n_and_question(self):
        document = self.of("meeting", "--record", MEETING)
        self.assertGreater(self.held_against_the_indicators(document), 60)
        overview = self.sentences(document, "overview")
        self.assertIn("from 2021-05-25 to 2021-05-27: 3 days, Virtual", overview[0])
        self.assertIn("Over 920 people attended (exactly 921), from more than 105 countries and territories (exactly 106) and 11 categories", overview[1])
        self.assertIn("84.2\u00a0% more", overview[1])
        self.assertIn("95 different people spoke in 6 plenaries and 12 side events, in 97 roles. 50\u00a0% of the plenary speakers whose sex is known were "
                      "women: 16 women and 16 men; of 2 the sex is not known. 7 panellists", overview[2])
        said = self.sentences(document, "survey")
        self.assertIn("80\u00a0% rated organisation and logistics good or excellent (n = 50), and 80\u00a0% of all ratings of plenaries were good or excellent (n = 150)", said[0])
        self.assertIn("The best rated plenary was Equity and local partnership, with 96\u00a0%", said[0])
        self.assertIn("92\u00a0% found the number of plenaries just right (n = 50). 75\u00a0% found the number of side events just right, 14\u00a0% wanted more "
                      "and 11\u00a0% fewer (n = 100)", said[1])
        self.assertIn("rated good or excellent by 74\u00a0% or more. The best rated side event was Environment, with 72\u00a0% excellent and 22\u00a0% good, "
                      "94\u00a0% together (n = 50)", said[2])

    def test_every_rating_stands_beside_its_question_and_adds_up(self):
        tables = self.tables(self.of("meeting", "--record", MEETING), "survey")
        first = tables[0]["rows"][0]
        self.assertEqual([cell["text"] for cell in first], ["Environment", "94", "50", "72", "50", "22", "50"])
        for table, questions in ((tables[1], 19), (tables[2], 2)):
            self.assertEqual(len(table["rows"]), questions)
            for row in table["rows"]:
                self.assertIn("?", row[0]["text"])
                shares, n = [cell["value"] for cell in row[1:-1]], row[-1]["value"]
                self.assertAlmostEqual(sum(share for share in shares if share), 100, delta=1)
                self.assertGreater(n, 0)
        polls = self.tables(self.of("meeting", "--record", MEETING), "polls")[0]
        self.assertEqual([row[1]["text"] for row in polls["rows"]], ["Distrust of local actors", "Political will", "Limited resources"])

    def test_the_next_meeting_carries_over_what_is_overdue(self):
        document = self.of("meeting", "--record", "Twenty-fifth meeting (made up)")
        carried = next(part for part in self.parts(document, "records") if part["title"].startswith("From the meeting before"))
        self.assertEqual({row["cells"][0]["text"] for row in carried["rows"]}, {"Share the mapping profiles", "Draft the joint survey plan"})

    def test_the_public_report_of_a_meeting_shows_no_person(self):
        document = self.for_the_public("meeting", "--record", MEETING)
        self.assertNotRegex(json.dumps(document), r"P-\d{4}")
        category = self.tables(document, "overview")[0]
        self.assertEqual(category["rows"], [])
        self.assertNotIn("No registration", json.dumps(category["notes"]), "what is kept back is not said to be missing")

    # Treaties

    def test_article_7_of_the_mine_ban_convention_is_of_the_year_of_its_record(self):
        document = self.of("apmbc_article_7", "--record", "A7-2020")
        self.assertGreater(self.held_against_the_indicators(document), 15)
        self.assertEqual([one["id"] for one in document["sections"]], ["cover"] + ["form_" + letter for letter in "abcdefghij"])
        self.assertEqual((document["parameters"]["period"]["from"], document["parameters"]["period"]["to"]), ("2020-01-01", "2020-12-31"))
        self.assertTrue(document["to_check"])
        remaining = self.indicator("LR1", "2020-01-01", "2020-12-31", [], "contamination LIKE '%ap_mine%'")["total"]["value"]
        told = next(one for one in document["figures"] if one["name"].startswith("remaining_area 2020-01-01..2020-12-31"))
        self.assertEqual(told["value"], remaining)
        facts = self.section(document, "form_e")["parts"][0]
        self.assertEqual(facts["kind"], "facts")
        self.assertIn("Kitara never had production facilities (made up).", [row["cell"]["text"] for row in facts["rows"]])
        refused = tilth("--json", "report", self.file, "apmbc_article_7", "--record", "A7-2020", "--period", "2019")
        self.assertEqual(json.loads(refused.stdout)["problem"], "report.takes_no")

    def test_article_7_on_cluster_munitions_takes_its_own_records_and_prints_the_tables_of_its_forms(self):
        file = self.copy("ccm.gpkg")
        self.enter(file, "treaty_report", "local_id,treaty,state,year,kind,due_on,status\nC7-2024,ccm,AQ,2024,annual,2025-04-30,draft\n")
        refused = tilth("--json", "report", file, "ccm_article_7", "--record", "A7-2020")
        self.assertEqual(json.loads(refused.stdout)["problem"], "report.other_record")
        done = tilth("--json", "report", file, "ccm_article_7", "--record", "C7-2024")
        self.assertEqual(done.returncode, 0, done.stdout)
        document = json.loads(done.stdout)
        self.assertIn("Form B is not written yet", json.dumps(self.section(document, "form_b")))
        held = next(one for one in document["figures"] if one["indicator"] == "stock_held")
        self.assertEqual(held["from"], "2024-01-01")
        self.assertGreater(held["value"], 0)


if __name__ == "__main__":
    unittest.main()
