# SPDX-License-Identifier: Apache-2.0
"""An import into a served programme is in nobody's way while it is read, and a server that is killed during it leaves all of it or none."""
import os
import random
import shutil
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH, Serving, account, signed_in  # noqa: E402

ROWS, KILLS = 12000, 12
with open(os.path.join(os.path.dirname(__file__), "support", "made_up_events.yaml"), encoding="utf-8") as profile:
    PROFILE = profile.read()
FIELD_REPORT = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [11, 5]},
                "properties": {"name": "seen by a team", "kind": "suspected_area", "happened_on": "2024-05-06"}}


def table():
    dice = random.Random(11)
    rows = ["number,day,lon,lat"]
    rows += [f"E-{row},{2000 + row % 20}-{row % 12 + 1:02}-{row % 28 + 1:02},{dice.uniform(10, 12):.6f},{dice.uniform(4, 6):.6f}"
             for row in range(ROWS)]
    return "\n".join(rows).encode() + b"\n"


class ServedImport(unittest.TestCase):
    def setUp(self):
        self.server = Serving(records=100)
        account(self.server, "amal", "information_manager")
        self.dice = random.Random(5)
        self.brought = 0  # each import of its own, so that its rows are new

    def start(self):
        self.server.start()
        self.amal = signed_in(self.server, "amal")

    def begin(self):
        self.brought += 1
        sent = self.amal.ask("POST", "/api/imports?name=events.csv", table(), more={"Content-Type": "application/octet-stream"})
        self.assertEqual(sent.status, 201, sent.body)
        profile = PROFILE.replace("made-up-events", f"made-up-events-{self.brought}")
        begun = self.amal.post(f"/api/imports/{sent.json()['upload']}/run", {"profile": profile, "keep_original": False})
        self.assertEqual(begun.status, 202, begun.body)
        return "/api/jobs/" + begun.json()["job"]

    def events(self):
        said = subprocess.run(["sqlite3", "-readonly", self.server.file,
                               "SELECT count(*) FILTER (WHERE name LIKE 'E-%'), count(*) FILTER (WHERE name = 'seen by a team') FROM event"],
                              check=True, capture_output=True, text=True)
        imported, from_teams = said.stdout.split("|")
        return int(imported), int(from_teams)

    def verify(self):
        said = subprocess.run([TILTH, "--json", "verify", self.server.file], capture_output=True, check=False)
        self.assertEqual(said.returncode, 0, said.stdout)

    def test_a_kill_leaves_all_of_it_or_none_and_what_others_were_told(self):
        self.assertEqual(self.events(), (0, 0), "the made-up programme has events of these names")
        self.start()
        job, begun, between = self.begin(), time.monotonic(), 0
        told = 0
        while True:
            state = self.amal.get(job).json()
            if state["state"] != "running" and state["state"] != "queued":
                break
            made = self.amal.post("/ogc/collections/event/items", FIELD_REPORT)
            self.assertEqual(made.status, 201, made.body)
            told += 1
            between += 1 if self.amal.get(job).json()["state"] == "running" else 0
        took = time.monotonic() - begun
        self.assertEqual(state["state"], "done", state)
        self.assertGreater(between, 0, "nobody else wrote while the import ran")
        self.server.stop()
        self.verify()
        whole = ROWS
        self.assertEqual(self.events(), (whole, told))
        none = all_of_it = 0
        for kill in range(KILLS):
            self.start()
            job = self.begin()
            until = time.monotonic() + took * 1.1 * (kill + self.dice.random()) / KILLS
            while time.monotonic() < until:
                if self.amal.post("/ogc/collections/event/items", FIELD_REPORT).status == 201:
                    told += 1
            self.server.kill()
            self.verify()
            imported, from_teams = self.events()
            self.assertIn(imported, (whole, whole + ROWS), f"kill {kill} left a part of the import")
            self.assertGreaterEqual(from_teams, told, "what a team was told is saved is gone")
            told = from_teams
            none += imported == whole
            all_of_it += imported != whole
            whole = imported
        self.assertGreater(none, 0, "the kills came too late to say anything")
        print(f"an import of {took:.1f} s, {between} reports of teams meanwhile; {KILLS} kills: {none} left nothing, {all_of_it} all")

    def tearDown(self):
        if self.server.process.poll() is None:
            self.server.kill()
        shutil.rmtree(self.server.work, ignore_errors=True)


if __name__ == "__main__":
    unittest.main()
