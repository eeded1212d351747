# SPDX-License-Identifier: Apache-2.0
"""Behaviour change: 40 % safe before and 55 % after are 15 points more, with an interval and the number of people."""
import math
import unittest

from support.programme import ThemeTest


class BehaviourChange(ThemeTest):
    def survey(self, name, study, survey_round, held, **more):
        return {"local_id": name, "study": study, "round": survey_round, "questionnaire": "1", "key_fixed_on": "2021-01-01", "held_on": held, "design": "simple", **more}

    def answers(self, survey, safe, asked, question="leaves an item", kind="behaviour"):
        return [{"survey": survey, "respondent": f"{survey}-{i}", "question": question, "kind": kind, "sex": "female" if i % 2 else "male",
                 "safe": "true" if i < safe else "false"} for i in range(asked)]

    @staticmethod
    def wilson(yes, n, z=1.959963984540054):
        middle, half = (yes / n + z * z / (2 * n)) / (1 + z * z / n), z * math.sqrt(yes / n * (1 - yes / n) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return middle - half, middle + half

    def newcombe(self, yes1, n1, yes2, n2, effect=1.0):
        (l1, u1), (l2, u2) = self.wilson(yes1 / effect, n1 / effect), self.wilson(yes2 / effect, n2 / effect)
        p1, p2 = yes1 / n1, yes2 / n2
        return 100 * (p2 - p1 - math.hypot(p2 - l2, u1 - p1)), 100 * (p2 - p1 + math.hypot(u2 - p2, p1 - l1))

    @staticmethod
    def welch(before, after):
        """95 %, the quantile of t by bisection of its integral."""
        (m1, v1), (m2, v2) = ((sum(x) / len(x), sum((y - sum(x) / len(x)) ** 2 for y in x) / (len(x) - 1) / len(x)) for x in (before, after))
        df = (v1 + v2) ** 2 / (v1 * v1 / (len(before) - 1) + v2 * v2 / (len(after) - 1))
        c = math.gamma((df + 1) / 2) / (math.sqrt(df * math.pi) * math.gamma(df / 2))

        def tail(t, steps=2000):
            h = t / steps
            f = [c * (1 + (i * h) ** 2 / df) ** (-(df + 1) / 2) for i in range(steps + 1)]
            return h / 3 * (f[0] + f[-1] + 4 * sum(f[1:-1:2]) + 2 * sum(f[2:-1:2]))

        low, high = 0.0, 50.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if tail(middle) < 0.475 else (low, middle)
        half = low * math.sqrt(v1 + v2)
        return m2 - m1 - half, m2 - m1 + half

    def enter(self, rows):
        self.programme.enter("kap_answer", rows, key=["survey", "respondent", "question"], references={"survey": "local_id"})

    def test_the_change_has_an_interval_and_the_number_of_people(self):
        programme = self.programme
        programme.enter("kap_survey", [self.survey("X-1", "X", "baseline", "2022-03-01"), self.survey("X-2", "X", "endline", "2024-03-01")])
        self.enter(self.answers("X-1", 80, 200) + self.answers("X-2", 110, 200))
        self.enter(self.answers("X-2", 190, 200, question="knows the sign", kind="knowledge"))
        only = "survey.study = 'X'"
        self.assertAlmostEqual(programme.value("E6B", where=only), 40)
        self.assertAlmostEqual(programme.value("E6A", where=only), 55)
        change = programme.figure("E6", where=only)["total"]
        self.assertAlmostEqual(change["value"], 15)
        self.assertEqual(change["n"], 400)
        lower, upper = self.newcombe(80, 200, 110, 200)
        self.assertAlmostEqual(change["lower"], lower, places=7)
        self.assertAlmostEqual(change["upper"], upper, places=7)
        self.assertGreater(change["lower"], 0)
        # Knowledge is another figure, and has no baseline here: no figure at all, never 95 points.
        knowledge = programme.figure("E5", where=only)["total"]
        self.assertIsNone(knowledge["value"])
        self.assertEqual(knowledge["reason_if_null"], "NO_DATA")

    def test_clusters_widen_the_interval(self):
        programme = self.programme
        clusters = {"design": "cluster", "clusters": "40", "design_effect": "1.8"}
        programme.enter("kap_survey", [self.survey("Y-1", "Y", "baseline", "2022-03-01", **clusters), self.survey("Y-2", "Y", "endline", "2024-03-01", **clusters)])
        self.enter(self.answers("Y-1", 168, 400) + self.answers("Y-2", 252, 420))
        change = programme.figure("E6", where="survey.study = 'Y'")["total"]  # T-3.8a
        self.assertAlmostEqual(change["value"], 18)
        self.assertAlmostEqual(change["lower"], 8.82797, places=4)
        self.assertAlmostEqual(change["upper"], 26.75135, places=4)
        cells = {cell["key"][0]: cell for cell in programme.figure("E6", split=["sex"], where="survey.study = 'Y'")["cells"]}
        self.assertEqual(set(cells), {"female", "male"})
        self.assertEqual(sum(cell["n"] for cell in cells.values()), change["n"])

    def test_a_share_is_as_wide_as_its_design(self):
        programme = self.programme
        clusters = {"design": "cluster", "clusters": "40", "design_effect": "1.8"}
        programme.enter("kap_survey", [self.survey("V-1", "V", "baseline", "2022-03-01"), self.survey("V-2", "V", "endline", "2024-03-01", **clusters)])
        self.enter(self.answers("V-1", 80, 200) + self.answers("V-2", 120, 200))
        for code, yes, effect in (("E6B", 80, 1), ("E6A", 120, 1.8)):
            share = programme.figure(code, where="survey.study = 'V'")["total"]
            lower, upper = self.wilson(yes / effect, 200 / effect)
            self.assertAlmostEqual(share["lower"], 100 * lower, places=7)
            self.assertAlmostEqual(share["upper"], 100 * upper, places=7)
            cells = programme.figure(code, split=["sex"], where="survey.study = 'V'")["cells"]
            for cell in cells:
                lower, upper = self.wilson(cell["value"] / 100 * cell["n"] / effect, cell["n"] / effect)
                self.assertAlmostEqual(cell["lower"], 100 * lower, places=7)

    def test_another_questionnaire_is_not_compared(self):
        programme = self.programme
        programme.enter("kap_survey", [self.survey("U-1", "U", "baseline", "2022-03-01"), self.survey("U-2", "U", "endline", "2024-03-01", questionnaire="2")])
        self.enter(self.answers("U-1", 80, 200) + self.answers("U-2", 110, 200))
        change = programme.figure("E6", where="survey.study = 'U'")["total"]
        self.assertEqual((change["value"], change["reason_if_null"]), (None, "OTHER_QUESTIONNAIRE"))
        cells = programme.figure("E6", split=["sex"], where="survey.study = 'U'")["cells"]
        self.assertEqual({cell["reason_if_null"] for cell in cells}, {"OTHER_QUESTIONNAIRE"})
        programme.check()
        surveys = {row["id"] for row in programme.rows("kap_survey") if row["study"] == "U"}
        self.assertIn(surveys, [set(one["records"]) for one in programme.findings("kap_survey.other_questionnaire")])

    def test_few_clusters_are_compared_by_their_means(self):
        programme = self.programme
        clusters = {"design": "cluster", "clusters": "5", "design_effect": "1.8"}
        programme.enter("kap_survey", [self.survey("T-1", "T", "baseline", "2022-03-01", **clusters), self.survey("T-2", "T", "endline", "2024-03-01", **clusters)])

        def answers(survey, safe):
            return [{**row, "cluster": str(k), "respondent": f"{survey}-{k}-{i}"} for k, yes in enumerate(safe) for i, row in enumerate(self.answers(survey, yes, 50))]

        self.enter(answers("T-1", [20, 22, 19, 26, 22]) + answers("T-2", [25, 31, 27, 35]))
        found = programme.figure("E6", where="survey.study = 'T'")
        # Welch's t of 0.40 0.44 0.38 0.52 0.44 against 0.50 0.62 0.54 0.70: SciPy's ttest_ind(equal_var=False)
        lower, upper = self.welch([0.40, 0.44, 0.38, 0.52, 0.44], [0.50, 0.62, 0.54, 0.70])
        self.assertAlmostEqual(found["total"]["lower"], 100 * lower, places=4)
        self.assertAlmostEqual(found["total"]["upper"], 100 * upper, places=4)
        self.assertTrue(any("clusters' means" in warning for warning in found["warnings"]))
        programme.enter("kap_survey", [self.survey("S-1", "S", "baseline", "2022-03-01", **clusters), self.survey("S-2", "S", "endline", "2024-03-01", **clusters)])
        self.enter(self.answers("S-1", 80, 200) + self.answers("S-2", 110, 200))
        bare = programme.figure("E6", where="survey.study = 'S'")["total"]
        self.assertAlmostEqual(bare["value"], 15)
        self.assertIsNone(bare.get("lower"), "an interval of clusters that nobody recorded")

    def test_a_key_that_was_fixed_afterwards_is_refused(self):
        programme = self.programme
        programme.enter("kap_survey", [{**self.survey("Z-1", "Z", "baseline", "2022-03-01"), "key_fixed_on": "2022-03-02"}], code=3)
        programme.enter("kap_survey", [{**self.survey("Z-2", "Z", "baseline", "2022-03-01"), "key_fixed_on": ""}], code=3)
        programme.enter("bcc_plan", [{"local_id": "BP-X", "target_behaviour": "leave it", "group": "forced", "starts_on": "2024-01-01"}])
        programme.check()
        plan = [row["id"] for row in programme.rows("bcc_plan") if row["local_id"] == "BP-X"]
        self.assertEqual([one["records"] for one in programme.findings("bcc_plan.without_measure")], [plan])


if __name__ == "__main__":
    unittest.main()
