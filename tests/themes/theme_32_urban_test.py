# SPDX-License-Identifier: Apache-2.0
"""Towns: five floors of 100 m2 release 100 m2 of land, whatever each floor is called."""
import unittest

from support.programme import ThemeTest


class Towns(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        programme = cls.programme
        programme.enter("hazard", [{"local_id": "HZ-TOWN", "class": "cha", "status": "worked_on", "place": cls.place, "contamination": "ied", "identified_on": "2023-01-10",
                                    "area_reported": "100"}])
        programme.enter("activity", [{"local_id": "AC-TOWN", "class": "clearance", "organisation": "ORG-02", "hazard": "HZ-TOWN", "place": cls.place, "start": "2024-02-01",
                                      "end": "2024-02-01", "status": "completed"}], references={"organisation": "local_id", "hazard": "local_id"})

    def product(self, name, **more):
        self.programme.enter("land_release_product", [
            {"local_id": name, "hazard": "HZ-TOWN", "activity": "AC-TOWN", "organisation": "ORG-02", "place": self.place, "product": "cleared", "status": "approved",
             "released_on": "2024-02-01", "area_reported": "100", "depth": "0.2", "eo_found": "1", "contamination": "ied", "floor_from": "0", "floor_to": "4", **more}],
            references={"hazard": "local_id", "activity": "local_id", "organisation": "local_id"})

    def units(self, rows, code=0):
        # A building before its floors: they are found by its local id.
        for some in ([row for row in rows if "part_of" not in row], [row for row in rows if "part_of" in row]):
            if some:
                self.programme.enter("site_unit", some, references={"part_of": "local_id", "product": "local_id"}, code=code)

    def unit(self, name, kind, **more):
        return {"local_id": name, "kind": kind, "product": "LP-TOWN", "place": self.place, "released_on": "2024-02-01", **more}

    def of_the_town(self, *indicators):
        return [self.programme.value(one) for one in indicators]

    def test_five_floors_of_100_m2_release_100_m2_of_land(self):
        programme = self.programme
        measures = ("LR2", "EW1", "EW2", "EW3", "EW4", "EW5")
        before = self.of_the_town(*measures)
        ledger = lambda: programme.run("ledger", programme.file, "--hazard", "HZ-TOWN")["total"]
        self.assertEqual(ledger()["remaining"], 100)
        self.product("LP-TOWN")
        self.units([self.unit("BU-1", "building", footprint="100", use="school", public_service="true", returned_women="30", returned_girls="40")] +
                   [self.unit(f"BU-1-{floor}", "floor", part_of="BU-1", floor=str(floor), floor_space="100") for floor in range(5)] +
                   [self.unit("RU-1", "rubble", rubble_m3="50", rubble_processed_m3="20")])
        grown = [round(after - was, 6) for after, was in zip(self.of_the_town(*measures), before)]
        self.assertEqual(grown, [100, 1, 1, 20, 70, 500], "land, buildings, public services, rubble, people, floor space")
        self.assertEqual((ledger()["cleared"], ledger()["remaining"]), (100, 0))

        floors = programme.run("report", programme.file, "building_floors", "--record", "BU-1")
        listed = {section["id"]: next(part for part in section["parts"] if part["kind"] == "records") for section in floors["sections"] if section["id"] != "building"}
        self.assertEqual([row["cells"][0]["value"] for row in listed["floors"]["rows"]], [4, 3, 2, 1, 0], "the highest first")
        self.assertEqual(listed["not_released"]["rows"], [])
        self.assertEqual([one["value"] for one in floors["figures"] if one["code"] == "EW5"], [500])
        self.assertNotIn("sums", listed["floors"], "floor space is never added to land")
        self.units([{"local_id": "BU-1-7", "kind": "floor", "part_of": "BU-1", "floor": "7", "floor_space": "90", "place": self.place}])
        again = programme.run("report", programme.file, "building_floors", "--record", "BU-1")
        keep_out = next(part for section in again["sections"] if section["id"] == "not_released" for part in section["parts"])
        self.assertEqual([row["cells"][2]["text"] for row in keep_out["rows"]], ["BU-1-7"])
        programme.run("report", programme.file, "building_floors", "--record", "RU-1", code=2)

        # A floor that calls its space land is refused, and so is a unit that no product releases.
        self.units([self.unit("BU-1-5", "floor", part_of="BU-1", floor="5", footprint="100")], code=3)
        self.units([self.unit("BU-1-6", "room", part_of="BU-1", floor="5", footprint="20")], code=3)
        self.units([self.unit("BU-2", "building", footprint="80", product="")], code=3)
        self.units([self.unit("RU-2", "rubble", rubble_m3="50", rubble_processed_m3="60")], code=3)
        self.assertEqual([round(after - was, 6) for after, was in zip(self.of_the_town(*measures), before)], grown)
        # A product a floor does not make more land of it either: the account has 100 m2 to give, and the rest is found.
        self.product("LP-FLOOR", floor_from="1", floor_to="1")
        self.assertEqual((ledger()["cleared"], ledger()["remaining"]), (100, 0))
        programme.check()
        beyond = [row["id"] for row in programme.rows("land_release_product") if row["local_id"] == "LP-FLOOR"]
        self.assertTrue(any(beyond[0] in one["records"] for one in programme.findings("D11")), "100 m2 were released twice and nobody says so")

    def test_an_incident_without_a_casualty_or_longer_than_a_day_is_not_counted(self):
        programme = self.programme
        before = programme.value("EW6")
        incident = {"happened_on": "2024-03-01", "place": self.place, "weapon": "ied"}
        programme.enter("explosive_incident", [{**incident, "local_id": "EX-1", "killed_civilian": "1", "hours": "24"}, {**incident, "local_id": "EX-2", "displaced": "40"},
                                               {**incident, "local_id": "EX-3", "injured_civilian": "2", "hours": "48"}])
        self.assertEqual(programme.value("EW6"), before + 1)
        programme.check()
        named = {row["id"]: row["local_id"] for row in programme.rows("explosive_incident")}
        for rule, name in (("explosive_incident.without_casualty", "EX-2"), ("explosive_incident.longer_than_a_day", "EX-3")):
            self.assertEqual([named[one["records"][0]] for one in programme.findings(rule)], [name])


if __name__ == "__main__":
    unittest.main()
