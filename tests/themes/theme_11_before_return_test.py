# SPDX-License-Identifier: Apache-2.0
"""Risk education before return: a session in a camp shows under the place people go to as well, and counts once."""
import unittest

from support.programme import ThemeTest


class BeforeReturn(ThemeTest):
    records = 3000

    def test_a_session_in_a_camp_shows_at_its_destination_and_counts_once(self):
        programme = self.programme
        camp, home = programme.places()[1], programme.places()[2]
        names = {row["pcode"]: row["name"] for row in programme.rows("place")}

        def one_cell(indicator, split):
            (key, value), = programme.cells(indicator, [split], where="local_id = 'ES-CAMP'").items()
            return key.split(",")[0], value  # "Kita, Ashari" where two are called Kita

        hazard = programme.rows("hazard")[0]
        before = programme.value("E2", period="2024")
        programme.enter("return_area", [{"local_id": "RA-X", "name": "Home of X", "place": home, "hazards": hazard["local_id"], "expected_on": "2024-05-01",
                                         "status": "expected"}])
        programme.check()
        lacking = {one["records"][0] for one in programme.findings("return_area.hazards_without_risk_education")}
        area = [row for row in programme.rows("return_area") if row["local_id"] == "RA-X"][0]["id"]
        self.assertIn(area, lacking)
        programme.enter("eore_session", [{"local_id": "ES-CAMP", "held_on": "2024-05-10", "place": camp, "organisation": "ORG-02", "category": "direct",
                                          "activity": "direct_re", "residence_status": "refugee", "displaced_site": "true", "reached_women": "17",
                                          "reached_boys": "13", "origin": camp, "destination": home, "return_area": "RA-X"}],
                        references={"organisation": "local_id", "origin": "pcode", "destination": "pcode", "return_area": "local_id"})
        self.assertEqual(programme.value("E2", period="2024"), before + 30, "the session counts once")
        self.assertEqual(one_cell("E2", "place"), (names[camp], 30))
        self.assertEqual(one_cell("E2D", "destination"), (names[home], 30))
        self.assertEqual(one_cell("E2", "residence_status"), ("refugee", 30))
        programme.check()
        self.assertNotIn(area, {one["records"][0] for one in programme.findings("return_area.hazards_without_risk_education")})
        # The hazard areas there: what the return area lists, with the attendances of its sessions.
        row = [one for one in programme.rows("return_area") if one["local_id"] == "RA-X"][0]
        self.assertIn(hazard["id"], row["hazards"])

    def test_the_place_of_return_has_risk_education_by_the_session_in_the_camp(self):
        programme = self.programme
        home = programme.places()[3]
        programme.enter("return_area", [{"local_id": "RA-Y", "name": "Home of Y", "place": home, "expected_on": "2025-07-01", "status": "expected"}])
        without = programme.figure("E9", period="2025-07")["total"]
        programme.enter("eore_session", [{"local_id": "ES-Y", "held_on": "2025-09-01", "place": programme.places()[4], "organisation": "ORG-02",
                                          "category": "direct", "activity": "direct_re", "reached_women": "5", "destination": home}],
                        references={"organisation": "local_id", "destination": "pcode"})
        after = programme.figure("E9", period="2025-07")["total"]
        self.assertEqual(after["n"], without["n"], "the same places")
        self.assertAlmostEqual(after["value"] - without["value"], 100 / after["n"], places=9)


if __name__ == "__main__":
    unittest.main()
