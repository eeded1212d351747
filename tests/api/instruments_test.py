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

    def test_what_is_not_checked_with_its_source_says_so(self):
        for row in self.rows("instrument"):
            if row["purpose"] in ("maturity", "counter_ied", "community_engagement", "environment", "self_reliance"):
                self.assertIn("U:", row["licence_note"], row["name"])


if __name__ == "__main__":
    unittest.main()
