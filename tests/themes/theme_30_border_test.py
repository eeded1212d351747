# SPDX-License-Identifier: Apache-2.0
"""Borders: a hazard 3 km from the line is listed, one 6 km away is not, and distances are measured to the line drawn."""
import unittest
import urllib.parse

from support.programme import ThemeTest


class Border(ThemeTest):
    records = 1500

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = cls.programme.value("BO1")
        place = cls.place
        rows = [{"local_id": f"HZ-{km}KM", "class": "sha", "status": "open", "place": place, "contamination": "ap_mine", "identified_on": "2024-01-01",
                 "area_reported": "1000", "border_distance": str(km * 1000)} for km in (3, 6)]
        cls.programme.enter("hazard", rows)

    def test_three_kilometres_are_listed_and_six_are_not(self):
        from serving import Serving, account, signed_in

        server = Serving(file=self.programme.file, records=0)
        account(server, "ina", "information_manager")
        with server:
            ina = signed_in(server, "ina")
            words = urllib.parse.quote("status <> 'closed' AND border_distance <= 5000")
            listed = {one["properties"]["local_id"] for one in ina.get(f"/ogc/collections/hazard/items?limit=1000&filter={words}").json()["features"]}
        self.assertIn("HZ-3KM", listed)
        self.assertNotIn("HZ-6KM", listed)
        self.assertEqual(self.programme.value("BO1"), self.before + 1)

    def test_the_report_lists_the_one_and_not_the_other_and_says_the_same_figures(self):
        document = self.programme.run("report", self.programme.file, "cross_border", "--period", "2024")
        parts = {section["id"]: section["parts"] for section in document["sections"]}
        (hazards,) = parts["hazards"]
        rows = {row["cells"][0]["text"]: row["cells"][5]["text"] for row in hazards["rows"]}
        self.assertEqual(rows["HZ-3KM"], "3,000")
        self.assertNotIn("HZ-6KM", rows)
        figures = {one["code"]: one["value"] for one in document["figures"] if not one["cell"]}
        self.assertEqual(figures["BO1"], self.programme.value("BO1", period="2024"))
        self.assertEqual(figures["BO3"], self.programme.value("BO3", period="2024"))
        said = "".join(piece["text"] for piece in parts["summary"][0]["pieces"])
        self.assertTrue(said.startswith(f"{figures['BO1']:g} open hazards lie within 5 km of a border, with "), said)
        self.assertIn(f" In 2024, {figures['BO3']:g} accidents happened in hazards as near; ", said)

    def test_a_closed_hazard_leaves_the_list(self):
        rows = [row for row in self.programme.rows("hazard") if row["border_distance"]]
        self.assertGreater(len(rows), 10)
        near = [row for row in rows if float(row["border_distance"]) <= 5000 and row["status"] != "closed"]
        self.assertEqual(self.programme.value("BO1"), len(near))

    def test_accidents_near_the_line(self):
        hazards = {row["id"]: row for row in self.programme.rows("hazard")}
        near = [row for row in self.programme.rows("accident") if row["hazard"] and hazards[row["hazard"]]["border_distance"]
                and float(hazards[row["hazard"]]["border_distance"]) <= 5000]
        self.assertEqual(self.programme.value("BO3"), len(near))
        place = self.programme.places()[0]
        self.programme.enter("accident", [{"local_id": f"AC-{km}", "class": "mine", "happened_on": "2024-03-01", "place": place, "killed": "0", "injured": "1", "hazard": f"HZ-{km}KM"}
                                          for km in (3, 6)], references={"hazard": "local_id"})
        self.assertEqual(self.programme.value("BO3"), len(near) + 1)

    def test_the_distance_is_measured_to_the_line_that_is_drawn(self):
        programme = self.programme
        programme.check()
        self.assertEqual(programme.findings("border_distance"), [])
        # The border of Kitara runs along 14 S from 30 W on. A square of 0.002 degrees whose south side lies 0.01 degrees, 1,106 m, north of it.
        west, south = -29.95, -13.99
        ring = ", ".join(f"{x:.4f} {y:.4f}" for x, y in [(west, south), (west + 0.002, south), (west + 0.002, south + 0.002), (west, south + 0.002), (west, south)])
        row = {"class": "sha", "status": "open", "place": self.place, "contamination": "ap_mine", "identified_on": "2024-01-01", "wkt": f"POLYGON(({ring}))"}
        before = programme.value("BO1")
        programme.enter("hazard", [{**row, "local_id": "HZ-TYPED", "border_distance": "9000"}, {**row, "local_id": "HZ-SILENT"}])
        ids = {one["local_id"]: one["id"] for one in programme.rows("hazard")}
        programme.check()
        typed, silent = programme.findings("hazard.border_distance_differs"), programme.findings("hazard.border_distance_missing")
        self.assertEqual(([one["records"] for one in typed], [one["records"] for one in silent]), ([[ids["HZ-TYPED"]]], [[ids["HZ-SILENT"]]]))
        self.assertEqual((typed[0]["values"]["recorded_m"], typed[0]["values"]["measured_m"]), (9000, silent[0]["values"]["measured_m"]))
        self.assertAlmostEqual(typed[0]["values"]["measured_m"], 1106, delta=2)
        self.assertEqual(programme.value("BO1"), before)
        for one in typed + silent:
            programme.run("check", programme.file, "--accept", one["id"])
        self.assertEqual(programme.value("BO1"), before + 2)
        programme.check()
        self.assertEqual(programme.findings("border_distance"), [])
        programme.enter("hazard", [{"local_id": one, "status": "closed", "closure_reason": "error"} for one in ("HZ-TYPED", "HZ-SILENT")])

    def test_a_pair_across_the_border_names_our_side(self):
        row = {"local_id": "BR-X", "kind": "mirrored_hazard", "neighbour": "BV", "recorded_on": "2024-01-01"}
        self.programme.enter("border_record", [row], code=3)
        self.programme.enter("border_record", [{**row, "hazard": "HZ-3KM"}], references={"hazard": "local_id"})

    def test_kilometres_of_border_surveyed(self):
        metres = sum(float(row["surveyed_length"]) for row in self.programme.rows("border_record") if row["kind"] == "survey")
        self.assertAlmostEqual(self.programme.value("BO2"), metres / 1000, places=9)


if __name__ == "__main__":
    unittest.main()
