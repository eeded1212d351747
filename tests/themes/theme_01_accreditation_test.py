# SPDX-License-Identifier: Apache-2.0
"""Authorities and operators: an accreditation that ended yesterday blocks new work today (D14)."""
import datetime
import unittest

from support.programme import ThemeTest

TODAY = datetime.datetime.now(datetime.timezone.utc).date()


def in_days(days):
    return (TODAY + datetime.timedelta(days=days)).isoformat()


class Accreditation(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        place, hazard = cls.programme.places()[0], [row for row in cls.programme.rows("hazard") if row["status"] == "open"][0]["local_id"]
        for name, ends in (("Ended", -1), ("Current", 30)):
            cls.programme.enter("organisation", [{"local_id": name, "name": name, "kind": "national_operator"}])
            cls.programme.enter("accreditation", [{"local_id": f"P-{name}", "organisation": name, "scope": "clearance", "phase": "operational", "status": "granted",
                                                   "valid_from": in_days(-700), "valid_to": in_days(ends)}], references={"organisation": "local_id"})
            cls.programme.enter("activity", [{"local_id": f"A-{name}", "class": "clearance", "organisation": name, "hazard": hazard, "place": place,
                                              "start": in_days(0), "status": "planned"}], references={"organisation": "local_id", "hazard": "local_id"})
        cls.activities = {row["local_id"]: row["id"] for row in cls.programme.rows("activity")}

    def test_work_of_today_is_found_and_work_of_the_accredited_is_not(self):
        self.programme.check()
        found = self.programme.findings("D14")
        self.assertEqual([(one["records"], one["severity"]) for one in found], [([self.activities["A-Ended"]], "error")])

    def test_it_cannot_start_until_the_paper_is_renewed(self):
        from serving import Serving, account, signed_in

        self.programme.check()
        server = Serving(file=self.programme.file, records=0)
        account(server, "ina", "information_manager")
        with server:
            ina = signed_in(server, "ina")
            start = lambda name: ina.post(f"/api/records/activity/{self.activities[name]}/transitions", {"transition": "start"})
            refused = start("A-Ended")
            self.assertEqual((refused.status, refused.json()["code"]), (409, "workflow.errors_left"))
            self.assertEqual(start("A-Current").status, 200)


if __name__ == "__main__":
    unittest.main()
