# SPDX-License-Identifier: Apache-2.0
"""A strategy's indicators: a value without an assessment of its data is marked, and not hidden."""
import unittest

from support.programme import ThemeTest


class Strategy(ThemeTest):
    def test_a_value_without_assessment_is_marked_and_shown(self):
        before = self.programme.figure("ST2")["total"]
        self.programme.enter("framework_value", [{"indicator": "KS-1", "period": "2024", "value": "71"}], key=["indicator", "period"], references={"indicator": "code"})
        rows = [row for row in self.programme.rows("framework_value") if row["period"] == "2024"]
        self.assertEqual([(row["value"], row["assessed"]) for row in rows], [("71", "false")])
        self.programme.check()
        found = self.programme.findings("framework_value.without_assessment")
        self.assertEqual([(one["records"], one["severity"]) for one in found], [([rows[0]["id"]], "note")])
        after = self.programme.figure("ST2")["total"]
        self.assertEqual(before["value"], 100)
        self.assertEqual(after["n"], before["n"] + 1)
        self.assertAlmostEqual(after["value"], 100 * before["n"] / after["n"], places=9)
        self.assertAlmostEqual(self.programme.value("ST1", period="2024"), 100 / 3, places=9)

    def test_a_value_of_nothing_is_refused(self):
        self.programme.enter("framework_value", [{"indicator": "KS-2", "period": "2025"}], key=["indicator", "period"], references={"indicator": "code"}, code=3)

    def test_one_framework_code_twice_is_found(self):
        row = {"framework": "Strategy of Kitara (made up)", "edition": "2019-2023", "code": "KS-1", "text": "Twice"}
        self.programme.enter("framework_indicator", [row], key=["text"])
        self.programme.check()
        self.assertEqual(len(self.programme.findings("framework_indicator.same_key")), 1)


if __name__ == "__main__":
    unittest.main()
