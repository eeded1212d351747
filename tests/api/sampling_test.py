# SPDX-License-Identifier: Apache-2.0
"""The calculator over HTTP: the answers of the command, figure for figure, and a refusal that names the parameter."""
import json
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH, Person, Serving, account, signed_in  # noqa: E402

# Address and the words of the command for the same question.
QUESTIONS = [
    ("share=0.1&left=5&risk=0.1", ["--share", "0.1", "--left", "5", "--risk", "0.1"]),
    ("risk=0.01&left=1&sensitivity=0.5", ["--risk", "0.01", "--left", "1", "--sensitivity", "0.5"]),
    ("plots=400&bad=5&sample=40", ["--plots", "400", "--bad", "5", "--sample", "40"]),
    ("plots=500&bad=5", ["--plots", "500", "--bad", "5"]),
    ("plots=500&bad=0", ["--plots", "500", "--bad", "0"]),
    ("bad-share=0.01&confidence=0.9", ["--bad-share", "0.01", "--confidence", "0.9"]),
    ("none-of=300", ["--none-of", "300"]),
    ("lot=1000&aql=1.0&bad=10", ["--lot", "1000", "--aql", "1.0", "--bad", "10"]),
    ("lot=5&aql=0.010", ["--lot", "5", "--aql", "0.010"]),
    ("lqas=0.8,0.5", ["--lqas", "0.8", "0.5"]),
    ("lqas=0.8,0.79", ["--lqas", "0.8", "0.79"]),
    ("survey=true&population=3200&cluster-size=12&rho=0.06&response=0.9",
     ["--survey", "--population", "3200", "--cluster-size", "12", "--rho", "0.06", "--response", "0.9"]),
    ("survey=true&cluster-size=20&cluster-yes=8,12,5,15,10", ["--survey", "--cluster-size", "20", "--cluster-yes", "8,12,5,15,10"]),
]
# What cannot be asked, and the parameter that is named.
REFUSED = [
    ("", "share"), ("share=0", "share"), ("share=1.1", "share"), ("share=nan", "share"), ("share=ten", "share"), ("share=0.1&left=2.5", "left"), ("share=0.1&left=0", "left"),
    ("plots=10&bad=11", "bad"), ("plots=10&bad=1&sample=11", "sample"), ("plots=99999999999999999999&bad=1", "plots"), ("plots=1000000001&bad=1", "plots"),
    ("none-of=-1", "none-of"), ("none-of=5&confidence=1", "confidence"), ("aql=1.0", "lot"), ("lot=1000&aql=1.1", "aql"), ("lqas=0.5,0.8", "lqas"), ("lqas=0.8", "lqas"),
    ("survey=maybe", "survey"), ("survey=true&margin=0", "margin"), ("survey=true&response=0", "response"), ("cluster-yes=1,6&cluster-size=5", "cluster-yes"),
    ("cluster-yes=1,2", "cluster-size"),
]


class Sampling(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=0)
        account(cls.server, "vera", "viewer")
        cls.server.start()
        cls.vera = signed_in(cls.server, "vera")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def test_the_address_and_the_command_give_the_same(self):
        for address, words in QUESTIONS:
            done = subprocess.run([TILTH, "--json", "sampling", *words], capture_output=True, text=True, check=True)
            told = json.loads(done.stdout)
            told.pop("note", None)  # the words of a note; its name is in both
            answer = self.vera.get("/api/sampling?" + address)
            self.assertEqual((answer.status, answer.json()), (200, told), address)

    def test_what_is_said_of_land_is_said_with_what_it_is_not(self):
        self.assertEqual(self.vera.get("/api/sampling?none-of=300").json()["notes"], ["finds_a_process"])
        self.assertEqual(self.vera.get("/api/sampling?lot=1000&aql=1.0").json()["notes"], ["finds_a_process", "one_found_rejects"])
        self.assertEqual(self.vera.get("/api/sampling?survey=true").json()["notes"], [])

    def test_a_refusal_names_the_parameter(self):
        for address, name in REFUSED:
            answer = self.vera.get("/api/sampling?" + address)
            self.assertEqual(answer.status, 400, address)
            self.assertEqual(answer.json()["values"].get("name"), name, f"{address}: {answer.body}")

    def test_the_command_refuses_the_same_as_misuse(self):
        for words in (["--share", "0"], ["--plots", "10", "--bad", "11"], ["--lot", "1000", "--aql", "1.1"], ["--cluster-yes", "1,2"], []):
            done = subprocess.run([TILTH, "sampling", *words], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 2, f"{words}: {done.stdout} {done.stderr}")

    def test_nobody_is_not_answered(self):
        self.assertEqual(Person(self.server).get("/api/sampling?share=0.1").status, 401)


if __name__ == "__main__":
    unittest.main()
