# SPDX-License-Identifier: Apache-2.0
"""Children: below 18 is a child, 18 is not, and unknown ages stay apart."""
import unittest

from support.programme import ThemeTest


class Children(ThemeTest):
    def casualty(self, code, age_band, age=""):
        return {"code": code, "happened_on": "2024-06-01", "place": self.place, "sex": "female", "age_band": age_band, "age_at_accident": age,
                "outcome": "injured", "civil_status": "civilian"}

    def test_the_edge_is_18_and_unknown_ages_are_shown_apart(self):
        programme = self.programme
        before = programme.cells("C1", ["age_band"])
        programme.enter("casualty", [self.casualty("V-17", "child", "17"), self.casualty("V-18", "adult", "18"), self.casualty("V-NN", "unknown")], key=["code"])
        programme.enter("casualty", [self.casualty("V-BAD", "child", "18")], key=["code"], code=3)
        after = programme.cells("C1", ["age_band"])
        for band in ("child", "adult", "unknown"):
            self.assertEqual(after[band], before.get(band, 0) + 1, band)
        self.assertEqual(sum(after.values()), programme.value("C1"), "nobody is left out, and nobody is guessed")
        self.assertAlmostEqual(programme.value("C2"), 100 * after["child"] / (after["child"] + after["adult"]), places=9)
        self.assertEqual(programme.value("C1", where="age_band = 'child'"), after["child"])

    def test_girls_and_boys_of_sessions_are_shown_and_unknown_children_too(self):
        programme = self.programme
        before = programme.cells("E2", ["reached"])
        programme.enter("eore_session", [{"local_id": "ES-CH", "held_on": "2024-06-01", "place": self.place, "organisation": "ORG-02", "category": "direct",
                                          "activity": "direct_re", "reached_girls": "7", "reached_boys": "6", "reached_children_unknown_sex": "2"}],
                        references={"organisation": "local_id"})
        after = programme.cells("E2", ["reached"])
        self.assertEqual({band: after[band] - (before.get(band) or 0) for band in ("girls", "boys", "children_unknown_sex", "women")},
                         {"girls": 7, "boys": 6, "children_unknown_sex": 2, "women": 0})

    def test_a_place_that_is_hard_to_reach_is_noted_with_its_people(self):
        programme = self.programme
        programme.enter("access_note", [{"local_id": "AN-X", "place": self.place, "reason": "conflict", "noted_on": "2024-06-01", "people_girls": "120",
                                         "people_children_unknown_sex": "30"}])
        programme.enter("access_note", [{"local_id": "AN-BAD", "place": self.place, "reason": "conflict", "noted_on": "2024-06-01",
                                         "until_on": "2024-05-01"}], code=3)
        self.assertEqual([row["people_total"] for row in programme.rows("access_note") if row["local_id"] == "AN-X"], ["150"])


if __name__ == "__main__":
    unittest.main()
