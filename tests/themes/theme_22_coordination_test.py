# SPDX-License-Identifier: Apache-2.0
"""Coordination: 63 of 100 local organisations in a body are 63 %, with the day it holds for."""
import unittest

from support.programme import ThemeTest


class Coordination(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        known = [row for row in cls.programme.rows("organisation") if row["local_status"] in ("local_ngo", "national_ngo")]
        cls.there = len(known)
        cls.programme.enter("organisation", [{"local_id": f"LO-{i}", "name": f"Local {i} (made up)", "kind": "local_ngo", "local_status": "local_ngo"}
                                             for i in range(1, 101 - cls.there)])

    def enter(self, rows):
        self.programme.enter("coordination_membership", rows, key=["organisation", "body", "seat"], references={"organisation": "local_id"})

    def test_63_of_100_and_who_left_or_watches_does_not_count(self):
        before = self.programme.figure("L4")["total"]
        inside = round(before["value"])
        body = self.programme.rows("coordination_body")[0]["name"]
        wanted = 63 - inside
        self.enter([{"organisation": f"LO-{i}", "body": body, "seat": "member", "since": "2024-01-01"} for i in range(1, wanted + 1)])
        self.assertEqual(self.programme.value("L4"), 63)
        self.enter([{"organisation": "LO-80", "body": body, "seat": "observer", "since": "2024-01-01"},
                    {"organisation": "LO-81", "body": body, "seat": "member", "since": "2023-01-01", "until": "2023-12-31"},
                    {"organisation": "LO-1", "body": body, "seat": "co_chair", "since": "2024-02-01"}])
        self.assertEqual(self.programme.value("L4"), 63)
        # The figure says up to which operation it knows the programme.
        dated = self.programme.figure("L4")
        self.assertGreater(dated["as_of"]["operation"], 0)
        self.enter([{"organisation": "LO-82", "body": body, "seat": "member", "since": "2024-03-01"}])
        self.assertEqual(self.programme.value("L4"), 64)
        # As of then it is what it was then, in the report too, which says as of when.
        for words, value in (((), 64), (("--as-of", str(dated["as_of"]["operation"])), 63)):
            report = self.programme.run("report", self.programme.file, "coordination", *words)
            (figure,) = [one for one in report["figures"] if one["code"] == "L4"]
            self.assertEqual(figure["value"], value)
            self.assertEqual(figure["as_of"]["operation"] == dated["as_of"]["operation"], bool(words))

    def test_a_membership_that_ends_before_it_begins_is_refused(self):
        body = self.programme.rows("coordination_body")[0]["name"]
        self.programme.enter("coordination_membership", [{"organisation": "LO-90", "body": body, "seat": "member", "since": "2024-01-01", "until": "2023-01-01"}],
                             key=["organisation", "body"], references={"organisation": "local_id"}, code=3)


if __name__ == "__main__":
    unittest.main()
