# SPDX-License-Identifier: Apache-2.0
"""Land release: 100,000 - 40,000 - 25,000 - 20,000 + 3,000 leaves 18,000, and each year closes where the next opens."""
import unittest

from support.programme import ThemeTest


class LandRelease(ThemeTest):
    records = 1500

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        place = cls.place
        organisation = cls.programme.rows("organisation")[0]["local_id"]
        cls.programme.enter("hazard", [{"local_id": "HZ-FIX", "class": "cha", "status": "worked_on", "place": place, "contamination": "ap_mine",
                                        "identified_on": "2019-01-10", "area_reported": "100000"}])
        cls.programme.enter("area_change", [{"hazard": "HZ-FIX", "kind": "extended", "status": "approved", "area": "3000", "changed_on": "2023-02-01"}],
                            key=["hazard", "changed_on"], references={"hazard": "local_id"})
        for name, product, work, area, day in (("C", "cancelled", "non_technical_survey", 40000, "2021-05-01"), ("R", "reduced", "technical_survey", 25000, "2022-05-01"),
                                               ("K", "cleared", "clearance", 20000, "2023-05-01")):
            cls.programme.enter("activity", [{"local_id": f"AF-{name}", "class": work, "organisation": organisation, "hazard": "HZ-FIX", "place": place,
                                              "start": day, "end": day, "status": "completed"}], references={"organisation": "local_id", "hazard": "local_id"})
            cls.programme.enter("land_release_product", [
                {"local_id": f"LF-{name}", "hazard": "HZ-FIX", "activity": f"AF-{name}", "organisation": organisation, "place": place, "product": product, "status": "approved",
                 "released_on": day, "area_reported": str(area), "depth": "0.2" if product == "cleared" else "", "eo_found": "1", "contamination": "ap_mine"}],
                references={"hazard": "local_id", "activity": "local_id", "organisation": "local_id"})

    def lines(self, *words):
        return self.programme.run("ledger", self.programme.file, *words)

    def test_each_year_closes_where_the_next_opens(self):
        for words in (["--by", "year"], ["--by", "year", "--hazard", "HZ-FIX"]):
            years = self.lines(*words)["years"]
            self.assertGreater(len(years), 3)
            for before, after in zip(years, years[1:]):
                self.assertAlmostEqual(before["closing"], after["opening"], places=2)

    def test_a_cancelled_metre_is_not_a_cleared_one(self):
        total = self.lines("--hazard", "HZ-FIX")["total"]
        self.assertEqual((total["cancelled"], total["reduced"], total["cleared"]), (40000, 25000, 20000))

    def test_the_fixture_leaves_18_000_and_what_goes_beyond_is_found(self):
        self.assertEqual(self.lines("--hazard", "HZ-FIX")["total"]["remaining"], 18000)
        place, organisation = self.programme.places()[0], self.programme.rows("organisation")[0]["local_id"]
        self.programme.enter("land_release_product", [
            {"local_id": "LF-X", "hazard": "HZ-FIX", "activity": "AF-K", "organisation": organisation, "place": place, "product": "cleared", "status": "approved",
             "released_on": "2023-06-01", "area_reported": "50000", "depth": "0.2", "eo_found": "0", "contamination": "ap_mine"}],
            references={"hazard": "local_id", "activity": "local_id", "organisation": "local_id"})
        self.assertEqual(self.lines("--hazard", "HZ-FIX")["total"]["remaining"], 0)
        self.programme.check()
        self.assertEqual(len(self.programme.findings("D11")), 1)


if __name__ == "__main__":
    unittest.main()
