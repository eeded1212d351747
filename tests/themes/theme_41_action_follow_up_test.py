# SPDX-License-Identifier: Apache-2.0
"""Recommendations are followed up: what is overdue comes up at the next meeting, what is done does not."""
import unittest
import urllib.parse

from support.programme import ThemeTest


class ActionFollowUp(ThemeTest):
    def carried_over(self, server, title):
        """What the draft of a meeting takes from the one before: due before it begins, neither done nor dropped."""
        meetings = {one["properties"]["title"]: one for one in self.items(server, "meeting")}
        meeting = meetings[title]["properties"]
        words = (f"meeting = '{meeting['predecessor']}' AND status IN ('open', 'in_progress') "
                 f"AND due_on < DATE('{meeting['starts']}')")
        return {one["properties"]["text"] for one in self.items(server, "action_item", words)}

    @staticmethod
    def items(server, record_type, words=""):
        path = f"/ogc/collections/{record_type}/items?limit=1000" + (f"&filter={urllib.parse.quote(words)}" if words else "")
        answer = server.get(path)
        assert answer.status == 200, answer.body
        return answer.json()["features"]

    def test_overdue_actions_appear_in_the_next_meeting_and_done_ones_do_not(self):
        from serving import Serving, account, signed_in

        server = Serving(file=self.programme.file, records=0)
        account(server, "ina", "information_manager")
        with server:
            carried = self.carried_over(signed_in(server, "ina"), "Twenty-fifth meeting (made up)")
        self.assertEqual(carried, {"Share the mapping profiles", "Draft the joint survey plan"})

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
