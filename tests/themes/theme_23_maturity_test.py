# SPDX-License-Identifier: Apache-2.0
"""Maturity: a score is hidden at 79 % coverage and shown at 80 %, and self and external scores are never one."""
import os
import subprocess
import unittest

from support.programme import ThemeTest

QUESTIONS = 100


class Maturity(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme.enter("instrument", [{"name": "Hundred questions (made up)", "edition": "1", "purpose": "maturity"},
                                           {"name": "Hundred questions, again (made up)", "edition": "2", "purpose": "maturity"}], key=["name"])
        cls.programme.enter("instrument_area", [{"instrument": "Hundred questions (made up)", "name": "Hundredfold", "weight": "1", "position": "1"},
                                                {"instrument": "Hundred questions, again (made up)", "name": "Hundredfold again", "weight": "1", "position": "1"}], key=["name"])
        cls.programme.enter("instrument_question", [{"area": "Hundredfold", "text": f"H{n}", "weight": "3" if n < 10 else "1", "position": str(n + 1)} for n in range(QUESTIONS)] +
                            [{"area": "Hundredfold again", "text": "again", "weight": "1", "position": "1"}], key=["text"])

    def assess(self, name, kind, answered, level, unanswered=0, subject="ORG-02"):
        """An assessment of which the first `answered` questions have a level, the next `unanswered` none; what is not listed does not apply."""
        self.programme.enter("assessment", [{"local_id": name, "instrument": "Hundred questions (made up)", "subject": subject, "assessed_on": "2024-05-01", "kind": kind}],
                             references={"subject": "local_id"})
        self.answer(name, [{"question": f"H{n}", "level": str(level(n)), "target_level": "4", "evidence": "minutes (made up)"} for n in range(answered)] +
                    [{"question": f"H{n}"} for n in range(answered, answered + unanswered)])

    def answer(self, name, rows, code=0):
        self.programme.enter("assessment_answer", [{"assessment": name, **row} for row in rows], key=["assessment", "question"],
                             references={"assessment": "local_id", "question": "text"}, code=code)

    def score(self, indicator, name):
        return self.programme.figure(indicator, where=f"assessment.local_id = '{name}'")["total"]

    def test_hidden_at_79_percent_and_shown_at_80(self):
        level = lambda n: 4 if n < 10 else 2
        self.assess("AS-79", "self", answered=79, level=level, unanswered=21)
        self.assertEqual(self.score("MAT2", "AS-79")["value"], 79)
        for indicator in ("MAT1", "MAT4", "MAT5"):
            hidden = self.score(indicator, "AS-79")
            self.assertEqual((hidden["value"], hidden["reason_if_null"]), (None, "LOW_COVERAGE"), indicator)
        self.answer("AS-79", [{"question": "H79", "level": "2"}])
        self.assertEqual(self.score("MAT2", "AS-79")["value"], 80)
        by_hand = (10 * 3 * 4 + 70 * 1 * 2) / (10 * 3 + 70 * 1)
        for indicator in ("MAT1", "MAT4", "MAT5"):
            self.assertAlmostEqual(self.score(indicator, "AS-79")["value"], by_hand, places=9, msg=indicator)
        # What does not apply is neither answered nor missing.
        self.answer("AS-79", [{"question": f"H{n}", "not_applicable": "true"} for n in range(80, 100)])
        self.assertEqual(self.score("MAT2", "AS-79")["value"], 100)

    def test_self_and_external_scores_stand_side_by_side_and_are_never_averaged(self):
        self.assess("AS-SELF", "self", answered=100, level=lambda n: 4, subject="ORG-03")
        self.assess("AS-PEER", "external", answered=100, level=lambda n: 2, subject="ORG-03")
        both = "assessment.local_id IN ('AS-SELF', 'AS-PEER')"
        whole = self.programme.figure("MAT1", where=both)["total"]
        self.assertEqual((whole["value"], whole["reason_if_null"]), (None, "KEPT_APART"))
        self.assertEqual(self.programme.cells("MAT1", ["assessment.kind"], where=both), {"self": 4, "external": 2})

    def test_a_level_of_three_asks_for_evidence_and_a_question_belongs_to_its_edition(self):
        programme = self.programme
        self.assess("AS-PROOF", "self", answered=1, level=lambda n: 3, subject="ORG-04")
        self.answer("AS-PROOF", [{"question": "H1", "level": "3"}, {"question": "H2", "level": "2"}])
        programme.check()
        questions = {row["id"]: row["text"] for row in programme.rows("instrument_question")}
        asked = {row["id"]: (row["assessment_label"], questions[row["question"]]) for row in programme.rows("assessment_answer")}
        found = [asked[one["records"][0]] for one in programme.findings("M02")]
        self.assertIn(("AS-PROOF", "H1"), found)
        self.assertFalse({("AS-PROOF", "H0"), ("AS-PROOF", "H2")} & set(found))
        self.answer("AS-PROOF", [{"question": "H5", "level": "1", "not_applicable": "true"}], code=3)
        self.assertEqual(len(programme.rows("assessment_answer")), len(asked))
        self.assertEqual(programme.findings("assessment_answer.other_instrument"), [])
        self.answer("AS-PROOF", [{"question": "again", "level": "1"}])
        programme.check()
        other = [row["id"] for row in programme.rows("assessment_answer") if row["id"] not in asked]
        self.assertEqual([one["records"] for one in programme.findings("assessment_answer.other_instrument")], [other])

    def test_the_command_says_what_the_indicators_say_and_what_changed_within_an_edition(self):
        self.assess("AS-2023", "self", answered=100, level=lambda n: 2, subject="ORG-05")
        self.programme.enter("assessment", [{"local_id": "AS-OTHER", "instrument": "Hundred questions, again (made up)", "subject": "ORG-05", "assessed_on": "2023-01-01", "kind": "self"}],
                             references={"subject": "local_id"})
        self.programme.enter("assessment", [{"local_id": "AS-2024", "instrument": "Hundred questions (made up)", "subject": "ORG-05", "assessed_on": "2025-05-01", "kind": "self"}],
                             references={"subject": "local_id"})
        self.answer("AS-2024", [{"question": f"H{n}", "level": "3", "target_level": "4", "evidence": "minutes (made up)"} for n in range(100)])
        told = self.programme.run("assess", self.programme.file, "AS-2024")
        self.assertEqual((told["compared"]["name"], told["compared"]["whole"]["delta"], told["compared"]["whole"]["closed"]), ("AS-2023", 1, 0.5))
        self.assertAlmostEqual(told["score"], self.score("MAT4", "AS-2024")["value"], places=9)
        self.assertAlmostEqual(told["areas"][0]["gap"], self.score("MAT3", "AS-2024")["value"], places=9)
        columns = {column["name"]: column for column in told["history"]}
        self.assertEqual((columns["AS-OTHER"]["same_edition"], columns["AS-OTHER"]["areas"]), (False, []))
        refused = self.programme.run("assess", self.programme.file, "AS-2024", "--compare", "AS-OTHER", code=3)
        self.assertEqual(refused["problem"], "assessment.other_edition")
        refused = self.programme.run("assess", self.programme.file, "AS-2023", "--compare", "AS-2024", code=3)
        self.assertEqual(refused["problem"], "assessment.later", "a rise until later is no fall until now")
        asked = self.programme.run("assess", self.programme.file, "AS-2024", "--compare", "AS-2023")
        self.assertEqual(asked["compared"], told["compared"])

    def test_the_report_has_radar_heat_table_and_what_changed_within_the_edition_alone(self):
        """Three areas, two years of one edition (T-4.1b cut to three of its areas), an assessment by another before them."""
        programme = self.programme
        three = {"Law": ("0.5", "3", "3"), "Strategy": ("0.25", "2", "3"), "Coordination": ("0.25", "3", "3")}
        programme.enter("instrument", [{"name": "Three areas (made up)", "edition": "7", "purpose": "maturity"}], key=["name"])
        programme.enter("instrument_area", [{"instrument": "Three areas (made up)", "name": name, "weight": weight, "position": str(at + 1)} for at, (name, (weight, *_)) in enumerate(three.items())], key=["name"])
        programme.enter("instrument_question", [{"area": name, "text": f"Q {name}", "weight": "1", "position": "1"} for name in three], key=["text"])
        for name, instrument, on in (("AS-R0", "Hundred questions (made up)", "2019-01-01"), ("AS-R1", "Three areas (made up)", "2020-01-01"), ("AS-R2", "Three areas (made up)", "2021-01-01")):
            programme.enter("assessment", [{"local_id": name, "instrument": instrument, "subject": "ORG-06", "assessed_on": on, "kind": "self"}], references={"subject": "local_id"})
        for name, year in (("AS-R1", 1), ("AS-R2", 2)):
            self.answer(name, [{"question": f"Q {area}", "level": levels[year], "target_level": "4", "evidence": "minutes (made up)"} for area, levels in three.items()])

        def parts(name, *words):
            document = programme.run("report", programme.file, "maturity", "--record", name, "--format", "json", *words)
            return {part["title"]: part for section in document["sections"] for part in section["parts"] if part.get("title")}, document

        shown, document = parts("AS-R2")
        radar = shown["Radar of the areas"]
        self.assertEqual([axis["text"] for axis in radar["axes"]], ["1", "2", "3"])
        self.assertEqual([area["title"] for area in radar["areas"]], ["1. Law", "2. Strategy", "3. Coordination"])
        lines = {line["role"]: line for line in radar["lines"]}
        self.assertEqual(set(lines), {"now", "before", "target"})
        self.assertEqual(len(radar["rings"]), 6)
        # The first corner stands straight above the middle: level 3 of 0 to 5 is a fifth and 0.6 of the rest of 140 out.
        self.assertEqual(lines["now"]["points"][0], [180, round(180 - 140 * (0.2 + 0.8 * 3 / 5), 1)])
        self.assertNotEqual(lines["now"]["points"][1], lines["before"]["points"][1])
        self.assertEqual(lines["now"]["points"][2], lines["before"]["points"][2])
        self.assertTrue(lines["now"]["whole"] and lines["now"]["path"].endswith("Z"))
        change = shown["Against the earlier assessment of the same edition"]
        told = {row[0]["text"]: [cell["value"] for cell in row[1:]] for row in [*change["rows"], change["sums"]]}
        self.assertEqual(told["2. Strategy"], [2, 3, 1, 50])
        self.assertEqual(told["Overall score"][:3], [2.75, 3, 0.25])
        self.assertAlmostEqual(told["Overall score"][3], 20)
        heat = shown["Over time, within this edition"]
        self.assertEqual([column["title"].split(",")[0] for column in heat["columns"]], ["Area", "AS-R1", "AS-R2"])
        self.assertEqual([[cell["value"] for cell in row[1:]] for row in heat["rows"]], [[3, 3], [2, 3], [3, 3]])
        self.assertEqual(heat["rows"][1][1]["heat"], 2)
        # A score has the passport of the indicator that says the same of that assessment.
        passport = document["figures"][heat["rows"][1][1]["figure"]]
        self.assertEqual((passport["code"], passport["value"]), ("MAT1", 2))
        for part in (change, heat):
            self.assertTrue(any("AS-R0" in note and "not compared" in note for note in part["notes"]), part["notes"])
        # Another edition is never set beside it, and an area without a score breaks the line.
        first, _ = parts("AS-R1")
        self.assertEqual(first["Against the earlier assessment of the same edition"]["rows"], [])
        self.assertIn("nothing to compare with", first["Against the earlier assessment of the same edition"]["notes"][0])
        self.assertEqual({line["role"] for line in first["Radar of the areas"]["lines"]}, {"now", "target"})
        programme.enter("assessment", [{"local_id": "AS-R3", "instrument": "Three areas (made up)", "subject": "ORG-06", "assessed_on": "2022-01-01", "kind": "self"}], references={"subject": "local_id"})
        self.answer("AS-R3", [{"question": "Q Law", "not_applicable": "true"}, *({"question": f"Q {area}", "level": "2"} for area in ("Strategy", "Coordination"))])
        broken = next(line for line in parts("AS-R3")[0]["Radar of the areas"]["lines"] if line["role"] == "now")
        self.assertEqual((broken["whole"], len(broken["points"]), broken["path"].count("M")), (False, 2, 1))
        # What is answered since is not in the report as it was known before.
        known = f"{document['as_of']['operation']:06}"  # 1911 could be a year
        self.answer("AS-R2", [{"question": "Q Strategy", "level": "5"}])
        self.assertNotEqual(parts("AS-R2")[0]["Radar of the areas"], radar)
        self.assertEqual(parts("AS-R2", "--as-of", known)[0]["Radar of the areas"], radar)
        with open(os.path.join(programme.work, "maturity.html"), "w+", encoding="utf-8") as page:
            programme.run("report", programme.file, "maturity", "--record", "AS-R2", "--language", "ar", "-o", page.name)
            html = page.read()
        self.assertIn('<div class="radar"><svg', html)
        self.assertRegex(html, 'class="n h[0-5]"')

    def test_the_report_says_which_assessments_are_left_out_and_writes_many_areas_under_the_radar(self):
        programme = self.programme
        areas = [f"A long name of the area of capability number {n} of an instrument that has very many of them" for n in range(30)]
        programme.enter("instrument", [{"name": "Thirty areas (made up)", "edition": "1", "purpose": "maturity"}], key=["name"])
        programme.enter("instrument_area", [{"instrument": "Thirty areas (made up)", "name": name, "weight": "1", "position": str(at + 1)} for at, name in enumerate(areas)], key=["name"])
        programme.enter("instrument_question", [{"area": name, "text": f"Q {name}", "weight": "1", "position": "1"} for name in areas], key=["text"])
        years = range(1995, 2022)
        programme.enter("assessment", [{"local_id": f"AS-Y{year}", "instrument": "Thirty areas (made up)", "subject": "ORG-07", "assessed_on": f"{year}-01-01", "kind": "self"} for year in years],
                        references={"subject": "local_id"})
        self.answer("AS-Y2021", [{"question": f"Q {name}", "level": "2"} for name in areas])
        document = programme.run("report", programme.file, "maturity", "--record", "AS-Y2021")
        heat = next(part for section in document["sections"] for part in section["parts"] if part.get("title") == "Over time, within this edition")
        self.assertEqual(len(heat["columns"]) - 1, 24)
        self.assertIn(f"{len(years) - 24} earlier assessments are not in this table.", heat["notes"])
        self.assertTrue(any("the shade goes from 0 (light) to 5 (dark)" in note for note in heat["notes"]), heat["notes"])
        self.assertEqual(heat["rows"][0][-1]["text"], "2.00")
        page = os.path.join(programme.work, "many.pdf")
        programme.run("report", programme.file, "maturity", "--record", "AS-Y2021", "--output", page)
        told = subprocess.run(["pdftotext", "-layout", page, "-"], capture_output=True, text=True, check=True).stdout
        listed = " ".join(told.split("Radar of the areas")[1].split("What has changed")[0].split())
        for at, name in enumerate(areas):  # cut off at the foot of the page, the last of them were nowhere
            self.assertIn(f"{at + 1}. {name}: 2", listed)


if __name__ == "__main__":
    unittest.main()
