# SPDX-License-Identifier: Apache-2.0
"""Cash and vouchers: the same recipient twice in one month is found, and no name is in any figure or file."""
import unittest

from support.programme import ThemeTest


class CashAssistance(ThemeTest):
    def grant(self, name, recipient, **more):
        return {"local_id": name, "recipient_kind": "person", "recipient_code": recipient, "place": self.place, "pillar_link": "va", "modality": "cash",
                "purpose": "livelihood", "amount": "300.00", "currency": "USD", "granted_on": "2020-01-10", "sex": "female", **more}

    def transfer(self, grant, planned, received, amount="150.00", currency="USD"):
        return {"grant": grant, "planned_on": planned, "received_on": received, "amount": amount, "currency": currency}

    def pay(self, rows, code=0):
        self.programme.enter("cva_transfer", rows, key=["grant", "planned_on"], references={"grant": "local_id"}, code=code)

    def paid_for(self, *grants):
        """Ids of the transfers of grants."""
        of_grant = {row["id"]: row["local_id"] for row in self.programme.rows("cva_grant")}
        return sorted(row["id"] for row in self.programme.rows("cva_transfer") if of_grant[row["grant"]] in grants)

    def test_the_same_person_twice_in_one_month_is_found_and_nobody_else(self):
        programme = self.programme
        programme.check()
        self.assertEqual(programme.findings("CV2"), [], "the made-up programme pays somebody twice")
        # One recipient has two grants of two partners, paid on the first and the last day of one month.
        programme.enter("cva_grant", [self.grant("CV-A", "R-TWICE"), self.grant("CV-B", "R-TWICE", partner="ORG-03"), self.grant("CV-C", "R-MONTHS"),
                                      self.grant("CV-D", "R-OTHER"), self.grant("CV-E", "R-LATER")], references={"partner": "local_id"})
        self.pay([self.transfer("CV-A", "2020-02-01", "2020-02-01"), self.transfer("CV-B", "2020-02-28", "2020-02-29"),
                  # A day apart, but in two months; the same month of two years; somebody else; planned and never received.
                  self.transfer("CV-C", "2020-02-29", "2020-02-29"), self.transfer("CV-C", "2020-03-01", "2020-03-01"),
                  self.transfer("CV-D", "2020-02-01", "2020-02-01"), self.transfer("CV-D", "2020-02-15", ""),
                  self.transfer("CV-E", "2019-02-01", "2019-02-01"), self.transfer("CV-E", "2020-02-01", "2020-02-01")])
        programme.check()
        found = [sorted(one["records"]) for one in programme.findings("CV2")]
        self.assertEqual(found, [self.paid_for("CV-A", "CV-B")])

    def test_more_paid_than_granted_is_found_and_so_is_another_currency(self):
        programme = self.programme
        programme.enter("cva_grant", [self.grant("CV-M", "R-MORE", amount="200.00"), self.grant("CV-N", "R-EXACT")])
        self.pay([self.transfer("CV-M", "2021-02-01", "2021-02-01"), self.transfer("CV-M", "2021-03-01", "2021-03-01"),
                  self.transfer("CV-N", "2021-02-01", "2021-02-01"), self.transfer("CV-N", "2021-03-01", "2021-03-01")])
        programme.check()
        more = [row["id"] for row in programme.rows("cva_grant") if row["local_id"] == "CV-M"]
        self.assertEqual([one["records"] for one in programme.findings("CV1")], [more])
        self.assertEqual(programme.findings("cva_transfer.other_currency"), [])
        programme.enter("cva_grant", [self.grant("CV-O", "R-EUROS")])
        self.pay([self.transfer("CV-O", "2021-02-01", "2021-02-01", currency="EUR")])
        programme.check()
        self.assertEqual([one["records"] for one in programme.findings("cva_transfer.other_currency")], [self.paid_for("CV-O")])
        self.assertEqual(programme.figure("CVA2")["total"]["reason_if_null"], "KEPT_APART", "euros and dollars were added up")
        self.pay([self.transfer("CV-O", "2021-02-01", "2021-02-01", currency="USD")])
        programme.check()
        self.assertEqual(programme.findings("cva_transfer.other_currency"), [])

    def test_a_name_in_the_place_of_the_code_is_found_and_the_finding_does_not_repeat_it(self):
        programme = self.programme
        programme.check()
        self.assertEqual(programme.findings("CV3"), [], "a made-up code looks like a name")
        programme.enter("cva_grant", [self.grant("CV-R", "Nadira Plainly"), self.grant("CV-S", "R-0000042")])
        programme.check()
        named = [row["id"] for row in programme.rows("cva_grant") if row["local_id"] == "CV-R"]
        found = programme.findings("CV3")
        self.assertEqual([one["records"] for one in found], [named])
        self.assertNotIn("Plainly", str(found))
        programme.enter("cva_grant", [{"local_id": "CV-R", "recipient_code": "R-0000043", "recipient_name": "Nadira Plainly"}])
        programme.check()
        self.assertEqual(programme.findings("CV3"), [])
        report = str(programme.run("report", programme.file, "cash_assistance", "--period", "2020"))
        self.assertNotIn("Plainly", report)
        self.assertNotIn("R-0000043", report, "a report of all has no code of one")

    def test_a_recipient_of_two_grants_is_one_and_has_no_name_in_what_leaves(self):
        programme = self.programme
        before, received = programme.value("CVA1"), programme.value("CVA2")
        programme.enter("cva_grant", [self.grant("CV-P", "R-ONE", recipient_name="Nadira Unmistakable"), self.grant("CV-Q", "R-ONE", recipient_name="Nadira Unmistakable")])
        self.pay([self.transfer("CV-P", "2022-02-01", "2022-02-01"), self.transfer("CV-Q", "2022-03-01", "2022-03-05"), self.transfer("CV-Q", "2022-04-01", "")])
        self.assertEqual(programme.value("CVA1"), before + 1)
        self.assertEqual(programme.value("CVA2"), received + 30000, "in minor units; what was planned and never received was added")
        rows = [row for row in programme.rows("cva_transfer") if row["planned_on"] and row["planned_on"] < "2025"]
        on_time = [row for row in rows if row["received_on"] and row["received_on"] <= row["planned_on"]]
        self.assertAlmostEqual(programme.value("CVA3", where="planned_on < DATE('2025-01-01')"), 100 * len(on_time) / len(rows), places=9)
        self.assertNotIn("recipient_name", {name for row in programme.rows("cva_grant") for name, value in row.items() if value})
        self.assertNotIn(b"Unmistakable", programme.everything_that_leaves())


if __name__ == "__main__":
    unittest.main()
