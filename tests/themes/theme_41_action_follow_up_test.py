# SPDX-License-Identifier: Apache-2.0
"""Recommendations are followed up: what is overdue comes up at the next meeting, what is done does not."""
import unittest

from support.programme import ThemeTest


class ActionFollowUp(ThemeTest):
    FIRST, NEXT = "Meeting that decided (entered)", "Meeting after it (entered)"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        programme = cls.programme
        programme.enter("meeting", [{"title": cls.FIRST, "number": "400", "starts": "2022-05-01", "ends": "2022-05-02", "format": "in_person"}], key=["title"])
        programme.enter("meeting", [{"title": cls.NEXT, "number": "401", "starts": "2023-05-01", "ends": "2023-05-02", "format": "in_person", "predecessor": cls.FIRST}], key=["title"])
        action = {"meeting": cls.FIRST, "owner_name": "Secretariat"}
        programme.enter("action_item", [{**action, "text": text, "due_on": due, "status": status, "done_on": done} for text, due, status, done in (
            ("Overdue and open", "2022-12-31", "open", ""), ("Overdue and begun", "2023-04-30", "in_progress", ""), ("Overdue and carried already", "2022-10-01", "carried_over", ""),
            ("Done in time", "2022-12-31", "done", "2022-11-01"), ("Done late", "2022-12-31", "done", "2023-04-01"), ("Dropped", "2022-12-31", "dropped", ""),
            ("Due on the day it begins", "2023-05-01", "open", ""), ("Due later", "2024-01-01", "open", ""))], key=["text"])

    def drafted(self, title, table):
        """The actions in a table of the report of a meeting, as the program renders it."""
        document = self.programme.run("report", self.programme.file, "meeting", "--record", title)
        parts = next(one for one in document["sections"] if one["id"] == "actions")["parts"]
        return {row["cells"][0]["text"] for row in next(part for part in parts if part["title"].startswith(table))["rows"]}

    def test_overdue_actions_appear_in_the_draft_of_the_next_meeting_and_done_ones_do_not(self):
        self.assertEqual(self.drafted(self.NEXT, "From the meeting before"), {"Overdue and open", "Overdue and begun", "Overdue and carried already"})
        self.assertEqual(self.drafted(self.NEXT, "Actions of this meeting"), set())
        self.assertEqual(self.drafted(self.FIRST, "From the meeting before"), set())
        self.assertEqual(len(self.drafted(self.FIRST, "Actions of this meeting")), 8)
        of_it = f"meeting.title = '{self.FIRST}'"
        self.assertEqual(self.programme.value("MT26", where=of_it), 4, "what is carried over is the next meeting's")
        self.assertAlmostEqual(self.programme.value("MT25", where=of_it), 100 * 2 / 7, places=9)
        # What is done leaves the next draft.
        self.programme.enter("action_item", [{"meeting": self.FIRST, "text": "Overdue and begun", "due_on": "2023-04-30", "status": "done", "done_on": "2023-04-29"}], key=["text"])
        self.assertEqual(self.drafted(self.NEXT, "From the meeting before"), {"Overdue and open", "Overdue and carried already"})

    def test_figures_of_done_and_overdue(self):
        by_status = [row["status"] for row in self.programme.rows("action_item")]
        self.assertEqual(self.programme.value("MT26"), by_status.count("open") + by_status.count("in_progress"))
        self.assertAlmostEqual(self.programme.value("MT25"), 100 * by_status.count("done") / (len(by_status) - by_status.count("dropped")), places=9)

    def test_done_needs_its_day(self):
        row = {"meeting": "Twenty-fourth meeting (made up)", "text": "Say when", "due_on": "2022-01-01", "owner_name": "Secretariat", "status": "done"}
        self.programme.enter("action_item", [row], key=["text"], code=3)
        self.programme.enter("action_item", [{**row, "done_on": "2021-12-01"}], key=["text"])
        self.assertIn("Say when", [one["text"] for one in self.programme.rows("action_item")])


if __name__ == "__main__":
    unittest.main()
