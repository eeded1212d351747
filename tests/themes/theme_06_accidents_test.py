# SPDX-License-Identifier: Apache-2.0
"""Accidents and their investigation: a late record changes the figure of today, never what was published."""
import unittest

from support.programme import ThemeTest


class Accidents(ThemeTest):
    def casualty(self, code, on="2024-06-01", civil_status="civilian", **more):
        return {"code": code, "happened_on": on, "place": self.place, "sex": "male", "age_band": "adult", "outcome": "injured",
                "civil_status": civil_status, **more}

    def served(self, *doors):
        """What the program answers at each door, to who manages the programme."""
        from serving import Serving, account, signed_in

        server = Serving(file=self.programme.file, records=0)
        if not self.signed_up:
            account(server, "ina", "information_manager")
            type(self).signed_up = True
        with server:
            ina = signed_in(server, "ina")
            return [ina.get(door).json() for door in doors]

    signed_up = False

    def test_a_late_record_changes_today_and_not_the_publication(self):
        programme = self.programme
        before = programme.value("C1", period="2024") or 0
        made = programme.run("publish", programme.file, "C1", "--period", "2024", "--split", "sex")
        report = programme.run("report", programme.file, "casualty_bulletin", "--period", "2024", "--publish")
        doors = ("/api/publications/1", f"/api/published-reports/{report['id']}")
        kept, bulletin = self.served(*doors)
        self.assertEqual(kept["cells"], made["cells"])
        casualties = lambda document: [one["value"] for one in document["figures"] if one["name"] == "casualties 2024-01-01..2024-12-31"]
        self.assertEqual(casualties(bulletin["document"]), [before])

        programme.enter("casualty", [self.casualty("V-LATE")], key=["code"])
        self.assertEqual(programme.value("C1", period="2024"), before + 1)
        now, then = (programme.run("report", programme.file, "casualty_bulletin", "--period", "2024", *words)
                     for words in ([], ["--as-of", str(bulletin["document"]["as_of"]["operation"])]))
        self.assertEqual((casualties(now), casualties(then)), ([before + 1], [before]), "as of then the bulletin says what it said")
        again, changes = self.served(doors[0], doors[1] + "/changes")
        self.assertEqual(again, kept, "the publication is as it was")
        self.assertEqual(self.served(doors[1])[0]["document"], bulletin["document"])
        self.assertIn((before, before + 1), [(one["published"]["value"], one["today"]["value"]) for one in changes["differing"] if one["code"] == "C1" and not one["cell"]])

    def test_the_civilian_share_is_over_known_status_alone(self):
        programme = self.programme
        share = programme.value("C3")
        programme.enter("casualty", [self.casualty(f"V-UNKNOWN{i}", civil_status="unknown") for i in range(7)], key=["code"])
        self.assertEqual(programme.value("C3"), share)
        known = [row for row in programme.rows("casualty") if row["civil_status"] not in ("", "unknown")]
        civilians = [row for row in known if row["civil_status"] == "civilian"]
        self.assertAlmostEqual(programme.value("C3"), 100 * len(civilians) / len(known), places=9)
        programme.enter("casualty", [self.casualty("V-POLICE", civil_status="security_force")], key=["code"])
        self.assertLess(programme.value("C3"), share)

    def test_a_demining_accident_without_an_investigation_is_found(self):
        programme = self.programme
        accident = {"class": "demining", "happened_on": "2024-02-01", "place": self.place, "killed": "0", "injured": "0"}
        programme.enter("accident", [{**accident, "local_id": "DA-NONE"}, {**accident, "local_id": "DA-DONE"}])
        programme.enter("investigation", [{"local_id": "IN-X", "accident": "DA-DONE", "level": "detailed_investigation", "done_on": "2024-02-20"}],
                        references={"accident": "local_id"})
        programme.check()
        ids = {row["local_id"]: row["id"] for row in programme.rows("accident")}
        self.assertEqual([one["records"] for one in programme.findings("A04")], [[ids["DA-NONE"]]])
        # What is closed has no action open: refused, and nothing is changed.
        programme.enter("investigation", [{"local_id": "IN-Y", "accident": "DA-DONE", "level": "initial_report", "done_on": "2024-02-20",
                                           "closed_on": "2024-03-01", "actions_open": "2"}], references={"accident": "local_id"}, code=3)
        self.assertNotIn("IN-Y", [row["local_id"] for row in programme.rows("investigation")])


if __name__ == "__main__":
    unittest.main()
