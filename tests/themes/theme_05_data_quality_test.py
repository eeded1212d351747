# SPDX-License-Identifier: Apache-2.0
"""Data quality: of each rule that can be planted one bad record fires exactly that rule once, and clean data fire none."""
import csv
import os
import unittest

from support.programme import Programme


class DataQuality(unittest.TestCase):
    def test_a_clean_programme_has_no_finding(self):
        with Programme(records=2000) as programme:
            programme.check()
            self.assertEqual(programme.run("check", programme.file, "--list", "--limit", "0", "--state", "open")["findings"], [])

    def test_every_planted_fault_is_found_once_and_nothing_else_is(self):
        kinds = Programme.run("generate", "--list-dirt")
        codes = {one["rule"] for one in kinds}
        self.assertGreater(len(codes), 30)
        with Programme(records=1200) as programme:
            dirty = os.path.join(programme.work, "dirty.gpkg")
            truth = os.path.join(programme.work, "truth.csv")
            programme.run("generate", dirty, "--records", "12000", "--dirt", "0.5", "--truth", truth)
            with open(truth, encoding="utf-8") as rows:
                rows = list(csv.DictReader(rows))
            planted = sum(row["other"] == "" for row in rows)  # people who stand twice are found by tilth link
            self.assertGreater(planted, 300)
            score = programme.run("check", dirty, "--truth", truth)
            linked = programme.run("link", dirty, "casualty", "--truth", truth)
        self.assertEqual((score["missed"], score["false_alarms"]), (0, {}))
        self.assertEqual(score["planted"], planted)
        self.assertGreater(len(rows) - planted, 0)
        self.assertEqual(linked["recall"], 1)


if __name__ == "__main__":
    unittest.main()
