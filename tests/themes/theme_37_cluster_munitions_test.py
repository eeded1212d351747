# SPDX-License-Identifier: Apache-2.0
"""Convention on Cluster Munitions: "not applicable" without a sentence warns; an extension asks for no more than it may."""
import unittest

from support.programme import ThemeTest


class ClusterMunitions(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme.enter("treaty_report", [{"local_id": "CCM-25", "treaty": "ccm", "state": "AQ", "year": "2025", "kind": "annual", "due_on": "2026-04-30", "status": "draft"}])

    def form(self, form, **values):
        self.programme.enter("form_entry", [{"report": "CCM-25", "form": form, **values}], key=["report", "form"], references={"report": "local_id"})

    def test_not_applicable_without_a_sentence_warns(self):
        self.form("a", state="not_applicable")
        self.form("e", state="not_applicable", narrative="Never produced any cluster munition.")
        for letter in "bcdfghij":
            self.form(letter, state="changed")
        self.programme.check()
        found = self.programme.findings("T01")
        silent = [row["id"] for row in self.programme.rows("form_entry") if row["form"] == "a" and row["state"] == "not_applicable"]
        self.assertEqual([(one["records"], one["severity"]) for one in found], [(silent, "warning")])
        self.form("a", state="not_applicable", narrative="No measure beyond the act of 2010.")
        self.programme.check()
        self.assertEqual(self.programme.findings("T01"), [])

    def test_unchanged_says_since_when(self):
        rows = [{"report": "CCM-25", "form": "b", "state": "unchanged"}]
        self.programme.enter("form_entry", rows, key=["report", "form"], references={"report": "local_id"})
        self.programme.check()
        lacking = [one for one in self.programme.findings("field.required") if one["place"] == "unchanged_since"]
        self.assertEqual(len(lacking), 1)

    def test_five_years_at_most_and_to_be_checked_with_the_text(self):
        self.programme.enter("clearance_obligation", [{"title": "CCM of Kitara", "treaty": "ccm", "state": "AQ", "entry_into_force": "2016-01-01", "deadline": "2026-01-01"}], key=["title"])
        row = {"obligation": "CCM of Kitara", "requested_from": "2026-01-01", "status": "draft"}
        self.programme.enter("extension_request", [{**row, "local_id": "EX-5", "requested_to": "2031-01-01"}, {**row, "local_id": "EX-7", "requested_to": "2033-01-01"}])
        self.programme.check()
        seven = [one["id"] for one in self.programme.rows("extension_request") if one["local_id"] == "EX-7"]
        self.assertEqual([one["records"] for one in self.programme.findings("extension_request.ccm_longer_than_allowed")], [seven])
        self.programme.enter("extension_request", [{**row, "local_id": "EX-12", "requested_to": "2038-01-01"}], code=3)


if __name__ == "__main__":
    unittest.main()
