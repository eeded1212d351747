# SPDX-License-Identifier: Apache-2.0
"""Training of women officers: the change of the score for each cohort, by who took both tests."""
import unittest

from support.programme import ThemeTest


class Training(ThemeTest):
    def training(self, name, cohort, **more):
        return {"local_id": name, "kind": "training", "topic": "threat_mitigation", "cohort": cohort, "recipient": "ORG-01", "starts_on": "2024-06-01",
                "participants_women": "30", **more}

    def test_the_score_changes_by_cohort(self):
        programme = self.programme
        by = {"recipient": "local_id"}
        programme.enter("capacity_activity", [self.training("CP-1", "Officers A", tested="30", score_before="45", score_after="65"),
                                              self.training("CP-2", "Officers A", tested="10", score_before="40", score_after="80"),
                                              self.training("CP-3", "Officers B", tested="20", score_before="50", score_after="48"),
                                              self.training("CP-4", "Officers B", participants_women="9")], references=by)
        cells = programme.cells("K3", ["cohort"], where="topic = 'threat_mitigation' AND cohort IN ('Officers A', 'Officers B')")
        self.assertAlmostEqual(cells["Officers A"], 25)  # (30 x 20 + 10 x 40) / 40
        self.assertAlmostEqual(cells["Officers B"], -2)  # and not 0: what was not tested says nothing
        women = programme.cells("K3P", ["participants"], where="cohort IN ('Officers A', 'Officers B')")
        self.assertEqual(women["women"], 99)
        self.assertEqual(sum(women.values()), programme.value("K3P", where="cohort IN ('Officers A', 'Officers B')"))

    def test_scores_of_nobody_and_of_more_than_came_are_refused(self):
        programme = self.programme
        by = {"recipient": "local_id"}
        programme.enter("capacity_activity", [self.training("CP-5", "C", score_before="45", score_after="65")], references=by, code=3)
        programme.enter("capacity_activity", [self.training("CP-6", "C", tested="31", score_before="45", score_after="65")], references=by, code=3)
        programme.enter("capacity_activity", [self.training("CP-7", "C", tested="3", score_before="45", score_after="165")], references=by, code=3)
        self.assertEqual([row for row in programme.rows("capacity_activity") if row["local_id"] in ("CP-5", "CP-6", "CP-7")], [])


if __name__ == "__main__":
    unittest.main()
