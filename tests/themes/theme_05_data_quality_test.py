# SPDX-License-Identifier: Apache-2.0
"""Data quality: each rule G01 to G16 and D01 to D19 has one bad record and fires exactly once; clean data fire none."""
import csv
import os
import unittest
from collections import Counter

from support.programme import Programme

CODES = {f"G{number:02}" for number in range(1, 17)} | {f"D{number:02}" for number in range(1, 20)}
#: No record of a made-up country can carry these alone; the methods of EnteredFaults of that name do.
ENTERED = {"G04", "G07", "G08", "D06", "D13", "D17", "D19"}
#: What every field has to keep has no code of its own in the model.
OF_FIELDS = {"field.code_unknown": "D04", "field.several_values": "D03"}

#: What else a fault cannot but break, since it says of the same record what another rule speaks of.
ENTAILED = {
    "accident_after_release": ["accident.victims_mismatch"],  # an accident that was added names its victims nowhere
    "accident_twice": ["accident.victims_mismatch"],
    "accident_victims": ["accident.total_is_not_its_parts"],
    "activity_future": ["activity.not_accredited"],  # no accreditation lasts till then
    "coordinates_exchanged": ["hazard.outside_country", "hazard.area_mismatch", "hazard.border_distance_differs", "hazard.outside_place"],
    "correction_without_reason": ["field.required"],
    "crossing_outline": ["hazard.area_mismatch"],
    "event_outside_country": ["event.outside_place"],
    "hazard_outside_country": ["hazard.border_distance_differs", "hazard.outside_place"],
    "indirect_session": ["eore_session.face_to_face_of_other_category"],
    "long_edge": ["hazard.area_mismatch"],
    "near_duplicate": ["hazard.overlaps_hazard"],
    "null_island": ["hazard.outside_country", "hazard.border_distance_differs", "hazard.outside_place"],
    "part_twice": ["hazard.invalid_outline", "hazard.parts_overlap"],
    "parts_overlap": ["hazard.invalid_outline"],
    "person_twice": ["accident.victims_mismatch"],
    "product_outline": ["land_release_product.area_mismatch", "land_release_product.outside_hazard"],
    "short_ring": ["hazard.invalid_outline", "hazard.repeated_vertex"],
    "task_dates": ["activity.outside_task"],
    "task_twice": ["task.started_without_screening"],  # the second one has no screening
}


class PlantedFaults(unittest.TestCase):
    def test_a_clean_programme_has_no_finding(self):
        with Programme(records=2000) as programme:
            programme.check()
            self.assertEqual(programme.run("check", programme.file, "--list", "--limit", "0", "--state", "open")["findings"], [])

    def test_one_bad_record_of_each_rule_is_found_exactly_once(self):
        with Programme(records=1200) as programme:
            programme.file = os.path.join(programme.work, "once.gpkg")
            truth = os.path.join(programme.work, "truth.csv")
            programme.run("generate", programme.file, "--records", "2000", "--dirt", "once", "--truth", truth)
            with open(truth, encoding="utf-8") as rows:
                rows = list(csv.DictReader(rows))
            planted = [row for row in rows if row["other"] == ""]  # people who stand twice are found by tilth link
            self.assertEqual(max(Counter(row["kind"] for row in planted).values()), 1)
            programme.check()
            found = programme.run("check", programme.file, "--list", "--limit", "0", "--state", "open")["findings"]
            codes = {one["rule"]: one["code"] or OF_FIELDS.get(one["rule"], "") for one in found}
        self.assertEqual(CODES - ENTERED, {codes.get(row["rule"]) for row in planted} & CODES, "a code that nobody plants")
        site = lambda record: record[:13]  # the ids of one site begin with the same digits
        kind_of = {site(row["record"]): row["kind"] for row in rows}
        due = Counter((kind_of[site(row["record"])], row["rule"]) for row in planted)
        due.update((kind, rule) for kind, rules in ENTAILED.items() for rule in rules)
        fired = Counter()
        for one in found:
            sites = {site(record) for record in one["records"]}
            if not sites:  # it counts the records of a type and names none
                sites = {site(row["record"]) for row in planted if row["rule"] == one["rule"]}
            dirty = sorted(kind_of[at] for at in sites if at in kind_of)
            self.assertTrue(dirty, f"{one['rule']} of clean records: {one['records']}")
            # Of a pair over two sites the one that was planted counts.
            fired[next((kind for kind in dirty if (kind, one["rule"]) in due), dirty[0]), one["rule"]] += 1
        self.assertEqual(fired, due, "each fault fires its rule once, and what it entails once, and nothing else")
        for row in planted:
            if not row["rule"].endswith(".without_geometry"):
                self.assertTrue(any(row["record"] in one["records"] for one in found if one["rule"] == row["rule"]), row["kind"])


class DirtyProgramme(unittest.TestCase):
    def test_every_planted_fault_is_found_once_and_nothing_else_is(self):
        kinds = Programme.run("generate", "--list-dirt")
        codes = {one["rule"] for one in kinds}
        self.assertGreater(len(codes), 30)
        with Programme(records=1200) as programme:
            dirty = os.path.join(programme.work, "dirty.gpkg")
            truth = os.path.join(programme.work, "truth.csv")
            programme.run("generate", dirty, "--records", "12000", "--dirt", "0.5", "--truth", truth)
            with open(truth, encoding="utf-8") as rows:
                rows = list(csv.DictReader(rows))
            planted = sum(row["other"] == "" for row in rows)  # people who stand twice are found by tilth link
            self.assertGreater(planted, 280)
            score = programme.run("check", dirty, "--truth", truth)
            linked = programme.run("link", dirty, "casualty", "--truth", truth)
        self.assertEqual((score["missed"], score["false_alarms"]), (0, {}))
        self.assertEqual(score["planted"], planted)
        self.assertGreater(len(rows) - planted, 0)
        self.assertEqual(linked["recall"], 1)


class EnteredFaults(unittest.TestCase):
    """What one site alone cannot show, entered as people enter it: one bad record, or one heap of them, for each code."""

    @classmethod
    def setUpClass(cls):
        from serving import Serving, account, signed_in

        cls.programme = Programme(records=1200)
        cls.addClassCleanup(cls.programme.__exit__)
        cls.places = {row["pcode"]: row["id"] for row in cls.programme.rows("place") if row["level"] == "3"}
        cls.bad = {}  # code -> the records of which its one finding names one at least
        server = Serving(file=cls.programme.file, records=0)
        account(server, "ina", "information_manager")
        with server:
            cls.ina = signed_in(server, "ina")
            for code in ("G04", "G07", "G08", "D19"):
                getattr(cls, code)()
        for code in sorted(ENTERED - set(cls.bad)):
            getattr(cls, code)()
        cls.programme.check()

    @classmethod
    def entered(cls, record_type, **properties):
        geometry = properties.pop("geometry", None)
        answer = cls.ina.ask("POST", f"/ogc/collections/{record_type}/items", {"type": "Feature", "geometry": geometry, "properties": properties},
                             more={"Content-Type": "application/geo+json"})
        assert answer.status == 201, (record_type, properties, answer.body)
        return answer.header("location").rsplit("/", 1)[1]

    @classmethod
    def hazard(cls, name, **more):
        return cls.entered("hazard", local_id=name, **{"class": "sha", "status": "open", "contamination": ["ap_mine"], "place": next(iter(cls.places.values())), "basis": "reported",
                                                       "area_reported": 90000, "identified_on": "2020-01-01", **more})

    @classmethod
    def evidence(cls, hazard, on, **more):
        return cls.entered("evidence", hazard=hazard, kind="indirect", kind_of="accident", seen_on=on, **more)

    @classmethod
    def G04(cls):
        cls.bad["G04"] = {cls.hazard("HZ-G04", parts=[{"part_id": "A"}, {"part_id": " A "}, {"part_id": "B"}])}

    @classmethod
    def point(cls):
        """Somewhere in the land of a hazard that has evidence."""
        located = [row for row in cls.ina.get("/ogc/collections/evidence/items?limit=100").json()["features"] if row["geometry"]]
        return located[0]["geometry"]["coordinates"]

    @classmethod
    def G07(cls):
        hazard, (lon, lat) = cls.hazard("HZ-G07"), cls.point()
        twice = [cls.evidence(hazard, "2020-02-01", geometry={"type": "Point", "coordinates": [lon, lat]}) for _ in range(2)]
        cls.evidence(hazard, "2020-02-01", geometry={"type": "Point", "coordinates": [lon + 0.0001, lat]})
        cls.bad["G07"] = set(twice)

    @classmethod
    def G08(cls):
        hazard, (lon, lat) = cls.hazard("HZ-G08"), cls.point()
        points = [cls.evidence(hazard, "2020-02-01", point_id=name, geometry={"type": "Point", "coordinates": [lon + 0.0001 * at, lat]})
                  for at, name in enumerate(("P1", " P1", "P2"))]
        cls.bad["G08"] = set(points[:2])

    @classmethod
    def D19(cls):
        report = cls.entered("treaty_report", local_id="AVR-D19", treaty="apmbc", state="AQ", year=2009, kind="annual", due_on="2010-04-30", status="draft")
        lines = [{"kind_of": "Type one (made up)", "quantity": 30}, {"kind_of": "not specified", "quantity": 12}]
        cls.entered("form_entry", report=report, form="d", state="changed", entries=lines, total_quantity=42)
        cls.bad["D19"] = {cls.entered("form_entry", report=report, form="b", state="changed", entries=lines, total_quantity=52)}

    @classmethod
    def D06(cls):
        latest = max(cls.programme.rows("progress_report"), key=lambda row: row["period_end"])
        number = {row["id"]: row["local_id"] for row in cls.programme.rows("activity")}[latest["activity"]]
        cls.programme.enter("progress_report", [{"activity": number, "period_start": latest["period_start"], "period_end": latest["period_end"], "devices": "0"}],
                            key=["activity", "period_end", "devices"], references={"activity": "local_id"})
        cls.bad["D06"] = {row["id"] for row in cls.programme.rows("progress_report") if row["devices"] == "0" and row["activity"] == latest["activity"]}

    @classmethod
    def D13(cls):
        programme, place = cls.programme, next(iter(cls.places))
        programme.enter("organisation", [{"local_id": "ORG-EMPTY", "name": "Finds nothing (made up)", "kind": "international_ngo"}])
        # 11 of 20 are more than half; of 19 there would be too few to say.
        programme.enter("land_release_product", [{"local_id": f"LR-D13-{number}", "hazard": "HZ-G04", "organisation": "ORG-EMPTY", "place": place, "product": "cleared",
                                                  "status": "approved", "released_on": "2021-01-01", "depth": "0.2", "area_reported": "100",
                                                  "eo_found": "0" if number < 11 else "1"} for number in range(20)],
                        references={"hazard": "local_id", "organisation": "local_id"})
        cls.bad["D13"] = {row["id"] for row in programme.rows("organisation") if row["local_id"] == "ORG-EMPTY"}

    @classmethod
    def D17(cls):
        programme, (place, number) = cls.programme, list(cls.places.items())[1]
        events = programme.rows("event")
        elsewhere = sum(row["place"] != number for row in events)
        # A fifth is not too much, and more is.
        here = max(50, elsewhere // 4 + 1)
        programme.enter("event", [{"source_id": f"EV-{at}", "kind": "other", "happened_on": f"{1980 + at % 40}-01-{1 + at % 28:02}", "place": place}
                                  for at in range(here - (len(events) - elsewhere))], key=["source_id"])
        cls.bad["D17"] = {number}

    def test_each_fires_exactly_once(self):
        for code, records in self.bad.items():
            with self.subTest(code):
                found = self.programme.findings(code)
                self.assertEqual(len(found), 1, [one["message"] for one in found])
                self.assertTrue(records & set(found[0]["records"]), found)


if __name__ == "__main__":
    unittest.main()
