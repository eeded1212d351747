# SPDX-License-Identifier: Apache-2.0
"""Localisation: the chain of 130 gives 7.7 % direct and 53.8 % as direct as possible, and no money counts twice."""
import unittest

from support.programme import ThemeTest

MONEY = {"currency": "USD", "programme_currency": "USD", "rate": "1", "rate_on": "2031-03-01", "kind": "disbursement", "passed_on_day": "2031-03-01"}


class Localisation(ThemeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        statuses = {"T Donor": ("donor", ""), "T Helpers": ("international_ngo", "international_ngo"), "T Fund": ("un", "un"),
                    "T First": ("local_ngo", "local_ngo"), "T Second": ("local_ngo", "local_ngo"), "T Third": ("local_ngo", "local_ngo"),
                    "T Branch": ("national_ngo", "national_affiliate")}
        cls.programme.enter("organisation", [{"local_id": name, "name": name, "kind": kind, "local_status": status}
                                             for name, (kind, status) in statuses.items()])

    def chain(self, year, rows, code=0):
        """(id, out of, giver, receiver, amount in cents, pooled)"""
        day = f"{year}-03-01"
        money = {**MONEY, "rate_on": day, "passed_on_day": day}
        return self.programme.enter("funding_chain", [
            {**money, "local_id": one, "passed_from": out_of, "giver": giver, "receiver": receiver, "amount": str(amount), "receiver_is_pooled_fund": pooled}
            for one, out_of, giver, receiver, amount, pooled in rows], references={"passed_from": "local_id", "giver": "local_id", "receiver": "local_id"}, code=code)

    def test_the_chain_of_the_definition(self):
        self.chain(2020 - 10, [("T1", "", "T Donor", "T Helpers", 10000, ""), ("T3", "", "T Donor", "T Fund", 2000, "true"), ("T5", "", "T Donor", "T Third", 1000, "")])
        self.chain(2020 - 10, [("T2", "T1", "T Helpers", "T First", 4000, ""), ("T4", "T3", "T Fund", "T Second", 2000, "")])
        period = {"period": "2010"}
        self.assertAlmostEqual(self.programme.value("L1", **period), 100 * 10 / 130, places=9)
        self.assertAlmostEqual(self.programme.value("L2", **period), 100 * 70 / 130, places=9)
        self.assertEqual(f"{self.programme.value('L1', **period):.1f}", "7.7")
        self.assertEqual(f"{self.programme.value('L2', **period):.1f}", "53.8")
        self.assertAlmostEqual(self.programme.value("L2a", **period), 100 * 20 / 130, places=9)

    def test_long_chains_and_affiliates_do_not_count(self):
        # T-2.8a in shape: 1,000 to Helpers, through a second intermediary to First; 250 to an affiliate.
        self.chain(2011, [("U1", "", "T Donor", "T Helpers", 100000, ""), ("U4", "", "T Donor", "T Branch", 25000, "")])
        self.chain(2011, [("U2", "U1", "T Helpers", "T Fund", 50000, "")])
        self.chain(2011, [("U3", "U2", "T Fund", "T First", 20000, "")])
        period = {"period": "2011"}
        self.assertEqual(self.programme.value("L1", **period), 0)
        self.assertEqual(self.programme.value("L2", **period), 0)
        self.assertAlmostEqual(self.programme.value("L2b", **period), 100 * 200 / 1250, places=9)

    def test_more_cannot_be_passed_on_than_came(self):
        self.chain(2012, [("V1", "", "T Donor", "T Helpers", 10000, "")])
        self.chain(2012, [("V2", "V1", "T Helpers", "T First", 14000, "")])
        self.programme.check()
        found = self.programme.findings("funding_chain.passes_on_more_than_it_got")
        self.assertEqual(len(found), 1)
        # Somebody who never received the money cannot pass it on.
        self.chain(2012, [("V3", "V1", "T Third", "T First", 100, "")])
        self.programme.check()
        self.assertEqual(len(self.programme.findings("funding_chain.other_giver")), 1)

    def test_the_made_up_years_have_the_same_shares_and_nothing_is_counted_twice(self):
        links = [row for row in self.programme.rows("funding_chain") if row["local_id"].startswith("FC-2020-")]
        self.assertEqual(len(links), 5)
        self.assertAlmostEqual(self.programme.value("L1", period="2020"), 100 * 10 / 130, places=9)
        self.assertAlmostEqual(self.programme.value("L2", period="2020"), 100 * 70 / 130, places=9)
        self.assertLessEqual(self.programme.value("L2b", period="2020"), 100)


if __name__ == "__main__":
    unittest.main()
