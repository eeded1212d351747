# SPDX-License-Identifier: Apache-2.0
"""Survivor cases: without the consent of the person no name leaves, by any door."""
import json
import os
import unittest

from support.programme import ThemeTest, unpacked

NAME = "Ferdinandova Unmistakable"  # made up
CONTACT = "house behind the unmistakable well"


class VictimAssistance(ThemeTest):
    records = 1500

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        place = cls.place
        rows = [{"local_id": f"SC-X{i}", "name": f"{NAME} {i}", "contact": f"{CONTACT} {i}", "victim_kind": "survivor", "registered_on": "2024-05-01",
                 "place": place, "sex": "female", "age_band": "adult", "consent": "true", "consent_to": consent, "status": "identified"}
                for i, consent in enumerate(["ngos", "authorities", ""])]
        cls.programme.enter("survivor_case", rows)

    def test_no_name_leaves_without_the_personal_class(self):
        for mark in (NAME.encode(), CONTACT.encode()):
            self.assertNotIn(mark, self.programme.everything_that_leaves())
        for row in self.programme.rows("survivor_case"):
            self.assertNotIn("name", row)

    def test_names_leave_only_to_whom_the_person_agreed(self):
        names = lambda *words: sorted(row["name"] for row in self.programme.rows("survivor_case", "--class", "personal", *words) if row.get("name"))
        self.assertEqual(names(), [], "names left without saying to whom")
        self.assertEqual(names("--recipient", "ngos"), [f"{NAME} 0"])
        self.assertEqual(names("--recipient", "authorities"), [f"{NAME} 1"])
        self.assertEqual(names("--recipient", "donors"), [])

    def test_who_may_not_see_names_sees_none_anywhere(self):
        from serving import Serving, account, signed_in

        self.programme.enter("survivor_case", [{"local_id": "SC-X9", "name": f"{NAME} 0", "victim_kind": "survivor", "registered_on": "2024-05-02", "place": self.place, "sex": "female",
                                                "age_band": "adult", "consent": "true", "status": "identified"}])
        self.programme.check()
        self.programme.run("link", self.programme.file, "survivor_case")
        server = Serving(file=self.programme.file, records=0)
        for name, role in (("nia", "viewer"), ("rey", "reviewer"), ("ina", "information_manager")):
            account(server, name, role)
        case = [row for row in self.programme.rows("survivor_case") if row["local_id"] == "SC-X0"][0]["id"]
        with server:
            doors = ["/api/tables/survivor_case?limit=1000", f"/api/records/survivor_case/{case}/history", f"/api/records/survivor_case/{case}/links",
                     "/ogc/collections/survivor_case/items?limit=1000", f"/ogc/collections/survivor_case/items/{case}",
                     "/api/tables/survivor_case/export?format=csv", "/api/tables/survivor_case/export?format=geojson",
                     "/api/tables/need?limit=1000", "/api/tables/referral?limit=1000", "/api/indicators/VA1?split=victim_kind",
                     "/ogc/tiles/WebMercatorQuad/0/0/0", "/ogc/collections/survivor_case/tiles/WebMercatorQuad/0/0/0",
                     "/api/findings?limit=1000", f"/api/records/survivor_case/{case}/findings", "/api/home?since=0",
                     "/api/linkage", "/api/linkage/survivor_case/pairs?limit=500", "/api/linkage/survivor_case/duplicates"]
            reports = [f"/api/reports/{report}?period=2016..2025&f={form}" for report in ("referral_log", "va_services") for form in ("json", "html", "xlsx")]
            for name in ("nia", "rey"):
                person = signed_in(server, name)
                for door in [*doors, *reports]:
                    answer = person.get(door)
                    for text in unpacked(answer.body):
                        self.assertNotIn(b"unmistakable", text.lower(), f"{name} at {door}")
                    if door in reports or door.startswith(("/api/findings", "/api/home")):
                        self.assertEqual(answer.status, 200, f"{name} at {door}")
            # The check can fail: who may see names does, and the two cases of one name are a pair to look at.
            ina = signed_in(server, "ina")
            self.assertIn(NAME.encode(), ina.get(f"/ogc/collections/survivor_case/items/{case}").body)
            self.assertIn(case.encode(), ina.get("/api/linkage/survivor_case/pairs?limit=500").body)

    def test_the_case_file_tells_the_case_and_no_name(self):
        programme = self.programme
        programme.enter("need", [{"local_id": "ND-FILE", "case": "SC-X1", "component": "psychosocial_support", "identified_on": "2024-05-02"}], references={"case": "local_id"})
        document = programme.run("report", programme.file, "case_file", "--record", "SC-X1")
        told = json.dumps(document)
        for words in ("SC-X1", "ND-FILE"):
            self.assertIn(words, told)
        said = "".join(piece["text"] for section in document["sections"] for part in section["parts"] if part["kind"] == "text" for piece in part["pieces"])
        self.assertIn("1 of its 1 needs are not met yet", said)
        for ending in ("html", "xlsx", "pdf"):
            file = os.path.join(programme.work, "case." + ending)
            programme.run("report", programme.file, "case_file", "--record", "SC-X1", "-o", file)
            with open(file, "rb") as made:
                content = made.read()
            for text in (told.encode(), *unpacked(content)):
                self.assertNotIn(b"unmistakable", text.lower(), ending)
        for reader in ("partners", "public"):
            programme.run("report", programme.file, "case_file", "--record", "SC-X1", "--for", reader, code=3)

    def test_a_referral_without_consent_is_refused_and_overdue_ones_are_found(self):
        programme = self.programme
        provider = programme.rows("service_provider")[0]
        self.assertIn("rehabilitation", provider["services"])
        programme.enter("need", [{"local_id": "ND-X", "case": "SC-X0", "component": "rehabilitation", "identified_on": "2024-05-02"}],
                        references={"case": "local_id"})
        row = {"case": "SC-X0", "need": "ND-X", "provider": provider["local_id"], "made_on": "2024-05-03", "status": "made"}
        found_by = {"case": "local_id", "need": "local_id", "provider": "local_id"}
        programme.enter("referral", [{**row, "local_id": "RF-NO", "consent": "false"}], references=found_by, code=3)
        programme.enter("referral", [{**row, "local_id": "RF-YES", "consent": "true"}], references=found_by)
        programme.check()
        referrals = {one["local_id"]: one["id"] for one in programme.rows("referral")}
        self.assertNotIn("RF-NO", referrals)
        self.assertEqual([one["records"] for one in programme.findings("referral.overdue")], [[referrals["RF-YES"]]])
        self.assertEqual(programme.findings("V02"), [])

    def test_figures_add_up_and_say_what_they_are(self):
        programme = self.programme
        by_kind = programme.cells("VA1", ["victim_kind"])
        self.assertEqual(sum(by_kind.values()), programme.value("VA1"))
        self.assertEqual(programme.value("VA1"), len(programme.rows("survivor_case")))
        met = [row for row in programme.rows("need") if row["met"] == "true"]
        self.assertAlmostEqual(programme.value("VA4M"), 100 * len(met) / len(programme.rows("need")), places=9)


if __name__ == "__main__":
    unittest.main()
