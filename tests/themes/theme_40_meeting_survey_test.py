# SPDX-License-Identifier: Apache-2.0
"""The survey after a meeting: 72 % excellent and 22 % good are 94 % and rank first; every share has its n and its question."""
import unittest

from support.programme import ThemeTest


class MeetingSurvey(ThemeTest):
    records = 10000

    def test_the_best_side_event(self):
        shares = self.programme.cells("MT18a", ["question.session"])
        self.assertEqual(len(shares), 12)
        first = max(shares, key=shares.get)
        self.assertEqual((first, shares[first]), ("Environment", 94))
        self.assertEqual(sorted(shares.values())[-2], 86, "one alone is first")
        self.assertEqual(self.programme.cells("MT19a", ["question.session"])[first], 72)
        self.assertEqual(self.programme.cells("MT19b", ["question.session"])[first], 22)
        self.assertEqual(self.programme.value("MT19"), 94)
        self.assertEqual(self.programme.value("MT18"), 74)

    def test_the_organisation_the_plenaries_and_the_best_of_them(self):
        self.assertEqual(self.programme.value("MT12"), 80)
        self.assertEqual(self.programme.value("MT13"), 80)
        self.assertEqual(self.programme.value("MT14"), 96)
        self.assertEqual(self.programme.cells("MT13", ["question.session"])["Equity and local partnership"], 96)

    def test_the_numbers_of_sessions(self):
        self.assertGreater(self.programme.value("MT15"), 90)
        right, more = self.programme.value("MT16"), self.programme.value("MT17")
        self.assertAlmostEqual(right, 75, places=9)
        self.assertAlmostEqual(more, 14, places=9)
        answers = [row for row in self.programme.rows("meeting_survey_answer") if row["number_opinion"]]
        rest = len([row for row in answers if row["number_opinion"] == "too_many"])
        self.assertEqual(rest - 2, 11, "11 of the 100 who judged the side events want fewer; 2 of the plenaries")

    def test_every_share_has_its_n_and_the_answers_are_of_one_question(self):
        for code, n in (("MT12", 50), ("MT13", 150), ("MT18a", 600), ("MT16", 100)):
            total = self.programme.figure(code)["total"]
            self.assertEqual(total["n"], n, code)
            self.assertLess(total["lower"], total["value"])
            self.assertGreater(total["upper"], total["value"])
        for question in self.programme.figure("MT18a", split=["question"])["cells"]:
            self.assertTrue(question["key"][0].startswith("How do you rate side event"))
            self.assertEqual(question["n"], 50)

    def test_the_response_rate_stands_beside(self):
        rate = self.programme.value("MT23a")
        self.assertAlmostEqual(rate, 100 * 100 / 921, places=9)

    def test_a_poll_of_several_choices_ranks_and_exceeds_a_hundred(self):
        shares = {key[1]: value for key, value in self.programme.cells("MT20", ["option.poll", "option"]).items()}
        self.assertEqual(sorted(shares, key=shares.get, reverse=True), ["Distrust of local actors", "Political will", "Limited resources"])
        self.assertGreater(sum(shares.values()), 100)

    def test_who_answers_beside_the_question_is_found_and_counts_nowhere(self):
        question = [row for row in self.programme.rows("meeting_survey_question") if row["topic"] == "organisation"][0]["text"]
        row = {"question": question, "respondent": "R-100"}
        self.programme.enter("meeting_survey_answer", [{**row, "number_opinion": "just_right"}], key=["respondent", "question"])
        self.assertEqual(self.programme.figure("MT12")["total"]["n"], 50)
        self.programme.check()
        self.assertEqual(len(self.programme.findings("meeting_survey_answer.wrong_answer")), 1)


if __name__ == "__main__":
    unittest.main()
