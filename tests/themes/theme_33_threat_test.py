# SPDX-License-Identifier: Apache-2.0
"""Improvised devices: what leaves in public holds no threat text and no exact point of an item that is not cleared."""
import unittest

from support.programme import ThemeTest

SECRET = "Unmistakable culvert"


class Threat(ThemeTest):
    records = 1500

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        place = cls.place
        cls.programme.enter("threat_assessment", [{"local_id": "TA-X", "place": place, "assessed_on": "2024-01-01", "pattern": "road", "likely_location": SECRET,
                                                   "summary": SECRET, "structural_hazards": SECRET, "review_due": "2024-07-01"}])

    def test_no_threat_text_leaves_without_asking_for_the_personal_class(self):
        for row in self.programme.rows("threat_assessment"):
            self.assertNotIn("summary", row)
            self.assertNotIn("likely_location", row)

    def test_a_public_export_has_neither_threats_nor_points_of_uncleared_items(self):
        for kind in ("threat_assessment", "hazard", "device_line", "evidence"):
            for row in self.public_rows(kind):
                text = " ".join(str(value) for value in row.values())
                self.assertNotIn(SECRET, text, kind)
                self.assertNotRegex(text, "POINT|POLYGON", kind)
        # The check can fail: the same export for partners of the programme has the outlines.
        self.assertRegex(" ".join(str(row) for row in self.programme.rows("hazard")), "POLYGON")

    def public_rows(self, kind):
        try:
            return self.programme.rows(kind, "--class", "public")
        except AssertionError as refused:  # a type of which the public sees nothing at all
            self.assertIn("problem", str(refused))
            return []

    def test_who_sees_only_the_public_class_sees_none_of_it_by_any_door(self):
        from serving import Serving, account, signed_in

        server = Serving(file=self.programme.file, records=0)
        account(server, "pat", "viewer", **{"class": "public"})
        account(server, "ina", "information_manager")
        record = [row["id"] for row in self.programme.rows("threat_assessment") if row["local_id"] == "TA-X"][0]
        hazard = [row for row in self.programme.rows("hazard") if row["status"] == "open"][0]["id"]
        with server:
            public = signed_in(server, "pat")
            for door in ("/ogc/collections/threat_assessment/items", f"/ogc/collections/threat_assessment/items/{record}", f"/api/records/threat_assessment/{record}/history",
                         "/api/tables/threat_assessment", "/api/indicators/IED2", f"/ogc/collections/hazard/items/{hazard}", "/ogc/collections/hazard/items",
                         "/ogc/collections/device_line/items", "/api/tables/threat_assessment/export?format=csv"):
                answer = public.get(door)
                self.assertNotIn(SECRET.encode(), answer.body, door)
                self.assertNotIn(b'"coordinates"', answer.body, door)
            # The check can fail: who may see it does.
            self.assertIn(SECRET.encode(), signed_in(server, "ina").get(f"/ogc/collections/threat_assessment/items/{record}").body)

    def test_share_of_accidents_with_improvised_devices(self):
        rows = self.programme.rows("accident")
        ied = [row for row in rows if row["class"] == "ied"]
        self.assertAlmostEqual(self.programme.value("IED1"), 100 * len(ied) / len(rows), places=9)


if __name__ == "__main__":
    unittest.main()
