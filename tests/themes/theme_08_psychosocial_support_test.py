# SPDX-License-Identifier: Apache-2.0
"""Psychosocial support by layer: indirect victims are counted apart from survivors, each person once."""
import unittest

from support.programme import ThemeTest


class PsychosocialSupport(ThemeTest):
    records = 4000

    def people(self, kind=None, layer=None):
        """Counted by hand from what was exported."""
        cases = {row["id"]: row["victim_kind"] for row in self.programme.rows("survivor_case")}
        return len({row["case"] for row in self.programme.rows("service_given")
                    if row["component"] == "psychosocial_support" and (kind is None or cases[row["case"]] == kind)
                    and (layer is None or row["layer"] == layer)})

    def test_survivors_and_indirect_victims_are_two_figures(self):
        programme = self.programme
        case = {"registered_on": "2024-05-01", "place": self.place, "sex": "female", "age_band": "adult", "consent": "true", "status": "active"}
        programme.enter("survivor_case", [{**case, "local_id": "SC-S", "victim_kind": "survivor"},
                                          {**case, "local_id": "SC-I", "victim_kind": "indirect_victim", "relation": "family_of_killed"}])
        provider = programme.rows("service_provider")[0]["local_id"]
        service = {"provider": provider, "component": "psychosocial_support", "given_on": "2024-06-01"}
        found_by = {"case": "local_id", "provider": "local_id"}
        programme.enter("service_given", [{**service, "local_id": "SG-1", "case": "SC-S", "layer": "focused"},
                                          {**service, "local_id": "SG-2", "case": "SC-S", "layer": "focused"},
                                          {**service, "local_id": "SG-3", "case": "SC-S", "layer": "specialised"},
                                          {**service, "local_id": "SG-4", "case": "SC-I", "layer": "focused"}], references=found_by)
        whole = programme.figure("VA5")["total"]
        self.assertIsNone(whole["value"], "survivors and indirect victims were added")
        self.assertEqual(whole["reason_if_null"], "KEPT_APART")
        cells = programme.cells("VA5", ["case.victim_kind"])
        self.assertEqual(cells, {kind: self.people(kind) for kind in ("survivor", "indirect_victim")})
        layers = programme.cells("VA5", ["case.victim_kind", "layer"])
        self.assertEqual(layers[("survivor", "focused")], self.people("survivor", "focused"))
        # One person in two layers is one person: the layers do not add up to people, and need not.
        self.assertGreater(sum(value for (kind, _), value in layers.items() if kind == "survivor"), cells["survivor"])

    def test_support_says_its_layer_and_no_other_service_has_one(self):
        programme = self.programme
        case = programme.rows("survivor_case")[0]["local_id"]
        provider = programme.rows("service_provider")[0]["local_id"]
        programme.enter("service_given", [{"local_id": "SG-BAD", "case": case, "provider": provider, "component": "rehabilitation",
                                           "layer": "focused", "given_on": "2024-06-01"}], references={"case": "local_id", "provider": "local_id"}, code=3)
        self.assertNotIn("SG-BAD", [row["local_id"] for row in programme.rows("service_given")])

    def test_attendances_of_peer_sessions_are_not_people(self):
        programme = self.programme
        by_sex = programme.cells("VA6P", ["participants"])
        self.assertEqual(sum(by_sex.values()), programme.value("VA6P"))
        self.assertIn("attendances", programme.figure("VA6P")["unit"])
        programme.enter("peer_support_session", [{"local_id": "PS-BAD", "held_on": "2024-06-01", "place": self.place, "theme": "stigma",
                                                  "participants_women": "6", "survivors": "4", "indirect_victims": "3"}], code=3)


if __name__ == "__main__":
    unittest.main()
