# SPDX-License-Identifier: Apache-2.0
"""Reports of meetings, treaties, money, coordination and people through the built program."""
import html
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
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
                # A ratio is no number of people: the counts that it stands on are.
                people = [figure["value"]] if figure["shares"] is None else [figure["shares"][name] for name in ("group_in_part", "part", "group", "all")]
                self.assertFalse(any(one is not None and 0 < one < 10 for one in people), figure["name"])
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
        self.assertEqual(self.sentences(document, "overview"), [
            "Twenty-fourth meeting (made up) was held from 2021-05-25 to 2021-05-27. Length in days: 3. Format: Virtual. Theme: Fit to grow on.",
            "Over 920 people attended (exactly 921). They came from more than 105 countries and territories (exactly 106). Categories of participants: 11. "
            "The meeting before reported 500; that is 84.2\u00a0% more.",
            "Speakers, each person once: 95, in 97 roles. Plenaries: 6. Side events: 12. Women among the plenary speakers whose sex is known: 50\u00a0% (n = 32): "
            "16 women, 16 men. Of 2 more the sex is not known; the share leaves them out. Panellists of plenaries from affected countries: 7 of 34 plenary speakers."])
        self.assertEqual(self.sentences(document, "survey"), [
            "Of 921 people who were asked about the whole meeting 100 answered: 10.9\u00a0%. "
            "Organisation and logistics rated good or excellent: 80\u00a0% (n = 50; question: How do you rate the organisation and logistics?). "
            "The number of plenaries just right: 92\u00a0% (n = 50; question: Was the number of plenaries right?). "
            "The number of side events just right: 75\u00a0%; more wanted: 14\u00a0%; fewer: 11\u00a0% (n = 100; question: Was the number of side events right?).",
            "Of all ratings of plenaries, good or excellent: 80\u00a0% (n = 150; the question of each plenary stands in the table beneath). "
            "Best rated of the plenaries with at least 10 ratings: Equity and local partnership (n = 25), with 96\u00a0% good or excellent (question: How do you rate plenary 4?).",
            "Of all ratings of side events, good or excellent: 81.2\u00a0% (n = 600; the question of each side event stands in the table beneath). "
            "Each side event with at least 10 ratings was rated good or excellent by 74\u00a0% or more; lowest: Peer support (n = 50) (question: How do you rate side event 5?). "
            "Best rated of them: Environment (n = 50), with 72\u00a0% excellent and 22\u00a0% good, 94\u00a0% together (question: How do you rate side event 1?)."])

    def test_each_side_event_and_quoted_figure_has_who_spoke(self):
        document = self.of("meeting", "--record", MEETING)
        side_events, speakers = (part for part in self.tables(document, "side_events"))
        self.assertEqual([[cell["text"] for cell in row["cells"]][4] for row in side_events["rows"]], ["1"] * 12, "one chair each")
        self.assertEqual(len({row["cells"][0]["text"] for row in speakers["rows"] if row["cells"][1]["text"] == "Chair"}), 12)
        told = [part for part in self.section(document, "side_events")["parts"] if part["kind"] == "facts"]
        self.assertEqual([[row["title"] for row in part["rows"]] for part in told], [["Themes", "Recommendations", "Next steps"]] * 12)
        quoted = self.tables(document, "polls")[1]
        rows = sorted([cell["text"] for cell in row["cells"]] for row in quoted["rows"])
        self.assertEqual([(row[1], row[-1]) for row in rows], [("P-0001", "Register of the centre (made up)"), ("P-0007", "The pledge of 2016")])
        self.assertTrue(all(row[2] != "\u2013" and row[3] != "\u2013" for row in rows), "with function and affiliation")

    def test_every_rating_stands_beside_its_question_and_adds_up(self):
        tables = self.tables(self.of("meeting", "--record", MEETING), "survey")
        first = tables[1]["rows"][0]
        self.assertEqual([cell["text"] for cell in first], ["Environment", "How do you rate side event 1?", "94", "50", "72", "50", "22", "50"])
        for table, questions in ((tables[2], 19), (tables[3], 2), (tables[4], 2)):
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
        self.enter(file, "treaty_report", "local_id,treaty,state,year,kind,due_on,status\nC7-2022,ccm,AQ,2022,annual,2023-04-30,draft\n")
        refused = tilth("--json", "report", file, "ccm_article_7", "--record", "A7-2020")
        self.assertEqual(json.loads(refused.stdout)["problem"], "report.other_record")
        done = tilth("--json", "report", file, "ccm_article_7", "--record", "C7-2022")
        self.assertEqual(done.returncode, 0, done.stdout)
        document = json.loads(done.stdout)
        self.assertIn("Form B is not written yet", json.dumps(self.section(document, "form_b")))
        held = next(one for one in document["figures"] if one["indicator"] == "stock_held")
        self.assertEqual(held["from"], "2022-01-01")
        self.assertGreater(held["value"], 0)

    def test_an_extension_request_has_its_four_parts_its_plan_and_the_account_of_the_year(self):
        document = self.of("extension_package", "--record", "EX-1", "--period", "2024")
        self.assertGreater(self.held_against_the_indicators(document), 20)
        plan = next(part for part in self.parts(document, "records") if part["type"] == "clearance_milestone")
        self.assertEqual(plan["total_rows"], 6)
        request = self.sql("SELECT baseline_area FROM extension_request")[0][0] / 100
        self.assertGreater(request, 100000)
        self.assertEqual(plan["sums"][6]["value"], math.ceil(request), "the plan leaves no land of the baseline")
        asked_from = self.indicator("LR1", "2022-01-01", "2022-12-31", [], "contamination LIKE '%ap_mine%'")["total"]["value"]
        self.assertAlmostEqual(request, asked_from, delta=1, msg="the baseline is what the account held")
        self.assertEqual(len(self.parts(document, "facts")[1]["rows"]), 4)
        self.assertIn("At the end of 2024", self.sentences(document, "baseline")[0])

    # Money

    def test_a_donor_reads_what_the_grant_paid_for_and_nothing_of_others(self):
        file = self.copy("grant.gpkg")
        activity = self.sql("SELECT activity FROM land_release_product WHERE status = 'approved' AND area_reported > 0 LIMIT 1")[0][0]
        number = {self.told(raw): local_id for raw, local_id in self.sql("SELECT id, local_id FROM activity")}[activity]
        self.enter(file, "activity", f"local_id,grant\n{number},GR-2017-D\n", references={"grant": "local_id"})
        done = tilth("--json", "report", file, "donor_report", "--record", "GR-2017-D")
        self.assertEqual(done.returncode, 0, done.stdout)
        document = json.loads(done.stdout)
        land = next(one for one in document["figures"] if one["name"].startswith("funded_area .."))
        expected = json.loads(tilth("--json", "indicators", file, "F8A", "--split", "activity.grant").stdout)[0]
        paid = next(row["value"] for row in expected["cells"] if row["key"] == ["GR-2017-D"])
        self.assertEqual(land["value"], paid)
        self.assertLess(land["value"], expected["total"]["value"])
        self.assertGreater(land["value"], 0)
        activities = next(part for part in self.parts(document, "records") if part["type"] == "activity")
        self.assertEqual(activities["total_rows"], 1)
        other = json.loads(tilth("--json", "report", file, "donor_report", "--record", "GR-PLEDGE-1").stdout)
        self.assertEqual(next(one for one in other["figures"] if one["name"].startswith("funded_area .."))["value"], 0)
        self.assertIn("No activity names the grant", json.dumps(other))

    def test_funding_tells_the_gap_and_the_chain_in_whole_money(self):
        document = self.of("funding", "--period", "2024")
        self.assertGreater(self.held_against_the_indicators(document), 25)
        gap = self.indicator("F2", "2024-01-01", "2024-12-31", [], "")["total"]["value"]
        self.assertIn(f"{gap / 100:,.0f} USD is still missing", self.sentences(document, "summary")[0])
        self.assertIn("7.7\u00a0% went directly to local and national actors and 53.8\u00a0% as directly as possible", self.sentences(document, "localisation")[0])
        donors = self.tables(document, "summary")[0]
        self.assertAlmostEqual(sum(row[1]["value"] for row in donors["rows"]), donors["sums"][1]["value"])
        self.assertEqual([row[1]["value"] for row in donors["rows"]], sorted((row[1]["value"] for row in donors["rows"]), reverse=True))

    # People

    def test_services_and_referrals_show_no_name_and_say_what_is_missing(self):
        services = self.of("va_services", "--period", "2025")
        self.assertGreater(self.held_against_the_indicators(services), 6)
        self.assertTrue(any(shape["role"] == "point" for shape in self.parts(services, "map")[0]["shapes"]))
        log = self.of("referral_log", "--period", "2016..2025")
        self.assertGreater(self.held_against_the_indicators(log), 5)
        listed = next(part for part in reversed(self.parts(log, "records")) if part["type"] == "referral")
        self.assertEqual(listed["total_rows"], self.sql("SELECT count(*) FROM referral")[0][0])
        self.assertIn("No referral was made in the period.", json.dumps(self.of("referral_log", "--period", "1999")))
        public = self.for_the_public("referral_log", "--period", "2016..2025")
        self.assertTrue(all(part["rows"] == [] for part in self.parts(public, "records")))
        self.for_the_public("va_services", "--period", "2025")

    def test_diversity_is_the_indicators_and_its_small_numbers_are_kept_back(self):
        document = self.of("diversity", "--period", "2025")
        self.assertGreater(self.held_against_the_indicators(document), 30)
        public = self.for_the_public("diversity", "--period", "2025")
        shares = [one for one in public["figures"] if one["indicator"] == "women_share"]
        self.assertTrue(shares and all(one["value"] is None for one in shares), "the gate clears no share of people")

    # Coordination, borders, goals, plans

    def test_who_does_what_where_adds_up(self):
        document = self.of("coordination", "--period", "2024")
        self.assertGreater(self.held_against_the_indicators(document), 20)
        table = self.tables(document, "three_w")[0]
        begun = self.sql("SELECT count(*) FROM activity WHERE start LIKE '2024%'")[0][0]
        self.assertEqual(sum(row[-1]["value"] for row in table["rows"]), table["sums"][-1]["value"])
        self.assertEqual(table["sums"][-1]["value"], begun)

    def test_cross_border_lists_what_lies_near_and_hides_it_from_the_public(self):
        document = self.of("cross_border", "--period", "2022")
        self.assertGreater(self.held_against_the_indicators(document), 4)
        listed = next(part for part in self.parts(document, "records") if part["type"] == "hazard")
        near = self.sql("SELECT count(*) FROM hazard WHERE status <> 'closed' AND border_distance <= 5000")[0][0]
        self.assertEqual(listed["total_rows"], near)
        public = self.for_the_public("cross_border", "--period", "2022")
        self.assertEqual({shape["role"] for shape in self.parts(public, "map")[0]["shapes"]}, {"place"}, "provinces alone are drawn")

    def test_the_own_goal_stands_on_the_page_of_goals_and_potential_links_count_nowhere(self):
        document = self.of("development_goals")
        self.assertGreater(self.held_against_the_indicators(document), 8)
        self.assertIn("18.1, clear the known areas", self.sentences(document, "own_goal")[0])
        potential = self.sql("SELECT count(*) FROM sdg_link WHERE quantity IS NULL")[0][0]
        self.assertTrue(self.sentences(document, "targets")[0].startswith(f"{potential} links are potential only"))

    def test_action_plans_are_imported_and_until_then_the_report_says_so(self):
        file = os.path.join(tempfile.mkdtemp(prefix="tilth-plans-", dir=os.path.dirname(self.file)), "plans.gpkg")
        self.assertEqual(tilth("init", file).returncode, 0)
        before = tilth("--json", "report", file, "action_plans", "--period", "2022").stdout
        self.assertEqual(before.count("import the file of examples/frameworks"), 2)
        folder = os.path.join(MODEL, "../examples/frameworks")
        for name in ("oslo_action_plan.csv", "siem_reap_angkor_action_plan.csv"):
            done = tilth("import", file, os.path.join(folder, name), "--profile", os.path.join(folder, "framework_indicator.yaml"))
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        document = json.loads(tilth("--json", "report", file, "action_plans", "--period", "2022").stdout)
        oslo, angkor = (self.section(document, one)["parts"][0] for one in ("oslo", "siem_reap_angkor"))
        self.assertEqual((oslo["total_rows"], angkor["total_rows"]), (19, 10))
        self.assertTrue(all(row["cells"][8]["text"] == "no" for row in oslo["rows"]), "nothing claims to be checked with the official text")
        known = {one["code"] for one in self.answered("indicators", self.file)} | {"question"}
        for row in oslo["rows"] + angkor["rows"]:
            self.assertIn(row["cells"][5]["text"], known)

    def test_the_catalogue_counts_and_shows_nothing(self):
        document = self.of("public_catalogue", "--for", "public")
        table = self.tables(document, "data")[0]
        told = {row[0]["text"]: row[1]["text"] for row in table["rows"]}
        hazards = self.sql("SELECT count(*) FROM hazard")[0][0]
        self.assertEqual(told["Hazards"], f"at least {hazards // 10 * 10}")
        self.assertEqual(told["Places"], f"{self.sql('SELECT count(*) FROM place')[0][0]:,}")
        with_few = [text for text in told.values() if text == "fewer than 10"]
        self.assertTrue(with_few)
        self.assertNotIn("HA-0", json.dumps(document))
        inside = {row[0]["text"]: row[1]["text"] for row in self.tables(self.of("public_catalogue"), "data")[0]["rows"]}
        self.assertEqual(inside["Hazards"], f"{hazards:,}")

    # All of them

    def test_records_of_one_name_are_told_apart_by_what_people_know(self):
        file = self.copy("alike.gpkg")
        (province,) = self.sql("SELECT pcode FROM place WHERE level = 1 LIMIT 1")[0]
        self.enter(file, "place", "pcode,name,level,parent\n" + "".join(f"TW-{number},Twin (made up),2,{province}\n" for number in (1, 2)), {"parent": "pcode"}, key="pcode")
        self.enter(file, "event", "source_id,kind,happened_on,place\nE1,other,2020-01-01,TW-1\nE2,other,2020-01-01,TW-2\nE3,other,2020-01-01,TW-2\n", {"place": "pcode"},
                   key="source_id")
        cells = self.answered("indicators", file, "events", "--split", "place", "--where", "source_id IN ('E1', 'E2', 'E3')")[0]["cells"]
        keys = {cell["key"][0]: cell["value"] for cell in cells}
        self.assertEqual(sorted(keys.values()), [1, 2])
        for key, number in keys.items():
            self.assertRegex(key, rf"^Twin \(made up\), .+ \(TW-{number:g}\)$")

    def test_no_report_prints_an_id(self):
        raw = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        seen = 0
        for report in self.answered("report", self.file, "--list")["reports"]:
            about = report["about"]
            records = [[]] if not about else [["--record", self.told(record)] for (record,) in self.sql(f"SELECT id FROM {about} ORDER BY id LIMIT 4")]
            period = {"year": ["--period", "2024"], "month": ["--period", "2024-05"], "any": ["--period", "2016..2025"]}.get(report["period"], [])
            for record in records:
                page = tilth("report", self.file, report["name"], *record, *period, "--format", "html")
                if "is not about records such as" in page.stderr:
                    continue
                self.assertEqual(page.returncode, 0, report["name"] + page.stderr)
                text = html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(style|svg)\b.*?</\1>", " ", page.stdout)))
                self.assertEqual([text[max(0, at.start() - 60):at.end()] for at in raw.finditer(text)][:3], [], report["name"])
                seen += 1
        self.assertGreater(seen, 28)

    def test_no_report_calls_land_safe_and_every_language_is_written(self):
        about = {"meeting": MEETING, "apmbc_article_7": "A7-2020", "extension_package": "EX-1", "donor_report": "GR-2016-A"}
        for name in ("meeting", "apmbc_article_7", "extension_package", "donor_report", "va_services", "referral_log", "funding", "coordination",
                     "development_goals", "action_plans", "diversity", "cross_border", "public_catalogue"):
            words = ["--record", about[name]] if name in about else []
            for language in ("en", "fr", "es", "ar"):
                page = tilth("--language", language, "report", self.file, name, *words, "--format", "html")
                self.assertEqual(page.returncode, 0, name + page.stderr)
                self.assertNotRegex(page.stdout, SAFE, name + " " + language)
                self.assertNotIn("[en]", page.stdout, name + " " + language)


if __name__ == "__main__":
    unittest.main()
