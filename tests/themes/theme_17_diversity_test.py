# SPDX-License-Identifier: Apache-2.0
"""Diversity: a cell of 4 is hidden, and nobody can work it out from what is shown."""
import unittest

from support.programme import ThemeTest


class Diversity(ThemeTest):
    def shown(self, answer):
        cells = {}
        for cell in answer["cells"]:
            of = dict(zip(answer["split_by"], cell["key"]))
            cells[(of.get("grade", ""), of.get("sex", ""))] = cell["value"]
        return cells

    def ranges(self, cells):
        """The least and the most that each hidden cell can be, from all that is shown: whole numbers, tried one by one."""
        inner = [key for key in cells if all(key)]
        hidden = [key for key in inner if cells[key] is None]
        lines = [(key, [one for one in inner if (not key[0] or one[0] == key[0]) and (not key[1] or one[1] == key[1])])
                 for key in cells if not all(key) and cells[key] is not None]
        most = max(value for value in cells.values() if value is not None)
        found = {key: (most, 0) for key in hidden}

        def go(at, values):
            for key, parts in lines:
                sum_of = sum(cells[part] if cells[part] is not None else values.get(part, 0) for part in parts)
                open_still = any(part in hidden and part not in values for part in parts)
                if sum_of > cells[key] or (not open_still and sum_of != cells[key]):
                    return
            if at == len(hidden):
                for key, value in values.items():
                    found[key] = (min(found[key][0], value), max(found[key][1], value))
                return
            for value in range(most + 1):
                go(at + 1, {**values, hidden[at]: value})

        go(0, {})
        return found

    def test_a_cell_of_four_is_hidden_and_cannot_be_worked_out(self):
        programme = self.programme
        cells = {("senior", "female"): 4, ("senior", "male"): 16, ("middle", "female"): 9, ("middle", "male"): 21, ("junior", "female"): 12, ("junior", "male"): 30}
        programme.enter("staff_snapshot", [{"organisation": "ORG-03", "year": "2023", "counted_on": "2023-12-31", "function": "operations", "grade": grade,
                                            "contract": "permanent", "nationality": "national", "sex": sex, "people": str(people)}
                                           for (grade, sex), people in cells.items()],
                        key=["organisation", "year", "function", "grade", "contract", "sex"], references={"organisation": "local_id"})
        only = ["--where", "contract = 'permanent'", "--period", "2023", "--readers", "partners"]
        answer = programme.run("publish", programme.file, "DI0", "--split", "grade", "--split", "sex", *only)
        shown = self.shown(answer)
        self.assertIsNone(shown[("senior", "female")])
        for key, value in shown.items():
            self.assertFalse(value is not None and all(key) and value != cells[key], key)
        hidden = [key for key in shown if all(key) and shown[key] is None]
        self.assertGreater(len(hidden), 1, "the cell of 4 stands alone: total less the rest gives it")
        least, most = self.ranges(shown)[("senior", "female")]
        self.assertEqual(least, 0)
        self.assertGreaterEqual(most, 5)
        # Nor by what is published afterwards.
        again = programme.run("publish", programme.file, "DI0", "--split", "grade", *only)
        self.assertFalse(again["withheld"])
        later = self.shown(programme.run("publish", programme.file, "DI0", "--split", "sex", "--split", "grade", *only, "--dry-run"))
        self.assertIsNone(later[("senior", "female")])
        # A share of few people is no count, and is refused.
        self.assertEqual(programme.run("publish", programme.file, "DI1", code=3)["problem"], "publication.not_a_count")

    def test_T_3_10_partners_see_sex_by_grade_and_the_public_the_share_of_women_alone(self):
        programme = self.programme
        people = {("female", "national", "senior"): 3, ("female", "national", "junior"): 41, ("female", "international", "senior"): 2, ("female", "international", "junior"): 4,
                  ("male", "national", "senior"): 9, ("male", "national", "junior"): 152, ("male", "international", "senior"): 7, ("male", "international", "junior"): 11}
        programme.enter("staff_snapshot", [{"organisation": "ORG-03", "year": "2021", "counted_on": "2021-12-31", "function": "operations", "grade": grade,
                                            "contract": "daily", "nationality": nationality, "sex": sex, "people": str(count)}
                                           for (sex, nationality, grade), count in people.items()],
                        key=["organisation", "year", "grade", "contract", "nationality", "sex"], references={"organisation": "local_id"})
        only = ["--where", "contract = 'daily'", "--period", "2021", "--dry-run"]
        publish = lambda k, *splits: programme.run("publish", programme.file, "DI0", *[word for split in splits for word in ("--split", split)], *only, "--readers", "partners" if k == 5 else "public")
        partners = publish(5, "grade", "sex")
        self.assertEqual({key: value for key, value in self.shown(partners).items() if all(key)},
                         {("senior", "female"): 5, ("junior", "female"): 45, ("senior", "male"): 16, ("junior", "male"): 163})
        crossed = publish(5, "nationality", "grade", "sex")
        for cell in crossed["cells"]:
            if cell["value"] is not None:
                self.assertFalse(0 < cell["value"] < 5, cell)
        everybody = self.shown(publish(10, "grade", "sex"))
        self.assertIsNone(everybody.get(("senior", "female")))
        if ("senior", "female") in everybody:
            least, most = self.ranges(everybody)[("senior", "female")]
            self.assertEqual(least, 0)
            self.assertGreaterEqual(most, 10)
        self.assertEqual(self.shown(publish(10, "sex")), {("", "female"): 50, ("", "male"): 179, ("", ""): 229})

    STAFF = {("female", "national", "senior"): 3, ("female", "national", "junior"): 41, ("female", "international", "senior"): 2, ("female", "international", "junior"): 4,
             ("male", "national", "senior"): 9, ("male", "national", "junior"): 152, ("male", "international", "senior"): 7, ("male", "international", "junior"): 11}

    def representation(self, organisation, year, reader="inside", *words):
        """The table of representation in the report of diversity: (group, grade) -> texts of the other columns; and the document."""
        document = self.programme.run("report", self.programme.file, "diversity", "--period", year, "--organisation", organisation, "--for", reader, "--format", "json", *words)
        staff = next(section for section in document["sections"] if section["id"] == "staff")
        table = next(part for part in staff["parts"] if part.get("title", "").startswith("Whether groups"))
        return {(row[0]["text"], row[1]["text"]): row[2:] for row in table["rows"]}, document

    def enter_staff(self, organisation, year):
        self.programme.enter("organisation", [{"local_id": organisation, "name": f"Made up {organisation}", "kind": "local_ngo"}])
        self.programme.enter("staff_snapshot", [{"organisation": organisation, "year": year, "counted_on": f"{year}-12-31", "function": "operations", "grade": grade, "contract": "permanent",
                                                 "nationality": nationality, "sex": sex, "people": str(count)} for (sex, nationality, grade), count in self.STAFF.items()],
                             key=["organisation", "year", "grade", "contract", "nationality", "sex"], references={"organisation": "local_id"})

    def test_T_3_10_the_report_tells_the_ratio_with_the_test_and_that_n_is_too_small(self):
        self.enter_staff("ORG-DIV", "2016")
        rows, document = self.representation("Made up ORG-DIV", "2016")
        grade, staff, ratio, odds, p, says = rows[("National women", "Senior")]
        self.assertEqual((grade["text"], staff["text"]), ("3 of 21 (14.3\u00a0%)", "44 of 229 (19.2\u00a0%)"))
        for cell, printed in ((ratio, 0.743506), (odds, 0.678862), (p, 0.772545)):
            self.assertAlmostEqual(cell["value"], printed, delta=5e-7)
        self.assertEqual(says["text"], "too few people to say: chance alone may make this difference")
        women = rows[("Women", "Senior")]
        self.assertEqual((women[0]["text"], women[1]["text"]), ("5 of 21 (23.8\u00a0%)", "50 of 229 (21.8\u00a0%)"))
        self.assertAlmostEqual(women[2]["value"], (5 / 21) / (50 / 229), places=12)
        # The passport: what it is, the counts and the test, and the records of that group in that grade.
        passport = document["figures"][ratio["figure"]]
        self.assertEqual((passport["code"], passport["value"], passport["about_people"]), ("DI11", ratio["value"], True))
        self.assertEqual({name: passport["shares"][name] for name in ("group_in_part", "part", "group", "all")}, {"group_in_part": 3, "part": 21, "group": 44, "all": 229})
        self.assertIn("p = 0.773; odds ratio 0.68; 3 of 21 against 44 of 229", passport["test"])
        for word in ("\"sex\" = 'female'", "\"nationality\" = 'national'", "\"grade\" = 'senior'"):
            self.assertIn(word, passport["records"]["filter"])
        # The indicator itself says the same.
        here = "organisation.local_id = 'ORG-DIV'"
        told = self.programme.figure("DI11", split=["grade"], period="2016", where=here)
        senior = next(cell for cell in told["cells"] if cell["key"] == ["senior"])
        self.assertEqual((senior["value"], senior["shares"]["p"]), (ratio["value"], p["value"]))
        self.assertEqual((told["total"]["value"], told["total"]["reason_if_null"]), (None, "OF_PARTS"))
        # Nobody whose sex is not known is in a share.
        self.programme.enter("staff_snapshot", [{"organisation": "ORG-DIV", "year": "2016", "counted_on": "2016-12-31", "function": "operations", "grade": "senior", "contract": "permanent",
                                                 "nationality": "national", "sex": "unknown", "people": "60"}],
                             key=["organisation", "year", "grade", "contract", "nationality", "sex"], references={"organisation": "local_id"})
        self.assertEqual(self.representation("Made up ORG-DIV", "2016")[0][("National women", "Senior")][2]["value"], ratio["value"])

    def test_T_3_10_partners_see_the_ratio_of_women_and_the_public_their_share_of_all_alone(self):
        self.enter_staff("ORG-GATE", "2015")
        partners, document = self.representation("Made up ORG-GATE", "2015", "partners")
        self.assertEqual(partners[("Women", "Senior")][0]["text"], "5 of 21 (23.8\u00a0%)")
        self.assertAlmostEqual(partners[("Women", "Senior")][2]["value"], (5 / 21) / (50 / 229), places=12)
        national = [row for (group, _), row in partners.items() if group == "National women"]
        self.assertTrue(all(row[2]["value"] is None and row[3]["value"] is None and row[4]["value"] is None and "value" not in row[0] for row in national))
        for figure in document["figures"]:
            if figure["code"] in ("DI10", "DI11"):
                self.assertIsNone(figure["records"])
                self.assertTrue(figure["shares"] is None or figure["code"] == "DI10" or figure["shares"]["p"] is None, figure)
        everybody, document = self.representation("Made up ORG-GATE", "2015", "public")
        senior = everybody.get(("Women", "Senior"))
        if senior is not None:
            self.assertEqual((senior[0]["text"], senior[1]["text"], senior[2]["text"]), ("*", "50 of 229 (21.8\u00a0%)", "*"))
            self.assertIn("kept back", senior[5]["text"])
        for figure in document["figures"]:
            if figure["code"] in ("DI10", "DI11"):
                self.assertIsNone(figure["value"], figure["name"])
        whole = next(figure for figure in document["figures"] if figure["code"] == "DI10" and not figure["cell"])
        self.assertEqual((whole["shares"]["group"], whole["shares"]["all"]), (50, 229))

    def test_two_traits_of_few_people_are_found(self):
        programme = self.programme
        row = {"organisation": "ORG-03", "year": "2022", "counted_on": "2022-12-31", "function": "support", "grade": "junior", "contract": "daily",
               "nationality": "national", "sex": "female", "disability": "yes"}
        programme.enter("staff_snapshot", [{**row, "origin_group": "made up A", "people": "6"}, {**row, "origin_group": "made up B", "people": "26"}],
                        key=["organisation", "year", "origin_group"], references={"organisation": "local_id"})
        programme.check()
        self.assertEqual(len(programme.findings("staff_snapshot.traits_of_few")), 1)

    def test_complaints_leave_as_numbers_and_policies_in_force_are_counted(self):
        programme = self.programme
        fields = programme.rows("complaint_count")[0].keys()
        self.assertEqual(set(fields) - {"id", "local_id", "organisation", "organisation_label", "starts_on", "ends_on", "topic", "received", "resolved"}, set())
        before = programme.value("DI8")
        policy = {"organisation": "ORG-02", "topic": "recruitment", "adopted_on": "2020-01-01"}
        programme.enter("policy_register", [{**policy, "local_id": "PO-X"}, {**policy, "local_id": "PO-Y", "repealed_on": "2023-01-01"}],
                        references={"organisation": "local_id"})
        self.assertEqual(programme.value("DI8"), before + 1)
        message = programme.rows("public_message")[0]["local_id"]
        programme.enter("message_translation", [{"message": message, "language": "EN", "text": "Each Beneficiary is asked.", "checked_on": "2024-06-01"}],
                        key=["message", "language", "text"], references={"message": "local_id"})
        programme.check()
        old = [row["id"] for row in programme.rows("message_translation") if row["language"] == "EN"]
        self.assertEqual([one["records"] for one in programme.findings("message_translation.outdated_term")], [old])
        programme.enter("term_register", [{"term": "Handicapped", "language": "en", "preferred": "handicapped"}], key=["term", "language"], code=3)


if __name__ == "__main__":
    unittest.main()
