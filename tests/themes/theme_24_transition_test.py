# SPDX-License-Identifier: Apache-2.0
"""The way out: a transfer whose day has passed without evidence is overdue."""
import unittest

from support.programme import ThemeTest


class Transition(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.authority = cls.programme.rows("organisation")[0]["local_id"]

    def enter(self, rows):
        self.programme.enter("function_transfer", [{"receiver": self.authority, "state": "shared", **row} for row in rows],
                             key=["function", "planned_on"], references={"receiver": "local_id"})

    def test_passed_without_evidence_is_overdue_and_nothing_else_is(self):
        self.assertEqual(self.programme.value("K1a"), 0)
        self.enter([{"function": "tasking", "planned_on": "2024-07-01"}, {"function": "eore", "planned_on": "2024-07-01", "evidence": "decree"},
                    {"function": "reporting", "planned_on": "2035-01-01"}])
        self.programme.check()
        late = [row["id"] for row in self.programme.rows("function_transfer") if row["planned_on"] == "2024-07-01" and row["function"] == "tasking"]
        self.assertEqual([one["records"] for one in self.programme.findings("function_transfer.overdue")], [late])
        self.assertEqual(self.programme.value("K1a"), 1)

    def test_functions_led_by_the_nation(self):
        rows = self.programme.rows("function_transfer")
        led = [row for row in rows if row["state"] == "national"]
        self.assertAlmostEqual(self.programme.value("K1"), 100 * len(led) / len(rows), places=9)

    def test_trained_people_still_in_post(self):
        rows = [row for row in self.programme.rows("capacity_activity") if row["in_post_after_year"]]
        self.assertGreater(len(rows), 0)
        trained = sum(int(row["participants_total"]) for row in rows)
        self.assertAlmostEqual(self.programme.value("K2"), 100 * sum(int(row["in_post_after_year"]) for row in rows) / trained, places=9)

    def test_cost_of_the_national_budget(self):
        paid = [row for row in self.programme.rows("grant") if row["kind"] == "disbursement"]
        total = sum(round(float(row["amount"]) * float(row["rate"])) for row in paid)
        national = sum(round(float(row["amount"]) * float(row["rate"])) for row in paid if row["instrument"] == "national_budget")
        self.assertAlmostEqual(self.programme.value("K4"), 100 * national / total, places=9)


if __name__ == "__main__":
    unittest.main()
