# SPDX-License-Identifier: Apache-2.0
"""Reports of a made-up programme, held against what `tilth indicators` says."""
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
import uuid

from serving import TILTH

NOT_COMPARED = {"HIDDEN", "NOT_BY_PLACE", "ABOUT_PEOPLE", "KEPT_BACK"}


def tilth(*words, env=None):
    return subprocess.run([TILTH, *words], capture_output=True, text=True, env={**os.environ, **(env or {})}, check=False)


class ReportTest(unittest.TestCase):
    records = 6000

    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="tilth-reports-")
        cls.file = os.path.join(cls.work, "kitara.gpkg")
        subprocess.run([TILTH, "generate", cls.file, "--records", str(cls.records), "--seed", "11"], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        cls.figures = {}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.work, ignore_errors=True)

    def answered(self, *words):
        done = tilth("--json", *words)
        self.assertEqual(done.returncode, 0, f"{words}: {done.stdout[:500]} {done.stderr[:500]}")
        return json.loads(done.stdout)

    def sql(self, question):
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
            return file.execute(question).fetchall()

    def first(self, type_name, where="1"):
        # The file keeps ids as blobs; the program tells them.
        rows = self.sql(f"SELECT id FROM {type_name} WHERE {where} LIMIT 1")
        self.assertTrue(rows, f"the made-up programme has no {type_name}")
        return self.told(rows[0][0])

    @staticmethod
    def told(value):
        return str(uuid.UUID(bytes=value)) if isinstance(value, bytes) else value

    def released_hazard(self):
        """As the file keeps it, and as the program tells it."""
        raw = self.sql("SELECT hazard FROM land_release_product WHERE hazard IS NOT NULL AND status = 'approved' LIMIT 1")[0][0]
        return raw, self.told(raw)

    def indicator(self, code, begin, end, splits, where):
        key = (code, begin, end, tuple(splits), where)
        if key not in self.figures:
            words = ["indicators", self.file, code]
            if end:
                words += ["--period", f"{begin or '1900-01-01'}..{end}"]
            for split in splits:
                words += ["--split", split]
            if where:
                words += ["--where", where]
            self.figures[key] = self.answered(*words)[0]
        return self.figures[key]

    def held_against_the_indicators(self, document):
        compared = 0
        for figure in document["figures"]:
            if figure["known_then"] or figure["reason_if_null"] in NOT_COMPARED:
                continue
            splits = [part["split"] for part in figure["cell"]]
            where = figure["name"].split(" where ", 1)[1] if " where " in figure["name"] else ""
            table = self.indicator(figure["indicator"], figure["from"], figure["to"], splits, where)
            told = table["total"]
            if splits:
                key = [part["value"] for part in figure["cell"]]
                told = next((cell for cell in table["cells"] if cell["key"] == key), None)
                if told is None:  # nothing was counted there
                    self.assertIn(figure["value"], (0, None), figure["name"])
                    compared += 1
                    continue
            self.assertEqual(figure["value"], told["value"], document["report"] + " " + figure["name"])
            self.assertEqual(figure["n"], told["n"], document["report"] + " " + figure["name"])
            compared += 1
        return compared

    def parts(self, document, kind):
        return [part for section in document["sections"] for part in section["parts"] if part["kind"] == kind]
