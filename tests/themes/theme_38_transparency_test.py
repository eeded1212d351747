# SPDX-License-Identifier: Apache-2.0
"""Transparency: an anonymous visitor sees counts, and never an outline that is not cleared."""
import unittest

from support.programme import ThemeTest


class Transparency(ThemeTest):
    records = 1500

    def test_anonymous_sees_no_uncleared_geometry(self):
        from serving import Person, Serving, account

        server = Serving(file=self.programme.file, records=0)
        account(server, "ina", "information_manager")
        hazards = self.programme.rows("hazard")
        with server:
            nobody = Person(server)
            for door in ("/ogc/collections/hazard/items?limit=1000", "/ogc/collections/evidence/items", "/ogc/collections/device_line/items",
                         f"/ogc/collections/hazard/items/{hazards[0]['id']}", "/api/tables/hazard", "/ogc/collections/hazard/tiles/WebMercatorQuad/0/0/0?f=geojson"):
                answer = nobody.get(door)
                self.assertNotIn(b'"coordinates"', answer.body, door)
                self.assertNotIn(b"POLYGON", answer.body, door)

    def test_laws_in_force_and_days_to_publish(self):
        laws = self.programme.rows("legal_instrument")
        self.assertEqual(self.programme.value("LW1"), len([row for row in laws if row["in_force_from"] and not row["in_force_until"]]))
        self.programme.enter("legal_instrument", [{"title": "Ended", "kind": "law", "topics": "authority", "adopted_on": "2001-01-01", "in_force_from": "2001-06-01",
                                                   "in_force_until": "2009-01-01"}], key=["title"])
        self.assertEqual(self.programme.value("LW1"), len(laws))
        import datetime
        import statistics
        days = [(datetime.date.fromisoformat(row["published_on"]) - datetime.date.fromisoformat(row["period_end"])).days for row in self.programme.rows("publication_log")]
        self.assertEqual(self.programme.value("LW2"), statistics.median(days))

    def test_what_is_published_before_its_period_ends_is_refused(self):
        self.programme.enter("publication_log", [{"title": "Early", "period_end": "2025-12-31", "published_on": "2025-06-01", "channel": "website"}], key=["title"], code=3)


if __name__ == "__main__":
    unittest.main()
