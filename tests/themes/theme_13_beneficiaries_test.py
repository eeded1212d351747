# SPDX-License-Identifier: Apache-2.0
"""Beneficiaries: two pillars are two figures, and never people together."""
import json
import unittest

from support.programme import ThemeTest


class Beneficiaries(ThemeTest):
    def count(self, pillar, **more):
        return {"pillar": pillar, "kind": "direct", "timing": "confirmed", "method": "counted", "counted_on": "2024-06-01", "place": self.place,
                "source": "made up", "definition_edition": "second edition, October 2020", "people_women": "1", **more}

    def test_one_person_in_two_pillars_gives_two_counts_and_no_people(self):
        programme = self.programme
        split = ["pillar", "kind", "timing"]
        before = programme.cells("SADD", split)
        key = ["pillar", "kind", "timing", "counted_on", "source"]
        programme.enter("beneficiary_count", [self.count("eore", source="person 1"), self.count("land_release", source="person 1")], key=key)
        whole = programme.figure("SADD")["total"]
        self.assertIsNone(whole["value"], "pillars were added up to people")
        self.assertEqual(whole["reason_if_null"], "KEPT_APART")
        after = programme.cells("SADD", split)
        for pillar in ("eore", "land_release"):
            cell = (pillar, "direct", "confirmed")
            self.assertEqual(after[cell], (before.get(cell) or 0) + 1, pillar)

    def test_people_in_several_pillars_are_bounded_and_never_added(self):
        programme = self.programme
        key = ["pillar", "kind", "timing", "counted_on", "source"]
        programme.enter("place", [{"pcode": "UB", "level": "3", "name": "Boundstead", "population": "2400"}], key=["pcode"])
        where = {"place": "UB", "timing": "planned"}
        programme.enter("beneficiary_count", [self.count("eore", source="x", **{**where, "people_women": "1800"}),
                                              self.count("land_release", source="y", **{**where, "people_women": "950"})], key=key, references={"place": "pcode"})
        only = "place.pcode = 'UB'"
        least, most = (programme.figure(code, where=only)["total"] for code in ("UP1", "UP2"))  # T-3.5
        self.assertEqual([least["value"], least["lower"], least["upper"]], [1800, 1800, 2400])
        self.assertEqual(most["value"], 2400)
        text = json.dumps(programme.run("report", programme.file, "beneficiaries", "--period", "2024"))
        self.assertIn("Different people, at least", text)
        self.assertNotIn("2,750", text)

    def test_direct_and_indirect_planned_and_confirmed_are_never_one_figure(self):
        programme = self.programme
        key = ["pillar", "kind", "timing", "counted_on", "source"]
        before = programme.value("SADD", where="pillar = 'marking' AND kind = 'direct' AND source = 'a'") or 0
        programme.enter("beneficiary_count", [self.count("marking", source="a"), self.count("marking", source="b", kind="indirect", method="household_estimate",
                                                                                            household_size="5")], key=key)
        self.assertIsNone(programme.value("SADD", where="pillar = 'marking'"))
        self.assertEqual(programme.value("SADD", where="pillar = 'marking' AND kind = 'direct' AND source = 'a'"), before + 1)

    def test_a_count_says_its_edition_and_its_parts(self):
        programme = self.programme
        key = ["pillar", "kind", "timing", "counted_on", "source"]
        programme.enter("beneficiary_count", [self.count("capacity", source="c", people_women="4", people_stated="5")], key=key, code=3)
        programme.enter("beneficiary_count", [self.count("capacity", source="d", people_women="4", with_disability="5")], key=key, code=3)
        programme.enter("beneficiary_count", [{**self.count("capacity", source="e"), "definition_edition": ""}], key=key)
        programme.check()
        self.assertEqual([one["place"] for one in programme.findings("field.required") if one["type"] == "beneficiary_count"], ["definition_edition"])


if __name__ == "__main__":
    unittest.main()
