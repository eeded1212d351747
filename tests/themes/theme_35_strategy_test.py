# SPDX-License-Identifier: Apache-2.0
"""A strategy's indicators: a value without an assessment of its data is marked, and not hidden; what evaluations heard is counted by sources, never as people."""
import unittest

from support.programme import ThemeTest


class Strategy(ThemeTest):
    records = 2200

    def test_a_value_without_assessment_is_marked_and_shown(self):
        before = self.programme.figure("ST2")["total"]
        self.programme.enter("framework_value", [{"indicator": "KS-1", "period": "2024", "value": "71"}], key=["indicator", "period"], references={"indicator": "code"})
        rows = [row for row in self.programme.rows("framework_value") if row["period"] == "2024"]
        self.assertEqual([(row["value"], row["assessed"]) for row in rows], [("71", "false")])
        self.programme.check()
        found = self.programme.findings("framework_value.without_assessment")
        self.assertEqual([(one["records"], one["severity"]) for one in found], [([rows[0]["id"]], "note")])
        after = self.programme.figure("ST2")["total"]
        self.assertEqual(before["value"], 100)
        self.assertEqual(after["n"], before["n"] + 1)
        self.assertAlmostEqual(after["value"], 100 * before["n"] / after["n"], places=9)
        self.assertAlmostEqual(self.programme.value("ST1", period="2024"), 100 / len(self.programme.rows("framework_indicator")), places=9)

    def test_a_value_of_nothing_is_refused(self):
        self.programme.enter("framework_value", [{"indicator": "KS-2", "period": "2025"}], key=["indicator", "period"], references={"indicator": "code"}, code=3)

    def test_one_framework_code_twice_is_found(self):
        row = {"framework": "Strategy of Kitara (made up)", "edition": "2019-2027", "code": "KS-1", "text": "Twice"}
        self.programme.enter("framework_indicator", [row], key=["text"])
        self.programme.check()
        self.assertEqual(len(self.programme.findings("framework_indicator.same_key")), 1)

    def test_statements_of_an_evaluation_by_theme_source_and_second_coder(self):
        programme = self.programme
        programme.enter("evaluation", [{"local_id": "EV-T", "title": "Tested (made up)", "kind": "thematic", "reported_on": "2024-06-01"}])
        of = {"evaluation": "local_id", "repeats": "code"}
        programme.enter("evaluation_source", [{"evaluation": "EV-T", "code": "T1", "kind": "interview", "heard_on": "2024-02-01"},
                                              {"evaluation": "EV-T", "code": "T2", "kind": "focus_group", "heard_on": "2024-02-02"}], key=["evaluation", "code"], references=of)
        programme.enter("evaluation_source", [{"evaluation": "EV-T", "code": "T3", "kind": "document", "heard_on": "2024-02-03", "repeats": "T1"}],
                        key=["evaluation", "code"], references=of)
        said = [("1", "T1", "capacity", "capacity"), ("2", "T1", "capacity", "capacity"), ("3", "T2", "capacity", "inclusion"), ("4", "T3", "capacity", ""), ("5", "T2", "inclusion", "inclusion")]
        statement = {"evaluation": "EV-T", "noted_on": "2024-03-01", "statement": "Kept among us (made up)."}
        programme.enter("evaluation_statement", [{**statement, "local_id": one, "source": source, "theme": theme, "second_theme": second} for one, source, theme, second in said],
                        key=["evaluation", "local_id"], references={"evaluation": "local_id", "source": "code"})
        mine = "noted_on = DATE('2024-03-01')"
        self.assertEqual(programme.cells("QL2", ["theme"], where=mine), {"capacity": 4, "inclusion": 1})
        self.assertEqual(programme.cells("QL3", ["theme"], where=mine), {"capacity": 2, "inclusion": 1})
        # Of four coded twice three agree; chance alone gives (3 x 2 + 1 x 2) / 16.
        figure = next(cell for cell in programme.figure("QL4", split=["evaluation"])["cells"] if cell["key"] == ["EV-T"])
        self.assertAlmostEqual(figure["value"], (0.75 - 0.5) / (1 - 0.5), places=12)
        self.assertEqual((figure["n"], figure["n_missing"]), (5, 1))
        self.assertNotIn(b"Kept among us", programme.everything_that_leaves())
        page = programme.run("report", programme.file, "evaluation", "--record", "EV-T")
        words = "".join(piece["text"] for section in page["sections"] for part in section["parts"] if part["kind"] == "text" for piece in part["pieces"])
        self.assertIn("5 statements of 2 independent sources were coded. A second person coded 4 of them", words)
        self.assertIn("(kappa) is 0.500:", words)

    def test_evaluations_of_the_made_up_programme_are_checked_and_reliable(self):
        rows = self.programme.rows("evaluation_statement")
        self.assertGreater(len(rows), 60)
        reliable = self.kappa([row for row in rows if row["noted_on"].startswith("2022")])
        self.assertAlmostEqual(self.programme.value("QL4", period="2022"), reliable, places=12)
        self.assertGreater(reliable, 0.6)

    @staticmethod
    def kappa(rows):
        pairs = [(row["theme"], row["second_theme"]) for row in rows if row["second_theme"]]
        same = sum(first == second for first, second in pairs) / len(pairs)
        chance = sum(sum(first == theme for first, _ in pairs) * sum(second == theme for _, second in pairs) for theme in {one for pair in pairs for one in pair}) / len(pairs) ** 2
        return (same - chance) / (1 - chance)


if __name__ == "__main__":
    unittest.main()
