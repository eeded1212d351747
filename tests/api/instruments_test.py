# SPDX-License-Identifier: Apache-2.0
"""The instruments of examples/instruments come into an empty programme and can be answered."""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH  # noqa: E402

INSTRUMENTS = os.path.join(os.path.dirname(__file__), "../../examples/instruments")


# What Mine Action Review gave Yemen, criterion by criterion in the order of its weights.
YEMEN = {"Understanding of contamination": 3, "National ownership": 4, "Gender and diversity": 5, "Information and reporting": 4, "Planning and tasking": 5,
         "Land release system": 4, "Land release outputs": 6}


class Instruments(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="tilth-instruments-")
        cls.file = os.path.join(cls.work, "country.gpkg")
        cls.asked("init", cls.file)
        cls.first = [cls.brought(name) for name in ("instruments", "areas", "questions")]

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.work, ignore_errors=True)

    @classmethod
    def asked(cls, *words):
        done = subprocess.run([TILTH, "--json", *words], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"{words}: {done.stdout[:400]} {done.stderr[:400]}")
        return json.loads(done.stdout) if done.stdout else None

    @classmethod
    def brought(cls, name):
        return cls.asked("import", cls.file, os.path.join(INSTRUMENTS, name + ".csv"), "--profile", os.path.join(INSTRUMENTS, name + ".yaml"))

    def entered(self, type_name, key, rows, **found_by):
        """Rows of fields, by import; `found_by` says by which field a reference is found."""
        table, profile = (os.path.join(self.work, f"entered_{type_name}.{kind}") for kind in ("csv", "yaml"))
        with open(table, "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        fields = {column: {"column": column, **({"find_by": found_by[column]} if column in found_by else {})} for column in rows[0]}
        with open(profile, "w", encoding="utf-8") as out:
            out.write(f"profile: entered\ntitle: entered\nsource: made up\ntype: {type_name}\nkey: {json.dumps(key)}\nfields: {json.dumps(fields)}\n")
        return self.asked("import", self.file, table, "--profile", profile)

    def rows(self, type_name):
        file = os.path.join(self.work, type_name + ".csv")
        self.asked("export", self.file, file, "--type", type_name, "--class", "personal")
        with open(file, encoding="utf-8-sig") as text:
            return list(csv.DictReader(text))

    def test_all_six_kinds_come_in_whole_and_once(self):
        self.assertEqual({row["purpose"] for row in self.rows("instrument")} - {"other"},
                         {"maturity", "counter_ied", "programme_review", "community_engagement", "environment", "self_reliance"})
        areas = {row["id"]: row for row in self.rows("instrument_area")}
        questions = self.rows("instrument_question")
        for row in self.rows("instrument"):
            own = [area for area in areas.values() if area["instrument"] == row["id"]]
            self.assertTrue(own, row["name"])
            for area in own:
                self.assertTrue([one for one in questions if one["area"] == area["id"]], area["name"])
        standards = [one for one in questions if areas[one["area"]]["name"][:2] in ("A:", "B:", "C:", "D:")]
        self.assertEqual(len(standards), 16)
        for name in ("instruments", "areas", "questions"):
            again = self.brought(name)
            self.assertEqual((again["created"], again["changed"]), (0, 0), name)
        self.assertEqual(self.asked("check", self.file)["open"], {"error": 0, "note": 0, "warning": 0})

    def test_the_review_as_shipped_calls_yemen_poor(self):
        review = "Review of the programme (made up)"
        with open(os.path.join(INSTRUMENTS, "areas.csv"), encoding="utf-8") as text:
            weights = {row["name"]: float(row["weight"]) for row in csv.DictReader(text) if row["instrument"] == review}
        self.assertEqual(list(weights.items()), list(zip(YEMEN, (20, 10, 10, 10, 10, 20, 20))))
        self.entered("organisation", ["local_id"], [{"local_id": "YE", "name": "Programme of Yemen (as reviewed)", "kind": "authority"}])
        self.entered("assessment", ["local_id"], [{"local_id": "MAR-YE", "instrument": review, "subject": "YE", "assessed_on": "2020-11-01", "kind": "external"}],
                     instrument="name", subject="local_id")
        self.entered("assessment_answer", ["assessment", "question"],
                     [{"assessment": "MAR-YE", "question": criterion, "level": score, "evidence": "published review"} for criterion, score in YEMEN.items()],
                     assessment="local_id", question="text")
        told = self.asked("assess", self.file, "MAR-YE")
        self.assertAlmostEqual(told["score"], 4.4, places=12)
        self.assertEqual((told["band"], told["lowest"], told["answered"]), ("poor", 3, 7))
        self.assertEqual({area["name"]: area["score"] for area in told["areas"]}, YEMEN)
        said = subprocess.run([TILTH, "assess", self.file, "MAR-YE"], capture_output=True, text=True, check=True).stdout
        self.assertIn("score 4.40 (poor), lowest area 3.00, geometric mean 4.28, 44.0 % of the scale\n", said)

    def test_what_is_not_checked_with_its_source_says_so(self):
        for row in self.rows("instrument"):
            if row["purpose"] in ("maturity", "counter_ied", "community_engagement", "environment", "self_reliance"):
                self.assertIn("U:", row["licence_note"], row["name"])


if __name__ == "__main__":
    unittest.main()
