# SPDX-License-Identifier: Apache-2.0
"""Technology trials: 45 of 50 found and 12 false alarms on 600 m2 are 90 % and 2.0 for 100 m2, each with its interval."""
import math
import unittest

from support.programme import ThemeTest


def wilson(hits, n, z=1.959963984540054):
    share, z2 = hits / n, z * z
    middle, half = share + z2 / 2 / n, z * math.sqrt(share * (1 - share) / n + z2 / 4 / n / n)
    return (middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)


class TechnologyTrial(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation = cls.programme.rows("organisation")[0]["local_id"]
        cls.enter({"local_id": "T-1", "technology": "ground_radar", "laid_out": "50", "found": "45", "false_alarms": "12", "area": "600", "hours": "3"})

    @classmethod
    def enter(cls, row, code=0):
        cls.programme.enter("tech_trial", [{"organisation": cls.organisation, "tried_on": "2025-05-01", **row}], references={"organisation": "local_id"}, code=code)

    def test_detection_with_its_interval(self):
        total = self.programme.figure("TT1", where="technology = 'ground_radar'")["total"]
        self.assertEqual(total["value"], 90)
        lower, upper = wilson(45, 50)
        self.assertAlmostEqual(total["lower"], 100 * lower, places=6)
        self.assertAlmostEqual(total["upper"], 100 * upper, places=6)

    def test_false_alarms_with_their_interval(self):
        total = self.programme.figure("TT2", where="technology = 'ground_radar'")["total"]
        self.assertEqual(total["value"], 2)
        # The exact limits of a count of 12 are printed in methods 5.1: 6.200575 and 20.961585.
        self.assertAlmostEqual(total["lower"], 6.200575 / 6, places=5)
        self.assertAlmostEqual(total["upper"], 20.961585 / 6, places=5)

    def test_two_technologies_have_no_figure_together(self):
        total = self.programme.figure("TT1")["total"]
        self.assertEqual((total["value"], total["reason_if_null"]), (None, "KEPT_APART"))
        self.assertNotIn("lower", total)
        self.assertEqual(self.programme.cells("TT1", ["technology"])["ground_radar"], 90)

    def test_more_found_than_laid_out_is_refused(self):
        self.enter({"local_id": "T-2", "technology": "three_d", "laid_out": "50", "found": "51", "false_alarms": "0", "area": "600"}, code=3)

    def test_square_metres_an_hour(self):
        self.assertEqual(self.programme.value("TT3", where="technology = 'ground_radar'"), 200)


if __name__ == "__main__":
    unittest.main()
