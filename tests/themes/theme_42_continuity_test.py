# SPDX-License-Identifier: Apache-2.0
"""Continuity: the slippage of the plan is the days lost over the days planned."""
import unittest

from support.programme import ThemeTest


class Continuity(ThemeTest):
    def test_slippage_is_days_lost_over_planned_days(self):
        programme = self.programme
        programme.enter("task", [{"number": f"T-X{i}", "organisation": "ORG-02", "hazards": programme.rows("hazard")[0]["local_id"], "activities": "clearance",
                                  "issued_on": "2020-02-01", "status": "planned", "planned_days": days} for i, days in enumerate(["120", "80", ""])],
                        key=["number"], references={"organisation": "local_id"})
        stop = {"organisation": "ORG-02", "place": self.place}
        programme.enter("stand_down", [{**stop, "local_id": "SD-1", "task": "T-X0", "cause": "pandemic", "from_on": "2020-04-01", "to_on": "2020-04-14", "days_lost": "10"},
                                       {**stop, "local_id": "SD-2", "task": "T-X1", "cause": "security", "from_on": "2020-05-01", "to_on": "2020-05-05", "days_lost": "5"},
                                       {**stop, "local_id": "SD-3", "task": "T-X2", "cause": "security", "from_on": "2020-05-01", "to_on": "2020-05-05", "days_lost": "5"}],
                        references={"organisation": "local_id", "task": "number"})
        tasks = {row["number"]: int(row["planned_days"] or 0) for row in programme.rows("task")}
        of_task = {row["id"]: row["number"] for row in programme.rows("task")}
        lost = sum(int(row["days_lost"]) for row in programme.rows("stand_down") if tasks.get(of_task.get(row["task"], ""), 0) > 0)
        self.assertGreater(lost, 15)
        self.assertAlmostEqual(programme.value("CO2"), 100 * lost / sum(tasks.values()), places=9)
        causes = programme.cells("CO1", ["cause"])
        self.assertEqual(sum(causes.values()), sum(int(row["days_lost"]) for row in programme.rows("stand_down")))

    def test_more_days_than_there_were_are_refused(self):
        programme = self.programme
        programme.enter("stand_down", [{"local_id": "SD-BAD", "organisation": "ORG-02", "cause": "weather", "from_on": "2020-05-01", "to_on": "2020-05-05",
                                        "days_lost": "6"}], references={"organisation": "local_id"}, code=3)
        self.assertNotIn("SD-BAD", [row["local_id"] for row in programme.rows("stand_down")])

    def test_remote_delivery_is_shown_of_those_that_say(self):
        programme = self.programme
        rows = [row for row in programme.rows("eore_session") if row["remote"] in ("true", "false")]
        self.assertAlmostEqual(programme.value("CO3"), 100 * len([row for row in rows if row["remote"] == "true"]) / len(rows), places=9)


if __name__ == "__main__":
    unittest.main()
