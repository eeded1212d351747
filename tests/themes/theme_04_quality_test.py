# SPDX-License-Identifier: Apache-2.0
"""Quality management: the sampling calculator's worked values, and a critical finding that suspends the task."""
import unittest

from support.programme import ThemeTest


class Quality(ThemeTest):
    records = 1500

    def test_the_calculator(self):
        run = self.programme.run
        for left, passes in ((1, 0.910), (3, 0.754), (5, 0.624), (10, 0.389)):
            self.assertEqual(round(run("sampling", "--share", "0.1", "--sensitivity", "0.9", "--left", str(left))["passes"], 3), passes)
        self.assertEqual(round(run("sampling", "--risk", "0.1", "--left", "5", "--sensitivity", "0.9")["share"], 3), 0.410)
        for bad, passes in ((1, 0.900), (3, 0.728), (5, 0.589), (10, 0.344)):
            self.assertEqual(round(run("sampling", "--plots", "400", "--sample", "40", "--bad", str(bad))["lot_passes"], 3), passes)
        self.assertIsNone(run("sampling", "--risk", "0.01", "--left", "1", "--sensitivity", "0.5")["share"], "all the land is too little")
        self.assertIn("cannot certify", run("sampling", "--share", "0.1")["note"])
        zero = run("sampling", "--plots", "500", "--bad", "5")
        self.assertEqual((zero["sample"], round(zero["by_formula"], 2)), (225, 224.46))
        many = run("sampling", "--bad-share", "0.01")
        self.assertEqual((many["sample_of_many"], round(many["before_rounding"], 2)), (299, 298.07))
        self.assertEqual(round(run("sampling", "--none-of", "300")["bad_share_at_most"], 8), 0.00993608)

    def test_plans_for_faults_and_for_surveys(self):
        run = self.programme.run
        aql = run("sampling", "--lot", "1000", "--aql", "1.0", "--bad", "10")
        self.assertEqual({key: aql["plan"][key] for key in ("letter", "sample", "accept", "reject")}, {"letter": "J", "sample": 80, "accept": 2, "reject": 3})
        self.assertEqual([round(aql[key], 7) for key in ("accepts_at_level", "accepts_this_lot", "limiting_quality")], [0.9534468, 0.9607517, 0.0651597])
        lqas = run("sampling", "--lqas", "0.8", "0.5")["lqas"]
        self.assertEqual((lqas["sample"], lqas["pass"]), (19, 13))
        self.assertEqual(run("sampling", "--survey", "--population", "3200", "--cluster-size", "12", "--rho", "0.06", "--response", "0.9")["survey"]["people"], 633)
        clusters = run("sampling", "--cluster-size", "20", "--cluster-yes", "8,12,5,15,10")["intra_cluster"]
        self.assertEqual((round(clusters["rho"], 7), round(clusters["design_effect"], 6)), (0.0956984, 2.81827))

    def test_a_critical_finding_suspends_the_task_until_it_is_verified(self):
        from serving import Serving, account, signed_in

        programme = self.programme
        organisation, hazard = programme.rows("organisation")[1]["local_id"], [row for row in programme.rows("hazard") if row["status"] != "closed"][0]["local_id"]
        programme.enter("task", [{"number": "TK-X", "organisation": organisation, "hazards": hazard, "activities": "clearance", "issued_on": "2025-01-10", "start": "2025-01-10",
                                  "status": "ongoing"}], key=["number"], references={"organisation": "local_id", "hazards": "local_id"})
        programme.enter("qm_visit", [{"local_id": "QV-X", "task": "TK-X", "visited_on": "2025-02-01", "kind": "qa_monitoring", "inspected": organisation, "inspector": organisation,
                                      "external": "true", "result": "critical"}], references={"task": "number", "inspected": "local_id", "inspector": "local_id"})
        before = {row["number"]: row["status"] for row in programme.rows("task")}
        self.assertEqual(before["TK-X"], "ongoing")
        critical = {"visit": "QV-X", "severity": "critical", "status": "raised", "operations_suspended": "true", "measure": "stop", "kind": "other"}
        programme.enter("nonconformity", [{key: value for key, value in critical.items() if key in self.known("nonconformity")}], key=["visit"], references={"visit": "local_id"})
        states = {row["number"]: row["status"] for row in programme.rows("task")}
        self.assertEqual(states, {**before, "TK-X": "suspended"}, "the finding itself stopped this work, and no other")
        task = [row["id"] for row in programme.rows("task") if row["number"] == "TK-X"]
        programme.check()
        self.assertEqual(programme.findings("task.works_despite_critical"), [])

        server = Serving(file=programme.file, records=0)
        account(server, "ina", "information_manager")
        with server:
            ina = signed_in(server, "ina")
            step = lambda name: ina.post(f"/api/records/task/{task[0]}/transitions", {"transition": name, "reason": "critical finding of 1 February"})
            told = max(ina.get(f"/api/records/task/{task[0]}/history").json()["operations"], key=lambda one: one["seq"])
            self.assertEqual((told["author"], told["reason"], told["after"]), ("tilth", "suspend: critical_open > 0", {"status": "suspended"}))
            refused = step("resume")
            self.assertEqual((refused.status, refused.json()["code"]), (409, "workflow.guard_unmet"))
        # A source that insists is taken at its word, and a check says what that means.
        insists = {"number": "TK-X", "status": "ongoing"}
        programme.enter("task", [insists], key=["number"])
        programme.check()
        self.assertEqual([one["records"] for one in programme.findings("task.works_despite_critical")], [task])
        programme.enter("task", [{**insists, "status": "suspended"}], key=["number"])
        programme.enter("nonconformity", [{"visit": "QV-X", "status": "verified"}], key=["visit"], references={"visit": "local_id"})
        with Serving(file=programme.file, records=0) as server:
            ina = signed_in(server, "ina")
            answer = ina.post(f"/api/records/task/{task[0]}/transitions", {"transition": "resume"})
            self.assertEqual((answer.status, answer.json()["state"]), (200, "ongoing"))

    def known(self, record_type):
        return set(self.programme.rows(record_type)[0])

    def test_one_item_found_rejects_the_lot(self):
        product = self.programme.rows("land_release_product")[0]["local_id"]
        organisation = self.programme.rows("organisation")[0]["local_id"]
        row = {"local_id": "SI-X", "product": product, "inspector": organisation, "inspected_on": "2025-01-01", "share": "0.1", "sensitivity": "0.9", "found": "1"}
        found_by = {"product": "local_id", "inspector": "local_id"}
        self.programme.enter("sample_inspection", [{**row, "result": "accepted"}], references=found_by, code=3)
        self.programme.enter("sample_inspection", [{**row, "result": "rejected"}], references=found_by)
        kept = [one for one in self.programme.rows("sample_inspection") if one["local_id"] == "SI-X"]
        self.assertEqual([round(float(one["passes_with_one_left"]), 2) for one in kept], [0.91])


if __name__ == "__main__":
    unittest.main()
