# SPDX-License-Identifier: Apache-2.0
"""Environment: 5 x 4 x 4 = 80 is major, and no work starts on it until the authority has approved it."""
import unittest

from support.programme import ThemeTest


class Environment(ThemeTest):
    def screened(self, name, sensitivity, magnitude, likelihood, **more):
        """A planned task with a screening, one receptor and one impact of that size after its measures."""
        programme = self.programme
        hazard = [row["local_id"] for row in programme.rows("hazard") if row["status"] != "closed"][0]
        programme.enter("task", [{"number": name, "organisation": "ORG-02", "hazards": hazard, "activities": "clearance", "issued_on": "2025-01-10", "status": "planned"}],
                        key=["number"], references={"organisation": "local_id", "hazards": "local_id"})
        programme.enter("env_screening", [{"local_id": f"SC-{name}", "task": name, "screened_on": "2025-01-11", "screened_by": "ORG-02", "result": "no_further"}],
                        references={"task": "number", "screened_by": "local_id"})
        # A receptor and an impact have no name of their own: what they rest on tells one from the other.
        programme.enter("env_receptor", [{"screening": f"SC-{name}", "kind": "wildlife", "sensitivity": str(sensitivity), "basis": f"nesting ground of {name}"}],
                        key=["basis"], references={"screening": "local_id"})
        programme.enter("env_impact", [{"receptor": f"nesting ground of {name}", "aspect": "vegetation_removal", "magnitude": "5", "likelihood": "5",
                                        "residual_magnitude": str(magnitude), "residual_likelihood": str(likelihood), **more}],
                        key=["receptor"], references={"receptor": "basis"})
        return [row["id"] for row in programme.rows("task") if row["number"] == name][0]

    def impacts_of(self, name):
        """Ids of the impacts on the receptors of a task's screening."""
        receptors = {row["id"] for row in self.programme.rows("env_receptor") if row["basis"] == f"nesting ground of {name}"}
        return [row["id"] for row in self.programme.rows("env_impact") if row["receptor"] in receptors]

    def test_eighty_is_major_and_blocks_the_start_until_it_is_approved(self):
        from serving import Serving, account, signed_in

        programme = self.programme
        major, moderate, helpful = (self.screened("TK-80", 5, 4, 4), self.screened("TK-60", 5, 3, 4), self.screened("TK-GOOD", 5, 4, 4, positive="true"))
        self.assertEqual(programme.value("N6", where="receptor.screening.task.number = 'TK-80'"), 80)
        self.assertEqual(programme.value("N6", where="receptor.screening.task.number = 'TK-60'"), 60)
        programme.check()
        self.assertEqual([one["records"] for one in programme.findings("env_impact.major_without_approval")], [self.impacts_of("TK-80")])

        server = Serving(file=programme.file, records=0)
        account(server, "ina", "information_manager")
        with server:
            ina = signed_in(server, "ina")
            start = lambda task: ina.post(f"/api/records/task/{task}/transitions", {"transition": "start"})
            refused = start(major)
            self.assertEqual((refused.status, refused.json()["code"]), (409, "workflow.guard_unmet"))
            self.assertEqual(ina.get(f"/ogc/collections/task/items/{major}").json()["properties"]["status"], "planned", "the work started all the same")
            for allowed in (moderate, helpful):
                answer = start(allowed)
                self.assertEqual((answer.status, answer.json()["state"]), (200, "ongoing"))
        # Nor may it be written as started by an import; what the authority approves may start.
        programme.enter("task", [{"number": "TK-80", "status": "ongoing", "start": "2025-02-01"}], key=["number"])
        programme.check()
        self.assertEqual([one["records"] for one in programme.findings("task.started_with_major_impact")], [[major]])
        programme.enter("task", [{"number": "TK-80", "status": "planned", "start": ""}], key=["number"])
        programme.enter("env_impact", [{"receptor": "nesting ground of TK-80", "approved": "true"}], key=["receptor"], references={"receptor": "basis"})
        with Serving(file=programme.file, records=0) as server:
            answer = signed_in(server, "ina").post(f"/api/records/task/{major}/transitions", {"transition": "start"})
            self.assertEqual((answer.status, answer.json()["state"]), (200, "ongoing"))

    def test_what_is_left_after_the_measures_is_never_larger_and_measures_avoid_first(self):
        programme = self.programme
        self.screened("TK-LEFT", 2, 2, 2, aspect="animals")
        impact = {"receptor": "nesting ground of TK-LEFT"}
        by = {"receptor": "basis"}
        programme.enter("env_impact", [{**impact, "magnitude": "2", "residual_magnitude": "3"}], key=["receptor"], references=by, code=3)
        programme.enter("env_impact", [{**impact, "residual_likelihood": "6"}], key=["receptor"], references=by, code=3)
        kept = [row for row in programme.rows("env_impact") if row["id"] in self.impacts_of("TK-LEFT")]
        self.assertEqual([(row["magnitude"], row["residual_magnitude"], row["residual_likelihood"]) for row in kept], [("5", "2", "2")])
        measure = {"impact": "animals", "text": "plant the slope again", "hierarchy": "restore", "due_on": "2024-03-01", "done_on": "2024-03-02"}
        programme.enter("env_measure", [measure], key=["text"], references={"impact": "aspect"})
        programme.check()
        self.assertEqual([one["records"] for one in programme.findings("N02")], [[kept[0]["id"]]])
        programme.enter("env_measure", [{**measure, "text": "cut no tree", "hierarchy": "avoid", "done_on": "2024-03-01"}], key=["text"], references={"impact": "aspect"})
        programme.check()
        self.assertEqual(programme.findings("N02"), [])

    def test_the_close_out_shows_the_task_the_receptors_and_the_protected_areas_on_one_map(self):
        programme = self.programme
        closeout = programme.rows("env_closeout")[0]
        completion = [row for row in programme.rows("completion_report") if row["id"] == closeout["completion"]][0]
        screening = [row["local_id"] for row in programme.rows("env_screening") if row["task"] == completion["task"]][0]
        report = lambda: programme.run("report", programme.file, "environmental_closeout", "--record", closeout["id"])
        drawn = lambda document: [(shape["role"], shape["record"]["type"], shape["record"]["id"]) for section in document["sections"] for part in section["parts"]
                                  if part["kind"] == "map" for shape in part["shapes"]]
        task = [row for row in programme.rows("task") if row["id"] == completion["task"]][0]
        before = drawn(report())
        self.assertEqual({one for role, kind, one in before if kind == "hazard"}, set(task["hazards"].split("; ")), "the land of the task")
        status = {row["id"]: row["status"] for row in programme.rows("hazard")}
        self.assertEqual({(role, one) for role, kind, one in before if kind == "hazard"},
                         {("closed" if status[one] == "closed" else "danger", one) for one in task["hazards"].split("; ")}, "what is closed is no danger")
        self.assertIn(("released", "land_release_product"), {(role, kind) for role, kind, _ in before})
        middle = "-29.9 -13.9"
        ring = "POLYGON((-29.9 -13.9, -29.89 -13.9, -29.89 -13.89, -29.9 -13.89, -29.9 -13.9))"
        file = f"{programme.work}/receptors"
        with open(file + ".csv", "w", encoding="utf-8") as table:
            table.write(f'screening,kind,sensitivity,basis,wkt\n{screening},protected_area,5,marsh of the reserve (entered),"{ring}"\n{screening},water,3,spring below (entered),POINT({middle})\n')
        with open(file + ".yaml", "w", encoding="utf-8") as profile:
            profile.write("profile: receptors\ntitle: made up\nsource: made up\ntype: env_receptor\nkey: [basis]\nfields: {screening: {column: screening, find_by: local_id}, "
                          "kind: {column: kind}, sensitivity: {column: sensitivity}, basis: {column: basis}, location: {wkt: wkt}}\n")
        programme.run("import", programme.file, file + ".csv", "--profile", file + ".yaml")
        entered = {row["id"] for row in programme.rows("env_receptor") if row["basis"].endswith("(entered)")}
        self.assertEqual(len(entered), 2)
        after = report()
        self.assertEqual({one for role, kind, one in drawn(after) if kind == "env_receptor" and role == "place"} & entered, entered)
        self.assertLessEqual(set(before), set(drawn(after)), "what was drawn stays")

    def test_figures_are_the_hand_counts(self):
        programme = self.programme
        screened = {row["task"] for row in programme.rows("env_screening")}
        begun = [row for row in programme.rows("task") if row["status"] in ("ongoing", "suspended", "completed")]
        self.assertAlmostEqual(programme.value("N1"), 100 * len([row for row in begun if row["id"] in screened]) / len(begun), places=9)
        due = programme.rows("env_measure")
        on_time = [row for row in due if row["done_on"] and row["done_on"] <= row["due_on"]]
        self.assertAlmostEqual(programme.value("N2"), 100 * len(on_time) / len(due), places=9)
        self.assertEqual(programme.value("N4"), len(programme.rows("env_incident")))


if __name__ == "__main__":
    unittest.main()
