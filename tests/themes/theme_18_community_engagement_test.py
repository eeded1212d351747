# SPDX-License-Identifier: Apache-2.0
"""Community engagement: what is not answered is overdue on day 15, not on day 14."""
import datetime
import unittest

from support.programme import ThemeTest


class CommunityEngagement(ThemeTest):
    def test_feedback_is_overdue_on_day_15(self):
        programme = self.programme
        today = datetime.datetime.now(datetime.timezone.utc).date()
        day = lambda ago: (today - datetime.timedelta(days=ago)).isoformat()
        row = {"channel": "phone", "category": "question", "place": self.place}
        programme.enter("feedback", [{**row, "local_id": "FB-14", "received_on": day(14)}, {**row, "local_id": "FB-15", "received_on": day(15)},
                                     {**row, "local_id": "FB-OK", "received_on": day(40), "answered_on": day(30)}])
        programme.check()
        ids = {one["local_id"]: one["id"] for one in programme.rows("feedback")}
        self.assertEqual([one["records"] for one in programme.findings("feedback.overdue")], [[ids["FB-15"]]])
        only = "local_id IN ('FB-14', 'FB-15', 'FB-OK')"
        self.assertEqual(programme.value("CE2", where=only), 50)  # of two that are due one was answered in time; day 14 is not over

    def test_shares_and_changed_decisions_are_the_hand_count(self):
        programme = self.programme
        rows = programme.rows("ce_activity")
        asked = [row for row in rows if row["with_disability"] != ""]
        self.assertAlmostEqual(programme.value("CE3D"), 100 * sum(int(row["with_disability"]) for row in asked) / sum(int(row["participants_total"]) for row in asked),
                               places=9)
        self.assertEqual(programme.value("CE4"), len([row for row in rows if row["decision_changed"] == "true"]))
        budgets = programme.rows("engagement_budget")
        self.assertAlmostEqual(programme.value("CE6"), 100 * sum(int(row["for_engagement"]) for row in budgets) / sum(int(row["whole"]) for row in budgets), places=9)
        programme.enter("ce_activity", [{"local_id": "CE-BAD", "held_on": "2024-06-01", "phase": "task", "kind": "meeting", "place": self.place,
                                         "participants_women": "3", "with_disability": "4"}], code=3)

    def test_standards_met_are_of_one_assessment(self):
        programme = self.programme
        programme.enter("instrument", [{"name": "Engagement (made up)", "edition": "1", "purpose": "community_engagement"}], key=["name"])
        programme.enter("instrument_area", [{"name": "Core (made up)", "instrument": "Engagement (made up)"}], key=["name"])
        programme.enter("instrument_question", [{"text": f"Standard {i} (made up)", "area": "Core (made up)"} for i in range(16)], key=["text"])
        for name, levels in (("CEA-1", [3] * 9 + [2] * 7), ("CEA-2", [4] * 11 + [1] * 5)):
            programme.enter("assessment", [{"local_id": name, "instrument": "Engagement (made up)", "subject": "ORG-02", "assessed_on": "2024-06-01",
                                            "kind": "self"}], references={"subject": "local_id"})
            programme.enter("assessment_answer", [{"assessment": name, "question": f"Standard {i} (made up)", "level": str(level), "evidence": "made up"}
                                                  for i, level in enumerate(levels)], key=["assessment", "question"],
                            references={"assessment": "local_id", "question": "text"})
        self.assertIsNone(programme.value("CE5"), "two assessments were added up")
        self.assertEqual(programme.cells("CE5", ["assessment.local_id"]), {"CEA-1": 9, "CEA-2": 11})


if __name__ == "__main__":
    unittest.main()
