# SPDX-License-Identifier: Apache-2.0
"""A made-up programme that the built program made, and what a theme's check asks of it."""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "api", "support"))

TILTH = os.environ.get("TILTH", "build/release/bin/tilth")


def unpacked(content):
    """The bytes of a file, or of every part where it is a zip: packed, no word of it is found."""
    if not content.startswith(b"PK"):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return [parts.read(name) for name in parts.namelist()]


class Programme:
    """with Programme() as programme: at least 1,000 made-up records without a fault."""

    def __init__(self, records=1200, seed=7):
        self.work = tempfile.mkdtemp(prefix="tilth-theme-")
        self.file = os.path.join(self.work, "kitara.gpkg")
        made = self.run("generate", self.file, "--records", str(records), "--seed", str(seed))
        assert made["records"] >= 1000, made
        self.made = made

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.work, ignore_errors=True)

    @staticmethod
    def run(*words, code=0):
        """The JSON answer of a command that ends with that code."""
        done = subprocess.run([TILTH, "--json", *words], capture_output=True, text=True, check=False)
        assert done.returncode == code, f"{words} ended with {done.returncode}: {done.stdout[-2000:]} {done.stderr[-2000:]}"
        return json.loads(done.stdout) if done.stdout.strip() else None

    def places(self, level=3):
        """Codes of the places of a level."""
        return [row["pcode"] for row in self.rows("place") if row["level"] == str(level)]

    def rows(self, record_type, *words):
        """The records of a type, as an export gives them."""
        file = os.path.join(self.work, "out.csv")
        self.run("export", self.file, file, "--type", record_type, *words)
        with open(file, encoding="utf-8-sig", newline="") as table:
            return list(csv.DictReader(table))

    def enter(self, record_type, rows, key=None, code=0, references=None, lists=()):
        """Imports rows of fields; `references` says by which field a reference is found, its label otherwise; `lists` hold several values, with a semicolon between."""
        name = f"{record_type}-{len(os.listdir(self.work))}"
        file = os.path.join(self.work, name + ".csv")
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with open(file, "w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        fields, place = {}, ""
        for column in columns:
            if column == "place":
                place = "place: {code: place}\n"
            elif column == "wkt":
                fields["perimeter"] = {"wkt": "wkt"}
            elif column in lists:
                fields[column] = {"column": column, "split": ";"}
            elif column in (references or {}):
                fields[column] = {"column": column, "find_by": references[column]}
            else:
                fields[column] = {"column": column}
        profile = os.path.join(self.work, name + ".yaml")
        with open(profile, "w", encoding="utf-8") as text:
            text.write(f"profile: {name}\ntitle: made up\nsource: made up\ntype: {record_type}\n")
            text.write(f"key: {json.dumps(key or ['local_id'])}\n{place}fields: {json.dumps(fields)}\n")
        return self.run("import", self.file, file, "--profile", profile, "--rejects", os.path.join(self.work, name + ".rejects"), code=code)

    def figure(self, indicator, split=(), period=None, where=None):
        words = ["indicators", self.file, indicator]
        for one in split:
            words += ["--split", one]
        words += ["--period", period] if period else []
        words += ["--where", where] if where else []
        answer = self.run(*words)
        return (answer if isinstance(answer, list) else answer.get("indicators", [answer]))[0]

    def value(self, indicator, **asked):
        return self.figure(indicator, **asked)["total"]["value"]

    def cells(self, indicator, split, **asked):
        """Values by what they are of; a tuple where there are several splits."""
        found = self.figure(indicator, split=split, **asked)["cells"]
        return {(cell["key"][0] if len(split) == 1 else tuple(cell["key"])): cell["value"] for cell in found}

    def check(self):
        self.run("check", self.file)

    def findings(self, rule):
        """Open findings of a rule, by its id or code."""
        found = self.run("check", self.file, "--list", "--rule", rule, "--limit", "0", "--state", "open")
        return found["findings"]

    def everything_that_leaves(self):
        """All text of every file of records that leaves without asking for the personal class."""
        texts = []
        for kind in ("xlsx", "gpkg"):
            file = os.path.join(self.work, "all." + kind)
            self.run("export", self.file, file)
            with open(file, "rb") as whole:
                texts += unpacked(whole.read())
        return b"".join(texts)


class ThemeTest(unittest.TestCase):
    """The tests of one theme on one programme: `self.programme` of `records` made-up records, `self.place` the code of a place in it."""

    records = 1200

    @classmethod
    def setUpClass(cls):
        cls.programme = Programme(cls.records)
        cls.addClassCleanup(cls.programme.__exit__)
        cls.place = cls.programme.places()[0]
