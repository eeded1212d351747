# SPDX-License-Identifier: Apache-2.0
"""National plans: a cycle that ends within 12 months without a mine action line raises an alert."""
import datetime
import unittest

from support.programme import ThemeTest


def in_days(days):
    return (datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=days)).isoformat()


class PlanAlignment(ThemeTest):
    def test_only_the_cycle_that_ends_soon_without_a_line_alerts(self):
        row = {"cycle_start": "2020-01-01"}
        self.programme.enter("plan_link", [{**row, "plan": "Soon without", "cycle_end": in_days(300)},
                                           {**row, "plan": "Soon with", "cycle_end": in_days(300), "mine_action_line": "true"},
                                           {**row, "plan": "Later without", "cycle_end": in_days(500)}], key=["plan"])
        self.programme.check()
        soon = [one["id"] for one in self.programme.rows("plan_link") if one["plan"] == "Soon without"]
        self.assertEqual([one["records"] for one in self.programme.findings("plan_link.cycle_ends_without_line")], [soon])

    def test_share_of_running_plans_with_a_line(self):
        rows = [row for row in self.programme.rows("plan_link") if row["cycle_end"] >= in_days(0)]
        with_line = [row for row in rows if row["mine_action_line"] == "true"]
        self.assertAlmostEqual(self.programme.value("K5"), 100 * len(with_line) / len(rows), places=9)

    def test_a_cycle_that_ends_before_it_begins_is_refused(self):
        self.programme.enter("plan_link", [{"plan": "Backwards", "cycle_start": "2025-01-01", "cycle_end": "2024-01-01"}], key=["plan"], code=3)


if __name__ == "__main__":
    unittest.main()
