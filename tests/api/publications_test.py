# SPDX-License-Identifier: Apache-2.0
"""Tables about people for others, over HTTP: looked at, published, read by those they were made for, and nothing small in any of them."""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH, Person, Serving, account, signed_in  # noqa: E402


class Publications(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = Serving(records=8000)
        for name, role in (("viewer", "viewer"), ("collector", "collector"), ("manager", "information_manager"), ("root", "administrator"),
                           ("north", "information_manager")):
            account(cls.made, name, role)
        subprocess.run([TILTH, "account", "grant", cls.made.file, "north", "--place", "Ashari"], check=True, stdout=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.made.work)

    def setUp(self):
        self.server = Serving(file=None, records=0)
        for name in os.listdir(self.made.work):
            shutil.copy(os.path.join(self.made.work, name), self.server.work)
        self.server.start()
        self.manager = signed_in(self.server, "manager")

    def tearDown(self):
        self.server.__exit__(None, None, None)

    def publish(self, who=None, **body):
        return (who or self.manager).ask("POST", "/api/publications", {"indicator": "C1", **body})

    def nothing_small(self, table, k):
        self.assertTrue(table["cells"])
        for cell in table["cells"]:
            self.assertTrue(cell["value"] is None or cell["value"] == 0 or cell["value"] >= k, cell)
        self.assertNotIn("count", json.dumps(table["cells"]))

    def test_a_look_shows_what_others_would_see_and_remembers_nothing(self):
        answer = self.publish(split=["place", "sex"], look=True)
        self.assertEqual(answer.status, 200, answer.body)
        table = answer.json()
        self.assertIsNone(table["number"])
        self.nothing_small(table, 10)
        self.assertTrue(any(cell["value"] is None for cell in table["cells"]), "places this small have small cells")
        self.assertEqual(self.manager.get("/api/publications").json()["items"], [])
        self.assertEqual(self.manager.get("/api/publications/1").status, 404)
        self.assertEqual(self.publish(split=["sex"], look=True).json()["audited_with"], 0)

    def test_what_is_published_is_read_by_those_it_was_made_for(self):
        viewer, public = signed_in(self.server, "viewer"), Person(self.server)
        made = {reader: self.publish(split=["sex"], reader=reader) for reader in ("partners", "public")}
        for number, (reader, answer) in enumerate(made.items(), 1):
            self.assertEqual(answer.status, 201, answer.body)
            self.assertEqual(answer.header("location"), f"/api/publications/{number}")
            self.assertEqual(answer.json()["reader"], reader)
            self.assertEqual(answer.json()["by"], "manager")
            self.nothing_small(answer.json(), 5 if reader == "partners" else 10)
        self.assertEqual(made["public"].json()["audited_with"], 1)
        seen = [one["reader"] for one in viewer.get("/api/publications").json()["items"]]
        self.assertEqual(seen, ["public", "partners"])
        for entry in self.manager.get("/api/publications").json()["items"]:
            again = self.manager.get(f"/api/publications/{entry['number']}").json()
            self.assertEqual(again["cells"], made[again["reader"]].json()["cells"], "as it was published")
            self.assertNotIn("cells", entry)
        self.assertEqual(public.get("/api/publications").status, 401, "the public view is shut")
        settings = self.manager.ask("GET", "/api/settings").json()
        self.assertNotIn("publications", json.dumps(settings), "true counts are in no setting that is told")

    def test_a_table_for_partners_stays_with_partners_whatever_its_limit(self):
        self.assertEqual(signed_in(self.server, "root").ask("PUT", "/api/settings", {"public_view": True}).status, 200)
        made = self.publish(split=["sex"], reader="partners", k=12).json()
        self.assertEqual((made["reader"], made["kept_back_below"]), ("partners", 12))
        self.assertEqual(Person(self.server).get("/api/publications").json()["items"], [])
        self.assertEqual(len(signed_in(self.server, "viewer").get("/api/publications").json()["items"]), 1)

    def test_what_is_published_is_what_was_looked_at_and_once(self):
        look = self.publish(split=["sex"], look=True).json()
        self.assertEqual(self.publish(split=["sex"], seen="another").json()["code"], "publication.changed")
        self.assertEqual(self.manager.get("/api/publications").json()["items"], [])
        first = self.publish(split=["sex"], seen=look["seen"], known_at=look["known_at"])
        self.assertEqual(first.status, 201)
        self.assertEqual(self.publish(split=["sex"]).json()["number"], first.json()["number"], "what says the same is not said again")
        self.assertEqual(len(self.manager.get("/api/publications").json()["items"]), 1)
        same = self.publish(split=["sex"], period="2015-01-01..2024-12-31").json()["period"]
        self.assertEqual(same, "2015..2024")

    def test_the_public_sees_its_own_tables_and_nobodys_name(self):
        self.assertEqual(signed_in(self.server, "root").ask("PUT", "/api/settings", {"public_view": True}).status, 200)
        public = Person(self.server)
        for reader in ("partners", "public"):
            self.assertEqual(self.publish(split=["sex"], reader=reader).status, 201)
        items = public.get("/api/publications").json()["items"]
        self.assertEqual([(one["reader"], one["by"]) for one in items], [("public", None)])
        self.assertEqual(public.get("/api/publications/1").status, 404, "made for partners")
        self.assertIsNone(public.get("/api/publications/2").json()["by"])
        self.assertEqual(public.get("/api/publications/2?f=csv").status, 200)
        self.assertEqual(self.publish(public, split=["sex"]).status, 401)

    def test_the_files_hold_the_same_table(self):
        table = self.publish(split=["place", "sex"]).json()
        shown = [["all", *(part or "total" for part in cell["key"]), "*" if cell["value"] is None else str(cell["value"])] for cell in table["cells"]]
        plain = list(csv.reader(io.StringIO(self.manager.get("/api/publications/1?f=csv").body.decode())))
        self.assertEqual(plain[1:], shown)
        tagged = list(csv.reader(io.StringIO(self.manager.get("/api/publications/1?f=hxl").body.decode())))
        self.assertEqual(tagged[2:], shown)
        self.assertEqual(len(tagged[1]), len(plain[0]))
        self.assertTrue(all(tag.startswith("#") for tag in tagged[1]), tagged[1])
        self.assertTrue(self.manager.get("/api/publications/1?f=xlsx").body.startswith(b"PK"))
        self.assertEqual(self.manager.get("/api/publications/1?f=pdf").status, 400)

    def test_records_leave_where_each_is_one_among_enough(self):
        table = self.publish(records=True, split=["sex"], sensitive=["outcome"], risk=0.1).json()
        self.assertFalse(table["withheld"])
        self.assertGreaterEqual(table["exposure"]["smallest_class"], 10)
        rows = list(csv.reader(io.StringIO(self.manager.get("/api/publications/1?f=csv").body.decode())))
        self.assertEqual(len(rows) - 1, table["exposure"]["records"], "a line a person")
        few = self.publish(records=True, split=["place"], sensitive=["sex", "outcome"], k=900, risk=0.0001, look=True).json()
        self.assertTrue(few["withheld"])
        self.assertEqual(few["cells"], [])

    def test_what_is_refused_changes_nothing(self):
        viewer, collector, north = (signed_in(self.server, who) for who in ("viewer", "collector", "north"))
        for who in (viewer, collector):
            self.assertEqual(self.publish(who, split=["sex"], look=True).status, 403)
        self.assertEqual(self.publish(north, split=["sex"], look=True).json()["code"], "access.partial_view", "who sees a part does not publish the whole")
        for code, body in (("publication.bad_limit", {"k": 9}), ("publication.bad_limit", {"k": 4, "reader": "partners"}),
                           ("request.bad_member", {"k": 2 ** 64 - 1}), ("request.bad_member", {"known_at": -5}),
                           ("publication.split_twice", {"split": ["sex", "sex"]}),
                           ("publication.split_twice", {"split": ["outcome"], "sensitive": ["outcome"], "records": True}),
                           ("publication.too_large", {"split": ["outcome", "sex", "age_band", "civil_status", "residence_status", "device_category",
                                                                "activity_at_time", "place", "place.parent", "year"]}),
                           ("publication.ad_hoc_filter", {"split": ["sex"], "filter": "name = 'Karimi'"}),
                           ("publication.ad_hoc_filter", {"split": ["sex"], "filter": "date_of_birth > DATE('1990-01-01')"}),
                           ("request.bad_member", {"reader": "inside"}), ("request.bad_member", {"split": [1]}),
                           ("request.bad_member", {"look": "yes"}), ("indicator.unknown", {"indicator": "none"}),
                           ("publication.not_a_count", {"indicator": "LR2"}), ("indicator.bad_period", {"period": "soon"})):
            answer = self.publish(**body)
            self.assertEqual((answer.json()["code"], answer.status // 100), (code, 4), body)
        self.assertEqual(self.publish(split=["sex"], period="2015..2023").status, 201)
        self.assertEqual(self.publish(split=["sex"], period="2015..2023", filter="sex = 'male'").json()["code"], "publication.cannot_audit")
        self.assertEqual(self.publish(split=["sex"], period="2020..2024").json()["code"], "publication.overlapping_periods")
        self.assertEqual(len(self.manager.get("/api/publications").json()["items"]), 1)

    def test_a_file_about_people_leaves_by_the_gate_or_says_that_it_stays_inside(self):
        for f in ("csv", "xlsx"):
            self.assertEqual(self.manager.get(f"/api/indicators/C1?split=sex&f={f}").json()["code"], "export.about_people")
            answer = self.manager.get(f"/api/indicators/C1?split=sex&f={f}&reader=inside")
            self.assertEqual(answer.status, 200)
            self.assertIn("-inside." + f, answer.header("content-disposition"))
            self.assertEqual(self.manager.get(f"/api/indicators/LR2?f={f}").status, 200, "land is no person")
        self.assertEqual(self.manager.get("/api/indicators/C1?f=csv&reader=public").status, 400)
        self.assertIn(b"\n#indicator+code,", self.manager.get("/api/indicators/LR2?f=hxl").body)
        table = self.manager.get("/api/tables/hazard/export?format=csv&hxl=true").body.decode().splitlines()
        self.assertTrue(all(cell.startswith("#") or not cell for cell in table[1].split(",")), table[1])
        self.assertEqual(self.manager.get("/api/tables/hazard/export?format=kml&hxl=true").json()["code"], "export.hxl_in_tables_only")
        self.assertEqual(self.manager.get("/api/indicators/C1?split=sex").status, 200)


if __name__ == "__main__":
    unittest.main()
