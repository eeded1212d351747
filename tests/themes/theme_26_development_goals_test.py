# SPDX-License-Identifier: Apache-2.0
"""Development goals: a link without a quantity or a use is "potential" and stays out of totals; nothing counts twice."""
import unittest

from support.programme import ThemeTest


class DevelopmentGoals(ThemeTest):
    records = 2000

    def total(self):
        return self.programme.cells("SDG1", ["unit"]).get("m2", 0)

    def enter(self, subject, **values):
        self.programme.enter("sdg_link", [{"subject": subject, "target": "15.3", "kind": "direct", "primary": "true", "linked_on": "2024-05-01", **values}], key=["subject", "target"])

    def test_potential_links_stay_out(self):
        before, waiting = self.total(), self.programme.value("SDG2")
        self.enter("no use", quantity="700", unit="m2")
        self.enter("no quantity", use_after="fields")
        self.assertEqual((self.total(), self.programme.value("SDG2")), (before, waiting + 2))
        self.enter("both", quantity="700", unit="m2", use_after="fields")
        self.assertEqual(self.total(), before + 700)

    def test_a_secondary_target_adds_nothing(self):
        before = self.total()
        self.enter("twice", quantity="900", unit="m2", use_after="fields")
        self.programme.enter("sdg_link", [{"subject": "twice", "target": "2.3", "kind": "indirect", "primary": "false", "linked_on": "2024-05-01",
                                           "quantity": "900", "unit": "m2", "use_after": "fields"}], key=["subject", "target"])
        self.assertEqual(self.total(), before + 900)

    def test_square_metres_and_people_have_no_sum(self):
        self.programme.enter("sdg_link", [{"subject": "school", "target": "4.a", "kind": "direct", "primary": "true", "linked_on": "2024-05-01",
                                           "quantity": "120", "unit": "people", "use_after": "school"}], key=["subject", "target"])
        total = self.programme.figure("SDG1")["total"]
        self.assertEqual((total["value"], total["reason_if_null"]), (None, "KEPT_APART"))
        self.assertEqual(self.programme.cells("SDG1", ["target"])["4.a"], 120)

    def test_a_quantity_without_its_unit_is_refused(self):
        self.programme.enter("sdg_link", [{"subject": "bare", "target": "1.4", "kind": "direct", "primary": "true", "linked_on": "2024-05-01", "quantity": "5"}],
                             key=["subject"], code=3)

    def test_it_says_that_the_mapping_is_to_be_checked(self):
        self.assertEqual(self.programme.figure("SDG1")["to_check"], True)


if __name__ == "__main__":
    unittest.main()
