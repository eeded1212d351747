# SPDX-License-Identifier: Apache-2.0
"""Outcome contracts: what is not verified is not paid."""
import unittest

from support.programme import ThemeTest


class OutcomeContract(ThemeTest):
    def claim(self, name, code=0, **values):
        row = {"local_id": name, "contract": "OC-1", "claimed_on": "2025-02-01", "reported_quantity": "1000", "quantity": "900", "status": "claimed", "currency": "USD", **values}
        return self.programme.enter("outcome_claim", [row], references={"contract": "local_id", "verified_by": "name"}, code=code)

    def test_a_claim_above_the_verified_quantity_is_rejected(self):
        verified = {"status": "verified", "verified_on": "2025-03-01", "verified_by": "Plain Audit (made up)"}
        answer = self.claim("X-OVER", code=3, quantity="900", verified_quantity="899", **verified)
        self.assertIn("problem", answer)
        self.assertNotIn("X-OVER", [row["local_id"] for row in self.programme.rows("outcome_claim")])
        before = self.programme.value("F7")
        self.claim("X-JUST", quantity="899", verified_quantity="899", **verified)
        self.assertEqual(self.programme.value("F7"), before + 899 * 135)

    def test_neither_more_than_was_reported_nor_by_another_verifier_nor_paid_above_the_price(self):
        verified = {"status": "verified", "verified_on": "2025-03-01"}
        self.claim("X-MORE", code=3, verified_quantity="1001", **verified)
        self.claim("X-WHO", verified_quantity="950", verified_by="Northland (made up)", **verified)
        self.claim("X-PAID", verified_quantity="950", verified_by="Plain Audit (made up)", status="paid", verified_on="2025-03-01", paid_on="2025-04-01",
                   paid=f"{(900 * 135 + 1) / 100:.2f}")
        self.programme.check()
        claims = {row["local_id"]: row["id"] for row in self.programme.rows("outcome_claim")}
        self.assertNotIn("X-MORE", claims)
        self.assertEqual([one["records"] for one in self.programme.findings("outcome_claim.verified_by_another")], [[claims["X-WHO"]]])
        self.assertEqual([one["records"] for one in self.programme.findings("outcome_claim.paid_more_than_due")], [[claims["X-PAID"]]])

    def test_cost_per_outcome_is_the_price_that_was_paid(self):
        self.assertEqual(self.programme.value("F6", period="2024"), 135)

    def test_who_delivers_does_not_verify(self):
        row = {"local_id": "OC-SELF", "title": "By itself", "payer": "Northland (made up)", "provider": "Plain Audit (made up)", "verifier": "Plain Audit (made up)",
               "metric": "m2_cleared", "unit_price": "100", "currency": "USD", "starts": "2025-01-01", "ends": "2026-01-01"}
        by_name = {field: "name" for field in ("payer", "provider", "verifier")}
        self.programme.enter("outcome_contract", [row], references=by_name, code=3)


if __name__ == "__main__":
    unittest.main()
