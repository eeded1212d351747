# SPDX-License-Identifier: Apache-2.0
"""Non-technical survey with community mapping: land without evidence is found, and work on it does not begin."""
import unittest

from support.programme import ThemeTest


class CommunityMapping(ThemeTest):
    def test_a_suspected_area_without_evidence_is_found_once_and_not_approved(self):
        from serving import Serving, account, signed_in

        programme = self.programme
        programme.check()
        self.assertEqual(programme.findings("D07"), [])
        place = programme.places()[0]
        programme.enter("hazard", [{"local_id": "HA-NONE", "class": "sha", "status": "open", "identified_on": "2024-03-01", "place": place,
                                    "contamination": "ap_mine"},
                                   {"local_id": "HA-SEEN", "class": "sha", "status": "open", "identified_on": "2024-03-01", "place": place,
                                    "contamination": "ap_mine"}])
        programme.enter("evidence", [{"point_id": "EV-1", "hazard": "HA-SEEN", "kind": "indirect", "kind_of": "scrap", "means": "verbal"}],
                        key=["point_id"], references={"hazard": "local_id"})
        programme.check()
        found = programme.findings("D07")
        ids = {row["local_id"]: row["id"] for row in programme.rows("hazard")}
        self.assertEqual([finding["records"] for finding in found], [[ids["HA-NONE"]]])

        server = Serving(file=programme.file, records=0)
        account(server, "ina", "information_manager")
        with server:
            person = signed_in(server, "ina")

            def step(record):
                way = person.get(f"/api/records/hazard/{ids[record]}/transitions").json()
                return [one for one in way["steps"] if one["name"] == "start_work"][0]

            self.assertFalse(step("HA-NONE")["allowed"], "work begins on land without evidence")
            self.assertIn("hazard.suspected_without_evidence", [error["rule"] for error in step("HA-NONE")["errors"]])
            self.assertTrue(step("HA-SEEN")["allowed"])

    def test_a_sketch_map_lies_on_the_ground_where_the_community_drew_it(self):
        from serving import Serving, account, signed_in

        rows = [row for row in self.programme.rows("community_assessment") if row["sketch_map"]]
        self.assertGreater(len(rows), 0)
        server = Serving(file=self.programme.file, records=0)
        account(server, "ora", "information_manager")
        with server:
            ora = signed_in(server, "ora")
            record = ora.get(f"/ogc/collections/community_assessment/items/{rows[0]['id']}").json()
            types = {one["name"]: one for one in ora.get("/api/model").json()["types"]}
            picture = ora.get(f"/api/attachments/{record['properties']['sketch_map']}")
        for name in ("community_assessment", "ce_activity"):
            fields = {one["name"]: one for one in types[name]["fields"]}
            self.assertEqual((fields["sketch_map"]["geometry"], types[name]["geometry_field"]), ("sketch_extent", "sketch_extent"), name)
        self.assertEqual((record["geometry"]["type"], len(record["geometry"]["coordinates"][0])), ("Polygon", 5))
        self.assertEqual((picture.status, picture.header("Content-Type")), (200, "image/png"))

    def test_tasks_with_engagement_are_counted_once_a_phase(self):
        programme = self.programme
        tasks = programme.rows("task")
        task = tasks[0]["number"]
        place = programme.places()[0]
        before = programme.cells("CE1", ["phase"]).get("post", 0) or 0
        programme.enter("ce_activity", [{"local_id": f"CE-X{i}", "held_on": "2024-05-0%d" % (i + 1), "phase": "post", "kind": "mapping",
                                         "place": place, "task": task, "participants_women": "4", "reported_back_on": "2024-05-20"} for i in range(2)],
                        references={"task": "number"})
        after = programme.cells("CE1", ["phase"])["post"]
        self.assertAlmostEqual(after - before, 100 / len(tasks), places=9)


if __name__ == "__main__":
    unittest.main()
