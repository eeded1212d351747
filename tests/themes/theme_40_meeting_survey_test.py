# SPDX-License-Identifier: Apache-2.0
"""The survey after a meeting, entered by import: 72 % excellent and 22 % good are 94 % and rank first; every share has its n and its question, and one lone answer is no best."""
import unittest

from support.entered_meeting import (FIRST_QUESTION, MEETING, ORGANISATION, PLENARIES, PLENARY_NUMBER, SIDE_EVENT_NUMBER, SIDE_EVENTS, USEFUL, enter_meetings, enter_poll,
                                     enter_sessions, enter_survey, parts_of, rating_question, sentences, texts)
from support.programme import ThemeTest

OF_IT = f"question.survey.meeting.title = '{MEETING}'"
POLLED = "option.poll.question = 'What stands most in the way?'"
NBSP = "\u00a0"


class MeetingSurvey(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for enter in (enter_meetings, enter_sessions, enter_survey, enter_poll):
            enter(cls.programme)

    def value(self, indicator):
        return self.programme.value(indicator, where=OF_IT)

    def test_the_best_side_event(self):
        shares = self.programme.cells("MT18a", ["question.session"], where=OF_IT)
        self.assertEqual(len(shares), 12)
        first = max(shares, key=shares.get)
        self.assertEqual((first, shares[first]), (SIDE_EVENTS[0], 94))
        self.assertEqual(sorted(shares.values())[-2], 86, "one alone is first")
        self.assertEqual(self.programme.cells("MT19a", ["question.session"], where=OF_IT)[first], 72)
        self.assertEqual(self.programme.cells("MT19b", ["question.session"], where=OF_IT)[first], 22)
        self.assertEqual(self.value("MT19"), 94)
        self.assertEqual(self.value("MT18"), 74)

    def test_the_organisation_the_plenaries_and_the_best_of_them(self):
        self.assertEqual(self.value("MT12"), 80)
        self.assertEqual(self.value("MT13"), 80)
        self.assertEqual(self.value("MT14"), 96)
        self.assertEqual(self.programme.cells("MT13", ["question.session"], where=OF_IT)[PLENARIES[3]], 96)

    def test_the_numbers_of_sessions(self):
        self.assertEqual(self.value("MT15"), 92)
        for code, share in (("MT16", 75), ("MT17", 14), ("MT17a", 11)):
            self.assertAlmostEqual(self.value(code), share, places=9)

    def test_every_share_has_its_n_and_the_answers_are_of_one_question(self):
        for code, n in (("MT12", 50), ("MT13", 150), ("MT18a", 600), ("MT16", 100)):
            total = self.programme.figure(code, where=OF_IT)["total"]
            self.assertEqual(total["n"], n, code)
            self.assertLess(total["lower"], total["value"])
            self.assertGreater(total["upper"], total["value"])
        for question in self.programme.figure("MT18a", split=["question"], where=OF_IT)["cells"]:
            self.assertIn(question["key"][0], [rating_question("side event", title) for title in SIDE_EVENTS])
            self.assertEqual(question["n"], 50)

    def test_every_sentence_of_the_report_has_n_and_question(self):
        said = sentences(self.programme, MEETING, "survey")
        best, lowest, best_side = (rating_question(kind, title) for kind, title in (("plenary", PLENARIES[3]), ("side event", SIDE_EVENTS[4]), ("side event", SIDE_EVENTS[0])))
        self.assertEqual(said.split("\n"), [" ".join(paragraph) for paragraph in (
            [
                f"Of 921 people who were asked about the whole meeting 100 answered: 10.9{NBSP}%.",
                f"Organisation and logistics rated good or excellent: 80{NBSP}% (n = 50; question: {ORGANISATION}).",
                f"The number of plenaries just right: 92{NBSP}% (n = 50; question: {PLENARY_NUMBER}).",
                f"The number of side events just right: 75{NBSP}%; more wanted: 14{NBSP}%; fewer: 11{NBSP}% (n = 100; question: {SIDE_EVENT_NUMBER})."],
            [
                f"Of all ratings of plenaries, good or excellent: 80{NBSP}% (n = 150; the question of each plenary stands in the table beneath).",
                f"Best rated of the plenaries with at least 10 ratings: Partners as equals (n = 25), with 96{NBSP}% good or excellent (question: {best})."],
            [
                f"Of all ratings of side events, good or excellent: 81.2{NBSP}% (n = 600; the question of each side event stands in the table beneath).",
                f"Each side event with at least 10 ratings was rated good or excellent by 74{NBSP}% or more; lowest: Peers (n = 50) (question: {lowest}).",
                f"Best rated of them: Soil and water (n = 50), with 72{NBSP}% excellent and 22{NBSP}% good, 94{NBSP}% together (question: {best_side})."])])
        for language, n in (("fr", "n = "), ("es", "n = "), ("ar", "ن = ")):
            told = sentences(self.programme, MEETING, "survey", language)
            for question in (ORGANISATION, PLENARY_NUMBER, SIDE_EVENT_NUMBER, best, lowest, best_side):
                self.assertEqual(told.count(question), 1, f"{language} {question}")
            self.assertEqual(told.count(n), said.count("n = "), language)

    def test_the_tables_of_the_report_have_the_question_beside_each_share(self):
        survey, annex = parts_of(self.programme, MEETING, "survey"), parts_of(self.programme, MEETING, "statistics")
        tables = [part for part in survey if part["kind"] == "table"]
        for table, kind, titles, n in ((tables[0], "plenary", PLENARIES, "25"), (tables[1], "side event", SIDE_EVENTS, "50")):
            self.assertEqual({(row[0]["text"], row[1]["text"], row[3]["text"]) for row in table["rows"]}, {(title, rating_question(kind, title), n) for title in titles})
        table = next(part for part in annex if part["title"].startswith("From the survey"))
        rows = {row[0]["text"]: [cell["text"] for cell in row] for row in table["rows"]}
        self.assertEqual(rows["Organisation rated good or excellent"], ["Organisation rated good or excellent", "80", "50", "%", ORGANISATION])
        self.assertEqual(rows["Best rated plenary"][4], rating_question("plenary", PLENARIES[3]))
        self.assertEqual(rows["Plenaries rated good or excellent"][4].count("?"), 6)

    def test_the_surveys_during_and_after_one_session_stand_apart_and_in_no_figure_of_the_whole(self):
        of_it = f"meeting.title = '{MEETING}'"
        self.assertEqual(self.programme.value("MT23", where=of_it), 2)
        self.assertEqual(self.programme.cells("MT23", ["timing"], where=of_it), {"during": 1, "after": 1})
        self.assertEqual(self.programme.cells("MT23", ["session"], where=of_it), {PLENARIES[3]: 2})
        tables = {part["title"]: part for part in parts_of(self.programme, MEETING, "survey") if part["kind"] in ("table", "records")}
        listed = {row[0]: row[1:] for row in map(texts, tables["Surveys"]["rows"])}
        self.assertEqual({name: row[:2] for name, row in listed.items() if PLENARIES[3] in row},
                         {"While the session went on (entered)": ["During the session or meeting", PLENARIES[3]], "After the session (entered)": ["Afterwards", PLENARIES[3]]})
        apart = sorted(map(texts, tables["Surveys of one session, during it and after it"]["rows"]))
        self.assertEqual(apart, [[f"{USEFUL}, After the session (entered)", "\u2013", "10", "30", "60", "20"],
                                 [f"{USEFUL}, While the session went on (entered)", "5", "25", "45", "25", "20"]])
        whole = [row[0] for row in map(texts, tables["Every question as it was asked, and its ratings"]["rows"])]
        self.assertEqual((len(whole), USEFUL in whole), (19, False))

    def test_a_question_that_the_meeting_before_asked_in_the_same_words_is_its_own(self):
        (rated,) = [row for part in parts_of(self.programme, MEETING, "survey") if part["kind"] == "table" for row in map(texts, part["rows"]) if row[0] == ORGANISATION]
        self.assertEqual(rated, [ORGANISATION, "4", "16", "44", "36", "50"], "the thirty of the meeting before are not among them")
        before = "Ninety-ninth meeting (entered)"
        self.assertIn(f"Organisation and logistics rated good or excellent: 0{NBSP}% (n = 30; question: {ORGANISATION}).", sentences(self.programme, before, "survey"))

    def test_the_response_rate_stands_beside(self):
        self.assertAlmostEqual(self.programme.cells("MT23a", ["question.survey.meeting"])[MEETING], 100 * 100 / 921, places=9)
        self.assertEqual(self.value("MT23b"), 100)
        self.assertEqual(self.programme.value("MT23c", where=f"meeting.title = '{MEETING}'"), 921)

    def test_a_poll_of_several_choices_ranks_and_exceeds_a_hundred(self):
        figure = self.programme.figure("MT20", split=["option.poll", "option"], where=POLLED)
        shares = {cell["key"][1]: cell["value"] for cell in figure["cells"]}
        self.assertEqual(sorted(shares, key=shares.get, reverse=True), ["Distrust of those nearby", "Political resolve", "Scarce means"])
        self.assertEqual([shares[name] for name in ("Distrust of those nearby", "Political resolve", "Scarce means")], [88, 62, 44])
        self.assertEqual({cell["n"] for cell in figure["cells"]}, {50}, "of those who answered, not of the choices")

    def test_who_answers_beside_the_question_is_found_and_counts_nowhere(self):
        row = {"question": FIRST_QUESTION, "respondent": "ER-100", "number_opinion": "just_right"}
        self.programme.enter("meeting_survey_answer", [row], key=["respondent", "question"], references={"question": "position"})
        self.assertEqual(self.programme.figure("MT12", where=OF_IT)["total"]["n"], 50)
        self.programme.check()
        self.assertEqual(len(self.programme.findings("meeting_survey_answer.wrong_answer")), 1)


class FewAnswers(ThemeTest):
    """Of a plenary with one lone "excellent" nothing is said to be best."""

    TITLE = "Small meeting (entered)"

    def answers(self, question, **counts):
        values = [value for value, count in counts.items() for _ in range(count)]
        self.programme.enter("meeting_survey_answer", [{"question": question, "respondent": f"EF-{n:02}", "rating": value} for n, value in enumerate(values)],
                             key=["question", "respondent"])

    def test_what_too_few_rated_is_neither_best_nor_lowest_and_two_alike_are_both_named(self):
        programme, title = self.programme, self.TITLE
        programme.enter("meeting", [{"title": title, "number": "300", "starts": "2022-05-01", "ends": "2022-05-01", "format": "in_person"}], key=["title"])
        names = {"plenary": ["Few one", "Few two", "Few three"], "side_event": ["Few side"]}
        programme.enter("meeting_session", [{"meeting": title, "kind": kind, "number": number, "title": name} for kind, all_of in names.items() for number, name in enumerate(all_of, 1)],
                        key=["meeting", "kind", "number"])
        programme.enter("meeting_survey", [{"meeting": title, "title": "Few asked", "timing": "after", "sent_on": "2022-05-02"}], key=["title"])
        programme.enter("meeting_survey_question", [{"survey": "Few asked", "text": f"{name}?", "topic": kind, "session": name} for kind, all_of in names.items() for name in all_of],
                        key=["survey", "text"])
        self.answers("Few one?", excellent=1)
        self.answers("Few side?", poor=1)
        said = sentences(programme, title, "survey")
        self.assertIn("People who answered: 1; how many were asked is not recorded.", said)
        self.assertIn("No plenary has the 10 ratings that a comparison needs.", said)
        self.assertIn("No side event has the 10 ratings that a comparison needs.", said)
        self.assertNotIn("Best", said)
        self.assertNotIn("Each side event", said)
        where = f"question.survey.meeting.title = '{title}'"
        for code in ("MT14", "MT18", "MT19"):
            total = programme.figure(code, where=where)["total"]
            self.assertEqual((total["value"], total["reason_if_null"]), (None, "TOO_FEW"), code)
        self.answers("Few two?", excellent=4, good=4, fair=2)
        self.assertEqual(programme.value("MT14", where=where), 80, "the one excellent of Few one is no 100 %")
        self.assertIn("Best rated of the plenaries with at least 10 ratings: Few two (n = 10), with 80\u00a0% good or excellent (question: Few two?).",
                      sentences(programme, title, "survey"))
        self.answers("Few three?", excellent=16, fair=4)
        self.assertIn("Best rated alike, of the plenaries with at least 10 ratings: Few three (n = 20); Few two (n = 10), each with 80\u00a0% good or excellent "
                      "(questions: Few three?; Few two?).", sentences(programme, title, "survey"))


if __name__ == "__main__":
    unittest.main()
