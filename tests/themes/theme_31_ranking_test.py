# SPDX-License-Identifier: Apache-2.0
"""Prioritisation: changing one weight by 20 % lists who changes rank in the top 20; nothing unknown counts as nothing."""
import unittest

from support.programme import ThemeTest

SCHEME = "Tasks of Kitara (made up)"


def by_hand(hazards, weights):
    """The same sum by other means: score, then id; who is disputed waits."""
    def clipped(value, least, most):
        return max(0.0, min(1.0, (value - least) / (most - least)))

    scores = []
    for hazard in hazards:
        area = hazard["area_computed"] or hazard["area_reported"]
        values = [clipped(hazard["evidence"], 0, 5), 1.0 if hazard["direct"] >= 1 else 0.0,
                  clipped(float(area), 0, 100000) if area else None,
                  1 - clipped(float(hazard["border_distance"]), 0, 100000) if hazard["border_distance"] else None]
        known = [(weight, value) for weight, value in zip(weights, values) if value is not None]
        scores.append((-sum(w * v for w, v in known) / sum(w for w, _ in known), hazard["id"]))
    return [one for _, one in sorted((round(score, 12), one) for score, one in scores)]


class Ranking(ThemeTest):
    records = 3000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        evidence = cls.programme.rows("evidence")
        cls.hazards = [{**row, "evidence": sum(1 for one in evidence if one["hazard"] == row["id"]),
                        "direct": sum(1 for one in evidence if one["hazard"] == row["id"] and one["kind"] == "direct")}
                       for row in cls.programme.rows("hazard") if row["status"] != "closed" and row["land_dispute"] != "yes"]

    def ranked(self, *words):
        return self.programme.run("rank", self.programme.file, SCHEME, *words)

    def test_the_ranking_is_the_weighted_sum(self):
        answer = self.ranked("--top", "1000")
        self.assertEqual(answer["hazards"], len(self.hazards))
        self.assertEqual([one["hazard"] for one in answer["ranks"]], by_hand(self.hazards, [.4, .3, .2, .1]))
        for one in answer["ranks"]:
            self.assertAlmostEqual(sum(part for part in one["parts"].values() if part is not None), one["least"], places=9)

    def test_changing_a_weight_by_20_per_cent_lists_the_rank_changes_of_the_top_20(self):
        answer = self.ranked()
        base = by_hand(self.hazards, [.4, .3, .2, .1])
        for criterion, name in enumerate(["Pieces of evidence", "Confirmed", "Size", "Distance to the border"]):
            for percent in (20, -20):
                weights = [.4, .3, .2, .1]
                weights[criterion] *= 1 + percent / 100
                moved = by_hand(self.hazards, weights)
                wanted = {(one, base.index(one) + 1, moved.index(one) + 1) for one in base
                          if base.index(one) != moved.index(one) and min(base.index(one), moved.index(one)) < 20}
                found = [one for one in answer["changes"] if one["criterion"] == name and one["percent"] == percent][0]["changes"]
                self.assertEqual({(one["hazard"], one["before"], one["after"]) for one in found}, wanted, f"{name} {percent}")
        self.assertTrue(any(one["changes"] for one in answer["changes"]), "some weight moves some rank")

    def test_what_is_disputed_waits_and_has_no_rank(self):
        row = [one for one in self.programme.rows("hazard") if one["status"] != "closed"][0]
        self.programme.enter("hazard", [{"local_id": row["local_id"], "land_dispute": "yes"}])
        try:
            answer = self.ranked("--top", "1000")
            self.assertIn({"hazard": row["id"], "label": row["local_id"]}, answer["waiting"])
            self.assertEqual(answer["waiting_count"], len(answer["waiting"]))
            self.assertNotIn(row["id"], [one["hazard"] for one in answer["ranks"]])
        finally:
            self.programme.enter("hazard", [{"local_id": row["local_id"], "land_dispute": "no"}])

    def test_weights_that_are_not_whole_and_a_decision_without_a_reason_are_found(self):
        self.programme.enter("priority_scheme", [{"name": "Half", "edition": "1", "valid_from": "2024-01-01"}], key=["name"])
        self.programme.enter("priority_criterion", [{"scheme": "Half", "name": "Only", "weight": "0.5", "direction": "benefit", "transform": "minmax", "value": "evidence_count"}],
                             key=["name", "scheme"])
        self.programme.check()
        self.assertEqual(len(self.programme.findings("priority_scheme.weights_are_not_whole")), 1)
        result = self.programme.rows("priority_result")[0]
        hazard = [one for one in self.programme.rows("hazard") if one["id"] == result["hazard"]][0]
        self.programme.enter("priority_result", [{"run": "PR-2024", "hazard": hazard["local_id"], "score": "50", "rank": "40", "override_rank": "1"}],
                             key=["rank"], references={"run": "local_id", "hazard": "local_id"}, code=3)

    def test_a_scheme_that_is_not_there(self):
        self.assertEqual(self.programme.run("rank", self.programme.file, "Nothing", code=3)["problem"], "ranking.unknown_scheme")


if __name__ == "__main__":
    unittest.main()
