# SPDX-License-Identifier: Apache-2.0
"""Financing: the gap is the plan less what is confirmed; every currency is taken at the rate of its day, and none is guessed."""
import unittest

from support.programme import ThemeTest

DOLLARS = {"currency": "USD", "programme_currency": "USD", "rate": "1", "rate_on": "2010-02-01"}


class FundingGap(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.donor, cls.recipient = [row["local_id"] for row in cls.programme.rows("organisation")][:2]

    def grant(self, name, code=0, **values):
        row = {**DOLLARS, "local_id": name, "donor": self.donor, "recipient": self.recipient, "kind": "commitment", "instrument": "grant",
               "signed_on": "2010-02-01", "starts": "2010-02-01", "ends": "2010-12-31", **values}
        return self.programme.enter("grant", [row], references={"donor": "local_id", "recipient": "local_id"}, code=code)

    def test_gap_is_plan_less_confirmed_at_dated_rates(self):
        self.programme.enter("need_estimate", [{**DOLLARS, "local_id": "N-T", "plan": "Test plan", "planned_for": "2010", "estimated_on": "2010-01-15", "amount": "1000000"}])
        self.grant("T-USD", amount="300000")
        self.grant("T-EUR", amount="100000", currency="EUR", rate="1.35", rate_on="2010-02-01")
        self.grant("T-JPY", amount="10000000", currency="JPY", rate="0.011", rate_on="2010-02-10")
        self.grant("T-PLEDGE", amount="400000", kind="pledge")
        self.assertEqual(self.programme.value("F1", period="2010"), (300000 + 135000 + 110000) * 100)
        self.assertEqual(self.programme.value("F2", period="2010"), (1000000 - 545000) * 100)
        self.assertAlmostEqual(self.programme.value("F2a", period="2010"), 54.5, places=9)

    def test_without_a_rate_it_is_in_no_total_and_said(self):
        self.grant("R-NONE", amount="777", currency="CHF", rate="", rate_on="", programme_currency="USD", signed_on="2011-02-01", starts="2011-02-01", ends="2011-12-31")
        figure = self.programme.figure("F1", period="2011")["total"]
        self.assertIsNone(figure["value"])
        self.assertEqual((figure["reason_if_null"], figure["n_missing"]), ("NO_DATA", 1))
        self.programme.check()
        self.assertEqual(len(self.programme.findings("grant.not_converted")), 1)

    def test_a_rate_without_its_day_and_one_for_one_at_another_rate_are_refused(self):
        self.grant("R-DAY", amount="1", currency="EUR", rate="1.1", rate_on="", code=3)
        self.grant("R-SAME", amount="1", rate="1.1", code=3)

    def test_commitments_and_disbursements_are_never_one_figure(self):
        kinds = {row["kind"] for row in self.programme.rows("grant")}
        self.assertTrue({"commitment", "disbursement"} <= kinds)
        years = [row for row in self.programme.rows("grant") if row["kind"] == "commitment" and row["signed_on"].startswith("2020")]
        total = sum(round(float(row["amount"]) * float(row["rate"])) for row in years)
        self.assertEqual(self.programme.value("F1", period="2020"), total)

    def test_shares_of_pillars_add_up_to_a_hundred(self):
        grant = [row for row in self.programme.rows("grant") if row["local_id"] == "GR-2020-A"][0]
        self.programme.enter("grant_share", [{"grant": grant["local_id"], "pillar": "marking", "share": "5"}], key=["grant", "pillar"], references={"grant": "local_id"})
        self.programme.check()
        self.assertEqual([one["records"] for one in self.programme.findings("grant.shares_are_not_whole")], [[grant["id"]]])


if __name__ == "__main__":
    unittest.main()
