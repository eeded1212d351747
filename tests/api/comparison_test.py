# SPDX-License-Identifier: Apache-2.0
"""The evaluator's calculator over HTTP: the answers of the command, figure for figure, and a refusal that names the parameter."""
import json
import os
import subprocess
import sys
import unittest
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH, Person, Serving, account, signed_in  # noqa: E402

QUESTIONS = [
    {"share": "7/40"},
    {"before": "168/400", "after": "252/420", "design-effect": "1.8"},
    {"before": "168/400", "after": "252/420", "comparison-before": "86/200", "comparison-after": "97/210", "confidence": "0.9"},
    {"gained": "34", "lost": "12", "pairs": "300"},
    {"p": "0.004,0.03,0.041,0.20"},
    {"first": "12/24", "second": "5/12"},
    {"first": "3/12.5", "second": "0/12"},
    {"answers": "3,5,12,40,40", "attended": "920"},
    {"strata": "1200/120/74,2600/100/48,800/80/57"},
    {"strata": "100/1/1,100/20/3"},
    {"table": "30,20;25,25", "rows": "500,500", "columns": "600,400"},
    {"before": "0/1", "after": "1/1"},
    {"before": "50/100", "after": "52/100", "comparison-before": "50/100", "comparison-after": "51/100"},
    {"values": "31,28,33,30,29,32,95"},
    {"strata": "1000/20/20,1000/20/20"},
    {"values": "4,4,4"},
]
# What cannot be asked, the parameter that is named, and what the command says of the figures that it prints in words.
REFUSED = [({}, "before"), ({"before": "5/4", "after": "1/2"}, "before"), ({"p": "2"}, "p"), ({"values": "1,2"}, "values"), ({"first": "1/2"}, "second"),
           ({"answers": "1,2,3", "attended": "5"}, "attended"), ({"table": "1,2", "rows": "1,1", "columns": "1,1"}, "table"), ({"confidence": "1", "p": "0.1"}, "confidence")]
SAID = [(0, "by the exact interval"), (1, "+18.0 points"), (1, "why"), (3, "0.00164"), (4, "0.016 0.09 0.09 0.2"), (5, "ratio 1.200"), (6, "no ratio"), (11, "no test without spread"), (12, "not clear either"), (7, "80.0 %"), (8, "55.61 %"), (9, "put it together"), (10, "324.235"),
        (13, "Value 7 lies far from the rest"), (14, "there is no interval"), (15, "none can be told from the rest")]


def words(question):
    return [word for name, value in question.items() for word in ("--" + name, value)]


class Comparison(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=0)
        account(cls.server, "vera", "viewer")
        cls.server.start()
        cls.vera = signed_in(cls.server, "vera")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def asked(self, question, person=None):
        return (person or self.vera).get("/api/comparison?" + urllib.parse.urlencode(question))

    def test_the_address_and_the_command_give_the_same(self):
        for question in QUESTIONS:
            done = subprocess.run([TILTH, "--json", "compare", *words(question)], capture_output=True, text=True, check=True)
            answer = self.asked(question)
            self.assertEqual((answer.status, answer.json()), (200, json.loads(done.stdout)), question)

    def test_a_refusal_names_the_parameter_and_the_command_refuses_the_same(self):
        for question, name in REFUSED:
            answer = self.asked(question)
            self.assertEqual(answer.status, 400, question)
            self.assertEqual(answer.json()["values"].get("name"), name, f"{question}: {answer.body}")
            done = subprocess.run([TILTH, "compare", *words(question)], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 2, f"{question}: {done.stdout}")
            self.assertIn("--" + name, done.stderr)

    def test_the_command_says_it_in_words(self):
        for number, said in SAID:
            done = subprocess.run([TILTH, "compare", *words(QUESTIONS[number])], capture_output=True, text=True, check=True)
            self.assertIn(said, done.stdout, QUESTIONS[number])

    def test_nobody_is_not_answered(self):
        self.assertEqual(self.asked({"p": "0.1"}, Person(self.server)).status, 401)


if __name__ == "__main__":
    unittest.main()
