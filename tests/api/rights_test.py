# SPDX-License-Identifier: Apache-2.0
"""Every route times every role (rights_matrix.txt), what must not be seen, and a shadow that holds only what a role may see."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH, Person, Serving, account, signed_in  # noqa: E402

ROLES = ["viewer", "collector", "operator", "reviewer", "director", "information_manager", "administrator"]
LEAST = {"member": "viewer", "reader": "viewer", "writer": "collector", "reviewer": "reviewer", "manager": "director",
         "administrator": "administrator"}
CLASSES = ["public", "partner", "restricted", "personal"]
CLASS_OF = {"nobody": "public", "viewer": "partner"}  # the highest that one who sees rows of every organisation may see
HIDDEN = "qz-made-up-account"  # found in no other text
HERE = os.path.dirname(os.path.abspath(__file__))


def matrix():
    rows = {}
    with open(os.path.join(HERE, "rights_matrix.txt"), encoding="utf-8") as text:
        for line in text:
            if line.strip() and not line.startswith("#"):
                method, pattern, access, address = line.split()
                rows[(method, pattern)] = (access, address)
    return rows


class Rights(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=1500)
        file = sqlite3.connect(f"file:{cls.server.file}?mode=ro", uri=True)
        cls.organisation = file.execute(
            "SELECT organisation FROM hazard WHERE organisation IS NOT NULL GROUP BY organisation ORDER BY count(*) DESC").fetchone()[0]
        file.close()
        for role in ROLES:
            more = {"organisation": cls.organisation} if role == "operator" else {}
            account(cls.server, role, role, **more)
        account(cls.server, HIDDEN, "administrator")
        cls.server.start()
        cls.people = {role: signed_in(cls.server, role) for role in ROLES}
        cls.people["nobody"] = Person(cls.server)
        cls.described = cls.people["administrator"].get("/api").json()["paths"]

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def test_every_route_has_a_row(self):
        rows = matrix()
        routes = {(method.upper(), pattern) for pattern, methods in self.described.items() for method in methods}
        self.assertEqual(sorted(routes - set(rows)), [], "routes without a row in rights_matrix.txt")

    def test_every_route_times_every_role(self):
        tried = 0
        for (method, pattern), (access, address) in matrix().items():
            if pattern not in self.described or method.lower() not in self.described[pattern] or address == "-":
                continue
            for role in ["nobody", *ROLES]:
                body = {} if method in ("POST", "PUT", "PATCH") else None
                answer = self.people[role].ask(method, address, body)
                where = f"{method} {address} as {role}: {answer.status} {answer.body[:200]}"
                if access == "anyone":
                    self.assertNotIn(answer.status, (401, 403, 500), where)
                elif role == "nobody":
                    self.assertEqual((answer.status, answer.json()["code"]), (401, "session.none"), where)
                elif ROLES.index(role) < ROLES.index(LEAST[access]):
                    self.assertEqual((answer.status, answer.json()["code"]), (403, "session.no_right"), where)
                else:
                    self.assertNotIn(answer.status, (401, 403, 500), where)
                tried += 1
        self.assertGreater(tried, 100)

    def data_addresses(self):
        """GETs of data that the program describes, with collections of every type."""
        wanted = []
        types = ["hazard", "activity", "task", "evidence", "accident", "casualty", "eore_session", "place", "completion_report"]
        for type_name in types:
            for address in (f"/ogc/collections/{type_name}/items?limit=1000", f"/api/tables/{type_name}?limit=1000"):
                pattern = "/ogc/collections/{collectionId}/items" if address.startswith("/ogc") else "/api/tables/{type}"
                if pattern in self.described:
                    wanted.append(address)
        for address in ("/api/home", "/api/ledger", "/api/findings?limit=1000", "/ogc/collections", "/api/model"):
            if address.split("?")[0] in self.described:
                wanted.append(address)
        return wanted

    def test_what_must_not_be_seen_is_not_seen(self):
        file = sqlite3.connect(f"file:{self.server.file}?mode=ro", uri=True)
        text = lambda rows: {str(row[0]) for row in rows if row[0]}
        ident = lambda blob: re.sub(r"(.{8})(.{4})(.{4})(.{4})(.{12})", r"\1-\2-\3-\4-\5", blob.hex())
        foreign = {ident(row[0]) for row in file.execute(
            "SELECT id FROM hazard WHERE organisation IS NOT ?", (self.organisation,))}
        hazards = {ident(row[0]) for row in file.execute("SELECT id FROM hazard")}
        births = text(file.execute("SELECT date_of_birth FROM casualty WHERE length(date_of_birth) = 10"))
        file.close()
        self.assertTrue(foreign)
        for address in self.data_addresses():
            for role, secrets in (("nobody", hazards | births), ("viewer", hazards | births), ("operator", foreign | births),
                                  ("reviewer", births)):
                body = self.people[role].get(address).body.decode()
                seen = [secret for secret in secrets if secret in body]
                self.assertEqual(seen[:3], [], f"{address} as {role}")

    def test_the_public_view_shows_what_is_of_class_public_and_only_when_it_is_switched_on(self):
        nobody, root = self.people["nobody"], signed_in(self.server, HIDDEN)
        types = {one["name"]: one["class"] for one in root.get("/api/model").json()["types"]}
        self.assertIn("restricted", types.values())
        self.assertEqual(nobody.get("/ogc/collections").status, 401)
        self.assertEqual(root.ask("PUT", "/api/settings", {"public_view": True}).status, 200)
        try:
            shown = {one["id"] for one in nobody.get("/ogc/collections").json()["collections"]}
            self.assertEqual(shown, {name for name, kind in types.items() if kind == "public"})
            for name in types:
                for address in (f"/ogc/collections/{name}/items", f"/api/tables/{name}", f"/api/tables/{name}/export?format=csv",
                                f"/ogc/collections/{name}/schema", f"/ogc/collections/{name}/queryables"):
                    self.assertEqual(nobody.get(address).status, 200 if name in shown else 404, address)
            for (method, pattern), (access, address) in matrix().items():
                if access in ("anyone", "reader") or address == "-" or method.lower() not in self.described.get(pattern, {}):
                    continue
                answer = nobody.ask(method, address, {} if method in ("POST", "PUT", "PATCH") else None)
                self.assertEqual((answer.status, answer.json()["code"]), (401, "session.none"), f"{method} {address}")
            home = nobody.get("/api/home").json()
            self.assertEqual((home["open_tasks"], home["unverified"], home["worst_findings"]), (None, [], []))
            self.assertEqual(nobody.get("/api/ledger").status, 403)
            public_figures = nobody.get("/api/indicators").json()["items"]
            self.assertTrue(public_figures)
            self.assertEqual([one["id"] for one in public_figures if one["of"] not in shown or one["about_people"] or one["partial"]], [])
            # Nor is anybody named who works here: by the settings, by a record that was changed.
            place = root.get("/ogc/collections/place/items?limit=1").json()["features"][0]["id"]
            changed = root.ask("PATCH", f"/ogc/collections/place/items/{place}", {"properties": {"population": 4321}},
                               more={"Content-Type": "application/merge-patch+json", "If-Match": "*"})
            self.assertIn(changed.status, (200, 204), changed.body)
            self.assertIn(HIDDEN, root.get(f"/api/records/place/{place}/history").body.decode())
            for address in (f"/api/records/place/{place}/history", "/api/tables/place?known-at=1", "/ogc/collections/place/items?known-at=1",
                            f"/ogc/collections/place/items/{place}?known-at=1", "/ogc/collections/place/tiles/WebMercatorQuad/0/0/0?known-at=1"):
                self.assertEqual((nobody.get(address).status, root.get(address).status), (401, 200), address)
            for address in [*self.reading_addresses(nobody), f"/api/records/place/{place}", f"/ogc/collections/place/items/{place}"]:
                self.assertNotIn(HIDDEN.encode(), nobody.get(address).body, address)
        finally:
            self.assertEqual(root.ask("PUT", "/api/settings", {"public_view": False}).status, 200)
        self.assertEqual(nobody.get("/ogc/collections").status, 401)

    def test_a_shadow_of_what_a_role_may_see_answers_the_same(self):
        # A programme of its own each: the ids of their nodes differ, the rest must not.
        same = lambda answer, server: re.sub(rb'"(timeStamp|node)":"[^"]*"', b"", answer.body.replace(server.url.encode(), b""))
        for role in ("nobody", "viewer", "operator"):
            with self.shadow(role) as shadow:
                mine, person = self.people[role], Person(shadow) if role == "nobody" else signed_in(shadow, role)
                if role == "nobody":  # the public view, switched on in both
                    for root in (self.people["administrator"], signed_in(shadow, "administrator")):
                        self.assertEqual(root.ask("PUT", "/api/settings", {"public_view": True}).status, 200)
                    self.addCleanup(lambda: self.people["administrator"].ask("PUT", "/api/settings", {"public_view": False}))
                addresses = self.reading_addresses(mine)
                self.assertGreater(len(addresses), 300)
                if role == "nobody":
                    addresses.remove("/api/home")  # figures of the whole, as they are published: tests/themes/theme_38_transparency_test.py
                for address in addresses:
                    real, other = mine.get(address), person.get(address)
                    where = f"{address} as {role}"
                    self.assertEqual(real.status, other.status, where)
                    self.assertEqual(same(real, self.server), same(other, shadow), where)
                    self.assertEqual(real.header("ETag"), other.header("ETag"), where)

    def reading_addresses(self, person):
        """An address or more for every GET that reads data: of each collection, of two records of each, of each indicator."""
        addresses = ["/ogc", "/ogc/api", "/ogc/collections", "/ogc/tiles", "/api/model", "/api/model?lang=ar", "/api/home", "/api/ledger",
                     "/api/ledger/findings", "/api/quality/scores", "/api/findings?limit=1000", "/api/indicators", "/api/dashboards", "/api/settings"]
        addresses += [f"/ogc/tiles/WebMercatorQuad/{tile}" for tile in ("0/0/0", "3/4/3", "6/34/27", "8/136/110")]
        for name in [one["id"] for one in self.people["administrator"].get("/ogc/collections").json()["collections"]]:
            collection = f"/ogc/collections/{name}"
            addresses += [collection + end for end in ("", "/schema", "/queryables", "/sortables", "/tiles", "/tiles/WebMercatorQuad/0/0/0",
                                                       "/items?limit=1000", "/items?limit=3&f=html", "/items?limit=100&bbox=-30,-14,-27,-10")]
            addresses += [f"/api/tables/{name}?limit=1000", f"/api/tables/{name}?limit=50&sortby=-id", f"/api/tables/{name}/export?format=csv"]
            rows = person.get(f"/api/tables/{name}?limit=2")
            for record in [row[0] for row in rows.json()["rows"]] if rows.status == 200 else []:
                addresses += [f"{collection}/items/{record}", *(f"/api/records/{name}/{record}/{part}"
                                                               for part in ("history", "links", "findings", "transitions"))]
        for indicator in person.get("/api/indicators").json()["items"]:
            addresses += [f"/api/indicators/{indicator['id']}", f"/api/indicators/{indicator['id']}?split=year"]
        return addresses

    def shadow(self, role):
        """The same file without the rows that the role may not see and without the fields above its class, both read from the model. Sequence numbers and
        ids stay as they were: they count what happened to the programme, not what one sees of it (docs/http-api.md)."""
        copy = Serving(file=os.path.join(self.server.work, f"shadow-{role}.gpkg"))
        source = sqlite3.connect(f"file:{self.server.file}?mode=ro", uri=True)
        target = sqlite3.connect(copy.file)
        source.backup(target)
        source.close()
        for end in (".keys",):
            if os.path.exists(self.server.file + end):
                shutil.copy(self.server.file + end, copy.file + end)
        os.chmod(copy.file, 0o600)
        with open("/dev/null", "w", encoding="ascii"):
            target.create_function("tilth_writer", 0, lambda: 1)
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            target.create_function(name, 1, lambda shape: 0)
        triggers = [row[0] for row in target.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        kept = [(name, target.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]) for name in triggers]
        for name in triggers:
            target.execute(f'DROP TRIGGER "{name}"')
        columns = lambda table: {row[1] for row in target.execute(f'PRAGMA table_info("{table}")')}
        existing = {row[0] for row in target.execute("SELECT table_name FROM gpkg_contents")}
        if role in CLASS_OF:
            beyond = CLASSES[CLASSES.index(CLASS_OF[role]) + 1:]
            for one in self.people["administrator"].get("/api/model").json()["types"]:
                if one["class"] in beyond:
                    target.execute(f'DELETE FROM "{one["name"]}"')
                for field in one["fields"]:
                    if field["class"] in beyond and field["name"] in columns(one["name"]):
                        target.execute(f'UPDATE "{one["name"]}" SET "{field["name"]}" = NULL')
        else:
            target.execute("DELETE FROM hazard WHERE organisation IS NOT ?", (self.organisation,))
            by_hazard = "lower(substr(hex({0}),1,8)||'-'||substr(hex({0}),9,4)||'-'||substr(hex({0}),13,4)||'-'||substr(hex({0}),17,4)||'-'||substr(hex({0}),21))"
            target.execute(f"DELETE FROM evidence WHERE hazard NOT IN (SELECT {by_hazard.format('id')} FROM hazard) OR hazard IS NULL")
            for table in ("activity", "task", "accident", "eore_session"):
                target.execute(f'DELETE FROM "{table}" WHERE organisation IS NOT ?', (self.organisation,))
            for table, parent in (("casualty", "accident"), ("completion_report", "task")):
                target.execute(f'DELETE FROM "{table}" WHERE "{parent}" IS NULL OR "{parent}" NOT IN (SELECT {by_hazard.format("id")} FROM "{parent}")')
        if "casualty" in existing:
            target.execute("UPDATE casualty SET date_of_birth = NULL")
        for _, sql in kept:
            target.execute(sql)
        target.commit()
        target.close()
        return copy


if __name__ == "__main__":
    unittest.main()
