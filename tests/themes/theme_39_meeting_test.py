# SPDX-License-Identifier: Apache-2.0
"""A meeting entered by import beside a made-up programme: 921 who attended are "over 920", a person on two panels counts once, and a sentence stands only where it is true."""
import unittest

from support.entered_meeting import (COUNTRIES, MEETING, OPENING, PLENARIES, QUOTED, SIDE_EVENTS, enter_meetings, enter_sessions, parts_of, person, sentences,
                                     texts)
from support.programme import ThemeTest

OF_IT = f"meeting.title = '{MEETING}'"
SPOKEN = f"session.meeting.title = '{MEETING}'"


class Meeting(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        enter_meetings(cls.programme)
        enter_sessions(cls.programme)

    def test_attended_and_countries_have_their_words_and_the_exact_number_beside(self):
        people = self.programme.figure("MT2", where=OF_IT)["total"]
        self.assertEqual((people["value"], people["more_than"]), (921, 920))
        countries = self.programme.figure("MT3", where=OF_IT)["total"]
        self.assertEqual((countries["value"], countries["more_than"]), (106, 105))
        self.assertEqual(self.programme.value("MT4", where=OF_IT), 11)
        self.assertIn("Over 920 people attended (exactly 921). They came from more than 105 countries and territories (exactly 106). Categories of participants: 11.",
                      sentences(self.programme, MEETING, "overview"))

    def test_who_registered_and_did_not_come_is_no_participant(self):
        came = len([n for n in range(1, 922) if n % 11 == 10])
        self.assertEqual(self.programme.value("MT2", where=OF_IT + " AND category = 'media'"), came)
        self.assertNotIn("TM", COUNTRIES)
        self.assertEqual(self.programme.value("MT2", where=OF_IT + " AND country = 'TM'"), 0)

    def test_speakers_are_people_and_not_roles(self):
        self.assertEqual(self.programme.value("MT7", where=SPOKEN), 95)
        self.assertEqual(self.programme.value("MT7b", where=SPOKEN), 97)
        self.assertEqual(self.programme.value("MT6", where=SPOKEN), 3)
        self.assertEqual(self.programme.value("MT9", where=SPOKEN), 7)
        self.assertEqual((self.programme.value("MT10", where=OF_IT), self.programme.value("MT11", where=OF_IT)), (6, 12))
        self.assertIn("Speakers, each person once: 95, in 97 roles. Plenaries: 6. Side events: 12.", sentences(self.programme, MEETING, "overview"))

    def test_the_speakers_of_the_opening_stand_with_their_function(self):
        self.assertEqual(sentences(self.programme, MEETING, "opening"), "Speakers at the opening: 3.")
        (listed,) = [part for part in parts_of(self.programme, MEETING, "opening") if part["kind"] == "records"]
        self.assertEqual({tuple(texts(row)[:3]) for row in listed["rows"]}, {(person(n), function, f"House {n}") for n, function in OPENING.items()})

    def test_each_side_event_has_its_chair_speakers_themes_recommendations_and_next_steps(self):
        parts = parts_of(self.programme, MEETING, "side_events")
        overview, speakers = (part for part in parts if part["kind"] == "records")
        self.assertEqual([texts(row)[:2] + texts(row)[3:] for row in overview["rows"]],
                         [[str(number), title, f"Group {number}", "1", "6" if number in (1, 11) else "5"] for number, title in enumerate(SIDE_EVENTS, 1)])
        spoke = [texts(row) for row in speakers["rows"]]
        self.assertEqual({(row[0], row[2], row[3], row[4]) for row in spoke if row[1] == "Chair"},
                         {(SIDE_EVENTS[(n - 1) % 12], person(n), f"Function of {person(n)}", f"House {n}") for n in range(35, 47)})
        self.assertEqual({row[2] for row in spoke if row[0] == SIDE_EVENTS[2]}, {person(n) for n in range(35, 96) if n % 12 == 3})
        told = {part["title"]: {row["title"]: row["cell"]["text"] for row in part["rows"]} for part in parts if part["kind"] == "facts"}
        self.assertEqual(told, {title: {"Themes": f"theme {number}", "Recommendations": f"keep to {title}", "Next steps": f"group {number} writes it down"}
                                for number, title in enumerate(SIDE_EVENTS, 1)})

    def test_a_quoted_figure_has_its_speaker_and_its_source(self):
        self.assertEqual(self.programme.value("MT21", where=SPOKEN), 2, "what has no source is no figure to quote")
        quoted = next(part for part in parts_of(self.programme, MEETING, "polls") if part["kind"] == "records")
        self.assertEqual([column["title"] for column in quoted["columns"]],
                         ["Session", "Speaker", "Function", "Affiliation", "What was said", "Number", "Unit", "Where the figure comes from"])
        rows = [texts(row) for row in quoted["rows"]]
        self.assertEqual(len(rows), 3)
        self.assertIn([PLENARIES[0], person(7), "Function of E-0007", "House 7", QUOTED[0], "63", "%", "Register of the centre (entered)"], rows)
        self.assertIn([PLENARIES[1], person(8), "Function of E-0008", "House 8", QUOTED[1], "25", "%", "The pledge of 2016 (entered)"], rows)
        self.programme.check()
        self.assertEqual(len(self.programme.findings("quoted_figure.without_source")), 1)

    def test_half_of_the_plenary_speakers_of_known_sex_are_women_and_the_unknown_are_shown(self):
        women = self.programme.figure("MT8", where=SPOKEN)["total"]
        self.assertEqual((women["value"], women["n"]), (50, 32), "of people, not of roles")
        by_sex = self.programme.cells("MT7", ["session.kind", "sex"], where=SPOKEN)
        self.assertEqual((by_sex["plenary", "female"], by_sex["plenary", "male"], by_sex["plenary", "unknown"]), (16, 16, 2))
        self.assertIn("Women among the plenary speakers whose sex is known: 50\u00a0% (n = 32): 16 women, 16 men. Of 2 more the sex is not known; the share leaves them out. "
                      "Panellists of plenaries from affected countries: 7 of 34 plenary speakers.", sentences(self.programme, MEETING, "overview"))

    def test_growth_is_over_those_who_attended_the_meeting_before_and_not_over_what_it_reported(self):
        self.assertAlmostEqual(self.programme.cells("MT5", ["meeting"])[MEETING], 100 * (921 - 500) / 500, places=9)
        self.assertIn("At the meeting before there were 500; that is 84.2\u00a0% more.", sentences(self.programme, MEETING, "overview"))

    def test_the_same_registration_twice_is_found_and_counts_one_person(self):
        row = {"meeting": MEETING, "participant": person(1), "category": "ngo", "country": "LB", "sex": "female", "registered_on": "2022-08-02", "attended": "false"}
        self.programme.enter("registration", [row], key=["participant", "registered_on"])
        self.assertEqual(self.programme.value("MT2", where=OF_IT), 921)
        self.programme.check()
        self.assertEqual(len(self.programme.findings("registration.same_key")), 1)

    def test_every_plenary_has_its_recording_and_its_time_by_the_clock_of_the_venue(self):
        self.assertEqual(self.programme.value("MT22", where=OF_IT), 100)
        document = self.programme.run("report", self.programme.file, "meeting", "--record", MEETING)
        plenaries = next(one for one in document["sections"] if one["id"] == "plenaries")["parts"]
        first = next(part for part in plenaries if part["title"] == PLENARIES[0])
        self.assertIn("2022-09-06 10:00 (UTC+05:30)", [row["cell"]["text"] for row in first["rows"]])


class Sentences(ThemeTest):
    """Meetings of which little is known, or that are still to come."""

    def meeting(self, title, **more):
        self.programme.enter("meeting", [{"title": title, "number": "200", "starts": "2022-05-01", "ends": "2022-05-01", "format": "in_person", **more}], key=["title"])
        return title

    def attended(self, title, countries, times=1, sex="female"):
        self.programme.enter("registration", [
            {"meeting": title, "participant": f"Q-{title[:3]}-{n}", "category": "ngo", "country": countries[n % len(countries)], "sex": sex, "registered_on": "2022-04-01", "attended": "true"}
            for n in range(times)], key=["meeting", "participant"])

    def said(self, title, language="en"):
        return sentences(self.programme, title, "overview", language)

    def test_a_meeting_that_nobody_is_known_to_have_attended(self):
        title = self.meeting("Empty meeting (entered)")
        for language, nobody in (("en", "No registration says who attended."), ("fr", "Aucune inscription ne dit"), ("es", "Ninguna inscripción dice"), ("ar", "لا يبين أي تسجيل")):
            said = self.said(title, language)
            self.assertIn(nobody, said)
            self.assertNotIn("\u2013", said, "no figure that is none")
        said = self.said(title)
        self.assertNotRegex(said, "Over|more than|before|Theme|Women")
        self.assertIn("No speaker is recorded.", said)
        self.assertEqual(sentences(self.programme, title, "survey"), "No answer to a survey of the whole meeting is recorded.")
        self.assertEqual(sentences(self.programme, title, "opening"), "")

    def test_twenty_people_of_one_country_are_of_no_more_than_one(self):
        title = self.meeting("One country (entered)")
        self.attended(title, ["LB"], 20)
        said = self.said(title)
        self.assertIn("Over 10 people attended (exactly 20). Countries and territories they came from: 1. Categories of participants: 1.", said)
        self.assertIn("No meeting before it is recorded.", said)
        self.assertNotIn("more than", said)

    def test_five_countries_are_not_more_than_five_and_ten_people_not_over_ten(self):
        title = self.meeting("Ten people (entered)")
        self.attended(title, COUNTRIES[:5], 10)
        self.assertIn("People who attended: 10. Countries and territories they came from: 5.", self.said(title))

    def test_fewer_than_before_is_no_growth(self):
        first = self.meeting("First of two (entered)", participants_reported="99")
        self.attended(first, ["LB"], 8)
        second = self.meeting("Second of two (entered)", number="201", predecessor=first)
        self.assertNotIn("before", self.said(second), "nobody is recorded yet, which is no loss of all")
        self.attended(second, ["LB"], 6)
        self.assertIn("At the meeting before there were 8; the change is -25\u00a0%.", self.said(second))
        self.attended(second, ["LB"], 8)
        self.assertIn("At the meeting before there were as many: 8.", self.said(second))

    def test_the_number_that_the_meeting_before_reported_is_taken_where_nobody_is_registered_there(self):
        first = self.meeting("Reported (entered)", participants_reported="4")
        second = self.meeting("After it (entered)", number="202", predecessor=first)
        self.attended(second, ["LB"], 6)
        self.assertIn("The meeting before reported 4; that is 50\u00a0% more.", self.said(second))
        self.assertIn("How many attended the meeting before is not recorded.", self.said(self.without_figures(first)))

    def without_figures(self, predecessor):
        silent = self.meeting("Silent (entered)")
        title = self.meeting("After silence (entered)", number="203", predecessor=silent)
        self.attended(title, ["LB"], 6)
        self.assertNotEqual(silent, predecessor)
        return title

    def test_a_meeting_to_come_will_be_held_and_one_that_goes_on_is_being_held(self):
        for title, days, words in (("To come (entered)", ("2036-05-01", "2036-05-03"), "To come (entered) will be held from 2036-05-01 to 2036-05-03. Length in days: 3."),
                                   ("Going on (entered)", ("2020-01-01", "2036-01-01"), "Going on (entered) is being held from 2020-01-01"),
                                   ("Past (entered)", ("2022-05-01", "2022-05-01"), "Past (entered) was held from 2022-05-01 to 2022-05-01. Length in days: 1.")):
            said = self.said(self.meeting(title, starts=days[0], ends=days[1]))
            self.assertTrue(said.startswith(words), said)
            self.assertEqual("No registration says who attended." in said, not title.startswith("To come"), title)


if __name__ == "__main__":
    unittest.main()
