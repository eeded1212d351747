# SPDX-License-Identifier: Apache-2.0
"""Women in mine action: the share in operations is the hand count, and unknown sex is shown."""
import unittest

from support.programme import ThemeTest


class Women(ThemeTest):
    def hand_count(self, sex, function=None, year="2025"):
        return sum(int(row["people"]) for row in self.programme.rows("staff_snapshot")
                   if row["year"] == year and row["sex"] == sex and (function is None or row["function"] == function))

    def test_the_share_of_women_in_operations_is_the_hand_count(self):
        programme = self.programme
        women, men, unknown = (self.hand_count(sex, "operations") for sex in ("female", "male", "unknown"))
        self.assertGreater(unknown, 0, "the made-up staff have nobody of unknown sex")
        self.assertAlmostEqual(programme.value("DI2", period="2025"), 100 * women / (women + men), places=9)
        by_sex = programme.cells("DI0", ["sex"], period="2025")
        self.assertEqual(by_sex["unknown"], self.hand_count("unknown"))
        self.assertEqual(sum(by_sex.values()), programme.value("DI0", period="2025"))

    def test_two_years_of_staff_are_never_added(self):
        programme = self.programme
        programme.enter("staff_snapshot", [{"organisation": "ORG-01", "year": "2024", "counted_on": "2024-12-31", "function": "operations", "grade": "junior",
                                            "contract": "daily", "nationality": "national", "sex": "female", "people": "9"}],
                        key=["organisation", "year", "function", "grade", "contract", "nationality", "sex"], references={"organisation": "local_id"})
        self.assertIsNone(programme.value("DI0"))
        self.assertEqual(programme.figure("DI0")["total"]["reason_if_null"], "KEPT_APART")

    def test_an_interview_has_consent_and_its_figure_the_answers_alone(self):
        programme = self.programme
        interview = {"interviewed_on": "2024-06-01", "sex": "female", "organisation": "ORG-02"}
        programme.enter("outcome_interview", [{**interview, "local_id": "OI-NO", "respondent": "R1", "consent": "false", "income": "better"}],
                        references={"organisation": "local_id"}, code=3)
        programme.enter("outcome_interview", [{**interview, "local_id": "OI-X", "respondent": "R1", "consent": "true", "income": "unknown"}],
                        references={"organisation": "local_id"})
        rows = [row for row in programme.rows("outcome_interview") if row["sex"] == "female" and row["income"] in ("better", "same", "worse")]
        self.assertAlmostEqual(programme.value("OI1"), 100 * len([row for row in rows if row["income"] == "better"]) / len(rows), places=9)


if __name__ == "__main__":
    unittest.main()
