# SPDX-License-Identifier: Apache-2.0
"""Risk education: the reach of a radio is never added to people reached face to face, and bands sum to the total."""
import unittest

from support.programme import ThemeTest


class RiskEducation(ThemeTest):
    def session(self, name, **more):
        return {"local_id": name, "held_on": "2024-06-01", "place": self.place, "organisation": "ORG-02", "category": "direct",
                "activity": "direct_re", "method": "interactive_group", **more}

    def test_radio_reach_never_adds_into_direct(self):
        programme = self.programme
        direct, reach = programme.value("E2"), programme.value("E4M") or 0
        programme.enter("broadcast", [{"local_id": "BC-X", "channel": "radio", "starts_on": "2024-06-01", "reach_estimate": "700000",
                                       "reach_method": "audience_survey"}])
        self.assertEqual(programme.value("E2"), direct)
        self.assertEqual(programme.value("E4M"), max(reach, 700000), "estimates of the same listeners were added up")
        by_org = {"organisation": "local_id"}
        programme.enter("eore_session", [self.session("ES-RADIO", activity="radio", method="", reached_women="500")], references=by_org, code=3)
        programme.enter("eore_session", [self.session("ES-REACH", media_reach_estimate="90000", reached_women="5")], references=by_org, code=3)
        programme.enter("eore_session", [self.session("ES-BOTH", category="indirect", activity="radio", method="", reached_men="40")], references=by_org, code=3)
        programme.enter("broadcast", [{"local_id": "BC-NO", "channel": "tv", "starts_on": "2024-06-01", "reach_estimate": "9000"}], code=3)
        self.assertEqual(programme.value("E2"), direct)
        programme.enter("eore_session", [self.session("ES-ONAIR", category="indirect", activity="radio", method="", media_reach_estimate="90000")],
                        references=by_org)
        self.assertEqual(programme.value("E2"), direct, "an estimate went into direct attendances")

    def test_bands_sum_to_the_total(self):
        programme = self.programme
        by_org = {"organisation": "local_id"}
        programme.enter("eore_session", [self.session("ES-SUM", reached_women="4", reached_men="3", reached_girls="2", reached_boys="1", reached_unknown="1",
                                                      reached_stated="11")], references=by_org)
        programme.enter("eore_session", [self.session("ES-WRONG", reached_women="4", reached_men="3", reached_stated="9")], references=by_org, code=3)
        bands = programme.cells("E2", ["reached"])
        self.assertEqual(sum(bands.values()), programme.value("E2"))
        rows = [row for row in programme.rows("eore_session") if row["category"] == "direct"]
        for band in ("women", "girls", "unknown"):
            self.assertEqual(bands[band], sum(int(row[f"reached_{band}"] or 0) for row in rows), band)

    def test_material_and_priority_places_are_counted_by_hand(self):
        programme = self.programme
        self.assertEqual(programme.value("E8"), sum(int(row["quantity"]) for row in programme.rows("eore_material")))
        share = programme.figure("E9")["total"]
        self.assertTrue(0 <= share["value"] <= 100 and share["lower"] <= share["value"] <= share["upper"], share)


if __name__ == "__main__":
    unittest.main()
