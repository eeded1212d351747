# SPDX-License-Identifier: Apache-2.0
"""Hazards in the order of a priority scheme over HTTP: as the command ranks them, of what the caller may see."""
import json
import os
import sqlite3
import subprocess
import sys
import unittest
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH, Person, Serving, account, signed_in  # noqa: E402

SCHEME = "Tasks of Kitara (made up)"


def ident(blob):
    text = blob.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


class Priorities(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=8000)
        told = subprocess.run([TILTH, "--json", "rank", cls.server.file, SCHEME, "--top", "30"], capture_output=True, text=True, check=True)
        cls.command = json.loads(told.stdout)
        file = sqlite3.connect(f"file:{cls.server.file}?mode=ro", uri=True)
        cls.place = file.execute("SELECT place FROM hazard WHERE status <> 'closed' AND place IS NOT NULL GROUP BY place ORDER BY count(*) DESC").fetchone()[0]
        cls.hazards_there = {ident(row[0]) for row in file.execute("SELECT id FROM hazard WHERE status <> 'closed' AND place = ?", (cls.place,))}
        cls.open_hazards = file.execute("SELECT count(*) FROM hazard WHERE status <> 'closed'").fetchone()[0]
        file.close()
        account(cls.server, "mara", "information_manager")
        account(cls.server, "vera", "viewer")
        account(cls.server, "otto", "reviewer")
        subprocess.run([TILTH, "account", "grant", cls.server.file, "otto", "--place", cls.place], check=True, stdout=subprocess.DEVNULL)
        cls.server.start()
        cls.mara, cls.vera, cls.otto = (signed_in(cls.server, name) for name in ("mara", "vera", "otto"))

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def entered(self, type_name, **fields):
        answer = self.mara.ask("POST", f"/ogc/collections/{type_name}/items", {"type": "Feature", "geometry": None, "properties": fields})
        self.assertIn(answer.status, (200, 201), answer.body)
        return answer.header("location").rsplit("/", 1)[-1]

    def scheme(self, name, criteria, **fields):
        made = self.entered("priority_scheme", name=name, edition="1", valid_from="2024-01-01", **fields)
        for position, (criterion, value, weight) in enumerate(criteria, 1):
            self.entered("priority_criterion", scheme=made, name=criterion, value=value, weight=weight, direction="benefit", transform="minmax", position=position)
        return made

    def ranked(self, person, scheme, **query):
        answer = person.get(f"/api/priorities/{urllib.parse.quote(scheme)}?{urllib.parse.urlencode(query)}")
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def refused(self, person, scheme, code, **query):
        answer = person.get(f"/api/priorities/{urllib.parse.quote(scheme)}?{urllib.parse.urlencode(query)}")
        self.assertEqual(answer.json()["code"], code, answer.body)
        return answer.json()

    def test_the_address_and_the_command_give_the_same(self):
        told = self.ranked(self.mara, SCHEME, limit=30, top=30)
        for name in ("id", "scheme", "edition", "hazards", "criteria", "ranks", "changes", "waiting", "waiting_count", "gate_reason", "moved"):
            self.assertEqual(told[name], self.command[name], name)
        self.assertEqual(told["hazards"] + told["waiting_count"], self.open_hazards)
        self.assertFalse(told["partial"])
        self.assertEqual(len(told["ranks"]), 30)
        self.assertEqual([one["id"] for one in self.mara.get("/api/priorities").json()["items"] if one["name"] == SCHEME], [told["id"]])
        self.assertEqual(self.ranked(self.mara, told["id"])["ranks"], told["ranks"][:20], "by its id as well, 20 unless said")

    def test_parts_add_up_and_what_is_not_known_is_null(self):
        people = self.scheme("People first", [("Size", "coalesce(area_computed, area_reported)", 0.5), ("People", "expected_total", 0.5)])
        told = self.ranked(self.mara, people, limit=2000)
        names = [one["name"] for one in told["criteria"]]
        self.assertAlmostEqual(sum(one["weight"] for one in told["criteria"]), 1)
        for one in told["ranks"]:
            self.assertEqual(sorted(one["parts"]), sorted(names))
            self.assertAlmostEqual(sum(part for part in one["parts"].values() if part is not None), one["least"], places=9)
            if None not in one["parts"].values():
                self.assertEqual((one["least"], one["most"]), (one["score"], one["score"]))
        for criterion in told["criteria"]:
            self.assertEqual(criterion["unknown"], sum(one["parts"][criterion["name"]] is None for one in told["ranks"]))
        self.assertTrue(any(None in one["parts"].values() for one in told["ranks"]), "the made-up country leaves something unknown")

    def test_weights_that_are_tried_move_ranks_and_nothing_is_saved(self):
        own = self.ranked(self.mara, SCHEME, limit=2000)
        before = {one["hazard"]: one["rank"] for one in own["ranks"]}
        tried = self.ranked(self.mara, SCHEME, weights="40,30,80,10", limit=2000)
        self.assertEqual([round(one["tried"], 6) for one in tried["criteria"]], [0.25, 0.1875, 0.5, 0.0625])
        self.assertEqual({one["hazard"]: one["scheme_rank"] for one in tried["ranks"]}, before)
        wanted = {(one["hazard"], one["scheme_rank"], one["rank"]) for one in tried["ranks"] if one["rank"] != one["scheme_rank"] and min(one["rank"], one["scheme_rank"]) <= 20}
        self.assertTrue(wanted)
        self.assertEqual({(one["hazard"], one["before"], one["after"]) for one in tried["moved"]}, wanted)
        self.assertEqual(self.ranked(self.mara, SCHEME, weights="4,3,2,1", limit=2000)["moved"], [], "proportions count, not sums")
        self.assertEqual(self.ranked(self.mara, SCHEME, limit=2000)["ranks"], own["ranks"])

    def test_a_change_of_a_record_is_in_the_next_answer(self):
        first = self.ranked(self.mara, SCHEME)["ranks"][0]
        address = f"/ogc/collections/hazard/items/{first['hazard']}"
        etag = self.mara.get(address).header("etag")
        changed = self.mara.ask("PATCH", address, {"properties": {"land_dispute": "yes"}}, more={"Content-Type": "application/merge-patch+json", "If-Match": etag})
        self.assertIn(changed.status, (200, 204), changed.body)
        try:
            told = self.ranked(self.mara, SCHEME, limit=2000)
            self.assertIn({"hazard": first["hazard"], "label": first["label"]}, told["waiting"])
            self.assertNotIn(first["hazard"], [one["hazard"] for one in told["ranks"]])
        finally:
            etag = self.mara.get(address).header("etag")
            self.mara.ask("PATCH", address, {"properties": {"land_dispute": "no"}}, more={"Content-Type": "application/merge-patch+json", "If-Match": etag})

    def test_who_sees_no_hazard_ranks_none(self):
        told = self.vera.get("/api/priorities").json()
        self.assertFalse(told["may_rank"])
        self.assertTrue(told["items"])
        self.refused(self.vera, SCHEME, "store.unknown_type")
        self.assertEqual(Person(self.server).get("/api/priorities").status, 401)

    def test_rows_and_values_that_are_hidden_are_not_ranked_by(self):
        self.refused(self.otto, SCHEME, "ranking.unknown_scheme")  # a scheme of the country is none of this place
        mine = self.scheme("Tasks of one place", [("Size", "coalesce(area_computed, area_reported)", 0.5), ("Evidence", "evidence_count", 0.5)], place=self.place)
        self.assertEqual([one["id"] for one in self.otto.get("/api/priorities").json()["items"]], [mine])
        told = self.ranked(self.otto, mine, limit=2000)
        self.assertTrue(told["partial"])
        seen = {one["hazard"] for one in told["ranks"]} | {one["hazard"] for one in told["waiting"]}
        self.assertEqual(seen, self.hazards_there)
        hidden = {one["name"]: one["hidden"] for one in told["criteria"]}
        self.assertEqual(hidden, {"Size": False, "Evidence": True}, "evidence is counted by who sees all of it")
        self.assertEqual({one["parts"]["Evidence"] for one in told["ranks"]}, {None})
        self.assertFalse(any(one["hidden"] for one in self.ranked(self.mara, mine)["criteria"]))
        gated = self.scheme("Gated", [("Size", "area_reported", 1)], place=self.place, gate="evidence_count = 0", gate_reason="nothing was seen")
        self.assertEqual(self.refused(self.otto, gated, "store.hidden_field")["values"], {"field": "evidence_count"})
        self.assertEqual(self.ranked(self.mara, gated)["gate_reason"], "nothing was seen")

    def test_two_criteria_of_one_name_are_told_apart(self):
        twice = self.scheme("Twice", [("Size", "area_reported", 0.5), ("Size", "evidence_count", 0.5)])
        told = self.ranked(self.mara, twice)
        self.assertEqual([one["name"] for one in told["criteria"]], ["Size", "Size (2)"])
        self.assertEqual(sorted(told["ranks"][0]["parts"]), ["Size", "Size (2)"])

    def test_what_cannot_be_ranked_says_why(self):
        self.refused(self.mara, "Nothing", "ranking.unknown_scheme")
        self.refused(self.mara, self.scheme("Empty", []), "ranking.no_criteria")
        self.assertEqual(self.refused(self.mara, self.scheme("Wrong", [("Size", "acreage", 1)]), "ranking.bad_criterion")["values"]["criterion"], "Size")
        for query in ({"weights": "1,2"}, {"weights": "1,2,x,4"}, {"weights": "0,0,0,0"}, {"weights": "-1,1,1,1"}, {"weights": "nan,1,1,1"}, {"limit": 2001}, {"top": 0}, {"change": 101}):
            self.assertEqual(self.refused(self.mara, SCHEME, "request.bad_parameter", **query)["values"]["name"], next(iter(query)))


if __name__ == "__main__":
    unittest.main()
