# SPDX-License-Identifier: Apache-2.0
"""Diversity: a cell of 4 is hidden, and nobody can work it out from what is shown."""
import unittest

from support.programme import ThemeTest


class Diversity(ThemeTest):
    def shown(self, answer):
        cells = {}
        for cell in answer["cells"]:
            of = cell["of"]
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
        only = ["--where", "contract = 'permanent'", "--period", "2023", "--k", "5"]
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
        publish = lambda k, *splits: programme.run("publish", programme.file, "DI0", *[word for split in splits for word in ("--split", split)], *only, "--k", str(k))
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
