# SPDX-License-Identifier: Apache-2.0
"""A coalition: a milestone that two countries share appears once, whoever reports it."""
import unittest

from support.programme import ThemeTest


class Coalition(ThemeTest):
    def test_a_shared_milestone_counts_once(self):
        before = self.programme.value("CX1")
        row = {"reference": "SHARED-1", "coalition": "Coalition of the two shores (made up)", "title": "Joint survey", "countries": "AQ;BV",
               "due_on": "2024-06-30", "status": "done", "done_on": "2024-06-01"}
        # Each country sends its plan; the reference is the same.
        self.programme.enter("joint_milestone", [row], key=["reference"], lists=["countries"])
        self.programme.enter("joint_milestone", [row], key=["reference"], lists=["countries"])
        self.assertEqual(self.programme.value("CX1"), before + 1)
        self.assertEqual(len([one for one in self.programme.rows("joint_milestone") if one["reference"] == "SHARED-1"]), 1)

    def test_entered_twice_all_the_same_it_is_found_and_counts_once(self):
        before = self.programme.value("CX1")
        row = {"coalition": "Coalition of the two shores (made up)", "title": "Shared data", "countries": "AQ;BV", "due_on": "2024-06-30", "status": "open"}
        self.programme.enter("joint_milestone", [{**row, "reference": "TWICE"}], key=["reference"], lists=["countries"])
        self.programme.enter("joint_milestone", [{**row, "reference": "TWICE", "title": "Shared data of both"}], key=["title"], lists=["countries"])
        self.assertEqual(self.programme.value("CX1"), before + 1)
        self.programme.check()
        self.assertEqual(len(self.programme.findings("joint_milestone.same_key")), 1)

    def test_done_over_due(self):
        rows = [row for row in self.programme.rows("joint_milestone") if row["reference"].startswith("JM-")]
        done = [row for row in rows if row["status"] == "done"]
        self.assertAlmostEqual(self.programme.value("CX2", where="reference LIKE 'JM-%'"), 100 * len(done) / len(rows), places=9)


if __name__ == "__main__":
    unittest.main()
