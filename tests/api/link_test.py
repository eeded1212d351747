# SPDX-License-Identifier: Apache-2.0
"""People who stand twice, through the built program: proposed, decided, taken back, and never named to who may not read names."""
import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH  # noqa: E402


def tilth(*words, code=0, text=False):
    done = subprocess.run([TILTH, *([] if text else ["--json"]), *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, f"{words} ended with {done.returncode}: {done.stdout[-2000:]} {done.stderr[-2000:]}"
    return done.stdout + done.stderr if text or code else json.loads(done.stdout)


class Link(unittest.TestCase):
    """A made-up country in which some people are two casualties."""

    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="tilth-link-")
        cls.made = os.path.join(cls.work, "made.gpkg")
        cls.truth = os.path.join(cls.work, "truth.csv")
        tilth("generate", cls.made, "--records", "6000", "--seed", "4", "--dirt", "person_twice=0.06", "--truth", cls.truth)
        with open(cls.truth, encoding="utf-8") as rows:
            cls.twice = {frozenset((row["record"], row["other"])) for row in csv.DictReader(rows)}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.work, ignore_errors=True)

    def setUp(self):
        self.file = os.path.join(self.work, self.id() + ".gpkg")
        for end in ("", ".keys"):
            shutil.copy(self.made + end, self.file + end)

    def names(self):
        answer = tilth("person", "find", self.file, self.a_family(), "--limit", "500")
        return {row["name"] for row in answer["records"]}

    def a_family(self):
        pair = tilth("link", self.file, "casualty", "--dry-run", "--names", "--limit", "1")["listed"][0]
        return pair["records"][0]["name"].replace(",", "").split()[0]

    def pairs(self, *words):
        return tilth("link", self.file, "casualty", "--limit", "0", *words)["listed"]

    def test_the_planted_pairs_are_found_and_scored(self):
        self.assertGreater(len(self.twice), 15)
        score = tilth("link", self.file, "casualty", "--truth", self.truth)
        self.assertGreaterEqual(score["recall"], 0.95)
        self.assertGreaterEqual(score["precision"], 0.9)
        self.assertGreater(score["reduction_ratio"], 0.9)
        found = {frozenset(record["id"] for record in pair["records"]) for pair in self.pairs("--dry-run")}
        both = len(found & self.twice)
        self.assertAlmostEqual(score["recall"], both / len(self.twice), 9)
        self.assertAlmostEqual(score["precision"], both / len(found), 9)

    def test_a_dry_run_keeps_nothing_and_a_run_keeps_the_pairs(self):
        found = self.pairs("--dry-run")
        self.assertEqual(self.pairs("--list"), [])
        kept = self.pairs()
        self.assertEqual({pair["id"] for pair in kept}, {pair["id"] for pair in found})
        self.assertEqual(self.pairs(), kept, "the same records give the same pairs")
        for pair in kept:
            self.assertGreaterEqual(pair["percent"], 30)
            self.assertLess(pair["percent"], 100, "no pair is certain")
            self.assertIn("name", [field["field"] for field in pair["fields"]])

    def test_a_decision_needs_a_reason_survives_a_run_and_can_be_taken_back(self):
        pair = self.pairs()[0]["id"]
        for word in ("--same", "--different"):
            refused = tilth("link", self.file, "casualty", word, pair, code=3)
            self.assertIn("decided with a reason", refused)
        before = tilth("indicators", self.file, "C1")[0]
        self.assertEqual(before["second_records"], 0)
        said = tilth("link", self.file, "casualty", "--same", pair, "--reason", "one hospital file", "--author", "Amal")
        records = said["people"]["records"]
        self.assertEqual((said["people"]["same"], said["people"]["most"]), (1, records - 1))
        self.assertEqual([p["decision"] for p in self.pairs("--list", "--state", "same")], ["same"])
        self.pairs()
        kept = self.pairs("--list", "--state", "same")
        self.assertEqual([(p["id"], p["reason"], p["decided_by"]) for p in kept], [(pair, "one hospital file", "Amal")])

        after = tilth("indicators", self.file, "C1")[0]
        self.assertEqual(after["total"]["value"], before["total"]["value"], "no decision changes a figure")
        self.assertEqual(after["second_records"], 1, "and the figure says so")
        self.assertIn("of somebody who has one already", tilth("indicators", self.file, "C1", text=True))

        undone = tilth("link", self.file, "casualty", "--undo", pair, "--reason", "another man's file")
        self.assertEqual((undone["people"]["same"], undone["people"]["most"]), (0, records))
        self.assertEqual(tilth("indicators", self.file, "C1")[0]["second_records"], 0)
        tilth("verify", self.file)
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
            log = [row[0] for row in file.execute("SELECT canonical FROM tilth_batch ORDER BY number DESC LIMIT 2")]
        self.assertTrue(all(word in "".join(log) for word in ("one hospital file", "another man's file")), log)

    def test_two_people_stay_two_people(self):
        pair = self.pairs()[0]["id"]
        tilth("link", self.file, "casualty", "--different", pair, "--reason", "brothers, both interviewed")
        self.pairs()
        self.assertNotIn(pair, [one["id"] for one in self.pairs("--list")])
        self.assertIn(pair, [one["id"] for one in self.pairs("--list", "--state", "different")])

    def test_the_check_of_the_programme_neither_looks_for_pairs_nor_forgets_them(self):
        kept = {pair["id"] for pair in self.pairs()}
        tilth("check", self.file)
        self.assertEqual({pair["id"] for pair in self.pairs("--list")}, kept)

    def test_nobody_is_named_but_where_it_was_asked_for(self):
        names = self.names()
        self.assertTrue(names)
        said = tilth("link", self.file, "casualty", "--limit", "0", text=True)
        said += tilth("check", self.file, "--list", "--limit", "0", text=True)
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
            said += json.dumps(file.execute("SELECT * FROM tilth_setting").fetchall(), default=str)
            said += json.dumps(file.execute("SELECT message_values, records FROM tilth_finding").fetchall())
        for name in names:
            self.assertNotIn(name, said)
        self.assertTrue(any(name in tilth("link", self.file, "casualty", "--list", "--names", "--limit", "0", text=True) for name in names))

    def test_a_type_without_people_is_refused_in_words(self):
        self.assertIn("link.no_rule", tilth("link", self.file, "hazard", code=2))
        self.assertIn("store.unknown_type", tilth("link", self.file, "nonsense", code=3))
        self.assertIn("finding.unknown", tilth("link", self.file, "casualty", "--same", "00000000-0000", "--reason", "x", code=3))


if __name__ == "__main__":
    unittest.main()
