# SPDX-License-Identifier: Apache-2.0
"""Transparency: an anonymous visitor sees counts, and never an outline that is not cleared."""
import datetime
import json
import statistics
import unittest

from support.programme import ThemeTest


class Visitors(ThemeTest):
    records = 1500

    @classmethod
    def setUpClass(cls):
        from serving import Person, Serving, account, signed_in

        super().setUpClass()
        server = Serving(file=cls.programme.file, records=0)
        account(server, "ada", "administrator")
        server.start()
        cls.addClassCleanup(lambda: server.__exit__(None, None, None))
        cls.nobody, cls.ada = Person(server), signed_in(server, "ada")

    def setUp(self):
        self.open_to_everybody(False)

    def open_to_everybody(self, yes=True):
        self.assertEqual(self.ada.ask("PUT", "/api/settings", {"public_view": yes}).status, 200)

    def test_every_door_is_shut_until_the_public_view_is_switched_on(self):
        doors = ("/api/reports/public_catalogue", "/api/reports", "/api/home", "/ogc/collections", "/ogc/collections/place/items", *self.doors())
        for door in doors:
            self.assertEqual(self.nobody.get(door).status, 401, door)
        self.open_to_everybody()
        self.assertEqual(self.nobody.get("/ogc/collections/place/items").status, 200)
        self.open_to_everybody(False)
        for door in doors:
            self.assertEqual(self.nobody.get(door).status, 401, door)

    def doors(self):
        """Where an outline that is not cleared could come out."""
        types = ("hazard", "evidence", "device_line", "land_release_product", "activity", "spot_task", "accident")
        hazard = self.programme.rows("hazard")[0]["id"]
        return [f"/ogc/collections/{one}/items?limit=1000" for one in types] + [f"/api/tables/{one}" for one in types] + [
            f"/ogc/collections/hazard/items/{hazard}", f"/api/records/hazard/{hazard}/history", "/api/tables/hazard/export?format=geojson",
            "/ogc/collections/hazard/tiles/WebMercatorQuad/0/0/0"]

    def test_an_anonymous_visitor_sees_counts_and_never_an_outline_that_is_not_cleared(self):
        hazards = self.programme.rows("hazard")
        outlines = [one["geometry"]["coordinates"] for one in
                    self.ada.get("/ogc/collections/hazard/items?limit=1000").json()["features"] if one["geometry"]]
        self.assertGreater(len(outlines), 10)
        ring = str(outlines[0][0][0][0]).encode()
        self.open_to_everybody()
        # Counts: the catalogue says of every type what a catalogue published for everybody would.
        catalogue = self.nobody.get("/api/reports/public_catalogue").json()
        told = {row[0]["text"]: row[1]["text"] for row in catalogue["sections"][1]["parts"][0]["rows"]}
        self.assertEqual(catalogue["reader"], "public")
        self.assertEqual(told["Hazards"], f"at least {len(hazards) // 10 * 10}")
        for record_type, plural in (("accident", "Accidents"), ("casualty", "Casualties"), ("survivor_case", "Survivor cases"), ("task", "Tasks")):
            count = len(self.programme.rows(record_type))
            self.assertGreater(count, 0)
            self.assertEqual(told[plural], "fewer than 10" if count < 10 else f"at least {count // 10 * 10}")
        self.assertEqual(told["Places"], f"{len(self.programme.rows('place')):,}")
        self.assertEqual(len(told), len(self.ada.get("/api/model").json()["types"]))
        published = self.programme.run("report", self.programme.file, "public_catalogue", "--for", "public")
        self.assertEqual(catalogue["sections"], published["sections"])
        # Never an outline: not there, and no answer holds a corner of one. Who may see them does.
        for door in self.doors():
            answer = self.nobody.get(door)
            self.assertIn(answer.status, (401, 404), door)  # not for visitors, or not there for them
            self.assertNotIn(b'"coordinates"', answer.body, door)
        seen = [self.nobody.get(door).body for door in ("/api/home", "/api/reports/public_catalogue", "/ogc/collections/place/items?limit=1000",
                                                         "/api/reports/cross_border?period=2024", "/api/reports/national_balance?period=2024")]
        for body in seen:
            self.assertNotIn(ring, body)
        self.assertIn(ring, self.ada.get("/ogc/collections/hazard/items?limit=1000").body)
        # No report of theirs draws danger.
        maps = [part for body in seen[3:] for section in json.loads(body)["sections"] for part in section["parts"] if part["kind"] == "map"]
        self.assertTrue(maps)
        self.assertEqual([shape for one in maps for shape in one["shapes"] if shape["role"] == "danger"], [])

    def test_home_tells_the_public_areas_of_the_whole_and_casualties_in_tens(self):
        self.open_to_everybody()
        year = datetime.date.today().year
        home = self.nobody.get("/api/home").json()
        self.assertFalse(home["partial"])
        self.assertAlmostEqual(home["remaining_total_m2"], self.programme.value("LR1"), places=2)
        self.assertAlmostEqual(sum(row["area_m2"] for row in home["remaining"]), home["remaining_total_m2"], places=2)

        def in_tens(count):
            return None if 0 < count < 10 else count // 10 * 10

        people = [row["happened_on"] for row in self.programme.rows("casualty")]
        count = lambda of: len([one for one in people if one.startswith(str(of))])
        self.assertEqual((home["casualties"]["this_year"], home["casualties"]["year_before"]), (in_tens(count(year)), in_tens(count(year - 1))))
        self.assertEqual((home["casualties"]["at_least"], home["casualties"]["cells"]), (True, []))
        self.assertEqual((home["open_tasks"], home["unverified"], home["worst_findings"]), (None, [], []))
        place = self.ada.get("/ogc/collections/place/items?limit=1").json()["features"][0]["id"]
        for number, told in ((8, None), (9, None), (17, 10), (20, 20)):
            while count(year) < number:
                body = {"type": "Feature", "geometry": None, "properties": {"code": f"V-{count(year)}", "happened_on": f"{year}-01-02", "place": place, "sex": "male",
                                                                           "age_band": "adult", "outcome": "injured", "civil_status": "civilian"}}
                made = self.ada.ask("POST", "/ogc/collections/casualty/items", body, more={"Content-Type": "application/geo+json"})
                self.assertEqual(made.status, 201, made.body)
                people.append(f"{year}-01-02")
            self.assertEqual(self.nobody.get("/api/home").json()["casualties"]["this_year"], told, f"{number} people")
        self.assertEqual(self.ada.get("/api/home").json()["casualties"]["this_year"], 20)
        self.assertFalse(self.ada.get("/api/home").json()["casualties"]["at_least"])


class Transparency(ThemeTest):
    def test_laws_in_force_and_days_to_publish(self):
        laws = self.programme.rows("legal_instrument")
        self.assertEqual(self.programme.value("LW1"), len([row for row in laws if row["in_force_from"] and not row["in_force_until"]]))
        self.programme.enter("legal_instrument", [{"title": "Ended", "kind": "law", "topics": "authority", "adopted_on": "2001-01-01", "in_force_from": "2001-06-01",
                                                   "in_force_until": "2009-01-01"}], key=["title"])
        self.assertEqual(self.programme.value("LW1"), len(laws))
        days = [(datetime.date.fromisoformat(row["published_on"]) - datetime.date.fromisoformat(row["period_end"])).days for row in self.programme.rows("publication_log")]
        self.assertEqual(self.programme.value("LW2"), statistics.median(days))

    def test_what_is_published_before_its_period_ends_is_refused(self):
        self.programme.enter("publication_log", [{"title": "Early", "period_end": "2025-12-31", "published_on": "2025-06-01", "channel": "website"}], key=["title"], code=3)


if __name__ == "__main__":
    unittest.main()
