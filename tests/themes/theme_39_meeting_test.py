# SPDX-License-Identifier: Apache-2.0
"""A meeting: 921 who attended are "over 920", and a person on two panels counts once."""
import unittest

from support.programme import ThemeTest

MEETING = "number = 24"


class Meeting(ThemeTest):
    records = 10000

    def test_attended_and_countries_have_their_words_and_the_exact_number_beside(self):
        people = self.programme.figure("MT2")["total"]
        self.assertEqual((people["value"], people["more_than"]), (921, 920))
        countries = self.programme.figure("MT3")["total"]
        self.assertEqual((countries["value"], countries["more_than"]), (106, 105))
        registered = self.programme.rows("registration")
        self.assertEqual(len(registered), 1000)
        self.assertEqual(people["value"], len({row["participant"] for row in registered if row["attended"] == "true"}))

    def test_who_registered_and_did_not_come_is_no_participant(self):
        self.assertEqual(self.programme.value("MT2", where="category = 'media'"),
                         len([row for row in self.programme.rows("registration") if row["category"] == "media" and row["attended"] == "true"]))

    def test_speakers_are_people_and_not_roles(self):
        self.assertEqual(self.programme.value("MT7"), 95)
        self.assertGreater(self.programme.value("MT7b"), 95)
        self.assertEqual(self.programme.value("MT6"), 3)
        self.assertEqual(self.programme.value("MT9"), 7)
        self.assertEqual((self.programme.value("MT10"), self.programme.value("MT11")), (6, 12))

    def test_half_of_the_plenary_speakers_of_known_sex_are_women_and_the_unknown_are_shown(self):
        self.assertEqual(self.programme.value("MT8"), 50)
        by_sex = self.programme.cells("MT7", ["session.kind", "sex"])
        self.assertEqual((by_sex["plenary", "female"], by_sex["plenary", "male"], by_sex["plenary", "unknown"]), (16, 16, 2))

    def test_growth_is_over_the_meeting_before(self):
        self.assertAlmostEqual(self.programme.value("MT5"), 100 * (921 - 500) / 500, places=9)

    def test_the_same_registration_twice_is_found_and_counts_one_person(self):
        row = {"meeting": "Twenty-fourth meeting (made up)", "participant": "P-0001", "category": "ngo", "country": "LB", "sex": "female",
               "registered_on": "2021-05-01", "attended": "true"}
        self.programme.enter("registration", [row], key=["participant", "category"])
        self.assertEqual(self.programme.value("MT2"), 921)
        self.programme.check()
        self.assertEqual(len(self.programme.findings("registration.same_key")), 1)

    def test_every_plenary_has_its_recording(self):
        self.assertEqual(self.programme.value("MT22"), 100)


if __name__ == "__main__":
    unittest.main()
